"""What pictures show, as data, and that their tables say the same (issue 4, items 5 and 6)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.coverage import coverage_of
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.pictures.burn_down import burn_down
from sphinx_variorum.edition.pictures.claims_matrix import MOST, SPEAKS, claims_matrix
from sphinx_variorum.edition.pictures.density import MOST as MOST_COLUMNS
from sphinx_variorum.edition.pictures.density import density
from sphinx_variorum.edition.pictures.disputes import disputes
from sphinx_variorum.edition.pictures.relations import relations
from sphinx_variorum.edition.pictures.shapes import (
    Bars,
    Drawing,
    Edge,
    Matrix,
    Network,
    Steps,
    Strips,
    Timeline,
)
from sphinx_variorum.edition.pictures.timeline import span, timeline
from sphinx_variorum.edition.records import Annotation, Page, Passage, Position
from tests.unit import make


def edition(
    annotations: tuple[Annotation, ...] = (),
    *,
    passages: tuple[Passage, ...] | None = None,
    claims: tuple[object, ...] = (),
    works: tuple[str, ...] = (),
) -> Edition:
    """Two texts, `chronicle` (C) and `letters` (L), with a passage each unless others are given."""
    texts = (
        make.source("chronicle", siglum="C", entry="chron1990"),
        make.source("letters", siglum="L", entry="lett2001"),
    )
    both = (make.passage("chronicle:1"), make.passage("letters:1"))
    page = Page(
        sources=texts,
        passages=both if passages is None else passages,
        annotations=annotations,
        claims=claims,  # type: ignore[arg-type]
    )
    known = {key: make.work(key, year=key[-4:]) for key in (*works, "chron1990", "lett2001")}
    return Edition({"index": page}, ["index"], known)


def cells(drawing: Drawing) -> list[list[str]]:
    """The table behind a picture, as words."""
    return [
        ["".join(word.text for word in cell) for cell in row.cells] for row in drawing.table.rows
    ]


def speaking(ident: str, passage: str, claim: str, stance: str) -> Annotation:
    """A note whose words take a stance."""
    return make.annotation(ident, passage=passage, position=Position(claim, stance))


OPPOSED = (
    speaking("a", "chronicle:1", "leaving", "asserts"),
    speaking("b", "letters:1", "leaving", "denies"),
    speaking("c", "letters:1", "return", ""),
)


def test_matrix_marks_every_stance() -> None:
    """A text that speaks to a claim without a stance has a sign of its own."""
    drawing = claims_matrix(edition(OPPOSED))
    shape = drawing.shape
    assert isinstance(shape, Matrix)
    assert [row.text for row in shape.rows] == ["Leaving", "Return"]
    assert [(m.row, m.column, m.kinds) for m in shape.marks] == [
        (0, 0, ("asserts",)),
        (0, 1, ("denies",)),
        (1, 1, (SPEAKS,)),
    ]
    assert [kind for kind, _words in shape.legend] == ["asserts", "denies", SPEAKS]
    assert cells(drawing) == [["Leaving", "asserts", "denies"], ["Return", "", "speaks of it"]]


def test_matrix_is_no_longer_than_can_be_taken_in() -> None:
    """It says how many there are."""
    many = tuple(
        speaking(f"n{number}", "chronicle:1", f"claim-{number}", "asserts")
        for number in range(MOST + 5)
    )
    drawing = claims_matrix(edition(many))
    assert isinstance(drawing.shape, Matrix)
    assert len(drawing.shape.rows) == len(drawing.table.rows) == MOST
    assert dict(drawing.notes[0].values)["claims"] == MOST + 5


def test_relations_are_counted_by_side() -> None:
    """What is neither for nor against nor between counts as other; the table has each relation."""
    found = ("contradicts", "refutes", "qualifies", "supports", "silent", "origin")
    notes = tuple(
        make.annotation(f"r{place}", make.counter_source(relation))
        for place, relation in enumerate(found)
    )
    drawing = relations(edition(notes))
    assert isinstance(drawing.shape, Bars)
    assert drawing.shape.values == ((2.0, 1.0, 1.0, 2.0), (0.0, 0.0, 0.0, 0.0))
    assert cells(drawing)[0] == ["C", "1", "1", "1", "1", "1", "1", "6"]


def test_burn_down_follows_the_dates() -> None:
    """A need that was settled leaves one band for another."""
    notes = (
        make.annotation("a", make.need(opened="2026-01")),
        make.annotation(
            "b", make.need("answered-mixed", opened="2026-01-01", resolved="2026-02-03")
        ),
        make.annotation("c", make.need("withdrawn", opened="", resolved="")),
    )
    drawing = burn_down(edition(notes))
    shape = drawing.shape
    assert isinstance(shape, Steps)
    assert shape.dates == ("2026-01-01", "2026-02-03")
    assert [(band.label.text, band.counts) for band in shape.bands] == [
        ("open", (2, 1)),
        ("answered", (0, 1)),
    ]
    assert cells(drawing) == [["2026-01-01", "2", "0"], ["2026-02-03", "1", "1"]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["open", "searching", "not-found", "answered-mixed", "not-needed"]),
            st.dates().map(str),
            st.dates().map(str) | st.just(""),
        ),
        max_size=12,
    )
)
def test_burn_down_loses_no_need(found: list[tuple[str, str, str]]) -> None:
    """At the end every need stands in exactly one band, and at no time in less than none."""
    notes = tuple(
        make.annotation(f"n{place}", make.need(status, opened=opened, resolved=resolved))
        for place, (status, opened, resolved) in enumerate(found)
    )
    shape = burn_down(edition(notes)).shape
    if not found:
        assert shape is None
        return
    assert isinstance(shape, Steps)
    assert sum(band.counts[-1] for band in shape.bands) == len(found)
    assert all(count >= 0 for band in shape.bands for count in band.counts)
    assert list(shape.dates) == sorted(set(shape.dates))


def test_arrow_leads_from_who_denies_to_who_asserts() -> None:
    """And from a text that the editors set against another."""
    against = make.annotation(
        "d", make.counter_source("corrects", counter_passage="letters:1"), passage="chronicle:1"
    )
    mirrors = tuple(
        make.annotation(ident, make.counter_source("mirrors", counter_passage=other), passage=here)
        for ident, here, other in (
            ("e", "chronicle:1", "letters:1"),
            ("f", "letters:1", "chronicle:1"),
        )
    )
    drawing = disputes(edition((*OPPOSED, against, *mirrors)))
    assert isinstance(drawing.shape, Network)
    assert drawing.shape.edges == (Edge(1, 0, "against", 2, False), Edge(0, 1, "need", 1, True))
    assert cells(drawing)[0] == ["L", "disputes", "C", "2"]


def test_texts_that_agree_are_not_joined() -> None:
    """Nothing is drawn, and the table is empty."""
    agreed = (
        speaking("a", "chronicle:1", "leaving", "asserts"),
        speaking("b", "letters:1", "leaving", "asserts"),
    )
    drawing = disputes(edition(agreed))
    assert drawing.shape is None
    assert drawing.table.rows == ()


def test_density_counts_each_passage() -> None:
    """In the order of the text; a passage without annotations has its column."""
    passages = tuple(
        make.passage(f"chronicle:{number}", number=str(number)) for number in (1, 2, 3)
    )
    notes = (
        make.annotation("a", passage="chronicle:1"),
        make.annotation("b", passage="chronicle:3"),
        make.annotation("c", make.need(), passage="chronicle:3"),
    )
    made = edition(notes, passages=passages)
    drawing = density(made, made.sources["chronicle"])
    assert isinstance(drawing.shape, Strips)
    assert drawing.shape.columns == ("1", "2", "3")
    assert [strip.counts for strip in drawing.shape.strips] == [(1, 0, 1), (0, 0, 1)]
    assert cells(drawing) == [
        ["C 1", "10", "1", "0", "1"],
        ["C 2", "10", "0", "0", "0"],
        ["C 3", "10", "1", "1", "2"],
    ]
    assert dict(drawing.description.values)["bare"] == 1


def test_density_of_a_long_text_puts_neighbours_together() -> None:
    """No annotation is lost by it."""
    passages = tuple(make.passage(f"chronicle:{n}", number=str(n)) for n in range(1, 1001))
    notes = tuple(make.annotation(f"n{n}", passage=f"chronicle:{n}") for n in range(1, 1001))
    made = edition(notes, passages=passages)
    shape = density(made, made.sources["chronicle"]).shape
    assert isinstance(shape, Strips)
    assert len(shape.columns) <= MOST_COLUMNS
    assert sum(shape.strips[0].counts) == 1000
    assert shape.columns[0] == "1–13"


def test_timeline_places_texts_claims_and_works() -> None:
    """A work that is older than the axis is counted beside it; the edited texts are no works."""
    years = [*range(1980, 2020), 1814]
    keys = tuple(f"work{year}" for year in years)
    note = make.annotation(
        "a", make.counter_source(), cites=tuple(Citation(key, "") for key in keys)
    )
    claim = make.claim(date="1950-06-25", title="The war began")
    drawing = timeline(edition((note,), claims=(claim,), works=keys))
    shape = drawing.shape
    assert isinstance(shape, Timeline)
    assert (shape.first, shape.last, shape.earlier) == (1950, 2019, 1)
    assert [[event.label for event in lane.events] for lane in shape.lanes] == [
        ["C", "L"],
        ["The war began"],
    ]
    assert sum(count for _year, count in shape.counts) == 40
    said = cells(drawing)
    assert said[0] == ["1814", "counter-sources", "1"]
    assert ["1950-06-25", "event", "The war began"] in said


def test_dates_that_can_be_placed() -> None:
    """Spans and guesses have a place, nothing before Christ and no forthcoming."""
    assert span("c. 1920") == ("1920", "")
    assert span("1950–1953") == ("1950", "1953")
    assert span("2022-01-27") == ("2022-01-27", "")
    assert span("44 BC") == span("forthcoming") == span("") == ("", "")


def test_coverage_counts_what_it_says() -> None:
    """A claim that only an edited text, or what rests on one, speaks for has no independent source;
    one that was judged as framing is no factual claim.
    """
    judged = make.counter_source("supports")

    def cited(ident: str, claim: str, key: str) -> Annotation:
        return make.annotation(
            ident, judged, cites=(Citation(key, ""),), position=Position(claim, "asserts")
        )

    notes = (
        cited("a", "one", "book2000"),
        cited("b", "two", "lett2001"),
        cited("c", "three", "book2000"),
        cited("d", "four", "echo2010"),
        make.annotation("e", make.need("not-found")),
        make.annotation("f", make.need("open")),
    )
    made = edition(
        notes, claims=(make.claim("three", aspect="framing"),), works=("book2000", "echo2010")
    )
    works = dict(made.works)
    works["echo2010"] = works["echo2010"]._replace(origin="chron1990")
    made = Edition(made.pages, ["index"], works)
    counted = coverage_of(made, [made.sources["chronicle"]])
    assert (counted.sourced, counted.claims) == (1, 3)
    assert (counted.settled, counted.needs) == (1, 2)
    assert (counted.bare, counted.passages) == (0, 1)
    assert (counted.notes, counted.words) == (6, 10)
    assert (counted.supported, counted.qualified, counted.contradicted) == (4, 0, 0)
    other = coverage_of(made, [made.sources["letters"]])
    assert (other.bare, other.passages, other.claims) == (1, 1, 0)
