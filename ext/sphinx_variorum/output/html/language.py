"""The language and direction of words that stand among those of the interface."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.edition.scripts import direction_of

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_variorum.edition.index import Edition


def page_direction(config: Config) -> str:
    """The direction of the pages: that of the edition's language, ``ltr`` if it is not known."""
    return direction_of(config.language) or "ltr"


def language_attributes(config: Config, language: str, direction: str) -> str:
    """`` lang="…" dir="…"`` for words quoted on a page; `direction` only where it is not the
    page's.
    """
    attributes = f' lang="{escape(language)}"' if language else ""
    if direction and direction != page_direction(config):
        attributes += f' dir="{escape(direction)}"'
    return attributes


def passage_attributes(config: Config, edition: Edition, passage: str) -> str:
    """The same for words of a passage, such as a lemma in a card."""
    record = edition.passages.get(passage)
    return language_attributes(config, record.language, record.direction) if record else ""
