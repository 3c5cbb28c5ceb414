"""Tables: rows of cells, the same for every builder."""

from __future__ import annotations

from typing import NamedTuple


def gettext_noop(text: str) -> str:
    """`text` itself: marks words of ours that are translated where they are shown."""
    return text


class Words(NamedTuple):
    """A stretch of a cell: a text, perhaps linked to (docname, anchor) or to a url.

    `interface` marks words of ours, to be translated; all others are data. `style`: ``''``,
    ``italic``, ``small-caps``, ``label``, ``date``, ``code``, ``proved`` or ``unproved``.
    `language` (BCP 47) and `direction` (``ltr``, ``rtl``) are those of quoted words.
    """

    text: str
    docname: str = ""
    anchor: str = ""
    url: str = ""
    interface: bool = False
    style: str = ""
    language: str = ""
    direction: str = ""


Cell = tuple[Words, ...]


class Row(NamedTuple):
    """One row. `anchor` is its id on the register's page; `kind` a class for its look."""

    anchor: str
    kind: str
    cells: tuple[Cell, ...]


class Group(NamedTuple):
    """Rows under one heading: its id, its words, and the place of its first row (from 0)."""

    anchor: str
    words: Cell
    start: int


class Table(NamedTuple):
    """A filled register: column titles (words of ours) and rows.

    `total` is how many rows there would be without a limit to their number, `whole` the document
    with the whole register of a limited one (empty: there is none, or no limit). `groups` are in
    the order of the rows. `fault` says why it could not be filled. If it has `parts` its own page
    shows no rows but leads to them; `selections` are pages beside it with some of its rows.
    """

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int = 0
    whole: str = ""
    groups: tuple[Group, ...] = ()
    fault: str = ""
    parts: tuple[Part, ...] = ()
    selections: tuple[Part, ...] = ()


class Part(NamedTuple):
    """Rows of a register on a page of their own: those with one value of `field`.

    `slug` names the page, among those of its register. A part that would be too long is cut into
    several, of which `number` counts (from 1; 0: it is not cut).
    """

    field: str
    slug: str
    words: Cell
    number: int
    table: Table
