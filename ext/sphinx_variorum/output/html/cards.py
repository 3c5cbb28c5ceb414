"""The card of an annotation: what stands before and after its words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.edition.records import Correction
from sphinx_variorum.output.annotation_words import cited, details, heading, look, search_log
from sphinx_variorum.output.html.language import passage_attributes
from sphinx_variorum.output.html.words import link_target, render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def open_card(
    builder: StandaloneHTMLBuilder,
    edition: Edition,
    annotation: Annotation,
    number: str,
    *,
    at_home: bool,
) -> str:
    """The card's opening tag and head. `at_home`: it stands beside its passage.

    Elsewhere (where a commentator wrote it) it has no id, and links to its passage.
    """
    ident = f' id="{escape(annotation.anchor)}"' if at_home or annotation.state == "orphan" else ""
    classes = f"annotation {annotation.kind} {look(annotation)}"
    if annotation.state in ("unanchored", "orphan"):
        classes += " unanchored"
    head = heading(annotation)
    label = f"{number}: {head}" if number else head
    mark = f'<span class="number">{escape(number)}</span> ' if number else ""
    parts = [
        f'<section class="{classes}"{ident} role="doc-footnote" aria-label="{escape(label)}">\n',
        f'<p class="heading">{mark}{escape(head)}</p>\n',
    ]
    script = passage_attributes(builder.config, edition, annotation.passage)
    if annotation.lemma:
        parts.append(f'<p class="lemma"><q{script}>{escape(annotation.lemma)}</q></p>\n')
    if annotation.state in ("unanchored", "orphan"):
        warning = escape(_("These words have no place in the passage."))
        parts.append(f'<p class="unanchored-warning">{warning}</p>\n')
    if isinstance(annotation.detail, Correction):
        recte = f"<i>{escape(_('recte'))}</i>"
        reading = f"<bdi{script}>{escape(annotation.detail.reading)}</bdi>"
        parts.append(f'<p class="recte">{recte} {reading}</p>\n')
    return "".join(parts)


def close_card(
    builder: StandaloneHTMLBuilder, edition: Edition, annotation: Annotation, *, at_home: bool
) -> str:
    """What follows the annotation's words: sources, judgement, log, links, and the end tag."""
    parts: list[str] = []
    works = cited(edition, annotation)
    if works:
        parts.append(f'<p class="works">{render_words(builder, works)}</p>\n')
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in details(annotation)
    )
    if rows:
        parts.append(f'<dl class="details">{rows}</dl>\n')
    log = "".join(f"<li>{escape(entry)}</li>" for entry in search_log(annotation))
    if log:
        title = escape(_("Search log"))
        parts.append(f'<p class="log-title">{title}</p>\n<ul class="log">{log}</ul>\n')
    links = list(_links(builder, edition, annotation, at_home=at_home))
    if links:
        parts.append(f'<p class="links">{" ".join(links)}</p>\n')
    parts.append("</section>\n")
    return "".join(parts)


def _links(
    builder: StandaloneHTMLBuilder, edition: Edition, annotation: Annotation, *, at_home: bool
) -> Iterator[str]:
    label = edition.label(annotation.passage)
    if at_home:
        if annotation.state in ("anchored", "whole"):
            yield (
                f'<a role="doc-backlink" href="#r.{escape(annotation.anchor)}" '
                f'aria-label="{escape(_("Back to the words in passage %s") % label)}">'
                f"{escape(_('back'))}</a>"
            )
        yield f'<a class="permalink" href="#{escape(annotation.anchor)}">{escape(_("link"))}</a>'
        if annotation.docname != edition.docname_of(annotation):
            href = escape(link_target(builder, annotation.docname, ""))
            yield f'<a href="{href}">{escape(_("where it was written"))}</a>'
    elif annotation.passage in edition.passages:
        passage = edition.passages[annotation.passage]
        href = escape(link_target(builder, passage.docname, annotation.anchor))
        yield f'<a href="{href}">{escape(_("on passage %s") % label)}</a>'
