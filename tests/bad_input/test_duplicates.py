"""One id claimed twice: both places are named, the first keeps it, and both are printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    BODY,
    FIRST,
    assert_rest_is_whole,
    card,
    cards,
    faulty,
    index,
    line_of,
    note,
    only_warning,
    passage,
    section,
    words,
)
from tests.support import Built, Edition, page

OTHER = "Few people leave the country, even by the enemy's own count."

#: What two pages claim: the kind as the message says it, and the line that claims it on each.
CLAIMS = {
    "passage": ("chronicle:1", "{passage} chronicle:1"),
    "annotation": ("the-note", "{editorial-note}"),
    "source": ("chronicle", "{source} chronicle"),
    "siglum": ("C", "{source}"),
}


def claiming(kind: str, number: int, words: str, lemma: str) -> str:
    """A page that claims the id of its kind; everything else on it has an id of its own."""
    ident = "chronicle" if kind in ("source", "passage") else f"chronicle-{number}"
    own = page("").replace("{source} chronicle", f"{{source}} {ident}")
    if kind == "passage" and number == 2:
        own = own.replace("{source} chronicle", "{source} annals")
    own = own.replace(":siglum: C", ":siglum: C" if kind == "siglum" else f":siglum: C{number}")
    options = ":type: context" + ("\n:id: the-note" if kind == "annotation" else "")
    reference = "chronicle:1" if kind == "passage" else str(number)
    inside = note(lemma, options).replace(BODY, f"Note {number}.")
    return own + passage(words, inside, reference)


def build_two(
    edition: Callable[..., Edition], kind: str, names: tuple[str, str], parallel: int
) -> tuple[Edition, Built]:
    """Two pages that claim one id, named as wished, in the order of the table of contents."""
    contents = f"# Contents\n\n```{{toctree}}\n{names[0]}\n{names[1]}\n```\n"
    made = edition(
        {
            "index.md": contents,
            f"{names[0]}.md": claiming(kind, 1, FIRST, "destroyed"),
            f"{names[1]}.md": claiming(kind, 2, OTHER, "Few people"),
        }
    )
    return made, made.build(parallel=parallel)


@pytest.mark.parametrize("parallel", [1, 2])
@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")], ids=["in order", "other way round"])
@pytest.mark.parametrize("kind", list(CLAIMS))
def test_one_id_in_two_files(
    edition: Callable[..., Edition], kind: str, names: tuple[str, str], parallel: int
) -> None:
    """Issue 2, bad input: both places named. The first for the reader keeps the id, whatever the
    files are called and whichever worker was faster."""
    made, built = build_two(edition, kind, names, parallel)
    ident, marker = CLAIMS[kind]
    first, second = names
    mine = [message for message in built.messages if message.subtype == "variorum.duplicate"]
    assert len(mine) == 1, built.output
    lines = [line_of(made, marker, f"{name}.md") for name in names]
    assert (mine[0].place, mine[0].line) == (f"{second}.md", lines[1])
    assert f"the {kind} “{ident}”" in mine[0].text
    assert f"in {first}, line {lines[0]}, which keeps it" in mine[0].text
    assert f"in {second}, line {lines[1]}" in mine[0].text
    assert "choose another" in mine[0].text
    texts = [built.html(name).find("section", class_="passage") for name in names]
    assert [words(text) for text in texts] == [FIRST, OTHER]
    notes = [
        [printed.find("p", class_=False).get_text() for printed in cards(text)] for text in texts
    ]
    assert notes == [["Note 1."], ["Note 2."]]
    marked = [[segment.get_text() for segment in text.find_all(class_="segment")] for text in texts]
    assert marked == [["destroyed"], ["Few people"]]
    # A passage that names another page's source is not verified, and that is said as well.
    others = [message.subtype for message in built.messages if message is not mine[0]]
    assert others == (["variorum.passage_source"] if kind == "passage" else [])


@pytest.mark.parametrize("kind", ["passage", "annotation"])
def test_first_keeps_the_id(edition: Callable[..., Edition], kind: str) -> None:
    """References lead to the one that keeps it."""
    made, built = build_two(edition, kind, ("b", "a"), 1)
    role = {"passage": "{passage}`chronicle:1`", "annotation": "{annotation}`the-note`"}[kind]
    made.replace("index.md", "# Contents\n", f"# Contents\n\nSee {role}.\n")
    built = made.build()
    links = [link["href"] for link in built.html().find_all("a", class_="internal")]
    target = {"passage": "b.html#chronicle.1", "annotation": "b.html#n.the-note"}[kind]
    assert target in links
    assert target.replace("b.html", "a.html") not in links


def test_one_passage_number_twice_in_a_file(edition: Callable[..., Edition]) -> None:
    """Both lines named; each keeps its own words and its own notes."""
    second = note("Few people").replace(BODY, "The second note.")
    made = edition(faulty(passage(FIRST, note()) + "\n" + passage(OTHER, second)))
    built = made.build()
    message = only_warning(built, Subtype.DUPLICATE)
    lines = (made.path / "index.md").read_text().split("\n")
    places = [number for number, line in enumerate(lines, 1) if line == "::::{passage} 1"]
    assert (message.place, message.line) == ("index.md", places[1])
    assert f"line {places[0]}, which keeps it" in message.text
    assert f"line {places[1]}" in message.text
    printed = built.html().find_all("section", class_="passage")
    assert [words(text) for text in printed][:2] == [FIRST, OTHER]
    assert [len(cards(text)) for text in printed] == [1, 1, 1]
    assert BODY in cards(printed[0])[0].get_text()
    assert "The second note." in cards(printed[1])[0].get_text()
    assert [text.get("id") for text in printed] == ["chronicle.1", None, "chronicle.9"]
    assert_rest_is_whole(built)


def test_altered_quotation_under_a_number_that_is_taken(
    edition: Callable[..., Edition],
) -> None:
    """A duplicate is no way round the proof: the build fails and the passage says it is not
    verified, though the first with its number is."""
    body = passage(FIRST, note()) + "\n" + passage("Many people leave the country.")
    built = edition(faulty(body)).build()
    assert sorted(built.subtypes) == ["variorum.duplicate", "variorum.passage_absent"]
    printed = built.html().find_all("section", class_="passage")
    assert [text.find(class_="unproved") is None for text in printed] == [True, False, True]
    assert built.app.statuscode == 1


def test_one_note_id_twice_in_a_file(edition: Callable[..., Edition]) -> None:
    """The second is printed under an anchor of its own."""
    options = ":type: context\n:id: the-note"
    second = note("Few people", options).replace(BODY, "The second note.")
    body = passage(FIRST, note(options=options)) + "\n" + passage(OTHER, second, number="2")
    made = edition(faulty(body))
    built = made.build()
    message = only_warning(built, Subtype.DUPLICATE)
    assert message.line == line_of(made, "} Few people")
    assert f"line {line_of(made, '} destroyed')}, which keeps it" in message.text
    assert card(built)["id"] == "n.the-note"
    assert card(built, "The second note.")["id"] not in ("", "n.the-note")
    assert_rest_is_whole(built)


def test_one_source_id_twice_in_a_file(edition: Callable[..., Edition]) -> None:
    """The first keeps it, so the passages below the second are proved against its witness."""
    again = ":::{source} chronicle\n:siglum: X\n:rights: public-domain\nA second head.\n:::\n"
    made = edition(faulty(passage(FIRST, note()) + "\n" + again))
    built = made.build()
    message = only_warning(built, Subtype.DUPLICATE)
    assert message.line == line_of(made, ":siglum: X") - 1
    assert f"line {line_of(made, ':siglum: C') - 1}, which keeps it" in message.text
    assert "A second head." in built.html().get_text()
    assert words(section(built, "chronicle.1")) == FIRST
    assert_rest_is_whole(built)


def test_id_of_a_note_is_taken_by_one_written_elsewhere(
    edition: Callable[..., Edition],
) -> None:
    """The note that keeps the id keeps its own words too."""
    here = note("not", ":type: context\n:id: mine")
    there = note("destroyed", ":type: context\n:id: mine\n:passage: chronicle:1")
    files = {
        "index.md": page(f"{passage(inside=here)}\n```{{toctree}}\nother\n```"),
        "other.md": f"# Other\n\n{there}",
    }
    built = edition(files).build()
    only_warning(built, Subtype.DUPLICATE)
    assert [span.text for span in built.html().select(".segment")] == ["not"]


def test_whole_page_copied(edition: Callable[..., Edition]) -> None:
    """Each id of an editor is reported once; ids made from it are not reported on top."""
    contents = "# Contents\n\n```{toctree}\na\nb\n```\n"
    text = page(passage(FIRST, note()))
    built = edition({"index.md": contents, "a.md": text, "b.md": text}).build()
    assert set(built.subtypes) == {"variorum.duplicate"}
    claimed = [message.text.split("”")[0].split("“")[1] for message in built.messages]
    assert sorted(claimed) == ["chronicle", "chronicle:1"]
    assert index(built).quoted_words("chronicle") == 8
    assert [len(cards(section(built, "chronicle.1", name))) for name in "ab"] == [1, 1]
