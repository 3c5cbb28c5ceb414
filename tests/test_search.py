"""Search in a built site: whose it is, what it finds, and that it is never stale (issue 3, 6)."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup

from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.output.search.pagefind import executable
from tests.editions import load
from tests.support import Built, Edition, page

pytestmark = pytest.mark.skipif(
    executable() is None, reason="Pagefind is not installed (the extra `search`)"
)

Make = Callable[..., Edition]

BODY = """
Prose of the introduction, with Über­raschung.

::::{passage} 1
Few people leave the country, even by the enemy's own count.

:::{editorial-note} the enemy
:type: person
Meant is the neighbouring king.
:::

:::{counter-source} Few people leave
:cites: coi2014
:locator: p. 12
:relation: contradicts
:certainty: high
:claim: how-many-leave
Very many did.
:::

:::{citation-needed} the enemy's own count
:type: citation
:opened: 2026-11-24
:status: open
No count is named.
:::
::::
"""

REGISTER = "# Needs\n\nAll that is open.\n\n:::{register} needs\n:::\n"


@pytest.fixture
def small(edition: Make) -> Edition:
    """A text page, a page of prose, notes written elsewhere, and a register."""
    elsewhere = (
        "# Commentary\n\nWords of the commentator.\n\n:::{editorial-note} even by\n"
        ":passage: chronicle:1\n:type: context\nWritten elsewhere.\n:::\n"
    )
    return edition(
        {
            "index.md": page(BODY) + "\n```{toctree}\nabout\ncommentary\nneeds\n```\n",
            "about.md": "# About\n\nHow it was made.\n\n## Method\n\nBy hand.\n",
            "commentary.md": elsewhere,
            "needs.md": REGISTER,
        },
        variorum_search="pagefind",
    )


def records(built: Built) -> dict[str, dict[str, Any]]:
    """What the index of a site holds, by address."""
    found = {}
    for path in (Path(built.app.outdir) / "pagefind" / "fragment").iterdir():
        data = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        record = json.loads(data)
        found[record["url"]] = record
    return found


def index_files(built: Built) -> dict[str, bytes]:
    """Every file of the index."""
    folder = Path(built.app.outdir) / "pagefind"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def indexed_again(built: Built) -> bool:
    """Whether the build wrote anything of the index."""
    return any(name.startswith("pagefind/") for name in built.written)


# What is found


def test_each_passage_note_and_section_is_a_record(small: Edition) -> None:
    """Records, not pages, each with the facets that fit it; registers are not among them."""
    built = small.build()
    assert built.messages == []
    found = {
        url: (record["meta"]["title"], record["filters"]) for url, record in records(built).items()
    }
    chronicle = {"source": ["The Chronicle"]}
    assert found == {
        "index.html#the-chronicle": ("The Chronicle", {"kind": ["prose"], **chronicle}),
        "index.html#chronicle.1": (
            "C 1",
            {"kind": ["text"], "person": ["the enemy"], **chronicle},
        ),
        "index.html#chronicle.1.person.the-enemy": (
            "Note: person · C 1",
            {"kind": ["note"], "person": ["the enemy"], **chronicle},
        ),
        "index.html#chronicle.1.context.even-by": (
            "Note: context · C 1",
            {"kind": ["note"], **chronicle},
        ),
        "index.html#chronicle.1.contradicts.few-people-leave": (
            "Editors: contradicted by · C 1",
            {
                "kind": ["counter-source"],
                "relation": ["contradicted by"],
                "claim": ["How many leave"],
                "year": ["2014"],
                **chronicle,
            },
        ),
        "index.html#chronicle.1.need.the-enemy-s-own-count": (
            "Citation needed · open · C 1",
            {"kind": ["citation needed"], "status": ["open"], **chronicle},
        ),
        "about.html#about": ("About", {"kind": ["prose"]}),
        "about.html#method": ("Method · About", {"kind": ["prose"]}),
        "commentary.html#commentary": ("Commentary", {"kind": ["prose"]}),
    }


def test_persons_are_those_of_the_file_of_names(small: Edition) -> None:
    """Where there is one: whom a passage, a note or its lemma mentions, by the standard form."""
    names = (
        "enemy:\n  kind: organisation\n  name: The Enemies\n  forms: [the enemy]\n"
        "king:\n  kind: person\n  name: The King\n  forms: [king]\n"
        "country:\n  kind: place\n  name: The Country\n  forms: [the country]\n"
    )
    small.write({"names.yaml": names})
    built = small.build(variorum_names="names.yaml")
    assert built.messages == []
    persons = {
        url.partition("#")[2]: record["filters"]["person"]
        for url, record in records(built).items()
        if "person" in record["filters"]
    }
    assert persons == {
        "chronicle.1": ["The Enemies"],
        "chronicle.1.person.the-enemy": ["The Enemies", "The King"],
        "chronicle.1.need.the-enemy-s-own-count": ["The Enemies"],
    }


def test_a_note_is_found_by_lemma_words_and_works(small: Edition) -> None:
    """Of a passage the printed words count, of a note all that its card says."""
    found = records(small.build())
    assert (
        found["index.html#chronicle.1"]["content"]
        == "Few people leave the country, even by the enemy's own count."
    )
    card = found["index.html#chronicle.1.contradicts.few-people-leave"]["content"]
    assert card == "Few people leave — Very many did. — UN 2014, p. 12"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_record_leads_to_an_element(edition: Make, builder: str) -> None:
    """Whatever is found is there, under the address that the builder gives its page."""
    made = edition(load("small"))
    built = made.build(builder, variorum_search="pagefind")
    found = records(built)
    assert len(found) > 20
    for url in found:
        address, anchor = urldefrag(url)
        name = f"{address}index.html" if builder == "dirhtml" else address
        tree = BeautifulSoup((Path(built.app.outdir) / name).read_bytes(), "html5lib")
        assert tree.find(id=anchor) is not None, url


def test_what_says_so_is_not_found(small: Edition) -> None:
    """Sphinx's own field `no-search` hides a document."""
    text = (small.path / "about.md").read_text(encoding="utf-8")
    small.write({"about.md": f"---\nno-search: true\n---\n\n{text}"})
    assert not any(url.startswith("about.html") for url in records(small.build()))


# Whose search it is


def test_with_pagefind_there_is_one_search_page(small: Edition) -> None:
    """Sphinx's index and its scripts are not there; every header's form leads to the page."""
    built = small.build()
    assert not (Path(built.app.outdir) / "searchindex.js").exists()
    tree = built.html("search")
    assert tree.find(id="variorum-search") is not None
    scripts = [script.get("src", "").partition("?")[0] for script in tree("script")]
    assert "_static/variorum-search.js" in scripts
    assert "_static/searchtools.js" not in scripts
    field = tree.select_one("#variorum-search input[name=q]")
    assert field is not None
    assert [a.get_text() for a in tree.select("noscript a")] == ["Needs"]
    assert not built.html().select("script[src*=variorum-search]")


@pytest.mark.parametrize("theme", ["alabaster", "variorum", "classic"])
def test_the_search_boxes_of_themes_lead_to_it(small: Edition, theme: str) -> None:
    """A theme's form sends `q` to search.html, which is the page of Pagefind there too."""
    built = small.build(html_theme=theme)
    assert built.messages == []
    assert built.html("search").find(id="variorum-search") is not None
    actions = {
        form["action"] for form in built.html("about")("form") if form.find("input", {"name": "q"})
    }
    assert actions == {"search.html"}


def test_sphinx_searches_if_told_to(small: Edition) -> None:
    """Then nothing of Pagefind's is made, and nothing of ours is on the pages."""
    built = small.build(variorum_search="sphinx")
    assert (Path(built.app.outdir) / "searchindex.js").is_file()
    assert not (Path(built.app.outdir) / "pagefind").exists()
    assert built.html("search").find(id="variorum-search") is None
    assert "variorum-highlight" not in str(built.html())


_WITHOUT = """\
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0].startswith("pagefind"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Finder())
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("wanted", "is_said"), [("auto", False), ("pagefind", True)])
def test_without_the_package_sphinx_searches(
    small: Edition, tmp_path: Path, wanted: str, is_said: bool
) -> None:
    """As where the extra is not installed; who asked for Pagefind is told."""
    out = tmp_path / "out"
    command = [sys.executable, "-c", _WITHOUT, "-q", "-b", "html", "-D"]
    ran = subprocess.run(
        [*command, f"variorum_search={wanted}", str(small.path), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (out / "searchindex.js").is_file()
    assert not (out / "pagefind").exists()
    assert ("[variorum.search]" in ran.stderr) is is_said
    assert ("pip install 'sphinx-variorum[search]'" in ran.stderr) is is_said


def test_a_word_that_names_no_engine(small: Edition) -> None:
    """It is named, and Pagefind searches where it is installed."""
    built = small.build(variorum_search="google")
    (message,) = built.messages
    assert message.subtype == f"variorum.{Subtype.CONFIGURATION.value}"
    assert "variorum_search = 'google'" in message.text
    assert "'auto', 'pagefind' or 'sphinx'" in message.text
    assert records(built)


def test_a_pagefind_that_fails_is_a_warning(
    small: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is built all the same, and the next build makes the index."""
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/bin/false")
    built = small.build()
    assert built.subtypes == [f"variorum.{Subtype.SEARCH.value}"]
    assert (Path(built.app.outdir) / "index.html").is_file()
    assert not (Path(built.app.outdir) / "pagefind").exists()
    monkeypatch.delenv("PAGEFIND_BINARY_PATH")
    assert records(small.build())


def test_the_engine_can_be_changed(small: Edition) -> None:
    """Each leaves nothing behind, and each is complete."""
    first = records(small.build())
    second = small.build(variorum_search="sphinx")
    assert not (Path(second.app.outdir) / "pagefind").exists()
    text = (Path(second.app.outdir) / "searchindex.js").read_text(encoding="utf-8")
    assert '"about"' in text
    third = small.build()
    assert records(third) == first
    assert not (Path(third.app.outdir) / "searchindex.js").exists()


# Never stale


def test_a_build_without_changes_writes_nothing(small: Edition) -> None:
    """Neither pages nor index; Sphinx writes its own generated pages each time, ours among them."""
    small.build()
    built = small.build()
    pages = {name for name in built.written if not name.startswith("_static/")}
    assert not indexed_again(built)
    assert not pages & {"index.html", "about.html", "commentary.html", "needs.html"}


def test_clean_incremental_and_parallel_builds_agree(small: Edition) -> None:
    """The same bytes in every file of the index, however it came about."""
    small.build()
    small.replace("index.md", "Very many did.", "A great many did.")
    small.replace("commentary.md", "Written elsewhere.", "Written in another file.")
    built = small.build()
    assert indexed_again(built)
    found = records(built)
    content = found["index.html#chronicle.1.contradicts.few-people-leave"]["content"]
    assert "A great many did." in content
    assert "another file" in found["index.html#chronicle.1.context.even-by"]["content"]
    files = index_files(built)
    assert index_files(small.build(out="_clean")) == files
    assert index_files(small.build(out="_parallel", parallel=2)) == files


def test_what_changes_elsewhere_is_found_anew(small: Edition) -> None:
    """A work's year stands in the bibliography, not on the page."""
    small.build()
    small.replace("sources.bib", "date={2014}", "date={2013}")
    found = records(small.build())["index.html#chronicle.1.contradicts.few-people-leave"]
    assert found["filters"]["year"] == ["2013"]
    assert "UN 2013" in found["content"]


def test_a_deleted_document_is_not_found(small: Edition) -> None:
    """Neither in the index nor in what is kept beside the doctrees."""
    small.build()
    (small.path / "about.md").unlink()
    small.replace("index.md", "about\n", "")
    built = small.build()
    assert not any(url.startswith("about.html") for url in records(built))
    assert not list(Path(built.app.doctreedir).rglob("about.jsonl"))
    assert index_files(built) == index_files(small.build(out="_clean"))


def test_an_interrupted_build_heals(small: Edition) -> None:
    """Without its digest an index counts as none; words that were not kept are kept anew."""
    built = small.build()
    files = index_files(built)
    (Path(built.app.outdir) / "pagefind" / "variorum-state.json").unlink()
    (kept,) = Path(built.app.doctreedir).rglob("about.jsonl")
    kept.unlink()
    (Path(built.app.outdir) / "pagefind" / "pagefind.js").unlink()
    again = small.build()
    assert index_files(again) == files
    assert kept.is_file()


def test_only_what_differs_of_an_index_is_written(small: Edition) -> None:
    """After a change of one record the others' files stay; nothing is left of the former one."""
    built = small.build()
    before = index_files(built)
    small.replace("about.md", "By hand.", "By machine.")
    again = small.build()
    after = index_files(again)
    same = {name for name, content in before.items() if after.get(name) == content}
    assert len([name for name in same if name.startswith("fragment/")]) == len(records(built)) - 1
    assert not {f"pagefind/{name}" for name in same} & set(again.written)
    assert after == index_files(small.build(out="_clean"))


def test_a_file_of_the_right_name_and_size_is_not_trusted(small: Edition) -> None:
    """Names of Pagefind's files are cut short: another record's file may bear the same."""
    built = small.build()
    path = next((Path(built.app.outdir) / "pagefind" / "fragment").iterdir())
    path.write_bytes(bytes(path.stat().st_size))
    (path.parent / "former.pf_fragment").write_bytes(b"")
    small.replace("about.md", "By hand.", "By machine.")
    again = small.build()
    assert index_files(again) == index_files(small.build(out="_clean"))


def test_two_builders_share_what_is_kept(small: Edition) -> None:
    """Each has an index that leads to its own pages, also after a change that the other saw."""
    small.build()
    assert "about/#about" in records(small.build("dirhtml"))
    small.replace("about.md", "By hand.", "By machine.")
    small.build("dirhtml")
    assert records(small.build())["about.html#method"]["content"] == "By machine."


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "gettext"])
def test_other_builders_have_no_search(small: Edition, builder: str) -> None:
    """They are built as without Pagefind."""
    built = small.build(builder)
    assert not list(Path(built.app.outdir).rglob("pagefind*"))
    assert not list(Path(built.app.doctreedir).rglob("variorum-search"))
