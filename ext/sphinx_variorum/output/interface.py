"""The words of the interface, through gettext: catalogue ``sphinx_variorum``."""

from __future__ import annotations

from sphinx.locale import get_translation, get_translator

CATALOGUE = "sphinx_variorum"

_ = get_translation(CATALOGUE)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The translation that goes with `number`."""
    return get_translator(CATALOGUE).ngettext(singular, plural, number)
