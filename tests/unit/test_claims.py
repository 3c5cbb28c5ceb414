"""Claims: what speaks to them, and what their pages hold (issue 4, item 1)."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_variorum.edition.claim_pages import ClaimPage, claim_page, tally
from sphinx_variorum.edition.claims import bearing, claims, standing
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.records import Annotation, Page, Position
from sphinx_variorum.edition.tables import Cell, Table
from tests.unit import make


def _said(cell: Cell) -> str:
    return "".join(words.text for words in cell)


def _table(page: ClaimPage, kind: str) -> Table:
    return next(part.table for part in page.parts if part.table.kind == kind)


def _speaks(ident: str, passage: str, stance: str, **given: Any) -> Annotation:
    position = Position("leaving", stance, *(given.pop(name, "") for name in ("value", "date")))
    cites = tuple(Citation(key, "p. 1") for key in given.pop("cites", ()))
    detail = given.pop("detail", None) or make.counter_source(given.pop("relation", "supports"))
    return make.annotation(ident, detail, passage=passage, position=position, cites=cites, **given)


def _edition(*annotations: Annotation, **given: Any) -> Edition:
    page = Page(
        sources=tuple(make.source(ident, siglum=ident[0].upper()) for ident in "cde"),
        passages=tuple(make.passage(ident) for ident in ("c:1", "d:1", "d:2")),
        annotations=annotations,
        claims=(make.claim("leaving", **given), make.claim("other", mirrors=("leaving",))),
    )
    works = {key: make.work(key) for key in ("a", "b")}
    works["copy"] = make.work("copy", origin="a")
    return Edition({"index": page}, works=works)


def test_one_row_for_each_text_with_its_words_once() -> None:
    """A text that speaks twice has one row; those that do not speak are named below."""
    edition = _edition(
        _speaks("n1", "d:1", "asserts", lemma="few leave", cites=["a"]),
        _speaks("n2", "d:2", "qualifies", lemma="some leave", cites=["b"]),
        _speaks("n3", "d:1", "asserts", lemma="few leave", cites=["b"]),
        _speaks("n4", "c:1", "denies", lemma="many", cites=["b"]),
    )
    page = claim_page(edition, edition.claims["leaving"])
    rows = _table(page, "claim-texts").rows
    assert [[_said(cell) for cell in row.cells] for row in rows] == [
        ["C", "C 1 “many”", "denies"],
        ["D", "D 1 “few leave”; D 2 “some leave”", "asserts, qualifies"],
    ]
    (silent,) = page.parts[0].lines
    assert _said(silent) == "Not spoken of in E"
    assert {name: _said(said) for name, said in page.facts}["Mirrored by"] == "Other"


def test_evidence_is_ordered_by_relation_and_graded() -> None:
    """Contradicting first, as in the closed list; grade of the work and of its use."""
    edition = _edition(
        _speaks("n1", "d:1", "asserts", cites=["a"]),
        _speaks(
            "n2",
            "d:2",
            "asserts",
            cites=["b"],
            detail=make.counter_source("contradicts", credibility="2"),
        ),
    )
    edition.works = {**edition.works, "b": make.work("b", grade="B")}  # type: ignore[misc]
    rows = _table(claim_page(edition, edition.claims["leaving"]), "claim-evidence").rows
    assert [row.kind for row in rows] == ["contradicts", "supports"]
    assert _said(rows[0].cells[2]) == "B 2"


def test_works_of_one_origin_count_once() -> None:
    """And the page says which they are."""
    edition = _edition(
        _speaks("n1", "d:1", "asserts", cites=["a", "copy"]),
        _speaks("n2", "d:2", "asserts", cites=["b"], relation="contradicts"),
    )
    found = standing(edition, "leaving")
    assert dict(tally(edition, found)) == {
        "supports": 1,
        "contradicts": 1,
        "qualifies": 0,
        "silent": 0,
    }
    evidence = claim_page(edition, edition.claims["leaving"]).parts[-1]
    (line,) = evidence.lines
    assert _said(line).startswith("These share an origin and count as one: ")
    assert found.disputed


@pytest.mark.parametrize(
    ("relation", "stance", "does"),
    [
        ("supports", "asserts", "supports"),
        ("supports", "assumes", "supports"),
        ("supports", "", "supports"),
        ("supports", "denies", "contradicts"),
        ("refutes", "denies", "supports"),
        ("contradicts", "asserts", "contradicts"),
        ("contradicts", "qualifies", "qualifies"),
        ("qualifies", "denies", "qualifies"),
        ("confirms", "mirrors", ""),
        ("silent", "denies", "silent"),
        ("context", "asserts", ""),
    ],
)
def test_a_relation_to_words_that_deny_tells_the_other_way(
    relation: str, stance: str, does: str
) -> None:
    """What is judged of the words is not yet judged of the claim."""
    assert bearing(_speaks("n", "d:1", stance, relation=relation)) == does


def test_what_supports_a_denial_contradicts_the_claim() -> None:
    """In the tally, in the table, and for whether there is a dispute."""
    edition = _edition(
        _speaks("n1", "d:1", "asserts", cites=["a"]),
        _speaks("n2", "d:2", "denies", cites=["b"]),
    )
    found = standing(edition, "leaving")
    assert dict(tally(edition, found)) == {
        "supports": 1,
        "contradicts": 1,
        "qualifies": 0,
        "silent": 0,
    }
    rows = _table(claim_page(edition, edition.claims["leaving"]), "claim-evidence").rows
    assert [_said(row.cells[4]) for row in rows] == ["supported", "contradicted"]


def test_open_needs_and_values() -> None:
    """Only needs that wait are listed; values that clash are marked, the editors' among them."""
    edition = _edition(
        _speaks("n1", "d:1", "asserts", value="0.4 %", cites=["a"]),
        _speaks("n2", "d:2", "asserts", value="< 0.5 %", cites=["a"]),
        _speaks("n3", "c:1", "asserts", detail=make.need("open")),
        _speaks("n4", "c:1", "asserts", detail=make.need("not-found")),
        value="0.13 %",
    )
    page = claim_page(edition, edition.claims["leaving"])
    assert [row.kind for row in _table(page, "claim-needs").rows] == ["open"]
    rows = _table(page, "claim-values").rows
    assert [(_said(row.cells[0]), row.kind) for row in rows] == [
        ("the editors", "clash"),
        ("D 1", "clash"),
        ("D 2", ""),
    ]


def test_claims_without_a_page_are_known_by_their_ids() -> None:
    """An edition that has not written its claims yet can name them."""
    note = make.annotation("n", passage="d:1", position=Position("how-many"))
    edition = _edition(note)
    assert [claim.words for claim in claims(edition)] == ["Leaving", "Other", "How many"]
