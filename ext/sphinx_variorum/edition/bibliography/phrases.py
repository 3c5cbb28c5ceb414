"""What the bibliography says in words of its own, for those who translate it.

The functions that use them take `say`, which translates one; without it they speak English. The
words of the style `author-date.csl` stand in that file and are only listed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .dates import MONTHS, SEASONS

#: Translates a phrase; `str` leaves it as it is.
Say = Callable[[str], str]

_OF_THE_STYLE = (
    "Accessed", "Edited by", "edited by", "Translated by", "In", "ed.", "eds.", "n.d.", "no.", "p.",
    "pp.", "version", "Vol.", "vol.", "vols", "“", "”",
)  # fmt: skip

PHRASES = (
    *_OF_THE_STYLE,
    *("‘", "’", "%s and %s", "c. %s", "%s BC", "[no title]", "film"),
    *("%sst ed.", "%snd ed.", "%srd ed.", "%sth ed.", "%s ed."),
    *MONTHS,
    *(f"%s {month}" for month in MONTHS),
    *SEASONS,
)

_STYLE_WORD = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(word)}(?!\w)" if word[0].isalpha() else re.escape(word)
        for word in sorted(_OF_THE_STYLE, key=len, reverse=True)
    )
)


def say_style(text: str, say: Say) -> str:
    """Text that the style printed between values, its words translated."""
    return _STYLE_WORD.sub(lambda match: say(match[0]), text)
