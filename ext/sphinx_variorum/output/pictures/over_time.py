"""Pictures over time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sphinx_variorum.output.interface import date_said
from sphinx_variorum.output.pictures.canvas import Canvas, width_of

if TYPE_CHECKING:
    from sphinx_variorum.edition.pictures.shapes import Steps

_PLOT = 210.0
_HEIGHT = 220.0
_TOP = 14.0
_LINE = 20


def draw_steps(shape: Steps) -> Canvas:
    """Bands over the days from first to last change; their words and last counts beside them."""
    totals = [sum(column) for column in zip(*(band.counts for band in shape.bands), strict=True)]
    most = max(totals)
    ticks = _counts_marked(most)
    left = max(width_of(str(tick), 12) for tick in ticks) + 10
    names = [f"{band.label.text}: {band.counts[-1]}" for band in shape.bands]
    right = left + _PLOT
    width = right + 44 + max(width_of(name) for name in names)
    bottom = _TOP + _HEIGHT
    canvas = Canvas(width, bottom + (48 if len(shape.dates) > 1 else 30))

    def height(count: float) -> float:
        return bottom - _HEIGHT * count / ticks[-1]

    for tick in ticks:
        canvas.line([(left, height(tick)), (right, height(tick))])
        canvas.text(left - 6, height(tick) + 4, str(tick), size=12, align="right", role="soft")
    places = _places(shape.dates, left, right)
    below = [0] * len(shape.dates)
    middles: list[float] = []
    for band in shape.bands:
        above = [low + count for low, count in zip(below, band.counts, strict=True)]
        upper = _stairs(places, [height(count) for count in above])
        lower = _stairs(places, [height(count) for count in below])
        canvas.area([*upper, *reversed(lower)], band.role)
        middles.append((height(above[-1]) + height(below[-1])) / 2)
        below = above
    canvas.line([(left, bottom), (right, bottom)], "soft")
    _dates(canvas, shape.dates, places, right, bottom)
    for y, middle, name, band in zip(
        _parted(middles, _TOP + 6, bottom - 6), middles, names, shape.bands, strict=True
    ):
        canvas.line([(right + 2, middle), (right + 12, y)], "soft")
        canvas.box(right + 14, y - 6, 18, 12, band.role)
        canvas.text(right + 38, y + 5, name)
    return canvas


def _counts_marked(most: int) -> list[int]:
    """Round numbers from 0 to at least `most`, five or fewer steps."""
    step = next(
        factor * 10**power
        for power in range(9)
        for factor in (1, 2, 5)
        if factor * 10**power * 5 >= most
    )
    return list(range(0, step * -(-most // step) + 1, step))


def _places(dates: tuple[str, ...], left: float, right: float) -> list[float]:
    """Where each date begins, and where the last ends: a day is as wide as a day.

    The last one keeps a twelfth of the width, so that it can be seen.
    """
    days = [date.fromisoformat(day).toordinal() for day in dates]
    if len(days) == 1:
        return [left, right]
    end = right - (right - left) / 12
    span = days[-1] - days[0]
    return [*(left + (end - left) * (day - days[0]) / span for day in days), right]


def _stairs(places: list[float], heights: list[float]) -> list[tuple[float, float]]:
    return [
        point
        for place, y in enumerate(heights)
        for point in ((places[place], y), (places[place + 1], y))
    ]


def _dates(
    canvas: Canvas, dates: tuple[str, ...], places: list[float], right: float, bottom: float
) -> None:
    """The first day and the last, below it where they have no room; a tick for each between."""
    first, last = date_said(dates[0]), date_said(dates[-1])
    if len(dates) == 1:
        canvas.text((places[0] + right) / 2, bottom + 20, first, size=12, align="center")
        return
    canvas.text(places[0], bottom + 20, first, size=12)
    room = right - places[0] - width_of(first, 12) - width_of(last, 12)
    canvas.text(right, bottom + (20 if room > 10 else 38), last, size=12, align="right")
    for x in places[:-1]:
        canvas.line([(x, bottom), (x, bottom + 5)], "soft")


def _parted(middles: list[float], top: float, bottom: float) -> list[float]:
    """Heights for labels near `middles` (from the foot up), none nearer than a line to the next."""
    placed: list[float] = []
    low = bottom
    for middle in middles:
        placed.append(min(middle, low))
        low = placed[-1] - _LINE
    over = top - placed[-1] if placed else 0
    for place in range(len(placed) - 1, -1, -1):
        if over <= 0:
            break
        placed[place] += over
        over = 0 if place == 0 else placed[place] + _LINE - placed[place - 1]
    return placed
