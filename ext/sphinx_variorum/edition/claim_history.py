"""How the editors judged a claim over time: its dated verdicts, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sphinx_variorum.edition.dated_terms import precedes, read_dated_terms
from sphinx_variorum.edition.records import Claim, Judgement

_EXAMPLE = "“2026-11-24 unsupported” or “2026-11-25 partly, after the second report”"


def read_verdicts(text: str) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Read ``date verdict, words; date verdict`` (the words may be left out).

    Returns the judgements and what is wrong with the text; where anything is, there are none.
    """
    entries, faults = read_dated_terms(text, "verdict", "a verdict", _EXAMPLE)
    return tuple(Judgement(*entry) for entry in entries), faults


def verdict_complaints(history: tuple[Judgement, ...], verdict: str, judged: str) -> Iterator[str]:
    """What dated verdicts contradict: time, or the options beside them.

    `verdict` and `judged` are the options as they were written, empty if they were not.
    """
    for before, after in pairwise(history):
        if precedes(after.date, before.date):
            yield (
                f"goes back in time, from {before.date} ({before.verdict}) to {after.date} "
                f"({after.verdict}): write the verdicts in their order, or correct the date"
            )
    if not history:
        return
    last = history[-1]
    if verdict and verdict != last.verdict:
        yield (
            f"ends with “{last.verdict}”, and :verdict: says “{verdict}”: add the verdict that is "
            "missing, or correct :verdict:"
        )
    if judged and judged != last.date:
        yield (
            f"ends on {last.date}, and :judged: says {judged}: correct one of them, or leave out "
            ":judged:"
        )


def verdicts_of(claim: Claim) -> tuple[Judgement, ...]:
    """The dated judgements of `claim`, the oldest first: its history, or the one that is known."""
    if claim.history:
        return claim.history
    return (Judgement(claim.judged, claim.verdict, ""),) if claim.judged else ()
