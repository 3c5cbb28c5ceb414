"""Pictures of an edition as SVG, drawn once and kept beside the doctrees."""

from __future__ import annotations

from hashlib import blake2b
from os import getpid
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.edition.pictures.shapes import Drawing
from sphinx_variorum.output.pictures.wording import PREFIX, sentence_said, translated

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: Changes when a picture of the same data looks different.
_EDITION = 1
_FOLDER = "pictures"


def picture_svg(env: BuildEnvironment, drawing: Drawing, drawn_with: str, prefix: str) -> str:
    """The SVG of a picture, its ids begun with `prefix`; empty if there is nothing to draw, or
    nothing to draw with: `drawn_with` is the version of matplotlib, or empty.
    """
    if drawing.shape is None or not drawn_with:
        return ""
    title, description = sentence_said(drawing.title), sentence_said(drawing.description)
    shape = translated(drawing.shape)
    asked = repr((_EDITION, drawn_with, env.config.language, title, description, shape))
    digest = blake2b(asked.encode(errors="surrogatepass"), digest_size=16).hexdigest()
    path = Path(env.doctreedir) / _FOLDER / f"{digest}.svg"
    try:
        svg = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        # Loaded only where something is drawn: it takes half a second.
        from sphinx_variorum.output.pictures.drawing import drawn

        svg = drawn(shape, title, description)
        _keep(path, svg)
    return svg.replace(PREFIX, prefix)


def _keep(path: Path, svg: str) -> None:
    """Written beside and put in its place, since another process may draw the same."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{getpid()}")
        beside.write_text(svg, encoding="utf-8")
        beside.replace(path)
    except OSError:
        return
