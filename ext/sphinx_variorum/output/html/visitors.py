"""How Sphinx's HTML writer prints the nodes of an edition."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils.nodes import SkipNode

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.edition import registers
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import Register
from sphinx_variorum.output.annotation_words import heading
from sphinx_variorum.output.html.cards import close_card, open_card
from sphinx_variorum.output.html.heads import render_facts
from sphinx_variorum.output.html.language import interface_attributes, language_attributes
from sphinx_variorum.output.html.tables import render_register
from sphinx_variorum.output.html.words import link_target
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.passage_words import remarks

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_variorum.edition.records import Annotation

#: Where kinds of annotation share a stretch of words, the one whose mark is seen.
_LOUDEST = (
    "refutes",
    "contradicts",
    "corrects",
    "citation-needed",
    "qualifies",
    "mirrors",
    "correction",
    "confirms",
    "supports",
    "origin",
    "repeats",
    "context",
    "silent",
    "editorial-note",
)


def _edition(self: HTML5Translator) -> Edition:
    return get_domain(self.builder.env).edition


def _html_builder(self: HTML5Translator) -> StandaloneHTMLBuilder:
    return self.builder


def visit_source_head(self: HTML5Translator, node: Element) -> None:
    ident = next(iter(node["ids"]), "")
    self.body.append(f'<div class="source-head" id="{escape(ident)}">\n<div class="lede">\n')


def depart_source_head(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    self.body.append("</div>\n")
    source = edition.sources.get(node["ident"])
    if source:
        self.body.append(render_facts(_html_builder(self), edition, source))
    self.body.append("</div>\n")


def visit_passage(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    label = edition.label(node["ident"])
    number = node["ident"].rpartition(":")[2]
    ident = next(iter(node["ids"]), "")
    anchored = f' id="{escape(ident)}"' if ident else ""
    self.body.append(
        f'<section class="passage"{anchored} '
        f'aria-label="{escape(_("Passage %s") % label)}">\n'
        f'<p class="rail"><a class="passage-number" href="#{escape(ident)}" '
        f'aria-label="{escape(_("Link to passage %s") % label)}">{escape(number)}</a></p>\n'
    )


def depart_passage(self: HTML5Translator, node: Element) -> None:
    self.body.append("</section>\n")


def visit_base_text(self: HTML5Translator, node: Element) -> None:
    verse = " verse" if node.get("verse") else ""
    attributes = language_attributes(self.config, node["language"], node["direction"])
    self.body.append(f'<div class="base-text{verse}"{attributes}>\n')


def depart_base_text(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    parent = node.parent
    passage = edition.passage_at(parent["ident"], parent["docname"], parent.line)
    # The base text's language and direction are not those of the interface.
    language = escape(self.settings.language_code)
    for kind, said in remarks(passage) if passage else ():
        self.body.append(f'<p class="{kind}" lang="{language}" dir="auto">{escape(said)}</p>\n')
    self.body.append("</div>\n")


def visit_editorial_sign(self: HTML5Translator, node: Element) -> None:
    titles = {
        "omission": _("left out by the editors"),
        "letter": _("letter changed by the editors"),
        "insertion": _("inserted by the editors"),
    }
    title = escape(titles[node["kind"]])
    self.body.append(f'<span class="sign {node["kind"]}" title="{title}">')


def depart_editorial_sign(self: HTML5Translator, node: Element) -> None:
    self.body.append("</span>")


def visit_segment(self: HTML5Translator, node: Element) -> None:
    kinds = node["kinds"]
    loudest = min(kinds, key=lambda kind: _LOUDEST.index(kind) if kind in _LOUDEST else 99)
    several = " several" if len(kinds) > 1 else ""
    anchors = escape(" ".join(node["annotations"]))
    self.body.append(f'<span class="segment {escape(loudest)}{several}" data-notes="{anchors}">')


def depart_segment(self: HTML5Translator, node: Element) -> None:
    self.body.append("</span>")


def visit_note_reference(self: HTML5Translator, node: Element) -> None:
    annotation = _edition(self).annotations.get(node["ident"])
    label = f"{node['number']}: {heading(annotation)}" if annotation else node["number"]
    anchor, number = escape(node["anchor"]), escape(node["number"])
    sign = f"<small>{escape(_('c.n.'))}</small>" if node["kind"] == "citation-needed" else ""
    self.body.append(
        f'<sup class="mark {escape(node["kind"])}"{interface_attributes(self.config, node)}>'
        f'<a role="doc-noteref" id="r.{anchor}" '
        f'href="#{anchor}" aria-label="{escape(label)}">{number}{sign}</a></sup>'
    )
    raise SkipNode


def visit_apparatus(self: HTML5Translator, node: Element) -> None:
    label = _("Notes on passage %s") % _edition(self).label(node["passage"])
    self.body.append(f'<div class="annotations" role="group" aria-label="{escape(label)}">\n')


def depart_apparatus(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    links: dict[str, str] = {}
    for link in edition.backlinks.get(node["passage"], ()):
        item = link.annotation
        if item is not None and item.passage != node["passage"]:
            href = link_target(_html_builder(self), edition.docname_of(item), item.anchor)
            links[href] = f"{edition.label(item.passage)} ({heading(item)})"
    if links:
        said = escape(_("Referred to from"))
        listed = "; ".join(
            f'<a href="{escape(href)}">{escape(words)}</a>' for href, words in links.items()
        )
        self.body.append(f'<p class="backlinks">{said} {listed}</p>\n')
    self.body.append("</div>\n")


def _local(edition: Edition, node: Element) -> Annotation:
    """The record of an annotation node, also of one whose id belongs to another document's."""
    found = edition.annotations.get(node["ident"])
    if found is not None and found.docname == node["docname"]:
        return found
    return next(
        item for item in edition.pages[node["docname"]].annotations if item.ident == node["ident"]
    )


def visit_annotation(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    item = _local(edition, node)
    self.body.append(
        open_card(
            _html_builder(self),
            edition,
            item,
            node.get("number", ""),
            at_home=bool(node.get("placed")),
        )
    )


def depart_annotation(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    item = _local(edition, node)
    at_home = bool(node.get("placed"))
    self.body.append(close_card(_html_builder(self), edition, item, at_home=at_home))


def visit_register(self: HTML5Translator, node: Element) -> None:
    record = Register(node["docname"], node.line or 0, node["kind"], tuple(node["wanted"]))
    table = registers.fill(_edition(self), record)
    taken: set[str] = self.__dict__.setdefault("variorum_rows", set())
    self.body.append(render_register(_html_builder(self), table, taken))
    raise SkipNode


def visit_work_reference(self: HTML5Translator, node: Element) -> None:
    page = _edition(self).register_page("works")
    if page and node.get("known"):
        anchor = registers.work_anchor(node["key"])
        href = escape(link_target(_html_builder(self), page, anchor))
        self.body.append(f'<a class="reference internal work" href="{href}">')
    else:
        self.body.append('<span class="work">')


def depart_work_reference(self: HTML5Translator, node: Element) -> None:
    page = _edition(self).register_page("works")
    self.body.append("</a>" if page and node.get("known") else "</span>")
