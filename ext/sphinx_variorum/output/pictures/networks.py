"""Nodes on a circle and the arrows between them."""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from sphinx_variorum.output.pictures.canvas import Canvas, width_of, wrapped

if TYPE_CHECKING:
    from sphinx_variorum.edition.pictures.shapes import Edge, Network

_WIDTH = 420.0
_RADIUS = 20.0
_BEND = 0.22
#: Between neighbours there is room for an arrow and its number.
_APART = 116.0
_LINE = 18
_KEY = 24

_Point = tuple[float, float]


def draw_network(shape: Network) -> Canvas:
    """The nodes with their labels; what they are called stands below."""
    titles = [wrapped(node.title, _WIDTH - 40, lines=2) for node in shape.nodes]
    circle = max(110.0, _APART / 2 / sin(pi / len(shape.nodes)))
    width = max(_WIDTH, 2 * (circle + _RADIUS + 8))
    top = _KEY * len(shape.legend) + 8
    centre = (width / 2, top + circle + _RADIUS + 6)
    below = centre[1] + circle + _RADIUS + 30
    canvas = Canvas(width, below + _LINE * sum(len(title) for title in titles))
    for place, (role, words) in enumerate(shape.legend):
        height = 14 + _KEY * place
        mutual = any(edge.mutual for edge in shape.edges if edge.role == role)
        canvas.arrow((2, height), (34, height), role, width=2.5, mutual=mutual, bend=0)
        canvas.text(44, height + 4, words.text, size=12, role="soft")
    count = len(shape.nodes)
    places = [
        (
            centre[0] + circle * sin(2 * pi * place / count),
            centre[1] - circle * cos(2 * pi * place / count),
        )
        for place in range(count)
    ]
    numbers = [_edge(canvas, edge, places) for edge in shape.edges]
    for (x, y), edge in zip(numbers, shape.edges, strict=True):
        said = str(edge.number)
        half = width_of(said, 12, bold=True) / 2 + 3
        canvas.box(x - half, y - 9, 2 * half, 18, "page")
        canvas.text(x, y + 4.5, said, size=12, align="center", bold=True)
    line = below
    for (x, middle), node, title in zip(places, shape.nodes, titles, strict=True):
        canvas.disc(x, middle, _RADIUS, "soft", filled=False)
        canvas.text(x, middle + 5, node.label[:4], align="center", bold=True)
        canvas.text(8, line, node.label[:4], bold=True)
        for part in title:
            canvas.text(40, line, part)
            line += _LINE
    return canvas


def _edge(canvas: Canvas, edge: Edge, places: list[_Point]) -> _Point:
    """Draw an edge; the point at which its number stands."""
    bend = 0.0 if edge.mutual else _BEND
    start, end = places[edge.start], places[edge.end]
    towards = _control(start, end, bend)
    start, end = _at_rim(start, towards), _at_rim(end, towards)
    canvas.arrow(
        start, end, edge.role, width=min(1.5 + edge.number / 2, 5), mutual=edge.mutual, bend=bend
    )
    control = _control(start, end, bend)
    return (
        (start[0] + 2 * control[0] + end[0]) / 4,
        (start[1] + 2 * control[1] + end[1]) / 4,
    )


def _control(start: _Point, end: _Point, bend: float) -> _Point:
    """The control point of the curve that matplotlib draws (``arc3``), with y downwards."""
    return (
        (start[0] + end[0]) / 2 - bend * (end[1] - start[1]),
        (start[1] + end[1]) / 2 + bend * (end[0] - start[0]),
    )


def _at_rim(centre: _Point, towards: _Point) -> _Point:
    x, y = towards[0] - centre[0], towards[1] - centre[1]
    share = (_RADIUS + 3) / (hypot(x, y) or 1)
    return centre[0] + x * share, centre[1] + y * share
