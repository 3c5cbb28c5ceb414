"""Parts of a register on pages of their own: of one that is long, and for values asked for.

A page is stable: it holds the rows of one value (a text, a letter, a year), so that a row more in
one text changes the pages of no other, and its address stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_variorum.edition.bibliography.text import fold
from sphinx_variorum.edition.filters import Kind
from sphinx_variorum.edition.records import number_slug
from sphinx_variorum.edition.tables import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_variorum.edition.filters import Field, Scalar
    from sphinx_variorum.edition.tables import Cell, Row, Table

#: A page holds at most so many rows (issue 4).
MOST_ROWS = 500
#: And rows of at most so many bytes as HTML, about: with what stands around them no page should
#: have more than 300 kB (issue 4).
MOST_BYTES = 230_000

# What HTML adds to the words of a row, a cell, a stretch with a style, and a link.
_OF_ROW, _OF_CELL, _OF_STYLE, _OF_LINK = 60, 9, 28, 85


class Entry(NamedTuple):
    """A row, the values by which it was chosen, and its weight (`weight`; 0: nobody asks)."""

    values: Mapping[str, Any]
    row: Row
    weight: int


class Bucket(NamedTuple):
    """The entries with one value of a field, its slug and what a reader calls it."""

    slug: str
    words: Cell
    entries: Sequence[Entry]


def weight(row: Row) -> int:
    """About how many bytes a row has as HTML; the same wherever its links lead."""
    said = _OF_ROW + _OF_CELL * len(row.cells)
    for cell in row.cells:
        for words in cell:
            text = words.text
            said += len(text) if text.isascii() else len(text.encode(errors="replace"))
            if words.style:
                said += _OF_STYLE
            if words.docname:
                said += _OF_LINK + len(words.anchor)
            elif words.url:
                said += len(words.url)
    return said


def is_long(entries: Sequence[Entry]) -> bool:
    """Whether rows are too many, or too heavy, for one page."""
    return len(entries) > MOST_ROWS or sum(entry.weight for entry in entries) > MOST_BYTES


def initial(value: Scalar, field: Field) -> Scalar:
    """What stands for a value where a register is split: the first letter of running words, the
    year of a date, else the value itself.
    """
    if field.kind is Kind.TEXT:
        return fold(str(value))[:1].upper() or str(value)[:1]
    return str(value)[:4] if field.kind is Kind.DATE else value


def parts_of(
    field: Field, buckets: Iterable[Bucket], table: Callable[[Sequence[Entry]], Table]
) -> Iterator[Part]:
    """A part for each bucket, or several if its rows are too long for one page."""
    taken: set[str] = set()
    for bucket in buckets:
        value = number_slug(bucket.slug.casefold())
        slug = stem = f"{field.name}.{value}" if value else field.name
        count = 1
        while slug in taken:
            count += 1
            slug = f"{stem}-{count}"
        taken.add(slug)
        chunks = list(_chunks(bucket.entries))
        for number, chunk in enumerate(chunks, 1):
            of_several = number if len(chunks) > 1 else 0
            at = f"{slug}.{number}" if number > 1 else slug
            yield Part(field.name, at, bucket.words, of_several, table(chunk))


def _chunks(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    start = size = 0
    for place, entry in enumerate(entries):
        more = entry.weight
        if place > start and (place - start >= MOST_ROWS or size + more > MOST_BYTES):
            yield entries[start:place]
            start, size = place, 0
        size += more
    yield entries[start:]
