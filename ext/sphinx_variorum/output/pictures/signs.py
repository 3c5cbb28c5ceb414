"""Signs for what a text does with a claim: told apart by their form, colour only repeats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.pictures.canvas import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_variorum.output.pictures.canvas import Canvas

_ROW = 22
_SIZE = 12


def sign(canvas: Canvas, x: float, y: float, kind: str) -> None:
    """The sign of a stance, or of a role, around the point (x, y)."""
    match kind:
        case "asserts":
            canvas.disc(x, y, 6, "beside")
        case "assumes":
            canvas.disc(x, y, 6, "beside", filled=False)
        case "denies":
            canvas.line([(x - 6, y - 6), (x + 6, y + 6)], "against", width=3)
            canvas.line([(x - 6, y + 6), (x + 6, y - 6)], "against", width=3)
        case "qualifies":
            canvas.polygon([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)], "partly")
        case "mirrors":
            canvas.polygon([(x - 8, y), (x - 1, y - 7), (x - 1, y + 7)], "need")
            canvas.polygon([(x + 8, y), (x + 1, y - 7), (x + 1, y + 7)], "need")
        case "silent":
            canvas.line([(x - 7, y), (x + 7, y)], "text", width=2)
        case _:
            canvas.disc(x, y, 2, "soft")


def legend(canvas: Canvas | None, keys: Sequence[tuple[str, str]], width: float) -> float:
    """Draw the signs with their words in lines of at most `width` pixels; the height they take.

    Without a canvas nothing is drawn.
    """
    x, y = 10.0, 12.0
    for kind, words in keys:
        needed = 20 + width_of(words, _SIZE)
        if x > 10 and x + needed > width:
            x, y = 10.0, y + _ROW
        if canvas is not None:
            sign(canvas, x, y, kind)
            canvas.text(x + 14, y + 4, words, size=_SIZE, role="soft")
        x += needed + 18
    return y + 10
