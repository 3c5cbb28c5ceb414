"""Setting the passages of a page: words cut into segments, marks behind lemmata, cards beside.

A post-transform, because which annotations a passage has is known only when the whole edition
has been read. Before priority 10, at which Sphinx resolves references, so that those in the
words of an annotation brought from another document are resolved for this one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_variorum import CATALOGUE
from sphinx_variorum.building.counter_words import counter_words
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import (
    annotation,
    apparatus,
    base_text,
    note_reference,
    passage,
    segment,
    work_reference,
)
from sphinx_variorum.building.standoff import printed_text
from sphinx_variorum.edition.cells import locator_words
from sphinx_variorum.edition.layers import layer_of
from sphinx_variorum.edition.note_numbers import LETTERED, apparatus_letter, card_order
from sphinx_variorum.edition.segments import Segment, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation

_ = get_translation(CATALOGUE)


#: Where kinds of annotation share a stretch of words, the one whose mark is seen comes first.
_LOUDEST = (
    "refutes",
    "contradicts",
    "corrects",
    "citation-needed",
    "editorial-need",
    "qualifies",
    "mirrors",
    "correction",
    "variant",
    "confirms",
    "supports",
    "origin",
    "repeats",
    "context",
    "silent",
    "editorial-note",
)


class ArrangePassages(SphinxPostTransform):
    """Brings every passage of the document into its printed form."""

    default_priority: ClassVar[int] = 5

    def run(self, **kwargs: Any) -> None:
        edition = get_domain(self.env).edition
        self.numbers: Counter[str] = Counter()
        self.elsewhere: dict[str, nodes.document] = {}
        for node in list(self.document.findall(passage)):
            self._arrange(node, edition)
        for reference in self.document.findall(work_reference):
            _label_work(reference, edition)

    def _arrange(self, node: passage, edition: Edition) -> None:
        mine = {child["ident"]: child for child in node.children if isinstance(child, annotation)}
        record = edition.passages.get(node["ident"])
        if record is None or (record.docname, record.anchor) != (
            node["docname"],
            next(iter(node["ids"]), ""),
        ):
            # A passage whose id belongs to another one keeps the notes written into it.
            local = {item.ident: item for item in edition.pages[node["docname"]].annotations}
            records = [local[ident] for ident in mine]
        else:
            records = list(edition.annotations_of.get(node["ident"], ()))
            at_home = {item.ident for item in records}
            local = {item.ident: item for item in edition.pages[node["docname"]].annotations}
            records += [local[ident] for ident in mine if ident not in at_home and ident in local]
        records.sort(key=card_order)
        cards = apparatus(passage=node["ident"])
        numbers: dict[str, str] = {}
        letters = 0
        for item in records:
            card = mine.get(item.ident) or self._fetch(item)
            if card is None:
                continue
            if card.parent is node:
                node.remove(card)
            if item.kind in LETTERED:
                number = apparatus_letter(letters)
                letters += 1
            else:
                self.numbers[node["docname"]] += 1
                number = str(self.numbers[node["docname"]])
            card["number"] = numbers[item.ident] = number
            card["state"] = item.state
            card["placed"] = True
            if item.counter_passage:
                card["counter_words"] = counter_words(self.env, item.counter_passage)
            cards += card
        shown = [item for item in records if item.ident in numbers]
        for placed in cards.findall(annotation):
            placed["companions"] = _companions(placed["ident"], shown, numbers)
        text = next((child for child in node.children if isinstance(child, base_text)), None)
        if text is not None:
            _mark(text, shown, numbers)
        node += cards

    def _fetch(self, item: Annotation) -> annotation | None:
        """An annotation that was written in another document, made at home in this one."""
        if item.docname not in self.elsewhere:
            self.elsewhere[item.docname] = self.env.get_doctree(item.docname)
        for node in self.elsewhere[item.docname].findall(annotation):
            if node["ident"] == item.ident:
                copy = node.deepcopy()
                for reference in copy.findall(pending_xref):
                    if reference.get("refdoc"):
                        reference["refdoc"] = self.env.current_document.docname
                return copy
        return None


def _companions(
    ident: str, shown: Sequence[Annotation], numbers: dict[str, str]
) -> list[tuple[str, str]]:
    """(anchor, number) of the annotations whose lemmata share words with that of `ident`."""
    mine = next(item for item in shown if item.ident == ident)
    if mine.state != "anchored":
        return []
    start, end = mine.span
    return [
        (item.anchor, numbers[item.ident])
        for item in shown
        if item is not mine
        and item.state == "anchored"
        and item.span[0] < end
        and start < item.span[1]
    ]


def _mark(text: base_text, records: Sequence[Annotation], numbers: dict[str, str]) -> None:
    """Cut the words at every lemma's border and put the marks behind the lemmata."""
    anchored = [item for item in records if item.state == "anchored"]
    whole = [item for item in records if item.state == "whole"]
    printed = printed_text(text)
    segments = cut(len(printed), [item.span for item in anchored])
    endings: dict[int, list[Annotation]] = {}
    for item in anchored:
        endings.setdefault(item.span[1], []).append(item)
    offset = 0
    position = 0
    for number, paragraph in enumerate(text.children):
        offset += 2 if number else 0
        for leaf in list(paragraph.findall(nodes.Text)):
            pieces: list[nodes.Node] = []
            end = offset + len(leaf)
            while position < len(segments) and segments[position].end <= offset:
                position += 1
            for piece in _overlapping(segments, position, end):
                words = printed[max(piece.start, offset) : min(piece.end, end)]
                if not piece.spans:
                    pieces.append(nodes.Text(words))
                    continue
                over = sorted((anchored[index] for index in piece.spans), key=_loudness)
                pieces.append(
                    segment(
                        "",
                        words,
                        annotations=[item.anchor for item in over],
                        kinds=[_kind(item) for item in over],
                        layers=[layer_of(item.detail) for item in over],
                    )
                )
                if piece.end <= end:
                    pieces.extend(_reference(item, numbers) for item in endings.get(piece.end, ()))
            leaf.parent.replace(leaf, pieces)
            offset = end
    if whole and text.children:
        last = text.children[-1]
        assert isinstance(last, nodes.Element)
        for item in whole:
            last += _reference(item, numbers)


def _overlapping(segments: Sequence[Segment], position: int, end: int) -> Iterator[Segment]:
    while position < len(segments) and segments[position].start < end:
        yield segments[position]
        position += 1


def _loudness(item: Annotation) -> int:
    kind = _kind(item)
    return _LOUDEST.index(kind) if kind in _LOUDEST else len(_LOUDEST)


def _kind(item: Annotation) -> str:
    """What a mark looks like: the relation of a counter-source, else the kind."""
    return getattr(item.detail, "relation", "") or item.kind


def _reference(item: Annotation, numbers: dict[str, str]) -> note_reference:
    return note_reference(
        ident=item.ident,
        anchor=item.anchor,
        number=numbers[item.ident],
        kind=_kind(item),
        layer=layer_of(item.detail),
    )


def _label_work(reference: work_reference, edition: Edition) -> None:
    work = edition.works.get(reference["key"])
    reference["known"] = work is not None
    if not reference["explicit"]:
        words = work.label if work else reference["key"]
        if reference["locator"]:
            said = locator_words(reference["locator"])
            words += ", " + "".join(_(part.text) if part.interface else part.text for part in said)
        reference.children = []
        reference += nodes.Text(words)
