"""The head of a source in HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.source_facts import facts

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source


def render_facts(builder: StandaloneHTMLBuilder, edition: Edition, source: Source) -> str:
    """The facts of a source as a description list."""
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{render_words(builder, said)}</dd></div>\n"
        for name, said in facts(edition, source)
    )
    return f'<dl class="facts">\n{rows}</dl>\n'
