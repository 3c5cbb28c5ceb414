"""The page for what is not there. A server shows it at any depth, so its links are absolute."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.output.brought_files import brought_files
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.site.absolute import with_absolute_addresses
from sphinx_variorum.output.site.addresses import MISSING_PAGE, base_path, is_site

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

#: Servers look for this name, also where every other page is a folder.
FILE = f"{MISSING_PAGE}.html"
#: An extension for such a page, to which all of it is left (distribution `sphinx-notfound-page`).
EXTENSION = "notfound.extension"
_NOT_FOR_MACHINES = '<meta name="robots" content="noindex">'


def write_missing_page(app: Sphinx) -> tuple[()]:
    """Write the page, if it changed (event ``html-collect-pages``).

    It is a document of the editor's with that name, or ours. A file of that name which the editor
    brings stays.
    """
    builder = app.builder
    if not _is_wanted(app) or not isinstance(builder, StandaloneHTMLBuilder):
        return ()
    path = Path(app.outdir, FILE)
    made = Path(app.doctreedir, f"{MISSING_PAGE}-{builder.name}.html")
    is_brought = FILE in brought_files(app)
    if is_brought or MISSING_PAGE in app.env.all_docs:
        # By the time that ours is wanted again the edition may be another.
        made.unlink(missing_ok=True)
        if not is_brought:
            _write_absolute(app, Path(builder.get_output_path(MISSING_PAGE)), path)
        return ()
    if get_domain(app.env).resolved or not made.is_file():
        shown = {"title": _("Page not found"), "body": _body(app, builder), "parents": []}
        # It is not left to Sphinx to write it in its place: it would, in every build.
        builder.handle_page(MISSING_PAGE, shown, "page.html", outfilename=made)
    _write_absolute(app, made, path)
    return ()


def _is_wanted(app: Sphinx) -> bool:
    return is_site(app) and EXTENSION not in app.extensions


def _here(app: Sphinx) -> str:
    """What the addresses on the page are relative to when Sphinx has written it."""
    return base_path(app) + app.builder.get_target_uri(MISSING_PAGE)


def _write_absolute(app: Sphinx, made: Path, path: Path) -> None:
    encoding = app.config.html_output_encoding
    page = made.read_bytes().decode(encoding)
    content = with_absolute_addresses(page, _here(app)).encode(encoding, "xmlcharrefreplace")
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def _body(app: Sphinx, builder: StandaloneHTMLBuilder) -> str:
    ways = [(app.config.root_doc, _("The front page"))]
    edition = get_domain(app.env).edition
    ways += [(source.docname, source.title) for source in edition.sources.values()]
    ways.append(("search", _("Search")))
    listed = "".join(
        f'<li><a href="{escape(builder.get_relative_uri(MISSING_PAGE, page))}">'
        f"{escape(said)}</a></li>\n"
        for page, said in ways
    )
    return (
        f"<section>\n<h1>{escape(_('Page not found'))}</h1>\n"
        f"<p>{escape(_('Nothing stands at this address. The link may be mistyped or old.'))}</p>\n"
        f"<ul>\n{listed}</ul>\n</section>\n"
    )


def add_missing_page_context(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep machines from the page, and let the scripts that a theme writes into it find the site
    (event ``html-page-context``).

    Addresses outside of scripts are made absolute when the page has been written.
    """
    if pagename != MISSING_PAGE or not _is_wanted(app):
        return
    here = _here(app)
    pathto = context["pathto"]

    def absolute_path(*given: Any, **named: Any) -> str:
        path: str = pathto(*given, **named)
        return path if path.startswith("#") else urljoin(here, path)

    context["pathto"] = absolute_path
    context["content_root"] = base_path(app)
    # Without it no theme writes a canonical link.
    context["pageurl"] = None
    context["metatags"] = f"{context.get('metatags', '')}{_NOT_FOR_MACHINES}\n"
