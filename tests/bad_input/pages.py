"""Pages with one fault each, and what must be left of them: all the rest."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup, Tag

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import TYPE, Subtype
from sphinx_variorum.edition.index import Edition as Index
from tests.support import Built, Edition, Message, page

#: The first passage of most pages here, and a word of it that stands there once.
FIRST = "He was not destroyed."
LEMMA = "destroyed"
#: The words of the note on it.
BODY = "What the note says."

#: What follows the fault on every page, and must be there whatever the fault is.
REST = """
## After the fault

The rest of the page.

::::{passage} 9
Some of them went back.

:::{editorial-note} Some of them
:type: context
The note on the last passage.
:::
::::
"""


def note(lemma: str = LEMMA, options: str = ":type: context", kind: str = "editorial-note") -> str:
    """An annotation with the words `BODY`."""
    return f":::{{{kind}}} {lemma}\n{options}\n{BODY}\n:::\n"


def passage(words: str = FIRST, inside: str = "", number: str = "1", options: str = "") -> str:
    """A passage with annotations inside."""
    return f"::::{{passage}} {number}\n{options}{words}\n\n{inside}::::\n"


def faulty(body: str) -> dict[str, str | bytes]:
    """The files of an edition of one page: `body`, and `REST` after it."""
    return {"index.md": page(f"{body}\n{REST}")}


def line_of(edition: Edition, marker: str, name: str = "index.md") -> int:
    """The line (from 1) of a file in which `marker` stands; it stands in one only."""
    lines = (edition.path / name).read_text(encoding="utf-8").split("\n")
    found = [number for number, line in enumerate(lines, 1) if marker in line]
    assert len(found) == 1, f"{marker!r} stands in lines {found} of {name}"
    return found[0]


def index(built: Built) -> Index:
    """The records of the whole edition."""
    return get_domain(built.app.env).edition


def only_warning(built: Built, subtype: Subtype) -> Message:
    """The one warning of the build, which is of `subtype`."""
    assert built.subtypes == [f"{TYPE}.{subtype.value}"], built.output
    return built.messages[0]


def section(built: Built, anchor: str, docname: str = "index") -> Tag:
    """The element of a passage, by the anchor that its reference gives it."""
    found = built.html(docname).find("section", class_="passage", id=anchor)
    assert isinstance(found, Tag), f"{docname}.html has no passage #{anchor}"
    return found


def words(passage: Tag) -> str:
    """The words of a passage as a reader sees them, without the marks of notes."""
    text = BeautifulSoup(str(passage), "html5lib").find(class_="base-text")
    assert isinstance(text, Tag)
    for mark in text.find_all(["sup"]) + text.find_all(class_=["omitted", "unproved"]):
        mark.decompose()
    return " ".join(text.get_text().split())


def cards(passage: Tag) -> list[Tag]:
    """The annotations printed with a passage."""
    return passage.find_all("aside", class_="annotation")


def card(built: Built, body: str = BODY) -> Tag:
    """The one annotation of the front page with these words; it is printed once."""
    found = [
        element
        for element in built.html().find_all("aside", class_="annotation")
        if body in element.get_text()
    ]
    assert len(found) == 1, f"{len(found)} annotations say {body!r}"
    return found[0]


def is_unanchored(annotation: Tag) -> bool:
    """Whether a card says that its lemma has no place."""
    return "unanchored" in annotation["class"]


def assert_rest_is_whole(built: Built) -> None:
    """`REST` is printed as if nothing had happened, and its passage is proved (design rule 6)."""
    html = built.html()
    headings = [heading.get_text().rstrip("¶") for heading in html.find_all("h2")]
    assert "After the fault" in headings
    assert "The rest of the page." in [text.get_text() for text in html.find_all("p")]
    last = section(built, "chronicle.9")
    assert last.find_parent("section", class_="passage") is None
    assert words(last) == "Some of them went back."
    (its_note,) = cards(last)
    assert "The note on the last passage." in its_note.get_text()
    assert not is_unanchored(its_note)
    assert index(built).passages["chronicle:9"].proof == "verbatim"


def assert_nothing_lost(built: Built, printed: str = FIRST) -> None:
    """Passage 1 with its words, its note, and the rest of the page are printed."""
    first = section(built, "chronicle.1")
    assert words(first) == printed
    assert BODY in " ".join(card.get_text() for card in cards(first))
    assert_rest_is_whole(built)


def html_pages(built: Built) -> list[Path]:
    """Every HTML file that was built."""
    return sorted(Path(built.app.outdir).rglob("*.html"))
