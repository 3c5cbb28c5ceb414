"""The legend: which terms of the closed lists are used, how often, and what is said of them."""

from __future__ import annotations

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.names.records import Name
from sphinx_variorum.edition.records import Correction, Note, Page, Position
from sphinx_variorum.edition.registers import fill
from sphinx_variorum.edition.registers.asking import ask
from sphinx_variorum.edition.tables import Table
from sphinx_variorum.edition.term_use import READ, uses
from sphinx_variorum.edition.vocabulary import schemes
from tests.unit import make

NOTES = (
    make.annotation(
        "a", Note("rhetoric", ("doubt", "slogan")), position=Position("leaving", "denies")
    ),
    make.annotation("b", Note("", ("slogan",))),
    make.annotation("c", make.counter_source("qualifies", certainty="low", credibility="3")),
    make.annotation("d", make.need("not-needed", no_need="summary", priority="high")),
    make.annotation("e", make.need("open")),
    make.annotation("f", Correction("name", "Thompson")),
)


def _edition() -> Edition:
    page = Page(
        sources=(make.source(),),
        passages=(make.passage(),),
        annotations=NOTES,
        claims=(make.claim(certainty="low"),),
    )
    works = {
        "graded": make.work("graded", grade="B"),
        "other": make.work("other"),
    }
    names = (Name("marsh", "person", "Marsh", "Marsh", ()),)
    return Edition({"index": page}, ["index"], works, names=names)


def _table(**options: str) -> Table:
    asked = ask("terms", options)
    assert asked.faults == ()
    return fill(_edition(), asked.register)


def _said(table: Table) -> list[list[str]]:
    return [["".join(words.text for words in cell) for cell in row.cells] for row in table.rows]


def test_each_use_is_counted() -> None:
    """Of annotations, claims, texts, works and names; what is not given is no term."""
    assert dict(uses(_edition())) == {
        ("annotation-kind", "editorial-note"): 2,
        ("annotation-kind", "counter-source"): 1,
        ("annotation-kind", "citation-needed"): 2,
        ("annotation-kind", "correction"): 1,
        ("stance", "denies"): 1,
        ("note-type", "rhetoric"): 1,
        ("rhetoric", "doubt"): 1,
        ("rhetoric", "slogan"): 2,
        ("relation", "qualifies"): 1,
        ("certainty", "low"): 2,
        ("credibility", "3"): 1,
        ("need-type", "citation"): 2,
        ("need-reason", "statistics"): 2,
        ("need-status", "not-needed"): 1,
        ("need-status", "open"): 1,
        ("no-need-reason", "summary"): 1,
        ("priority", "high"): 1,
        ("correction-type", "name"): 1,
        ("verdict", "supported"): 1,
        ("aspect", "fact"): 1,
        ("rights", "quotation"): 1,
        ("reliability", "B"): 1,
        ("name-kind", "person"): 1,
    }


def test_every_list_that_is_used_is_read() -> None:
    """So that no term is counted and not shown."""
    assert set(READ) <= set(schemes())
    assert len(set(READ)) == len(READ)
    assert {scheme for scheme, _slug in uses(_edition())} == set(READ)
    assert len(_table().rows) == len(uses(_edition()))


def test_a_legend_has_the_terms_of_its_list_in_their_order() -> None:
    """Label, meaning and number; a grade by its sign as well. Every row can be linked to."""
    status = _table(list="need-status")
    open_, not_needed = (
        next(term for term in schemes()["need-status"].terms if term.slug == slug)
        for slug in ("open", "not-needed")
    )
    assert _said(status) == [
        [open_.label, open_.definition, "1"],
        [not_needed.label, not_needed.definition, "1"],
    ]
    assert [row.anchor for row in status.rows] == [
        "term.need-status.open",
        "term.need-status.not-needed",
    ]
    assert [row[0] for row in _said(_table(list="credibility"))] == ["3 possibly true"]
    assert _said(_table(filter="uses > 1 and list == certainty"))[0][0] == "low"
