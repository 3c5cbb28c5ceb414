"""Pages of their own for the longest notes, beside their place in the margin.

They lie in one folder, so that what is no longer asked for can be removed.
"""

from __future__ import annotations

import posixpath
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import annotation as annotation_node
from sphinx_variorum.output.annotation_words import cited, heading
from sphinx_variorum.output.html.own_folder import remove_others
from sphinx_variorum.output.html.words import link_target, render_words
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation

#: Notes of more words have a page of their own.
ESSAY = 300
FOLDER = "long-notes"


def is_essay(annotation: Annotation) -> bool:
    """Whether the annotation is long enough for a page of its own, and has a place."""
    return annotation.words > ESSAY and annotation.state in ("anchored", "whole")


def essay_page(annotation: Annotation) -> str:
    """The name of its page, as Sphinx names pages."""
    return f"{FOLDER}/{annotation.anchor}"


def collect_essays(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages to be written in this build (event ``html-collect-pages``).

    Only those of documents that are written too: nothing else can have changed.
    """
    builder, domain = app.builder, get_domain(app.env)
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in SITE_BUILDERS:
        return
    edition = domain.edition
    essays = [item for item in edition.annotations.values() if is_essay(item)]
    remove_others(app, builder, FOLDER, {essay_page(item) for item in essays})
    for docname in sorted({edition.docname_of(item) for item in essays} & domain.resolved):
        document = app.env.get_and_resolve_doctree(docname, builder, tags=app.tags)
        cards = {card["ident"]: card for card in document.findall(annotation_node)}
        for item in essays:
            if item.ident in cards and edition.docname_of(item) == docname:
                yield _page(builder, edition, item, cards[item.ident])


def _page(
    builder: StandaloneHTMLBuilder, edition: Edition, item: Annotation, card: nodes.Element
) -> tuple[str, dict[str, Any], str]:
    name, home = essay_page(item), edition.docname_of(item)
    # What is rendered asks where it stands.
    builder.current_docname = name
    words = card.deepcopy()
    for link in words.findall(nodes.reference):
        _move_link(builder, link, home, name)
    body = "".join(builder.render_partial(child)["fragment"] for child in words.children)
    label = edition.label(item.passage)
    title = f"{label}: {heading(item)}"
    back = escape(link_target(builder, home, item.anchor))
    lemma = f'<p class="lemma"><q dir="auto">{escape(item.lemma)}</q></p>\n' if item.lemma else ""
    works = cited(edition, item)
    sources = f'<p class="works">{render_words(builder, works)}</p>\n' if works else ""
    content = (
        f'<section class="essay">\n<h1>{escape(title)}</h1>\n{lemma}'
        f'<div class="words">\n{body}</div>\n{sources}'
        f'<p class="links"><a href="{back}">{escape(_("on passage %s") % label)}</a></p>\n'
        "</section>\n"
    )
    return name, {"title": title, "body": content}, "page.html"


def _move_link(builder: StandaloneHTMLBuilder, link: nodes.reference, home: str, name: str) -> None:
    """Let an internal link lead where it led from `home`, from the page `name`."""
    here, there = builder.get_target_uri(home), builder.get_target_uri(name)
    target = f"{here}#{link['refid']}" if "refid" in link else link.get("refuri", "")
    if "refid" not in link:
        if not link.get("internal"):
            return
        path, hash_sign, anchor = target.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
        target += hash_sign + anchor
    link.attributes.pop("refid", None)
    link["refuri"] = posixpath.relpath(target, posixpath.dirname(there) or ".")
