"""The register of rhetoric: a row for each label of a note, in the order of the closed list."""

from __future__ import annotations

import pytest

from sphinx_variorum.edition.cells import rhetoric_words
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import Note, Page
from sphinx_variorum.edition.registers import fill, parting
from sphinx_variorum.edition.registers.asking import ask
from tests.unit import make

PAGE = Page(
    sources=(make.source("s", siglum="S"),),
    passages=(make.passage("s:1"), make.passage("s:2", line=30)),
    annotations=(
        make.annotation("late", Note("rhetoric", ("slogan", "doubt")), passage="s:2"),
        make.annotation("early", Note("", ("slogan",)), passage="s:1", lemma=""),
        make.annotation("bare", Note("rhetoric"), passage="s:1"),
        make.annotation("need", make.need(), passage="s:1"),
    ),
)


def _rows(**options: str) -> list[tuple[str, ...]]:
    asked = ask("rhetoric", options)
    assert asked.faults == ()
    rows = fill(Edition({"one": PAGE}), asked.register).rows
    said = ["".join(words.text for words in cell) for row in rows for cell in row.cells]
    return [(row.anchor, *said[4 * at : 4 * at + 4]) for at, row in enumerate(rows)]


def test_rows_by_label_and_then_in_the_order_of_the_text() -> None:
    """A note with two labels has two rows; one without any has none."""
    assert _rows() == [
        ("row.doubt.late", "doubt", "S 2", "words", "rhetoric"),
        ("row.slogan.early", "slogan", "S 1", "the whole passage", "note"),
        ("row.slogan.late", "slogan", "S 2", "words", "rhetoric"),
    ]


def test_rows_are_chosen_by_what_a_note_has() -> None:
    """Label, type, and the fields of all annotations."""
    assert [row[0] for row in _rows(filter="label == slogans and type")] == ["row.slogan.late"]
    assert [row[0] for row in _rows(filter="passage == s:1")] == ["row.slogan.early"]


def test_labels_lead_to_their_rows_if_a_page_lists_them_all() -> None:
    """A register of some of them is no place to lead to."""
    late = PAGE.annotations[0]

    def leads(**options: str) -> list[tuple[str, str, str]]:
        asked = ask("rhetoric", options).register._replace(docname="all")
        made = Edition({"one": PAGE, "all": Page(registers=(asked,))})
        return [(words.text, words.docname, words.anchor) for words in rhetoric_words(made, late)]

    between = ("; ", "", "")
    assert leads() == [
        ("slogan", "all", "row.slogan.late"),
        between,
        ("doubt", "all", "row.doubt.late"),
    ]
    assert leads(filter="label == doubt") == [("slogan", "", ""), between, ("doubt", "", "")]
    assert rhetoric_words(Edition({"one": PAGE}), PAGE.annotations[3]) == ()


def test_labels_lead_to_the_page_of_their_row_if_the_register_is_split(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each label has a page of its own then."""
    monkeypatch.setattr(parting, "MOST_ROWS", 2)
    asked = ask("rhetoric", {}).register._replace(docname="all")
    made = Edition({"one": PAGE, "all": Page(registers=(asked,))}, splits=True)
    assert [words.docname for words in rhetoric_words(made, PAGE.annotations[0])] == [
        "register-parts/all/rhetoric/label.slogan",
        "",
        "register-parts/all/rhetoric/label.doubt",
    ]
