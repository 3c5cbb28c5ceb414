"""Lanes of events over years, and below them a column for each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.pictures.canvas import Canvas, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_variorum.edition.pictures.shapes import Event, Timeline

_WIDTH = 440.0
_ROW = 20.0
_HEAD = 24.0
_BARS = 80.0
_LONGEST = 190.0
_SIGN = 8.0

#: An event with its place: (row in its lane, where it begins and ends, its words, and where they
#: begin).
_Placed = tuple[int, float, float, str, float]


def draw_timeline(shape: Timeline) -> Canvas:
    """Events stand in as many rows as they need, so that no words meet."""
    older = f"< {shape.first}" if shape.earlier else ""
    left = width_of(older, 11) + 14 if older else 6.0
    right = _WIDTH - 6
    years = shape.last + 1 - shape.first

    def x_of(day: str) -> float:
        year, *rest = (int(part) for part in day.split("-"))
        month = rest[0] - 1 if rest else 0
        within = (month + (rest[1] - 1) / 31 if len(rest) > 1 else month) / 12
        return left + (right - left) * (year - shape.first + within) / years

    lanes = [_placed(lane.events, x_of, right, shape.last + 1) for lane in shape.lanes]
    heights = [_HEAD + _ROW * (1 + max(placed[0] for placed in lane)) for lane in lanes]
    foot = sum(heights) + (_HEAD + _BARS if shape.counts else 8)
    canvas = Canvas(_WIDTH, foot + 26)
    for year in _years_marked(shape.first, shape.last):
        x = x_of(str(year))
        canvas.line([(x, _HEAD - 4), (x, foot + 4)])
    y = 0.0
    for lane, events, height in zip(shape.lanes, lanes, heights, strict=True):
        _heading(canvas, y, lane.label.text)
        for row, start, end, words, at in events:
            middle = y + _HEAD + _ROW * row + 8
            if end - start > _SIGN:
                canvas.box(start, middle - 4, end - start, 8, lane.role)
            elif lane.role == "beside":
                canvas.disc(start, middle, 4, lane.role)
            else:
                canvas.polygon(
                    [
                        (start, middle - 6),
                        (start + 6, middle),
                        (start, middle + 6),
                        (start - 6, middle),
                    ],
                    lane.role,
                )
            canvas.box(at - 2, middle - 8, width_of(words, 12) + 4, 16, "page")
            canvas.text(at, middle + 4, words, size=12)
        y += height
    if shape.counts:
        _heading(canvas, y, shape.label.text)
        _columns(canvas, shape, foot, left, (right - left) / years, older)
    canvas.line([(left, foot), (right, foot)], "soft")
    for year in _years_marked(shape.first, shape.last):
        canvas.text(x_of(str(year)), foot + 20, str(year), size=12, align="center", role="soft")
    return canvas


def _heading(canvas: Canvas, y: float, words: str) -> None:
    canvas.box(0, y + 2, width_of(words, 12) + 6, 17, "page")
    canvas.text(0, y + 15, words, size=12, role="soft")


def _columns(
    canvas: Canvas, shape: Timeline, foot: float, left: float, year_width: float, older: str
) -> None:
    most = max(max(count for _year, count in shape.counts), shape.earlier)
    highest = max(shape.counts, key=lambda item: item[1])
    for year, count in shape.counts:
        x = left + year_width * (year - shape.first)
        height = max(2, (_BARS - 18) * count / most)
        wide = max(2.0, year_width - 1)
        canvas.box(x, foot - height, wide, height, "note")
        if (year, count) == highest:
            canvas.text(x + wide / 2, foot - height - 4, str(count), size=11, align="center")
    if older:
        canvas.text(0, foot - 4, str(shape.earlier), size=11)
        canvas.text(0, foot + 20, older, size=11, role="soft")


def _years_marked(first: int, last: int) -> list[int]:
    """Round years, at most seven."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (last - first) / step < 7)
    return [year for year in range(-(-first // step) * step, last + 1, step) if year > first]


def _placed(
    events: tuple[Event, ...], x_of: Callable[[str], float], right: float, after: int
) -> list[_Placed]:
    """Every event in the first row in which its sign and words meet no others."""
    taken: list[float] = []
    found: list[_Placed] = []
    for event in events:
        words = wrapped(event.label, _LONGEST, 12, lines=1)[0]
        start = x_of(event.start)
        end = min(x_of(event.end) if event.end else start, x_of(str(after)))
        wide = width_of(words, 12)
        at = max(start, end) + 10
        begins = start - 6
        if at + wide > right:
            at = start - 10 - wide
            begins = at
        over = max(at + wide, end + 6)
        row = next((place for place, used in enumerate(taken) if used < begins), len(taken))
        taken[row : row + 1] = [over + 8]
        found.append((row, start, end, words, at))
    return found
