"""Suggestions: where the words that were not found probably stand, and what differs there.

Only to help the editor. Nothing that is found here ever verifies a quotation (design rule 2).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from sphinx_variorum.edition.words import is_border

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONGEST = 400
#: So many characters in a row stand in no wrong place by chance.
_SURE = 80


class Suggestion(NamedTuple):
    """The nearest words: their normalised offsets, the words, their likeness (0 to 100).

    `differences` are pairs (what was written, what stands there), at most three.
    """

    start: int
    end: int
    text: str
    score: float
    differences: tuple[tuple[str, str], ...]


def nearest(needle: str, text: str, start: int = 0) -> Suggestion | None:
    """The stretch of `text` (from offset `start`) most like `needle`; both normalised.

    Where the beginning of `needle` stands in `text`, what follows it there is compared;
    otherwise the first sentence of `needle` that is not in `text`, so that the answer points at
    the fault and not at the whole passage. None if nothing is like it.
    """
    stop = len(text)
    stands = bisect_left(
        range(len(needle)), True, key=lambda length: text.find(needle[: length + 1], start) < 0
    )
    if stands >= _SURE:
        place = text.find(needle[:stands], start) + stands
        start, stop = max(start, place - _LONGEST), place + _LONGEST
        needle = _around(needle, stands, _SURE, 60)
    else:
        needle = _around(_faulty_sentence(needle, text), 0, 0, _LONGEST)
    if not needle or len(text) <= start:
        return None
    # Loaded only where something is wrong: a build without faults starts faster.
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(needle, text[start:stop])
    if found is None or found.score < 50 or len(needle) > len(text) - start:
        return None
    begin, end = start + found.dest_start, start + found.dest_end
    while begin > 0 and not is_border(text, begin):
        begin -= 1
    while end < len(text) and not is_border(text, end):
        end += 1
    # A word more on each side, so that a word dropped at the border can be seen.
    begin = text.rfind(" ", 0, max(0, begin - 1)) + 1
    after = text.find(" ", min(len(text), end + 1))
    end = after if after >= 0 else len(text)
    return Suggestion(
        begin, end, text[begin:end], found.score, _differences(needle, text[begin:end])
    )


def _faulty_sentence(needle: str, text: str) -> str:
    sentences = _SENTENCE.split(needle)
    for index, sentence in enumerate(sentences):
        if sentence not in text:
            joined = sentence
            if len(joined) < 30 and index:
                joined = f"{sentences[index - 1]} {joined}"
            if len(joined) < 30 and index + 1 < len(sentences):
                joined = f"{joined} {sentences[index + 1]}"
            return joined
    return needle


def _around(needle: str, offset: int, before: int, after: int) -> str:
    """The words of `needle` from `before` characters before `offset` to `after` behind it."""
    begin = needle.rfind(" ", 0, max(0, offset - before)) + 1
    end = needle.find(" ", offset + after)
    return needle[begin : end if end >= 0 else len(needle)]


def _differences(written: str, standing: str) -> tuple[tuple[str, str], ...]:
    left, right = written.split(), standing.split()
    pairs: list[tuple[str, str]] = []
    for code, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        at_border = (k == 0 or m == len(right)) and code == "insert"
        # The words added on each side are no difference.
        if code == "replace" and k == 0:
            k = max(0, m - (j - i))
        elif code == "replace" and m == len(right):
            m = min(m, k + j - i)
        if code != "equal" and not at_border:
            pairs.append((" ".join(left[i:j]), " ".join(right[k:m])))
    return tuple(pairs[:3])


def describe_difference(written: str, standing: str) -> str:
    """Say one difference in words, naming code points where the eye sees none."""
    if not written:
        return f"the witness has “{standing}”, the passage leaves it out"
    if not standing:
        return f"the page has “{written}”, the witness does not"
    words = f"the page has “{written}”, the witness “{standing}”"
    if _looks(written) == _looks(standing):
        odd = sorted(set(written) ^ set(standing))
        names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in odd)
        return f"{words} ({names})" if names else words
    return words


def _looks(text: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )


def excerpt(text: str, start: int, end: int, margin: int = 30) -> str:
    """The words at `start` to `end` with some of what stands around them, on one line."""
    before = text[max(0, start - margin) : start].lstrip()
    after = text[end : end + margin].rstrip()
    middle = text[start:end] if end - start <= 80 else f"{text[start : start + 80]}…"
    head = "…" if start > margin else ""
    tail = "…" if end + margin < len(text) else ""
    return " ".join(f"{head}{before}«{middle}»{after}{tail}".split())


def nearest_name(value: str, known: Iterable[str], likeness: float = 80) -> str:
    """The one of `known` most like `value`, if it is at least so like (0 to 100); else empty."""
    from rapidfuzz import fuzz, process

    # Sorted, so that of two equally like the answer does not depend on the order they come in.
    best = process.extractOne(value, sorted(known), scorer=fuzz.ratio, score_cutoff=likeness)
    return best[0] if best else ""


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """“; did you mean “x”?” with the likeliest of `known`, or nothing."""
    best = nearest_name(value, known, 60)
    return f"; did you mean “{best}”?" if best else ""
