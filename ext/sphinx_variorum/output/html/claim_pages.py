"""A claim in HTML: its statement and facts, then, below the editors' prose, what was found."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.output.claim_words import tally_said
from sphinx_variorum.output.html.tables import render_register
from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.claim_pages import ClaimPage


def open_claim(builder: StandaloneHTMLBuilder, page: ClaimPage, ident: str) -> str:
    """The claim's opening tag, statement and facts, up to its prose."""
    at = f' id="{escape(ident)}"' if ident else ""
    facts = "".join(
        f"<div><dt>{escape(_(name))}</dt><dd>{render_words(builder, said)}</dd></div>\n"
        for name, said in page.facts
    )
    listed = f'<dl class="facts">\n{facts}</dl>\n' if facts else ""
    statement = f'<p class="statement">{escape(page.statement)}</p>\n' if page.statement else ""
    return f'<div class="claim"{at}>\n{statement}{listed}<div class="prose">\n'


def close_claim(
    builder: StandaloneHTMLBuilder, page: ClaimPage, level: int, taken: set[str]
) -> str:
    """What follows the prose, under headings of `level`; `taken` as in `render_register`."""
    said = tally_said(page)
    parts = [f'<p class="tally">{escape(said)}</p>\n'] if said else []
    for part in page.parts:
        title = _(part.title)
        lines = "".join(f"<p>{render_words(builder, line)}</p>\n" for line in part.lines)
        heading = f"h{min(level, 6)}"
        parts.append(
            f'<section class="{part.table.kind}">\n<{heading}>{escape(title)}</{heading}>\n'
            f"{render_register(builder, part.table, taken, title)}{lines}</section>\n"
        )
    return f"</div>\n{''.join(parts)}</div>\n"
