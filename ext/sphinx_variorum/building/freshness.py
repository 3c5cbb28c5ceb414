"""Which pages show something that changed elsewhere.

A page of the edition shows records of other documents: rows of a register, annotations written
elsewhere, labels of works, back-references. For each page all of that is digested. The digests
of what was last *written* lie beside the output, so that an interrupted build, or a second
builder on the same environment, cannot leave a page stale for ever (issue 2, item 5).
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_variorum.edition import registers
from sphinx_variorum.edition.records import Annotation, Need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_variorum.edition.index import Edition

#: Beside the output. Its name is hidden so that no web server offers it unasked.
SIDECAR = ".variorum-written.json"


def digests(edition: Edition) -> dict[str, str]:
    """For every document of the edition a digest of all it shows of others."""
    made = _Dependencies(edition)
    return {
        docname: blake2b(repr(tuple(made.of(docname))).encode(), digest_size=12).hexdigest()
        for docname in edition.order
        if docname in edition.pages
    }


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
        self.works_page = edition.register_page("works")

    def of(self, docname: str) -> Iterator[object]:
        page = self.edition.pages[docname]
        for source in page.sources:
            yield self.head(source.ident)
        for passage in page.passages:
            for annotation in self.edition.annotations_of.get(passage.ident, ()):
                yield self.annotation(annotation, docname)
            for link in self.edition.backlinks.get(passage.ident, ()):
                if link.annotation is not None:
                    yield self.where(link.annotation), link.annotation.detail
        for annotation in page.annotations:
            if self.edition.docname_of(annotation) != docname or annotation.state == "orphan":
                yield annotation.state, self.where(annotation)
        for reference in page.references:
            yield self.target(reference.kind, reference.target)
        for register in page.registers:
            yield registers.fill(self.edition, register)

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
            self.work(source.entry),
            edition.quoted_words(ident),
            [passage.proof for passage in edition.passages_of[ident]],
            sorted(annotation.kind for annotation in annotations),
            sorted(a.detail.status for a in annotations if isinstance(a.detail, Need)),
        )

    def annotation(self, annotation: Annotation, docname: str) -> object:
        cited = [self.work(key) for key, _ in annotation.cites]
        other = annotation.counter_passage
        target = self.target("passage", other) if other else ""
        if annotation.docname == docname:
            return cited, target
        return annotation, cited, target

    def where(self, annotation: Annotation) -> object:
        edition = self.edition
        return (
            edition.label(annotation.passage),
            edition.docname_of(annotation),
            annotation.anchor,
            annotation.lemma,
        )

    def work(self, key: str) -> object:
        work = self.edition.works.get(key)
        return (work.label, work.caveat, work.grade, self.works_page) if work else key

    def target(self, kind: str, target: str) -> object:
        edition = self.edition
        if kind == "work":
            return self.work(target.partition(",")[0].strip())
        if kind == "passage":
            passage = edition.passages.get(target)
            return passage and (passage.docname, passage.anchor, edition.label(target))
        if kind in ("source", "siglum"):
            source = edition.sources.get(target) or edition.sigla.get(target)
            return source and (source.docname, source.title, source.siglum)
        annotation = edition.annotations.get(target)
        return annotation and self.where(annotation)


