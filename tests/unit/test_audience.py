"""What the editors owe is taken out before anything looks at the records."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.audience import AUDIENCES, debts, shows_debts, without_debts
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.layers import layer_of
from sphinx_variorum.edition.records import Annotation, EditorialNeed, Note, Page, Reference
from tests.unit import make

OWED = EditorialNeed("check", "", "", "", "", shown=False)


def page(docname: str, details: list[EditorialNeed | Note]) -> Page:
    """A page of these annotations, each with words that cite a work."""
    items = [
        make.annotation(f"{docname}{place}", detail, docname=docname, passage=f"{docname}:1")
        for place, detail in enumerate(details)
    ]
    return Page(
        passages=(make.passage(f"{docname}:1", docname=docname),),
        annotations=tuple(items),
        references=tuple(Reference(docname, 5, "work", item.ident, item.ident) for item in items),
    )


def test_audiences() -> None:
    """Only the editors see what they owe."""
    assert [audience for audience in AUDIENCES if shows_debts(audience)] == ["editor"]
    assert layer_of(OWED) == "needs"


PAGES = st.dictionaries(
    st.sampled_from("abc"), st.lists(st.sampled_from([OWED, Note("term")]), max_size=4)
)


@given(PAGES)
def test_nothing_of_a_debt_is_left_and_nothing_else_is_lost(
    written: dict[str, list[EditorialNeed | Note]],
) -> None:
    """Neither the annotation nor the works its words cite; all others stay in their order."""
    pages = {name: page(name, details) for name, details in written.items()}
    shown = without_debts(pages)
    owed = {item.ident for item, _detail in debts(pages)}
    assert list(shown) == list(pages)
    assert debts(shown) == []
    edition = Edition(shown)

    def kept(items: tuple[Annotation, ...]) -> list[str]:
        return [item.ident for item in items if item.ident not in owed]

    for name, before in pages.items():
        assert [item.ident for item in shown[name].annotations] == kept(before.annotations)
    assert set(edition.uses) == set(edition.annotations)
    assert not set(edition.uses) & owed


def test_without_debts_the_records_are_the_same_object() -> None:
    """An edition without any pays nothing."""
    pages = {"a": page("a", [Note("term")])}
    assert without_debts(pages) is pages
