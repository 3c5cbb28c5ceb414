"""The dated verdicts on a claim: read, checked, and listed among the changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.changes import changes
from sphinx_variorum.edition.claim_history import (
    read_verdicts,
    verdict_complaints,
    verdicts_of,
)
from sphinx_variorum.edition.claim_pages import claim_page
from sphinx_variorum.edition.day import day_of
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import Claim, Judgement, Page, Register
from sphinx_variorum.edition.registers import fill
from sphinx_variorum.edition.vocabulary import schemes
from tests.unit import make

VERDICTS = [term.slug for term in schemes()["verdict"].terms]
HISTORY = (
    Judgement("2026-01", "unsupported", "no report, was known"),
    Judgement("2026-02-03", "partly", ""),
    Judgement("2026-03-01", "supported", ""),
)


def _edition(claim: Claim) -> Edition:
    return Edition({"index": Page(claims=(claim,))})


def test_verdicts_are_read() -> None:
    """Aliases too; words may have commas and be left out."""
    text = "2026-01 unsupported, no report, was known; 2026-02-03 Partly;; 2026-03-01 supported"
    assert read_verdicts(text) == (HISTORY, ())
    assert read_verdicts("") == ((), ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-01-02", "“2026-01-02” is not a date and a verdict: write “2026-11-24 unsupported”"),
        ("2026-13 partly", "“2026-13” in “2026-13 partly” is not a date"),
        ("2026-01 suported", "unknown verdict 'suported': did you mean 'supported'?"),
    ],
)
def test_what_cannot_be_read(text: str, says: str) -> None:
    """One wrong entry, and there is no history: half of it would say something else."""
    verdicts, (fault,) = read_verdicts(f"2025 unsupported; {text}")
    assert verdicts == ()
    assert says in fault


@pytest.mark.parametrize(
    ("history", "verdict", "judged", "says"),
    [
        (HISTORY, "", "", []),
        (HISTORY, "supported", "2026-03-01", []),
        ((), "partly", "2026", []),
        (HISTORY, "partly", "", ["ends with “supported”, and :verdict: says “partly”"]),
        (HISTORY, "", "2026-03", ["ends on 2026-03-01, and :judged: says 2026-03"]),
        (HISTORY[::-1], "", "", ["from 2026-03-01 (supported) to 2026-02-03", "to 2026-01"]),
        ((HISTORY[0], Judgement("2026-01-05", "partly", "")), "", "", []),
    ],
)
def test_what_verdicts_contradict(
    history: tuple[Judgement, ...], verdict: str, judged: str, says: list[str]
) -> None:
    """Time, or the options beside them; a month does not precede its days."""
    found = list(verdict_complaints(history, verdict, judged))
    assert len(found) == len(says)
    assert all(said in fault for said, fault in zip(says, found, strict=True))


def test_all_verdicts_are_changes() -> None:
    """The newest first; the present one has the anchor without a date."""
    claim = make.claim(verdict="supported", judged="2026-03-01", history=HISTORY)
    made = _edition(claim)
    assert day_of(made) == "2026-03-01"
    rows = fill(made, Register("", 0, "changes")).rows
    assert [
        (row.anchor, "".join(words.text for words in row.cells[0] + row.cells[3])) for row in rows
    ] == [
        ("judged.claim.leaving", "2026-03-01claim judged: supported"),
        ("partly.2026-02-03.claim.leaving", "2026-02-03claim judged: partly supported"),
        (
            "unsupported.2026-01.claim.leaving",
            "2026-01claim judged: unsupported — no report, was known",
        ),
    ]


def test_a_claim_shows_what_was_judged_before() -> None:
    """Not the present verdict a second time; nothing if there was no other."""
    claim = make.claim(verdict="supported", judged="2026-03-01", history=HISTORY)
    facts = dict(claim_page(_edition(claim), claim).facts)
    said = "".join(words.text for words in facts["Judged before"])
    assert said == "2026-02-03: partly supported; 2026-01: unsupported — no report, was known"
    claim = claim._replace(history=HISTORY[-1:])
    assert "Judged before" not in dict(claim_page(_edition(claim), claim).facts)


@given(
    st.lists(st.tuples(st.dates().map(str), st.sampled_from(VERDICTS), st.sampled_from(["", "so"])))
)
def test_what_is_written_is_read_and_listed(steps: list[tuple[str, str, str]]) -> None:
    """In the order of time no history is complained of, and each of its steps is a change."""
    steps.sort()
    text = "; ".join(
        f"{date} {verdict}" + (f", {words}" if words else "") for date, verdict, words in steps
    )
    history, faults = read_verdicts(text)
    assert faults == ()
    assert history == tuple(Judgement(*step) for step in steps)
    assert list(verdict_complaints(history, "", "")) == []
    claim = make.claim(judged=steps[-1][0] if steps else "", history=history)
    assert verdicts_of(claim) == history
    listed = changes(_edition(claim))
    assert sorted((change.date, change.status, change.words) for change in listed) == steps
    dates = [change.date for change in listed]
    assert dates == sorted(dates, reverse=True)
