"""The words of the interface, through gettext, and numbers as their language writes them.

The words are those of the catalogue `sphinx_variorum` in the language of the edition, or English
where there is none (`languages`).
"""

from __future__ import annotations

from babel.numbers import format_decimal
from sphinx.locale import get_translation, get_translator

from sphinx_variorum import CATALOGUE

_ = get_translation(CATALOGUE)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The translation that goes with `number`."""
    return get_translator(CATALOGUE).ngettext(singular, plural, number)


def interface_language() -> str:
    """The language in which the interface speaks, which may not be that of the edition."""
    return get_translator(CATALOGUE).info().get("language", "en")


def decimal(number: float) -> str:
    """`number` with one decimal, as the interface's language writes it: “33.0”, “33,0”."""
    return format_decimal(number, format="0.0", locale=interface_language())
