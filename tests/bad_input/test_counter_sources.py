"""Counter-sources that lack what their relation demands, and citations that cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    assert_nothing_lost,
    card,
    faulty,
    is_unanchored,
    line_of,
    note,
    only_warning,
    passage,
)
from tests.support import Edition


@pytest.mark.parametrize(
    ("options", "subtype", "says"),
    [
        pytest.param(
            [":cites: song2014", ":relation: supports"],
            Subtype.WORK_UNKNOWN,
            ["“song2014” is not in the bibliography", "did you mean “song2015”?"],
            id="unknown key",
        ),
        pytest.param(
            [":cites: crane2000, p. 3; unheardof", ":relation: supports"],
            Subtype.WORK_UNKNOWN,
            ["“unheardof” is not in the bibliography"],
            id="unknown key that is like none",
        ),
        pytest.param(
            [":cites: song2015", ":relation: contradits"],
            Subtype.VOCABULARY,
            [":relation:", "'contradits'", "did you mean 'contradicts'?", "qualifies"],
            id="unknown relation",
        ),
        pytest.param(
            [":cites: song2015"],
            Subtype.OPTION_MISSING,
            [":relation:", "contradicts, refutes, corrects"],
            id="no relation",
        ),
        pytest.param(
            [":relation: supports"],
            Subtype.COUNTER_SOURCE,
            ["names no source", ":cites:"],
            id="no source",
        ),
        pytest.param(
            [":cites: crane2000", ":relation: contradicts"],
            Subtype.LOCATOR_MISSING,
            ["place in crane2000", "“:cites: crane2000, p. 12”"],
            id="contradicts by a book without a locator",
        ),
        pytest.param(
            [":cites: coi2014", ":relation: corrects"],
            Subtype.LOCATOR_MISSING,
            ["place in coi2014", "“:cites: coi2014, p. 12”"],
            id="corrects by a report without a locator",
        ),
        pytest.param(
            [":cites: crane2000, p. 3", ":relation: refutes", ":certainty: medium"],
            Subtype.COUNTER_SOURCE,
            [":certainty: high", ":relation: contradicts"],
            id="refutes without certainty",
        ),
        pytest.param(
            [":cites: crane2000, p. 3; crane2000, p. 9", ":relation: confirms"],
            Subtype.COUNTER_SOURCE,
            ["two works", "has 1"],
            id="confirms by one work twice",
        ),
        pytest.param(
            [":cites: crane2000", ":relation: silent"],
            Subtype.COUNTER_SOURCE,
            [":consulted:"],
            id="silent without the date",
        ),
        pytest.param(
            [":cites: crane2000", ":relation: mirrors"],
            Subtype.COUNTER_SOURCE,
            [":counter-passage:"],
            id="mirrors without a passage",
        ),
        pytest.param(
            [":counter-passage: chronicle:8", ":relation: mirrors"],
            Subtype.REFERENCE,
            ["there is no passage “chronicle:8”", "did you mean"],
            id="mirrors a passage that is not there",
        ),
        pytest.param(
            [":cites: crane2000, thereabouts", ":relation: supports"],
            Subtype.LOCATOR,
            ["'thereabouts'", "'p. 12'"],
            id="locator without a label",
        ),
        pytest.param(
            [":cites: crane2000, pgae 12", ":relation: supports"],
            Subtype.LOCATOR,
            ["'pgae 12'", "p. 12"],
            id="locator with an unknown label",
        ),
        pytest.param(
            [":cites: crane2000, p.", ":relation: supports"],
            Subtype.LOCATOR,
            ["a number must follow"],
            id="locator without a number",
        ),
        pytest.param(
            [":cites: , p. 12", ":relation: supports"], Subtype.OPTION, [":cites:"], id="no key"
        ),
        pytest.param(
            [":cites: song2015", ":relation: supports", ":certainty: hihg"],
            Subtype.VOCABULARY,
            [":certainty:", "did you mean 'high'?"],
            id="unknown certainty",
        ),
        pytest.param(
            [":cites: song2015", ":relation: supports", ":credibility: 7"],
            Subtype.VOCABULARY,
            [":credibility:", "1, 2, 3, 4, 5, 6"],
            id="unknown credibility",
        ),
        pytest.param(
            [":cites: song2015", ":relation: silent", ":consulted: 31.12.2026"],
            Subtype.OPTION,
            [":consulted:", "2026-11-23"],
            id="bad date",
        ),
        pytest.param(
            [":cites: song2015", ":relation: supports", ":claim: How many?"],
            Subtype.IDENTIFIER,
            [":claim:", "“how-many”"],
            id="bad id of a claim",
        ),
        pytest.param(
            [":cites: song2015", ":relation: supports", ":credibilty: 2"],
            Subtype.OPTION,
            ["no option :credibilty:", "did you mean “credibility”?"],
            id="unknown option",
        ),
    ],
)
def test_faulty_counter_source(
    edition: Callable[..., Edition], options: list[str], subtype: Subtype, says: list[str]
) -> None:
    """Issue 2, bad input: unknown keys and relations with the nearest one, the demands of each
    relation (vocabulary, “Relations”), locators, dates. The card is printed beside its words."""
    made = edition(faulty(passage(inside=note(options="\n".join(options), kind="counter-source"))))
    built = made.build()
    mine = [message for message in built.messages if message.subtype == f"variorum.{subtype.value}"]
    assert mine, built.output
    message = mine[0]
    # A date that cannot be read is one that is missing, too: `silent` demands it.
    others = [item.subtype for item in built.messages if item is not message]
    assert others in ([], ["variorum.counter_source"])
    assert (message.place, message.line) == ("index.md", line_of(made, "{counter-source}"))
    assert [fragment for fragment in says if fragment not in message.text] == []
    assert_nothing_lost(built)
    assert not is_unanchored(card(built))
    assert built.app.statuscode == 0


def test_unknown_work_is_printed_by_its_key(edition: Callable[..., Edition]) -> None:
    """Readers see what the editor wrote, with its locator, though nothing can be linked."""
    options = ":cites: crane2000, p. 3; song2014, para. 4\n:relation: supports"
    built = edition(faulty(passage(inside=note(options=options, kind="counter-source")))).build()
    only_warning(built, Subtype.WORK_UNKNOWN)
    assert "song2014, para. 4" in card(built).find(class_="works").get_text()


def test_web_page_needs_no_locator(edition: Callable[..., Edition]) -> None:
    """A work of one page has no parts to point at: no warning (the syntax's exception)."""
    options = ":cites: song2015\n:relation: contradicts"
    built = edition(faulty(passage(inside=note(options=options, kind="counter-source")))).build()
    assert built.messages == []
    assert_nothing_lost(built)
