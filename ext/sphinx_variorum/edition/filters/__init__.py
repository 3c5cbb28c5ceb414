"""Filters: a small expression language that picks records by their fields.

An editor writes ``status in (open, searching) and opened < 2026``; what the fields are is said by
a schema, so that nothing here knows which list is filtered. The way of a filter: text, words
(`scanning`), tree (`parsing`), values (`values`), condition (`conditions`). Nothing is ever
evaluated: an expression is read, and what is not in the language is refused.

The language, as editors see it, is described in ``docs/reference/filters.md``.
"""

from __future__ import annotations

from .conditions import Filter
from .lists import SortKey, parse_columns, parse_group, parse_sort
from .parsing import parse
from .schema import Field, FilterError, Kind, Record, Scalar, Value

__all__ = [
    "Field",
    "Filter",
    "FilterError",
    "Kind",
    "Record",
    "Scalar",
    "SortKey",
    "Value",
    "parse",
    "parse_columns",
    "parse_group",
    "parse_sort",
]
