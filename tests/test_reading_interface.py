"""What a page carries for its reader: rail, layers, companions, connections, tools (issue 3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from sphinx_variorum.edition.layers import LAYERS, PRESETS
from sphinx_variorum.output.html.furniture import commands
from sphinx_variorum.output.reading_scripts import SCRIPTS
from tests.editions import load
from tests.support import Built, Edition
from tests.support import page as make_page

Make = Callable[..., Edition]
STATIC = Path(__file__).parent.parent / "ext/sphinx_variorum/output/static/variorum"

NOTE = ":::{editorial-note} %s\n:type: %s\n:id: %s\n%s\n:::\n\n"
FIRST = "He was not destroyed. Few people leave the country, even by the enemy's own count."


def note(lemma: str, ident: str, words: str = "Words.", kind: str = "context") -> str:
    """An editorial note."""
    return NOTE % (lemma, kind, ident, words)


def need(lemma: str, ident: str) -> str:
    """An open citation need."""
    options = f":type: citation\n:status: open\n:id: {ident}\n"
    return f":::{{citation-needed}} {lemma}\n{options}Why.\n:::\n\n"


def passage(*annotations: str, number: str = "1", words: str = FIRST) -> str:
    """A passage with annotations."""
    return f"::::{{passage}} {number}\n{words}\n\n{''.join(annotations)}::::\n\n"


def build(edition: Make, body: str, **files: str) -> Built:
    """An edition of one page, as the theme `variorum` shows it."""
    built = edition({"index.md": make_page(body), **files}, html_theme="variorum").build()
    assert built.output == ""
    return built


def only(element: Tag | BeautifulSoup, selector: str) -> Tag:
    """The one element that `selector` finds."""
    (found,) = element.select(selector)
    return found


def said(element: Tag) -> str:
    """Its words, without line ends."""
    return " ".join(element.get_text().split())


@pytest.mark.parametrize(
    ("notes", "needs", "step", "words"),
    [
        (1, 0, "step-1", "1 note"),
        (2, 0, "step-1", "2 notes"),
        (2, 1, "step-2", "3 notes, 1 in dispute"),
        (5, 0, "step-2", "5 notes"),
        (4, 2, "step-3", "6 notes, 2 in dispute"),
    ],
)
def test_density_is_a_bar_and_words(
    edition: Make, notes: int, needs: int, step: str, words: str
) -> None:
    """How much is said of a passage: a step for the eye, the number for everybody."""
    lemmata = ["was", "not", "destroyed", "Few", "people"]
    body = [note(lemmata[index], f"n{index}") for index in range(notes)]
    body += [need(lemma, f"d-{lemma}") for lemma in ("leave", "country")[:needs]]
    density = only(build(edition, passage(*body)).html(), "a.density")
    assert step in density["class"]
    assert said(density) == words
    # It leads to the first note in the order of the lemmata.
    assert density["href"] == "#n.n0"


def test_passage_without_notes_says_nothing(edition: Make) -> None:
    """No bar, no empty list."""
    soup = build(edition, passage()).html()
    assert soup.select(".density, .badge, .connections") == []


def test_many_needs_become_one_badge(edition: Make) -> None:
    """Up to three signs stand in the words; more are one badge beside the number."""
    three = [need(lemma, lemma) for lemma in ("destroyed", "people", "leave")]
    assert build(edition, passage(*three)).html().select(".badge, .many-needs") == []


def test_four_needs_are_many(edition: Make) -> None:
    """The fourth makes the badge, and the passage is marked for the style sheet."""
    four = [need(lemma, lemma) for lemma in ("destroyed", "people", "leave", "country")]
    soup = build(edition, passage(*four)).html()
    assert said(only(soup, ".badge")) == "4 citation needs"
    assert len(soup.select(".base-text.many-needs .mark small")) == 4


def test_layers_of_cards_marks_and_segments_agree(edition: Make) -> None:
    """What one switch switches has one name on all three."""
    body = passage(
        note("was not", "note"),
        note("Few people", "person", kind="person"),
        need("not destroyed", "need"),
        ":::{correction} country\n:corr: land\n:id: correction\n:::\n\n",
    )
    soup = build(edition, body).html()
    layers = {
        str(card["id"]).removeprefix("n."): str(card["data-layer"])
        for card in soup.select("aside.annotation")
    }
    assert layers == {
        "note": "notes",
        "person": "names",
        "need": "needs",
        "correction": "corrections",
    }
    for mark in soup.select(".mark"):
        ident = str(only(mark, "a")["href"]).removeprefix("#n.")
        assert mark["data-layer"] == layers[ident]
    for segment in soup.select(".segment"):
        idents = [anchor.removeprefix("n.") for anchor in str(segment["data-notes"]).split()]
        assert str(segment["data-layers"]).split() == [layers[ident] for ident in idents]
        assert len(str(segment["data-kinds"]).split()) == len(idents)
    # The louder of two is seen: a need over a note.
    both = only(soup, ".segment.several")
    assert both.get_text() == "not"
    assert str(both["data-kinds"]).split()[0] in both["class"]
    assert str(both["data-kinds"]).split() == ["citation-needed", "editorial-note"]


def test_cards_name_those_that_share_their_words(edition: Make) -> None:
    """Overlapping lemmata lead to each other, without a script; neighbours do not."""
    body = passage(note("was not", "a"), note("not destroyed", "b"), note("Few", "c"))
    soup = build(edition, body).html()
    companions = {
        str(card["id"]): [str(link["href"]) for link in card.select(".companions a")]
        for card in soup.select("aside.annotation")
    }
    assert companions == {"n.a": ["#n.b"], "n.b": ["#n.a"], "n.c": []}


def test_counter_passage_stands_beside_the_claim(edition: Make) -> None:
    """Both texts' words, each under its siglum, whatever page they are from."""
    body = passage(
        ":::{counter-source} not destroyed\n:counter-passage: letters:1\n:relation: mirrors\n"
        ":id: m\nSee.\n:::\n\n"
    )
    other = make_page(passage(words="Nobody knows how many.")).replace("chronicle", "letters")
    other = other.replace(":siglum: C", ":siglum: L")
    body += "```{toctree}\nother\n```\n"
    built = build(edition, body, **{"other.md": other})
    quotes = only(built.html(), ".beside").select("blockquote")
    assert [said(quote) for quote in quotes] == [
        "C 1not destroyed",
        "L 1Nobody knows how many.",
    ]
    assert only(quotes[1], "a")["href"] == "other.html#letters.1"


def test_connections_are_grouped_and_counted(tmp_path: Path) -> None:
    """Back-references, shared claims and works, each with its number."""
    made = Edition.create(tmp_path / "edition", load("small"), {"html_theme": "variorum"})
    built = made.build()
    for docname in ("chronicle", "letters"):
        for connections in built.html(docname).select("details.connections"):
            total = 0
            for group in connections.select(".group"):
                items = group.select("li")
                assert said(only(group, ".group-title > .count")) == str(len(items)) != "0"
                total += len(items)
            assert said(only(connections, ":scope > summary")).startswith(f"{total} connection")
    assert built.html("letters").select(".connections .referred-from a")


def test_reference_says_what_it_leads_to(edition: Make) -> None:
    """The first words of a passage, so that a reader sees them before going there."""
    body = passage(note("Few", "a", "Compare {passage}`chronicle:1`."))
    link = only(build(edition, body).html(), ".words a[title]")
    assert str(link["title"]).startswith("C 1: “He was not destroyed.")


def test_long_notes_have_a_page_of_their_own(edition: Make) -> None:
    """Beyond 300 words; its links lead where they led, and it goes when the note is cut."""
    words = " ".join(["word"] * 320)
    long = f"{words} {{passage}}`chronicle:2` and [outside](https://example.org/x).\n"
    body = passage(note("Few", "long", long), note("was", "short"))
    body += passage(number="2", words="Nobody knows how many.")
    made = edition({"index.md": make_page(body)}, html_theme="variorum")
    built = made.build()
    assert built.output == ""
    folder = Path(built.app.outdir) / "long-notes"
    assert [path.name for path in folder.iterdir()] == ["n.long.html"]
    soup = built.html("long-notes/n.long")
    assert said(only(soup, "h1")) == "C 1: Note: context"
    assert soup.get_text().count("word ") >= 320
    links = {said(link): str(link["href"]) for link in soup.select(".essay a")}
    assert links == {
        "C 2": "../index.html#chronicle.2",
        "outside": "https://example.org/x",
        "on passage C 1": "../index.html#n.long",
    }
    card = only(built.html(), '[id="n.long"]')
    assert "long" in card["class"]
    assert "long-notes/n.long.html" in [link["href"] for link in card.select(".links a")]
    assert "long-notes/n.long.html" not in made.build().written
    made.replace("index.md", words, "word")
    made.build()
    assert list(folder.iterdir()) == []


def test_tools_are_there_once_and_only_where_something_is_read(edition: Make) -> None:
    """One set of tools on a page with passages, none elsewhere, and the scripts go with it."""
    body = passage(note("Few", "a")) + passage(number="2", words="Nobody knows how many.")
    body += "```{toctree}\nplain\n```\n"
    built = build(edition, body, **{"plain.md": "# Plain\n\nNo passage.\n"})
    soup = built.html()
    assert only(soup, ".reading-tools")["hidden"] == ""
    boxes = [str(box["value"]) for box in soup.select(".layers input")]
    assert boxes == ["notes"]
    scripts = [str(script["src"]) for script in soup.select("script[src*='variorum/']")]
    assert [src.split("/")[-1].split(".js")[0] for src in scripts] == list(SCRIPTS)
    plain = built.html("plain")
    assert plain.select(".reading-tools, template, script[src*='variorum/']") == []


def test_every_command_has_its_key_and_button(edition: Make) -> None:
    """The list of help is what the scripts read the keys from; every command is defined there."""
    built = build(edition, passage(note("Few", "a")))
    # What is in a template is found by its names, not by selectors.
    text = (Path(built.app.outdir) / "index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(text, "html.parser")
    listed = soup.find("ul", class_="commands")
    assert isinstance(listed, Tag)
    assert [str(key.string) for key in listed.find_all("kbd")] == [
        key for key, _command, _said in commands()
    ]
    code = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    for _key, command, _said in commands():
        assert (
            f'"{command}":' in code
            or f"{command}:" in code
            or f"commands.{command} =" in code
            or (command in PRESETS)
        )


def test_scripts_know_the_same_layers_and_views() -> None:
    """The scripts repeat the lists of `edition.layers`, since they run before anything is read."""
    for name in ("early", "layers"):
        code = (STATIC / f"{name}.js").read_text(encoding="utf-8")
        assert "[" + ", ".join(f'"{layer}"' for layer in LAYERS) + "]" in code
        for preset, off in PRESETS.items():
            listed = ", ".join(f'"{layer}"' for layer in LAYERS if layer in off)
            assert f"{preset}: [{listed}]" in code


def test_scripts_hold_no_words() -> None:
    """Every word comes with the page, in its language: strings in scripts are names and signs."""
    for path in sorted(STATIC.glob("*.js")):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for text in re.findall(r'"([^"\n]*)"', code):
            is_code = text == "use strict" or any(sign in text for sign in ".[#:>-,")
            assert " " not in text.strip() or is_code, (path, text)
