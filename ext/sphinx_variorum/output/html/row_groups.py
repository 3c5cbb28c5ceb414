"""The bodies of a table: its rows, those of each group below its heading."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_variorum.output.html.words import render_words

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.tables import Group, Table


def render_bodies(
    builder: StandaloneHTMLBuilder,
    table: Table,
    rows: list[str],
    *,
    ident: Callable[[Group], str] = lambda _group: "",
    counted: bool = False,
) -> str:
    """The rows of `table`, already HTML, as one ``tbody`` or one for each group.

    `ident` gives the attribute with which a heading is linked to; with `counted` a heading says how
    many rows it has.
    """
    if not table.groups:
        return f"<tbody>\n{''.join(rows)}</tbody>\n"
    ends = [*(group.start for group in table.groups[1:]), len(rows)]
    bodies: list[str] = []
    for group, end in zip(table.groups, ends, strict=True):
        count = f' <span class="count">{end - group.start}</span>' if counted else ""
        heading = render_words(builder, group.words)
        bodies.append(
            f'<tbody>\n<tr{ident(group)}><th class="group" scope="rowgroup" '
            f'colspan="{len(table.columns)}">{heading}{count}</th></tr>\n'
            f"{''.join(rows[group.start : end])}</tbody>\n"
        )
    return "".join(bodies)
