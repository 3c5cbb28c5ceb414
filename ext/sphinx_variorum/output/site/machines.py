"""What machines read: sitemap, robots.txt, web manifest, and a word to GitHub Pages."""

from __future__ import annotations

import json
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.output.brought_files import brought_files
from sphinx_variorum.output.html.essays import essay_page, is_essay
from sphinx_variorum.output.html.language import page_direction
from sphinx_variorum.output.html.register_parts import part_page_names
from sphinx_variorum.output.site.addresses import MISSING_PAGE, base_address, is_site
from sphinx_variorum.output.theme_context import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

SITEMAP, ROBOTS, MANIFEST = "sitemap.xml", "robots.txt", "manifest.webmanifest"
#: An extension that many have for the same file.
SITEMAP_EXTENSION = "sphinx_sitemap"
#: GitHub Pages leaves out folders that begin with an underscore (`_static`) unless this is there.
#: Sphinx's own extension for it would write a CNAME too, which an editor may keep elsewhere.
NO_JEKYLL = ".nojekyll"
_DRAWN = "image/svg+xml"


def write_machine_files(app: Sphinx, exception: Exception | None) -> None:
    """Write them, each only if its bytes changed (event ``build-finished``).

    None whose name the editor has taken, by ``html_extra_path`` or by an extension that writes it.
    """
    if exception is not None or not is_site(app):
        return
    files = {NO_JEKYLL: "", ROBOTS: _robots(app), MANIFEST: _manifest(app), SITEMAP: _sitemap(app)}
    taken = brought_files(app)
    if SITEMAP_EXTENSION in app.extensions:
        taken |= {SITEMAP}
    for name in sorted(files.keys() - taken):
        text = files[name]
        path = Path(app.outdir, name)
        if not text and name != NO_JEKYLL:
            path.unlink(missing_ok=True)
        elif not path.is_file() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())


def _sitemap(app: Sphinx) -> str:
    """The addresses of all pages to be read, or nothing without an address of the site
    (sitemaps.org, protocol 0.9, demands whole ones).

    Without dates: a build that changes nothing must not change it.
    """
    address = base_address(app)
    if not address:
        return ""
    places = "".join(
        f"<url><loc>{escape(address + app.builder.get_target_uri(page))}</loc></url>\n"
        for page in sorted(_pages(app))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )


def _pages(app: Sphinx) -> Iterator[str]:
    """The documents; and long notes and parts of registers, whose pages are no documents."""
    yield from app.env.all_docs.keys() - {MISSING_PAGE}
    for annotation in get_domain(app.env).edition.annotations.values():
        if is_essay(annotation):
            yield essay_page(annotation)
    yield from part_page_names(get_domain(app.env).edition)


def _robots(app: Sphinx) -> str:
    address = base_address(app)
    sitemap = f"Sitemap: {address}{SITEMAP}\n" if address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _manifest(app: Sphinx) -> str:
    config = app.config
    direction = page_direction(config)
    manifest = {
        "name": config.html_title or config.project,
        "short_name": config.html_short_title or config.project,
        "lang": config.language,
        "dir": direction or "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": "#fdfcf9",
        "theme_color": "#fdfcf9",
    }
    address = _icon_address(config)
    if address:
        manifest["icons"] = [_icon(address)]
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def _icon_address(config: Config) -> str:
    """The editor's icon (``html_favicon``), or that of the theme; empty under another theme."""
    own = str(config.html_favicon or "")
    if "://" in own:
        return own
    if own:
        return f"_static/{quote(Path(own).name)}"
    return "_static/variorum-icon.svg" if config.html_theme == THEME else ""


def _icon(address: str) -> dict[str, str]:
    """An icon as the manifest names it (W3C, Web Application Manifest, “Image resources”)."""
    kind, _encoding = guess_type(urlsplit(address).path)
    # A picture made of points has sizes; they may be left out.
    facts = {"src": address, "sizes": "any" if kind == _DRAWN else "", "type": kind or ""}
    return {name: value for name, value in facts.items() if value}
