"""Values that would run in a reader's browser: printed as written, refused, and said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    BODY,
    FIRST,
    assert_nothing_lost,
    assert_rest_is_whole,
    card,
    faulty,
    html_pages,
    line_of,
    note,
    only_warning,
    passage,
    section,
)
from tests.support import BIBLIOGRAPHY, Built, Edition

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
BREAKOUT = "x\" onclick='alert(3)'><script>alert(4)</script><b title=\"y"


def assert_nothing_runs(built: Built) -> None:
    """No page holds a script, a handler or an address that came from a value."""
    pages = html_pages(built)
    assert pages
    for path in pages:
        html = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
        for element in html.find_all(True):
            assert element.name != "script" or "alert" not in element.get_text(), path.name
            for name, value in element.attrs.items():
                assert not name.startswith("on"), f"{path.name}: {element.name} {name}"
                address = "".join(str(value).split()).casefold()
                assert not address.startswith(("javascript:", "vbscript:", "data:text")), path.name


def printed(built: Built, docname: str = "index") -> str:
    """The text of a page as a reader sees it."""
    return built.html(docname).get_text()


@pytest.mark.parametrize("value", [SCRIPT, IMAGE])
def test_html_in_a_title(edition: Callable[..., Edition], value: str) -> None:
    """Issue 2, bad input: also where the title is repeated, in the head and in navigation."""
    files = faulty(passage(inside=note()))
    text = str(files["index.md"]).replace("# The Chronicle", f"# The {value} Chronicle")
    made = edition({"index.md": text})
    built = made.build()
    assert set(built.subtypes) == {"variorum.markup"}
    assert {(message.place, message.line) for message in built.messages} == {("index.md", 1)}
    assert_nothing_runs(built)
    assert value in built.html().find("h1").get_text()
    assert value in built.html().find("title").get_text()
    assert_nothing_lost(built)


@pytest.mark.parametrize("value", [SCRIPT, IMAGE, BREAKOUT])
def test_html_in_a_lemma(edition: Callable[..., Edition], value: str) -> None:
    """Issue 2, bad input: the words do not stand in the passage, and are printed as words."""
    made = edition(faulty(passage(inside=note(f"destroyed {value}"))))
    built = made.build()
    message = only_warning(built, Subtype.LEMMA_ABSENT)
    assert message.line == line_of(made, "} destroyed")
    assert_nothing_runs(built)
    assert card(built).find("q").get_text() == f"destroyed {value}"
    assert_nothing_lost(built)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f"Before {SCRIPT} after.", [SCRIPT]),
        (f"Before {IMAGE} after.", [IMAGE]),
        ("Before <b onclick='alert(4)'>bold</b> after.", ["<b onclick='alert(4)'>bold</b>"]),
        (f"Before\n\n{SCRIPT}\n\n{IMAGE}\n\nafter.", [SCRIPT, IMAGE]),
        (f"Before\n\n```{{raw}} html\n{SCRIPT}\n```\n\nafter.", [SCRIPT]),
    ],
    ids=["script", "image", "handler", "blocks", "raw directive"],
)
def test_html_in_the_words_of_a_note(
    edition: Callable[..., Edition], value: str, shown: list[str]
) -> None:
    """Issue 2, bad input: said with its line, printed as it was written, never run."""
    made = edition(faulty(passage(inside=note().removesuffix(":::\n") + f"\n{value}\n:::\n")))
    built = made.build()
    assert set(built.subtypes) == {"variorum.markup"}
    first = line_of(made, "Before")
    assert {message.place for message in built.messages} == {"index.md"}
    assert all(first <= message.line <= first + 5 for message in built.messages)
    assert_nothing_runs(built)
    text = card(built).get_text()
    assert [fragment for fragment in [*shown, "Before", "after."] if fragment not in text] == []
    assert_nothing_lost(built)


def test_html_in_a_passage_is_words(edition: Callable[..., Edition]) -> None:
    """Nothing is markup in a passage: the words are not the witness's, and not run."""
    built = edition(faulty(passage(f"{FIRST} {SCRIPT}", note()))).build()
    only_warning(built, Subtype.PASSAGE_ABSENT)
    assert_nothing_runs(built)
    assert_nothing_lost(built, f"{FIRST} {SCRIPT}")


@pytest.mark.parametrize("value", [SCRIPT, IMAGE, BREAKOUT])
def test_html_in_options(edition: Callable[..., Edition], value: str) -> None:
    """A siglum, `:licence:`, `:omits:`, `:resp:` and the fields of a need are data: printed on
    the page and in the registers as they were written."""
    need = note(
        "He",
        f":type: citation\n:status: not-found\n:by: {value}\n:resp: {value}\n"
        f":resolution: {value}\n:searched: 2026-11-20, {value}, {value}\n:checked: {value}",
        "citation-needed",
    )
    correction = note("was", f":corr: {value}", "correction").replace(BODY, "")
    registers = ":::{register} needs\n:::\n\n:::{register} works\n:::\n"
    body = (
        passage(FIRST, f"{need}\n{correction}")
        + "\n"
        + passage(
            "Few people leave […], even by the enemy's own count.",
            number="2",
            options=f":omits: {value}\n",
        )
    )
    text = str(faulty(f"{body}\n{registers}")["index.md"])
    text = text.replace(":siglum: C", f":siglum: {value}")
    text = text.replace(":rights: public-domain", f":rights: licensed\n:licence: {value}")
    built = edition({"index.md": text}).build()
    assert built.messages == []
    assert_nothing_runs(built)
    assert_nothing_lost(built)
    shown = card(built).get_text()
    assert shown.count(value) == 6
    assert value in section(built, "chronicle.2").find(class_="omitted").get_text()
    assert f"({value})" in printed(built)
    assert f"{value} 1" in section(built, "chronicle.1")["aria-label"]


@pytest.mark.parametrize("value", [SCRIPT, IMAGE, BREAKOUT])
def test_html_in_arguments_and_roles(edition: Callable[..., Edition], value: str) -> None:
    """What a message or a printed page repeats of them is text."""
    roles = "".join(f" {{{name}}}`{value}`" for name in ("passage", "work", "need", "siglum"))
    other = note("He", f":type: {value}").replace("says", "adds")
    body = passage(number=f"1 {value}", inside=note() + other)
    built = edition(faulty(f"{body}\nSee{roles}.\n\n:::{{register}} {value}\n:::\n")).build()
    assert {"variorum.identifier", "variorum.vocabulary", "variorum.register"} <= set(
        built.subtypes
    )
    assert_nothing_runs(built)
    assert card(built)
    assert_rest_is_whole(built)


@pytest.mark.parametrize("value", [SCRIPT, IMAGE])
def test_html_in_the_bibliography(edition: Callable[..., Edition], value: str) -> None:
    """Issue 2, bad input: in every field, on the note that cites it and in the register."""
    fields = "".join(
        f"{name}={{{value} {name}}}, "
        for name in ("author", "title", "publisher", "location", "note", "series", "annotation")
    )
    entry = f"@book{{bad, {fields}date={{2000}}}}\n"
    inside = note(options=":type: context\n:cites: bad, p. 3")
    body = passage(FIRST, inside) + "\n:::{register} works\n:::\n"
    made = edition({**faulty(body), "sources.bib": BIBLIOGRAPHY + entry})
    built = made.build()
    assert set(built.subtypes) == {"variorum.markup"}
    line = line_of(made, "@book{bad", "sources.bib")
    assert {(message.place, message.line) for message in built.messages} == {("sources.bib", line)}
    assert_nothing_runs(built)
    assert value in card(built).find(class_="works").get_text()
    assert f"{value} title" in built.html().find(id="work.bad").get_text()
    assert_nothing_lost(built)


@pytest.mark.parametrize(
    "fields",
    [
        "url={javascript:alert(1)}",
        "url={JaVaScRiPt:alert(1)}",
        "url={data:text/html,<b>x</b>}",
        "doi={javascript:alert(1)}",
        "url={vbscript:alert(1)}",
    ],
)
def test_active_address_in_the_bibliography(edition: Callable[..., Edition], fields: str) -> None:
    """Issue 2, bad input: the entry is used without its address."""
    entry = f"@online{{bad, author={{Bad, Ann}}, title={{Bad title}}, date={{2000}}, {fields}}}\n"
    inside = note(options=":type: context\n:cites: bad")
    body = passage(FIRST, inside) + "\n:::{register} works\n:::\n"
    made = edition({**faulty(body), "sources.bib": BIBLIOGRAPHY + entry})
    built = made.build()
    message = only_warning(built, Subtype.URL)
    line = line_of(made, "@online{bad", "sources.bib")
    assert (message.place, message.line) == ("sources.bib", line)
    assert "http" in message.text
    assert_nothing_runs(built)
    row = built.html().find(id="work.bad")
    assert "Bad title" in row.get_text()
    assert row.find("a", class_="external") is None
    assert "Bad 2000" in card(built).get_text()
    assert_nothing_lost(built)


@pytest.mark.parametrize(
    "link",
    [
        "[words](javascript:alert(1))",
        "[words](<javascript:alert(1)>)",
        "[words](JaVaScRiPt:alert(1))",
        "[words](&#106;avascript:alert(1))",
        "[*words*](vbscript:alert(1))",
        "[words](data:text/html,alert)",
        "<javascript:alert(1)>",
        "![words](javascript:alert(1))",
        "[words][there]\n\n[there]: javascript:alert(1)",
    ],
)
def test_active_address_in_a_link_of_a_note(edition: Callable[..., Edition], link: str) -> None:
    """Issue 2, bad input: refused with the line of its paragraph; its words are printed."""
    made = edition(faulty(passage(inside=note().removesuffix(":::\n") + f"\nSee {link}.\n:::\n")))
    built = made.build()
    message = only_warning(built, Subtype.URL)
    first = line_of(made, "See ")
    assert message.place == "index.md"
    assert message.line in (first, first + 2)
    assert "was refused" in message.text
    assert "http" in message.text
    assert_nothing_runs(built)
    assert "words" in card(built).get_text() or "javascript:" in link
    assert_nothing_lost(built)


def test_addresses_that_are_only_spoken_of(edition: Callable[..., Edition]) -> None:
    """Between backticks, and in plain words, an address is a word: no warning."""
    body = (
        "\nSee `[x](javascript:alert(1))`, a javascript: address, and [x](https://example.org).\n"
    )
    built = edition(faulty(passage(inside=note().removesuffix(":::\n") + body + ":::\n"))).build()
    assert built.messages == []
    assert_nothing_runs(built)
    assert card(built).find("a", href="https://example.org")
