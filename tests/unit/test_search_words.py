"""What of a document can be found (`output.search.words`), on small doctrees."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from sphinx_variorum.building import nodes as ours
from sphinx_variorum.output.search.words import Stretch, words_of


def document(*children: nodes.Node) -> nodes.document:
    """A document with `children`."""
    made = new_document("test")
    made += children
    return made


def section(ident: str, title: str, *children: nodes.Node) -> nodes.section:
    """A section with a title."""
    return nodes.section("", nodes.title("", title), *children, ids=[ident])


def passage() -> ours.passage:
    """A passage as it stands when it is written: words cut and marked, one card."""
    segment = ours.segment("", "the land", annotations=["a"], kinds=["editorial-note"])
    reference = ours.note_reference(ident="n", anchor="n", number="1", kind="editorial-note")
    first = nodes.paragraph("", "", nodes.Text("They left "), segment, reference, nodes.Text("."))
    sign = ours.editorial_sign("", "[…]", kind="omission")
    second = nodes.paragraph("", "", sign, nodes.Text("\nNobody\n  came."))
    note = ours.annotation("", nodes.paragraph("", "A note."), ident="n", docname="elsewhere")
    return ours.passage(
        "",
        ours.base_text("", first, second),
        ours.apparatus("", note),
        ident="c:1",
        docname="page",
        ids=["c.1"],
    )


def test_a_passage_gives_its_printed_words_and_each_note_its_own() -> None:
    """Marks are no words, white space is one space, and a note keeps the place it comes from."""
    assert [*words_of(document(passage()))] == [
        Stretch("passage", "c:1", "page", "c.1", "", "They left the land. […] Nobody came."),
        Stretch("annotation", "n", "elsewhere", "", "", "A note."),
    ]


def test_a_section_has_its_own_prose_and_nothing_else() -> None:
    """Not its title, subsections, passages, comments, raw text or lists of pages."""
    made = section(
        "top",
        "Title",
        nodes.paragraph("", "", nodes.Text("One "), nodes.emphasis("", "two"), nodes.Text(".")),
        nodes.comment("", "hidden"),
        nodes.raw("", "<b>raw</b>", format="html"),
        nodes.compound("", nodes.paragraph("", "a page"), classes=["toctree-wrapper"]),
        nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "Three."))),
        ours.source_head("", nodes.paragraph("", "The lede."), ident="c"),
        passage(),
        section("below", "Below", nodes.paragraph("", "Four.")),
    )
    found = [item for item in words_of(document(made)) if item.kind == "section"]
    assert found == [
        Stretch("section", "", "", "top", "Title", "One two. Three. The lede."),
        Stretch("section", "", "", "below", "Below", "Four."),
    ]


def test_what_is_no_prose_is_not_found() -> None:
    """A section without words, one with a register, and one that says so give nothing."""
    hidden = section("hidden", "Hidden", nodes.paragraph("", "Secret."))
    hidden["classes"].append("no-search")
    register = section(
        "needs", "Needs", nodes.paragraph("", "All of them."), ours.register(kind="needs")
    )
    empty = section("empty", "Empty")
    assert [*words_of(document(hidden, register, empty))] == []
