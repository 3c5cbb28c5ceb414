"""Which pages show something that changed elsewhere.

A page of the edition shows records of other documents: rows of a register, annotations written
elsewhere, labels of works, back-references; and its frame shows where in the edition it stands.
For each page all of that is digested. The digests of what was last *written* lie beside the
output, so that an interrupted build, or a second builder on the same environment, cannot leave a
page stale for ever (issue 2, item 5).
"""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinx_variorum.edition import pictures, registers
from sphinx_variorum.edition.cells import rhetoric_words, work_page
from sphinx_variorum.edition.claim_pages import claim_page
from sphinx_variorum.edition.claims import claim_link
from sphinx_variorum.edition.connections import connections
from sphinx_variorum.edition.figures import figures
from sphinx_variorum.edition.records import Annotation, CounterSource, Need, Reference
from sphinx_variorum.edition.registers.names import name_page
from sphinx_variorum.edition.registers.part_pages import part_link, parted_registers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.edition.connections import Connection
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage, Source

#: Beside the output. Its name is hidden so that no web server offers it unasked.
SIDECAR = ".variorum-written.json"


def digests(edition: Edition, frames: Mapping[str, object]) -> dict[str, str]:
    """For every document in `frames` a digest of all it shows of others; and for every part of a
    register that has a page of its own.

    `frames` gives for each document what stands around its text (`frames`).
    """
    made = _Dependencies(edition)
    shown = {docname: _digest((frame, *made.of(docname))) for docname, frame in frames.items()}
    for docname, page in edition.pages.items():
        for parted in parted_registers(edition, docname):
            for name, *said in parted.in_sequence():
                shown[name] = _digest((frames.get(docname), page.title, *said))
    return shown


def _digest(shown: object) -> str:
    # JSON, since records are tuples to it: their own repr takes three times as long.
    text = json.dumps(shown, ensure_ascii=False, check_circular=False)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def frames(env: BuildEnvironment) -> dict[str, object]:
    """What the frame of each page shows of others: the pages before, after and above it, and the
    first level of the table of contents. Sphinx does not write a page again when these change.
    """
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    relations = env.collect_relations()
    first_level = [
        (title or titles.get(docname), docname)
        for tree in env.tocs[env.config.root_doc].findall(addnodes.toctree)
        for title, docname in tree["entries"]
    ]

    def around(docname: str) -> Iterator[tuple[str | None, str | None]]:
        above, before, after = relations.get(docname, (None, None, None))
        yield before, titles.get(before or "")
        yield after, titles.get(after or "")
        passed = {docname}
        while above and above not in passed:
            yield above, titles.get(above)
            passed.add(above)
            above = relations.get(above, (None,))[0]

    common = _digest(first_level)
    return {docname: (common, *around(docname)) for docname in sorted(env.all_docs)}


def read_written(outdir: Path) -> dict[str, str]:
    """The digests of what was last written to `outdir`; empty if that is not known."""
    try:
        written = json.loads((outdir / SIDECAR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return written if isinstance(written, dict) else {}


def write_written(outdir: Path, written: dict[str, str]) -> None:
    """Keep the digests of what `outdir` shows now; the file is left alone if nothing changed."""
    if written != read_written(outdir):
        text = json.dumps(written, indent=0, sort_keys=True)
        (outdir / SIDECAR).write_text(text + "\n", encoding="utf-8")


class _Dependencies:
    """Lists what each document shows of others, as plain tuples."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.needs_page = edition.register_page("needs")
        self.counter_sources_page = edition.register_page("counter-sources")
        self.works: dict[str, object] = {}
        self.references_in: dict[str, list[Reference]] = defaultdict(list)
        for page in edition.pages.values():
            for reference in page.references:
                if reference.annotation:
                    self.references_in[reference.annotation].append(reference)

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
            for group in connections(self.edition, passage.ident):
                yield group.sort, [self.connection(item) for item in group.connections]
        for annotation in page.annotations:
            if self.edition.docname_of(annotation) != docname or annotation.state == "orphan":
                yield annotation.state, self.where(annotation), self.cited(annotation)
        for reference in page.references:
            yield self.target(reference.kind, reference.target)
        for claim in page.claims:
            yield claim_page(self.edition, claim)
        for register in page.registers:
            table = registers.fill(self.edition, register)
            # What its parts hold is shown by their own pages.
            yield table._replace(rows=(), groups=(), parts=(), selections=())
            yield [part_link(part) for part in (*table.parts, *table.selections)]
            yield None if table.parts else (table.rows, table.groups)
        for picture in page.pictures:
            yield picture, pictures.draw(self.edition, picture)

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
        return work and work.authors

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
            [self.target(ref.kind, ref.target) for ref in self.references_in[annotation.ident]],
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

    def work(self, key: str) -> object:
        if key not in self.works:
            self.works[key] = self._work(key)
        return self.works[key]

    def _work(self, key: str) -> object:
        work = self.edition.works.get(key)
        return (work.label, work.caveat, work.grade, work_page(self.edition, key)) if work else key

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
