"""Every builder writes a readable edition (design.md, “What must always hold”).

No exception, no warning, and the words of passages, lemmata, notes and works in each format;
an unknown builder gets readable fallback text.
"""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from tests.editions import load
from tests.support import Built, Edition

Make = Callable[..., Edition]

#: Settings without which builders of Sphinx warn of themselves.
CONFIGURATION: dict[str, object] = {
    "nitpicky": True,
    "copyright": "nobody",
    "version": "1",
    "release": "1",
    "extensions": ["myst_parser", "sphinx_variorum", "tests.editions.unknown_builder"],
    "linkcheck_ignore": [r"https://example\.org/.*"],
}

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext"),
    *("linkcheck", "xml", "pseudoxml", "dummy", "changes", "plain-words", "docutils-html"),
)

#: What a reader of any format must find: words of passages, lemmata, notes, needs and works.
WORDS = {
    "a passage": "Few people leave the country, even by the enemy",
    "a passage in another script": "שלום לך אחי",
    "an editors' omission": "that the king heard of it",
    "a lemma": "men of the North were crowned in 1066",
    "a note": "Nobody in particular",
    "a note written elsewhere": "Few is not none",
    "a judgement": "contradicted by",
    "a need": "Citation needed",
    "a need's status": "being searched",
    "a correction": "wrote of it",
    "a work": "Why testimonies fall apart",
    "a work's label": "Song 2015",
    "a locator": "table 1",
    "the head of a source": "The Chronicle of Two Reigns",
    "a responsibility": "A. Commentator",
}


def small(edition: Make, **more: object) -> Edition:
    """The small edition, configured for all builders."""
    return edition(load("small"), **{**CONFIGURATION, **more})


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("parallel", [1, 2])
def test_builder_has_nothing_to_complain_of(edition: Make, builder: str, parallel: int) -> None:
    """No exception and no warning at all, nitpicky, with one process or two."""
    built = small(edition).build(builder, parallel=parallel)
    assert built.output == ""
    assert "7 passages, 7 verbatim" in built.status


def _unwrapped(text: str) -> str:
    """One kind of white space and of quotation marks: each format has its own."""
    return " ".join(re.sub("[‘’]", "'", text).split())


def _of_text_files(out: Path, suffix: str) -> str:
    files = sorted(out.rglob(f"*{suffix}"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _of_html(html: str | bytes) -> str:
    return BeautifulSoup(html, "html5lib").get_text()


def _of_html_files(out: Path) -> str:
    return "\n".join(_of_html(path.read_bytes()) for path in sorted(out.rglob("*.html")))


def _files_of_epub(out: Path) -> dict[str, bytes]:
    (path,) = out.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def _of_epub(out: Path) -> str:
    pages = {name: data for name, data in _files_of_epub(out).items() if name.endswith(".xhtml")}
    # Strict: what is no XML is no page of a book.
    return "\n".join("".join(ElementTree.fromstring(data).itertext()) for data in pages.values())


def _of_latex(out: Path) -> str:
    text = _of_text_files(out, "edition.tex")
    return text.replace("\\sphinxhyphen{}", "-").replace("{\\textquotesingle}", "'")


def _of_man(out: Path) -> str:
    return _of_text_files(out, ".1").replace("\\(aq", "'").replace("\\-", "-")


def _of_docutils(out: Path) -> str:
    return _of_html(_of_text_files(out, ".txt"))


READ: dict[str, Callable[[Path], str]] = {
    "html": _of_html_files,
    "dirhtml": _of_html_files,
    "singlehtml": _of_html_files,
    "epub": _of_epub,
    "latex": _of_latex,
    "text": lambda out: _of_text_files(out, ".txt"),
    "man": _of_man,
    "texinfo": lambda out: _of_text_files(out, ".texi"),
    "xml": lambda out: _of_text_files(out, ".xml"),
    "pseudoxml": lambda out: _of_text_files(out, ".pseudoxml"),
    "plain-words": lambda out: _of_text_files(out, ".txt"),
    "docutils-html": _of_docutils,
}


@pytest.mark.parametrize("builder", READ)
def test_words_are_in_the_output(edition: Make, builder: str) -> None:
    """Passage, lemma, note, need, correction, work: nothing of them is lost in any format."""
    built = small(edition).build(builder)
    text = _unwrapped(READ[builder](Path(built.app.outdir)))
    assert {what for what, words in WORDS.items() if _unwrapped(words) not in text} == set()


def _files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def _addresses(soup: BeautifulSoup) -> Iterator[str]:
    for attribute in ("href", "src"):
        for element in soup.select(f"[{attribute}]"):
            yield str(element[attribute])


def dead_links(files: Mapping[str, bytes]) -> Iterator[str]:
    """Each link within the output that has no target: no such file, or no such id in it."""
    soups = {
        name: BeautifulSoup(data, "xml" if name.endswith(".xhtml") else "html5lib")
        for name, data in files.items()
        if name.endswith((".html", ".xhtml"))
    }
    ids = {
        name: {str(element["id"]) for element in soup.find_all(id=True)}
        for name, soup in soups.items()
    }
    for name, soup in soups.items():
        for address in _addresses(soup):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            path = unquote(parts.path)
            # The page for what is missing links from the root (`posixpath.join` knows that).
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)).lstrip("/")
            if not path:
                target = name
            elif path.endswith("/"):
                target = posixpath.normpath(f"{target}/index.html").lstrip("/")
            fragment = unquote(parts.fragment)
            if target not in files or (fragment and fragment not in ids.get(target, ())):
                yield f"{name}: {address}"


@pytest.mark.parametrize(
    ("builder", "theme"),
    [
        *((builder, "variorum") for builder in ("html", "dirhtml", "singlehtml")),
        *((builder, "basic") for builder in ("html", "dirhtml", "singlehtml")),
        ("html", "alabaster"),
        ("epub", "basic"),
    ],
)
def test_every_link_has_its_target(edition: Make, builder: str, theme: str) -> None:
    """File and id: marks and cards, registers, back-references, labels of passages and works."""
    built = small(edition).build(builder, html_theme=theme)
    out = Path(built.app.outdir)
    files = _files_of_epub(out) if builder == "epub" else _files(out)
    # Sphinx names its index and its search in the head of the one page and writes neither.
    of_sphinx = {f"index.html: {page}.html" for page in ("genindex", "search")}
    expected = of_sphinx if builder == "singlehtml" else set()
    assert set(dead_links(files)) == expected


def test_dead_links_are_found() -> None:
    """The check above sees a missing file, a missing id and an empty folder."""
    files = {
        "a/index.html": b'<p id="x"><a href="#x"></a><a href="../b/#y"></a><a href="#z"></a></p>',
        "b/index.html": b'<p id="y"><a href="c"></a><a href="d/"></a><a href="mailto:e"></a></p>',
    }
    assert list(dead_links(files)) == [
        "a/index.html: #z",
        "b/index.html: c",
        "b/index.html: d/",
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_cross_references_lead_to_the_words(edition: Make, builder: str) -> None:
    """A link that resolves may still lead to the wrong place: these lead to passage, annotation,
    source and work, whatever the builder makes of addresses.
    """
    built = small(edition).build(builder)
    out = Path(built.app.outdir)
    files = _files_of_epub(out) if builder == "epub" else _files(out)
    shown = {"C 1": "chronicle.1", "the lost fleet": "letters.1", "Song 2015": "work.song2015"}
    shown |= {"The Chronicle": "chronicle.source", "these words": "letters.2"}
    shown |= {"the men": "n.sailors", "L 3": "letters.3"}
    found = {words: set[str]() for words in shown}
    for name, data in files.items():
        if not name.endswith((".html", ".xhtml")):
            continue
        soup = BeautifulSoup(data, "xml" if name.endswith(".xhtml") else "html5lib")
        for link in soup.select("p > a.reference[href]"):
            words = link.get_text()
            if words in shown:
                found[words].add(urlsplit(str(link["href"])).fragment)
    # A label may lead to an annotation of its passage as well, as in a register.
    assert {words for words, anchor in shown.items() if anchor not in found[words]} == set()
    others = found["C 1"] - {"chronicle.1"}
    assert [anchor for anchor in others if not anchor.startswith("chronicle.1.")] == []


def catalogue(built: Built) -> set[str]:
    """What is offered to translators."""
    messages: set[str] = set()
    for path in Path(built.app.outdir).glob("*.pot"):
        with path.open("rb") as file:
            messages.update(str(message.id) for message in read_po(file) if message.id)
    return messages


def test_notes_are_offered_for_translation_and_passages_are_not(edition: Make) -> None:
    """The words of a source are not the editors' to translate (design.md, rule 8); theirs are."""
    offered = catalogue(small(edition).build("gettext"))
    assert {
        "The Chronicle",
        "Nobody in particular.",
        "Both say otherwise.",
        "The report has the same figure.",
        "Few is not none, says [the other page](#letters:1).",
    } <= offered
    quoted = (
        "Few people leave",
        "They were crowned",
        "the fleet was",
        "we saw it",
        "הספינה",
        "king's",
    )
    assert {
        text for text in offered for words in quoted if words.casefold() in text.casefold()
    } == (set())


_TRANSLATION = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Nobody in particular."
msgstr "Niemand Bestimmtes."

msgid "I have seen the king's men. They were crowned in 1066, as everybody says."
msgstr "Ich habe die Leute des Königs gesehen."
"""


def test_translation_reaches_notes_and_not_passages(edition: Make) -> None:
    """Not even a catalogue that has a passage's words changes them: the proof would be worth
    nothing if it did.
    """
    translated = small(edition, language="de", locale_dirs=["locale"])
    translated.write({"locale/de/LC_MESSAGES/letters.po": _TRANSLATION})
    built = translated.build()
    assert built.output == ""
    text = built.html("letters").get_text()
    assert "Niemand Bestimmtes." in text
    assert "Nobody in particular." not in text
    passage = built.html("letters").find(id="letters.4")
    assert passage is not None
    for mark in passage.select("sup"):
        mark.decompose()
    words = passage.select_one(".base-text")
    assert words is not None
    assert words.get_text().strip() == (
        "I have seen the king's men. They were crowned in 1066, as everybody says."
    )


def test_addresses_of_works_are_checked(edition: Make) -> None:
    """``linkcheck`` sees the addresses of the bibliography; here it is told not to ask them."""
    built = small(edition).build("linkcheck")
    lines = (Path(built.app.outdir) / "output.json").read_text(encoding="utf-8").splitlines()
    status = {record["uri"]: record["status"] for record in map(json.loads, lines)}
    assert status.get("https://example.org/song") == "ignored"
    assert set(status.values()) <= {"ignored", "unchecked", "working"}


def test_unknown_builder_gets_docutils_nodes_alone(edition: Make) -> None:
    """The fallback leaves no node of ours, on no page; docutils' own writer can print it all."""
    built = small(edition).build("docutils-html")
    out = Path(built.app.outdir)
    soup = BeautifulSoup((out / "chronicle.txt").read_text(encoding="utf-8"), "html5lib")
    quotations = [quote.get_text() for quote in soup.find_all("blockquote")]
    assert len(quotations) == 3
    assert "Few people leave the country" in quotations[1]
    assert [term.get_text().partition("]")[0] for term in soup.find_all("dt")][:2] == [
        "(1) king's men of the North",
        "(2) men of the North were crowned in 1066",
    ]
