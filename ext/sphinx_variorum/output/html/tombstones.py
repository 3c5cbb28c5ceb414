"""Tombstones: at the foot of a page, where its old ids lead now."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.redirecting import get_redirects, tombstones_on
from sphinx_variorum.output.html.words import link_target
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_variorum.edition.redirects import Tombstone


def render_tombstones(builder: StandaloneHTMLBuilder, stones: Sequence[Tombstone]) -> str:
    """The section that keeps the old anchors; empty without tombstones."""
    if not stones:
        return ""
    items = "".join(
        f'<li id="{escape(stone.anchor)}">{_say(builder, stone)}</li>\n' for stone in stones
    )
    title = escape(_("No longer on this page"))
    return (
        f'<section class="tombstones" aria-label="{title}" data-pagefind-ignore>\n'
        f'<p class="tombstones-title">{title}</p>\n<ul>\n{items}</ul>\n</section>\n'
    )


def _say(builder: StandaloneHTMLBuilder, stone: Tombstone) -> str:
    old = escape(stone.old)
    if not stone.target:
        said = _("Passage %s was withdrawn.") if ":" in stone.old else _("Note %s was withdrawn.")
        return escape(said) % old
    href = escape(link_target(builder, stone.docname, stone.target))
    link = f'<a class="reference internal" href="{href}">{escape(stone.label)}</a>'
    said = (
        _("What was passage %(old)s is now at %(new)s.")
        if ":" in stone.old
        else _("What was note %(old)s is now at %(new)s.")
    )
    return escape(said) % {"old": old, "new": link}


def add_tombstones(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put them behind the text of the page (event ``html-page-context``)."""
    builder = app.builder
    if doctree is None or builder.name not in SITE_BUILDERS:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    redirects = get_redirects(app.env)
    stones = tombstones_on(pagename, redirects)
    if stones:
        context["body"] += render_tombstones(builder, stones)
