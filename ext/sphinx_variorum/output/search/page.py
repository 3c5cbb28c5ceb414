"""The search page, in whatever theme, and the landing on what was found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.search.index import FOLDER
from sphinx_variorum.output.search.records import facet_names, facet_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

PAGE = "search"
_TEMPLATE = "variorum-search.html"
_HIGHLIGHT = "_static/variorum-highlight.js"

#: Runs before anything else may take the words out of the address. The address loses them, so that
#: what a reader copies is the place itself.
_LANDING = (
    "{const u=new URL(location),w=u.searchParams.getAll('highlight');"
    "if(w.length){u.searchParams.delete('highlight');history.replaceState(history.state,'',u);"
    "addEventListener('DOMContentLoaded',()=>import(new URL(%s,document.baseURI))"
    ".then(m=>m.markFound(w)))}}"
)


def collect_search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The search page as the body of a page of the theme (event ``html-collect-pages``).

    Of all templates only ``page.html`` is one that every theme has.
    """
    builder: Any = app.builder
    edition = get_domain(app.env).edition
    here = builder.get_target_uri(PAGE)
    root = "../" * here.count("/") or "./"
    listed = dict.fromkeys(item.docname for item in edition.registers if item.is_whole)
    titles = app.env.titles
    context = {
        "_": _,
        "action": builder.get_relative_uri(PAGE, PAGE) or "",
        "root": root,
        "bundle": f"{root}{FOLDER}/",
        "facets": [
            {"slug": slug, "name": name, "order": json.dumps(facet_order(slug))}
            for slug, name in facet_names().items()
        ],
        "registers": [
            (builder.get_relative_uri(PAGE, docname), titles[docname].astext())
            for docname in listed
            if docname in titles
        ],
    }
    body = builder.templates.render(_TEMPLATE, context)
    yield PAGE, {"title": str(_("Search")), "body": body, "parents": []}, "page.html"


def add_page_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The search page's style and script, and on every other page the landing (event
    ``html-page-context``).
    """
    if page == PAGE:
        app.add_css_file("variorum-search.css")
        app.add_js_file("variorum-search.js", loading_method="defer")
    elif doctree is not None:
        module = json.dumps(context["pathto"](_HIGHLIGHT, True))
        app.add_js_file(None, body=_LANDING % module, priority=100)
