"""Old ids and old pages of a built site (interface.md, point 23)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests.support import Built, Edition, page

Make = Callable[..., Edition]

BODY = """\
::::{passage} 1
He was not destroyed.

:::{editorial-note} destroyed
:id: harm
:type: context
Or so it says.
:::
::::

::::{passage} 5
Nobody knows how many.
::::
"""
INDEX = "# Front\n\nWords.\n\n```{toctree}\ncorpus/chronicle\nother\n```\n"
REDIRECTS = {
    "chronicle:4": "chronicle:5",
    "chronicle:3": "",
    "old-note": "harm",
    "corpus/old page": "corpus/chronicle",
    "gone/away": "",
}


def made(edition: Make, redirects: dict[str, str], **given: object) -> Edition:
    """An edition whose source stands in a folder."""
    files = {"index.md": INDEX, "corpus/chronicle.md": page(BODY), "other.md": "# Other\n"}
    return edition(files, variorum_redirects=redirects, **given)


def read(built: Built, name: str) -> BeautifulSoup:
    """A file of the output, parsed."""
    return BeautifulSoup(Path(built.app.outdir, name).read_text(encoding="utf-8"), "html5lib")


def test_tombstones_keep_old_anchors(edition: Make) -> None:
    built = made(edition, REDIRECTS).build()
    assert built.output == ""
    soup = built.html("corpus/chronicle")
    section = soup.select_one("section.tombstones")
    assert section is not None
    assert section["aria-label"] == "No longer on this page"
    said = {item["id"]: item for item in section.select("li")}
    assert said.keys() == {"chronicle.4", "chronicle.3", "n.old-note"}
    assert said["chronicle.4"].a["href"] == "#chronicle.5"
    assert said["chronicle.4"].get_text() == "What was passage chronicle:4 is now at C 5."
    assert said["n.old-note"].a["href"] == "#n.harm"
    assert said["chronicle.3"].get_text() == "Passage chronicle:3 was withdrawn."
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert all(soup.find(id=link["href"][1:]) for link in section.select("a"))
    assert not built.html("other").select("section.tombstones")


@pytest.mark.parametrize(
    ("builder", "old", "new"),
    [
        ("html", "corpus/old page.html", "corpus/chronicle.html"),
        ("dirhtml", "corpus/old page/index.html", "corpus/chronicle/"),
    ],
)
def test_old_page_leads_to_the_new_one(edition: Make, builder: str, old: str, new: str) -> None:
    """By three ways: the refresh, the canonical link, and a link that can be seen."""
    site = made(edition, REDIRECTS, html_baseurl="https://example.org/site/")
    built = site.build(builder)
    assert built.output == ""
    soup = read(built, old)
    assert soup.html["lang"] == "en"
    refresh = soup.select_one("meta[http-equiv=refresh]")["content"]
    link = soup.select_one("main a")
    base = f"https://x.org/{old.removesuffix('index.html')}"
    assert urljoin(base, link["href"]) == f"https://x.org/{new}"
    assert refresh == f"0; url={link['href']}"
    assert link.get_text() == "The Chronicle"
    canonical = soup.select_one("link[rel=canonical]")["href"]
    assert canonical == f"https://example.org/site/{new}"


def test_withdrawn_page_says_so(edition: Make) -> None:
    soup = read(made(edition, REDIRECTS).build(), "gone/away.html")
    assert soup.h1.get_text() == "This page was withdrawn."
    assert not soup.select("meta[http-equiv=refresh]")
    assert soup.select_one("main a")["href"] == "../index.html"


def test_other_formats_have_neither(edition: Make) -> None:
    site = made(edition, REDIRECTS)
    for builder in ("singlehtml", "text", "gettext"):
        built = site.build(builder, out=f"_{builder}")
        assert built.output == ""
        assert not Path(built.app.outdir, "corpus/old page.html").exists()
        assert not list(Path(built.app.outdir).glob(".variorum-r*"))


def test_no_op_build_writes_no_page(edition: Make) -> None:
    site = made(edition, REDIRECTS)
    site.build()
    again = {name for name in site.build().written if not name.startswith(("genindex", "search"))}
    assert not {name for name in again if name.endswith(".html") or "variorum" in name}


def test_page_goes_with_its_entry(edition: Make) -> None:
    site = made(edition, REDIRECTS)
    built = site.build()
    assert Path(built.app.outdir, "gone/away.html").is_file()
    fewer = {old: new for old, new in REDIRECTS.items() if old != "gone/away"}
    built = site.build(variorum_redirects=fewer)
    assert not Path(built.app.outdir, "gone/away.html").exists()
    assert Path(built.app.outdir, "corpus/old page.html").is_file()


def test_document_that_comes_back_is_not_deleted(edition: Make) -> None:
    """Its page has the path of the redirect that is taken out."""
    site = made(edition, {"gone/away": ""})
    site.build()
    site.write({"gone/away.md": "---\norphan: true\n---\n# Back again\n"})
    built = site.build(variorum_redirects={})
    assert built.html("gone/away").h1.get_text().startswith("Back again")


def test_page_is_written_again_when_the_target_moves(edition: Make) -> None:
    """A tombstone shows where something of another document stands."""
    other = "# Other\n\n::::{passage} chronicle:6\nFew people leave the country […]\n::::\n"
    site = made(edition, {"chronicle:4": "chronicle:6"})
    site.write({"other.md": other, "third.md": "---\norphan: true\n---\n# Third\n"})
    site.build()
    site.write({"other.md": "# Other\n", "third.md": f"---\norphan: true\n---\n{other}"})
    link = site.build().html("corpus/chronicle").select_one("section.tombstones a")
    assert link["href"] == "../third.html#chronicle.6"


def test_incremental_build_is_a_clean_one(edition: Make) -> None:
    site = made(edition, REDIRECTS)
    site.build()
    changed = {**REDIRECTS, "chronicle:2": "chronicle:1"}
    one = site.build(variorum_redirects=changed)
    two = site.build(variorum_redirects=changed, out="_clean", clean=True)
    for name in ("corpus/chronicle.html", "corpus/old page.html", "gone/away.html"):
        assert Path(one.app.outdir, name).read_bytes() == Path(two.app.outdir, name).read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("chronicle:4", "chronicle:6", "there is no passage or annotation “chronicle:6”"),
        ("chronicle:1", "chronicle:5", "there is a passage “chronicle:1”: take the entry out"),
        ("harm", "chronicle:5", "there is an annotation “harm”"),
        ("corpus/old", "corpus/chronicel", "did you mean “corpus/chronicle”?"),
        ("../../etc/old", "other", "this is no name of a document"),
    ],
)
def test_entry_that_cannot_be_kept_is_named_with_its_line(
    edition: Make, old: str, new: str, said: str
) -> None:
    site = made(edition, {})
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    kept = "\n".join(line for line in conf.splitlines() if "variorum_redirects" not in line)
    entries = f'variorum_redirects = {{\n    "chronicle:2": "",\n    "{old}": "{new}",\n}}\n'
    site.write({"conf.py": f"{kept}\n{entries}"})
    line = len(kept.splitlines()) + 3
    built = site.build()
    (message,) = built.messages
    assert (message.place, message.line) == ("conf.py", line)
    assert message.subtype == "variorum.redirect"
    assert f"“{old}”" in message.text
    assert said in message.text
    stones = built.html("corpus/chronicle").select("section.tombstones li")
    assert [stone["id"] for stone in stones] == ["chronicle.2"]


@pytest.mark.parametrize(
    ("value", "given"),
    [("redirects", ["chronicle:4"]), ("redirects", {"a": 1}), ("date", "soon"), ("commit", 7)],
)
def test_bad_value_falls_back(edition: Make, value: str, given: object) -> None:
    site = made(edition, {}, **{f"variorum_{value}": given} if value != "redirects" else {})
    if value == "redirects":
        site.replace("conf.py", "variorum_redirects = {}", f"variorum_redirects = {given!r}")
    (message,) = site.build().messages
    assert message.subtype == "variorum.configuration"
    assert f"variorum_{value}" in message.text
    assert message.place == "conf.py"


def test_old_ids_are_data(edition: Make) -> None:
    """Whatever stands in the configuration is escaped where it enters a page."""
    built = made(edition, {"chronicle:<b>": "", "x/<script>": "other"}).build()
    assert not built.html("corpus/chronicle").select("section.tombstones b")
    soup = read(built, "x/<script>.html")
    assert len(soup.select("script")) == 1
