"""The words of the interface, through gettext; numbers and dates as their language writes them.

The words are those of the catalogue `sphinx_variorum` in the language of the edition, or English
where there is none (`languages`).
"""

from __future__ import annotations

import re
from datetime import date

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from sphinx.locale import get_translation, get_translator

from sphinx_variorum import CATALOGUE
from sphinx_variorum.edition.rules import is_date

_ = get_translation(CATALOGUE)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The translation that goes with `number`."""
    return get_translator(CATALOGUE).ngettext(singular, plural, number)


def interface_language() -> str:
    """The language in which the interface speaks, which may not be that of the edition."""
    return get_translator(CATALOGUE).info().get("language", "en")


def decimal(number: float) -> str:
    """`number` with one decimal, as the interface's language writes it: “33.0”, “33,0”."""
    return format_decimal(number, format="0.0", locale=_locale())


def numbered(said: str, number: int) -> str:
    """`said` (a translation, see `ngettext`) with `number` for its ``%d``, as the interface's
    language groups digits: “33,800 words”, “33.800 Wörter”.
    """
    return said.replace("%d", format_decimal(number, locale=_locale()))


def date_said(text: str) -> str:
    """A date for a reader in the interface's language, as exactly as it is known.

    `text` is in ISO 8601 (year, year-month or year-month-day), or in the words in which a work's
    date is kept: “c. 1920”, “44 BC”, “1950–1953”. What is neither, such as “forthcoming”, is data
    and stays.
    """
    if text.startswith("c. "):
        return _("c. %s") % date_said(text.removeprefix("c. "))
    if "–" in text:
        return "–".join(date_said(end) for end in text.split("–"))
    if re.fullmatch(r"\d+ BC", text):
        return _("%s BC") % text.removesuffix(" BC")
    if not is_date(text):
        return text
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return str(year)
    when = date(year, *rest, *([1] * (2 - len(rest))))
    if len(rest) == 1:
        return format_skeleton("yMMMM", when, locale=_locale())
    return format_date(when, "long", locale=_locale())


def _locale() -> Locale:
    """What is known of the interface's language; of English if an edition brought words of a
    language that Babel has never heard of.
    """
    try:
        return Locale.parse(interface_language().replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
