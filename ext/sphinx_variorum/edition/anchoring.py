"""Anchoring: the one place of a lemma in the words of its passage.

The lemma is the anchor, as in every printed commentary. It is found when it stands in the
printed passage exactly once after the declared normalisation, from word border to word border;
otherwise it is not found, and never "probably here" (design rules 2 and 3).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from sphinx_variorum.edition.normalise import NormalisedText, normalise
from sphinx_variorum.edition.words import is_border, is_spaceless

#: Between the first and the last words of a long lemma.
_ELISION = re.compile(r"\s+(?:…|\.\.\.)\s+")
#: More ways to join first and last words are not looked for.
_MOST_JOINED = 1000
_QUOTES = MappingProxyType({'"': '"', "'": "'"})


class Anchor(NamedTuple):
    """What became of a lemma.

    `state`: ``anchored``, ``absent``, ``inside`` (it stands only inside longer words),
    ``ambiguous``, ``nth`` (there are fewer occurrences) or ``short`` (one character). When
    anchored, `start` and `end` are offsets in the printed passage. `occurrences` are the
    (start, end) of every place that was found, in the printed passage.
    """

    state: str
    start: int = 0
    end: int = 0
    occurrences: tuple[tuple[int, int], ...] = ()


def find_lemma(passage: NormalisedText, lemma: str, nth: int | None = None) -> Anchor:
    """Find `lemma` in `passage`.

    ``first words … last words`` spans from the one to the other. `nth` (from 1) picks among
    several occurrences. Quotation marks around the whole lemma are left out unless they stand
    in the passage. Offsets in the result are code points of the passage as printed.
    """
    needle = normalise(lemma)
    if len(needle) == 1 and not is_spaceless(needle):
        return Anchor("short")
    places = _places(passage.text, needle)
    if not places and len(needle) > 2 and _QUOTES.get(needle[0]) == needle[-1]:
        needle = needle[1:-1].strip()
        places = _places(passage.text, needle)
    if not places:
        state = "inside" if needle and needle in passage.text else "absent"
        return Anchor(state)
    spans = tuple(passage.span(start, end) for start, end in places)
    if nth is None:
        if len(spans) > 1:
            return Anchor("ambiguous", occurrences=spans)
        return Anchor("anchored", *spans[0], spans)
    if not 1 <= nth <= len(spans):
        return Anchor("nth", occurrences=spans)
    return Anchor("anchored", *spans[nth - 1], spans)


def _places(text: str, needle: str) -> list[tuple[int, int]]:
    literal = list(_whole_words(text, needle))
    if literal:
        return literal
    parts = _ELISION.split(needle)
    if len(parts) != 2 or not all(parts):
        return []
    firsts = _whole_words(text, parts[0])
    lasts = _whole_words(text, parts[1])
    joined = (
        (first[0], last[1]) for first in firsts for last in lasts[bisect_left(lasts, (first[1],)) :]
    )
    return list(islice(joined, _MOST_JOINED))


def _whole_words(text: str, needle: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = text.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        if is_border(text, start) and is_border(text, end):
            found.append((start, end))
        start = text.find(needle, start + 1)
    return found
