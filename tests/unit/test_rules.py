"""What the closed lists demand beyond a value that is in the list (syntax; issue 2, bad input)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.records import Annotation, Correction, Need, Note, Search
from sphinx_variorum.edition.rules import complaints, is_date, parse_search_log
from sphinx_variorum.edition.vocabulary import schemes
from tests.unit import make

WORKS = {
    "book": make.work("book"),
    "page": make.work("page", kind="webpage", has_parts=False),
    "copy": make.work("copy", origin="book"),
    "copy2": make.work("copy2", origin="copy"),
    "loop": make.work("loop", origin="loop2"),
    "loop2": make.work("loop2", origin="loop"),
}
PLACED = Citation("book", "p. 12")


def subtypes(annotation: Annotation) -> list[str]:
    """The subtypes of what is complained of, with the bibliography at hand."""
    return [complaint.subtype for complaint in complaints(annotation, WORKS)]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-11-23", True),
        ("2026-11", True),
        ("2026", True),
        ("2024-02-29", True),
        ("2026-02-29", False),
        ("2026-13", False),
        ("2026-00", False),
        ("0000", False),
        ("23.11.2026", False),
        ("2026-1-2", False),
        ("2026-11-23 ", False),
        ("", False),
        ("today", False),
    ],
)
def test_dates(text: str, good: bool) -> None:
    """A year, a month or a day that exists, as ISO 8601 writes it."""
    assert is_date(text) is good


@given(st.dates())
def test_every_day_is_a_date(day: object) -> None:
    """No day of the calendar is refused."""
    assert is_date(str(day))
    assert is_date(str(day)[:7])


@given(st.text(max_size=12))
def test_is_date_never_raises(text: str) -> None:
    """What is no date is refused, not raised at."""
    assert is_date(text) in (True, False)


def test_search_log() -> None:
    """Date first, result after the last comma, commas in between belong to the place."""
    assert parse_search_log(
        "2026-11-20, web archive, 2014 copies, nothing; 2026-11, KCNA, one;"
    ) == (
        Search("2026-11-20", "web archive, 2014 copies", "nothing"),
        Search("2026-11", "KCNA", "one"),
    )
    assert parse_search_log(" ; ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "web archive",
        "2026-11-20, web archive",
        "yesterday, web archive, nothing",
        "2026-11-20, , nothing",
        "2026-11-20, web archive, ",
        "2026-11-20, a, b; nothing",
    ],
)
def test_a_search_log_with_a_part_missing(text: str) -> None:
    """The entry that has no such three parts is named."""
    with pytest.raises(ValueError, match="is not “date, where, result”"):
        parse_search_log(text)


@pytest.mark.parametrize("relation", [term.slug for term in schemes()["relation"].terms])
def test_a_counter_source_that_owes_nothing(relation: str) -> None:
    """Every relation can be satisfied, with all that any of them demands."""
    detail = make.counter_source(
        relation, certainty="high", counter_passage="other:1", consulted="2026-11-23"
    )
    cites = (PLACED, Citation("page", ""))
    assert subtypes(make.annotation(detail=detail, cites=cites)) == []


@pytest.mark.parametrize(
    ("relation", "given_", "cites", "owed"),
    [
        ("supports", {}, (), ["counter_source"]),
        ("supports", {"counter_passage": "other:1"}, (), []),
        ("supports", {}, (Citation("book", ""),), []),
        ("contradicts", {}, (PLACED,), []),
        ("contradicts", {}, (Citation("book", ""),), ["locator_missing"]),
        ("contradicts", {}, (Citation("page", ""),), []),
        ("contradicts", {}, (Citation("nobody", ""),), []),
        ("corrects", {}, (PLACED, Citation("copy", "")), ["locator_missing"]),
        ("refutes", {"certainty": "high"}, (PLACED,), []),
        ("refutes", {"certainty": "medium"}, (PLACED,), ["counter_source"]),
        (
            "refutes",
            {"certainty": ""},
            (Citation("book", ""),),
            ["locator_missing", "counter_source"],
        ),
        ("confirms", {}, (PLACED, Citation("page", "")), []),
        ("confirms", {}, (PLACED,), ["counter_source"]),
        ("confirms", {}, (PLACED, Citation("book", "p. 40")), ["counter_source"]),
        ("confirms", {}, (PLACED, Citation("copy", "p. 1")), ["counter_source"]),
        ("confirms", {}, (Citation("copy", ""), Citation("copy2", "")), ["counter_source"]),
        ("confirms", {}, (Citation("loop", ""), PLACED), []),
        ("mirrors", {}, (PLACED,), ["counter_source"]),
        ("mirrors", {"counter_passage": "other:1"}, (), []),
        ("silent", {}, (Citation("book", ""),), ["counter_source"]),
        ("silent", {"consulted": "2026-11-23"}, (Citation("book", ""),), []),
        ("", {}, (), []),
    ],
)
def test_counter_sources(
    relation: str, given_: dict[str, str], cites: tuple[Citation, ...], owed: list[str]
) -> None:
    """Locator, certainty, two works of different origin, the other passage, the day of reading.

    A web page or newspaper article has no place to name; of an unknown key nothing is demanded
    here, its absence has a message of its own.
    """
    detail = make.counter_source(relation, **given_)
    assert subtypes(make.annotation(detail=detail, cites=cites)) == owed


@pytest.mark.parametrize(
    ("status", "given_", "cites", "owed"),
    [
        ("open", {}, (), []),
        ("searching", {}, (), []),
        ("withdrawn", {}, (), []),
        ("answered-supported", {}, (), ["need_evidence"]),
        ("answered-contradicted", {}, (), ["need_evidence"]),
        ("answered-mixed", {}, (PLACED,), []),
        ("answered-mixed", {}, (Citation("book", ""),), ["locator_missing"]),
        ("answered-mixed", {}, (Citation("page", ""),), []),
        ("not-found", {}, (), ["need_search_log"]),
        ("not-found", {"searched": (Search("2026", "KCNA", "nothing"),)}, (), []),
        ("unanswerable", {}, (), ["need_resolution"]),
        ("unanswerable", {"resolution": "Nobody kept count."}, (), []),
        ("not-needed", {"resolution": "Known."}, (), ["need_resolution"]),
        ("not-needed", {"no_need": "other"}, (), ["need_resolution"]),
        ("not-needed", {"resolution": "Known.", "no_need": "other"}, (), []),
        ("open", {"type": "failed-verification"}, (), ["need_checked"]),
        ("open", {"type": "failed-verification", "checked": "book, 2026, editors"}, (), []),
        ("open", {"type": "contradiction"}, (), ["need_checked"]),
        ("open", {"type": "contradiction", "counter_passage": "chronicle:2"}, (), []),
        ("open", {"type": ""}, (), []),
    ],
)
def test_needs(
    status: str, given_: dict[str, object], cites: tuple[Citation, ...], owed: list[str]
) -> None:
    """`answered-*` shows evidence, `not-found` a search log, and so on (issue 2, bad input)."""
    detail = make.need(status, **given_)
    assert subtypes(make.annotation(detail=detail, cites=cites)) == owed


@pytest.mark.parametrize("detail", [Note("context"), Note(""), Correction("typo", "")])
def test_notes_and_corrections_owe_nothing(detail: Note | Correction) -> None:
    """They have no demands of this sort."""
    assert subtypes(make.annotation(detail=detail)) == []


def test_without_the_bibliography_nothing_is_guessed() -> None:
    """When a page is read its works may not be known: only what the page owes is said."""
    annotation = make.annotation(
        detail=make.counter_source("contradicts"), cites=(Citation("book", ""),)
    )
    assert list(complaints(annotation)) == []


def test_every_demand_of_the_lists_is_known() -> None:
    """A demand that is added to the lists and not to the rules must not pass in silence."""
    for term in schemes()["relation"].terms:
        detail = make.counter_source(term.slug, certainty="")
        found = subtypes(make.annotation(detail=detail, cites=(Citation("book", ""),)))
        assert bool(found) == bool(term.demands), term.slug
    for term in schemes()["need-status"].terms:
        found = subtypes(make.annotation(detail=make.need(term.slug)))
        assert bool(found) == bool(term.demands), term.slug
    for term in schemes()["need-type"].terms:
        found = subtypes(make.annotation(detail=make.need(type=term.slug)))
        assert bool(found) == bool(term.demands), term.slug


@given(
    st.sampled_from([term.slug for term in schemes()["need-status"].terms]),
    st.sampled_from(["", *(term.slug for term in schemes()["need-type"].terms)]),
)
def test_every_message_says_what_to_do(status: str, kind: str) -> None:
    """A message names an option to add."""
    detail: Need = make.need(status, type=kind)
    for complaint in complaints(make.annotation(detail=detail), WORKS):
        assert ":" in complaint.message
        assert "add :" in complaint.message
