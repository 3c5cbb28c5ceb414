"""The language and direction of words that stand among those of the interface."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.building.nodes import base_text
from sphinx_variorum.edition.scripts import direction_of

if TYPE_CHECKING:
    from docutils.nodes import Node
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


def interface_attributes(config: Config, node: Node) -> str:
    """Back to the interface, for what of it stands within words of a passage.

    The language where it is another, and a direction where either runs from right to left: marks
    side by side would otherwise be one number to the bidirectional algorithm.
    """
    above: Node | None = node
    while above is not None and not isinstance(above, base_text):
        above = above.parent
    if above is None:
        return ""
    page = config.language.replace("_", "-")
    attributes = f' lang="{escape(page)}"' if above["language"] not in ("", page) else ""
    if "rtl" in (above["direction"], page_direction(config)):
        attributes += ' dir="auto"'
    return attributes
