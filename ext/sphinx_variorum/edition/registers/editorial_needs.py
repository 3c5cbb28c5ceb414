"""The register of what the editors still owe; empty for all other readers (`audience`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import lemma_words, passage_words, term_words
from sphinx_variorum.edition.records import EditorialNeed
from sphinx_variorum.edition.registers.kind import (
    ANNOTATION_FIELDS,
    RegisterKind,
    annotation_values,
    day,
    word,
    words,
)
from sphinx_variorum.edition.tables import Row, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def _subjects(edition: Edition) -> Iterator[tuple[Annotation, Record]]:
    for annotation in edition.annotations_in_order():
        detail = annotation.detail
        if isinstance(detail, EditorialNeed):
            yield (
                annotation,
                {
                    **annotation_values(annotation),
                    "type": detail.type,
                    "priority": detail.priority,
                    "opened": detail.opened,
                    "due": detail.due,
                    "by": detail.by,
                },
            )


def _row(edition: Edition, annotation: Annotation) -> Row:
    detail = annotation.detail
    assert isinstance(detail, EditorialNeed)
    return Row(
        f"row.{annotation.anchor}",
        annotation.kind,
        (
            passage_words(edition, annotation.passage, annotation),
            lemma_words(edition, annotation),
            term_words("editorial-need-type", detail.type),
            term_words("priority", detail.priority),
            (Words(detail.opened, style="date"),) if detail.opened else (),
            (Words(detail.due, style="date"),) if detail.due else (),
            (Words(detail.by),) if detail.by else (),
        ),
    )


EDITORIAL_NEEDS = RegisterKind(
    ("passage", "lemma", "to do", "priority", "opened", "due", "by"),
    (
        word("type", "editorial-need-type"),
        word("priority", "priority"),
        day("opened"),
        day("due"),
        words("by"),
        *ANNOTATION_FIELDS,
    ),
    _subjects,
    _row,
    split="source",
)
