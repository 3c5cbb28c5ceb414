"""The register of changes: what was opened, settled and judged, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import lemma_words, passage_words
from sphinx_variorum.edition.changes import Change, changes
from sphinx_variorum.edition.claims import claim_link
from sphinx_variorum.edition.records import Claim, CounterSource, Need
from sphinx_variorum.edition.registers.kind import RegisterKind, day, ident, word, words
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def _subjects(edition: Edition) -> Iterator[tuple[Change, Record]]:
    for change in changes(edition):
        of = change.of
        if isinstance(of, Claim):
            values = {"claim": of.ident, "verdict": change.status}
        else:
            values = {
                "source": of.source,
                "passage": of.passage,
                "kind": of.kind,
                "claim": of.position.claim,
            }
        yield change, {"date": change.date, "change": change.sort, **values}


def _row(edition: Edition, change: Change) -> Row:
    of = change.of
    date = (Words(change.date, style="date"),)
    if isinstance(of, Claim):
        cells: tuple[Cell, ...] = (date, (), (claim_link(edition, of.ident),), _judged(change))
    else:
        passage = passage_words(edition, of.passage, of)
        cells = (date, passage, lemma_words(edition, of), _said(change, of))
    return Row(_anchor(change), change.sort, cells)


def _anchor(change: Change) -> str:
    # What happens once has an anchor without a date, which stays when the date is corrected.
    of = change.of
    if change.sort == "moved" or (isinstance(of, Claim) and change.date != of.judged):
        return f"{change.status}.{change.date}.{of.anchor}"
    return f"{change.sort}.{of.anchor}"


def _judged(change: Change) -> Cell:
    said = (Words("claim judged", interface=True),)
    if not change.status:
        return said
    verdict = Words(term("verdict", change.status).label, interface=True, style="label")
    words = (Words(f" — {change.words}"),) if change.words else ()
    return (*said, Words(": "), verdict, *words)


def _said(change: Change, annotation: Annotation) -> Cell:
    detail = annotation.detail
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
    return (Words(term("annotation-kind", annotation.kind).label, interface=True),)


CHANGES = RegisterKind(
    ("date", "passage", "lemma", "change"),
    (
        day("date"),
        words("change"),
        ident("source"),
        ident("passage"),
        word("kind", "annotation-kind"),
        ident("claim"),
        word("verdict", "verdict"),
    ),
    _subjects,
    _row,
    split="date",
)
