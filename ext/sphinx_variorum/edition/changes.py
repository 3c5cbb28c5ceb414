"""What was opened, settled and judged, and when: rows of the register of changes.

Only dates that editors wrote count, so that two builds of the same files say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import lemma_words, passage_words
from sphinx_variorum.edition.need_history import is_settled
from sphinx_variorum.edition.records import CounterSource, Need
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


class Change(NamedTuple):
    """One dated event: `date` as written (2026, 2026-11 or 2026-11-25); `sort`: ``opened``,
    ``moved``, ``settled`` or ``judged``. `status` (a slug of ``need-status``) and `words` are those
    of a need from then on.
    """

    date: str
    sort: str
    annotation: Annotation
    status: str = ""
    words: str = ""


def changes(edition: Edition) -> list[Change]:
    """All dated events, the newest first, those of one date in the edition's order."""
    found = [
        change
        for annotation in edition.annotations_in_order()
        for change in _changes_of(annotation)
        if change.date
    ]
    return sorted(found, key=lambda change: change.date, reverse=True)


def _changes_of(annotation: Annotation) -> Iterator[Change]:
    detail = annotation.detail
    if isinstance(detail, Need) and detail.history:
        first = detail.history[0]
        for step in reversed(detail.history):
            sort = "settled" if is_settled(step.status) else "moved"
            sort = "opened" if step is first and sort == "moved" else sort
            yield Change(step.date, sort, annotation, step.status, step.words)
    elif isinstance(detail, Need):
        yield Change(detail.resolved, "settled", annotation, detail.status)
        yield Change(detail.opened, "opened", annotation)
    else:
        yield Change(annotation.judged, "judged", annotation)


def change_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the register of changes; `wanted` may have ``source``, an id."""
    for change in changes(edition):
        annotation = change.annotation
        source = annotation.passage.partition(":")[0]
        if wanted.get("source", source) == source:
            yield Row(
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
