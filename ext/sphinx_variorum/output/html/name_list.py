"""The register of names in HTML: a list, since a name in many places would burst a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.tables import Row, Table


def render_names(builder: StandaloneHTMLBuilder, table: Table, taken: set[str]) -> str:
    """The rows of a register of names; `taken` as in `render_register`."""
    items = "".join(_render_name(builder, row, taken) for row in table.rows)
    return f'<ul class="register names">\n{items}</ul>\n'


def _render_name(builder: StandaloneHTMLBuilder, row: Row, taken: set[str]) -> str:
    at = "" if row.anchor in taken else f' id="{escape(row.anchor)}"'
    taken.add(row.anchor)
    name, described, mentions = (render_words(builder, cell) for cell in row.cells)
    about = f'\n<p class="described">{described}</p>' if described else ""
    said = f"{escape(_('Mentioned at'))} {mentions}" if mentions else escape(_("Not mentioned"))
    return (
        f'<li{at} class="{escape(row.kind)}"><p class="name">{name}</p>{about}\n'
        f'<p class="uses">{said}</p></li>\n'
    )
