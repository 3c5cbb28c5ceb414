"""The register of names in HTML: a list, since a name in many places would burst a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.edition.registers.names import COLUMNS
from sphinx_variorum.edition.tables import Words
from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.tables import Row, Table


def is_list(table: Table) -> bool:
    """Whether a register of names has the columns of a list, with the kind or without it."""
    columns = tuple(column for column in table.columns if column != "kind")
    return columns == tuple(column for column in COLUMNS if column != "kind") and not table.groups


def render_names(builder: StandaloneHTMLBuilder, table: Table, taken: set[str]) -> str:
    """The rows of a register of names; `taken` as in `render_register`."""
    items = "".join(_render_name(builder, row, taken) for row in table.rows)
    return f'<ul class="register names">\n{items}</ul>\n'


def _render_name(builder: StandaloneHTMLBuilder, row: Row, taken: set[str]) -> str:
    at = "" if row.anchor in taken else f' id="{escape(row.anchor)}"'
    taken.add(row.anchor)
    name, *kind, described, mentions = row.cells
    if kind:
        described = (*kind[0], Words(" · "), *described) if described else kind[0]
    about = f'\n<p class="described">{render_words(builder, described)}</p>' if described else ""
    said = _("Mentioned at") if mentions else _("Not mentioned")
    return (
        f'<li{at} class="{escape(row.kind)}"><p class="name">{render_words(builder, name)}</p>'
        f'{about}\n<p class="uses">{escape(said)} {render_words(builder, mentions)}</p></li>\n'
    )
