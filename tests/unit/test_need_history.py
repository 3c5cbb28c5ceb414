"""The life of a need: its changes as they are read, held to each other, and inferred."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.need_history import (
    history_complaints,
    history_of,
    is_settled,
    read_history,
)
from sphinx_variorum.edition.records import StatusChange
from sphinx_variorum.edition.vocabulary import schemes
from tests.unit import make

STATUSES = [term.slug for term in schemes()["need-status"].terms]


def test_history_is_read() -> None:
    """Date, status, and words after the first comma; an alias of a status is understood."""
    text = "2026-11-23 open; 2026-11 in progress;; 2026-11-25 not-found, in KCNA, all of it"
    assert read_history(text) == (
        (
            StatusChange("2026-11-23", "open", ""),
            StatusChange("2026-11", "searching", ""),
            StatusChange("2026-11-25", "not-found", "in KCNA, all of it"),
        ),
        (),
    )
    assert read_history(" ; ") == ((), ())


def test_every_fault_is_named_and_half_a_history_is_none() -> None:
    """One message for each entry that cannot be read."""
    changes, faults = read_history("2026-11-23 open; soon open; 2026-11-24; 2026-11-25 opne")
    assert changes == ()
    assert ["soon" in faults[0].message, "2026-11-24" in faults[1].message] == [True, True]
    assert "did you mean 'open'?" in faults[2].message
    assert len(faults) == 3


@given(st.text(max_size=40))
def test_reading_never_raises(text: str) -> None:
    """What cannot be read is complained of, and then nothing is."""
    changes, faults = read_history(text)
    assert not (changes and faults)


DATES = st.dates(date(2020, 1, 1), date(2026, 12, 31)).map(str)


@given(st.lists(st.tuples(DATES, st.sampled_from(STATUSES)), max_size=6))
def test_a_sound_history_has_no_complaint(steps: list[tuple[str, str]]) -> None:
    """In order, opened first, reopened before it is settled again: nothing is wrong with it."""
    history = [StatusChange("2019-12-31", "open", "")]
    for day, status in sorted(steps):
        if is_settled(status) and is_settled(history[-1].status):
            history.append(StatusChange(day, "searching", ""))
        history.append(StatusChange(day, status, ""))
    last = history[-1]
    resolved = last.date if is_settled(last.status) else ""
    found = history_complaints(tuple(history), last.status, "2019-12-31", resolved)
    assert list(found) == []


@pytest.mark.parametrize(
    ("before", "after", "faulty"),
    [
        ("2026-11-23", "2026-11-23", False),
        ("2026-11-23", "2026-11", False),
        ("2026-11", "2026-11-01", False),
        ("2026-11", "2026-10-31", True),
        ("2026", "2025-12", True),
        ("2026-11-23", "2026-11-22", True),
    ],
)
def test_only_what_is_surely_earlier_goes_back(before: str, after: str, faulty: bool) -> None:
    """A month holds all its days."""
    history = (StatusChange(before, "open", ""), StatusChange(after, "searching", ""))
    assert bool(list(history_complaints(history, "searching", before, ""))) is faulty


@pytest.mark.parametrize(
    ("status", "opened", "resolved", "steps"),
    [
        ("open", "2026-01", "", [("2026-01", "open")]),
        ("searching", "2026-01", "", [("2026-01", "searching")]),
        ("open", "", "", []),
        ("withdrawn", "2026-01", "2026-02", [("2026-01", "open"), ("2026-02", "withdrawn")]),
        ("withdrawn", "", "2026-02", [("2026-02", "withdrawn")]),
        ("withdrawn", "2026-01", "", [("2026-01", "withdrawn")]),
        ("withdrawn", "", "", []),
    ],
)
def test_without_a_history_it_follows_from_the_dates(
    status: str, opened: str, resolved: str, steps: list[tuple[str, str]]
) -> None:
    """The last status is always the one that the card shows."""
    found = history_of(make.need(status, opened=opened, resolved=resolved))
    assert [(change.date, change.status) for change in found] == steps


def test_a_history_goes_before_the_dates() -> None:
    """What an editor wrote is not inferred."""
    history = (StatusChange("2026-01-02", "open", "by letter"),)
    assert history_of(make.need(history=history)) == history
