"""A sheet to draw on in CSS pixels, from the upper left corner; matplotlib does the work.

It is drawn in colours that stand for roles. `svg.cleaned` replaces them by the custom properties of
the style sheet, so that one drawing serves light and dark pages and paper.
"""

from __future__ import annotations

from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal
from warnings import catch_warnings, simplefilter

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, Patch, Polygon, Rectangle
from matplotlib.textpath import TextToPath

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Align = Literal["left", "center", "right"]

#: The role each colour stands for. They are no colours that anybody sees.
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "text": "#fe0a01",
        "soft": "#fe0a02",
        "line": "#fe0a03",
        "page": "#fe0a04",
        "against": "#fe0a05",
        "partly": "#fe0a06",
        "for": "#fe0a07",
        "beside": "#fe0a08",
        "need": "#fe0a09",
        "note": "#fe0a0a",
    }
)

#: What is seen of a role where no colour is.
HATCHES: Mapping[str, str] = MappingProxyType(
    {
        "against": "///",
        "partly": "xx",
        "for": "",
        "beside": "---",
        "need": "\\\\\\",
        "note": "|||",
    }
)


class Canvas:
    """A sheet of `width` by `height` pixels."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        # At 72 dots an inch a point, in which matplotlib reckons, is a pixel.
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        self._figure.patch.set_visible(False)
        FigureCanvasSVG(self._figure)
        self._axes: Axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)

    def _add(self, patch: Patch) -> None:
        self._axes.add_patch(patch)
        patch.set_clip_on(False)
        # What is drawn later lies above.
        patch.set_zorder(1)

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        size: float = 13,
        align: Align = "left",
        role: str = "text",
        bold: bool = False,
    ) -> None:
        """Words on the base line `y`."""
        self._axes.text(
            x,
            y,
            said,
            fontsize=size,
            ha=align,
            va="baseline",
            color=COLOURS[role],
            fontweight="bold" if bold else "normal",
            parse_math=False,
        )

    def box(self, x: float, y: float, width: float, height: float, role: str) -> None:
        """A filled box with the hatch of its role."""
        self._add(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=COLOURS[role],
                hatch=HATCHES.get(role) or None,
                hatchcolor=COLOURS["page"],
                edgecolor="none",
                linewidth=0,
            )
        )

    def area(self, corners: Sequence[tuple[float, float]], role: str) -> None:
        """A filled polygon with the hatch of its role, edged so that it parts from the next."""
        self._add(
            Polygon(
                list(corners),
                facecolor=COLOURS[role],
                hatch=HATCHES.get(role) or None,
                hatchcolor=COLOURS["page"],
                edgecolor=COLOURS["page"],
                linewidth=1,
            )
        )

    def polygon(self, corners: Sequence[tuple[float, float]], role: str) -> None:
        """A small filled polygon: a sign."""
        self._add(Polygon(list(corners), facecolor=COLOURS[role], edgecolor="none", linewidth=0))

    def disc(self, x: float, y: float, radius: float, role: str, *, filled: bool = True) -> None:
        """A disc, or a ring if it is not `filled`."""
        self._add(
            Circle(
                (x, y),
                radius,
                facecolor=COLOURS[role] if filled else COLOURS["page"],
                edgecolor=COLOURS[role],
                linewidth=2,
            )
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        role: str = "line",
        *,
        width: float = 1,
        dashed: bool = False,
    ) -> None:
        """A line through `points`."""
        self._axes.add_line(
            Line2D(
                [x for x, _y in points],
                [y for _x, y in points],
                color=COLOURS[role],
                linewidth=width,
                linestyle=(0, (4, 3)) if dashed else "-",
                solid_capstyle="butt",
                clip_on=False,
                zorder=1,
            )
        )

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        role: str,
        *,
        width: float,
        mutual: bool,
        bend: float,
    ) -> None:
        """A bent arrow; one that is mutual is dashed and has no head."""
        self._add(
            FancyArrowPatch(
                start,
                end,
                arrowstyle="-" if mutual else "-|>,head_length=7,head_width=4",
                mutation_scale=1,
                connectionstyle=f"arc3,rad={bend}",
                color=COLOURS[role],
                linewidth=width,
                linestyle=(0, (5, 3)) if mutual else "-",
                shrinkA=0,
                shrinkB=0,
            )
        )

    def svg(self) -> bytes:
        """The sheet as matplotlib writes it."""
        file = BytesIO()
        settings = rc_context(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": "variorum",
                "svg.id": None,
                "font.family": ["sans-serif"],
                "font.sans-serif": ["DejaVu Sans"],
                "text.usetex": False,
                "path.simplify": False,
            }
        )
        with settings, catch_warnings():
            # Its own font, which only measures, has no glyphs of many scripts.
            simplefilter("ignore", UserWarning)
            self._figure.savefig(file, format="svg", metadata={"Date": None})
        return file.getvalue()


def width_of(said: str, size: float = 13, *, bold: bool = False) -> float:
    """How wide words are in pixels, in a font that is wider than most."""
    font = FontProperties(family=["DejaVu Sans"], size=size, weight="bold" if bold else "normal")
    with catch_warnings():
        simplefilter("ignore", UserWarning)
        width, _height, _descent = TextToPath().get_text_width_height_descent(
            said, font, ismath=False
        )
    return float(width)


def wrapped(said: str, width: float, size: float = 13, lines: int = 3) -> list[str]:
    """Words in lines of at most `width` pixels; what does not fit into `lines` ends with “…”."""
    return list(_fitted(list(_lines(said.split(), width, size)), width, size, lines))


def _lines(words: list[str], width: float, size: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _fitted(found: list[str], width: float, size: float, most: int) -> Iterator[str]:
    for place, line in enumerate(found[:most]):
        cut = place == most - 1 and len(found) > most
        kept = f"{line}…" if cut else line
        while width_of(kept, size) > width and len(kept) > 2:
            kept = f"{kept.rstrip('…')[:-1].rstrip()}…"
        yield kept
