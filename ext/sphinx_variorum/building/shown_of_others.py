"""What a page shows of other documents: rows of a register, annotations written elsewhere, labels
of works, back-references; and what a search says of them when it finds something on the page.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_variorum.edition import pictures, registers
from sphinx_variorum.edition.cells import rhetoric_words, work_page
from sphinx_variorum.edition.claim_pages import claim_page
from sphinx_variorum.edition.claims import claim_link, standing
from sphinx_variorum.edition.connections import connections
from sphinx_variorum.edition.digests import digest
from sphinx_variorum.edition.figures import figures
from sphinx_variorum.edition.records import Annotation, CounterSource, Need, Reference
from sphinx_variorum.edition.registers.names import name_page
from sphinx_variorum.edition.registers.part_pages import part_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.connections import Connection
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage, Source


class Dependencies:
    """Lists what each document shows of others, and what a search says of them, as plain tuples."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.needs_page = edition.register_page("needs")
        self.counter_sources_page = edition.register_page("counter-sources")
        self.works: dict[str, str] = {}

    @cached_property
    def references_in(self) -> Mapping[str, list[Reference]]:
        """The references in the words of annotations, by the annotations' ids."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for page in self.edition.pages.values():
            for reference in page.references:
                if reference.annotation:
                    found[reference.annotation].append(reference)
        return found

    def of(self, docname: str) -> Iterator[object]:
        page = self.edition.pages.get(docname)
        if page is None:
            return
        for source in page.sources:
            yield self.head(source.ident)
        for passage in page.passages:
            # Its record too: what its witness says may change while its document does not.
            yield passage, self.edition.label(passage.ident), self.cited_as(passage)
            for annotation in self.edition.annotations_of.get(passage.ident, ()):
                yield self.annotation(annotation, docname)
            # The works are those that its annotations cite.
            for group in connections(self.edition, passage.ident, works=False):
                yield group.sort, [self.connection(item) for item in group.connections]
        for annotation in page.annotations:
            # What cannot be shown at its passage is shown here.
            lost = annotation.passage not in self.edition.passages or annotation.state == "orphan"
            if lost or self.edition.docname_of(annotation) != docname:
                yield annotation.state, self.where(annotation), self.cited(annotation)
            if lost:
                yield self.title_of_source(annotation.source)
        for reference in page.references:
            yield self.target(reference.kind, reference.target)
        for claim in page.claims:
            yield claim_page(self.edition, claim)
            yield [*map(self.title_of_source, standing(self.edition, claim.ident).sources)]
        for register in page.registers:
            table = registers.fill(self.edition, register)
            # What its parts hold is shown by their own pages.
            yield table._replace(rows=(), groups=(), parts=(), selections=())
            yield [part_link(part) for part in (*table.parts, *table.selections)]
            yield None if table.parts else (table.rows, table.groups)
        for picture in page.pictures:
            yield picture, pictures.draw(self.edition, picture)
        yield from self.mentioned(docname)

    def mentioned(self, docname: str) -> Iterator[object]:
        """The names by which a search finds the passages and annotations of a document."""
        edition = self.edition
        if not edition.names:
            return
        page = edition.pages[docname]
        yield edition.mentions.get(docname)
        idents: dict[str, None] = {}
        for passage in page.passages:
            idents.update(dict.fromkeys(edition.mentioned.in_passage.get(passage.ident, ())))
            for annotation in edition.annotations_of.get(passage.ident, ()):
                in_annotation = edition.mentioned.in_annotation.get(annotation.ident, ())
                idents.update(dict.fromkeys(in_annotation))
                if annotation.docname != docname:
                    yield annotation.ident, in_annotation
        names = (edition.names[ident] for ident in idents)
        yield [(name.ident, name.kind, name.name) for name in names]

    def head(self, ident: str) -> object:
        edition = self.edition
        source = edition.sources[ident]
        annotations = [
            annotation
            for passage in edition.passages_of[ident]
            for annotation in edition.annotations_of.get(passage.ident, ())
        ]
        return (
            source,
            self.whole_work(source.entry),
            self.authors(source),
            self.needs_page,
            self.counter_sources_page,
            edition.quoted_words(ident),
            [passage.proof for passage in edition.passages_of[ident]],
            sorted((a.passage, a.kind) for a in annotations),
            sorted(a.detail.status for a in annotations if isinstance(a.detail, Need)),
        )

    def authors(self, source: Source) -> object:
        work = self.edition.works.get(source.entry)
        return work and (work.authors, work.year)

    def title_of_source(self, ident: str) -> object:
        source = self.edition.sources.get(ident)
        return source and source.title

    def cited_as(self, passage: Passage) -> object:
        """What a citation says of a source that is declared in another document."""
        source = self.edition.sources.get(passage.source)
        if source is None or source.docname == passage.docname:
            return None
        return source.title, source.language, self.authors(source)

    def annotation(self, annotation: Annotation, docname: str) -> object:
        if annotation.docname == docname:
            return self.cited(annotation)
        # Its line does not count: it says no more than the order of the cards.
        return (
            annotation._replace(line=0),
            self.cited(annotation),
            [
                self.target(ref.kind, ref.target)
                for ref in self.references_in.get(annotation.ident, ())
            ],
        )

    def connection(self, connection: Connection) -> object:
        item = connection.annotation
        claim = claim_link(self.edition, item.position.claim) if item else None
        return connection.words, item and (item.detail, item.position, claim)

    def cited(self, annotation: Annotation) -> object:
        other = annotation.counter_passage
        passage = self.edition.passages.get(other)
        return (
            [self.work(key) for key, _ in annotation.cites],
            self.quoted_at(annotation),
            self.target("passage", other) if other else "",
            passage and (passage.excerpt, passage.sha256),
            annotation.position.claim and claim_link(self.edition, annotation.position.claim),
            rhetoric_words(self.edition, annotation),
        )

    def quoted_at(self, annotation: Annotation) -> object:
        """The addresses that the words quoted of a work lead to."""
        if not (isinstance(annotation.detail, CounterSource) and annotation.detail.quote):
            return None
        works = (self.edition.works.get(key) for key, _ in annotation.cites)
        return [work.url for work in works if work]

    def where(self, annotation: Annotation) -> object:
        edition = self.edition
        return (
            edition.label(annotation.passage),
            edition.docname_of(annotation),
            annotation.anchor,
            annotation.lemma,
        )

    def work(self, key: str) -> str:
        """A digest, since many places cite one work."""
        if key not in self.works:
            work = self.edition.works.get(key)
            page = work_page(self.edition, key)
            said = (work.label, work.year, work.caveat, work.grade, page) if work else key
            self.works[key] = digest(said)
        return self.works[key]

    def whole_work(self, key: str) -> object:
        work = self.edition.works.get(key)
        return (self.work(key), work and work.digest)

    def target(self, kind: str, target: str) -> object:
        edition = self.edition
        if kind == "any":
            return [
                self.target(sort, target)
                for sort in ("passage", "source", "claim", "annotation", "name")
            ]
        if kind == "work":
            return self.work(target.partition(",")[0].strip())
        if kind == "figures":
            counted = edition.source_named(target)
            return counted and figures(edition, counted)
        if kind == "passage":
            passage = edition.passages.get(target)
            return passage and (
                passage.docname,
                passage.anchor,
                edition.label(target),
                passage.excerpt,
            )
        if kind in ("source", "siglum"):
            source = edition.sources.get(target) or edition.sigla.get(target)
            return source and (source.docname, source.title, source.siglum)
        if kind == "claim":
            claim = edition.claims.get(target)
            return claim and (claim.docname, claim.title, claim.statement)
        if kind == "name":
            name = edition.names.get(target)
            return name and (name_page(edition, name), name.name, name.described)
        annotation = edition.annotations.get(target)
        return annotation and self.where(annotation)
