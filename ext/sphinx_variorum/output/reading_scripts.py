"""The scripts of the reading interface, on the pages that have passages and on no others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_variorum.building.domain import get_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

#: In the order in which they run: `edition` is what the others talk to, `keys` knows them all.
SCRIPTS = ("edition", "layers", "margin", "panel", "overlaps", "marks", "pins", "copying", "keys")
STYLES = "variorum/reading.css"

_EARLY = Path(__file__).parent / "static" / "variorum" / "early.js"


def add_reading_scripts(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Ask for the scripts on this page, if it has passages (event ``html-page-context``)."""
    pages = get_domain(app.env).edition.pages
    if app.builder.name == "singlehtml":
        has_passages = any(page.passages for page in pages.values())
    else:
        has_passages = pagename in pages and bool(pages[pagename].passages)
    if not has_passages or app.builder.name == "epub":
        return
    app.add_css_file(STYLES)
    # In the page itself, and before anything is painted: nothing may move when the rest arrives.
    early = _EARLY.read_text(encoding="utf-8")
    app.add_js_file(None, body=early[early.index("(() =>") :], priority=100)
    for name in SCRIPTS:
        app.add_js_file(f"variorum/{name}.js", loading_method="defer", priority=700)


def setup_reading_scripts(app: Sphinx) -> None:
    """Connect what puts the scripts into pages."""
    app.connect("html-page-context", add_reading_scripts)
