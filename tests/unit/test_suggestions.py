"""Suggestions: they help the editor and verify nothing (design rule 2)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_variorum.edition.suggestions import (
    describe_difference,
    did_you_mean,
    excerpt,
    nearest,
)

TEXT = (
    "The winter was long and the harvest poor. He was not destroyed by the enemy's army. "
    "The count says that 33,800 people came to the capital in the spring of 1998. "
    "Nobody knows how many of them went back to their villages in the north."
)


@pytest.mark.parametrize(
    ("needle", "stands", "difference"),
    [
        ("He was destroyed by the enemy's army.", "not", ("", "not")),
        ("He was never destroyed by the enemy's army.", "not", ("never", "not")),
        ("The count says that 38,300 people came", "33,800", ("38,300", "33,800")),
        ("in the spring of 1989", "1998", ("1989", "1998.")),
        ("Nobody really knows how many of them went back", "Nobody knows", ("really", "")),
    ],
)
def test_nearest(needle: str, stands: str, difference: tuple[str, str]) -> None:
    """The error names the nearest words in the witness and what differs."""
    found = nearest(needle, TEXT)
    assert found is not None
    assert stands in found.text
    assert found.text == TEXT[found.start : found.end]
    assert difference in found.differences


def test_the_fault_is_shown_not_the_passage() -> None:
    """In a long passage with one wrong sentence the answer is about that sentence."""
    passage = TEXT.replace("33,800", "33,900")
    found = nearest(passage, TEXT)
    assert found is not None
    assert "33,800" in found.text
    assert len(found.text) < len(TEXT)
    assert found.differences == (("33,900", "33,800"),)


def test_words_are_whole() -> None:
    """A suggestion begins and ends with a word."""
    found = nearest("as not destroyd by the enem", TEXT)
    assert found is not None
    assert found.start == 0 or TEXT[found.start - 1] == " "
    assert found.end == len(TEXT) or TEXT[found.end] == " "


@pytest.mark.parametrize("needle", ["", "zzz qqq xxx", "ψψψψψψψψψψ", TEXT + TEXT])
def test_nothing_is_like_it(needle: str) -> None:
    """Better no suggestion than a misleading one."""
    found = nearest(needle, "Qua re quidem")
    assert found is None


def test_the_search_begins_where_the_fragments_before_end() -> None:
    """Of two like places the one that can follow is named."""
    text = "The king came home in May. Nothing happened there. The king came home in July."
    first, second = text.index("home in May"), text.index("home in July")
    found = nearest("The king came home in Juny.", text, 30)
    assert found is not None
    assert found.start >= 30
    assert found.start < second < found.end
    assert first < 30
    assert nearest("The king", text, len(text)) is None


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 90))
@settings(max_examples=300)
def test_never_raises(needle: str, text: str, start: int) -> None:
    """Any words, any witness, any offset: a stretch of the witness or nothing."""
    found = nearest(needle, text, start)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert 50 <= found.score <= 100
        assert len(found.differences) <= 3


def test_a_long_passage_costs_no_time() -> None:
    """20,000 words that are nowhere in a witness of as many (issue 2)."""
    text = " ".join(f"word{number}" for number in range(20_000))
    needle = " ".join(f"wort{number}" for number in range(20_000))
    began = time.perf_counter()
    nearest(needle, text)
    nearest(text.replace("word9999 ", ""), text)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("written", "standing", "said"),
    [
        ("", "not", ["“not”", "leaves it out"]),
        ("not", "", ["“not”", "the witness does not"]),
        ("was", "wos", ["“was”", "“wos”"]),
        ("a\u200bb", "ab", ["U+200B"]),
    ],
)
def test_differences_in_words(written: str, standing: str, said: list[str]) -> None:
    """Code points are named where the eye sees no difference."""
    words = describe_difference(written, standing)
    assert all(word in words for word in said)


def test_excerpt() -> None:
    """Where the words stand, with some of what stands around them, on one line."""
    text = "a " * 40 + "the\nwords here" + " b" * 40
    start = text.index("the")
    shown = excerpt(text, start, start + 14, margin=6)
    assert shown == "…a a a «the words here» b b b…"
    assert excerpt("only this", 0, 9) == "«only this»"
    assert len(excerpt("x" * 5000, 0, 5000)) < 200


@pytest.mark.parametrize(
    ("value", "known", "meant"),
    [
        ("contadicts", ["supports", "contradicts"], "“contradicts”"),
        ("defectors-game:5", ["defectors-game:15", "leaflets:1"], "“defectors-game:15”"),
        ("zzz", ["supports"], ""),
        ("x", [], ""),
    ],
)
def test_did_you_mean(value: str, known: list[str], meant: str) -> None:
    """An unknown value is named with the nearest good one, or with none."""
    said = did_you_mean(value, known)
    assert meant in said
    assert bool(said) == bool(meant)
