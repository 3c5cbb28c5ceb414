"""The conditions of a filter: a frozen tree, asked of one record at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .schema import Field, Kind, Record, Scalar, given
from .values import fold, is_equal, is_ordered, write_value


@dataclass(frozen=True, slots=True)
class Given:
    """The field has a value."""

    field: Field


@dataclass(frozen=True, slots=True)
class Is:
    """One value of the field is one of `values`."""

    field: Field
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """One value of the field stands to `limit` as `operator` (``< <= > >=``) says."""

    field: Field
    operator: str
    limit: Scalar


@dataclass(frozen=True, slots=True)
class Contains:
    """`words` stand in one value of the field."""

    field: Field
    words: str


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold; it is no `Not` itself."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """All conditions hold; there are two or more, and none of them is an `Every`."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one condition holds; there are two or more, and none of them is a `Some`."""

    conditions: tuple[Condition, ...]


Condition: TypeAlias = Given | Is | Ordered | Contains | Not | Every | Some


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that has been read: hashable, picklable, and of strings and numbers only.

    ``str()`` is its canonical text, from which `parse` makes an equal filter under the same
    schema.
    """

    condition: Condition

    def matches(self, record: Record) -> bool:
        """Whether `record` has what is asked for. Never raises."""
        return _holds(self.condition, record)

    def __str__(self) -> str:
        return _write(self.condition)


def negated(condition: Condition) -> Condition:
    """The opposite of `condition`."""
    return condition.condition if isinstance(condition, Not) else Not(condition)


def every(conditions: tuple[Condition, ...]) -> Condition:
    """All of `conditions`, of which there is at least one."""
    flat: list[Condition] = []
    for condition in conditions:
        flat.extend(condition.conditions if isinstance(condition, Every) else (condition,))
    return Every(tuple(flat)) if len(flat) > 1 else flat[0]


def some(conditions: tuple[Condition, ...]) -> Condition:
    """At least one of `conditions`, of which there is at least one."""
    flat: list[Condition] = []
    for condition in conditions:
        flat.extend(condition.conditions if isinstance(condition, Some) else (condition,))
    return Some(tuple(flat)) if len(flat) > 1 else flat[0]


def _holds(condition: Condition, record: Record) -> bool:
    match condition:
        case Every(conditions):
            return all(_holds(part, record) for part in conditions)
        case Some(conditions):
            return any(_holds(part, record) for part in conditions)
        case Not(part):
            return not _holds(part, record)
        case Given(field):
            return bool(given(record, field))
        case Is(field, values):
            return any(
                is_equal(value, wanted, field.kind)
                for value in given(record, field)
                for wanted in values
            )
        case Ordered(field, operator, limit):
            return any(
                is_ordered(value, operator, limit, field.kind) for value in given(record, field)
            )
        case Contains(field, words):
            return any(fold(words) in fold(str(value)) for value in given(record, field))


def _write(condition: Condition) -> str:
    match condition:
        case Every(conditions):
            return " and ".join(
                f"({_write(part)})" if isinstance(part, Some) else _write(part)
                for part in conditions
            )
        case Some(conditions):
            return " or ".join(map(_write, conditions))
        case Not(Is() | Contains() as part):
            return _write_equality(part, "!=", "not in", "not ")
        case Not(Every() | Some() as part):
            return f"not ({_write(part)})"
        case Not(part):
            return f"not {_write(part)}"
        case Given(field):
            return field.name
        case Ordered(field, operator, limit):
            return f"{field.name} {operator} {write_value(limit, field)}"
        case Is() | Contains():
            return _write_equality(condition, "==", "in", "")


def _write_equality(condition: Is | Contains, equal: str, within: str, no: str) -> str:
    field = condition.field
    if isinstance(condition, Contains):
        return f"{write_value(condition.words, field)} {within} {field.name}"
    if len(condition.values) > 1:
        values = ", ".join(write_value(value, field) for value in condition.values)
        return f"{field.name} {within} ({values})"
    (value,) = condition.values
    if field.kind is Kind.YES_OR_NO and value is True:
        return f"{no}{field.name}"
    return f"{field.name} {equal} {write_value(value, field)}"
