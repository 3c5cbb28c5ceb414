"""Cells and links as HTML. Every value is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.scripts import runs_against
from sphinx_variorum.edition.tables import Words
from sphinx_variorum.edition.urls import safe_url
from sphinx_variorum.output.html.language import language_attributes, page_direction
from sphinx_variorum.output.interface import _, date_said

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

_ELEMENTS = MappingProxyType(
    {
        "italic": "i",
        "small-caps": "span",
        "label": "b",
        "code": "code",
        "date": "time",
        "proved": "b",
        "unproved": "b",
    }
)


def link_target(builder: StandaloneHTMLBuilder, docname: str, anchor: str) -> str:
    """The relative address of `anchor` on `docname`, seen from the page being written."""
    here = builder.current_docname
    if docname == here:
        return f"#{anchor}" if anchor else "#"
    page = builder.get_relative_uri(here, docname)
    if "#" in page:
        # One page holds all documents: the anchor is enough.
        return f"#{anchor}" if anchor else page
    return f"{page}#{anchor}" if anchor else page


def render_words(builder: StandaloneHTMLBuilder, cell: Iterable[Words]) -> str:
    """A cell as HTML."""
    return "".join(_render(builder, words) for words in cell)


def _render(builder: StandaloneHTMLBuilder, words: Words) -> str:
    config = builder.config
    said = _(words.text) if words.interface else words.text
    if words.style == "date":
        said = date_said(words.text)
    text = escape(said)
    attributes = language_attributes(config, words.language, words.direction)
    isolated = not words.interface and runs_against(said, page_direction(config))
    if words.style:
        element = _ELEMENTS[words.style]
        attributes = attributes or (' dir="auto"' if isolated else "")
        if element == "time":
            # “c. 1920” and “1950–1953” are no time that a machine could read.
            element, attributes = _time(words.text, attributes)
        text = f'<{element} class="{words.style}"{attributes}>{text}</{element}>'
    elif attributes or isolated:
        text = f"<bdi{attributes}>{text}</bdi>"
    if words.docname:
        href = escape(link_target(builder, words.docname, words.anchor))
        return f'<a class="reference internal" href="{href}">{text}</a>'
    url = safe_url(words.url)
    if url:
        return f'<a class="reference external" href="{escape(url)}">{text}</a>'
    return text


def _time(text: str, attributes: str) -> tuple[str, str]:
    return ("time", f' datetime="{text}"{attributes}') if is_date(text) else ("span", attributes)
