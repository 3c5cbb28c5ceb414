"""The parts of registers as pages of their own, and the links that lead to them."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.freshness import read_written
from sphinx_variorum.edition.registers.part_pages import (
    FOLDER,
    PartLink,
    part_link,
    parted_registers,
)
from sphinx_variorum.edition.tables import Words
from sphinx_variorum.output.html.own_folder import remove_others
from sphinx_variorum.output.html.tables import render_register
from sphinx_variorum.output.html.words import link_target, render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Register
    from sphinx_variorum.edition.registers.part_pages import Parted
    from sphinx_variorum.edition.tables import Part


def part_page_names(edition: Edition) -> Iterator[str]:
    """The names of all pages of parts, as Sphinx names pages."""
    for docname in edition.order:
        for parted in parted_registers(edition, docname):
            for page, _part in (*parted.parts, *parted.selections):
                yield page


def render_parted(
    builder: StandaloneHTMLBuilder, edition: Edition, asked: Register, taken: set[str]
) -> str | None:
    """A register with parts on the page that asks for it; None if it has none.

    The links to its parts stand in place of its rows, those to its selections before them. `taken`
    as in `render_register`.
    """
    found = (
        parted
        for parted in parted_registers(edition, builder.current_docname)
        if parted.asked == asked
    )
    parted = next(found, None)
    if parted is None:
        return None
    links = "".join(
        _render_links(builder, pages, " selections")
        for _field, pages in groupby(parted.selections, lambda item: item[1].field)
    )
    if parted.parts:
        return links + _render_links(builder, parted.parts)
    return links + render_register(builder, parted.table, taken)


def _render_links(
    builder: StandaloneHTMLBuilder, pages: Iterable[tuple[str, Part]], kind: str = ""
) -> str:
    """The links to parts that stand in place of rows; `kind` is one more class of others."""
    known = list(pages)
    label = escape(_("By %s") % _(known[0][1].field))
    items = "".join(
        f"<li>{_render_link(builder, page, part_link(part))} "
        f'<span class="count">{len(part.table.rows)}</span></li>\n'
        for page, part in known
    )
    return (
        f'<nav class="register-parts{kind}" aria-label="{label}">\n<p class="by">{label}</p>\n'
        f"<ul>\n{items}</ul>\n</nav>\n"
    )


def _render_link(builder: StandaloneHTMLBuilder, page: str, link: PartLink) -> str:
    href = escape(link_target(builder, page, ""))
    return f'<a class="reference internal" href="{href}">{_said(builder, link)}</a>'


def _said(builder: StandaloneHTMLBuilder, link: PartLink) -> str:
    # A link within a link, to the text itself, would be none.
    bare = [words._replace(docname="", anchor="", url="") for words in link.words]
    number = f" ({link.number})" if link.number else ""
    return f"{render_words(builder, bare)}{number}"


def collect_register_parts(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages to be written in this build (event ``html-collect-pages``).

    Those whose content changed since they were written; all of them if all documents are written,
    since then it is the theme or the configuration that changed.
    """
    builder, domain = app.builder, get_domain(app.env)
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in SITE_BUILDERS:
        return
    edition = domain.edition
    remove_others(app, builder, FOLDER, set(part_page_names(edition)))
    written = read_written(Path(app.outdir))
    for docname in edition.order:
        for parted in parted_registers(edition, docname):
            for page, part, before, after in parted.in_sequence():
                is_there = Path(builder.get_output_path(page)).is_file()
                if domain.writes_all or not is_there or written.get(page) != domain.shown.get(page):
                    domain.resolved.add(page)
                    yield _page(builder, docname, parted, (page, part), before, after)


def _page(
    builder: StandaloneHTMLBuilder,
    docname: str,
    parted: Parted,
    here: tuple[str, Part],
    before: tuple[str, PartLink] | None,
    after: tuple[str, PartLink] | None,
) -> tuple[str, dict[str, Any], str]:
    page, part = here
    # What is rendered asks where it stands.
    builder.current_docname = page
    whole = builder.env.titles[docname].astext() if docname in builder.env.titles else docname
    link = part_link(part)
    number = f" ({part.number})" if part.number else ""
    plain = "".join(_(words.text) if words.interface else words.text for words in part.words)
    up = render_words(builder, (Words(whole, docname),))
    # Arrows are drawn by the style sheet, which knows the direction of the page.
    steps = [f'<span class="up">{up}</span>']
    if before is not None:
        steps.insert(0, f'<span class="before">{_render_link(builder, *before)}</span>')
    if after is not None:
        steps.append(f'<span class="after">{_render_link(builder, *after)}</span>')
    around = (
        f'<nav class="register-steps" aria-label="{escape(_("Parts of the register"))}">'
        f"{' '.join(steps)}</nav>\n"
    )
    body = (
        f'<section class="register-part">\n<h1>{escape(whole)}: {_said(builder, link)}</h1>\n'
        f"{around}{render_register(builder, part.table, set())}</section>\n"
    )
    title = f"{whole}: {plain}{number}"
    parents = [{"link": builder.get_relative_uri(page, docname), "title": escape(whole)}]
    return page, {"title": escape(title), "body": body, "parents": parents}, "page.html"
