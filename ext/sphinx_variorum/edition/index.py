"""The whole edition in one view: every record by its id, and what points at what.

Built anew from the pages of all documents on every build; nothing in it is stored. Where two
documents claim one id, the first in the edition's order has it and the pair is kept in
`duplicates`, so that the outcome never depends on which worker was faster. A passage whose id is
another's keeps the annotations written into it, and its words count as reproduced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.mentions import MentionIndex, Mentions
from sphinx_variorum.edition.records import (
    Annotation,
    Claim,
    CounterSource,
    Need,
    Page,
    Passage,
    Reference,
    Register,
    Source,
    Variant,
)
from sphinx_variorum.edition.tables import Table

if TYPE_CHECKING:
    from sphinx_variorum.edition.bibliography import Work
    from sphinx_variorum.edition.names import Name


class Duplicate(NamedTuple):
    """Two records with one id: what they are, the id, and both places (docname, line)."""

    kind: str
    ident: str
    first: tuple[str, int]
    second: tuple[str, int]


class Use(NamedTuple):
    """One place that cites a work.

    `role` is a slug of ``relation``, or ``evidence``, ``note``, ``mention`` or ``edited``;
    `annotation` or, for a mention outside every annotation and an edited source, `docname` and
    `line` say where; `locator` the place in the work.
    """

    role: str
    annotation: Annotation | None
    source: Source | None
    docname: str
    line: int
    locator: str


class Backlink(NamedTuple):
    """A place that points at a passage: the annotation, or a bare reference in prose."""

    annotation: Annotation | None
    docname: str
    line: int


class Edition:
    """All records of an edition, indexed; treat as frozen."""

    def __init__(
        self,
        pages: Mapping[str, Page],
        order: Iterable[str] = (),
        works: Mapping[str, Work] | None = None,
        standoff: Mapping[str, tuple[str, tuple[int, int]]] | None = None,
        names: Iterable[Name] = (),
        mentions: Mapping[str, tuple[Mentions, ...]] | None = None,
        splits: bool = False,
        date: str = "",
    ) -> None:
        """Index `pages` (by docname).

        `order` is the order of the documents for the reader; those it leaves out follow by
        name. `standoff` gives the (state, span) of annotations written outside their passage.
        `mentions` are those of `names`, by docname. `splits`: long registers have parts on pages
        of their own. `date` (ISO 8601) is that of this version of the edition, if it has one.
        """
        known = [docname for docname in order if docname in pages]
        self.pages = pages
        self.order = list(dict.fromkeys([*known, *sorted(pages)]))
        self.works: Mapping[str, Work] = works or {}
        self.names: Mapping[str, Name] = {name.ident: name for name in names}
        self.mentions: Mapping[str, tuple[Mentions, ...]] = mentions or {}
        self.sources: dict[str, Source] = {}
        self.sigla: dict[str, Source] = {}
        self.passages: dict[str, Passage] = {}
        self.annotations: dict[str, Annotation] = {}
        self.claims: dict[str, Claim] = {}
        self.registers: list[Register] = []
        self.duplicates: list[Duplicate] = []
        #: Passages whose id belongs to another one, and the annotations written into them.
        self.repeated: list[Passage] = []
        self.strays: set[Annotation] = set()
        self.passages_of: dict[str, list[Passage]] = defaultdict(list)
        self.annotations_of: dict[str, list[Annotation]] = defaultdict(list)
        self.uses: dict[str, list[Use]] = defaultdict(list)
        self.backlinks: dict[str, list[Backlink]] = defaultdict(list)
        #: The (proof, words) of the variants of a source.
        self.readings_of: dict[str, list[tuple[str, int]]] = defaultdict(list)
        #: What speaks to a claim, by the claim's slug.
        self.speaking_to: dict[str, list[Annotation]] = defaultdict(list)
        #: Registers filled so far (`registers.fill`), by what was asked for, wherever it was.
        self.tables: dict[Register, Table] = {}
        self.splits = splits
        self.date = date
        #: The pages of rows of split registers, by docname and the row's id; none before they
        #: were placed (`page_of_row`).
        self._row_pages: Mapping[str, Mapping[str, str]] | None = None if splits else {}
        anchors = standoff or {}
        for docname in self.order:
            page = pages[docname]
            for source in page.sources:
                self._add_source(source)
            for claim in page.claims:
                self._claim("claim", self.claims, claim.ident, claim)
            for passage in page.passages:
                if self._claim("passage", self.passages, passage.ident, passage):
                    self.passages_of[passage.source].append(passage)
                else:
                    self.repeated.append(passage)
            for annotation in page.annotations:
                # One written in its passage may share its id with one that is not.
                if annotation.state == "standoff" and annotation.ident in anchors:
                    state, span = anchors[annotation.ident]
                    annotation = annotation._replace(state=state, span=span)
                elif self._is_stray(annotation, page):
                    self.strays.add(annotation)
                self._add_annotation(annotation)
            for reference in page.references:
                self._add_reference(reference)
            self.registers.extend(page.registers)

    def _claim(
        self,
        kind: str,
        table: dict[str, Source] | dict[str, Passage] | dict[str, Annotation] | dict[str, Claim],
        ident: str,
        record: Source | Passage | Annotation | Claim,
    ) -> bool:
        first = table.get(ident)
        if first is None:
            table[ident] = record  # type: ignore[assignment]
            return True
        # Two passages of one document were reported when it was read.
        if kind != "passage" or first.docname != record.docname:
            self.duplicates.append(
                Duplicate(kind, ident, (first.docname, first.line), (record.docname, record.line))
            )
        return False

    def _is_stray(self, annotation: Annotation, page: Page) -> bool:
        """Whether `annotation` is written into a passage whose id belongs to another one."""
        first = self.passages.get(annotation.passage)
        if not self.repeated or first is None or annotation.state == "standoff":
            return False
        above = [
            passage
            for passage in page.passages
            if passage.ident == annotation.passage and passage.line < annotation.line
        ]
        return bool(above) and above[-1] is not first

    def _add_source(self, source: Source) -> None:
        if not self._claim("source", self.sources, source.ident, source):
            return
        if source.siglum:
            self._claim("siglum", self.sigla, source.siglum, source)
        if source.entry:
            self.uses[source.entry].append(
                Use("edited", None, source, source.docname, source.line, "")
            )

    def _add_annotation(self, annotation: Annotation) -> None:
        stray = bool(self.strays) and annotation in self.strays
        # An id derived for a stray clashes because its passage's does, which has been said.
        if (annotation.named or not stray) and not self._claim(
            "annotation", self.annotations, annotation.ident, annotation
        ):
            return
        if not stray:
            self.annotations_of[annotation.passage].append(annotation)
            if annotation.position.claim:
                self.speaking_to[annotation.position.claim].append(annotation)
        role = "note"
        if isinstance(annotation.detail, CounterSource):
            role = annotation.detail.relation or "note"
        elif isinstance(annotation.detail, Need):
            role = "evidence"
        elif isinstance(annotation.detail, Variant):
            read = (annotation.detail.proof, annotation.detail.words)
            self.readings_of[annotation.source].append(read)
        for key, locator in annotation.cites:
            self.uses[key].append(
                Use(role, annotation, None, annotation.docname, annotation.line, locator)
            )
        if annotation.counter_passage:
            self.backlinks[annotation.counter_passage].append(
                Backlink(annotation, annotation.docname, annotation.line)
            )

    def _add_reference(self, reference: Reference) -> None:
        annotation = self.annotations.get(reference.annotation)
        if reference.kind == "work":
            key, _, locator = reference.target.partition(",")
            self.uses[key.strip()].append(
                Use(
                    "mention",
                    annotation,
                    None,
                    reference.docname,
                    reference.line,
                    locator.strip(),
                )
            )
        elif reference.kind in ("passage", "any"):
            self.backlinks[reference.target].append(
                Backlink(annotation, reference.docname, reference.line)
            )

    def is_empty(self) -> bool:
        """Whether nothing is edited: at most there are references that lead nowhere."""
        return not (
            self.sources or self.passages or self.annotations or self.registers or self.claims
        )

    def source_named(self, name: str) -> Source | None:
        """The source with this id or, if there is none, this siglum."""
        return self.sources.get(name) or self.sigla.get(name)

    def label(self, passage: str) -> str:
        """How a passage is cited: siglum and number, “D 5”; its id where there is no siglum."""
        source, _, number = passage.partition(":")
        record = self.sources.get(source)
        return f"{record.siglum} {number}" if record and record.siglum else passage

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each annotation, by its id, in the order in which a reader meets them."""
        return {item.ident: place for place, item in enumerate(self.annotations_in_order())}

    @cached_property
    def mentioned(self) -> MentionIndex:
        """Where names are mentioned, and what is mentioned where."""
        return MentionIndex(self)

    def annotations_in_order(self) -> Iterator[Annotation]:
        """Annotations in the order in which a reader meets them, standoff ones in their passage."""
        for docname in self.order:
            for passage in self.pages[docname].passages:
                if self.passages.get(passage.ident) == passage:
                    yield from self.annotations_of.get(passage.ident, ())

    def docname_of(self, annotation: Annotation) -> str:
        """The document on which `annotation` is shown: that of its passage."""
        passage = self.passages.get(annotation.passage)
        if passage is None or (self.strays and annotation in self.strays):
            return annotation.docname
        return passage.docname

    def passage_at(self, ident: str, docname: str, line: int | None) -> Passage | None:
        """The passage `ident` that stands at `line` of a document: perhaps not the one that
        has the id."""
        found = self.passages.get(ident)
        if not self.repeated or found is None or (found.docname, found.line) == (docname, line):
            return found
        here = (item for item in self.repeated if (item.docname, item.line) == (docname, line))
        return next(here, found)

    def register_page(self, kind: str) -> str:
        """The document that holds the whole register of `kind`; empty if there is none."""
        for register in self.registers:
            if register.kind == kind and register.is_whole:
                return register.docname
        return ""

    def page_of_row(self, docname: str, anchor: str) -> str:
        """The page that has the row `anchor` of a register on `docname`: a part of it, if it is
        split.
        """
        if self._row_pages is None:
            # Here, since registers are made of this index.
            from sphinx_variorum.edition.registers.part_pages import place_rows

            # While it is worked out, rows stand where their register does.
            self._row_pages = {}
            self._row_pages = place_rows(self)
            if any(self._leads_astray(table) for table in self.tables.values()):
                self.tables.clear()
        return self._row_pages.get(docname, {}).get(anchor, docname)

    def _leads_astray(self, table: Table) -> bool:
        """Whether a table that was filled before rows were placed has a link to one of them."""
        placed = self._row_pages or {}
        return any(
            words.docname in placed and words.anchor in placed[words.docname]
            for row in table.rows
            for cell in row.cells
            for words in cell
        )

    def words_beyond_limit(self, source: Source) -> int:
        """How many words more than its limit allows are reproduced of the witness of `source`.

        Sources that share one witness share its limit: to divide a text gives no right to more.
        """
        if not (source.limit and source.words):
            return 0
        quoted = sum(
            self.quoted_words(other.ident)
            for other in self.sources.values()
            if other is source or (other.sha256 and other.sha256 == source.sha256)
        )
        return max(0, quoted - int(source.limit * source.words))

    def quoted_words(self, source: str) -> int:
        """How many words of `source` are reproduced, in passages and in variants; an overlap counts
        twice.
        """
        proved = ("verbatim", "locked")
        return sum(
            passage.words
            for passage in (*self.passages_of[source], *self.repeated)
            if passage.source == source and passage.proof in proved
        ) + sum(words for proof, words in self.readings_of[source] if proof in proved)
