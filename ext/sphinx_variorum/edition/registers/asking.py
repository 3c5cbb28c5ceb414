"""What an editor asks of a register, read into a record and checked.

Options that limit one field (``:status: open``) are filters too: there is one mechanism.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.filters import (
    Field,
    FilterError,
    Kind,
    parse,
    parse_columns,
    parse_group,
    parse_sort,
)
from sphinx_variorum.edition.records import Register
from sphinx_variorum.edition.registers import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: The options that arrange the rows; every other one limits the field of its name.
ARRANGING = ("filter", "group", "columns", "sort", "most", "pages", "split")


class Asked(NamedTuple):
    """A register, and what is wrong with how it was asked for: (option, what, column from 1)."""

    register: Register
    faults: tuple[tuple[str, str, int], ...]


def field_named(kind: str, name: str) -> Field | None:
    """The field of a kind of register, by its name."""
    return next((field for field in KINDS[kind].fields if field.name == name), None)


def ask(kind: str, options: Mapping[str, str], most: int = 0) -> Asked:
    """Read the options of a register of `kind`.

    What cannot be read is named. A filter with a fault would show rows that nobody asked for, so
    that the register is not filled; of a list of columns, a group or a sort only that is lost.
    """
    fields = KINDS[kind].fields
    faults: list[tuple[str, str, int]] = []
    fault = ""
    conditions: list[str] = []
    for name, value in _limits(kind, options):
        try:
            conditions.append(f"({parse(value, fields)})")
        except FilterError as error:
            faults.append((name, error.message, error.column))
            fault = fault or error.message
    made = {"group": "", "split": "", "sort": ""}
    columns: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    for name in ("columns", "group", "split", "pages", "sort"):
        value = options.get(name, "")
        if not value:
            continue
        try:
            if name == "columns":
                columns = parse_columns(value, KINDS[kind].columns)
            elif name == "pages":
                pages = parse_columns(value, [field.name for field in fields], "field")
            elif name in ("group", "split"):
                made[name] = parse_group(value, fields).name
            else:
                keys = parse_sort(value, fields)
                made["sort"] = ", ".join(
                    f"{'-' if key.descending else ''}{key.field.name}" for key in keys
                )
        except FilterError as error:
            faults.append((name, error.message, error.column))
    filtered = ""
    if conditions and not fault:
        filtered = str(parse(" and ".join(conditions), fields))
    register = Register(
        "",
        0,
        kind,
        filtered,
        made["group"],
        columns,
        made["sort"],
        most,
        fault,
        pages,
        made["split"],
    )
    return Asked(register, tuple(faults))


def _limits(kind: str, options: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The filters among the options: (option, expression)."""
    for name, value in options.items():
        field = field_named(kind, name)
        if name == "filter" and value:
            yield name, value
        elif field is not None and value:
            plain = field.kind in (Kind.YES_OR_NO, Kind.NUMBER, Kind.DATE)
            mark = "'" if '"' in value else '"'
            yield name, f"{name} == {value if plain else f'{mark}{value}{mark}'}"
