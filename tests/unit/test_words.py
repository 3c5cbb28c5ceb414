"""Words and their borders: where a quotation or a lemma may begin and end, and what counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.words import (
    NEGATIONS,
    count_words,
    is_border,
    is_spaceless,
    tell_tale_words,
)


def borders(text: str) -> str:
    """`text` with a bar at every border inside it."""
    return "".join(
        f"|{character}" if offset and is_border(text, offset) else character
        for offset, character in enumerate(text)
    )


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("one two", "one| |two"),
        ("end. Next", "end|.| |Next"),
        ("well-known", "well|-|known"),
        ("Korea's", "Korea|'|s"),
        ("l'homme", "l|'|homme"),
        ("(no)", "(|no|)"),
        ("북한은", "북|한|은"),
        ("人民", "人|民"),
        ("кот", "кот"),
    ],
)
def test_borders(text: str, parted: str) -> None:
    """A word ends where a letter meets none; in scripts without spaces, at every letter."""
    assert borders(text) == parted


@pytest.mark.parametrize(
    "whole",
    [
        "33,800",
        "3.5",
        "1.000.000",
        "9:22",
        "50%",
        "$750",
        "750€",
        "-5",
        "<5",
        "±5",
        ".5",
        "-$5",
        "un-American",
        "can't",
        "couldn’t",
        "they'll",
        "e\u0301te\u0301",
        "का",
    ],
)
def test_no_border_inside_what_says_something_else_when_halved(whole: str) -> None:
    """“800” is not quoted from “33,800”, nor “can” from “can't” (design rule 1: verbatim)."""
    assert borders(whole) == whole


def test_non_stays_with_its_word() -> None:
    """“violent” is not quoted from “non-violent”; other hyphens part words."""
    assert borders("a non-violent") == "a| |non-violent"
    assert borders("canon-law") == "canon|-|law"
    assert borders("anti-war") == "anti|-|war"


def test_a_dash_between_words_and_numbers_parts_them() -> None:
    """Only a sign with nothing before it belongs to the number."""
    assert borders("1950-53") == "1950|-|53"
    assert borders("war-5") == "war|-|5"
    assert borders("sun-like") == "sun|-|like"


def test_a_mark_never_begins_a_word_of_a_spaceless_script() -> None:
    """Vowel signs and tone marks of Thai stay on their consonant."""
    assert borders("ที่") == "ที่"


def test_sentence_stops_after_a_number_are_borders() -> None:
    """A stop or comma that ends a clause does not belong to the number before it."""
    assert borders("in 1066. He") == "in| |1066|.| |He"
    assert borders("1950, but") == "1950|,| |but"


@given(st.text(max_size=20))
def test_the_ends_of_a_text_are_borders(text: str) -> None:
    """Offsets at and beyond the ends are borders, and no offset raises."""
    assert is_border(text, 0)
    assert is_border(text, len(text))
    assert is_border(text, len(text) + 5)
    assert all(isinstance(is_border(text, offset), bool) for offset in range(len(text)))


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), max_size=20))
def test_counts_plain_words(words: list[str]) -> None:
    """Words of letters parted by spaces are counted one by one, and counts add up."""
    assert count_words(" ".join(words)) == len(words)
    assert count_words(" ".join(words)) == sum(map(count_words, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … !", 0),
        ("33,800 people", 2),
        ("anti-Pyongyang leaflets", 2),
        ("can't", 1),
        ("조선 인민", 2),
        ("人民", 2),
        ("人民 ok", 3),
        ("_ __", 0),
    ],
)
def test_counts_words(text: str, words: int) -> None:
    """Rights are counted in words: a dash is none, an ideograph is one, Hangul goes by spaces."""
    assert count_words(text) == words


def test_spaceless() -> None:
    """Han, kana, Hangul and Thai are written so that any letter may be a border."""
    assert all(map(is_spaceless, "人あ한ก"))
    assert not any(map(is_spaceless, "aяא1 "))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was not there", ("not",)),
        ("They couldn't, and won’t", ("couldn't", "won’t")),
        ("“Never!” said no-one", ("Never", "no-one")),
        ("was not—they say—there, non-violent", ("not—they", "non-violent")),
        ("33,800 came in 1998.", ("33,800", "1998")),
        ("Nothing new", ("Nothing",)),
        ("knot notable nothingness", ()),
        ("nicht ohne Grund", ("nicht", "ohne")),
        ("자료가 없다", ("없다",)),
        ("half of them", ()),
    ],
)
def test_tell_tale_words(text: str, found: tuple[str, ...]) -> None:
    """Negations and numbers are what an omission must not drop unsaid (design rule 1)."""
    assert tell_tale_words(text) == found


def test_negations_are_looked_up_folded() -> None:
    """The list is in the case in which words are looked up, or it would never match."""
    assert all(word == word.casefold() for word in NEGATIONS)
    assert {"not", "no", "never"} <= NEGATIONS
