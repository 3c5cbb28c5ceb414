"""What is known while one document is being read; gone when it has been."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_variorum.edition.records import (
    Annotation,
    Claim,
    Detail,
    Page,
    Passage,
    Picture,
    Reference,
    Register,
    Source,
)

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_KEY = "variorum:reading"


@dataclass(slots=True)
class Reading:
    """The records of a document so far, and where in it we are.

    `source` and `passage` are the ids of what is open, `annotation` that of the annotation
    whose words are being parsed; `lines` remembers where each id was first claimed.
    """

    docname: str
    sources: list[Source] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    registers: list[Register] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    details: dict[Detail, Detail] = field(default_factory=dict)
    source: Source | None = None
    passage: str = ""
    annotation: str = ""

    def share(self, detail: Detail) -> Detail:
        """An equal detail of an earlier annotation if there is one: equal ones are stored once."""
        return self.details.setdefault(detail, detail)

    @contextmanager
    def inside(self, *, passage: str = "", annotation: str = "") -> Iterator[None]:
        """Parse something that belongs to a passage or to an annotation."""
        before = self.passage, self.annotation
        self.passage = passage or self.passage
        self.annotation = annotation or self.annotation
        try:
            yield
        finally:
            self.passage, self.annotation = before

    def source_of(self, ident: str) -> Source | None:
        """The source `ident`, if it has been declared in this document."""
        if self.source is not None and self.source.ident == ident:
            return self.source
        return next((source for source in self.sources if source.ident == ident), None)

    def page(self, title: str) -> Page:
        """The records, frozen, with the document's title."""
        return Page(
            tuple(self.sources),
            tuple(self.passages),
            tuple(self.annotations),
            tuple(self.references),
            tuple(self.registers),
            title,
            tuple(self.claims),
            tuple(self.pictures),
        )

    def is_empty(self) -> bool:
        """Whether the document has nothing of an edition."""
        return not (
            self.sources
            or self.passages
            or self.annotations
            or self.references
            or self.registers
            or self.claims
            or self.pictures
        )


def get_reading(env: BuildEnvironment) -> Reading:
    """The state of the document that is being read now."""
    document = env.current_document
    if _KEY not in document:
        document[_KEY] = Reading(document.docname)
    reading = document[_KEY]
    assert isinstance(reading, Reading)
    return reading
