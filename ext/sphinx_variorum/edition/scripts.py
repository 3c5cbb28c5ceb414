"""Scripts: which way the words of a language run."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError

#: Codes of ISO 15924 that run from right to left, as a language tag may name them.
_LEFTWARD = frozenset(
    {
        *("Adlm", "Arab", "Aran", "Armi", "Avst", "Hebr", "Mand", "Mani", "Nkoo", "Phnx", "Rohg"),
        *("Samr", "Sarb", "Syrc", "Thaa", "Yezi"),
    }
)


@cache
def direction_of(language: str) -> str:
    """``ltr`` or ``rtl`` for a BCP 47 tag, by its script or else its language; "" if unknown.

    The directions of languages are those of Unicode's CLDR.
    """
    first, *others = language.replace("_", "-").split("-")
    for subtag in others:
        if len(subtag) == 4 and subtag.isalpha():
            return "rtl" if subtag.title() in _LEFTWARD else "ltr"
    if first == "und":  # which CLDR takes for the root of all languages
        return ""
    try:
        return Locale.parse(first).text_direction
    except (UnknownLocaleError, ValueError, TypeError):
        return ""


def runs_against(text: str, direction: str) -> bool:
    """Whether `text` has letters that run against `direction` (``ltr`` or ``rtl``).

    Such words are isolated from their neighbours, whose points would change places with them
    (Unicode Standard Annex 9, section 2.7).
    """
    if text.isascii():
        return direction == "rtl" and any(map(str.isalpha, text))
    against = ("L",) if direction == "rtl" else ("R", "AL")
    return any(unicodedata.bidirectional(character) in against for character in text)
