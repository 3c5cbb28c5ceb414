"""Fences that would tear a page: every one is said, and the passages after it are still proved.

MyST closes a fence at the first one as long as it, and lets an unclosed one swallow the rest of
the page, both without a word (pitfalls 5a).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.fences import mend
from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    BODY,
    FIRST,
    LEMMA,
    assert_nothing_lost,
    card,
    cards,
    faulty,
    is_unanchored,
    line_of,
    note,
    only_warning,
    passage,
    section,
    words,
)
from tests.support import Built, Edition

OPEN = f"::::{{passage}} 1\n{FIRST}\n\n"
OPEN_NOTE = f":::{{editorial-note}} {LEMMA}\n:type: context\n{BODY}\n"
NEXT = "Few people leave the country, even by the enemy's own count."


def assert_fault(
    made: Edition, built: Built, subtype: Subtype, markers: list[str], *says: str
) -> None:
    """The build has these faults and no others, each at the line of its marker."""
    assert built.subtypes == [f"variorum.{subtype.value}"] * len(markers), built.output
    found = [(message.place, message.line) for message in built.messages]
    assert found == [("index.md", line_of(made, marker)) for marker in markers]
    for message in built.messages:
        assert [fragment for fragment in says if fragment not in message.text] == []


@pytest.mark.parametrize("sign", [":::", "```", "~~~"])
def test_inner_fence_as_long_as_the_outer(edition: Callable[..., Edition], sign: str) -> None:
    """Issue 2, bad input: the first inner fence would close the passage."""
    body = (OPEN + OPEN_NOTE + "::::\n\n").replace("::::", ":::").replace(":::", sign)
    other = f"{sign}{{editorial-note}} He\n:type: term\nThe second note.\n{sign}\n{sign}\n"
    made = edition(faulty(body + other))
    built = made.build()
    markers = ["{editorial-note} destroyed", "{editorial-note} He"]
    longer = f"4 “{sign[0]}” or more, at both ends"
    assert_fault(made, built, Subtype.FENCE_LENGTH, markers, longer, "around it (line 10)")
    assert_nothing_lost(built)
    first = cards(section(built, "chronicle.1"))
    assert [is_unanchored(printed) for printed in first] == [False, False]


@pytest.mark.parametrize(
    ("body", "markers", "before"),
    [
        pytest.param(OPEN + note(), ["{passage} 1"], "the heading", id="passage"),
        pytest.param(OPEN + note().rstrip(), ["{passage} 1"], "the heading", id="no empty line"),
        pytest.param(
            OPEN + OPEN_NOTE, ["{passage} 1", "} destroyed"], "the heading", id="passage and note"
        ),
        pytest.param(
            OPEN + OPEN_NOTE + "::::\n", ["} destroyed"], "the end of “passage”", id="note"
        ),
        pytest.param(
            OPEN + OPEN_NOTE + "```python\nprint(1)\n:::\n::::\n",
            ["```python"],
            "the end of “editorial-note”",
            id="listing in a note",
        ),
    ],
)
def test_unclosed_fence(
    edition: Callable[..., Edition], body: str, markers: list[str], before: str
) -> None:
    """Issue 2, bad input: what follows would be swallowed."""
    files = faulty(body)
    if not body.endswith("\n"):
        files = {"index.md": str(files["index.md"]).replace(f"{body}\n\n##", f"{body}\n##")}
    made = edition(files)
    built = made.build()
    assert_fault(made, built, Subtype.FENCE_OPEN, markers, before, "add a line “")
    assert_nothing_lost(built)
    assert not is_unanchored(card(built))


def test_unclosed_and_of_one_length(edition: Callable[..., Edition]) -> None:
    """Both faults at once: each is said, and both are mended."""
    made = edition(faulty((OPEN + OPEN_NOTE).replace("::::", ":::")))
    built = made.build()
    assert sorted(built.subtypes) == ["variorum.fence_length"] + ["variorum.fence_open"] * 2
    lines = [line_of(made, "{passage} 1"), *[line_of(made, "} destroyed")] * 2]
    assert [message.line for message in built.messages] == lines
    assert_nothing_lost(built)


@pytest.mark.parametrize("gap", ["\n", ""], ids=["empty line", "no empty line"])
def test_passage_that_is_not_closed_before_the_next(
    edition: Callable[..., Edition], gap: str
) -> None:
    """The next passage stands beside it, not inside."""
    made = edition(faulty(OPEN + note() + gap + passage(NEXT, number="2")))
    built = made.build()
    assert_fault(made, built, Subtype.FENCE_OPEN, ["{passage} 1"], "before “passage”")
    assert_nothing_lost(built)
    second = section(built, "chronicle.2")
    assert second.find_parent("section", class_="passage") is None
    assert words(second) == NEXT


@pytest.mark.parametrize("gap", ["\n", ""], ids=["empty line", "no empty line"])
def test_note_that_is_not_closed_before_the_next(edition: Callable[..., Edition], gap: str) -> None:
    """Two notes, each on its own words and printed once."""
    second = ":::{editorial-note} He\n:type: term\nThe second note.\n:::\n"
    made = edition(faulty(OPEN + OPEN_NOTE + gap + second + "::::\n"))
    built = made.build()
    assert_fault(made, built, Subtype.FENCE_OPEN, ["} destroyed"], "before “editorial-note”")
    assert_nothing_lost(built)
    assert len(cards(section(built, "chronicle.1"))) == 2
    assert "second" not in card(built).get_text()
    assert not is_unanchored(card(built, "The second note."))


def test_unclosed_at_the_end_of_the_page(edition: Callable[..., Edition]) -> None:
    """The last passage of a page, without its last line."""
    text = str(faulty(passage(inside=note()))["index.md"]).rstrip().removesuffix("::::")
    made = edition({"index.md": text})
    built = made.build()
    assert_fault(made, built, Subtype.FENCE_OPEN, ["{passage} 9"], "the page's end")
    assert_nothing_lost(built)


def test_closing_fence_too_many(edition: Callable[..., Edition]) -> None:
    """It closes nothing and would open a block over the rest of the page."""
    made = edition(faulty(passage(inside=note()) + "\n:::::\n"))
    built = made.build()
    message = only_warning(built, Subtype.FENCE_OPEN)
    lines = (made.path / "index.md").read_text().split("\n")
    assert message.line == lines.index(":::::") + 1
    assert "closes nothing" in message.text
    assert "delete it" in message.text
    assert_nothing_lost(built)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(passage(inside=note()), id="passage"),
        pytest.param(
            "````{passage} 1\nA.\n\n```{editorial-note} A\nb\n```\n````\n", id="backticks"
        ),
        pytest.param("````md\n:::{passage} 1\n:::{editorial-note} x\n````\n", id="shown"),
        pytest.param("```\n:::{passage} 1\n# no heading\n```\n", id="shown without a language"),
        pytest.param("``{passage} 1`` is written so, ```x``` too.\n", id="in a line"),
        pytest.param("```x``` begins a line of prose.\n\n" + passage(inside=note()), id="inline"),
        pytest.param(":::\n" + passage(inside=note()).replace(":::", "::::") + ":::\n", id="block"),
        pytest.param(passage(FIRST + "\n\n# A line of the witness", note()), id="heading inside"),
    ],
)
def test_pages_without_a_fault_are_left_as_they_are(text: str) -> None:
    """What is no fault is neither said nor touched, whatever it looks like."""
    assert mend(text) == (text, ())


def test_mending_keeps_lines_where_they_are() -> None:
    """Every later message must point at the right line: the lines that are not fences stay."""
    text = f"{OPEN}{OPEN_NOTE}\n## After\n\n{OPEN.replace('::::', ':::')}{OPEN_NOTE}:::\n:::\n"
    mended, faults = mend(text)
    assert len(faults) == 3
    before, after = text.split("\n"), mended.split("\n")
    assert len(before) == len(after)
    changed = [line for line, other in zip(before, after, strict=True) if line != other]
    assert [line.lstrip(":") for line in changed if line.lstrip(":")] == ["{passage} 1"]
