"""Gives the interface its language: which catalogues its words are taken from.

First of those in the folders of Sphinx's ``locale_dirs``, so that an edition can change a word or
bring a language of its own, then of the package.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translator
from sphinx.util.i18n import CatalogRepository

from sphinx_variorum import CATALOGUE
from sphinx_variorum.edition.tables import gettext_noop
from sphinx_variorum.output.html.language import page_direction

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What Sphinx prints on pages of an edition and its own catalogues may lack (9.0: the German one).
#: They are asked before ours.
WORDS_OF_SPHINX = (
    gettext_noop("Link to this heading"),
    gettext_noop("Link to this definition"),
    gettext_noop("Link to this code"),
    gettext_noop("Link to this image"),
    gettext_noop("Link to this table"),
    gettext_noop("Link to this term"),
)

#: The folder of the package's own catalogues.
LOCALES = Path(__file__).parent / "locale"


def setup_languages(app: Sphinx) -> None:
    """Register the catalogues, those of the edition compiled first, as Sphinx does with its own.

    A template's `_` asks Sphinx's catalogue; what that does not know it then asks ours.
    """
    config = app.config
    repository = CatalogRepository(
        app.srcdir, config.locale_dirs, config.language, config.source_encoding
    )
    for catalogue in repository.catalogs:
        if catalogue.domain == CATALOGUE and catalogue.is_outdated():
            catalogue.write_mo(config.language, config.gettext_allow_fuzzy_translations)
    for folder in (*repository.locale_dirs, LOCALES):
        app.add_message_catalog(CATALOGUE, folder)
    app.translator.add_fallback(get_translator(CATALOGUE))
    app.connect("html-page-context", add_direction)


def add_direction(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell the theme which way the page runs: `text_direction` (event ``html-page-context``)."""
    context["text_direction"] = page_direction(app.config)
