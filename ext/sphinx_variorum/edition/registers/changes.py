"""The register of changes: what was opened, settled and judged, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import lemma_words, passage_words
from sphinx_variorum.edition.changes import Change, changes
from sphinx_variorum.edition.records import CounterSource, Need
from sphinx_variorum.edition.registers.kind import RegisterKind, day, ident, word, words
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop
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
        _anchor(change),
        change.sort,
        (
            (Words(change.date, style="date"),),
            passage_words(edition, annotation.passage, annotation),
            lemma_words(edition, annotation),
            _said(change),
        ),
    )


def _anchor(change: Change) -> str:
    # What happens once has an anchor without a date, which stays when the date is corrected.
    if change.sort == "moved":
        return f"{change.status}.{change.date}.{change.annotation.anchor}"
    return f"{change.sort}.{change.annotation.anchor}"


def _said(change: Change) -> Cell:
    detail = change.annotation.detail
    if isinstance(detail, Need):
        words = (Words(f" — {change.words}"),) if change.words else ()
        if change.sort == "opened":
            return (Words("citation need opened", interface=True), *words)
        said = gettext_noop("citation need settled")
        if change.sort == "moved":
            said = gettext_noop("citation need")
        status = term("need-status", change.status).label
        return (
            Words(said, interface=True),
            Words(": "),
            Words(status, interface=True, style="label"),
            *words,
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
    split="date",
)
