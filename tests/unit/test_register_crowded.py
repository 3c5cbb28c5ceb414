"""Rows of works and names with more places than a page can list (issue 4: 300 kB)."""

from __future__ import annotations

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.mentions import Mentions
from sphinx_variorum.edition.names import Mention, Name
from sphinx_variorum.edition.records import Page, Register
from sphinx_variorum.edition.registers import fill
from sphinx_variorum.edition.registers.crowded import MOST_PLACES
from sphinx_variorum.edition.registers.parting import MOST_BYTES, weight
from sphinx_variorum.edition.tables import Row
from tests.unit.make import annotation, passage, source, work

KING = Name("king", "person", "The King", "King, The", ())


def _edition(number: int) -> Edition:
    """`number` notes on one passage of C that cite a work and name the king; one on D."""
    notes = [
        annotation(f"n{at}", cites=(Citation("a", ""),), line=at + 2, passage="chronicle:1")
        for at in range(number)
    ]
    other = annotation("other", passage="diary:1", docname="diary")
    pages = {
        "index": Page((source(siglum="C"),), (passage(),), tuple(notes)),
        "diary": Page(
            (source("diary", siglum="D", docname="diary"),),
            (passage("diary:1", source="diary", docname="diary"),),
            (other._replace(cites=(Citation("a", ""),)),),
        ),
    }
    found = (Mention("king", 0, 4),)
    mentions = {
        "index": tuple(Mentions("annotation", item.ident, found) for item in notes),
        "diary": (Mentions("annotation", "other", found),),
    }
    known = {"a": work("a")}
    return Edition(pages, ["index", "diary"], known, names=[KING], mentions=mentions)


def _row(edition: Edition, kind: str) -> Row:
    (row,) = fill(edition, Register("index", 1, kind)).rows
    return row


def _last(row: Row) -> str:
    return "".join(words.text for words in row.cells[-1])


def test_places_are_listed_as_long_as_a_page_can_hold_them() -> None:
    edition = _edition(MOST_PLACES - 1)
    for kind in ("works", "names"):
        row = _row(edition, kind)
        linked = [words for words in row.cells[-1] if words.docname]
        assert len(linked) >= MOST_PLACES, kind
        assert weight(row) < MOST_BYTES, kind


def test_of_more_places_each_text_is_named_once_with_their_number() -> None:
    edition = _edition(MOST_PLACES + 1)
    for kind in ("works", "names"):
        row = _row(edition, kind)
        assert _last(row) == f"C ({MOST_PLACES + 1} ×); D (1 ×)", kind
        linked = [words for words in row.cells[-1] if words.docname]
        assert [words.docname for words in linked] == ["index", "diary"]
        assert linked[0].anchor == edition.annotations["n0"].anchor
