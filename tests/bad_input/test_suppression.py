"""Each warning can be suppressed by its name; the proof cannot."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    FIRST,
    assert_rest_is_whole,
    card,
    faulty,
    note,
    passage,
)
from tests.support import Edition

#: A few faults of one page, by the subtype that each has alone.
FAULTS = {
    Subtype.LEMMA_ABSENT: passage(FIRST, note("She")),
    Subtype.VOCABULARY: passage(FIRST, note(options=":type: contxt")),
    Subtype.WORK_UNKNOWN: passage(FIRST, note(options=":type: context\n:cites: nobody2000")),
    Subtype.OMISSION: passage("He was […] destroyed.", note()),
    Subtype.FENCE_LENGTH: passage(FIRST, note()).replace("::::", ":::"),
    Subtype.ORPHAN: note(),
    Subtype.MARKUP: passage(FIRST, note().removesuffix(":::\n") + "\n<br>\n:::\n"),
    Subtype.URL: passage(FIRST, note().removesuffix(":::\n") + "\n[x](javascript:x)\n:::\n"),
    Subtype.PASSAGE_ABSENT: passage("He was destroyed.", note()),
}
LISTED = list(FAULTS)


@pytest.mark.parametrize("subtype", LISTED, ids=[subtype.value for subtype in LISTED])
def test_suppressed_by_name(edition: Callable[..., Edition], subtype: Subtype) -> None:
    """Design, “What must always hold”: every warning can be suppressed by name, and only so."""
    made = edition(faulty(FAULTS[subtype]))
    assert made.build().subtypes == [f"variorum.{subtype.value}"]
    other = next(item for item in Subtype if item is not subtype)
    shown = made.build(out="other", suppress_warnings=[f"variorum.{other.value}"])
    assert shown.subtypes == [f"variorum.{subtype.value}"]
    silent = made.build(out="silent", suppress_warnings=[f"variorum.{subtype.value}"])
    assert silent.messages == []
    assert card(silent)
    assert_rest_is_whole(silent)


def test_all_suppressed_at_once(edition: Callable[..., Edition]) -> None:
    """`suppress_warnings = ["variorum"]`, in conf.py."""
    body = passage("He was destroyed.", note("She", ":type: contxt"))
    built = edition(faulty(body), suppress_warnings=["variorum"]).build()
    assert (built.messages, built.app.statuscode) == ([], 1)
    assert_rest_is_whole(built)


def test_suppressing_a_message_does_not_pass_a_broken_passage(
    edition: Callable[..., Edition],
) -> None:
    """The message is silenced, the exit status is not: an altered quotation fails the build."""
    made = edition(faulty(FAULTS[Subtype.PASSAGE_ABSENT]))
    built = made.build(suppress_warnings=["variorum.passage_absent"])
    assert (built.messages, built.app.statuscode) == ([], 1)
    assert "1 NOT VERIFIED" in built.status
