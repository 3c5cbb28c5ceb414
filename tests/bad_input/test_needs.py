"""Citation needs that claim more than they show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    assert_nothing_lost,
    card,
    faulty,
    index,
    is_unanchored,
    line_of,
    note,
    only_warning,
    passage,
)
from tests.support import Edition

#: Faulty histories of a need that is withdrawn: what they say, what the message names, what else
#: is written.
HISTORIES: tuple[tuple[str, str, list[str], list[str]], ...] = (
    ("change without a status", "2026-11-23", ["“2026-11-23” is not a date and a status"], []),
    (
        "change to an unknown status",
        "2026-11-23 open; 2026-11-24 withdrwan",
        ["did you mean 'withdrawn'?"],
        [],
    ),
    (
        "change on no day",
        "2026-11-23 open; 2026-11-31 withdrawn, it was an error",
        ["“2026-11-31” in “2026-11-31 withdrawn, it was an error” is not a date"],
        [],
    ),
    (
        "change back in time",
        "2026-11-23 open; 2026-11-25 searching; 2026-11-24 withdrawn",
        ["goes back in time, from 2026-11-25 (searching) to 2026-11-24 (withdrawn)"],
        [],
    ),
    (
        "history that begins in the middle",
        "2026-11-24 searching; 2026-11-25 withdrawn",
        ["begins with “searching”", "“2026-11-24 open”"],
        [],
    ),
    (
        "history that opens on another day",
        "2026-11-23 open; 2026-11-25 withdrawn",
        ["opens the need on 2026-11-23", ":opened: says 2026-11-22"],
        [":opened: 2026-11-22"],
    ),
    (
        "history that settles on another day",
        "2026-11-23 open; 2026-11-25 withdrawn",
        ["settles the need on 2026-11-25", ":resolved: says 2026-11"],
        [":resolved: 2026-11"],
    ),
    (
        "history that ends otherwise",
        "2026-11-23 open; 2026-11-25 searching",
        ["ends with “searching”", ":status: says “withdrawn”"],
        [],
    ),
    (
        "settled twice",
        "2026-11-23 open; 2026-11-24 not-found; 2026-11-25 withdrawn",
        ["“withdrawn” (2026-11-25) after “not-found”", "open or searching"],
        [],
    ),
)


@pytest.mark.parametrize(
    ("options", "subtype", "says"),
    [
        pytest.param(
            [":type: cittion", ":status: open"],
            Subtype.VOCABULARY,
            [":type:", "'cittion'", "did you mean 'citation'?"],
            id="unknown type",
        ),
        pytest.param(
            [":type: citation", ":status: opne"],
            Subtype.VOCABULARY,
            [":status:", "'opne'", "did you mean 'open'?", "unanswerable"],
            id="unknown status",
        ),
        pytest.param(
            [":type: citation", ":status: answerd-supported", ":evidence: song2015"],
            Subtype.VOCABULARY,
            ["did you mean 'answered-supported'?"],
            id="misspelt status",
        ),
        pytest.param(
            [":type: citation", ":status: open", ":reason: statstics"],
            Subtype.VOCABULARY,
            [":reason:", "did you mean 'statistics'?"],
            id="unknown reason",
        ),
        pytest.param(
            [":type: citation", ":status: open", ":priority: someday"],
            Subtype.VOCABULARY,
            [":priority:", "high, medium, low"],
            id="unknown priority",
        ),
        pytest.param(
            [":status: open"], Subtype.OPTION_MISSING, [":type:", "citation"], id="no type"
        ),
        pytest.param(
            [":type: citation"], Subtype.OPTION_MISSING, [":status:", "open"], id="no status"
        ),
        *(
            pytest.param(
                [":type: citation", f":status: {status}"],
                Subtype.NEED_EVIDENCE,
                [f"“{status}”", "add :evidence:"],
                id=f"{status} without evidence",
            )
            for status in ("answered-supported", "answered-contradicted", "answered-mixed")
        ),
        *(
            pytest.param(
                [":type: citation", ":status: answered-mixed", f":evidence:{nothing}"],
                Subtype.NEED_EVIDENCE,
                ["“answered-mixed”", "add :evidence: with a key of the bibliography"],
                id=f"evidence that cites nothing{nothing}",
            )
            for nothing in ("", " ;", " ,", " ; ,")
        ),
        pytest.param(
            [":type: citation", ":status: answered-supported", ":evidence: crane2000"],
            Subtype.LOCATOR_MISSING,
            ["“:evidence: crane2000, p. 12”"],
            id="evidence in a book without a locator",
        ),
        pytest.param(
            [":type: citation", ":status: answered-mixed", ":evidence: crane2001, p. 3"],
            Subtype.WORK_UNKNOWN,
            ["“crane2001”", "did you mean “crane2000”?"],
            id="evidence that is not in the bibliography",
        ),
        pytest.param(
            [":type: citation", ":status: not-found"],
            Subtype.NEED_SEARCH_LOG,
            ["“not-found”", "add :searched: date, where, result"],
            id="not-found without a search log",
        ),
        pytest.param(
            [":type: citation", ":status: open", ":searched: yesterday, in the archive, nothing"],
            Subtype.OPTION,
            [":searched:", "“yesterday, in the archive, nothing”", "date, where, result"],
            id="search log without a date",
        ),
        pytest.param(
            [":type: citation", ":status: open", ":searched: 2026-11-20, nothing"],
            Subtype.OPTION,
            [":searched:", "date, where, result"],
            id="search log of two parts",
        ),
        pytest.param(
            [":type: citation", ":status: unanswerable"],
            Subtype.NEED_RESOLUTION,
            ["“unanswerable”", "add :resolution:"],
            id="unanswerable without a resolution",
        ),
        pytest.param(
            [":type: citation", ":status: not-needed", ":no-need: summary"],
            Subtype.NEED_RESOLUTION,
            ["“not-needed”", "add :resolution:"],
            id="not-needed without a resolution",
        ),
        pytest.param(
            [":type: citation", ":status: not-needed", ":resolution: It sums up passage 2."],
            Subtype.NEED_RESOLUTION,
            ["“not-needed”", "add :no-need:"],
            id="not-needed without its sort",
        ),
        pytest.param(
            [":type: failed-verification", ":status: open"],
            Subtype.NEED_CHECKED,
            ["“failed-verification”", "add :checked: key, date, by whom"],
            id="failed-verification without checked",
        ),
        pytest.param(
            [":type: contradiction", ":status: open"],
            Subtype.NEED_CHECKED,
            ["“contradiction”", "add :counter-passage:"],
            id="contradiction without the other passage",
        ),
        pytest.param(
            [":type: contradiction", ":status: open", ":counter-passage: 8"],
            Subtype.REFERENCE,
            ["there is no passage “chronicle:8”"],
            id="contradiction of no passage",
        ),
        pytest.param(
            [":type: citation", ":status: open", ":opened: 2026-02-30"],
            Subtype.OPTION,
            [":opened:", "“2026-02-30”", "write it as 2026-11-23"],
            id="day that does not exist",
        ),
        pytest.param(
            [":type: citation", ":status: open", ":resolved: 2026-13"],
            Subtype.OPTION,
            [":resolved:", "write it as 2026-11-23"],
            id="month that does not exist",
        ),
        pytest.param(
            [":type: citation", ":status: searching", ":evidence: , p. 12"],
            Subtype.OPTION,
            [":evidence:", "no work is named"],
            id="evidence with an empty key",
        ),
        *(
            pytest.param(
                [":type: citation", ":status: withdrawn", f":history: {history}", *more],
                Subtype.NEED_HISTORY,
                [":history:", *says],
                id=name,
            )
            for name, history, says, more in HISTORIES
        ),
    ],
)
def test_faulty_need(
    edition: Callable[..., Edition], options: list[str], subtype: Subtype, says: list[str]
) -> None:
    """Issue 2, bad input, and vocabulary, “Citation needs”: each demand has its own warning.

    The need is printed with all that was written, and beside its words.
    """
    made = edition(faulty(passage(inside=note(options="\n".join(options), kind="citation-needed"))))
    built = made.build()
    message = only_warning(built, subtype)
    assert (message.place, message.line) == ("index.md", line_of(made, "{citation-needed}"))
    assert [fragment for fragment in says if fragment not in message.text] == []
    assert_nothing_lost(built)
    assert not is_unanchored(card(built))
    assert index(built).annotations_of["chronicle:1"][0].kind == "citation-needed"
    assert built.app.statuscode == 0


def test_need_that_shows_all_it_claims(edition: Callable[..., Edition]) -> None:
    """The cures do cure."""
    options = [
        ":type: failed-verification",
        ":status: answered-mixed",
        ":evidence: crane2000, p. 12; song2015",
        ":checked: crane2000, 2026-11-20, an editor",
        ":searched: 2026-11-20, in the archive, nothing",
        ":resolved: 2026-11",
    ]
    inside = note(options="\n".join(options), kind="citation-needed")
    built = edition(faulty(passage(inside=inside))).build()
    assert built.messages == []
    assert_nothing_lost(built)


@pytest.mark.parametrize(
    ("kind", "options", "subtype", "says"),
    [
        ("editorial-note", ":type: contxt", Subtype.VOCABULARY, "did you mean 'context'?"),
        ("editorial-note", "", Subtype.OPTION_MISSING, "context, person, place"),
        ("editorial-note", ":type: term\n:date: someday", Subtype.OPTION, "2026-11-23"),
        ("editorial-note", ":type: term\n:nth: first", Subtype.OPTION, "a number from 1 on"),
        ("editorial-note", ":type: term\n:id: A Note", Subtype.IDENTIFIER, "“a-note”"),
        ("editorial-note", ":type: term\n:cites: song2014", Subtype.WORK_UNKNOWN, "“song2015”"),
        ("editorial-note", ":type: term\n:rsep: X", Subtype.OPTION, "did you mean “resp”?"),
        ("correction", ":corr: ruined\n:type: tpyo", Subtype.VOCABULARY, "did you mean 'typo'?"),
        ("correction", ":type: typo", Subtype.OPTION_MISSING, ":corr:"),
    ],
)
def test_faulty_note_or_correction(
    edition: Callable[..., Edition], kind: str, options: str, subtype: Subtype, says: str
) -> None:
    """Issue 2, bad input: unknown type, bad date, and whatever else is not in its list."""
    made = edition(faulty(passage(inside=note(options=options, kind=kind))))
    built = made.build()
    message = only_warning(built, subtype)
    assert (message.place, message.line) == ("index.md", line_of(made, f"{{{kind}}} destroyed"))
    assert says in message.text
    assert_nothing_lost(built)
    assert not is_unanchored(card(built))


def test_correction_without_a_lemma(edition: Callable[..., Edition]) -> None:
    """There is nothing to correct; the reading is printed at the passage."""
    made = edition(faulty(passage(inside=note("", ":corr: ruined", kind="correction"))))
    built = made.build()
    message = only_warning(built, Subtype.OPTION_MISSING)
    assert message.line == line_of(made, "{correction}")
    assert "the words as they stand" in message.text
    assert_nothing_lost(built)
    assert "ruined" in card(built).get_text()
