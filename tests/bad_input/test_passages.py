"""Passages that are not what their witness says, or not where a passage can stand."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    FIRST,
    assert_nothing_lost,
    assert_rest_is_whole,
    card,
    cards,
    faulty,
    index,
    line_of,
    note,
    only_warning,
    passage,
    section,
    words,
)
from tests.support import WITNESS, Edition, page


@pytest.mark.parametrize(
    ("written", "says"),
    [
        pytest.param(
            "He was destroyed.",
            ["He was not destroyed.", "“not”", "line 3", "Copy the words of the witness"],
            id="a negation dropped",
        ),
        pytest.param(
            "He was not destroyed. Many people leave the country, even by the enemy's own count.",
            ["Few people leave the country", "the page has “Many”, the witness “Few”"],
            id="a word changed",
        ),
        pytest.param(
            "He was never destroyed.",
            ["the page has “never”, the witness “not”"],
            id="a negation changed",
        ),
        pytest.param(
            "The king's men of the North were crowned in 1067 -- and the king's son died in 1087.",
            ["line 1", "the page has “1067”, the witness “1066”"],
            id="a year changed",
        ),
    ],
)
def test_altered_quotation_fails_the_build(
    edition: Callable[..., Edition], written: str, says: list[str]
) -> None:
    """Issue 2, bad input: passage not in the witness. Design rule 2: nearly equal is not equal,
    and the message names the nearest words, their place and what differs."""
    made = edition(faulty(passage(written, note("", ":type: context"))))
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_ABSENT)
    assert (message.place, message.line) == ("index.md", line_of(made, "{passage} 1"))
    assert [fragment for fragment in says if fragment not in message.text] == []
    assert_nothing_lost(built, written)
    assert section(built, "chronicle.1").find(class_="unproved")
    assert index(built).passages["chronicle:1"].spans == ()
    assert built.app.statuscode == 1


def test_quotation_of_another_text(edition: Callable[..., Edition]) -> None:
    """Where nothing is near the message does not invent a likeness."""
    written = "Quarterly figures exceeded expectations worldwide yesterday evening."
    built = edition(faulty(passage(written, note("")))).build()
    message = only_warning(built, Subtype.PASSAGE_ABSENT)
    assert "is it the right source?" in message.text
    assert_nothing_lost(built, written)
    assert built.app.statuscode == 1


def test_fragments_in_the_wrong_order(edition: Callable[..., Edition]) -> None:
    """Both fragments stand in the witness, but the other way round."""
    written = "Nobody knows how many. […] He was not destroyed."
    built = edition(faulty(passage(written, note("")))).build()
    message = only_warning(built, Subtype.PASSAGE_ABSENT)
    assert "in this order" in message.text
    assert "two passages" in message.text
    assert_nothing_lost(built, written)


def test_fault_deep_in_a_long_sentence_is_shown(edition: Callable[..., Edition]) -> None:
    """The suggestion names the right place also where a sentence has a thousand words."""
    sentence = " ".join(f"word{number}" for number in range(1000)) + "."
    witness = f"{sentence}\n\n{WITNESS}"
    written = sentence.replace("word700 ", "wird700 ")
    body = f"{passage(written, note(''))}\n{passage('Some of them went back.', number='9')}"
    made = edition({"index.md": page(body, hashed=witness), "witnesses/witness.txt": witness})
    message = only_warning(made.build(), Subtype.PASSAGE_ABSENT)
    assert "the page has “wird700”, the witness “word700”" in message.text


@pytest.mark.parametrize("times", [2, 7, 25])
def test_passage_that_fits_twice(edition: Callable[..., Edition], times: int) -> None:
    """Issue 2, bad input: ambiguous. Design rule 3: the places with their context, never the
    first of them."""
    witness = WITNESS + "".join(f"\nIn year {n} the war went on. " for n in range(times))
    body = passage("[…] the war went on.", note("war")) + "\n" + passage(FIRST, number="9")
    made = edition({"index.md": page(body, hashed=witness), "witnesses/witness.txt": witness})
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_AMBIGUOUS)
    assert message.line == line_of(made, "{passage} 1")
    assert f"stands {times if times < 20 else '20 or more'} times" in message.text
    assert "In year 0 «the war went on.»" in message.text
    assert "In year 1 «the war went on.»" in message.text
    assert "quote more words" in message.text
    assert words(section(built, "chronicle.1")) == "[…] the war went on."
    assert card(built)
    assert built.app.statuscode == 1


def test_nth_chooses_among_places(edition: Callable[..., Edition]) -> None:
    """The cure of an ambiguous passage."""
    options = ":nth: 2\n:omits: that 33,800 people came\n"
    built = edition(faulty(passage("[…] count […]", options=options))).build()
    assert built.messages == []
    (span,) = index(built).passages["chronicle:1"].spans
    assert WITNESS[slice(*span)] == "count"
    assert WITNESS[: span[0]].count("count") == 1 + WITNESS.count("country")


@pytest.mark.parametrize(
    ("second", "says"),
    [
        pytest.param(FIRST, "stands before chronicle:2", id="out of order"),
        pytest.param(
            "Nobody knows how many. The count says that 33,800 people came.",
            "overlaps with chronicle:2",
            id="overlapping",
        ),
    ],
)
def test_passages_out_of_order(edition: Callable[..., Edition], second: str, says: str) -> None:
    """Issue 2, bad input; design rule 1: the order of passages follows the witness."""
    body = passage("Nobody knows how many.", number="2") + "\n" + passage(second, note(""))
    made = edition(faulty(body))
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_ORDER)
    assert (message.place, message.line) == ("index.md", line_of(made, "{passage} 1"))
    assert says in message.text
    assert f"line {line_of(made, '{passage} 2')}" in message.text
    assert "follow the order of the witness" in message.text
    assert words(section(built, "chronicle.2")) == "Nobody knows how many."
    assert_nothing_lost(built, second)


@pytest.mark.parametrize("written", ["", "[…]\n", "…\n"])
def test_passage_without_words(edition: Callable[..., Edition], written: str) -> None:
    """Issue 2, bad input: an empty passage. Its notes are printed."""
    made = edition(faulty(passage(written, note(""))))
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_EMPTY)
    assert message.line == line_of(made, "{passage} 1")
    assert "write the witness's words" in message.text
    assert_nothing_lost(built, written.strip())


@pytest.mark.parametrize("altered", [False, True])
def test_passage_of_twenty_thousand_words(edition: Callable[..., Edition], altered: bool) -> None:
    """Issue 2, bad input: built in a few seconds and said to be long, proved or not.

    Its sentences are alike; where one is altered the message points at that one.
    """
    sentences = [f"On day {n} nobody came to the old house by the river." for n in range(1667)]
    witness = " ".join(sentences)
    written = witness.replace("On day 800 nobody", "On day 800 many") if altered else witness
    body = passage(written, note("On day 1200"))
    made = edition({"index.md": page(body, hashed=witness), "witnesses/witness.txt": witness})
    started = time.monotonic()
    built = made.build()
    assert time.monotonic() - started < 10
    assert index(built).passages["chronicle:1"].words >= 20_000
    assert words(section(built, "chronicle.1")) == written
    assert len(cards(section(built, "chronicle.1"))) == 1
    *absent, long = built.messages
    assert (long.subtype, long.line) == ("variorum.passage_long", line_of(made, "{passage} 1"))
    assert "divide it" in long.text
    assert [message.subtype for message in absent] == ["variorum.passage_absent"] * altered
    assert all("On day 800 nobody" in message.text for message in absent)
    assert all("“many”, the witness “nobody”" in message.text for message in absent)


@pytest.mark.parametrize(
    ("before", "prefix"),
    [("* an item\n\n", "  "), ("> A quotation.\n>\n", "> "), ("1. one\n\n", "   ")],
    ids=["list", "quotation", "numbered list"],
)
def test_passage_in_a_list_or_quotation(
    edition: Callable[..., Edition], before: str, prefix: str
) -> None:
    """Issue 2, bad input: said with its line, proved and printed all the same."""
    lines = passage(FIRST, note()).splitlines()
    made = edition(faulty(before + "".join(f"{prefix}{line}\n" for line in lines)))
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_PLACE)
    assert (message.place, message.line) == ("index.md", line_of(made, "{passage} 1"))
    assert "left margin" in message.text
    assert_nothing_lost(built)
    assert index(built).passages["chronicle:1"].proof == "verbatim"


@pytest.mark.parametrize(
    ("heading", "line"),
    [("## A heading", "## A heading"), ("A heading\n=========", "A heading")],
    ids=["hashes", "underlined"],
)
def test_heading_in_a_passage(edition: Callable[..., Edition], heading: str, line: str) -> None:
    """Issue 2, bad input. It is said with its own line and printed as words, which the witness
    has not; the note below it stays in the passage, and the page keeps its headings."""
    made = edition(faulty(passage(f"{FIRST}\n\n{heading}", note())))
    built = made.build()
    assert built.subtypes == ["variorum.passage_heading", "variorum.passage_absent"]
    message = built.messages[0]
    at = (made.path / "index.md").read_text().split("\n").index(line) + 1
    assert (message.place, message.line) == ("index.md", at)
    assert "put headings between passages" in message.text
    assert_nothing_lost(built, f"{FIRST} {' '.join(heading.split())}")
    assert built.app.statuscode == 1


def test_passage_without_a_source(edition: Callable[..., Edition]) -> None:
    """Issue 2, bad input: it cannot be verified, and the page says so."""
    rest = ":::{source} chronicle\n" + page("").split(":::{source} chronicle\n")[1]
    made = edition({"index.md": f"# A page\n\n{passage(FIRST, note())}\n{rest}"})
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_SOURCE)
    assert (message.place, message.line) == ("index.md", line_of(made, "{passage} 1"))
    assert "“source” directive above it" in message.text
    assert words(section(built, "unknown.1")) == FIRST
    assert section(built, "unknown.1").find(class_="unproved")
    assert card(built)


def test_passage_of_an_unknown_source(edition: Callable[..., Edition]) -> None:
    """A source that does not exist is no way round the proof: nearest id named, not verified."""
    made = edition(faulty(passage("He was destroyed.", note(""), number="chronical:1")))
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_SOURCE)
    assert (message.place, message.line) == ("index.md", line_of(made, "{passage} chronical:1"))
    assert "did you mean “chronicle”?" in message.text
    assert section(built, "chronical.1").find(class_="unproved")
    assert_rest_is_whole(built)


def test_passage_of_a_source_that_another_page_declares(
    edition: Callable[..., Edition],
) -> None:
    """It would not be verified, so it is said where it must stand."""
    pages = faulty("```{toctree}\nother\n```\n")
    body = passage("He was destroyed.", note(""), number="chronicle:1")
    made = edition({**pages, "other.md": f"# Another page\n\n{body}"})
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_SOURCE)
    assert (message.place, message.line) == ("other.md", line_of(made, "{passage}", "other.md"))
    assert f"index, line {line_of(made, '{source}')}" in message.text
    assert section(built, "chronicle.1", "other").find(class_="unproved")


@pytest.mark.parametrize("number", ["", "1 / 2", "one two"])
def test_passage_with_no_number(edition: Callable[..., Edition], number: str) -> None:
    """The words are proved and printed under a number made for this build."""
    made = edition(faulty(passage(FIRST, note(), number=number)))
    built = made.build()
    message = only_warning(built, Subtype.IDENTIFIER)
    assert (message.place, message.line) == ("index.md", line_of(made, FIRST) - 1)
    assert "“{passage} 5”" in message.text
    assert card(built)
    assert_rest_is_whole(built)
    assert [item.proof for item in index(built).passages.values()] == ["verbatim"] * 2


@pytest.mark.parametrize(
    "block",
    [
        ":::{epigraph}\nHe was destroyed.\n:::",
        "```{include} words.txt\n```",
        "```{parsed-literal}\nHe was destroyed.\n```",
    ],
)
def test_block_of_another_directive_in_a_passage(
    edition: Callable[..., Edition], block: str
) -> None:
    """Words that nothing proves do not stand among those of the witness in silence (design
    rule 1); what does not print words may."""
    hidden = ":::{index} destruction\n:::\n\n"
    files = faulty(passage(FIRST, f"{note()}\n{hidden}{block}\n"))
    included = f"He was destroyed.\n\n{hidden}"
    made = edition({**files, "words.txt": included})
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_CONTENT)
    assert (message.place, message.line) == ("index.md", line_of(made, block.split("\n")[0]))
    assert "before or after the passage" in message.text
    assert_nothing_lost(built)
