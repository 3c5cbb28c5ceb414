"""What a picture shows, as plain data: every shape is drawn by `output.pictures`, and every picture
has a table that says the same to those who do not see it.

A `role` stands for a colour and its hatch: ``against``, ``partly``, ``for``, ``beside``, ``need``
or ``note``. Colour alone never says anything.
"""

from __future__ import annotations

from typing import NamedTuple

from sphinx_variorum.edition.tables import Table, Words


class Sentence(NamedTuple):
    """A sentence of ours (translated where it is shown) with named values to be put into it."""

    text: str
    values: tuple[tuple[str, str | int], ...] = ()


class Mark(NamedTuple):
    """A place in a `Matrix`: its row and column (from 0), and what stands there."""

    row: int
    column: int
    kinds: tuple[str, ...]


class Matrix(NamedTuple):
    """Marks in a grid. `legend` are (kind, its words) of all kinds that stand in it."""

    rows: tuple[Words, ...]
    columns: tuple[Words, ...]
    marks: tuple[Mark, ...]
    legend: tuple[tuple[str, Words], ...]


class Measure(NamedTuple):
    """A column of `Bars`. `most` is the value of a bar that fills it; `unit`: ``count``, ``share``
    (0 to 1) or ``rate`` (a number with one decimal).
    """

    label: Words
    role: str
    unit: str
    most: float


class Bars(NamedTuple):
    """A bar for each row and measure. A value is None where there is nothing to count."""

    rows: tuple[Words, ...]
    measures: tuple[Measure, ...]
    values: tuple[tuple[float | None, ...], ...]


class Band(NamedTuple):
    """A band of `Steps`: its words, its role, and its height at each date."""

    label: Words
    role: str
    counts: tuple[int, ...]


class Steps(NamedTuple):
    """Bands above one another over time, the first at the foot; each count holds until the next
    date (a day, ISO 8601).
    """

    dates: tuple[str, ...]
    bands: tuple[Band, ...]


class Node(NamedTuple):
    """A node of a `Network`: what is written into it and beside it."""

    label: str
    title: str


class Edge(NamedTuple):
    """An arrow from one node to another (their places, from 0): its role, and what it counts.

    `mutual`: there is no direction.
    """

    start: int
    end: int
    role: str
    number: int
    mutual: bool


class Network(NamedTuple):
    """Nodes and what leads from one to the other. `legend` are (role, its words)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    legend: tuple[tuple[str, Words], ...]


class Strip(NamedTuple):
    """A row of `Strips`: its words, its role, and a count for each column."""

    label: Words
    role: str
    counts: tuple[int, ...]


class Strips(NamedTuple):
    """Rows of small columns over one axis; `columns` are its labels, `axis` what they are."""

    columns: tuple[str, ...]
    strips: tuple[Strip, ...]
    axis: Words


class Event(NamedTuple):
    """Something with a date (ISO 8601, to the year, month or day), `end` empty if it is a point."""

    label: str
    start: str
    end: str


class Lane(NamedTuple):
    """A lane of a `Timeline`: its words, its role and what happened."""

    label: Words
    role: str
    events: tuple[Event, ...]


class Timeline(NamedTuple):
    """Lanes over years, and below them how many things are of each year.

    `counts` are (year, how many) from `first` on; `earlier` is how many are older.
    """

    first: int
    last: int
    lanes: tuple[Lane, ...]
    label: Words
    counts: tuple[tuple[int, int], ...]
    earlier: int


Shape = Matrix | Bars | Steps | Network | Strips | Timeline


class Drawing(NamedTuple):
    """A picture: its title, what it shows in words, its shape, and the table that says the same.

    `shape` is None if there is nothing to draw. `notes` stand below it. `open`: the table is read
    with the picture, and not instead of it.
    """

    kind: str
    title: Sentence
    description: Sentence
    shape: Shape | None
    table: Table
    notes: tuple[Sentence, ...] = ()
    open: bool = False
