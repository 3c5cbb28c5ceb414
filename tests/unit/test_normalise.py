"""The declared normalisation (design rule 1): what it folds, what it never folds, and the way back.

Property tests of issue 2: normalisation is idempotent.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_variorum.edition.normalise import FOLDED, normalise, normalise_with_origins

#: Characters at which normalisation has something to do, among some at which it has not.
AWKWARD = (
    "aek.-'\" \n\t\r\u2028‘’‚‹“”„«–—\u2212\u00a0\u202f\u00ad"
    "\u0301\u0327\u0334\u0344\u0f71\u0f72\u0f73é\u212b\u0958\u09c7\u09be한\u1112\u1161\u11ab\U0001d15e"
)
TEXTS = st.text(st.sampled_from(AWKWARD), max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(("kind", "characters", "target"), FOLDED)
def test_folds_what_it_declares(kind: str, characters: str, target: str) -> None:
    """Each character of the declared table becomes what the manual's table says."""
    for character in characters:
        assert normalise(f"a{character}b") == f"a{target}b", (kind, character)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("was destroyed", "was not destroyed"),
        ("North", "north"),
        ("colour", "color"),
        ("end.", "end"),
        ("33,800", "33.800"),
        ("10", "1O"),
        ("a b", "ab"),
        ("…", "..."),
        ("co-operate", "cooperate"),
        ("resume", "résumé"),
        ("²", "2"),
        ("ﬁne", "fine"),
        ("a\u200bb", "ab"),
        ("Korea", "K\u043erea"),
    ],
)
def test_folds_nothing_else(left: str, right: str) -> None:
    """Not case, not spelling, not punctuation, not look-alikes, and never “nearly” (rule 2)."""
    assert normalise(left) != normalise(right)


def test_white_space_is_one_space_and_none_at_the_ends() -> None:
    """Lines and paragraphs of a witness may be broken otherwise than those of the passage."""
    assert normalise(" \n one\r\n\r\ntwo\t three\u2003 four\n") == "one two three four"


def test_composed_and_decomposed_are_the_same_words() -> None:
    """NFC: a witness typed on another system is the same text."""
    for text in ("café", "한국", "Ångström"):
        assert normalise(unicodedata.normalize("NFD", text)) == text


@given(TEXTS)
def test_idempotent(text: str) -> None:
    """Issue 2: normalisation is idempotent."""
    once = normalise(text)
    assert normalise(once) == once


@given(TEXTS)
@example("e\u00ad\u0301")
@example(" \u00ad\n")
@example("\u00ad")
def test_both_ways_to_normalise_agree(text: str) -> None:
    """The text that knows its origins is the normalised text, character by character."""
    assert normalise_with_origins(text).text == normalise(text)


@given(TEXTS)
def test_origins_ascend_inside_the_text(text: str) -> None:
    """Every offset leads back into the original, in its order, and the end not beyond its end."""
    known = normalise_with_origins(text)
    origins = [known.origin(offset) for offset in range(len(known.text))]
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)
    assert list(known.starts) == sorted(set(known.starts))
    assert (origins or [0])[-1] <= known.origin(len(known.text)) <= len(text)


@given(TEXTS, st.data())
@settings(max_examples=300)
@example("cafe\u0301 au lait", None)
@example("\u1112\u1161\u11ab\u1100\u116e\u11a8", None)
def test_span_of_a_stretch_is_that_stretch(text: str, data: st.DataObject | None) -> None:
    """The original's words at the span of a stretch, normalised, are the stretch again.

    So what is marked as the lemma, or recorded as quoted, is neither more nor less than the
    words: a combining mark is not cut off from its letter.
    """
    known = normalise_with_origins(text)
    borders = [
        offset
        for offset in range(len(known.text) + 1)
        if offset in (0, len(known.text)) or _parts(known.text, offset)
    ]
    # An original that became several characters (U+0958) cannot be divided.
    pairs = [
        (start, end)
        for start in borders
        for end in borders
        if start < end and known.origin(start) < known.origin(end)
    ]
    assume(pairs)
    if data is not None:
        pairs = [data.draw(st.sampled_from(pairs))]
    for start, end in pairs:
        first, last = known.span(start, end)
        # White space at the ends of a stretch is no words.
        assert normalise(text[first:last]) == known.text[start:end].strip()


def _parts(text: str, offset: int) -> bool:
    """Whether the characters round `offset` do not interact in Unicode normalisation."""
    return not any(map(unicodedata.combining, unicodedata.normalize("NFD", text[offset])))


def test_span_keeps_the_mark_on_its_letter() -> None:
    """A decomposed letter at the end of a lemma is taken whole."""
    text = "un cafe\u0301, s'il"
    known = normalise_with_origins(text)
    start = known.text.index("café")
    assert text[slice(*known.span(start, start + 4))] == "cafe\u0301"


def test_span_in_decomposed_hangul() -> None:
    """Syllables of several letters each (NFD) keep their places one by one."""
    text = unicodedata.normalize("NFD", "북한은 국가")
    known = normalise_with_origins(text)
    assert known.text == "북한은 국가"
    for word in ("북한은", "국가", "한"):
        start = known.text.index(word)
        first, last = known.span(start, start + len(word))
        assert unicodedata.normalize("NFC", text[first:last]) == word


def test_span_at_the_end_leaves_white_space_out() -> None:
    """The last word's span ends with the word, not with the file's last empty lines."""
    text = "  one  two \n\n"
    known = normalise_with_origins(text)
    assert text[slice(*known.span(4, 7))] == "two"
    assert known.span(2, 2) == (0, 0)
