"""The open needs as a list, of which a script shows one at a time."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.tables import Table

KIND = "take-one"
SCRIPT = "variorum/take-one.js"
STYLES = "variorum/take-one.css"


def render_take_one(builder: StandaloneHTMLBuilder, table: Table, taken: set[str]) -> str:
    """The list, and the button that the script puts to use.

    `taken` are the ids that the page has already; those given here are added to it.
    """
    items: list[str] = []
    for row in table.rows:
        ident = "" if row.anchor in taken else f' id="{escape(row.anchor)}"'
        taken.add(row.anchor)
        place, around, lemma, missing, searched = (
            render_words(builder, cell) for cell in row.cells
        )
        items.append(
            f'<li{ident} class="{escape(row.kind)}" data-need="{escape(row.anchor)}">\n'
            f'<p class="where">{place}</p>\n<blockquote><p>{around}</p></blockquote>\n'
            f"<dl><div><dt>{escape(_('lemma'))}</dt><dd>{lemma}</dd></div>"
            f"<div><dt>{escape(_('what is missing'))}</dt><dd>{missing}</dd></div>"
            f"<div><dt>{escape(_('already searched'))}</dt><dd>{searched}</dd></div></dl>\n</li>\n"
        )
    return (
        f'<div class="take-one" data-count="{escape(_("%(place)d of %(total)d"))}">\n'
        f'<p class="take-one-tools" hidden><button type="button">{escape(_("Another one"))}'
        '</button> <span class="count"></span></p>\n'
        f"<ol>\n{''.join(items)}</ol>\n</div>\n"
    )


def add_take_one_script(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Ask for script and style on the pages that have such a list, and on no others (event
    ``html-page-context``).
    """
    pages = get_domain(app.env).edition.pages
    if app.builder.name == "singlehtml":
        shown = list(pages.values())
    else:
        shown = [pages[pagename]] if pagename in pages else []
    if not any(register.kind == KIND for page in shown for register in page.registers):
        return
    app.add_css_file(STYLES)
    if app.builder.name != "epub":
        app.add_js_file(SCRIPT, loading_method="defer", priority=700)
