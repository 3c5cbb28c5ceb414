"""The dense edition has the profile that it says it has, whatever the seed."""

from __future__ import annotations

import statistics

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.editions import dense
from tests.editions.dense import Span


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_profile(seed: int) -> None:
    """4,000 words, 5 annotations per 100, 27 % nested, 2 % crossing; each lemma has one place."""
    made = dense.passages(seed)
    assert dense.measure(made) == (4000, 200, 0.27, 0.02)
    for words, spans in made:
        assert len(set(spans)) == len(spans)
        for start, end in spans:
            assert 0 <= start < end <= len(words)
            assert words.count(words[start]) == 1


def test_notes_are_as_long_as_in_a_variorum() -> None:
    """Median 42 words; some above 150, some above 300."""
    text = str(dense.files()["index.md"])
    notes = [block.rsplit("\n\n", 1)[-1] for block in text.split("\n:::\n") if ":::{" in block]
    lengths = [len(note.split()) for note in notes if note.count(":") == 0]
    assert len(lengths) > 150
    assert 36 <= statistics.median(lengths) <= 48
    assert 0.1 <= sum(length > 150 for length in lengths) / len(lengths) <= 0.2


def test_nested_and_crossing_are_told_apart() -> None:
    """Neighbours and equals are neither."""
    assert dense.is_within(Span(1, 3), Span(0, 3))
    assert not dense.is_within(Span(0, 3), Span(0, 3))
    assert dense.is_across(Span(0, 3), Span(2, 5))
    assert not dense.is_across(Span(0, 3), Span(3, 5))
    assert not dense.is_across(Span(0, 9), Span(3, 5))
