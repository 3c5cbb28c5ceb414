"""Lists of names in an option: what rows are sorted by, what they are grouped by, what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from .schema import Field, FilterError, choose, shown

_Named = TypeVar("_Named", str, Field)


class SortKey(NamedTuple):
    """A field that rows are sorted by, and whether the last value comes first."""

    field: Field
    descending: bool


def parse_sort(text: str, schema: Iterable[Field]) -> tuple[SortKey, ...]:
    """Read what rows are sorted by: names of fields, the most important first.

    A hyphen before a name turns the order round: ``-opened, passage``. Raises `FilterError`.
    """
    fields = {field.name: field for field in schema}
    keys: list[SortKey] = []
    for name, column in _items(text):
        bare = name.removeprefix("-").lstrip()
        keys.append(SortKey(_known(bare, fields, "field", column), bare != name))
    _check_twice([key.field.name for key in keys], text)
    return tuple(keys)


def parse_group(text: str, schema: Iterable[Field]) -> Field:
    """Read what rows are grouped by: the name of one field.

    Raises `FilterError`.
    """
    fields = {field.name: field for field in schema}
    (name, column), *more = _items(text)
    if more:
        raise FilterError("rows are grouped by one field", more[0][1])
    return _known(name, fields, "field", column)


def parse_columns(text: str, known: Iterable[str], what: str = "column") -> tuple[str, ...]:
    """Read which columns are shown, in their order: some of the `known` names, each once.

    `what` says in a message what they are names of. Raises `FilterError`.
    """
    names = {name: name for name in known}
    columns = [_known(name, names, what, column) for name, column in _items(text)]
    _check_twice(columns, text)
    return tuple(columns)


def _items(text: str) -> Iterator[tuple[str, int]]:
    """The names between commas and their columns; at least one."""
    offset = 0
    for part in text.split(","):
        name = " ".join(part.split())
        column = offset + len(part) - len(part.lstrip()) + 1
        if not name:
            raise FilterError("a name is missing", offset + 1)
        yield name, column
        offset += len(part) + 1


def _known(name: str, known: dict[str, _Named], what: str, column: int) -> _Named:
    if name not in known:
        raise FilterError(f"there is no {what} {shown(name)}{choose(name, known)}", column)
    return known[name]


def _check_twice(names: list[str], text: str) -> None:
    for (_, column), (index, name) in zip(_items(text), enumerate(names), strict=True):
        if name in names[:index]:
            raise FilterError(f"{shown(name)} is named twice", column)
