"""Where names are mentioned, across documents, and the numbers of notes."""

from __future__ import annotations

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.mentions import Mentions, Place
from sphinx_variorum.edition.names import Mention, Name
from sphinx_variorum.edition.note_numbers import apparatus_letter, note_numbers
from sphinx_variorum.edition.records import Correction, Page, Register
from sphinx_variorum.edition.registers import fill
from sphinx_variorum.edition.registers.names import name_anchor, name_page
from tests.unit.make import annotation, passage, source

KING = Name("king", "person", "The King", "King, The", ())
NORTH = Name("north", "place", "the North", "North", ())


def said(table_row: object) -> str:
    """The words of a row's last cell."""
    cells = table_row.cells  # type: ignore[attr-defined]
    return "".join(words.text for words in cells[-1])


def mentions(kind: str, ident: str, *names: str) -> Mentions:
    """Mentions one after the other; where they stand does not count here."""
    return Mentions(kind, ident, tuple(Mention(name, at, at + 1) for at, name in enumerate(names)))


def edition(*extra: Page) -> Edition:
    """Two passages of one text, the second with three notes, written in no order."""
    notes = (
        annotation("late", passage="chronicle:2", span=(20, 30), line=31),
        annotation("early", passage="chronicle:2", span=(0, 5), line=32),
        annotation("slip", Correction("", "x"), passage="chronicle:2", span=(6, 9), line=33),
    )
    pages = {
        "index": Page(
            (source(siglum="C"),),
            (passage(), passage("chronicle:2", line=30)),
            notes,
            registers=(Register("names", 3, "names"),),
        ),
        **{f"extra-{number}": page for number, page in enumerate(extra)},
    }
    stored = {
        "index": (
            mentions("passage", "chronicle:1", "king", "north", "king"),
            mentions("annotation", "late", "king"),
            mentions("annotation", "early", "king", "gone"),
            mentions("annotation", "slip", "king"),
        ),
        "extra-0": (mentions("passage", "chronicle:1", "north"),),
    }
    return Edition(pages, ["index"], names=(KING, NORTH), mentions=stored)


def test_places_follow_the_reader() -> None:
    """Passage by passage; notes in the order of their lemmata; each place once."""
    made = edition()
    assert [place.passage for place in made.mentioned.places["king"]] == [
        "chronicle:1",
        *["chronicle:2"] * 3,
    ]
    idents = [place.annotation.ident for place in made.mentioned.places["king"] if place.annotation]
    assert idents == ["early", "slip", "late"]
    assert made.mentioned.places["north"] == [Place("chronicle:1")]


def test_names_that_are_no_more_are_passed_over() -> None:
    """What is stored may speak of a name that the file has lost."""
    made = edition()
    assert "gone" not in made.mentioned.places
    assert made.mentioned.in_annotation["early"] == ("king",)


def test_names_under_a_lemma() -> None:
    """Those whose words it shares, by the offsets that are stored."""
    notes = (annotation("on", span=(1, 2)), annotation("off", state="unanchored", span=(0, 0)))
    made = Edition(
        {"index": Page((source(),), (passage(),), notes)},
        names=(KING, NORTH),
        mentions={"index": (mentions("passage", "chronicle:1", "king", "north", "gone"),)},
    )
    assert [made.mentioned.under(note) for note in notes] == [("north",), ()]


def test_notes_are_numbered_as_on_their_page() -> None:
    """Corrections have letters, all others run over the page."""
    assert note_numbers(edition(), "index") == {"early": "1", "slip": "a", "late": "2"}
    assert [apparatus_letter(count) for count in (0, 25, 26)] == ["a", "z", "aa"]


def test_row_says_text_passage_and_notes() -> None:
    """A passage is linked only if its own words have the name."""
    made = edition()
    king, north = fill(made, Register("", 0, "names")).rows
    assert king.anchor == name_anchor("king")
    assert said(king) == "C 1, C 2 (notes 1, a, 2)"
    assert [words.anchor for words in king.cells[-1] if words.docname] == [
        "chronicle.1",
        "early",
        "slip",
        "late",
    ]
    assert said(north) == "C 1"


def test_second_passage_of_an_id_neither_counts_nor_numbers() -> None:
    """It belongs to another; notes on its page have no number that could be told beforehand."""
    second = Page(
        (), (passage(docname="extra-0"),), (annotation("there", docname="extra-0", line=40),)
    )
    made = edition(second)
    assert made.mentioned.places["north"] == [Place("chronicle:1")]
    assert note_numbers(made, "extra-0") == {}
    assert note_numbers(made, "index")


def test_whole_register_is_the_page_of_a_name_before_limited_ones() -> None:
    """And a limited one only of those that it has."""
    limited = Page(registers=(Register("places", 3, "names", filter="kind == place"),))
    most = Page(registers=(Register("front", 3, "names", most=5),))
    whole = edition(limited, most)
    assert {name_page(whole, name) for name in (KING, NORTH)} == {"names"}
    without = Edition({"places": limited, "front": most}, names=(KING, NORTH))
    assert name_page(without, KING) == ""
    assert name_page(without, NORTH) == "places"
