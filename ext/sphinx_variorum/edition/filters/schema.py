"""What a filter may speak of: the fields of a record, their kinds and their values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.suggestions import did_you_mean

#: One value: a slug, an id, words or a date (``str``), a number, or yes or no (``bool``).
Scalar = str | int | float | bool
#: What a record has in a field: one value, several, or none.
Value = Scalar | Collection[Scalar] | None
#: A record, by the names of its fields. One that it lacks is not given.
Record = Mapping[str, Value]

_LONGEST_SHOWN = 60


class Kind(StrEnum):
    """What the values of a field are, and so how they are compared."""

    WORD = "word"
    """A slug of the closed list that is the field's scheme."""
    ID = "id"
    """A name that editors chose, of a source, a passage, a person: compared exactly."""
    TEXT = "text"
    """Running words: letter case and runs of white space do not count."""
    NUMBER = "number"
    """An ``int`` or ``float``."""
    DATE = "date"
    """A year, year-month or year-month-day as ISO 8601 writes it: stands for all its days."""
    YES_OR_NO = "yes-or-no"
    """A ``bool``."""


class Field(NamedTuple):
    """A field by which records can be filtered, sorted and grouped.

    `name` is a word as a filter can have it: letters, digits, hyphens, no space. `scheme` names
    the closed list of a field of words, otherwise it is empty. A record may have many values in a
    field with `several`.
    """

    name: str
    scheme: str
    kind: Kind
    several: bool = False


class FilterError(ValueError):
    """An expression, a sort or a list of columns that cannot be read.

    `message` says what is wrong and what may stand there; `column` where, in characters counted
    from 1.
    """

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message, column)
        self.message = message
        self.column = column

    def __str__(self) -> str:
        return f"{self.message} (column {self.column})"


def given(record: Record, field: Field) -> tuple[Scalar, ...]:
    """The values that `record` has in `field`; none if it is empty or missing.

    A value that is not of the field's kind (a date that is none, a number that is not a number)
    is not given.
    """
    value = record.get(field.name)
    if value is None:
        return ()
    values = (value,) if isinstance(value, str | int | float) else value
    return tuple(item for item in values if _is_of(item, field.kind))


def _is_of(value: Scalar, kind: Kind) -> bool:
    match kind:
        case Kind.YES_OR_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            # What is not a number is not even equal to itself.
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return is_number and value == value
        case Kind.DATE:
            return isinstance(value, str) and is_date(value)
        case _:
            return isinstance(value, str) and bool(value.strip())


def shown(words: str) -> str:
    """`words` in quotation marks, for a message: shortened if they are very long."""
    if len(words) > _LONGEST_SHOWN:
        words = f"{words[: _LONGEST_SHOWN - 1]}…"
    return f"“{words}”"


def choose(wrong: str, known: Iterable[str]) -> str:
    """The end of a message: the one of `known` nearest to `wrong`, and all there are."""
    names = tuple(known)
    if not names:
        return "; there is none"
    meant = did_you_mean(wrong, names) or "."
    return f"{meant} One of: {', '.join(names)}"
