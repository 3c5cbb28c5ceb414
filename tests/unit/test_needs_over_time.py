"""Needs over time: a series from the dated changes, and the age of what is open."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.day import day_of
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.need_history import is_settled
from sphinx_variorum.edition.needs_over_time import (
    age,
    ages,
    burn_down,
    first_day,
    latest_date,
    lifetime,
    needs,
)
from sphinx_variorum.edition.records import Need, Page, Search, StatusChange
from sphinx_variorum.edition.vocabulary import schemes
from tests.unit import make

ORDER = [term.slug for term in schemes()["need-status"].terms]


def edition(*details: Need) -> Edition:
    """An edition of one passage with these needs."""
    return Edition(
        {
            "one": Page(
                sources=(make.source(docname="one"),),
                passages=(make.passage(docname="one"),),
                annotations=tuple(
                    make.annotation(f"n{number}", detail, docname="one", line=20 + number)
                    for number, detail in enumerate(details)
                ),
            )
        }
    )


def history(*steps: tuple[str, str]) -> tuple[StatusChange, ...]:
    """Changes without words."""
    return tuple(StatusChange(day, status, "") for day, status in steps)


def test_burn_down_of_three_needs() -> None:
    """A point for each day of a change, every status counted in the order of the closed list."""
    made = edition(
        make.need(
            "not-found",
            history=history(
                ("2026-01-05", "open"), ("2026-01-07", "searching"), ("2026-01-09", "not-found")
            ),
        ),
        make.need("open", opened="2026-01-07"),
        make.need("open", opened=""),
    )
    points = burn_down(made)
    assert [[slug for slug, _count in point.counts] for point in points] == [ORDER] * 3
    counted = [(point.date, [pair for pair in point.counts if pair[1]]) for point in points]
    assert counted == [
        ("2026-01-05", [("open", 1)]),
        ("2026-01-07", [("open", 1), ("searching", 1)]),
        ("2026-01-09", [("open", 1), ("not-found", 1)]),
    ]
    assert burn_down(edition()) == ()


@st.composite
def lives(draw: st.DrawFn) -> Need:
    """A need with any dates and any history in the order of time."""
    days = st.dates().map(str)
    dates = days | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4])
    steps = draw(st.lists(st.tuples(dates, st.sampled_from(ORDER)), max_size=5))
    steps.sort()
    if steps:
        return make.need(steps[-1][1], opened=steps[0][0], history=history(*steps))
    status = draw(st.sampled_from(ORDER))
    opened, resolved = draw(st.just("") | dates), draw(st.just("") | dates)
    return make.need(status, opened=opened, resolved=resolved)


@given(st.lists(lives(), max_size=6))
def test_the_last_point_is_what_the_register_shows(details: list[Need]) -> None:
    """However it came there: the series ends with the statuses as they are; days ascend."""
    made = edition(*details)
    points = burn_down(made)
    days = [point.date for point in points]
    assert days == sorted(set(days))
    assert all(count >= 0 for point in points for _slug, count in point.counts)
    dated = [
        need
        for need in details
        if need.history or need.opened or (need.resolved and is_settled(need.status))
    ]
    last = dict(points[-1].counts) if points else {}
    assert Counter({slug: n for slug, n in last.items() if n}) == Counter(
        need.status for need in dated
    )
    assert latest_date(made) == (days[-1] if days else "")


@given(st.lists(lives(), max_size=6), st.dates().map(str))
def test_only_what_is_open_has_an_age(details: list[Need], today: str) -> None:
    """An age is never negative, and there is none for what is settled."""
    found = dict(ages(edition(*details), today))
    assert all(days >= 0 for days in found.values())
    for item, detail in needs(edition(*details)):
        assert (item.ident in found) <= (not is_settled(detail.status))


@pytest.mark.parametrize(
    ("detail", "today", "days"),
    [
        (make.need("open", opened="2026-11-01"), "2026-11-26", 25),
        (make.need("open", opened="2026-11"), "2026-11-26", 25),
        (make.need("open", opened="2026-11-26"), "2026-11-01", 0),
        (make.need("open", opened=""), "2026-11-26", None),
        (make.need("open", opened="2026-11-01"), "", None),
        (make.need("withdrawn", opened="2026-11-01"), "2026-11-26", None),
        (
            make.need(
                "searching",
                history=history(
                    ("2026-01-01", "open"),
                    ("2026-02-01", "not-found"),
                    ("2026-11-20", "open"),
                    ("2026-11-24", "searching"),
                ),
            ),
            "2026-11-26",
            6,
        ),
    ],
)
def test_age(detail: Need, today: str, days: int | None) -> None:
    """In days; one that was reopened is as old as its reopening."""
    assert age(detail, today) == days


@pytest.mark.parametrize(
    ("detail", "days"),
    [
        (make.need("open", opened="2026-11-01"), 25),
        (make.need("open", opened="2026-12-01"), 0),
        (make.need("open", opened=""), None),
        (make.need("withdrawn", opened="2026-11-01", resolved="2026-11-11"), 10),
        (make.need("withdrawn", opened="2026-11-01"), None),
        (make.need("withdrawn", opened="", resolved="2026-11-01"), None),
        (
            make.need("open", history=history(("2026-11-01", "open"), ("2026-11-05", "searching"))),
            25,
        ),
        (
            make.need(
                "withdrawn",
                history=history(
                    ("2026-11-01", "open"),
                    ("2026-11-05", "not-found"),
                    ("2026-11-10", "open"),
                    ("2026-11-21", "withdrawn"),
                ),
            ),
            20,
        ),
    ],
)
def test_lifetime(detail: Need, days: int | None) -> None:
    """From the first day to the last settling, or to the day of the edition."""
    assert lifetime(detail, "2026-11-26") == days
    assert lifetime(detail, "") == (None if detail.status == "open" else days)


@given(lives(), st.dates().map(str))
def test_a_lifetime_is_never_shorter_than_an_age(detail: Need, today: str) -> None:
    """A reopening makes a need young, and does not undo that it was opened."""
    young, whole = age(detail, today), lifetime(detail, today)
    assert young is None or (whole is not None and 0 <= young <= whole)


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({}, "2026-11-11"),
        ({"judged": "2026-12-02"}, "2026-12-02"),
        ({"detail": make.counter_source(consulted="2027-01")}, "2027-01-01"),
        ({"detail": make.need("open", searched=(Search("2027-02-03", "a", "b"),))}, "2027-02-03"),
        ({"detail": make.need("withdrawn", resolved="2028")}, "2028-01-01"),
        ({"detail": make.editorial_need(opened="2028", due="2029"), "judged": "2028"}, ""),
    ],
)
def test_day_of_an_edition_is_the_last_that_its_editors_dated(
    more: dict[str, Any], day: str
) -> None:
    """What only they see does not count; a date of the edition's own goes before all."""
    given_ = {"docname": "one", **more}
    page = edition(make.need("open", opened="2026-11-11")).pages["one"]
    page = page._replace(annotations=(*page.annotations, make.annotation("more", **given_)))
    assert day_of(Edition({"one": page})) == (day or "2026-11-11")
    assert day_of(Edition({"one": page}, date="2026-10")) == "2026-10-01"
    judged = Page(claims=(make.claim(docname="two", judged="2030-01-02"),))
    assert day_of(Edition({"one": page, "two": judged})) == "2030-01-02"
    assert day_of(Edition({})) == ""


def test_without_a_date_the_edition_is_as_old_as_its_last_change() -> None:
    """Never the clock: two builds of the same files say the same."""
    made = edition(
        make.need("open", opened="2026-11-01"),
        make.need("withdrawn", opened="2026-11-01", resolved="2026-11-11"),
    )
    assert ages(made) == (("n0", 10),)
    assert ages(made, "2026-12-01") == (("n0", 30),)


@pytest.mark.parametrize(
    ("text", "day"), [("2026", "2026-01-01"), ("2026-11", "2026-11-01"), ("2026-11-23",) * 2]
)
def test_first_day(text: str, day: str) -> None:
    """A date that is known less exactly counts from its first day."""
    assert first_day(text) == day
