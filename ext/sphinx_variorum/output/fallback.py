"""The printed form in plain docutils nodes, for every builder that does not write HTML.

LaTeX, text, man pages, Texinfo, and builders nobody has thought of yet: they all know
paragraphs, lists and superscripts. So nothing of ours reaches them, and none needs visitors.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_variorum.building import nodes as ours
from sphinx_variorum.building.domain import PLACE, get_domain
from sphinx_variorum.edition import pictures, registers
from sphinx_variorum.edition.cells import work_anchor, work_page
from sphinx_variorum.edition.claim_pages import claim_page
from sphinx_variorum.edition.urls import safe_url
from sphinx_variorum.output.annotation_words import (
    cited,
    details,
    heading,
    history,
    reading,
    search_log,
)
from sphinx_variorum.output.claim_words import local_claim, tally_said
from sphinx_variorum.output.interface import _, date_said
from sphinx_variorum.output.passage_words import remarks
from sphinx_variorum.output.pictures.wording import sentence_said, table_said
from sphinx_variorum.output.register_words import nothing_listed_said, whole_register_said
from sphinx_variorum.output.source_facts import facts, figures_said, kicker_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation
    from sphinx_variorum.edition.tables import Row, Table, Words

_STYLES: Mapping[str, type[nodes.TextElement]] = MappingProxyType(
    {
        "italic": nodes.emphasis,
        "label": nodes.strong,
        "proved": nodes.strong,
        "unproved": nodes.strong,
        "code": nodes.literal,
    }
)


class FallBackToPlainNodes(SphinxPostTransform):
    """Replaces all nodes of the edition after `ArrangePassages`, unless HTML is written."""

    default_priority: ClassVar[int] = 6
    formats = ("html",)

    def is_supported(self) -> bool:
        return not super().is_supported()

    def run(self, **kwargs: Any) -> None:
        self.edition: Edition = get_domain(self.env).edition
        self.docname = self.env.current_document.docname
        self.rows: set[str] = set()
        for head in list(self.document.findall(ours.source_head)):
            head.replace_self(self._head(head))
        for line in list(self.document.findall(ours.kicker)):
            self._kicker(line)
        for node in list(self.document.findall(ours.passage)):
            node.replace_self(self._passage(node))
        for card in list(self.document.findall(ours.annotation)):
            card.replace_self([nodes.definition_list("", self._card(card))])
        for table in list(self.document.findall(ours.register)):
            table.replace_self(self._register(table))
        for picture in list(self.document.findall(ours.picture)):
            picture.replace_self(self._picture(picture))
        for claim in list(self.document.findall(ours.claim)):
            claim.replace_self(self._claim(claim))
        for reference in list(self.document.findall(ours.work_reference)):
            reference.replace_self(self._work(reference))
        for counted in list(self.document.findall(ours.source_figures)):
            source = self.edition.source_named(counted["target"])
            said = figures_said(self.edition, source) if source else counted.astext()
            counted.replace_self(nodes.inline("", said))

    # Words

    def _words(self, cell: Iterable[Words]) -> list[nodes.Node]:
        return [self._stretch(words) for words in cell]

    def _stretch(self, words: Words) -> nodes.Node:
        text = _(words.text) if words.interface else words.text
        if words.style == "date":
            text = date_said(words.text)
        style = _STYLES.get(words.style)
        leaf: nodes.Node = style("", text) if style else nodes.Text(text)
        url = safe_url(words.url)
        if url:
            return nodes.reference("", "", leaf, refuri=url, internal=False)
        if words.docname:
            return self._place(words.docname, words.anchor, leaf)
        return leaf

    def _place(self, docname: str, anchor: str, leaf: nodes.Node) -> pending_xref:
        return pending_xref(
            "",
            nodes.inline("", "", leaf),
            refdomain="variorum",
            reftype=PLACE,
            reftarget=f"{docname}#{anchor}",
            refdoc=self.docname,
            refexplicit=True,
            refwarn=False,
        )

    # What stands on a page

    def _head(self, head: nodes.Element) -> list[nodes.Node]:
        made: list[nodes.Node] = [
            nodes.target("", "", ids=list(head["ids"])),
            *head.children,
        ]
        source = self.edition.sources.get(head["ident"])
        if source:
            items = [
                nodes.list_item(
                    "",
                    nodes.paragraph(
                        "", "", nodes.strong("", f"{name}:"), nodes.Text(" "), *self._words(said)
                    ),
                )
                for name, said in facts(self.edition, source)
            ]
            made.append(nodes.bullet_list("", *items))
        return made

    def _kicker(self, line: nodes.Element) -> None:
        """A section begins with its title wherever it is not HTML: the line stands below it."""
        section = line.parent
        section.remove(line)
        source = self.edition.sources.get(line["ident"])
        said = kicker_said(self.edition, source) if source else ""
        if said:
            section.insert(1, nodes.paragraph("", "", nodes.emphasis("", said)))

    def _passage(self, node: nodes.Element) -> list[nodes.Node]:
        label = self.edition.label(node["ident"])
        made: list[nodes.Node] = [
            nodes.target("", "", ids=list(node["ids"])),
            nodes.paragraph("", "", nodes.strong("", _("Passage %s") % label)),
        ]
        for child in node.children:
            if isinstance(child, ours.base_text):
                made.append(self._base_text(child))
                made.extend(self._proof(node))
            elif isinstance(child, ours.apparatus):
                cards = [self._card(card) for card in child.findall(ours.annotation)]
                if cards:
                    made.append(nodes.definition_list("", *cards))
            else:
                made.append(child)
        return made

    def _base_text(self, text: nodes.Element) -> nodes.Node:
        for piece in list(text.findall(ours.segment)):
            piece.replace_self(list(piece.children))
        for sign in list(text.findall(ours.editorial_sign)):
            sign.replace_self(list(sign.children))
        for mark in list(text.findall(ours.note_reference)):
            mark.replace_self([nodes.superscript("", f"({mark['number']})")])
        if text.get("verse"):
            for paragraph in list(text.children):
                lines = paragraph.astext().split("\n")
                block = nodes.line_block("", *(nodes.line("", line) for line in lines))
                text.replace(paragraph, block)
        return nodes.block_quote("", *text.children)

    def _proof(self, node: nodes.Element) -> list[nodes.Node]:
        passage = self.edition.passage_at(node["ident"], node["docname"], node.line)
        said = remarks(passage) if passage else ()
        return [nodes.paragraph("", "", nodes.emphasis("", text)) for _kind, text in said]

    def _card(self, card: nodes.Element) -> nodes.definition_list_item:
        item = self._record(card)
        number = f"({card['number']}) " if card.get("number") else ""
        term = nodes.term("", "", nodes.Text(number))
        if item.lemma:
            term += [nodes.emphasis("", item.lemma), nodes.Text("] ")]
        term += nodes.Text(heading(item))
        body: list[nodes.Node] = [nodes.target("", "", ids=[item.anchor])]
        if item.state in ("unanchored", "orphan"):
            body.append(nodes.paragraph("", _("These words have no place in the passage.")))
        read = reading(item)
        if read:
            body.append(nodes.paragraph("", " ".join(filter(None, read))))
        body.extend(card.children)
        works = cited(self.edition, item)
        if works:
            body.append(nodes.paragraph("", "", *self._words(works)))
        said: list[nodes.Node] = []
        for name, value in details(self.edition, item):
            said += [nodes.Text(f"{'; ' if said else ''}{name}: "), *self._words(value)]
        if said:
            body.append(nodes.paragraph("", "", *said))
        for log in filter(None, (history(item), search_log(item))):
            entries = [nodes.list_item("", nodes.paragraph("", entry)) for entry in log]
            body.append(nodes.bullet_list("", *entries))
        return nodes.definition_list_item("", term, nodes.definition("", *body))

    def _record(self, card: nodes.Element) -> Annotation:
        found = self.edition.annotations.get(card["ident"])
        if found is not None and found.docname == card["docname"]:
            return found
        page = self.edition.pages[card["docname"]]
        return next(item for item in page.annotations if item.ident == card["ident"])

    def _register(self, node: nodes.Element) -> list[nodes.Node]:
        return self._table(registers.fill(self.edition, node["asked"]))

    def _picture(self, node: nodes.Element) -> list[nodes.Node]:
        """Its table says the same; the rows are nowhere linked to."""
        drawing = pictures.draw(self.edition, node["asked"])
        if drawing is None:
            return []
        title = nodes.paragraph("", "", nodes.strong("", sentence_said(drawing.title)))
        notes = [nodes.paragraph("", sentence_said(note)) for note in drawing.notes]
        return [title, *node.children, *self._table(table_said(drawing.table)), *notes]

    def _claim(self, node: nodes.Element) -> list[nodes.Node]:
        claim = local_claim(self.edition, node)
        page = claim_page(self.edition, claim)
        made: list[nodes.Node] = [
            nodes.target("", "", ids=list(node["ids"])),
            nodes.block_quote("", nodes.paragraph("", page.statement)),
        ]
        facts = [
            nodes.list_item(
                "",
                nodes.paragraph(
                    "", "", nodes.strong("", f"{_(name)}:"), nodes.Text(" "), *self._words(said)
                ),
            )
            for name, said in page.facts
        ]
        if facts:
            made.append(nodes.bullet_list("", *facts))
        made += node.children
        said = tally_said(page)
        if said:
            made.append(nodes.paragraph("", said))
        for part in page.parts:
            made.append(nodes.rubric("", _(part.title)))
            made += self._table(part.table)
            made += [nodes.paragraph("", "", *self._words(line)) for line in part.lines]
        return made

    def _table(self, table: Table) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        ends = [*(group.start for group in table.groups[1:]), len(table.rows)]
        groups = table.groups or (None,)
        start = 0
        for group, end in zip(groups, ends, strict=True):
            if group is not None:
                head = nodes.strong("", "", *self._words(group.words))
                made.append(nodes.paragraph("", "", head))
            items = [self._row(table.columns, row) for row in table.rows[start:end]]
            if items:
                made.append(nodes.bullet_list("", *items))
            start = end
        if not table.rows:
            made.append(nodes.paragraph("", nothing_listed_said(table)))
        if table.whole:
            leaf = nodes.Text(whole_register_said(table))
            made.append(nodes.paragraph("", "", self._place(table.whole, "", leaf)))
        return made

    def _row(self, columns: Sequence[str], row: Row) -> nodes.list_item:
        paragraph = nodes.paragraph("")
        for index, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            if not cell:
                continue
            if index:
                paragraph += nodes.Text(f"; {_(column)}: ")
            paragraph += self._words(cell)
        item = nodes.list_item("", paragraph)
        if row.anchor and row.anchor not in self.rows:
            # Two registers of a document may show one record.
            self.rows.add(row.anchor)
            item.insert(0, nodes.target("", "", ids=[row.anchor]))
        return item

    def _work(self, reference: nodes.Element) -> list[nodes.Node]:
        page = work_page(self.edition, reference["key"])
        if not page or not reference.get("known"):
            return list(reference.children)
        anchor = work_anchor(reference["key"])
        return [self._place(page, anchor, nodes.Text(reference.astext()))]
