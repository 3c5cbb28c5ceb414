"""The tools with which a script filters and sorts a register in place.

They come as a template, in which a browser without scripts sees nothing. So no script holds a word
of the interface, and none has to know what a column is.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils.nodes import make_id

from sphinx_variorum.edition.registers.choices import closed_columns
from sphinx_variorum.output.html.name_list import is_list
from sphinx_variorum.output.html.take_one import KIND as TAKE_ONE
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.registers.choices import ClosedColumn
    from sphinx_variorum.edition.tables import Table

#: A shorter register is seen at a glance.
FEWEST_ROWS = 8
#: What is read and not searched: one need at a time, and the legend.
_WITHOUT = frozenset({TAKE_ONE, "terms"})
SCRIPT = "variorum/registers.js"
STYLES = "variorum/registers.css"
#: What stands in an address for the rows without a value. No slug can be that.
NOT_GIVEN = "-"

_OPENING = '<template class="register-tools"'


def render_register_tools(builder: StandaloneHTMLBuilder, table: Table) -> str:
    """The template that stands right before the register; nothing before a short one.

    `data-register` and `data-columns` are the words that an address has for the register and its
    columns; they are not translated, so that an address is understood in each language.
    """
    if len(table.rows) < FEWEST_ROWS or table.kind in _WITHOUT or builder.name == "epub":
        return ""
    # In a list there is no cell to compare with.
    as_list = table.kind == "names" and is_list(table)
    selects = "" if as_list else "".join(_select(table, each) for each in closed_columns(table))
    columns = " ".join(map(make_id, table.columns))
    said = {
        "count": _("%(shown)d of %(total)d shown"),
        "part": _("%(shown)d of %(total)d"),
        "filtered": _("This list is filtered: %(shown)d of %(total)d shown."),
        "sort": _("Sort by"),
    }
    words = "".join(f' data-{name}="{escape(text)}"' for name, text in said.items())
    return (
        f'{_OPENING} data-register="{escape(table.kind)}" data-columns="{columns}"{words}>\n'
        f'<div class="register-tools" role="group" aria-label="{escape(_("Filters"))}">\n'
        f"<label><span>{escape(_('Find in this register'))}</span> "
        '<input type="search" autocomplete="off" spellcheck="false"></label>\n'
        f'{selects}<button type="button">{escape(_("Reset"))}</button>\n'
        '<p class="count" role="status"></p>\n<p class="filtered"></p>\n</div>\n</template>\n'
    )


def _select(table: Table, column: ClosedColumn) -> str:
    options = "".join(
        f'<option value="{escape(choice.slug or NOT_GIVEN)}">'
        f"{escape(_(choice.label) if choice.label else _('not given'))}</option>"
        for choice in column.choices
    )
    return (
        f"<label><span>{escape(_(table.columns[column.place]))}</span> "
        f'<select data-column="{column.place}" autocomplete="off">'
        f'<option value="">{escape(_("all"))}</option>{options}</select></label>\n'
    )


def add_register_script(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Ask for script and style on the pages that have such tools, and on no others (event
    ``html-page-context``).
    """
    # How many rows there are is known where they are rendered. Markup in prose is escaped.
    if _OPENING not in context.get("body", ""):
        return
    app.add_css_file(STYLES)
    # Before the first paint: else the register would move down from under its readers' eyes.
    app.add_js_file(SCRIPT, loading_method="defer", priority=700, blocking="render")
