"""Segments: any set of spans over a text survives, nested, crossing or equal (issue 2)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_variorum.edition.anchoring import find_lemma
from sphinx_variorum.edition.normalise import normalise, normalise_with_origins
from sphinx_variorum.edition.segments import Segment, cut

OFFSETS = st.integers(-3, 45)
SPANS = st.lists(st.tuples(OFFSETS, OFFSETS), max_size=12)


def naive_cover(length: int, spans: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """For each character of the text the spans over it."""
    return [
        tuple(index for index, (start, end) in enumerate(spans) if start <= offset < end)
        for offset in range(length)
    ]


@pytest.mark.parametrize(
    ("spans", "segments"),
    [
        ([], [(0, 9, ())]),
        ([(0, 9)], [(0, 9, (0,))]),
        ([(2, 7), (3, 5)], [(0, 2, ()), (2, 3, (0,)), (3, 5, (0, 1)), (5, 7, (0,)), (7, 9, ())]),
        ([(0, 5), (3, 9)], [(0, 3, (0,)), (3, 5, (0, 1)), (5, 9, (1,))]),
        ([(2, 4), (2, 4)], [(0, 2, ()), (2, 4, (0, 1)), (4, 9, ())]),
        ([(4, 4), (6, 3)], [(0, 9, ())]),
        ([(-5, 3), (8, 99), (20, 30)], [(0, 3, (0,)), (3, 8, ()), (8, 9, (1,))]),
        ([(0, 3), (3, 9)], [(0, 3, (0,)), (3, 9, (1,))]),
    ],
)
def test_cut(
    spans: list[tuple[int, int]], segments: list[tuple[int, int, tuple[int, ...]]]
) -> None:
    """Nested, crossing, equal, empty, reversed, outside, side by side."""
    assert cut(9, spans) == tuple(Segment(*segment) for segment in segments)


def test_an_empty_text_has_no_segments() -> None:
    """There is nothing to cut, whatever the spans say."""
    assert cut(0, [(0, 0), (0, 5)]) == ()


@given(st.text(max_size=40), SPANS)
@example("abc", [(0, 3), (0, 3), (1, 2), (2, 9), (-1, 1)])
def test_segments_concatenate_to_the_passage(text: str, spans: list[tuple[int, int]]) -> None:
    """Issue 2: without gap or overlap, none of them empty."""
    segments = cut(len(text), spans)
    assert "".join(text[segment.start : segment.end] for segment in segments) == text
    assert all(segment.start < segment.end for segment in segments)


@given(st.integers(0, 40), SPANS)
def test_any_set_of_spans_survives(length: int, spans: list[tuple[int, int]]) -> None:
    """Issue 2: over every character stand exactly the spans that cover it, in their order."""
    cover: list[tuple[int, ...]] = []
    for segment in cut(length, spans):
        cover.extend([segment.spans] * (segment.end - segment.start))
    assert cover == naive_cover(length, spans)


@given(st.integers(0, 40), SPANS)
def test_nothing_is_cut_without_need(length: int, spans: list[tuple[int, int]]) -> None:
    """Neighbours differ, except where one span ends at the offset at which another begins."""
    borders = {offset for span in spans if span[0] < span[1] for offset in span}
    for segment in cut(length, spans)[1:]:
        assert segment.start in borders


WORDS = st.lists(st.sampled_from(["one", "two", "“a”", "café", "x—y", "5.", "he's"]), min_size=1)


@given(WORDS, st.data())
def test_segments_of_an_annotation_concatenate_to_its_lemma(
    words: list[str], data: st.DataObject
) -> None:
    """Issue 2: whatever other lemmata overlap with it."""
    printed = "".join(
        word + data.draw(st.sampled_from([" ", "  ", "\n", "\n\n"])) for word in words
    ).rstrip()
    known = normalise_with_origins(printed)
    lemmata: list[str] = []
    for _ in range(data.draw(st.integers(1, 5))):
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        lemmata.append(" ".join(words[first : last + 1]))
    # Words repeat, so the place is picked by number.
    anchors = [
        anchor for lemma in lemmata if (anchor := find_lemma(known, lemma, nth=1)).state != "short"
    ]
    assert {anchor.state for anchor in anchors} <= {"anchored"}
    segments = cut(len(printed), [(anchor.start, anchor.end) for anchor in anchors])
    anchored = [lemma for lemma in lemmata if len(normalise(lemma)) > 1]
    for index, lemma in enumerate(anchored):
        mine = "".join(
            printed[segment.start : segment.end] for segment in segments if index in segment.spans
        )
        assert normalise(mine) == normalise(lemma)
