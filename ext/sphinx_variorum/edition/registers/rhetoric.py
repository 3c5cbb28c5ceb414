"""The register of rhetoric: where the editors find which device in the words of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import (
    lemma_words,
    passage_words,
    rhetoric_anchor,
    term_words,
)
from sphinx_variorum.edition.records import Note
from sphinx_variorum.edition.registers.kind import (
    ANNOTATION_FIELDS,
    RegisterKind,
    annotation_values,
    word,
)
from sphinx_variorum.edition.tables import Row
from sphinx_variorum.edition.vocabulary import order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


class _Finding(NamedTuple):
    """One of the devices that a note finds in its lemma: `label`, a slug of ``rhetoric``."""

    annotation: Annotation
    note: Note
    label: str


def _subjects(edition: Edition) -> Iterator[tuple[_Finding, Record]]:
    """Label by label in the order of the closed list, and under each in the edition's order."""
    found = [
        _Finding(annotation, annotation.detail, label)
        for annotation in edition.annotations_in_order()
        if isinstance(annotation.detail, Note)
        for label in annotation.detail.labels
    ]
    places = order("rhetoric")
    for finding in sorted(found, key=lambda each: places[each.label]):
        values = annotation_values(finding.annotation)
        yield finding, {"label": finding.label, "type": finding.note.type, **values}


def _row(edition: Edition, finding: _Finding) -> Row:
    annotation, note, label = finding
    at = edition.docname_of(annotation)
    sort = term_words("note-type", note.type) or term_words("annotation-kind", annotation.kind)
    return Row(
        rhetoric_anchor(annotation, label),
        label,
        (
            term_words("rhetoric", label),
            passage_words(edition, annotation.passage),
            lemma_words(edition, annotation),
            tuple(words._replace(docname=at, anchor=annotation.anchor) for words in sort),
        ),
    )


RHETORIC = RegisterKind(
    ("label", "passage", "lemma", "note"),
    (word("label", "rhetoric"), word("type", "note-type"), *ANNOTATION_FIELDS),
    _subjects,
    _row,
    split="label",
)
