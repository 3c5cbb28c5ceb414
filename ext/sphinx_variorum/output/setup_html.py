"""Registers the HTML side with Sphinx: visitors, style sheet, theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.building import nodes
from sphinx_variorum.output.citation_files import write_citation_files
from sphinx_variorum.output.head_metadata import add_head_metadata
from sphinx_variorum.output.html import visitors
from sphinx_variorum.output.html.copied_sources import hold_back_sources
from sphinx_variorum.output.html.essays import collect_essays
from sphinx_variorum.output.html.register_parts import collect_register_parts
from sphinx_variorum.output.html.register_tools import add_register_script
from sphinx_variorum.output.html.take_one import add_take_one_script
from sphinx_variorum.output.html.tombstones import add_tombstones
from sphinx_variorum.output.reading_scripts import setup_reading_scripts
from sphinx_variorum.output.redirect_pages import write_redirect_pages
from sphinx_variorum.output.search import setup_search
from sphinx_variorum.output.site import setup_site
from sphinx_variorum.output.stemming import remember_stems
from sphinx_variorum.output.template_cache import keep_compiled_templates
from sphinx_variorum.output.theme_context import add_theme_context

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_HERE = Path(__file__).parent
_STYLES = "variorum-annotations.css"

_VISITED = (
    "source_head",
    "kicker",
    "passage",
    "base_text",
    "editorial_sign",
    "segment",
    "note_reference",
    "annotation",
    "apparatus",
    "claim",
    "register",
    "picture",
    "work_reference",
    "source_figures",
)


def add_static_path(app: Sphinx, config: Config) -> None:
    """Offer the extension's style sheet to whatever theme is used (event ``config-inited``).

    Not later: Sphinx compares the configuration with that of the last build after this event,
    and a path that is added behind its back makes every build look like a changed one.
    """
    config.html_static_path = [*config.html_static_path, str(_HERE / "static")]


def setup_html(app: Sphinx) -> None:
    """Register visitors for HTML alone: for every other format no node of ours is left."""
    for name in _VISITED:
        visit = getattr(visitors, f"visit_{name}")
        depart = getattr(visitors, f"depart_{name}", None)
        app.add_node(getattr(nodes, name), html=(visit, depart))
    app.connect("config-inited", add_static_path)
    app.connect("config-inited", remember_stems)
    app.connect("builder-inited", keep_compiled_templates)
    app.connect("html-page-context", add_head_metadata)
    app.connect("html-page-context", add_tombstones)
    app.connect("html-page-context", hold_back_sources)
    app.connect("html-page-context", add_take_one_script)
    app.connect("html-page-context", add_register_script)
    app.connect("build-finished", write_citation_files)
    app.connect("build-finished", write_redirect_pages)
    app.add_css_file(_STYLES)
    setup_reading_scripts(app)
    app.connect("html-page-context", add_theme_context)
    app.connect("html-collect-pages", collect_essays)
    app.connect("html-collect-pages", collect_register_parts)
    setup_search(app)
    setup_site(app)
    app.add_html_theme("variorum", str(_HERE / "theme"))
