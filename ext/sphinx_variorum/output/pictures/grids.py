"""Pictures in rows and columns: signs in fields, bars beside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.pictures.canvas import Canvas, width_of, wrapped
from sphinx_variorum.output.pictures.signs import legend, sign
from sphinx_variorum.output.pictures.wording import value_said

if TYPE_CHECKING:
    from sphinx_variorum.edition.pictures.shapes import Bars, Matrix

_LINE = 15
_MARGIN = 6
_SIGN = 22


def draw_matrix(shape: Matrix) -> Canvas:
    """A sign for each stance; the heads stand above and, where it is long, below too."""
    labels = [wrapped(row.text, 210) for row in shape.rows]
    heads = ["\n".join(wrapped(column.text, 84, lines=1)) for column in shape.columns]
    left = max((width_of(line) for label in labels for line in label), default=0) + 14
    most = max(len(mark.kinds) for mark in shape.marks)
    field = max(40, most * _SIGN + 6, *(width_of(head, bold=True) + 12 for head in heads))
    width = max(left + field * len(heads) + _MARGIN, 380)
    field = (width - left - _MARGIN) / len(heads)
    keys = [(kind, words.text) for kind, words in shape.legend]
    top = legend(None, keys, width) + 30
    heights = [26 + 15 * (len(label) - 1) for label in labels]
    below = 28 if len(labels) > 15 else 4
    canvas = Canvas(width, top + sum(heights) + below)
    legend(canvas, keys, width)
    marks = {(mark.row, mark.column): mark.kinds for mark in shape.marks}
    columns = [left + field * (place + 0.5) for place in range(len(heads))]
    for x, head in zip(columns, heads, strict=True):
        canvas.text(x, top - 10, head, align="center", bold=True)
        if below > 4:
            canvas.text(x, canvas.height - 8, head, align="center", bold=True)
    y = top
    for row, (label, height) in enumerate(zip(labels, heights, strict=True)):
        canvas.line([(0, y), (width, y)])
        first = y + height / 2 + 5 - _LINE * (len(label) - 1) / 2
        for place, line in enumerate(label):
            canvas.text(0, first + _LINE * place, line)
        for column, x in enumerate(columns):
            kinds = marks.get((row, column), ())
            for place, kind in enumerate(kinds):
                sign(canvas, x + _SIGN * (place - (len(kinds) - 1) / 2), y + height / 2, kind)
        y += height
    canvas.line([(0, y), (width, y)])
    return canvas


def draw_bars(shape: Bars) -> Canvas:
    """A column of bars for each measure, its words above it and its value beside each bar."""
    labels = [wrapped(row.text, 130, lines=2) for row in shape.rows]
    left = max((width_of(line, bold=True) for label in labels for line in label), default=0) + 14
    words = [word for measure in shape.measures for word in measure.label.text.split()]
    room = max(96.0, 14 + max(width_of(word, 12) for word in words))
    room = max(room, (440 - left) / len(shape.measures))
    width = left + room * len(shape.measures)
    texts = [
        [
            "–" if value is None else value_said(value, measure.unit)
            for value, measure in zip(values, shape.measures, strict=True)
        ]
        for values in shape.values
    ]
    widest = max((width_of(text) for row in texts for text in row), default=0)
    longest = room - widest - 22
    heads = [wrapped(measure.label.text, room - 12, 12, lines=5) for measure in shape.measures]
    top = _LINE * max(len(head) for head in heads) + 12
    row_height = 34
    canvas = Canvas(width, top + row_height * len(labels) + 4)
    for place, (measure, head) in enumerate(zip(shape.measures, heads, strict=True)):
        x = left + room * place
        for number, line in enumerate(head):
            y = top - 10 - _LINE * (len(head) - 1 - number)
            canvas.text(x, y, line, size=12, role="soft")
        for row, values in enumerate(shape.values):
            value, middle = values[place], top + row_height * (row + 0.5)
            long = longest * (value or 0) / measure.most if measure.most else 0
            if long:
                canvas.box(x, middle - 9, max(long, 2), 18, measure.role)
            canvas.line([(x, middle - 11), (x, middle + 11)], "soft")
            canvas.text(x + long + 6, middle + 5, texts[row][place])
    for row, label in enumerate(labels):
        y = top + row_height * row
        canvas.line([(0, y), (width, y)])
        first = y + row_height / 2 + 5 - 15 * (len(label) - 1) / 2
        for number, line in enumerate(label):
            canvas.text(0, first + 15 * number, line, bold=True)
    return canvas
