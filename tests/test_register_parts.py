"""Registers too long for one page: their parts, the links that lead there, and what is written
again (issue 4, items 2 and 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from sphinx_variorum.edition.registers.part_pages import FOLDER
from sphinx_variorum.edition.registers.parting import MOST_ROWS
from tests.support import Built, Edition, sha256

Make = Callable[..., Edition]

_TEXTS = {"alpha": 300, "beta": 250, "gamma": 5}
_WORDS = "The count says that nobody went back."
_REGISTER = "# Needs\n\n:::{register} needs\n%s:::\n"


def _text(name: str, needs: int) -> str:
    """A text of one passage with so many needs."""
    notes = "\n".join(
        f":::{{citation-needed}} nobody\n:id: {name}-{number}\n:type: citation\n:status: open\n"
        f":opened: 2026-11-{number % 20 + 1:02}\n\nNeed {number}.\n:::\n"
        for number in range(needs)
    )
    return (
        f"# Text {name}\n\n:::{{source}} {name}\n:siglum: {name[0].upper()}\n"
        f":rights: public-domain\n:witness: {name}.txt\n:sha256: {sha256(_WORDS)}\n:::\n\n"
        f"::::{{passage}} 1\n{_WORDS}\n\n{notes}::::\n"
    )


def _files(options: str = "") -> dict[str, str]:
    toctree = "\n".join([*_TEXTS, "lists/needs", "lists/works"])
    return {
        "index.md": f"# Front\n\n```{{toctree}}\n{toctree}\n```\n",
        "lists/needs.md": _REGISTER % options,
        "lists/works.md": "# Works\n\n:::{register} works\n:::\n",
        **{f"{name}.md": _text(name, needs) for name, needs in _TEXTS.items()},
        **{f"witnesses/{name}.txt": _WORDS for name in _TEXTS},
    }


def _pages(built: Built) -> dict[str, bytes]:
    """Every page of a part, by its path below their folder."""
    root = Path(built.app.outdir, FOLDER)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*.html"))
    }


def _rows(soup: BeautifulSoup) -> list[str]:
    return [str(row["id"]) for row in soup.select("table.register tbody tr[id]")]


def _links(soup: BeautifulSoup) -> Iterator[tuple[str, str, int]]:
    """The (words, address, number of rows) of each link to a part."""
    for item in soup.select("nav.register-parts li"):
        link, count = item.select_one("a"), item.select_one(".count")
        assert link is not None
        assert count is not None
        yield link.get_text(), unquote(str(link["href"])), int(count.get_text())


@pytest.fixture
def site(edition: Make) -> Edition:
    """An edition with more needs than a page of a register may hold."""
    return edition(_files())


def test_a_long_register_has_a_page_for_each_text(site: Edition) -> None:
    assert sum(_TEXTS.values()) > MOST_ROWS
    built = site.build()
    assert built.messages == []
    whole = built.html("lists/needs")
    assert whole.select("table.register") == []
    links = list(_links(whole))
    assert [(words, count) for words, _address, count in links] == [
        (f"Text {name}", count) for name, count in _TEXTS.items()
    ]
    found: list[str] = []
    for words, address, count in links:
        part = built.html(normpath(f"lists/{address}").removesuffix(".html"))
        rows = _rows(part)
        assert len(rows) == count
        assert part.select("h1")[0].get_text() == f"Needs: {words}"
        up = part.select_one("nav.register-steps .up a")
        assert up is not None
        assert str(up["href"]).endswith("lists/needs.html")
        found += rows
    assert len(found) == len(set(found)) == sum(_TEXTS.values())


def test_parts_lead_to_one_another(site: Edition) -> None:
    built = site.build()
    middle = built.html(f"{FOLDER}/lists/needs/needs/source.beta")
    steps = {
        str(span["class"][0]): str(link["href"])
        for span in middle.select("nav.register-steps span")
        if (link := span.select_one("a"))
    }
    assert steps["before"] == "source.alpha.html"
    assert steps["after"] == "source.gamma.html"


def test_a_part_too_long_for_a_page_is_cut(edition: Make) -> None:
    files = _files()
    files["alpha.md"] = _text("alpha", MOST_ROWS + 20)
    built = edition(files).build()
    links = list(_links(built.html("lists/needs")))
    assert [(words, count) for words, _address, count in links][:2] == [
        ("Text alpha (1)", MOST_ROWS),
        ("Text alpha (2)", 20),
    ]


def test_pages_for_values_stand_beside_a_short_register(edition: Make) -> None:
    files = _files(":pages: status, opened\n:source: gamma\n")
    files["gamma.md"] = files["gamma.md"].replace(
        ":status: open\n", ":status: not-found\n:searched: 2026-11-21, archive, nothing\n", 2
    )
    built = edition(files).build()
    assert built.messages == []
    page = built.html("lists/needs")
    assert len(_rows(page)) == _TEXTS["gamma"]
    assert {words: count for words, _address, count in _links(page)} == {
        "open": 3,
        "no source found": 2,
        "2026": 5,
    }
    part = built.html(f"{FOLDER}/lists/needs/needs/status.not-found")
    assert _rows(part) == ["row.n.gamma-0", "row.n.gamma-1"]


def test_one_status_writes_its_page_and_its_part_only(site: Edition) -> None:
    before = _pages(site.build())
    text = _text("beta", _TEXTS["beta"]).replace(":status: open", ":status: searching", 1)
    site.write({"beta.md": text})
    built = site.build()
    after = _pages(built)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"lists/needs/needs/source.beta.html"}
    assert "lists/needs.html" not in built.written
    parts = {name for name in built.written if name.startswith(FOLDER)}
    assert parts == {f"{FOLDER}/lists/needs/needs/source.beta.html"}
    assert _pages(site.build(clean=True)) == after


def test_parts_that_are_no_more_are_removed(site: Edition) -> None:
    assert len(_pages(site.build())) == len(_TEXTS)
    site.write({"alpha.md": _text("alpha", 100)})
    built = site.build()
    assert _pages(built) == {}
    assert len(_rows(built.html("lists/needs"))) == 100 + 250 + 5


def test_other_builders_have_the_whole_table(site: Edition) -> None:
    built = site.build("singlehtml")
    assert len(_rows(built.html("index"))) == sum(_TEXTS.values())
    assert not Path(built.app.outdir, FOLDER).exists()


def test_a_second_builder_is_not_stale(site: Edition) -> None:
    """A builder without parts, on the doctrees and digests that a site was made with."""
    site.build("text")
    site.build()
    site.write({"beta.md": _text("beta", _TEXTS["beta"]).replace("open", "searching", 1)})
    site.build()
    built = site.build("text")
    assert "lists/needs.txt" in built.written
    said = Path(built.app.outdir, "lists/needs.txt").read_text(encoding="utf-8")
    assert " ".join(said.split()).count("being searched") == 1


def test_citations_lead_to_the_part_with_the_work(edition: Make) -> None:
    files = _files()
    works = "\n".join(
        f"@book{{work{number}, author={{{'ABC'[number % 3]}uthor{number}, Ann}}, "
        f"title={{Title {number}}}, publisher={{Press}}, date={{19{number % 90 + 10}}}}}"
        for number in range(MOST_ROWS + 10)
    )
    cited = " ".join(f"{{work}}`work{number}`" for number in range(MOST_ROWS + 10))
    files |= {"sources.bib": works, "prose.md": f"# Prose\n\n{cited}\n"}
    built = edition(files).build()
    assert [words for words, _address, _count in _links(built.html("lists/works"))] == list("ABC")
    links = [str(link["href"]) for link in built.html("prose").select("a.work")]
    assert len(links) == MOST_ROWS + 10
    for number in (0, 1, 2, MOST_ROWS):
        address, anchor = links[number].split("#")
        letter = "abc"[number % 3]
        assert address == f"{FOLDER}/lists/works/works/sort.{letter}.html"
        part = built.html(address.removesuffix(".html"))
        assert part.find(id=anchor) is not None


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (":pages: stauts", "there is no field “stauts”"),
        (":split: letter", "there is no field “letter”"),
    ],
)
def test_a_wrong_field_is_named(edition: Make, option: str, said: str) -> None:
    built = edition(_files(f"{option}\n")).build()
    message = next(item for item in built.messages if said in item.text)
    assert message.subtype == "variorum.register"
    assert (message.place, message.line) == ("lists/needs.md", 3)
