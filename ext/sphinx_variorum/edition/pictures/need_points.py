"""Citation needs at the end of each day on which the status of one changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.records import Need
from sphinx_variorum.edition.vocabulary import schemes, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition


class Point(NamedTuple):
    """How many needs had which status (slugs of ``need-status``) at the end of a day."""

    date: str
    counts: tuple[tuple[str, int], ...]


def need_points(edition: Edition) -> tuple[Point, ...]:
    """A point for each day, the earliest first; a need without a date is in none."""
    steps: dict[str, Counter[str]] = {}
    for item in edition.annotations_in_order():
        if isinstance(item.detail, Need):
            before = ""
            for day, status in _changes(item.detail):
                step = steps.setdefault(day, Counter())
                step[status] += 1
                if before:
                    step[before] -= 1
                before = status
    order = [each.slug for each in schemes()["need-status"].terms]
    standing: Counter[str] = Counter()
    points: list[Point] = []
    for day in sorted(steps):
        standing.update(steps[day])
        points.append(Point(day, tuple((slug, standing[slug]) for slug in order)))
    return tuple(points)


def _changes(need: Need) -> Iterator[tuple[str, str]]:
    """(day, status) of a need; a month or a year counts as its first day."""
    opened, resolved = _first_day(need.opened), _first_day(need.resolved)
    if not term("need-status", need.status).settled:
        if opened:
            yield opened, need.status
    elif resolved:
        if opened:
            yield opened, "open"
        yield max(opened, resolved), need.status
    elif opened:
        yield opened, need.status


def _first_day(date: str) -> str:
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10] if date else ""
