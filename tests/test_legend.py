"""Every sign that the edition in this repository uses is explained in it (issue 5, item 6).

What is used is read from the files of the corpus, what is explained from the page on method as it
is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_variorum.building.directives import DIRECTIVES
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.edition.base_text import parse_base_text
from sphinx_variorum.edition.bibliography.records import CAVEATS
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.vocabulary import lookup, schemes
from tests.conftest import REPOSITORY

CORPUS = REPOSITORY / "corpus"
STYLES = REPOSITORY / "ext/sphinx_variorum/output/static/variorum-annotations.css"
METHOD = "corpus/about/method"
#: What a sign of the base text looks like (`base_text.Run`).
SIGNS = {"omission": "[…]", "letter": "[T]he", "insertion": "[words]"}
#: Directives whose options choose what a list shows, and describe no words of a text.
LISTING = {"register", "picture", "take-one"}
_FENCE = re.compile(r":{3,}\{(?P<name>[\w-]+)\}")
_OPTION = re.compile(r":(?P<name>[\w-]+): *(?P<value>.*)$")


class Directive(NamedTuple):
    """A directive as an editor wrote it; `lines` is its content up to the next fence."""

    name: str
    options: dict[str, str]
    lines: list[str]


def directives(text: str) -> Iterator[Directive]:
    """The directives of a page, each once, also those within others."""
    found: Directive | None = None
    for line in text.splitlines():
        if fence := _FENCE.match(line):
            if found:
                yield found
            found = Directive(fence["name"], {}, [])
        elif line.startswith(":::"):
            if found:
                yield found
            found = None
        elif found and not found.lines and (option := _OPTION.match(line)):
            found.options[option["name"]] = option["value"]
        elif found:
            found.lines.append(line)
    if found:
        yield found


def terms(found: Directive) -> Iterator[tuple[str, str]]:
    """The terms of closed lists that a directive has as options: (list, slug)."""
    if found.name in LISTING or found.name not in DIRECTIVES:
        return
    known = DIRECTIVES[found.name].options_known
    for name, value in found.options.items():
        scheme = known[name].values.removeprefix("vocabulary:")
        if scheme != known[name].values and value:
            for part in re.split("[,;]", value) if name == "labels" else [value]:
                yield scheme, lookup(scheme, part).slug
    if found.name in {term.slug for term in schemes()["annotation-kind"].terms}:
        yield "annotation-kind", found.name


def signs(found: Directive) -> set[str]:
    """The kinds of editorial signs in a passage."""
    kinds = {run.kind for run in parse_base_text(found.lines).runs()}
    return kinds - {"text"} if found.name == "passage" else set()


@pytest.fixture(scope="module")
def written() -> list[Directive]:
    """All directives of the corpus."""
    pages = sorted(CORPUS.rglob("*.md"))
    return [each for page in pages for each in directives(page.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    """The edition in this repository."""
    out = tmp_path_factory.mktemp("legend")
    with docutils_namespace():
        app = Sphinx(REPOSITORY, REPOSITORY, out / "out", out / "doctrees", "html", status=None)
        app.build()
    return app


@pytest.fixture(scope="module")
def edition(built: Sphinx) -> Edition:
    """What the build knows of it."""
    return get_domain(built.env).edition


@pytest.fixture(scope="module")
def method(built: Sphinx) -> BeautifulSoup:
    """The page on method."""
    path = Path(built.outdir) / f"{METHOD}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def explained(method: BeautifulSoup) -> dict[str, str]:
    """The signs of the page's tables, each with its meaning."""
    rows = [row.select("td") for row in method.select("#signs tbody tr")]
    return {_said(row[0]): _said(row[1]) for row in rows}


def _said(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_every_term_used_is_in_the_legend(
    written: list[Directive], edition: Edition, method: BeautifulSoup
) -> None:
    """With what it means, in the words of the closed list."""
    used = {term for found in written for term in terms(found)}
    used |= {("name-kind", name.kind) for name in edition.names.values()}
    used |= {("reliability", work.grade) for work in edition.works.values() if work.grade}
    assert len({scheme for scheme, _slug in used}) >= 12
    meanings = {
        (scheme.name, term.slug): term.definition
        for scheme in schemes().values()
        for term in scheme.terms
    }
    explained = {
        str(row["id"]): _said(row.select("td")[1]) for row in method.select("tr[id^='term.']")
    }
    missing = {
        f"{scheme}: {slug}"
        for scheme, slug in used
        if explained.get(f"term.{scheme}.{slug}") != meanings[scheme, slug]
    }
    assert missing == set()


def test_every_sign_in_a_passage_is_explained(
    written: list[Directive], explained: dict[str, str]
) -> None:
    """Omissions, letters and insertions of the editors."""
    used = set().union(*(signs(found) for found in written))
    assert "omission" in used
    assert [sign for kind, sign in SIGNS.items() if kind in used and not explained.get(sign)] == []


def test_every_line_under_words_is_explained(explained: dict[str, str]) -> None:
    """Each form of line that the style sheet draws under words of a text."""
    rules = re.findall(r"\.segment[^{]*\{([^}]*)\}", STYLES.read_text(encoding="utf-8"))
    lines = {line for rule in rules for line in re.findall(r"text-decoration-style: (\w+)", rule)}
    assert {"wavy", "solid"} <= lines
    assert {line for line in lines if not explained.get(line)} == set()


def test_every_mark_of_a_note_is_explained(built: Sphinx, explained: dict[str, str]) -> None:
    """Numbers, letters, and what stands with them."""
    used = set()
    for path in Path(built.outdir).glob("corpus/*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for mark in page.select(".base-text sup.mark"):
            number, _space, sign = _said(mark).partition(" ")
            kind = "a raised number" if number.isdigit() else "a raised letter"
            used.add(f"{kind} with {sign}" if sign else kind)
    assert used == {"a raised number", "a raised number with c.n.", "a raised letter"}
    assert {mark for mark in used if not explained.get(mark)} == set()


def test_every_caveat_on_a_work_is_explained(edition: Edition, explained: dict[str, str]) -> None:
    """Not seen, or seen only through another work."""
    used = {
        said
        for work in edition.works.values()
        for said in CAVEATS.values()
        if work.caveat.startswith(said)
    }
    assert used
    assert {said for said in used if not explained.get(f"({said})")} == set()


def test_what_is_used_is_read_from_the_source() -> None:
    """Other spellings are the term they stand for; options of lists are not counted."""
    page = (
        "::::{passage} 1\n:omits: a word\n[H]e was […] destroyed [there].\n\n"
        ":::{counter-source} destroyed\n:relation: disputes\n:certainty: high\nNot so.\n"
        ":relation: supports\n:::\n::::\n\n:::{register} needs\n:status: open\n:::\n"
    )
    passage, counter, register = directives(page)
    assert signs(passage) == {"letter", "omission", "insertion"}
    assert set(terms(counter)) == {
        ("annotation-kind", "counter-source"),
        ("relation", "contradicts"),
        ("certainty", "high"),
    }
    assert list(terms(register)) == []
