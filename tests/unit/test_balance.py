"""The editors' balance counts what it says (issue 5, item 7)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.pictures.balance import balance, balance_of
from sphinx_variorum.edition.pictures.shapes import Bars, Drawing
from sphinx_variorum.edition.records import Annotation, Correction, EditorialNeed, Note
from sphinx_variorum.edition.vocabulary import schemes
from tests.unit import make
from tests.unit.test_pictures import cells, edition

RELATIONS = tuple(term.slug for term in schemes()["relation"].terms)


def _against(ident: str, relation: str, *keys: str, passage: str = "chronicle:1") -> Annotation:
    cites = tuple(Citation(key, "") for key in keys)
    return make.annotation(ident, make.counter_source(relation), cites=cites, passage=passage)


NOTES = (
    make.annotation("a", Note("rhetoric")),
    make.annotation("b", Note("rhetoric"), passage="letters:1"),
    make.annotation("c", Note("place"), passage="letters:1"),
    _against("d", "supports", "book2000", "echo2010"),
    _against("e", "confirms", "book2000"),
    _against("f", "qualifies", "book2000"),
    _against("g", "corrects", "echo2010", passage="letters:1"),
    _against("h", "mirrors"),
    make.annotation("i", make.need("answered-contradicted")),
    make.annotation("j", make.need("not-found")),
    make.annotation("k", Correction("name", "Thompson")),
    make.annotation("l", EditorialNeed("check", "", "", "", "", True)),
)


def _made() -> Edition:
    made = edition(NOTES, works=("book2000", "echo2010"))
    works = dict(made.works)
    works["echo2010"] = works["echo2010"]._replace(caveat="not seen by the editors, but known")
    return Edition(made.pages, ["index"], works)


def _table(drawing: Drawing) -> dict[str, list[list[str]]]:
    """The rows below each heading."""
    rows, groups = cells(drawing), drawing.table.groups
    ends = [*(group.start for group in groups[1:]), len(rows)]
    return {
        group.words[0].text: rows[group.start : end]
        for group, end in zip(groups, ends, strict=True)
    }


def test_every_count_has_its_place() -> None:
    """For each text and for all, in the order of the closed lists; a work counts once in a sum."""
    drawing = balance(_made())
    assert drawing.table.columns == ("what is counted", "C", "L", "all")
    assert _table(drawing) == {
        "What is printed": [["passages", "1", "1", "2"], ["words", "10", "10", "20"]],
        "Notes by type": [
            ["place", "0", "1", "1"],
            ["rhetoric", "1", "1", "2"],
            ["in all", "1", "2", "3"],
        ],
        "Counter-sources by relation": [
            ["corrected by", "0", "1", "1"],
            ["qualified by", "1", "0", "1"],
            ["supported by", "1", "0", "1"],
            ["independently confirmed by", "1", "0", "1"],
            ["mirrored by", "1", "0", "1"],
            ["in all", "4", "1", "5"],
        ],
        "Works set beside the words": [
            ["supported", "2", "0", "2"],
            ["qualified", "1", "0", "1"],
            ["contradicted or corrected", "0", "1", "1"],
            ["other relations", "0", "0", "0"],
            ["in all", "2", "1", "2"],
            ["not seen by the editors", "1", "1", "1"],
            ["as reported in a later work", "0", "0", "0"],
        ],
        "Citation needs by status": [
            ["answered: contradicted", "1", "0", "1"],
            ["no source found", "1", "0", "1"],
            ["in all", "2", "0", "2"],
        ],
        "Corrections by type": [["name", "1", "0", "1"], ["in all", "1", "0", "1"]],
    }


def test_shares_are_of_what_judges() -> None:
    """A mirror does not judge; where there is nothing to share there is no bar."""
    shape = balance(_made()).shape
    assert isinstance(shape, Bars)
    assert [measure.role for measure in shape.measures] == ["for", "partly", "against", "need"]
    assert shape.values[0] == (2 / 3, 1 / 3, 0.0, 0.5)
    assert shape.values[1] == (0.0, 0.0, 1.0, None)
    assert shape.values[2] == (0.5, 0.25, 0.25, 0.5)


def test_an_edition_without_annotations() -> None:
    """Nothing is drawn, and the table says how much is printed."""
    drawing = balance(edition())
    assert drawing.shape is None
    assert list(_table(drawing)) == ["What is printed"]


@given(
    st.lists(
        st.tuples(st.sampled_from(RELATIONS), st.sampled_from(["chronicle:1", "letters:1"])),
        max_size=12,
    )
)
def test_nothing_is_counted_twice_or_lost(found: list[tuple[str, str]]) -> None:
    """What is said of all texts is the sum of what is said of each."""
    notes = tuple(
        _against(f"n{place}", relation, passage=passage)
        for place, (relation, passage) in enumerate(found)
    )
    made = edition(notes)
    parts = [balance_of(made, [source]) for source in made.sources.values()]
    whole = balance_of(made, list(made.sources.values()))
    assert whole.terms == parts[0].terms + parts[1].terms
    assert whole.total("relation") == len(found)
