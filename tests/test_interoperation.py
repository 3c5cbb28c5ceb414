"""The edition among its neighbours: both markups, intersphinx, MyST's links, other themes.

Issue 2, items 2 and 5; pitfalls.md 5.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx import addnodes

from sphinx_variorum.building.domain import VariorumDomain
from sphinx_variorum.edition.records import Annotation, Page
from tests.editions import load
from tests.support import Built, Edition, page

Make = Callable[..., Edition]


def in_restructuredtext() -> dict[str, str | bytes]:
    """The small edition, its pages in reStructuredText."""
    others = {name: text for name, text in load("small").items() if not name.endswith(".md")}
    return {**others, **load("small_rst")}


def with_backticks() -> dict[str, str | bytes]:
    """The small edition, its fences of backticks."""
    files = load("small")
    for name in [name for name in files if name.endswith(".md")]:
        text = files[name]
        assert isinstance(text, bytes)
        files[name] = re.sub(
            "^:{3,}", lambda match: "`" * len(match[0]), text.decode(), flags=re.MULTILINE
        )
    return files


def plain(document: nodes.document) -> str:
    """A document's tree without what a markup must differ in: how a link was spelt."""
    copy = document.deepcopy()
    copy["source"] = ""
    for link in copy.findall(addnodes.pending_xref):
        if link["reftype"] in ("any", "myst"):
            link.attributes = {"reftarget": link["reftarget"]}
            link.children = [nodes.Text(link.astext() if link.get("refexplicit") else "")]
    for node in copy.findall(nodes.Element):
        # MyST makes a text of its own of every line's end.
        merged: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, nodes.Text) and merged and isinstance(merged[-1], nodes.Text):
                merged[-1] = nodes.Text(merged[-1] + child)
            else:
                merged.append(child)
        node.children = merged
    return copy.pformat()


def records(built: Built) -> dict[str, Page]:
    """What the domain knows of each document, but for its lines and how a note's words are
    marked up.
    """
    domain = built.app.env.domains["variorum"]
    assert isinstance(domain, VariorumDomain)

    def unplaced(value: Any) -> Any:
        if isinstance(value, tuple):
            items = [unplaced(item) for item in value]
            made: Any = type(value)(*items) if hasattr(value, "_fields") else tuple(items)
            if isinstance(made, Annotation):
                made = made._replace(digest="", words=0)
            return made._replace(line=0) if hasattr(made, "line") else made
        return value

    return {docname: unplaced(page) for docname, page in domain.pages.items()}


def body(built: Built, docname: str) -> Tag:
    """What a page says, without the theme around it."""
    found = built.html(docname).select_one("div.body")
    assert found is not None
    return found


def test_colon_and_backtick_fences_are_equal(edition: Make, tmp_path: Path) -> None:
    """Both fences of MyST give the same tree and the same records, lines included."""
    colons = edition(load("small")).build()
    backticks = Edition.create(tmp_path / "backticks/edition", with_backticks(), {}).build()
    assert colons.output == backticks.output == ""
    for docname in colons.app.env.found_docs:
        assert plain(colons.doctree(docname)) == plain(backticks.doctree(docname))
    domains = [built.app.env.domaindata["variorum"]["pages"] for built in (colons, backticks)]
    assert domains[0] == domains[1]


def test_restructuredtext_and_markdown_are_equal(edition: Make, tmp_path: Path) -> None:
    """The same edition in both markups gives the same trees, records and pages."""
    markdown = edition(load("small")).build()
    other = Edition.create(tmp_path / "rst/edition", in_restructuredtext(), {}).build()
    assert markdown.output == other.output == ""
    docnames = markdown.app.env.found_docs
    assert other.app.env.found_docs == docnames
    assert records(markdown).keys() == records(other).keys()
    for docname in docnames:
        assert plain(markdown.doctree(docname)) == plain(other.doctree(docname))
        assert records(markdown).get(docname) == records(other).get(docname)
        words = [body(built, docname).get_text(" ", strip=True) for built in (markdown, other)]
        assert words[0] == words[1]


def inventory(built: Built) -> dict[str, dict[str, tuple[str, str]]]:
    """``objects.inv`` as (address, name shown) by type and object."""
    data = (Path(built.app.outdir) / "objects.inv").read_bytes()
    # Four lines of head, then compressed: name, type, priority, address, name shown.
    lines = zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()
    listed: dict[str, dict[str, tuple[str, str]]] = {}
    for line in lines:
        name, kind, _priority, address, shown = line.split(" ", 4)
        if kind.startswith("variorum:"):
            address = address.removesuffix("$") + (name if address.endswith("$") else "")
            listed.setdefault(kind, {})[name] = address, shown if shown != "-" else name
    return listed


def test_inventory_holds_what_can_be_cited(edition: Make) -> None:
    """Sources, passages, and the needs and annotations that have an id of their own; each address
    has its element.
    """
    built = edition(load("small")).build()
    listed = inventory(built)
    assert listed["variorum:source"] == {
        "chronicle": ("chronicle.html#chronicle.source", "The Chronicle"),
        "letters": ("letters.html#letters.source", "The Letters"),
    }
    assert listed["variorum:passage"] == {
        f"{source}:{number}": (f"{source}.html#{source}.{number}", f"{siglum} {number}")
        for source, siglum, count in (("chronicle", "C", 3), ("letters", "L", 4))
        for number in range(1, count + 1)
    }
    assert listed["variorum:need"].keys() == {"who-counted"}
    assert listed["variorum:need"]["who-counted"][0] == "chronicle.html#n.who-counted"
    # Written in another file, it is found beside its passage.
    assert listed["variorum:annotation"] == {
        "sailors": ("letters.html#n.sailors", "the king's men")
    }
    for items in listed.values():
        for address, _name in items.values():
            page, _hash, anchor = address.partition("#")
            assert built.html(page.removesuffix(".html")).find(id=anchor) is not None


CITING = """
# Another edition

- {external:variorum:passage}`chronicle:1`
- {external+first:variorum:passage}`these words <chronicle:2>`
- {external:variorum:source}`letters`
- {external:variorum:need}`the need <who-counted>`
- {variorum:passage}`letters:1`
- {passage}`letters:2`
- {passage}`in words <letters:3>`
- {any}`letters:4`
- [](inv:first:variorum:passage#chronicle:3)
- [by inventory](inv:first:*:*#sailors)
- [](inv:#chronicle:1)
- [](#chronicle:2)
- [in Markdown](#sailors)
"""

CITED = (
    ("C 1", "chronicle.html#chronicle.1"),
    ("these words", "chronicle.html#chronicle.2"),
    ("The Letters", "letters.html#letters.source"),
    ("the need", "chronicle.html#n.who-counted"),
    ("L 1", "letters.html#letters.1"),
    ("L 2", "letters.html#letters.2"),
    ("in words", "letters.html#letters.3"),
    ("L 4", "letters.html#letters.4"),
    ("C 3", "chronicle.html#chronicle.3"),
    ("by inventory", "letters.html#n.sailors"),
    ("C 1", "chronicle.html#chronicle.1"),
    ("C 2", "chronicle.html#chronicle.2"),
    ("in Markdown", "letters.html#n.sailors"),
)


@pytest.mark.parametrize("has_passages", [False, True])
def test_another_edition_cites_by_intersphinx(
    edition: Make, tmp_path: Path, has_passages: bool
) -> None:
    """A second edition cites passages, sources, needs and annotations of the first by its
    inventory: with roles and with plain Markdown, nitpicky and without a warning; whether or not
    it has passages of its own.
    """
    first = edition(load("small")).build()
    files: dict[str, str | bytes] = {"index.md": CITING}
    if has_passages:
        own = page("::::{passage} 1\nHe was not destroyed.\n::::\n")
        files |= {"own.md": own.replace("chronicle", "annals")}
        files["index.md"] = f"{CITING}\n```{{toctree}}\nown\n```\n"
    second = Edition.create(
        tmp_path / "second/edition",
        files,
        {
            "nitpicky": True,
            "extensions": ["myst_parser", "sphinx_variorum", "sphinx.ext.intersphinx"],
            "intersphinx_mapping": {
                "first": ("https://example.org/first/", f"{first.app.outdir}/objects.inv")
            },
        },
    ).build()
    assert second.output == ""
    items = [item for item in body(second, "index").select("li") if item.select("a.external")]
    links = [link for item in items for link in links_in(item)]
    assert links == [(words, f"https://example.org/first/{uri}") for words, uri in CITED]


def test_missing_object_of_another_edition_is_named(edition: Make, tmp_path: Path) -> None:
    """A passage that the other edition does not have is a warning, and its words stay."""
    first = edition(load("small")).build()
    second = Edition.create(
        tmp_path / "second/edition",
        {"index.md": "# Another\n\nSee {passage}`chronicle:77`.\n"},
        {
            "extensions": ["myst_parser", "sphinx_variorum", "sphinx.ext.intersphinx"],
            "intersphinx_mapping": {
                "first": ("https://example.org/first/", f"{first.app.outdir}/objects.inv")
            },
        },
    ).build()
    assert second.subtypes == ["variorum.reference"]
    assert second.messages[0].line == 3
    assert "chronicle:77" in second.messages[0].text
    assert "See chronicle:77." in body(second, "index").get_text()


def links_in(element: Tag | BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Words and address of each link."""
    for link in element.select("a[href]"):
        yield link.get_text(), str(link["href"])


def test_plain_markdown_reaches_every_object(edition: Make) -> None:
    """``[](#id)``, ``[words](#id)`` and ``{any}`` lead to passages, sources, needs and named
    annotations, and show the label of what they lead to.
    """
    small = edition(load("small"), nitpicky=True)
    # A document of the same name would be as good an answer as the source.
    (small.path / "letters.md").rename(small.path / "correspondence.md")
    small.replace("index.md", "\nletters\n", "\ncorrespondence\n")
    small.write(
        {
            "plain.md": "# Plain\n\n[](#chronicle:1) [in words](#letters:3) [](#letters)\n"
            "[the need](#who-counted) [](#sailors) {any}`chronicle:2` {any}`so <letters:1>`\n"
            "{any}`letters` <project:#letters:4>\n"
        }
    )
    built = small.build()
    assert built.output == ""
    assert list(links_in(body(built, "plain").select("p")[0])) == [
        ("C 1", "chronicle.html#chronicle.1"),
        ("in words", "correspondence.html#letters.3"),
        ("The Letters", "correspondence.html#letters.source"),
        ("the need", "chronicle.html#n.who-counted"),
        ("L 4", "correspondence.html#n.sailors"),
        ("C 2", "chronicle.html#chronicle.2"),
        ("so", "correspondence.html#letters.1"),
        ("The Letters", "correspondence.html#letters.source"),
        ("L 4", "correspondence.html#letters.4"),
    ]


def cards(soup: Tag | BeautifulSoup) -> list[str]:
    """The lemma or heading of every annotation on a page, in order."""
    return [
        " ".join(card.get_text(" ", strip=True).split()) for card in soup.select("aside.annotation")
    ]


@pytest.mark.parametrize(
    "theme", ["alabaster", "basic", "variorum", "classic", "haiku", "pyramid", "traditional"]
)
def test_theme_shows_every_annotation(edition: Make, theme: str) -> None:
    """Whatever the theme, every annotation of every passage is on its page, with its words, and
    the style sheet that sets it is loaded.
    """
    built = edition(load("small")).build(html_theme=theme)
    assert built.app.config.html_theme == theme
    assert built.output == ""
    expected = {"chronicle": 11, "letters": 6, "commentary": 3}
    for docname, count in expected.items():
        soup = built.html(docname)
        assert len(cards(soup)) == count
        sheets = [str(link["href"]) for link in soup.select("link[rel=stylesheet]")]
        assert any("variorum-annotations.css" in sheet for sheet in sheets)
        domain = built.app.env.domains["variorum"]
        assert isinstance(domain, VariorumDomain)
        for annotation in domain.pages[docname].annotations:
            if annotation.lemma:
                assert any(annotation.lemma in card for card in cards(soup))


STANDOFF = """
# Notes from a folder

:::{editorial-note} three
:id: from-afar
:passage: letters:9
:type: context
:resp: B. Commentator

See {passage}`chronicle:1`, [the letters](#letters:1), [about](../about.md),
[the web](https://example.org/) and {work}`coi2014, table 1`.

- a list
- of two
:::

:::{correction} eleven men
:passage: letters:9
:corr: twelve men
:resp: B. Commentator
:::
"""

NINTH = "\n::::{passage} 9\nWe were eleven men, and three came home.\n::::\n\n::::{passage} 2\n"


def test_standoff_annotation_stands_on_both_pages(edition: Make) -> None:
    """On the passage's page as one of its annotations, on its own page with a way there; the
    links in its words work from both, also out of a folder.
    """
    small = edition(load("small"), nitpicky=True)
    small.replace("letters.md", "\n::::{passage} 2\n", NINTH)
    small.replace("letters.md", ":limit: 0.9", ":limit: 1")
    small.replace("index.md", "\nplain\n", "\nplain\nnotes/far\n")
    small.write({"notes/far.md": STANDOFF})
    built = small.build()
    assert built.output == ""

    at_home = built.html("letters").find(id="letters.9")
    assert isinstance(at_home, Tag)
    cards = at_home.select("aside.annotation")
    # In the order of the lemmata, not in that of the other file.
    assert [str(card["id"]) for card in cards][1] == "n.from-afar"
    assert dict(links_in(cards[1])) == {
        "C 1": "chronicle.html#chronicle.1",
        "the letters": "#letters.1",
        "about": "about.html",
        "the web": "https://example.org/",
        "UN 2014, table 1": "registers/works.html#work.coi2014",
        "back": "#r.n.from-afar",
        "link": "#n.from-afar",
        "where it was written": "notes/far.html",
    }
    assert at_home.select_one("a#r\\.n\\.from-afar") is not None
    assert [item.get_text() for item in cards[1].select("li")] == ["a list", "of two"]
    assert "twelve men" in cards[0].get_text()

    written = built.html("notes/far").select("aside.annotation")
    assert [card.get("id") for card in written] == [None, None]
    assert dict(links_in(written[0])) == {
        "C 1": "../chronicle.html#chronicle.1",
        "the letters": "../letters.html#letters.1",
        "about": "../about.html",
        "the web": "https://example.org/",
        "UN 2014, table 1": "../registers/works.html#work.coi2014",
        "on passage L 9": "../letters.html#n.from-afar",
    }


def test_quotation_marks_of_passages_are_not_made_typographic(edition: Make) -> None:
    """Smart quotes are for the editors' words: those of a source are data (design.md, rule 8), as
    a lemma and a source's title are.
    """
    built = edition(load("small")).build()
    chronicle = built.html("chronicle")
    passage = chronicle.select_one("#chronicle\\.3 .base-text")
    assert passage is not None
    for mark in passage.select("sup"):
        mark.decompose()
    assert passage.get_text().strip() == '"We saw it", they said... and nobody wrote it down.'
    note = chronicle.find(string=re.compile("On the whole passage"))
    assert note is not None
    assert "“hearsay”" in note
    other = chronicle.find(string=re.compile("Sailors, as"))
    assert other is not None
    assert "“everybody” says…" in other
    lemma = built.html("letters").find("q", string='the fleet was "lost at sea"')
    assert lemma is not None
