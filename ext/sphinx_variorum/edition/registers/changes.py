"""The register of changes: what was opened, settled and judged, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import lemma_words, passage_words
from sphinx_variorum.edition.changes import Change, changes
from sphinx_variorum.edition.records import CounterSource, Need
from sphinx_variorum.edition.registers.kind import RegisterKind, day, ident, word, words
from sphinx_variorum.edition.tables import Cell, Row, Words
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition


def _subjects(edition: Edition) -> Iterator[tuple[Change, Record]]:
    for change in changes(edition):
        annotation = change.annotation
        yield (
            change,
            {
                "date": change.date,
                "change": change.sort,
                "source": annotation.source,
                "passage": annotation.passage,
                "kind": annotation.kind,
            },
        )


def _row(edition: Edition, change: Change) -> Row:
    annotation = change.annotation
    return Row(
        f"{change.sort}.{annotation.anchor}",
        change.sort,
        (
            (Words(change.date, style="date"),),
            passage_words(edition, annotation.passage, annotation),
            lemma_words(edition, annotation),
            _said(change),
        ),
    )


def _said(change: Change) -> Cell:
    detail = change.annotation.detail
    if isinstance(detail, Need):
        if change.sort == "opened":
            return (Words("citation need opened", interface=True),)
        status = term("need-status", detail.status).label
        return (
            Words("citation need settled", interface=True),
            Words(": "),
            Words(status, interface=True, style="label"),
        )
    if isinstance(detail, CounterSource) and detail.relation:
        return (Words(term("relation", detail.relation).label, interface=True, style="label"),)
    return (Words(term("annotation-kind", change.annotation.kind).label, interface=True),)


CHANGES = RegisterKind(
    ("date", "passage", "lemma", "change"),
    (
        day("date"),
        words("change"),
        ident("source"),
        ident("passage"),
        word("kind", "annotation-kind"),
    ),
    _subjects,
    _row,
)
