"""What was opened, settled and judged, and when.

Only dates that editors wrote count, so that two builds of the same files say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.claim_history import verdicts_of
from sphinx_variorum.edition.need_history import is_settled
from sphinx_variorum.edition.records import Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation, Claim


class Change(NamedTuple):
    """One dated event: `date` as written (2026, 2026-11 or 2026-11-25); `sort`: ``opened``,
    ``moved``, ``settled`` or ``judged``; `of` what it happened to. `status` and `words` are
    those from then on: of a need (a slug of ``need-status``), of a claim (of ``verdict``).
    """

    date: str
    sort: str
    of: Annotation | Claim
    status: str = ""
    words: str = ""


def changes(edition: Edition) -> list[Change]:
    """All dated events, the newest first, those of one date in the edition's order: annotations,
    then claims.
    """
    found = [
        change
        for annotation in edition.annotations_in_order()
        for change in _changes_of(annotation)
    ]
    found += (
        Change(step.date, "judged", claim, step.verdict, step.words)
        for claim in edition.claims.values()
        for step in reversed(verdicts_of(claim))
    )
    dated = [change for change in found if change.date]
    return sorted(dated, key=lambda change: change.date, reverse=True)


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
