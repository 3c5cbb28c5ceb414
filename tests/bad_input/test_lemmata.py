"""Lemmata that have no place: said with the note's line, and the note is printed all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    BODY,
    LEMMA,
    assert_nothing_lost,
    assert_rest_is_whole,
    card,
    cards,
    faulty,
    index,
    is_unanchored,
    line_of,
    note,
    only_warning,
    passage,
    section,
    words,
)
from tests.support import Edition

WORDS = "He was not destroyed. Few people leave the country, even by the enemy's own count."


@pytest.mark.parametrize(
    ("lemma", "options", "subtype", "says"),
    [
        pytest.param(
            "Few persons leave",
            "",
            Subtype.LEMMA_ABSENT,
            ["does not stand in passage chronicle:1", "Few people leave", "copy the words"],
            id="absent",
        ),
        pytest.param(
            "country … destroyed",
            "",
            Subtype.LEMMA_ABSENT,
            ["does not stand in passage chronicle:1", "copy the words"],
            id="from a later to an earlier word",
        ),
        pytest.param(
            "few people",
            "",
            Subtype.LEMMA_ABSENT,
            ["does not stand in passage chronicle:1", "Few people", "copy the words"],
            id="in another case",
        ),
        pytest.param(
            "Few peop",
            "",
            Subtype.LEMMA_ABSENT,
            ["only inside longer words", "write whole words"],
            id="only inside a longer word",
        ),
        pytest.param(
            "F", "", Subtype.LEMMA_SHORT, ["one character", "the whole word"], id="one character"
        ),
        pytest.param(
            "the",
            "",
            Subtype.LEMMA_AMBIGUOUS,
            ["2 times", "leave «the» country", "by «the» enemy's", "add words to it, or :nth:"],
            id="twice",
        ),
        pytest.param(
            "the",
            "\n:nth: 3",
            Subtype.LEMMA_AMBIGUOUS,
            ["no occurrence 3", "there are 2", "leave «the» country", "by «the» enemy's"],
            id="nth beyond the last",
        ),
    ],
)
def test_note_without_a_place_is_printed_unanchored(
    edition: Callable[..., Edition],
    lemma: str,
    options: str,
    subtype: Subtype,
    says: list[str],
) -> None:
    """Issue 2, bad input: lemma absent, ambiguous, inside a word, of one character.

    Design rules 3 and 6: ambiguous is an error with every occurrence; nothing vanishes.
    """
    made = edition(faulty(passage(WORDS, note(lemma, f":type: context{options}"))))
    built = made.build()
    message = only_warning(built, subtype)
    assert (message.place, message.line) == ("index.md", line_of(made, f"}} {lemma}"))
    assert [fragment for fragment in says if fragment not in message.text] == []
    assert_nothing_lost(built, WORDS)
    printed = card(built)
    assert is_unanchored(printed)
    assert printed.find("q").get_text() == lemma
    assert section(built, "chronicle.1").find_all("sup") == []
    assert built.app.statuscode == 0


@pytest.mark.parametrize(
    ("lemma", "options"),
    [
        ("the", "\n:nth: 2"),
        ("leave … enemy's", ""),
        ("“Few people”", ""),
        ("enemy’s own count.", ""),
    ],
)
def test_the_same_lemmata_written_well(
    edition: Callable[..., Edition], lemma: str, options: str
) -> None:
    """The cures that the messages name do cure: no warning, and the note has its place."""
    built = edition(faulty(passage(WORDS, note(lemma, f":type: context{options}")))).build()
    assert built.messages == []
    assert not is_unanchored(card(built))
    assert len(section(built, "chronicle.1").find_all("sup")) == 1


def test_one_bad_lemma_among_good_ones_unanchors_only_itself(
    edition: Callable[..., Edition],
) -> None:
    """Design rule 6: the fault is the note's, not the passage's."""
    good = ":::{editorial-note} Few people\n:type: context\nThe good note.\n:::\n"
    built = edition(faulty(passage(WORDS, note("Many people") + "\n" + good))).build()
    only_warning(built, Subtype.LEMMA_ABSENT)
    first = section(built, "chronicle.1")
    assert words(first) == WORDS
    assert [is_unanchored(printed) for printed in cards(first)] == [False, True]
    assert len(first.find_all("sup")) == 1


def test_annotation_outside_every_passage(edition: Callable[..., Edition]) -> None:
    """Issue 2, bad input; design rule 6: it is printed where it was written."""
    made = edition(faulty(note()))
    built = made.build()
    message = only_warning(built, Subtype.ORPHAN)
    assert (message.place, message.line) == ("index.md", line_of(made, f"}} {LEMMA}"))
    assert ":passage:" in message.text
    assert is_unanchored(card(built))
    assert_rest_is_whole(built)


@pytest.mark.parametrize(
    ("named", "said"),
    [("chronical:9", "“chronicle:9”"), ("99", "“chronicle:99”"), ("nowhere:1", "“nowhere:1”")],
)
def test_annotation_on_a_passage_that_does_not_exist(
    edition: Callable[..., Edition], named: str, said: str
) -> None:
    """`:passage:` naming none: the message names what was asked for, or what is nearest to it."""
    made = edition(faulty(note("went back", f":type: context\n:passage: {named}")))
    built = made.build()
    message = only_warning(built, Subtype.ORPHAN)
    assert (message.place, message.line) == ("index.md", line_of(made, "} went back"))
    assert "there is no passage" in message.text
    assert said in message.text
    assert is_unanchored(card(built))
    assert_rest_is_whole(built)


def test_annotation_inside_a_passage_on_one_that_does_not_exist(
    edition: Callable[..., Edition],
) -> None:
    """It stays with the passage in which it was written."""
    inside = note("words elsewhere", ":type: context\n:passage: 77")
    made = edition(faulty(passage(WORDS, inside)))
    built = made.build()
    message = only_warning(built, Subtype.ORPHAN)
    assert message.line == line_of(made, "words elsewhere")
    assert BODY in section(built, "chronicle.1").get_text()
    assert is_unanchored(card(built))
    assert_rest_is_whole(built)


def test_standoff_lemma_that_its_passage_lacks(edition: Callable[..., Edition]) -> None:
    """An annotation from another file fails as one inside does: with its own file and line."""
    pages = faulty(passage(WORDS) + "\n```{toctree}\nnotes\n```\n")
    notes = "# Notes\n\n" + note("Many people", ":type: context\n:passage: chronicle:1")
    made = edition({**pages, "notes.md": notes})
    built = made.build()
    message = only_warning(built, Subtype.LEMMA_ABSENT)
    assert (message.place, message.line) == ("notes.md", line_of(made, "Many people", "notes.md"))
    assert is_unanchored(card(built))
    assert_nothing_lost(built, WORDS)
    assert index(built).annotations_of["chronicle:1"][0].state == "unanchored"
