"""From the text of a filter to its condition: Python's syntax tree, of which little is allowed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from .conditions import (
    Condition,
    Contains,
    Filter,
    Given,
    Is,
    Ordered,
    every,
    negated,
    some,
)
from .scanning import DEEPEST, LONGEST, Atom, Scanned, scan
from .schema import Field, FilterError, Kind, Scalar, choose, shown
from .values import read_value

_OPERATORS: Mapping[type[ast.cmpop], str] = MappingProxyType(
    {
        ast.Eq: "==",
        ast.NotEq: "!=",
        ast.In: "in",
        ast.NotIn: "not in",
        ast.Lt: "<",
        ast.LtE: "<=",
        ast.Gt: ">",
        ast.GtE: ">=",
    }
)
_TURNED = MappingProxyType({"<": ">", "<=": ">=", ">": "<", ">=": "<="})


def parse(text: str, schema: Iterable[Field]) -> Filter:
    """Read a filter over records that have the fields of `schema`.

    Raises `FilterError` for whatever is not in the language, names no field, or has a value that
    the field cannot have; and nothing else, whatever `text` is.
    """
    scanned = scan(text)
    try:
        tree = ast.parse(scanned.masked, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _syntax_error(error, text) from None
    fields = {field.name: field for field in schema}
    made = Filter(_Reader(scanned, fields).condition(tree.body))
    # Aliases and chains grow when written out, and what is written must be readable again.
    try:
        scan(str(made))
    except FilterError:
        raise FilterError(
            f"written out, the filter has more than {LONGEST:,} characters or more than {DEEPEST} "
            "brackets in each other",
            1,
        ) from None
    return made


def _syntax_error(error: BaseException, text: str) -> FilterError:
    column = max(1, (getattr(error, "offset", None) or 1) - 1)
    found = re.match(r"\w+|[=!<>]+|\S", text[column - 1 :])
    if found is None:
        return FilterError("something is missing here", min(column, len(text)))
    return FilterError(f"{shown(found[0])} cannot stand here", column)


class _Reader:
    """Reads the tree of one expression: whatever no method here takes is refused."""

    def __init__(self, scanned: Scanned, fields: Mapping[str, Field]) -> None:
        self.scanned = scanned
        self.fields = fields

    def condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=operator, values=values):
                parts = tuple(self.condition(value) for value in values)
                return every(parts) if isinstance(operator, ast.And) else some(parts)
            case ast.UnaryOp(op=ast.Not()):
                return self._negation(node)
            case ast.Compare():
                return self._chain(node)
            case ast.Name():
                return self._alone(node)
            case ast.Tuple(elts=[_, *_]):
                raise self._error("several values stand between brackets, as in (a, b)", node)
            case _:
                raise self._error(
                    "a condition should stand here: a field alone, or a field, an operator and "
                    "a value",
                    node,
                )

    def _negation(self, node: ast.expr) -> Condition:
        # In a loop, as nothing else limits how many stand in a row.
        is_negated = False
        while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node = node.operand
            is_negated = not is_negated
        condition = self.condition(node)
        return negated(condition) if is_negated else condition

    def _alone(self, node: ast.Name) -> Condition:
        field = self._field(node)
        if field is None:
            raise self._no_field(node)
        return Is(field, (True,)) if field.kind is Kind.YES_OR_NO else Given(field)

    def _chain(self, node: ast.Compare) -> Condition:
        sides = [node.left, *node.comparators]
        return every(
            tuple(
                self._comparison(left, _OPERATORS[type(operator)], right)
                for left, operator, right in zip(sides, node.ops, sides[1:], strict=False)
            )
        )

    def _comparison(self, left: ast.expr, operator: str, right: ast.expr) -> Condition:
        field, other, turned = self._field(left), right, False
        if field is None:
            field, other, turned = self._field(right), left, True
        if field is None:
            raise self._no_field(self._likely_field(left, right))
        if operator in _TURNED:
            limit = self._limit(field, operator, other)
            return Ordered(field, _TURNED[operator] if turned else operator, limit)
        if turned and operator in ("in", "not in"):
            found = self._within(field, operator, other)
        elif operator in ("in", "not in"):
            found = Is(field, self._values(other, field))
        else:
            found = Is(field, (self._value(other, field),))
        return found if operator in ("==", "in") else negated(found)

    def _limit(self, field: Field, operator: str, node: ast.expr) -> Scalar:
        if field.kind not in (Kind.NUMBER, Kind.DATE):
            raise self._error(
                f"{operator} compares dates and numbers; “{field.name}” takes ==, !=, in and "
                "not in",
                node,
            )
        return self._value(node, field)

    def _within(self, field: Field, operator: str, node: ast.expr) -> Condition:
        """``"words" in title``, and of a field with several values that one is this."""
        if field.kind is Kind.TEXT:
            return Contains(field, str(self._value(node, field)))
        if field.several:
            return Is(field, (self._value(node, field),))
        equal = "==" if operator == "in" else "!="
        raise self._error(
            f"“{field.name}” is no text that something stands in; write {field.name} {equal} …",
            node,
        )

    def _values(self, node: ast.expr, field: Field) -> tuple[Scalar, ...]:
        if not isinstance(node, ast.Tuple | ast.List | ast.Set):
            return (self._value(node, field),)
        if not node.elts:
            raise self._error(f"no value of “{field.name}” stands between the brackets", node)
        return tuple(dict.fromkeys(self._value(item, field) for item in node.elts))

    def _value(self, node: ast.expr, field: Field) -> Scalar:
        sign = ""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            node, sign = node.operand, "-"
        atom = self._atom(node)
        if atom is None:
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                raise self._error(f"several values of “{field.name}” need in or not in", node)
            raise self._error(f"a value of “{field.name}” should stand here", node)
        is_field = not atom.quoted and atom.text in self.fields
        if is_field and field.kind in (Kind.ID, Kind.TEXT):
            raise FilterError(
                f"{shown(atom.text)} is a field; as a value of “{field.name}” it stands within "
                "quotation marks",
                atom.column,
            )
        if sign and field.kind is not Kind.NUMBER:
            raise FilterError(f"“-” stands before numbers; “{field.name}” has none", atom.column)
        try:
            return read_value(sign + atom.text, field)
        except ValueError as error:
            said = str(error)
            if is_field:
                said = (
                    f"{shown(atom.text)} is a field; “{field.name}” is compared with values, not "
                    "with another field"
                )
            raise FilterError(said, atom.column) from None

    def _atom(self, node: ast.expr) -> Atom | None:
        return self.scanned.atoms[node.col_offset] if isinstance(node, ast.Name) else None

    def _field(self, node: ast.expr) -> Field | None:
        atom = self._atom(node)
        return None if atom is None or atom.quoted else self.fields.get(atom.text)

    def _likely_field(self, *sides: ast.expr) -> ast.expr:
        """The side of a comparison that was probably meant to be a field."""
        for node in sides:
            atom = self._atom(node)
            if atom and not atom.quoted and not atom.text[0].isdigit():
                return node
        return sides[0]

    def _no_field(self, node: ast.expr) -> FilterError:
        atom = self._atom(node)
        if atom is None or atom.quoted or atom.text[0].isdigit():
            return self._error(f"a field is missing{choose('', self.fields)}", node)
        return FilterError(
            f"there is no field {shown(atom.text)}{choose(atom.text, self.fields)}", atom.column
        )

    def _error(self, message: str, node: ast.expr) -> FilterError:
        atom = self._atom(node)
        return FilterError(message, atom.column if atom else max(1, node.col_offset))
