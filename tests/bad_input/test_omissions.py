"""What the editors may not leave out, cut off or put in without saying so (design rule 1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    assert_nothing_lost,
    faulty,
    index,
    line_of,
    note,
    only_warning,
    passage,
    section,
    words,
)
from tests.support import Edition

CUTS_NEGATION = "He was […] destroyed."
CUTS_NUMBER = "The count says that […] people came."
LEAVES_OUT_A_SENTENCE = (
    "Few people leave the country, even by the enemy's own count. […] "
    "The count says that 33,800 people came."
)


@pytest.mark.parametrize(
    ("written", "dropped", "count"),
    [
        pytest.param(CUTS_NEGATION, "“not”", 1, id="negation"),
        pytest.param(CUTS_NUMBER, "“33,800”", 1, id="number"),
        pytest.param(LEAVES_OUT_A_SENTENCE, "“Nobody”", 4, id="negation in a whole sentence"),
        pytest.param(
            "[…] destroyed. Few people leave the country, even by the enemy's own count.",
            "“not”",
            3,
            id="negation before the passage",
        ),
    ],
)
def test_omission_drops_a_negation_or_a_number(
    edition: Callable[..., Edition], written: str, dropped: str, count: int
) -> None:
    """Issue 2, bad input: said without `:omits:`; the page counts the words either way."""
    made = edition(faulty(passage(written, note(""))))
    built = made.build()
    message = only_warning(built, Subtype.OMISSION)
    assert (message.place, message.line) == ("index.md", line_of(made, "{passage} 1"))
    assert dropped in message.text
    assert ":omits:" in message.text
    assert_nothing_lost(built, written)
    assert index(built).passages["chronicle:1"].omitted == count
    said = section(built, "chronicle.1").find(class_="omitted")
    assert said.get_text().startswith(f"{count} word")


@pytest.mark.parametrize(
    ("written", "omits"),
    [
        (CUTS_NEGATION, "the word “not”"),
        (CUTS_NUMBER, "the number, 33,800"),
        (LEAVES_OUT_A_SENTENCE, "that nobody knows how many"),
    ],
)
def test_omission_that_says_what_it_drops(
    edition: Callable[..., Edition], written: str, omits: str
) -> None:
    """With `:omits:` there is no warning, and readers see the editors' words."""
    built = edition(faulty(passage(written, note(""), options=f":omits: {omits}\n"))).build()
    assert built.messages == []
    assert_nothing_lost(built, written)
    assert omits in section(built, "chronicle.1").find(class_="omitted").get_text()


def test_omits_that_hides_the_negation(edition: Callable[..., Edition]) -> None:
    """`:omits:` is no password: a negation cut off from its verb must be named in it."""
    built = edition(faulty(passage(CUTS_NEGATION, note(""), options=":omits: a word\n"))).build()
    message = only_warning(built, Subtype.OMISSION)
    assert message.text.count("“not”") == 1
    assert_nothing_lost(built, CUTS_NEGATION)


def test_harmless_omission(edition: Callable[..., Edition]) -> None:
    """An omission without negation or number is counted, and no fault."""
    written = "Few people leave […], even by the enemy's own count."
    built = edition(faulty(passage(written, note("")))).build()
    assert built.messages == []
    assert index(built).passages["chronicle:1"].omitted == 2


@pytest.mark.parametrize(
    ("written", "brought"),
    [
        ("He was not destroyed [never].", "“never”"),
        ("The count says that [more than 90,000] people came.", "“90,000”"),
        (
            "Few people leave the country [without leave], even by the enemy's own count.",
            "“without”",
        ),
    ],
)
def test_insertion_brings_in_a_negation_or_a_number(
    edition: Callable[..., Edition], written: str, brought: str
) -> None:
    """Issue 2, bad input: an editors' insertion must not turn what a source says."""
    options = ":omits: 33,800\n" if "90,000" in written else ""
    made = edition(faulty(passage(written, note(""), options=options)))
    built = made.build()
    mine = [message for message in built.messages if message.subtype == "variorum.insertion"]
    assert [message.line for message in mine] == [line_of(made, "{passage} 1")]
    assert brought in mine[0].text
    assert "say it in a note" in mine[0].text
    assert_nothing_lost(built, written)


def test_insertion_of_other_words(edition: Callable[..., Edition]) -> None:
    """A harmless insertion is allowed, and marked as the editors' own."""
    written = "He [the king] was not destroyed."
    built = edition(faulty(passage(written, note("")))).build()
    assert built.messages == []
    assert section(built, "chronicle.1").find(class_="insertion").get_text() == "[the king]"


@pytest.mark.parametrize(
    ("written", "says", "cured"),
    [
        pytest.param(
            "Few people leave the country",
            ["ends inside a sentence", "even by the enemy's own count.", "write […] after it"],
            "Few people leave the country […]",
            id="end",
        ),
        pytest.param(
            "people leave the country, even by the enemy's own count.",
            ["begins inside a sentence", "“Few”", "write […] before it"],
            "[…] people leave the country, even by the enemy's own count.",
            id="beginning",
        ),
    ],
)
def test_passage_cuts_a_sentence(
    edition: Callable[..., Edition], written: str, says: list[str], cured: str
) -> None:
    """Issue 2, bad input: said with the words that are left out, and cured by […]."""
    made = edition(faulty(passage(written, note(""))))
    built = made.build()
    message = only_warning(built, Subtype.SENTENCE_CUT)
    assert (message.place, message.line) == ("index.md", line_of(made, "{passage} 1"))
    assert [fragment for fragment in says if fragment not in message.text] == []
    assert_nothing_lost(built, written)
    made.replace("index.md", f"{written}\n", f"{cured}\n")
    built = made.build()
    assert built.messages == []
    assert words(section(built, "chronicle.1")) == cured
