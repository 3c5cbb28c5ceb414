"""The whole edition in one view: every record by its id, and what points at what."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.index import Edition, Use
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.records import (
    Annotation,
    CounterSource,
    Need,
    Page,
    Reference,
    Register,
)
from tests.unit import make


def at(docname: str, line: int = 10) -> dict[str, Any]:
    """Where a record was written."""
    return {"docname": docname, "line": line}


PAGES = {
    "b": Page(
        sources=(make.source("b-source", siglum="B", entry="book", **at("b", 3)),),
        passages=(
            make.passage("b-source:1", **at("b", 10)),
            make.passage("b-source:2", proof="absent", **at("b", 30)),
        ),
        annotations=(
            make.annotation("b-note", passage="b-source:1", **at("b", 12)),
            make.annotation(
                "b-counter",
                make.counter_source("supports", counter_passage="a-source:1"),
                passage="b-source:1",
                cites=(Citation("book", "p. 12"),),
                **at("b", 14),
            ),
        ),
        references=(Reference("b", 2, "passage", "a-source:1", ""),),
    ),
    "a": Page(
        sources=(make.source("a-source", **at("a", 3)),),
        passages=(make.passage("a-source:1", proof="locked", words=7, **at("a", 10)),),
        annotations=(
            make.annotation(
                "a-need",
                make.need("answered-supported"),
                passage="a-source:1",
                cites=(Citation("book", ""), Citation("gone", "")),
                **at("a", 12),
            ),
            make.annotation(
                "a-standoff", passage="b-source:1", state="standoff", span=(0, 0), **at("a", 40)
            ),
        ),
        references=(
            Reference("a", 12, "work", "book, p. 3", "a-need"),
            Reference("a", 5, "work", "other", ""),
        ),
    ),
    "registers": Page(
        registers=(
            Register("registers", 3, "needs", "status == open"),
            Register("registers", 5, "works"),
        )
    ),
}


def test_records_by_id() -> None:
    """Every record is found by the id that its editor chose."""
    edition = Edition(PAGES)
    assert set(edition.sources) == {"a-source", "b-source"}
    assert set(edition.passages) == {"a-source:1", "b-source:1", "b-source:2"}
    assert set(edition.annotations) == {"a-need", "a-standoff", "b-note", "b-counter"}
    assert edition.sigla["B"].ident == "b-source"
    assert [passage.ident for passage in edition.passages_of["b-source"]] == [
        "b-source:1",
        "b-source:2",
    ]
    assert edition.duplicates == []


def test_the_order_is_the_reader_s() -> None:
    """Documents that the table of contents leaves out follow by name; unknown ones are nothing."""
    assert Edition(PAGES, ["b", "gone", "b"]).order == ["b", "a", "registers"]
    assert Edition(PAGES).order == ["a", "b", "registers"]
    assert Edition({}).order == []


def test_annotations_of_a_passage() -> None:
    """Those written elsewhere are among them, and shown where their passage is."""
    edition = Edition(PAGES, ["b"], standoff={"a-standoff": ("anchored", (3, 8))})
    found = edition.annotations_of["b-source:1"]
    assert [annotation.ident for annotation in found] == ["b-note", "b-counter", "a-standoff"]
    assert (found[-1].state, found[-1].span) == ("anchored", (3, 8))
    assert edition.docname_of(found[-1]) == "b"
    orphan = make.annotation(passage="nowhere:1", docname="a")
    assert edition.docname_of(orphan) == "a"


def test_uses_of_a_work() -> None:
    """Each cited work knows every place that cites it and as what (issue 2, bibliography)."""
    edition = Edition(PAGES, ["b", "a"])
    assert [(use.role, use.docname, use.locator) for use in edition.uses["book"]] == [
        ("edited", "b", ""),
        ("supports", "b", "p. 12"),
        ("evidence", "a", ""),
        ("mention", "a", "p. 3"),
    ]
    mention = edition.uses["book"][-1]
    assert mention.annotation is edition.annotations["a-need"]
    assert edition.uses["other"] == [Use("mention", None, None, "a", 5, "")]
    assert len(edition.uses["gone"]) == 1


def test_backlinks_of_a_passage() -> None:
    """Counter-passages and references in prose point back."""
    edition = Edition(PAGES, ["b"])
    links = edition.backlinks["a-source:1"]
    assert [(link.annotation.ident if link.annotation else "", link.line) for link in links] == [
        ("b-counter", 14),
        ("", 2),
    ]


def test_labels() -> None:
    """A passage is cited by siglum and number, and by its id where there is no siglum."""
    edition = Edition(PAGES)
    assert edition.label("b-source:1") == "B 1"
    assert edition.label("a-source:1") == "a-source:1"
    assert edition.label("nowhere:9") == "nowhere:9"


def test_register_page() -> None:
    """Links lead to the whole register, not to a part of it."""
    edition = Edition(PAGES)
    assert edition.register_page("works") == "registers"
    assert edition.register_page("needs") == ""


def test_rights_count_what_is_proved() -> None:
    """Words quoted are those that stand in the witness; an absent passage quotes nothing."""
    edition = Edition(PAGES)
    assert edition.quoted_words("b-source") == 10
    assert edition.quoted_words("a-source") == 7
    assert edition.quoted_words("nobody") == 0


@pytest.mark.parametrize("kind", ["source", "passage", "annotation", "siglum"])
def test_duplicates_name_both_places(kind: str) -> None:
    """Duplicate ids in two files: both places are named, the first in the edition keeps it."""
    pages = {
        docname: {
            "source": Page(sources=(make.source("same", **at(docname, 4)),)),
            "siglum": Page(sources=(make.source(f"s-{docname}", siglum="S", **at(docname, 4)),)),
            "passage": Page(passages=(make.passage("same:1", **at(docname, 4)),)),
            "annotation": Page(annotations=(make.annotation("same", **at(docname, 4)),)),
        }[kind]
        for docname in ("z", "m")
    }
    for order in (["m", "z"], ["z", "m"]):
        edition = Edition(pages, order)
        (found,) = edition.duplicates
        assert (found.kind, found.first, found.second) == (kind, (order[0], 4), (order[1], 4))
        tables: dict[str, dict[str, Any]] = {
            "source": edition.sources,
            "siglum": edition.sigla,
            "passage": edition.passages,
            "annotation": edition.annotations,
        }
        assert [record.docname for record in tables[kind].values()] == [order[0]]


def test_a_repeated_passage_counts_as_reproduced() -> None:
    """It is printed, whatever its id: its words are words quoted."""
    pages = {
        "a": Page(passages=(make.passage("s:1", words=5, **at("a")),)),
        "b": Page(passages=(make.passage("s:1", words=6, **at("b")),)),
    }
    assert Edition(pages).quoted_words("s") == 11


DOCNAMES = st.permutations(sorted(PAGES))


@given(DOCNAMES, DOCNAMES)
def test_the_outcome_does_not_depend_on_the_reading(read: list[str], order: list[str]) -> None:
    """Workers may come back in any sequence (issue 2: -j 2 gives the same bytes)."""
    first = Edition(PAGES, order)
    second = Edition({docname: PAGES[docname] for docname in read}, order)
    for name in ("sources", "passages", "annotations", "uses", "backlinks", "annotations_of"):
        assert list(getattr(first, name).items()) == list(getattr(second, name).items())


def test_records_are_plain_data() -> None:
    """They can be stored and sent between processes: strings, numbers, tuples; frozen."""
    assert pickle.loads(pickle.dumps(PAGES)) == PAGES
    record: Annotation = PAGES["b"].annotations[0]
    with pytest.raises(AttributeError):
        record.lemma = "other"  # type: ignore[misc]
    assert len({record, record._replace()}) == 1


def test_counter_passage() -> None:
    """Counter-sources and needs may set another passage against theirs; notes do not."""
    detail: CounterSource | Need
    for detail in (
        make.counter_source(counter_passage="a:1"),
        make.need(counter_passage="a:1"),
    ):
        assert make.annotation(detail=detail).counter_passage == "a:1"
    assert make.annotation().counter_passage == ""
