"""A picture in HTML: its caption, the SVG in a frame, the table that says the same."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.output.html.row_groups import render_bodies
from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.pictures import picture_svg
from sphinx_variorum.output.pictures.wording import cell_said, sentence_said

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.pictures.shapes import Drawing
    from sphinx_variorum.edition.tables import Table


def open_picture(drawing: Drawing, has_caption: bool) -> str:
    """The figure's opening tag, up to the caption."""
    title = "" if has_caption else f"<p>{escape(sentence_said(drawing.title))}</p>"
    return f'<figure class="picture of-{escape(drawing.kind)}">\n<figcaption>{title}'


def close_picture(
    builder: StandaloneHTMLBuilder, drawing: Drawing, drawn_with: str, prefix: str
) -> str:
    """What follows the caption. The ids of the SVG begin with `prefix`.

    A book in EPUB has the table alone: a page with SVG would have to be declared as one there.
    """
    title = escape(sentence_said(drawing.title))
    can_draw = drawn_with if builder.name != "epub" else ""
    svg = picture_svg(builder.env, drawing, can_draw, prefix)
    parts = ["</figcaption>\n"]
    if svg:
        parts.append(
            f'<div class="picture-frame" tabindex="0" role="region" aria-label="{title}">'
            f"{svg}</div>\n"
        )
    elif drawing.shape is None:
        parts.append(f'<p class="picture-note">{escape(_("There is nothing to draw yet."))}</p>\n')
    elif not drawn_with:
        said = _("The table alone: this edition was built where matplotlib is not installed.")
        parts.append(f'<p class="picture-note">{escape(said)}</p>\n')
    table = _table(builder, drawing.table, title) if drawing.table.rows else ""
    if table and svg and not drawing.open:
        summary = escape(_("The same as a table"))
        table = f"<details>\n<summary>{summary}</summary>\n{table}</details>\n"
    parts.append(table)
    parts += [
        f'<p class="picture-note">{escape(sentence_said(note))}</p>\n' for note in drawing.notes
    ]
    return "".join((*parts, "</figure>\n"))


def _table(builder: StandaloneHTMLBuilder, table: Table, title: str) -> str:
    heads = "".join(f'<th scope="col">{escape(_(column))}</th>' for column in table.columns)
    rows = [
        f'<tr><th scope="row">{render_words(builder, row.cells[0])}</th>'
        + "".join(f"<td>{render_words(builder, cell_said(cell))}</td>" for cell in row.cells[1:])
        + "</tr>\n"
        for row in table.rows
    ]
    return (
        f'<div class="picture-frame" tabindex="0" role="region" '
        f'aria-label="{escape(_("Table"))}: {title}">\n'
        f'<table class="picture-table">\n<thead><tr>{heads}</tr></thead>\n'
        f"{render_bodies(builder, table, rows)}</table>\n</div>\n"
    )
