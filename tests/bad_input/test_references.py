"""Roles and registers that ask for what there is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    assert_nothing_lost,
    assert_rest_is_whole,
    card,
    faulty,
    line_of,
    note,
    only_warning,
    passage,
)
from tests.support import Edition


@pytest.mark.parametrize(
    ("role", "subtype", "says", "shown"),
    [
        (
            "{passage}`chronicle:8`",
            Subtype.REFERENCE,
            "no passage “chronicle:8”; did you mean",
            "chronicle:8",
        ),
        ("{passage}`8`", Subtype.REFERENCE, "no passage “chronicle:8”; did you mean", "8"),
        ("{passage}`these words <far-away:1>`", Subtype.REFERENCE, "“far-away:1”", "these words"),
        (
            "{source}`chronicles`",
            Subtype.REFERENCE,
            "no source “chronicles”; did you mean “chronicle”?",
            "chronicles",
        ),
        ("{siglum}`Q`", Subtype.REFERENCE, "no siglum “Q”", "Q"),
        ("{need}`what-number`", Subtype.REFERENCE, "no need “what-number”", "what-number"),
        ("{annotation}`a-note`", Subtype.REFERENCE, "no annotation “a-note”", "a-note"),
        (
            "{work}`crane2001, p. 3`",
            Subtype.WORK_UNKNOWN,
            "“crane2001” is not in the bibliography; did you mean “crane2000”?",
            "crane2001",
        ),
        ("{work}`crane2000, somewhere`", Subtype.LOCATOR, "'somewhere'", "Crane 2000"),
    ],
)
@pytest.mark.parametrize("inside", [True, False], ids=["in a note", "in prose"])
def test_role_that_leads_nowhere(
    edition: Callable[..., Edition],
    role: str,
    subtype: Subtype,
    says: str,
    shown: str,
    inside: bool,
) -> None:
    """Issue 2, bad input: role to a missing passage, and all other roles; design rule 5: or the
    build says where not. The words of the reference are printed without a link."""
    sentence = f"\nSee {role} for more.\n"
    body = passage(inside=note().removesuffix(":::\n") + f"{sentence}:::\n" if inside else note())
    made = edition(faulty(body if inside else f"{body}{sentence}"))
    built = made.build()
    message = only_warning(built, subtype)
    assert (message.place, message.line) == ("index.md", line_of(made, "See {"))
    assert says in message.text
    scope = card(built) if inside else built.html()
    assert f"See {shown}" in scope.get_text()
    assert [link.get_text() for link in scope.find_all("a") if shown == link.get_text()] == []
    assert_nothing_lost(built)


@pytest.mark.parametrize(
    ("kind", "options", "subtype", "says"),
    [
        ("readings", "", Subtype.REGISTER, "“readings”; there are needs, counter-sources, works"),
        ("", "", Subtype.REGISTER, "there are needs, counter-sources, works"),
        (
            "needs",
            ":relation: supports\n",
            Subtype.REGISTER,
            ":relation:; its fields: status, type, reason, priority",
        ),
        ("needs", ":colour: red\n", Subtype.OPTION, "no option :colour:"),
        ("needs", ":status: opne\n", Subtype.VOCABULARY, "did you mean 'open'?"),
        ("counter-sources", ":certainty: hihg\n", Subtype.VOCABULARY, "did you mean 'high'?"),
    ],
)
def test_register_of_what_there_is_not(
    edition: Callable[..., Edition], kind: str, options: str, subtype: Subtype, says: str
) -> None:
    """Issue 2, bad input: unknown kind and unknown field of a register."""
    register = f":::{{register}} {kind}\n{options}:::\n"
    made = edition(faulty(f"{passage(inside=note())}\n{register}"))
    built = made.build()
    mine = [item for item in built.messages if item.subtype == f"variorum.{subtype.value}"]
    assert len(mine) == 1, built.output
    assert (mine[0].place, mine[0].line) == ("index.md", line_of(made, "{register}"))
    assert says in mine[0].text
    assert_nothing_lost(built)


def test_register_with_a_bad_field_still_lists(edition: Callable[..., Edition]) -> None:
    """A field that is none limits nothing, so nothing is hidden by it."""
    need = note("He", ":type: citation\n:status: open", "citation-needed")
    body = passage(inside=need) + "\n:::{register} needs\n:relation: supports\n:::\n"
    built = edition(faulty(body)).build()
    only_warning(built, Subtype.REGISTER)
    assert "C 1" in built.html().find("table", class_="register").get_text()
    assert_rest_is_whole(built)
