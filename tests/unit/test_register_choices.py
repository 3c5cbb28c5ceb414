"""What can be chosen in a filled register: the columns of closed lists, the values met."""

from __future__ import annotations

import pytest

from sphinx_variorum.edition.cells import term_words
from sphinx_variorum.edition.registers.choices import Choice, ClosedColumn, closed_columns
from sphinx_variorum.edition.tables import Cell, Row, Table, Words


def table(columns: tuple[str, ...], *rows: tuple[Cell, ...], kind: str = "needs") -> Table:
    """A register with these cells."""
    return Table(kind, columns, tuple(Row(f"row.{at}", "", row) for at, row in enumerate(rows)))


def status(slug: str) -> Cell:
    """A cell with a status of a need."""
    return term_words("need-status", slug)


def test_values_met_in_the_order_of_their_list() -> None:
    """Not in that of the rows; each once; what has none comes last."""
    rows = [((), status(slug)) for slug in ("not-found", "", "open", "not-found", "searching")]
    assert closed_columns(table(("lemma", "status"), *rows)) == (
        ClosedColumn(
            1,
            (
                Choice("open", "open"),
                Choice("searching", "being searched"),
                Choice("not-found", "no source found"),
                Choice("", ""),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("kind", "title", "cells"),
    [
        ("needs", "status", (status("open"), status("open"))),
        ("needs", "status", ((), ())),
        ("needs", "status", (status("open"), (*status("searching"), Words(" or so")))),
        ("needs", "evidence", (status("open"), status("searching"))),
        ("counter-sources", "source", ((Words("A"),), (Words("B"),))),
        ("evidence", "status", (status("open"), status("searching"))),
    ],
    ids=["one value", "none", "more words", "no field", "no closed list", "no register"],
)
def test_nothing_to_choose(kind: str, title: str, cells: tuple[Cell, ...]) -> None:
    """A choice that would leave all rows, or leave out some that have the value."""
    assert closed_columns(table((title,), *((cell,) for cell in cells), kind=kind)) == ()


def test_columns_are_found_where_they_stand() -> None:
    """Editors choose the columns and their order."""
    rows = [
        (status(state), (Words("a lemma"),), term_words("need-type", kind))
        for state, kind in (("open", "who"), ("searching", "citation"))
    ]
    found = closed_columns(table(("status", "lemma", "type"), *rows))
    assert [column.place for column in found] == [0, 2]
    assert [choice.slug for choice in found[1].choices] == ["citation", "who"]
