"""How Sphinx's HTML writer prints the nodes of an edition."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils.nodes import SkipNode, section

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import annotation, passage
from sphinx_variorum.edition import pictures, registers
from sphinx_variorum.edition.cells import work_anchor, work_page
from sphinx_variorum.edition.claim_pages import claim_page
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.output.annotation_words import heading
from sphinx_variorum.output.claim_words import local_claim
from sphinx_variorum.output.html.cards import close_card, open_card
from sphinx_variorum.output.html.cite_block import render_cite
from sphinx_variorum.output.html.claim_pages import close_claim, open_claim
from sphinx_variorum.output.html.furniture import render_furniture
from sphinx_variorum.output.html.heads import render_facts, render_strip
from sphinx_variorum.output.html.language import interface_attributes, language_attributes
from sphinx_variorum.output.html.passages import (
    has_many_needs,
    open_passage,
    render_connections,
)
from sphinx_variorum.output.html.pictures import close_picture, open_picture
from sphinx_variorum.output.html.register_parts import render_parted
from sphinx_variorum.output.html.tables import render_register
from sphinx_variorum.output.html.words import link_target
from sphinx_variorum.output.interface import _
from sphinx_variorum.output.passage_words import remarks
from sphinx_variorum.output.source_facts import figures_said, kicker_said

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_variorum.edition.pictures.shapes import Drawing
    from sphinx_variorum.edition.records import Annotation


def _edition(self: HTML5Translator) -> Edition:
    return get_domain(self.builder.env).edition


def _html_builder(self: HTML5Translator) -> StandaloneHTMLBuilder:
    return self.builder


def visit_source_head(self: HTML5Translator, node: Element) -> None:
    ident = next(iter(node["ids"]), "")
    self.body.append(f'<div class="source-head" id="{escape(ident)}">\n<div class="lede">\n')


def _furnish(self: HTML5Translator, node: Element) -> None:
    """Write the tools of reading, once and only where there is a passage to read."""
    if self.__dict__.get("variorum_furnished") or node.document is None:
        return
    if _html_builder(self).name == "epub":
        return
    passages = list(node.document.findall(passage))
    if passages:
        self.__dict__["variorum_furnished"] = True
        edition = _edition(self)
        cards = [_local(edition, card) for item in passages for card in item.findall(annotation)]
        self.body.append(render_furniture(cards))


def depart_source_head(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    self.body.append("</div>\n")
    source = edition.sources.get(node["ident"])
    if source:
        self.body.append(render_facts(_html_builder(self), edition, source))
        self.body.append(render_strip(_html_builder(self), edition, source))
        self.body.append(render_cite(_html_builder(self), edition, source))
    self.body.append("</div>\n")
    _furnish(self, node)


def visit_kicker(self: HTML5Translator, node: Element) -> None:
    source = _edition(self).sources.get(node["ident"])
    said = kicker_said(_edition(self), source) if source else ""
    if said:
        self.body.append(f'<p class="kicker">{escape(said)}</p>\n')
    raise SkipNode


def visit_passage(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    _furnish(self, node)
    cards = [_local(edition, card) for card in node.findall(annotation)]
    ident = next(iter(node["ids"]), "")
    self.body.append(open_passage(edition, node["ident"], ident, cards))


def depart_passage(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    record = edition.passage_at(node["ident"], node["docname"], node.line)
    self.body.append(
        '<div class="passage-foot">\n'
        f"{render_connections(_html_builder(self), edition, node['ident'])}"
        f"{render_cite(_html_builder(self), edition, record)}"
        "</div>\n</section>\n"
    )


def visit_base_text(self: HTML5Translator, node: Element) -> None:
    classes = "base-text"
    if node.get("verse"):
        classes += " verse"
    cards = [_local(_edition(self), card) for card in node.parent.findall(annotation)]
    if has_many_needs(cards):
        classes += " many-needs"
    attributes = language_attributes(self.config, node["language"], node["direction"])
    self.body.append(f'<div class="{classes}"{attributes}>\n')


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
    several = " several" if len(kinds) > 1 else ""
    anchors = escape(" ".join(node["annotations"]))
    self.body.append(
        f'<span class="segment {escape(kinds[0])}{several}" data-notes="{anchors}" '
        f'data-kinds="{escape(" ".join(kinds))}" data-layers="{" ".join(node["layers"])}">'
    )


def depart_segment(self: HTML5Translator, node: Element) -> None:
    self.body.append("</span>")


def visit_note_reference(self: HTML5Translator, node: Element) -> None:
    record = _edition(self).annotations.get(node["ident"])
    anchor, number = escape(node["anchor"]), escape(node["number"])
    sign = f" {_('c.n.')}" if node["kind"] == "citation-needed" else ""
    # What is seen is the beginning of what is said (WCAG 2.5.3).
    label = f"{node['number']}{sign}: {heading(record)}" if record else node["number"]
    small = f"<small>{escape(sign)}</small>" if sign else ""
    self.body.append(
        f'<sup class="mark {escape(node["kind"])}" data-layer="{node["layer"]}"'
        f"{interface_attributes(self.config, node)}>"
        f'<a role="doc-noteref" id="r.{anchor}" href="#{anchor}" '
        f'aria-label="{escape(label)}">{number}{small}</a></sup>'
    )
    raise SkipNode


def visit_apparatus(self: HTML5Translator, node: Element) -> None:
    label = _("Notes on passage %s") % _edition(self).label(node["passage"])
    self.body.append(f'<div class="annotations" role="group" aria-label="{escape(label)}">\n')


def depart_apparatus(self: HTML5Translator, node: Element) -> None:
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
    self.body.append(open_card(_html_builder(self), edition, _local(edition, node), node))


def depart_annotation(self: HTML5Translator, node: Element) -> None:
    edition = _edition(self)
    self.body.append(close_card(_html_builder(self), edition, _local(edition, node), node))


def visit_claim(self: HTML5Translator, node: Element) -> None:
    page = claim_page(_edition(self), local_claim(_edition(self), node))
    self.body.append(open_claim(_html_builder(self), page, next(iter(node["ids"]), "")))


def depart_claim(self: HTML5Translator, node: Element) -> None:
    page = claim_page(_edition(self), local_claim(_edition(self), node))
    taken: set[str] = self.__dict__.setdefault("variorum_rows", set())
    self.body.append(close_claim(_html_builder(self), page, self.section_level + 1, taken))


def _heading_over(node: Element) -> str:
    above = node.parent
    while above is not None and not isinstance(above, section):
        above = above.parent
    # The first child of a section is its title.
    return above[0].astext() if above is not None else ""


def visit_register(self: HTML5Translator, node: Element) -> None:
    edition, builder, asked = _edition(self), _html_builder(self), node["asked"]
    taken: set[str] = self.__dict__.setdefault("variorum_rows", set())
    parted = render_parted(builder, edition, asked, taken) if edition.splits else None
    if parted is None:
        filled = registers.fill(edition, asked)
        parted = render_register(builder, filled, taken, _heading_over(node))
    self.body.append(parted)
    raise SkipNode


def visit_picture(self: HTML5Translator, node: Element) -> None:
    drawing = pictures.draw(_edition(self), node["asked"])
    if drawing is None:
        raise SkipNode
    self.__dict__["variorum_drawing"] = drawing
    self.body.append(open_picture(drawing, bool(node.children)))


def depart_picture(self: HTML5Translator, node: Element) -> None:
    record = node["asked"]
    drawing: Drawing = self.__dict__.pop("variorum_drawing")
    place = self.__dict__["variorum_pictures"] = self.__dict__.get("variorum_pictures", 0) + 1
    prefix = f"picture-{place}-"
    self.body.append(close_picture(_html_builder(self), drawing, record.drawn_with, prefix))


def visit_work_reference(self: HTML5Translator, node: Element) -> None:
    page = work_page(_edition(self), node["key"])
    if page and node.get("known"):
        anchor = work_anchor(node["key"])
        href = escape(link_target(_html_builder(self), page, anchor))
        self.body.append(f'<a class="reference internal work" href="{href}">')
    else:
        self.body.append('<span class="work">')


def depart_work_reference(self: HTML5Translator, node: Element) -> None:
    page = _edition(self).register_page("works")
    self.body.append("</a>" if page and node.get("known") else "</span>")


def visit_source_figures(self: HTML5Translator, node: Element) -> None:
    source = _edition(self).source_named(node["target"])
    said = figures_said(_edition(self), source) if source else node.astext()
    self.body.append(f'<span class="source-figures">{escape(said)}</span>')
    raise SkipNode
