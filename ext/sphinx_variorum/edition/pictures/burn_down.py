"""Citation needs over time: how many are open, and what became of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition import needs_over_time
from sphinx_variorum.edition.need_history import ANSWERED
from sphinx_variorum.edition.pictures.shapes import Band, Drawing, Sentence, Steps
from sphinx_variorum.edition.tables import Row, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import schemes, term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_variorum.edition.index import Edition

#: The statuses that a band counts, with its role and words; the last takes all others.
_BANDS: tuple[tuple[str, frozenset[str], Words], ...] = (
    ("need", frozenset({"open"}), Words("open", interface=True)),
    ("partly", frozenset({"searching"}), Words("being searched", interface=True)),
    ("for", ANSWERED, Words("answered", interface=True)),
    (
        "note",
        frozenset({"not-found", "unanswerable"}),
        Words("without an answer", interface=True),
    ),
    ("beside", frozenset(), Words("dropped", interface=True)),
)


def burn_down(edition: Edition) -> Drawing:
    """The bands of open and settled needs over the days on which a status changed."""
    points = needs_over_time.burn_down(edition)
    counts = [dict(point.counts) for point in points]
    order = [
        item for item in schemes()["need-status"].terms if any(c.get(item.slug) for c in counts)
    ]
    rows = tuple(
        Row(
            "",
            "",
            (
                (Words(point.date, style="date"),),
                *((Words(str(count.get(item.slug, 0))),) for item in order),
            ),
        )
        for point, count in zip(points, counts, strict=True)
    )
    columns = (gettext_noop("date"), *(item.label for item in order))
    last = counts[-1] if counts else {}
    unsettled = sum(n for slug, n in last.items() if not term("need-status", slug).settled)
    return Drawing(
        "burn-down",
        Sentence(gettext_noop("Citation needs over time")),
        Sentence(
            gettext_noop(
                "How many citation needs were open, and how many settled, on each of %(days)d days "
                "on which that changed. At the end, open: %(open)d of %(all)d."
            ),
            (("days", len(points)), ("open", unsettled), ("all", sum(last.values()))),
        ),
        _steps(tuple(point.date for point in points), counts) if points else None,
        Table("burn-down", columns, rows, len(rows)),
    )


def _steps(dates: tuple[str, ...], counts: list[dict[str, int]]) -> Steps:
    bands = [
        Band(label, role, tuple(_of_band(count, place) for count in counts))
        for place, (role, _statuses, label) in enumerate(_BANDS)
    ]
    return Steps(dates, tuple(band for band in bands if any(band.counts)))


def _of_band(counts: Mapping[str, int], place: int) -> int:
    statuses = _BANDS[place][1]
    if not statuses:
        named = frozenset().union(*(band[1] for band in _BANDS))
        return sum(count for status, count in counts.items() if status not in named)
    return sum(count for status, count in counts.items() if status in statuses)
