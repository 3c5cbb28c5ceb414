"""A filled register as an HTML table."""

from __future__ import annotations

from html import escape
from itertools import count
from typing import TYPE_CHECKING

from sphinx_variorum.edition.tables import Words
from sphinx_variorum.output.html.name_list import is_list, render_names
from sphinx_variorum.output.html.register_tools import render_register_tools
from sphinx_variorum.output.html.row_groups import render_bodies
from sphinx_variorum.output.html.take_one import KIND, render_take_one
from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.register_words import nothing_listed_said, whole_register_said

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.tables import Table


def render_register(
    builder: StandaloneHTMLBuilder, table: Table, taken: set[str], heading: str = ""
) -> str:
    """The table; a list of works is a list, since its rows are sentences.

    `taken` are the ids of rows and the names of tables that the page has already; those given here
    are added to it. Two registers may show one record, and under singlehtml all of them stand on
    one page. `heading` is the one that the register stands under.
    """
    tools = render_register_tools(builder, table)
    rows = _render_rows(builder, table, taken, heading)
    return tools + rows + _render_whole(builder, table)


def _render_whole(builder: StandaloneHTMLBuilder, table: Table) -> str:
    """The link from a limited register to the whole one."""
    if not table.whole:
        return ""
    link = render_words(builder, (Words(whole_register_said(table), table.whole),))
    return f'<p class="whole-register">{link}</p>\n'


def _render_rows(
    builder: StandaloneHTMLBuilder, table: Table, taken: set[str], heading: str
) -> str:
    if not table.rows:
        fault = " fault" if table.fault else ""
        return f'<p class="register empty{fault}">{escape(nothing_listed_said(table))}</p>\n'
    if table.kind == KIND:
        return render_take_one(builder, table, taken)
    if table.kind == "works" and len(table.columns) > 1 and not table.groups:
        return _render_works(builder, table, taken)
    if table.kind == "names" and is_list(table):
        return render_names(builder, table, taken)
    heads = "".join(f'<th scope="col">{escape(_(column))}</th>' for column in table.columns)
    rows = [
        f'<tr{_id(row.anchor, taken)} class="{escape(row.kind)}">'
        + "".join(f"<td>{render_words(builder, cell)}</td>" for cell in row.cells)
        + "</tr>\n"
        for row in table.rows
    ]
    bodies = render_bodies(
        builder, table, rows, ident=lambda group: _id(group.anchor, taken), counted=True
    )
    label = escape(_frame_label(table, taken, heading))
    return (
        f'<div class="register-frame" tabindex="0" role="region" aria-label="{label}">\n'
        f'<table class="register {escape(table.kind)}">\n'
        f"<thead><tr>{heads}</tr></thead>\n{bodies}</table>\n</div>\n"
    )


def _frame_label(table: Table, taken: set[str], heading: str) -> str:
    """What a reader who hears the page is told of a table: no other on the page is called so.

    By where it stands and what it says. Tables of one kind under one heading are numbered.
    """
    columns = ", ".join(_(column) for column in table.columns)
    label = f"{heading or _('Register')}: {columns}"
    free = next(
        name
        for number in count(1)
        if (name := label if number == 1 else f"{label} ({number})") not in taken
    )
    taken.add(free)
    return free


def _id(anchor: str, taken: set[str]) -> str:
    if anchor in taken:
        return ""
    taken.add(anchor)
    return f' id="{escape(anchor)}"'


def _render_works(builder: StandaloneHTMLBuilder, table: Table, taken: set[str]) -> str:
    said = escape(_("Cited at"))
    rows = "".join(
        f'<li{_id(row.anchor, taken)} class="{escape(row.kind)}">'
        f'<span class="reference">{render_words(builder, row.cells[0])}</span> '
        f'<span class="uses">{said} {render_words(builder, row.cells[1])}</span></li>\n'
        for row in table.rows
    )
    return f'<ul class="register works">\n{rows}</ul>\n'
