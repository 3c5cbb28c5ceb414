"""Rows of small columns over one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.pictures.canvas import Canvas, width_of

if TYPE_CHECKING:
    from sphinx_variorum.edition.pictures.shapes import Strips

_ROW = 46.0
_LABEL = 18.0
_SIZE = 11


def draw_strips(shape: Strips) -> Canvas:
    """Every row to one scale; its words stand above it, its highest count beside its column."""
    count = len(shape.columns)
    most = max(max(strip.counts) for strip in shape.strips)
    step = min(34.0, max(8.0, 400 / count))
    width = max(step * count + 30, 300)
    row = _ROW + _LABEL
    canvas = Canvas(width, row * len(shape.strips) + 44)
    for place, strip in enumerate(shape.strips):
        foot = row * (place + 1)
        canvas.text(0, foot - _ROW - 3, f"{strip.label.text}: {sum(strip.counts)}", size=12)
        for column, number in enumerate(strip.counts):
            height = (_ROW - 16) * number / most
            x = step * column
            if number:
                canvas.box(x + 1, foot - height, step - 2, height, strip.role)
            if number == max(strip.counts) and number not in strip.counts[:column]:
                canvas.text(
                    x + step / 2, foot - height - 3, str(number), size=_SIZE, align="center"
                )
        canvas.line([(0, foot), (step * count, foot)], "soft")
    foot = row * len(shape.strips)
    every = _every(shape.columns, step)
    for column in range(0, count, every):
        label = shape.columns[column]
        x = step * (column + 0.5)
        canvas.line([(x, foot), (x, foot + 4)], "soft")
        if width_of(label, _SIZE) / 2 <= x:
            canvas.text(x, foot + 17, label, size=_SIZE, align="center", role="soft")
        else:
            canvas.text(0, foot + 17, label, size=_SIZE, role="soft")
    canvas.text(0, foot + 36, shape.axis.text, size=12, role="soft")
    return canvas


def _every(labels: tuple[str, ...], step: float) -> int:
    """Each how manyth label has room."""
    room = max(width_of(label, _SIZE) for label in labels) + 6
    return max(1, -(-int(room) // int(step)))
