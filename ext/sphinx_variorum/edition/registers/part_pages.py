"""Where the parts of registers stand: the names of their pages, and which page has which row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.registers import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Register
    from sphinx_variorum.edition.tables import Cell, Part, Table

#: The folder of their pages.
FOLDER = "register-parts"
#: The kinds whose rows are linked to from elsewhere: by citations, names and labels.
_LINKED_TO = ("works", "names", "rhetoric")


class Parted(NamedTuple):
    """A register with parts: as it was asked for, filled, and the (page, part) of its parts and of
    its selections. Pages are named as Sphinx names documents.
    """

    asked: Register
    table: Table
    parts: tuple[tuple[str, Part], ...]
    selections: tuple[tuple[str, Part], ...]

    def in_sequence(
        self,
    ) -> Iterator[tuple[str, Part, tuple[str, PartLink] | None, tuple[str, PartLink] | None]]:
        """Every page with its part, and the (page, link) before and after it."""
        for pages in (self.parts, self.selections):
            for place, (page, part) in enumerate(pages):
                around = [
                    (pages[at][0], part_link(pages[at][1]))
                    if 0 <= at < len(pages) and pages[at][1].field == part.field
                    else None
                    for at in (place - 1, place + 1)
                ]
                yield page, part, around[0], around[1]


class PartLink(NamedTuple):
    """What is said of a part where it is linked to: the field and its value, which of several
    parts with that value it is (0: there is one), and how many rows it has.
    """

    field: str
    slug: str
    words: Cell
    number: int
    rows: int


def part_link(part: Part) -> PartLink:
    """What is said of `part` where it is linked to."""
    return PartLink(part.field, part.slug, part.words, part.number, len(part.table.rows))


def parted_registers(edition: Edition, docname: str) -> Iterator[Parted]:
    """The registers of a document that have parts or selections, each once."""
    page = edition.pages.get(docname)
    counts: dict[str, int] = {}
    asked = dict.fromkeys(
        register._replace(docname="", line=0) for register in (page.registers if page else ())
    )
    for register in asked:
        count = counts[register.kind] = counts.get(register.kind, 0) + 1
        table = fill(edition, register)
        if table.parts or table.selections:
            name = f"{register.kind}-{count}" if count > 1 else register.kind
            folder = f"{FOLDER}/{docname}/{name}"
            yield Parted(
                register,
                table,
                tuple((f"{folder}/{part.slug}", part) for part in table.parts),
                tuple((f"{folder}/{part.slug}", part) for part in table.selections),
            )


def place_rows(edition: Edition) -> dict[str, dict[str, str]]:
    """For every document with a split register whose rows are linked to from elsewhere: the page
    of each row, by the row's id.
    """
    placed: dict[str, dict[str, str]] = {}
    for docname in edition.order:
        if any(register.kind in _LINKED_TO for register in edition.pages[docname].registers):
            for parted in parted_registers(edition, docname):
                for page, part in parted.parts:
                    rows = placed.setdefault(docname, {})
                    for row in part.table.rows:
                        rows.setdefault(row.anchor, page)
    return placed
