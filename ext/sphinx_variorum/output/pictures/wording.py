"""The words of a picture, translated: what is drawn, read aloud, and put into its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from sphinx_variorum.edition.tables import Words
from sphinx_variorum.output.interface import _, decimal, numbered

if TYPE_CHECKING:
    from sphinx_variorum.edition.pictures.shapes import Sentence
    from sphinx_variorum.edition.tables import Cell, Table

Said = TypeVar("Said")

#: Stands for the prefix of a picture's ids until its page is known; no text has it.
PREFIX = "\ue000"


def translated(record: Said) -> Said:
    """A shape whose words are those that are drawn: translated, and without their links."""
    if isinstance(record, Words):
        text = str(_(record.text)) if record.interface else record.text
        return cast("Said", Words(text))
    if isinstance(record, tuple):
        parts = [translated(part) for part in record]
        return cast("Said", type(record)(*parts) if hasattr(record, "_fields") else tuple(parts))
    return record


def sentence_said(sentence: Sentence) -> str:
    """A sentence with its values."""
    return str(_(sentence.text)) % dict(sentence.values)


def value_said(value: float, unit: str) -> str:
    """A value beside its bar; `unit` as in `Measure`."""
    if unit == "share":
        return str(_("%d %%")) % round(100 * value)
    if unit == "rate":
        return decimal(value)
    return numbered("%d", round(value))


def cell_said(cell: Cell) -> Cell:
    """A cell of a picture's table: numbers with a decimal (style ``decimal``) as they are written
    in the interface's language.
    """
    return tuple(
        Words(decimal(float(words.text))) if words.style == "decimal" else words for words in cell
    )


def table_said(table: Table) -> Table:
    """A picture's table with its numbers, as in `cell_said`."""
    rows = (row._replace(cells=tuple(map(cell_said, row.cells))) for row in table.rows)
    return table._replace(rows=tuple(rows))
