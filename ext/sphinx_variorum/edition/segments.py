"""Segments: a text cut wherever one of a set of overlapping spans begins or ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Segment(NamedTuple):
    """A stretch of text (offsets in code points, `end` exclusive) and the spans over it.

    `spans` are indexes into the list that was cut, in that list's order.
    """

    start: int
    end: int
    spans: tuple[int, ...]


def cut(length: int, spans: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """Cut a text of `length` code points at every border of `spans`.

    The segments follow one another without gap from 0 to `length`; each names all spans that
    cover it, so that spans may nest, overlap, cross and repeat. Spans that reach outside the
    text are cut off at its ends; empty ones cover nothing.
    """
    clipped = [(max(0, start), min(length, end)) for start, end in spans]
    starting: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(clipped):
        if start < end:
            starting.setdefault(start, []).append(index)
            ending.setdefault(end, []).append(index)
    borders = sorted({0, length, *starting, *ending})
    open_spans: dict[int, None] = {}
    segments: list[Segment] = []
    for start, end in pairwise(borders):
        for index in ending.get(start, ()):
            del open_spans[index]
        for index in starting.get(start, ()):
            open_spans[index] = None
        segments.append(Segment(start, end, tuple(sorted(open_spans))))
    return tuple(segments)
