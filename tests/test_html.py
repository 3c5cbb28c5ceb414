"""The HTML of an edition: right without a stylesheet and without a script (issue 2, item 7)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from sphinx_variorum.building.domain import VariorumDomain
from sphinx_variorum.building.nodes import base_text, passage
from sphinx_variorum.building.standoff import printed_text
from sphinx_variorum.edition.normalise import normalise
from sphinx_variorum.edition.records import Annotation
from tests.editions import load
from tests.support import WITNESS, Built, Edition
from tests.support import page as make_page

Make = Callable[..., Edition]

#: Lemmata that nest, overlap, cross, repeat and share both borders, one after the other, over
#: emphasis, a line's and a paragraph's end.
OVERLAPPING = """\
::::{passage} 1
The *king's men of the* North were **crowned in 1066** -- and the
king's son died in 1087.

He was not destroyed. Few people leave the country, even by the enemy's own count.

:::{editorial-note} king's men of the North were crowned
:type: person
:id: nest-outer
Outer.
:::

:::{editorial-note} men
:type: term
:id: nest-inner
Inner.
:::

:::{counter-source} North were crowned in 1066 -- and the king's
:cites: song2015
:relation: contradicts
:id: crossing
Crossing two.
:::

:::{counter-source} men
:cites: coi2014, p. 1
:relation: supports
:id: same-words
On the same words.
:::

:::{citation-needed} died in 1087. … He was not
:type: citation
:status: open
:id: paragraphs
Over two paragraphs.
:::

:::{editorial-note} king's
:nth: 2
:type: person
:id: second
The second one.
:::

:::{editorial-note} The … own count
:type: context
:id: nearly-all
Nearly all.
:::

:::{correction} destroyed
:corr: harmed
:id: right
:::

:::{editorial-note}
:type: sources
:id: whole
On the whole.
:::

:::{editorial-note} words that are not there
:type: sources
:id: loose
Without a place.
:::
::::
"""

LEMMATA = {
    "nest-outer": "king's men of the North were crowned",
    "nest-inner": "men",
    "crossing": "North were crowned in 1066 -- and the king's",
    "same-words": "men",
    "paragraphs": "died in 1087. He was not",
    "second": "king's",
    "nearly-all": " ".join(WITNESS.split("\n\nNobody")[0].removesuffix(".").split()),
    "right": "destroyed",
}


@pytest.fixture
def overlapping(edition: Make) -> Built:
    """A page with one passage and lemmata in every position to one another."""
    built = edition({"index.md": make_page(OVERLAPPING)}).build()
    assert built.subtypes == ["variorum.lemma_absent"]
    return built


@pytest.fixture
def small(tmp_path: Path) -> Built:
    """The small edition, as the theme `variorum` shows it."""
    made = Edition.create(tmp_path / "small/edition", load("small"), {"html_theme": "variorum"})
    built = made.build()
    assert built.output == ""
    return built


def only(element: Tag | BeautifulSoup, selector: str) -> Tag:
    """The one element that `selector` finds."""
    found = element.select(selector)
    assert len(found) == 1
    return found[0]


def words(element: Tag) -> str:
    """The words of a base text without the editors' marks, paragraphs parted by a blank line."""
    copy = BeautifulSoup(str(element), "html5lib")
    for mark in copy.select("sup.mark"):
        mark.decompose()
    return "\n\n".join(paragraph.get_text() for paragraph in copy.select("p:not([class])"))


def pages(built: Built) -> Iterator[tuple[str, BeautifulSoup]]:
    """Every page of the output, those of Sphinx too."""
    for path in sorted(Path(built.app.outdir).rglob("*.html")):
        if "_static" not in path.parts:
            yield path.name, BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def records(built: Built) -> list[Annotation]:
    """All annotations of the edition."""
    domain = built.app.env.domains["variorum"]
    assert isinstance(domain, VariorumDomain)
    return list(domain.edition.annotations.values())


def check_marks(soup: BeautifulSoup) -> dict[str, Tag]:
    """Hold marks against cards; return the cards that have none."""
    marks = soup.select("a[role=doc-noteref]")
    cards = {str(card["id"]): card for card in soup.select("[role=doc-footnote]")}
    led_to = [str(mark["href"]) for mark in marks]
    assert len(led_to) == len(set(led_to))
    for mark in marks:
        card = cards[str(mark["href"])[1:]]
        back = only(card, "a[role=doc-backlink]")
        assert back["href"] == f"#{mark['id']}"
        number = only(card, ".number")
        assert mark.get_text().startswith(number.get_text())
        assert str(mark["aria-label"]).startswith(f"{mark.get_text()}: ")
    return {anchor: card for anchor, card in cards.items() if f"#{anchor}" not in led_to}


def test_marks_and_cards_lead_to_one_another(overlapping: Built, small: Built) -> None:
    """Every `doc-noteref` leads to a card, that card back to it; every anchored card has a mark."""
    assert check_marks(small.html("chronicle")) == {}
    assert check_marks(small.html("letters")) == {}
    # What has no place has no way back to one, and says so.
    unmarked = check_marks(overlapping.html())
    assert unmarked.keys() == {"n.loose"}
    loose = unmarked["n.loose"]
    assert loose.select("a[role=doc-backlink]") == []
    assert "no place in the passage" in loose.get_text()


def test_marks_stand_behind_their_lemma(overlapping: Built) -> None:
    """A mark stands where its lemma ends, as in print; that on a whole passage behind the last
    word; marks and cards are in one order.
    """
    text = only(overlapping.html(), ".base-text")
    order: list[str] = []
    for mark in text.select("a[role=doc-noteref]"):
        name = str(mark["href"]).removeprefix("#n.")
        order.append(name)
        before = ""
        for node in text.descendants:
            if node is mark:
                break
            if isinstance(node, NavigableString) and not node.find_parent("sup"):
                before += str(node)
        read = " ".join(before.split())
        assert read.endswith(LEMMATA.get(name, "own count."))
    cards = [
        str(card["id"]).removeprefix("n.") for card in overlapping.html().select("aside.annotation")
    ]
    assert cards == [*order, "loose"]
    assert len(order) == len(set(order)) == 9


def test_annotations_follow_the_words_of_their_passage(small: Built) -> None:
    """In the order of the document, which is that of a reader without styles: number, words,
    annotations; never the next passage's before.
    """
    seen = 0
    for docname in ("chronicle", "letters"):
        soup = small.html(docname)
        order = [element for element in soup.find_all(True) if isinstance(element, Tag)]
        position = {id(element): index for index, element in enumerate(order)}
        sections = soup.select("section.passage")
        for section, following in zip(sections, [*sections[1:], None], strict=True):
            text = only(section, ".base-text")
            cards = section.select("aside.annotation")
            seen += len(cards)
            last = max(position[id(element)] for element in [text, *text.find_all(True)])
            firsts = [position[id(card)] for card in cards]
            assert firsts == sorted(firsts)
            assert last < min(firsts)
            if following is not None:
                assert max(firsts) < position[id(following)]
    assert seen == len(records(small))


def test_segments_join_to_the_passage(overlapping: Built) -> None:
    """However the lemmata cut it, the words read without marks are those of the witness."""
    text = words(only(overlapping.html(), ".base-text"))
    document = overlapping.doctree()
    (node,) = document.findall(passage)
    (base,) = node.findall(base_text)
    assert text == printed_text(base)
    assert normalise(text) == normalise(WITNESS.partition("\n\nNobody")[0])


def test_segments_join_to_the_lemma(overlapping: Built) -> None:
    """The segments that name an annotation are, joined, the words of its lemma and no others."""
    text = only(overlapping.html(), ".base-text")
    found: dict[str, str] = {}
    for paragraph in text.select("p:not([class])"):
        for segment in paragraph.select(".segment"):
            assert segment.select(".segment") == []
            for anchor in str(segment["data-notes"]).split():
                name = anchor.removeprefix("n.")
                found[name] = found.get(name, "") + segment.get_text()
        found = {name: f"{joined} " for name, joined in found.items()}
    assert {name: " ".join(joined.split()) for name, joined in found.items()} == LEMMATA


def test_every_annotation_named_by_a_segment_is_there(small: Built) -> None:
    """`data-notes` holds ids of cards on the same page."""
    named = 0
    for docname in ("chronicle", "letters"):
        soup = small.html(docname)
        for segment in soup.select(".segment"):
            for anchor in str(segment["data-notes"]).split():
                named += 1
                assert only(soup, f'aside.annotation[id="{anchor}"]')
    assert named > 20


@pytest.mark.parametrize("theme", ["variorum", "basic", "alabaster"])
def test_ids_are_unique_on_every_page(edition: Make, theme: str) -> None:
    """No two elements of a page share an id: an annotation and its row in a register do not, nor
    two registers of one thing, nor what stands together where one page holds all.
    """
    small = edition(load("small"))
    small.write({"plain.md": "# Twice\n\n" + 2 * ":::{register} needs\n:::\n\n"})
    for builder in ("html", "singlehtml"):
        built = small.build(builder, html_theme=theme)
        assert len(dict(pages(built))) >= (1 if builder == "singlehtml" else 12)
        for name, soup in pages(built):
            counted = Counter(str(element["id"]) for element in soup.find_all(id=True))
            assert {ident for ident, count in counted.items() if count > 1} == set(), name


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
@pytest.mark.parametrize("theme", ["variorum", "basic"])
def test_html_is_well_formed(edition: Make, builder: str, theme: str) -> None:
    """A parser as strict as the standard finds no error on any page."""
    built = edition(load("small")).build(builder, html_theme=theme)
    faults: list[str] = []
    looked_at = 0
    for path in sorted(Path(built.app.outdir).rglob("*.html")):
        if "_static" in path.parts:
            continue
        looked_at += 1
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        faults += [f"{path.name}: {position} {code}" for position, code, _data in parser.errors]
    assert looked_at >= (1 if builder == "singlehtml" else 12)
    assert faults == []


def test_overlapping_page_is_well_formed(overlapping: Built) -> None:
    """The same of the page with overlapping lemmata, whose elements must still nest."""
    parser = html5lib.HTMLParser()
    parser.parse((Path(overlapping.app.outdir) / "index.html").read_text(encoding="utf-8"))
    assert parser.errors == []


def test_language_and_direction_are_those_of_the_passage(small: Built) -> None:
    """A passage's words carry the language and direction it or its source declares; the editors'
    words around them do not.
    """
    letters, chronicle = small.html("letters"), small.html("chronicle")
    hebrew = only(letters, "#letters\\.2 .base-text")
    assert (hebrew["lang"], hebrew["dir"]) == ("he", "rtl")
    for text in chronicle.select(".base-text"):
        assert (text.get("lang"), text.get("dir")) == ("en", None)
    for number in ("1", "3", "4"):
        text = only(letters, f"#letters\\.{number} .base-text")
        assert (text.get("lang"), text.get("dir")) == (None, None)
    section = only(letters, "#letters\\.2")
    assert section.get("lang") is None
    for card in section.select("aside.annotation"):
        assert card.find_parent(attrs={"dir": "rtl"}) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He was not destroyed. […]\n\nNobody knows how many.", "11 words left out: of few"),
        ("[…] He was not destroyed.", "Left out: of few"),
        ("He is not in the witness. […]", "Left out: of few"),
    ],
)
def test_what_editors_add_to_a_passage_is_in_their_language(
    edition: Make, text: str, said: str
) -> None:
    """Words of the editors beneath a passage's are never lost, and declare their own language and
    direction: those of the passage are not theirs.
    """
    body = f"::::{{passage}} 1\n:lang: he\n:dir: rtl\n:omits: of few\n{text}\n::::\n"
    base = only(edition({"index.md": make_page(body)}).build().html(), ".base-text")
    assert (base["lang"], base["dir"]) == ("he", "rtl")
    added = base.select("p[class]")
    assert added[0].get_text() == said
    for paragraph in added:
        assert (paragraph["lang"], paragraph["dir"]) == ("en", "auto")


def test_passages_can_be_reached_and_named(small: Built) -> None:
    """Each passage is a section with a name, a number that links to it, and annotations in a
    group with a name.
    """
    for docname, siglum in (("chronicle", "C"), ("letters", "L")):
        sections = small.html(docname).select("section.passage")
        for number, section in enumerate(sections, 1):
            assert section["aria-label"] == f"Passage {siglum} {number}"
            link = only(section, "a.passage-number")
            assert link["href"] == f"#{section['id']}"
            assert link.get_text() == str(number)
            group = only(section, "[role=group]")
            assert group["aria-label"] == f"Notes on passage {siglum} {number}"


def test_source_says_where_it_is_referred_to(small: Built) -> None:
    """Back-references: a passage names the annotations that point at it, with links."""
    section = only(small.html("letters"), "#letters\\.4")
    group = only(section, ".connections .referred-from")
    links = {
        only(item, ".how").get_text(): (only(item, "a").get_text(), str(only(item, "a")["href"]))
        for item in group.select("li:has(.how)")
    }
    assert links == {
        "Editors: mirrored by": ("C 1", "chronicle.html#chronicle.1.mirrors.crowned-in-1066-died"),
        "Note: person": ("C 1", "chronicle.html#chronicle.1.person.king-s-men-of-the-north"),
    }


def test_work_names_every_place_that_cites_it(small: Built) -> None:
    """Each cited work shows every place that cites it and as what (issue 2, item 6)."""
    row = only(small.html("registers/works"), '[id="work.coi2014"]')
    uses = [
        " ".join(str(link.parent.get_text()).split())
        for link in row.select(".uses a")
        if link.parent
    ]
    places = {link.get_text(): str(link["href"]) for link in row.select(".uses a")}
    said = uses[0]
    for role in ("contradicted by, para. 3", "evidence, table 1", "supported by, table 1"):
        assert f"C {2 if 'table' in role else 1} ({role})" in said
    assert "L 4 (mentioned, para. 9)" in said
    assert places["L 4"] == "../letters.html#n.sailors"


@pytest.mark.parametrize("docname", ["chronicle", "letters", "commentary", "registers/needs"])
def test_page_needs_no_script(small: Built, docname: str) -> None:
    """Nothing to be read is hidden until a script shows it, and no request leaves the site."""
    soup = small.html(docname)
    main = only(soup, "main")
    # What only scripts can work is not for those who have none.
    for tools in main.select(".reading-tools[hidden], template.variorum-furniture"):
        assert tools.select(".base-text, .annotation") == []
        tools.decompose()
    assert main.select("script, [hidden], [style]") == []
    for element in soup.select("script[src], link[rel=stylesheet][href], img[src]"):
        address = str(element.get("src") or element.get("href"))
        assert not re.match("(https?:)?//", address)
