"""What a reader can choose in a filled register: the columns whose cells are of a closed list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.filters import Kind
from sphinx_variorum.edition.registers import KINDS
from sphinx_variorum.edition.vocabulary import schemes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.tables import Table


class Choice(NamedTuple):
    """A value met in a column: its slug, and its label as the cells have it (words of ours).

    Cells without a value are met as a choice that has neither.
    """

    slug: str
    label: str


class ClosedColumn(NamedTuple):
    """A column, by its place from 0, and the values met in it in the order of their list."""

    place: int
    choices: tuple[Choice, ...]


def closed_columns(table: Table) -> tuple[ClosedColumn, ...]:
    """The columns of `table` in which a value can be chosen: there are at least two to choose.

    A column is that of a field if it has its name. One that shows more than the labels of the
    field's closed list is none of them: to choose one of its values would leave rows out that
    have it too.
    """
    kind = KINDS.get(table.kind)
    if kind is None:
        return ()
    found: list[ClosedColumn] = []
    for place, title in enumerate(table.columns):
        for field in kind.fields:
            if field.name == title and field.kind is Kind.WORD:
                choices = tuple(_met(table, place, field.scheme))
                if len(choices) > 1:
                    found.append(ClosedColumn(place, choices))
    return tuple(found)


def _met(table: Table, place: int, scheme: str) -> Iterator[Choice]:
    """The values met in a column, what has none last; nothing if there are other words in it."""
    shown = {"".join(words.text for words in row.cells[place]) for row in table.rows}
    terms = schemes()[scheme].terms
    if shown - {""} - {term.label for term in terms}:
        return
    met: set[str] = set()
    for term in terms:
        # Two terms under one label could not be told apart.
        if term.label in shown - met:
            met.add(term.label)
            yield Choice(term.slug, term.label)
    if "" in shown:
        yield Choice("", "")
