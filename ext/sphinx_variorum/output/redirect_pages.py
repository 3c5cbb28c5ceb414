"""Pages in the place of documents that were moved or withdrawn."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.redirecting import get_redirects
from sphinx_variorum.output.brought_files import brought_files
from sphinx_variorum.output.citations import address, publication
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.kept_files import keep_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_variorum.edition.redirects import MovedPage

#: Beside the output. Its name is hidden so that no web server offers it unasked.
LEDGER = ".variorum-redirects.json"


def render_page(builder: StandaloneHTMLBuilder, moved: MovedPage) -> str:
    """The page in the place of an old document.

    The script keeps what stood behind the number sign; without it one comes to the page's head.
    """
    published = publication(builder.config)
    language = escape(builder.config.language or "en")
    site = escape(published.title)
    home = _relative(builder, moved.old, builder.config.root_doc)
    if not moved.new:
        said = escape(_("This page was withdrawn."))
        link = f'<a href="{escape(home)}">{site}</a>'
        head, title = "", said
    else:
        href = _relative(builder, moved.old, moved.new)
        canonical = address(builder, published, moved.new) or href
        name = builder.env.titles[moved.new].astext()
        title = escape(_("This page has moved"))
        link = f'{escape(_("It is here now:"))} <a href="{escape(href)}">{escape(name)}</a>'
        said = f"{title}."
        # Safe within a script element: JSON, and no sign that could end it.
        target = json.dumps(href).replace("<", "\\u003c")
        head = (
            f'<link rel="canonical" href="{escape(canonical)}">\n'
            f"<script>location.replace({target} + location.hash)</script>\n"
            f'<meta http-equiv="refresh" content="0; url={escape(href)}">\n'
        )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{title} – {site}</title>\n{head}</head>\n<body>\n<main>\n"
        f"<h1>{said}</h1>\n<p>{link}</p>\n</main>\n</body>\n</html>\n"
    )


def _relative(builder: StandaloneHTMLBuilder, old: str, new: str) -> str:
    address_of = builder.get_target_uri
    return quote(relative_uri(address_of(old), address_of(new)), safe="/") or "./"


def write_redirect_pages(app: Sphinx, exception: Exception | None) -> None:
    """Bring these pages up to date (event ``build-finished``, in the main process)."""
    builder = app.builder
    if exception is not None or builder.name not in SITE_BUILDERS:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    redirects = get_redirects(app.env)
    pages = {moved.old: render_page(builder, moved) for moved in redirects.moved}

    def path(docname: str) -> str:
        return Path(builder.get_outfilename(docname)).relative_to(app.outdir).as_posix()

    def render(old: str) -> Mapping[str, bytes]:
        return {path(old): pages[old].encode()}

    if pages or (Path(app.outdir) / LEDGER).exists():
        # A document may have come back to its old place, or the editor brings a page for it.
        there = {path(docname) for docname in app.env.found_docs}
        there |= brought_files(app)
        keep_files(Path(app.outdir), LEDGER, pages, render, there)
