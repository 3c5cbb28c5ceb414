"""A picture drawn: its shape on a sheet, and that as SVG. Needs matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.pictures.shapes import (
    Bars,
    Matrix,
    Network,
    Steps,
    Strips,
    Timeline,
)
from sphinx_variorum.output.pictures.grids import draw_bars, draw_matrix
from sphinx_variorum.output.pictures.networks import draw_network
from sphinx_variorum.output.pictures.over_time import draw_steps
from sphinx_variorum.output.pictures.strips import draw_strips
from sphinx_variorum.output.pictures.svg import cleaned
from sphinx_variorum.output.pictures.timelines import draw_timeline

if TYPE_CHECKING:
    from sphinx_variorum.edition.pictures.shapes import Shape
    from sphinx_variorum.output.pictures.canvas import Canvas


def drawn(shape: Shape, title: str, description: str) -> str:
    """The SVG of a shape, with its names; ids begin with `svg.PREFIX`."""
    return cleaned(_canvas(shape).svg(), title, description)


def _canvas(shape: Shape) -> Canvas:
    match shape:
        case Matrix():
            return draw_matrix(shape)
        case Bars():
            return draw_bars(shape)
        case Steps():
            return draw_steps(shape)
        case Network():
            return draw_network(shape)
        case Strips():
            return draw_strips(shape)
        case Timeline():
            return draw_timeline(shape)
