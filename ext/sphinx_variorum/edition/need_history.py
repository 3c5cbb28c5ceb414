"""The life of a citation need: its dated changes of status, read, checked and, where an editor
gave none, inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sphinx_variorum.edition.dated_terms import precedes, read_dated_terms
from sphinx_variorum.edition.records import Need, StatusChange
from sphinx_variorum.edition.rules import Complaint
from sphinx_variorum.edition.vocabulary import term

SUBTYPE = "need_history"
_EXAMPLE = "“2026-11-24 searching” or “2026-11-25 not-found, searched in the archive”"


def read_history(text: str) -> tuple[tuple[StatusChange, ...], tuple[Complaint, ...]]:
    """Read ``date status, words; date status`` (the words may be left out).

    Returns the changes and what is wrong with the text. Where anything is, there are no changes:
    half a history would say something else than its editor did.
    """
    entries, faults = read_dated_terms(text, "need-status", "a status", _EXAMPLE)
    changes = tuple(StatusChange(*entry) for entry in entries)
    return changes, tuple(Complaint(SUBTYPE, f":history: {fault}") for fault in faults)


#: The statuses of needs to which an answer was found, whatever it says.
ANSWERED = frozenset({"answered-supported", "answered-contradicted", "answered-mixed"})


def is_settled(status: str) -> bool:
    """Whether the search is over; `status` is a slug of ``need-status``."""
    return term("need-status", status).settled


def history_complaints(
    history: tuple[StatusChange, ...], status: str, opened: str, resolved: str
) -> Iterator[Complaint]:
    """What the history of a need contradicts: time, itself, or the options beside it.

    `status`, `opened` and `resolved` are the options as they were written, empty if they were not.
    """
    if not history:
        return
    first, last = history[0], history[-1]
    if first.status != "open":
        yield Complaint(
            SUBTYPE,
            f":history: begins with “{first.status}”, and a need begins open: put "
            f"“{opened or first.date} open” before it",
        )
    elif opened and opened != first.date:
        yield Complaint(
            SUBTYPE,
            f":history: opens the need on {first.date}, and :opened: says {opened}: correct one "
            "of them, or leave out :opened:",
        )
    for before, after in pairwise(history):
        if precedes(after.date, before.date):
            yield Complaint(
                SUBTYPE,
                f":history: goes back in time, from {before.date} ({before.status}) to "
                f"{after.date} ({after.status}): write the changes in their order, or correct "
                "the date",
            )
        reopening = term("need-status", before.status).following
        if is_settled(before.status) and after.status not in reopening:
            yield Complaint(
                SUBTYPE,
                f":history: has “{after.status}” ({after.date}) after “{before.status}”, which "
                f"settled the need: reopen it between them, by {' or '.join(reopening)}",
            )
    if status and status != last.status:
        yield Complaint(
            SUBTYPE,
            f":history: ends with “{last.status}”, and :status: says “{status}”: add the change "
            "that is missing, or correct the status",
        )
    if resolved and is_settled(last.status) and resolved != last.date:
        yield Complaint(
            SUBTYPE,
            f":history: settles the need on {last.date}, and :resolved: says {resolved}: correct "
            "one of them, or leave out :resolved:",
        )


def history_of(need: Need) -> tuple[StatusChange, ...]:
    """The dated changes of `need`: its own, or those that follow from its other dates.

    Without a history a need has been open since `opened` and settled since `resolved`. Where only
    one date is known, its status counts from there: nothing else is known, and the last status is
    then always the one that its card shows. Without any date there is nothing.
    """
    if need.history:
        return need.history
    opened = StatusChange(need.opened, "open", "")
    if not is_settled(need.status):
        return (opened._replace(status=need.status),) if need.opened else ()
    settled = StatusChange(need.resolved or need.opened, need.status, "")
    changes = (opened, settled) if need.opened and need.resolved else (settled,)
    return changes if settled.date else ()
