"""The page for what is not there. A server shows it at any depth, so its links are absolute."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.output.brought_files import brought_files
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.site.addresses import base_path, is_site

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

PAGE = "404"
_LINK = re.compile(r'\b(href|src)="(?!#)([^"]*)"')


def write_missing_page(app: Sphinx) -> tuple[()]:
    """Write the page, if it changed (event ``html-collect-pages``).

    It is not left to Sphinx to write it, as other handlers of this event do: servers look for
    ``404.html``, also where every other page is a folder.
    """
    builder, domain = app.builder, get_domain(app.env)
    if not is_site(app) or not isinstance(builder, StandaloneHTMLBuilder):
        return ()
    if f"{PAGE}.html" in brought_files(app):
        return ()
    path = Path(app.outdir, f"{PAGE}.html")
    made = Path(app.doctreedir, f"{PAGE}-{builder.name}.html")
    if not domain.resolved and _same(path, made):
        return ()
    shown = {"title": _("Page not found"), "body": _body(app, builder), "parents": []}
    builder.handle_page(PAGE, shown, "page.html", outfilename=made)
    if not _same(path, made):
        copyfile(made, path)
    return ()


def _same(path: Path, made: Path) -> bool:
    """Whether what stands in the site is what was made for it."""
    return path.is_file() and made.is_file() and path.read_bytes() == made.read_bytes()


def _body(app: Sphinx, builder: StandaloneHTMLBuilder) -> str:
    ways = [(app.config.root_doc, _("The front page"))]
    edition = get_domain(app.env).edition
    ways += [(source.docname, source.title) for source in edition.sources.values()]
    ways.append(("search", _("Search")))
    prefix = base_path(app)
    listed = "".join(
        f'<li><a href="{escape(prefix + builder.get_target_uri(page))}">{escape(said)}</a></li>\n'
        for page, said in ways
    )
    return (
        f"<section>\n<h1>{escape(_('Page not found'))}</h1>\n"
        f"<p>{escape(_('Nothing stands at this address. The link may be mistyped or old.'))}</p>\n"
        f"<ul>\n{listed}</ul>\n</section>\n"
    )


def make_links_absolute(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let everything that the layout links from this page begin with the site's path
    (event ``html-page-context``).
    """
    if pagename != PAGE or not is_site(app):
        return
    # What Sphinx's own links are relative to.
    here = base_path(app) + app.builder.get_target_uri(PAGE)
    pathto = context["pathto"]

    def absolute_path(*given: Any, **named: Any) -> str:
        path: str = pathto(*given, **named)
        return path if path.startswith("#") else urljoin(here, path)

    context["pathto"] = absolute_path
    context["content_root"] = base_path(app)
    context["pageurl"] = None
    if context.get("favicon_url"):
        context["favicon_url"] = urljoin(here, context["favicon_url"])
    for name in ("css_tag", "js_tag", "toctree"):
        context[name] = _from_here(context[name], here)


def _from_here(render: Callable[..., str], here: str) -> Callable[..., str]:
    def rendered(*given: Any, **named: Any) -> str:
        html = render(*given, **named) or ""
        return _LINK.sub(lambda link: f'{link[1]}="{urljoin(here, link[2])}"', html)

    return rendered
