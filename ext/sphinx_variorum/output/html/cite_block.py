"""“Cite this passage”: the citation in words, and its files."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.edition.citing import file_stem
from sphinx_variorum.edition.records import Passage
from sphinx_variorum.output.citation_files import EDITION, FOLDER, FORMATS
from sphinx_variorum.output.citations import (
    citable,
    citation_words,
    edition_words,
    publication,
)
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source


def render_cite(
    builder: StandaloneHTMLBuilder, edition: Edition, record: Passage | Source | None
) -> str:
    """How `record` is cited, folded up; empty where it cannot be, or no site is written."""
    if record is None or builder.name not in SITE_BUILDERS:
        return ""
    published = publication(builder.config)
    item = citable(builder, edition, published, record)
    if item is None:
        return ""
    title = _("Cite this passage") if isinstance(record, Passage) else _("Cite this source")
    words = citation_words(item, published)
    return _render(builder, title, words, item.url, file_stem(item.key))


def render_cite_edition(builder: StandaloneHTMLBuilder) -> str:
    """How the edition as a whole is cited, folded up; empty where no site is written."""
    if builder.name not in SITE_BUILDERS:
        return ""
    published = publication(builder.config)
    words = f"{edition_words(published)}."
    return _render(builder, _("Cite this edition"), words, published.url, EDITION)


def _render(builder: StandaloneHTMLBuilder, title: str, words: str, url: str, stem: str) -> str:
    said = escape(words)
    if url:
        said += f' <span class="address">{escape(url)}</span>'
    date = f'<span class="accessed">{escape(_("[date]"))}</span>'
    said += " " + escape(_("(accessed %s)")) % date
    here = builder.get_target_uri(builder.current_docname)
    links: list[str] = []
    for known in FORMATS:
        name = f"{stem}.{known.ending}"
        href = relative_uri(here, f"{FOLDER}/{quote(name)}")
        label = _("Text") if known.ending == "txt" else known.name
        links.append(
            f'<li><a href="{escape(href)}" type="{known.media_type}" '
            f'download="{escape(name)}">{escape(label)}</a></li>'
        )
    return (
        f'<details class="cite" data-pagefind-ignore>\n<summary>{escape(title)}</summary>\n'
        f'<p class="citation">{said}</p>\n'
        f'<ul class="cite-files">{"".join(links)}</ul>\n</details>\n'
    )
