"""The card of an annotation: what stands before and after its words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.edition.layers import layer_of
from sphinx_variorum.output.annotation_words import (
    cited,
    details,
    heading,
    history,
    look,
    reading,
    search_log,
)
from sphinx_variorum.output.html.essays import essay_page, is_essay
from sphinx_variorum.output.html.language import passage_attributes
from sphinx_variorum.output.html.words import link_target, render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils.nodes import Element
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation

#: Notes of more words open in the reading panel, not in the margin.
LONG = 150


def open_card(
    builder: StandaloneHTMLBuilder, edition: Edition, annotation: Annotation, node: Element
) -> str:
    """The card's opening tag and head, up to its words.

    Where `node` is not placed beside its passage (where a commentator wrote it) the card has no
    id, and links to its passage.
    """
    at_home = bool(node.get("placed"))
    number: str = node.get("number", "")
    ident = f' id="{escape(annotation.anchor)}"' if at_home or annotation.state == "orphan" else ""
    classes = f"annotation {annotation.kind} {look(annotation)}"
    if annotation.state in ("unanchored", "orphan"):
        classes += " unanchored"
    if annotation.words > LONG:
        classes += " long"
    head = heading(annotation)
    label = f"{number}: {head}" if number else head
    read = reading(annotation)
    if read:
        # Letters begin anew in every passage.
        label = f"{edition.label(annotation.passage)} {label}"
    mark = f'<span class="number">{escape(number)}</span> ' if number else ""
    parts = [
        f'<aside class="{classes}"{ident} data-layer="{layer_of(annotation.detail)}" '
        f'role="doc-footnote" aria-label="{escape(label)}">\n',
        f'<p class="heading">{mark}{escape(head)}</p>\n',
    ]
    script = passage_attributes(builder.config, edition, annotation.passage)
    if annotation.lemma:
        parts.append(f'<p class="lemma"><q{script}>{escape(annotation.lemma)}</q></p>\n')
    if annotation.state in ("unanchored", "orphan"):
        warning = escape(_("These words have no place in the passage."))
        parts.append(f'<p class="unanchored-warning">{warning}</p>\n')
    parts.append('<div class="words">\n')
    if read:
        before = f"<i>{escape(read.word)}</i> " if read.word else ""
        after = f' <span class="sigla">{escape(read.sigla)}</span>' if read.sigla else ""
        said = f"<bdi{script}>{escape(read.words)}</bdi>"
        parts.append(f'<p class="reading">{before}{said}{after}</p>\n')
    return "".join(parts)


def close_card(
    builder: StandaloneHTMLBuilder, edition: Edition, annotation: Annotation, node: Element
) -> str:
    """What follows the annotation's words: sources, judgement, log, links, and the end tag."""
    parts = ["</div>\n"]
    beside = _beside(builder, edition, annotation, node.get("counter_words", ""))
    works = cited(edition, annotation, excerpt=not beside)
    if works:
        parts.append(f'<p class="works">{render_words(builder, works)}</p>\n')
    parts.append(beside)
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{render_words(builder, value)}</dd></div>"
        for name, value in details(edition, annotation)
    )
    if rows:
        parts.append(f'<dl class="details">{rows}</dl>\n')
    parts.append(_log(_("History"), history(annotation)))
    parts.append(_log(_("Search log"), search_log(annotation)))
    parts.append(_companions(node.get("companions", ())))
    links = list(_links(builder, edition, annotation, at_home=bool(node.get("placed"))))
    if links:
        parts.append(f'<p class="links">{" ".join(links)}</p>\n')
    parts.append("</aside>\n")
    return "".join(parts)


def _log(title: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
    return f'<p class="log-title">{escape(title)}</p>\n<ul class="log">{items}</ul>\n'


def _beside(
    builder: StandaloneHTMLBuilder, edition: Edition, annotation: Annotation, words: str
) -> str:
    """The words of the claim and those of the passage set against it, side by side."""
    other = edition.passages.get(annotation.counter_passage)
    if other is None or not words:
        return ""
    claim = annotation.lemma
    if not claim and annotation.passage in edition.passages:
        claim = edition.passages[annotation.passage].excerpt
    here = escape(edition.label(annotation.passage))
    there = escape(edition.label(other.ident))
    href = escape(link_target(builder, other.docname, other.anchor))
    own = passage_attributes(builder.config, edition, annotation.passage)
    others = passage_attributes(builder.config, edition, other.ident)
    return (
        '<div class="beside">\n'
        f'<blockquote><p class="siglum">{here}</p><p{own}>{escape(claim)}</p></blockquote>\n'
        f'<blockquote><p class="siglum"><a class="reference internal" href="{href}">'
        f"{there}</a></p><p{others}>{escape(words)}</p></blockquote>\n</div>\n"
    )


def _companions(companions: Sequence[tuple[str, str]]) -> str:
    if not companions:
        return ""
    links = " · ".join(
        f'<a class="companion" href="#{escape(anchor)}">{escape(number)}</a>'
        for anchor, number in companions
    )
    return f'<p class="companions">{escape(_("Shares words with"))} {links}</p>\n'


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
        if is_essay(annotation) and builder.name in SITE_BUILDERS:
            href = escape(link_target(builder, essay_page(annotation), ""))
            yield f'<a href="{href}">{escape(_("page of its own"))}</a>'
        if annotation.docname != edition.docname_of(annotation):
            href = escape(link_target(builder, annotation.docname, ""))
            yield f'<a href="{href}">{escape(_("where it was written"))}</a>'
    elif annotation.passage in edition.passages:
        passage = edition.passages[annotation.passage]
        href = escape(link_target(builder, passage.docname, annotation.anchor))
        yield f'<a href="{href}">{escape(_("on passage %s") % label)}</a>'
