"""Tables: rows of cells, the same for every builder."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A stretch of a cell: a text, perhaps linked to (docname, anchor) or to a url.

    `interface` marks words of ours, to be translated; all others are data. `style`: ``''``,
    ``italic``, ``small-caps``, ``label``, ``date``, ``code``, ``proved`` or ``unproved``.
    """

    text: str
    docname: str = ""
    anchor: str = ""
    url: str = ""
    interface: bool = False
    style: str = ""


Cell = tuple[Words, ...]


class Row(NamedTuple):
    """One row. `anchor` is its id on the register's page; `kind` a class for its look."""

    anchor: str
    kind: str
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """A filled register: column titles (words of ours) and rows."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
