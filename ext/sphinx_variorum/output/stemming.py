"""Stems for Sphinx's search index, each made once in a build instead of once in every page.

Sphinx asks its stemmer for every word of every page anew; in an edition, whose pages share their
vocabulary, that was a quarter of the build (manual, “Decisions”). The index stays the same.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sphinx.search import SearchLanguage, languages
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Words remembered at most, some 20 MB; a vocabulary beyond that is forgotten oldest first.
_REMEMBERED = 200_000


def _language_class(code: str) -> type[SearchLanguage]:
    """The class that Sphinx itself would take for `code` (`sphinx.search.IndexBuilder`)."""
    found = languages.get(code) or languages.get(code.partition("_")[0]) or SearchEnglish
    if isinstance(found, str):
        module, _dot, name = found.rpartition(".")
        found = getattr(import_module(module), name)
    assert isinstance(found, type)
    return found


def remember_stems(app: Sphinx, config: Config) -> None:
    """Register a search language that remembers its stems (event ``config-inited``)."""
    code = config.html_search_language or config.language or "en"
    base = _language_class(code)
    if getattr(base, "remembers_stems", False):
        return

    class Remembering(base):  # type: ignore[misc, valid-type]
        """The language of the edition; `stem` answers a word it knows from memory."""

        lang = code
        remembers_stems = True

        def __init__(self, options: dict[str, str]) -> None:
            super().__init__(options)
            self.stem: Any = lru_cache(maxsize=_REMEMBERED)(super().stem)

    app.add_search_language(Remembering)
