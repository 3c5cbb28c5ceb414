"""The head of a source in HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.output.html.passages import density_step
from sphinx_variorum.output.html.words import link_target, render_words
from sphinx_variorum.output.interface import _, ngettext
from sphinx_variorum.output.source_facts import facts

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage, Source


def render_facts(builder: StandaloneHTMLBuilder, edition: Edition, source: Source) -> str:
    """The facts of a source as a description list."""
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{render_words(builder, said)}</dd></div>\n"
        for name, said in facts(edition, source)
    )
    return f'<dl class="facts">\n{rows}</dl>\n'


#: The strip in CSS pixels: a bar's room is that of a target that can be hit (WCAG 2.2, 2.5.8),
#: and a line of them is no wider than a phone.
_ROOM = 24
_IN_A_LINE = 14
_BAR = 10
_LEAST = 2


def render_strip(builder: StandaloneHTMLBuilder, edition: Edition, source: Source) -> str:
    """How densely the passages are annotated: a bar for each, linked to it."""
    passages = edition.passages_of[source.ident]
    if not passages:
        return ""
    bars = "".join(
        _render_bar(builder, edition, passage, place) for place, passage in enumerate(passages)
    )
    width = _ROOM * min(_IN_A_LINE, len(passages))
    height = _ROOM * -(-len(passages) // _IN_A_LINE)
    label = escape(_("Annotations of each passage"))
    return (
        f'<svg class="density-strip" role="group" aria-label="{label}" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}">\n{bars}</svg>\n'
    )


def _render_bar(
    builder: StandaloneHTMLBuilder, edition: Edition, passage: Passage, place: int
) -> str:
    count = len(edition.annotations_of.get(passage.ident, ()))
    said = ngettext(
        "%(passage)s: %(count)d annotation", "%(passage)s: %(count)d annotations", count
    )
    name = escape(said % {"passage": edition.label(passage.ident), "count": count})
    href = escape(link_target(builder, passage.docname, passage.anchor))
    line, column = divmod(place, _IN_A_LINE)
    left, top = column * _ROOM, line * _ROOM
    tall = _LEAST if not count else (_ROOM - 4) * density_step(count) // 3
    return (
        f'<a href="{href}"><title>{name}</title>'
        f'<rect class="room" x="{left}" y="{top}" width="{_ROOM}" height="{_ROOM}"/>'
        f'<rect class="bar" x="{left + (_ROOM - _BAR) // 2}" y="{top + _ROOM - tall}" '
        f'width="{_BAR}" height="{tall}"/></a>\n'
    )
