"""Citation needs over time: how many had which status when, and how old the open ones are.

Read from the dated changes that editors wrote (`need_history`), never from the clock, so that two
builds of the same files say the same.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.need_history import history_of, is_settled
from sphinx_variorum.edition.records import Need
from sphinx_variorum.edition.vocabulary import schemes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation, StatusChange


class Point(NamedTuple):
    """How many needs had which status at the end of a day.

    `date` is a day (ISO 8601). `counts` are (slug of ``need-status``, how many), every status of
    the closed list in its order, those of which there are none too.
    """

    date: str
    counts: tuple[tuple[str, int], ...]


def first_day(text: str) -> str:
    """The first day of a date that is known less exactly: 2026-11 is 2026-11-01."""
    return f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10]


def needs(edition: Edition) -> Iterator[tuple[Annotation, Need]]:
    """Every citation need that a reader meets, in the edition's order."""
    for annotation in edition.annotations_in_order():
        if isinstance(annotation.detail, Need):
            yield annotation, annotation.detail


def burn_down(edition: Edition) -> tuple[Point, ...]:
    """A point for each day on which the status of any need changed, the earliest first.

    A need counts from its first date on; one without any date is in no point. A month or a year
    counts as its first day, but never goes back behind the change before it.
    """
    steps: dict[str, list[tuple[str, str]]] = {}
    for _annotation, detail in needs(edition):
        before = ""
        for change, day in _days(history_of(detail)):
            steps.setdefault(day, []).append((before, change.status))
            before = change.status
    order = [term.slug for term in schemes()["need-status"].terms]
    standing: Counter[str] = Counter()
    points: list[Point] = []
    for day in sorted(steps):
        for before, after in steps[day]:
            standing[after] += 1
            if before:
                standing[before] -= 1
        points.append(Point(day, tuple((slug, standing[slug]) for slug in order)))
    return tuple(points)


def _days(history: tuple[StatusChange, ...]) -> Iterator[tuple[StatusChange, str]]:
    latest = ""
    for change in history:
        latest = max(latest, first_day(change.date))
        yield change, latest


def latest_date(edition: Edition) -> str:
    """The day of the last change of any need; empty if none is dated."""
    days = [day for _item, need in needs(edition) for _change, day in _days(history_of(need))]
    return max(days, default="")


def age(need: Need, today: str) -> int | None:
    """For how many days `need` has been open on the day `today` (ISO 8601).

    None if it is settled or has no date; 0 if it was opened later. A need that was reopened is as
    old as its reopening.
    """
    history = history_of(need)
    if is_settled(need.status) or not history or not today:
        return None
    since = ""
    for change, day in _days(history):
        since = "" if is_settled(change.status) else since or day
    if not since:
        return None
    return max(0, (date.fromisoformat(first_day(today)) - date.fromisoformat(since)).days)


def lifetime(need: Need, today: str) -> int | None:
    """For how many days `need` has been known: from the day it was opened to the day on which it
    was settled, or to `today` (ISO 8601) if it is open; reopening does not begin anew.

    None if one of the two days is not known; 0 if the second is before the first.
    """
    days = [day for _change, day in _days(history_of(need))]
    if not days:
        return None
    if is_settled(need.status):
        # One date alone says either when it was opened or when it was settled, not both.
        end = days[-1] if len(days) > 1 else ""
    else:
        end = first_day(today) if today else ""
    if not end:
        return None
    return max(0, (date.fromisoformat(end) - date.fromisoformat(days[0])).days)


def ages(edition: Edition, today: str = "") -> tuple[tuple[str, int], ...]:
    """(id, age in days) of each open need that has a date, in the edition's order.

    `today` is the date of this version of the edition; without one, the last change of any need.
    """
    reference = today or latest_date(edition)
    found = ((item.ident, age(need, reference)) for item, need in needs(edition))
    return tuple((ident, days) for ident, days in found if days is not None)
