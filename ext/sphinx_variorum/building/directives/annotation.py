"""What all annotations share: a lemma, who says it, where it belongs, and its words."""

from __future__ import annotations

from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.anchors import derive_anchor
from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nodes import annotation as annotation_node
from sphinx_variorum.building.plain_prose import may_be_read_plainly, read_plainly
from sphinx_variorum.building.roles import ROLES
from sphinx_variorum.edition.records import NO_POSITION, Annotation, Detail, Position
from sphinx_variorum.edition.rules import complaints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node

    from sphinx_variorum.edition.locators import Citation

COMMON_OPTIONS: Mapping[str, Option] = MappingProxyType(
    {
        "id": Option("An id of its own, for a permanent link and for other editions."),
        "nth": Option("Which occurrence of the lemma in the passage.", "1, 2"),
        "passage": Option(
            "The passage, where the annotation is written outside it.", "passage reference"
        ),
        "resp": Option("Who is responsible for the annotation."),
        "layer": Option("The layer of commentary it belongs to."),
        "judged": Option("When the editors judged so.", "date"),
        "claim": Option("The claim that the lemma speaks to.", "id"),
        "stance": Option("What the lemma does with the claim.", "vocabulary:stance"),
        "value": Option("The figure that the lemma gives for the claim.", "0.13 %, 20–30, < 1 m"),
        "date": Option("The date that the lemma gives for it.", "date"),
        "place": Option("The place that the lemma gives for it."),
    }
)


class AnnotationDirective(EditionDirective):
    """An annotation; subclasses say what it has beside its words."""

    argument = (
        "the lemma: words of the passage, verbatim; ``first … last`` spans a long one; without "
        "an argument the annotation is on the whole passage"
    )
    kind: ClassVar[str]
    #: The option whose value names works, and the one for a single work's locator.
    citing_option: ClassVar[str] = "cites"

    def detail(self) -> Detail:
        """Read the options of this kind of annotation."""
        raise NotImplementedError

    def sort_word(self, detail: Detail) -> str:
        """The word that tells this annotation from others on one lemma, for its anchor."""
        raise NotImplementedError

    def cited(self) -> tuple[Citation, ...]:
        """The works that the annotation cites."""
        return self.citations(self.citing_option)

    def run(self) -> list[Node]:
        record = self.record()
        node = annotation_node(ident=record.ident, docname=record.docname)
        self.set_source_info(node)
        with self.reading.inside(annotation=record.ident):
            node += self._parse_body()
        return [node]

    def record(self) -> Annotation:
        """Read the annotation, all but its words, and keep its record."""
        lemma = " ".join(" ".join(self.arguments).split())
        detail = self.detail()
        passage, state = self._place(lemma)
        ident, anchor, named = self._identify(passage, lemma, detail)
        record = Annotation(
            ident=ident,
            kind=self.kind,
            passage=passage,
            docname=self.reading.docname,
            line=self.lineno,
            anchor=anchor,
            lemma=lemma,
            nth=self.number("nth"),
            span=(0, 0),
            state=state,
            cites=self.cited(),
            resp=self.text("resp"),
            layer=self.text("layer"),
            judged=self.date("judged"),
            named=named,
            digest=self._digest_body() if state == "standoff" else "",
            words=len(" ".join(self.content).split()),
            detail=self.reading.share(detail),
            position=self._position(),
        )
        for complaint in complaints(record):
            self.complain(Subtype(complaint.subtype), complaint.message)
        self.reading.annotations.append(record)
        return record

    def _position(self) -> Position:
        """What the lemma says to a claim; what is said without naming one is complained of."""
        position = Position(
            self.identifier(":claim:", self.text("claim")),
            self.term("stance", "stance"),
            self.value(),
            self.date("date"),
            self.text("place"),
        )
        if position == NO_POSITION:
            return NO_POSITION
        if not position.claim:
            said = next(name for name in ("stance", "value", "date", "place") if self.text(name))
            self.complain(
                Subtype.CLAIM,
                f":{said}: says what the lemma does with a claim, and none is named: add :claim:",
            )
        return position

    def _run_role(self, name: str, text: str, line: int) -> list[Node]:
        found, _messages = ROLES[name](
            name, f":{name}:`{text}`", text, line, self.state.inliner, {}, ()
        )
        return found

    def _digest_body(self) -> str:
        return blake2b("\n".join(self.content).encode(), digest_size=8).hexdigest()

    def _parse_body(self) -> list[Node]:
        if self.is_markdown and may_be_read_plainly(self.config):
            line = self.content_line(0)
            source = self.state.document["source"]
            paragraphs = read_plainly(list(self.content), source, line, self._run_role)
            if paragraphs is not None:
                return paragraphs
        return self.parse_content_to_nodes()

    def _place(self, lemma: str) -> tuple[str, str]:
        """The passage the annotation is on, and its state so far."""
        named = self.passage_reference(self.text("passage"))
        if named and named != self.reading.passage:
            return named, "standoff"
        if self.reading.passage:
            return self.reading.passage, "anchored" if lemma else "whole"
        self.complain(
            Subtype.ORPHAN,
            f"“{self.name}” stands outside every passage: put it into one, or name one with "
            ":passage:",
        )
        return "", "orphan"

    def _identify(self, passage: str, lemma: str, detail: Detail) -> tuple[str, str, bool]:
        """The annotation's id, its anchor, and whether the editor chose them."""
        own = self.identifier(":id:", self.text("id"))
        if own and self.claim_identifier(own):
            return own, f"n.{own}", True
        resp = self.text("resp") if self.reading.passage != passage else ""
        anchor = derive_anchor(passage or self.reading.docname, self.sort_word(detail), lemma, resp)
        if anchor in self.reading.lines:
            # Two of one sort on one lemma: the words tell them apart, and still no serial number.
            body = "\n".join([*map(str, self.options.items()), *self.content])
            anchor += f".{blake2b(body.encode(), digest_size=3).hexdigest()}"
        while self.reading.lines.setdefault(anchor, self.lineno) != self.lineno:
            anchor += "-again"
        return anchor, anchor, False
