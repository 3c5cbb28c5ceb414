"""What a build writes, and that it is never stale (issue 2, item 5; pitfalls.md 3 and 4).

An incremental build, a clean build and either of them with two processes give the same bytes for
every page; after a change exactly the pages that show it are written again.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import SphinxError
from sphinx.testing.util import SphinxTestApp

from sphinx_variorum.building.domain import VariorumDomain
from sphinx_variorum.building.freshness import SIDECAR
from sphinx_variorum.building.stored_pages import StoredPages
from tests.changes import (
    CHANGES,
    COUNTER_SOURCES,
    NEEDS,
    OF_LETTERS,
    WORKS,
    Change,
    change_status_in_both_registers,
    change_year_of_a_key,
    hide_witness,
    nothing,
    show_witness,
)
from tests.editions import load
from tests.support import OF_NO_DOCUMENT, Built, Edition, page, pages, written

Make = Callable[..., Edition]


def _name(change: Change) -> str:
    before = "" if change.before is nothing else f"-{change.before.__name__}"
    return change.make.__name__ + before


def with_tables_of_contents(docnames: set[str]) -> set[str]:
    """`docnames` and what Sphinx itself writes with them: the pages that list them."""
    listing = {name: "registers/index" if "/" in name else "index" for name in docnames}
    return (
        docnames | set(listing.values()) | ({"index"} if "registers/index" in docnames else set())
    )


@pytest.mark.parametrize("change", CHANGES, ids=_name)
def test_change_leaves_no_page_stale(edition: Make, change: Change) -> None:
    """Incremental, clean, with one process and with two: every page is the same to the byte,
    and exactly the pages that show the change were written again (issue 2, “Must be shown”).
    """
    small = edition(load("small"))
    change.before(small)
    small.build(out="_one")
    shutil.copytree(small.path.parent / "_one", small.path.parent / "_two")
    change.make(small)
    incremental = small.build(out="_one")
    clean = small.build(out="_clean")
    assert pages(incremental) == pages(clean)
    if change.shown is None:
        assert written(incremental) == incremental.app.env.found_docs
    else:
        assert written(incremental) == with_tables_of_contents(change.shown)
    assert pages(small.build(out="_two", parallel=2)) == pages(clean)
    assert pages(small.build(out="_three", parallel=2)) == pages(clean)
    assert written(small.build(out="_one")) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [("He was not", "He [the king] was not"), ("He was not", "He\n\nwas not")],
    ids=["insertion", "line break"],
)
def test_standoff_note_stays_on_its_words(tmp_path: Path, old: str, new: str) -> None:
    """What the editors put among the words moves those after it, and not the passage's hash."""
    made = Edition.create(
        tmp_path / "edition",
        {
            "index.md": page(
                "::::{passage} 1\nHe was not destroyed.\n::::\n\n```{toctree}\nother\n```"
            ),
            "other.md": "# Other\n\n:::{editorial-note} destroyed\n:type: context\n"
            ":passage: chronicle:1\n\nA note.\n:::\n",
        },
        {},
    )
    made.build()
    made.replace("index.md", old, new)
    built = made.build()
    assert [span.text for span in built.html().select(".segment")] == ["destroyed"]
    assert pages(built) == pages(made.build(clean=True))


def test_unchanged_edition_is_not_written(edition: Make) -> None:
    """A build without a change writes no page, reads none, and leaves the sidecar alone."""
    small = edition(load("small"))
    first = small.build()
    stamp = (Path(first.app.outdir) / SIDECAR).stat().st_mtime_ns
    again = small.build()
    assert written(first) == first.app.env.found_docs
    assert written(again) == set()
    assert SIDECAR not in again.written
    assert (Path(again.app.outdir) / SIDECAR).stat().st_mtime_ns == stamp
    assert not {name for name in again.written if name.startswith("_sources")}


def test_status_edit_writes_its_page_and_the_registers_alone(edition: Make) -> None:
    """Beside them only what Sphinx keeps for the whole: its index, search and inventory, and the
    copy of the source.
    """
    small = edition(load("small"))
    small.build()
    change_status_in_both_registers(small)
    built = small.build()
    shown = {"letters", "index", "registers/index", NEEDS, OF_LETTERS}
    of_sphinx = {"genindex.html", "search.html", "searchindex.js", "objects.inv", ".buildinfo"}
    # Sphinx copies the sources of all pages that it writes.
    sources = {f"_sources/{name}.md.txt" for name in shown}
    assert {f"{name}.html" for name in shown} <= built.written
    others = built.written - {f"{name}.html" for name in shown} - of_sphinx - sources - {SIDECAR}
    assert {name for name in others if not name.startswith("_static/")} == set()


def test_parallel_builds_read_and_merge_in_workers(
    edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two processes every document comes from a worker, in more than one portion: without
    this the comparisons above would compare nothing.
    """
    portions: list[set[str]] = []
    merge = VariorumDomain.merge_domaindata

    def merge_and_note(self: VariorumDomain, docnames: set[str], data: dict[str, Any]) -> None:
        portions.append(set(docnames))
        merge(self, docnames, data)

    monkeypatch.setattr(VariorumDomain, "merge_domaindata", merge_and_note)
    small = edition(load("small"))
    built = small.build(parallel=2)
    assert set().union(*portions) == built.app.env.found_docs
    assert len(portions) > 1


def build_interrupted(edition: Edition, page: str, error: type[BaseException]) -> None:
    """A build that ends with `error` when `page` is about to be written."""
    folder = edition.path.parent / "_build"
    app = SphinxTestApp("html", srcdir=edition.path, builddir=folder)

    def interrupt(_app: object, name: str, *_rest: object) -> None:
        if name == page:
            raise error

    app.connect("html-page-context", interrupt)
    try:
        with pytest.raises(error):
            app.build()
    finally:
        app.cleanup()


INTERRUPTIONS: list[tuple[object, ...]] = [
    (change, page, before, KeyboardInterrupt)
    for change, before, places in (
        (change_status_in_both_registers, nothing, ("index", "letters", OF_LETTERS, NEEDS)),
        (change_year_of_a_key, nothing, ("chronicle", "commentary", COUNTER_SOURCES, WORKS)),
        (show_witness, hide_witness, ("index", "letters")),
    )
    for page in places
]
INTERRUPTIONS.append((change_status_in_both_registers, OF_LETTERS, nothing, SphinxError))


@pytest.mark.parametrize(("change", "page", "before", "error"), INTERRUPTIONS)
def test_interrupted_build_heals(
    edition: Make,
    change: Callable[[Edition], None],
    page: str,
    before: Callable[[Edition], None],
    error: type[BaseException],
) -> None:
    """Wherever a build ends, the next one brings every page up to date (pitfalls.md 4b: digests
    in the environment left registers stale for ever after Ctrl-C).
    """
    small = edition(load("small"))
    before(small)
    small.build()
    change(small)
    build_interrupted(small, page, error)
    healed = small.build()
    assert pages(healed) == pages(small.build(out="_clean"))
    assert written(small.build()) == set()


def test_change_undone_after_an_interrupted_build(edition: Make) -> None:
    """Some pages were written with it, though the build never said so."""
    small = edition(load("small"))
    small.build()
    small.replace("chronicle.md", ":siglum: C", ":siglum: D")
    build_interrupted(small, "registers/works", KeyboardInterrupt)
    small.replace("chronicle.md", ":siglum: D", ":siglum: C")
    assert pages(small.build()) == pages(small.build(out="_clean"))


@pytest.mark.parametrize("content", [None, "", "[1, 2]", '{"letters": 3}', "no JSON"])
def test_sidecar_may_be_lost(edition: Make, content: str | None) -> None:
    """Without a sidecar that can be read, everything is written once more, and then rests."""
    small = edition(load("small"))
    first = small.build()
    sidecar = Path(first.app.outdir) / SIDECAR
    if content is None:
        sidecar.unlink()
    else:
        sidecar.write_text(content, encoding="utf-8")
    before = pages(first)
    again = small.build()
    assert written(again) == again.app.env.found_docs
    assert pages(again) == before
    assert written(small.build()) == set()


def test_second_builder_on_the_same_environment(edition: Make) -> None:
    """A second builder finds the environment up to date and its own pages old: they are written
    all the same, registers too (pitfalls.md 4b).
    """
    small = edition(load("small"))
    small.build("html")
    small.build("dirhtml")
    change_status_in_both_registers(small)
    change_year_of_a_key(small)
    assert pages(small.build("html")) == pages(small.build("html", out="_clean"))
    second = small.build("dirhtml")
    assert pages(second) == pages(small.build("dirhtml", out="_clean_dir"))
    assert _written_folders(small.build("dirhtml")) == set()


def _written_folders(built: Built) -> set[str]:
    pages_written = {name for name in built.written if name.endswith("index.html")}
    return {name for name in pages_written if Path(name).parent.name not in OF_NO_DOCUMENT}


def test_build_of_single_files_leaves_the_rest_to_the_next(edition: Make) -> None:
    """``sphinx-build … letters.md`` writes no register; that they are old is not forgotten."""
    small = edition(load("small"))
    small.build()
    change_status_in_both_registers(small)
    folder = small.path.parent / "_build"
    app = SphinxTestApp("html", srcdir=small.path, builddir=folder)
    try:
        app.build(filenames=[small.path / "letters.md"])
    finally:
        app.cleanup()
    assert b"being searched" not in (folder / "html/registers/letters.html").read_bytes()
    assert pages(small.build()) == pages(small.build(out="_clean"))


def test_project_without_an_edition_is_left_alone(edition: Make) -> None:
    """Where nothing is edited no sidecar is kept, and nothing is written again."""
    plain = edition({"index.md": "# Plain\n\n{any}`genindex` and [](#plain).\n"})
    first = plain.build()
    assert not (Path(first.app.outdir) / SIDECAR).exists()
    assert written(plain.build()) == set()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_clean_builds_are_reproducible(edition: Make) -> None:
    """Two clean builds under one SOURCE_DATE_EPOCH are identical, file by file, whatever order
    Python's sets come in and however many processes build.
    """
    small = edition(load("small"))
    outcomes = []
    for seed, jobs in (("1", "1"), ("2", "1"), ("3", "2")):
        out = small.path.parent / f"_out{seed}"
        doctrees = small.path.parent / f"_doctrees{seed}"
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": "1700000000",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", jobs, "-d", str(doctrees)]
        subprocess.run(
            [*command, str(small.path), str(out)], env=environment, check=True, timeout=120
        )
        outcomes.append(dict(_files(out)))
    assert outcomes[0].keys() == outcomes[1].keys() == outcomes[2].keys()
    assert [name for name in outcomes[0] if outcomes[0][name] != outcomes[1][name]] == []
    assert [name for name in outcomes[0] if outcomes[0][name] != outcomes[2][name]] == []


class _Classes(pickle.Unpickler):
    """Notes the classes that a pickle is made of."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.modules: set[str] = set()

    def find_class(self, module: str, name: str) -> Any:
        self.modules.add(module)
        return super().find_class(module, name)


def test_environment_holds_records_and_no_node(edition: Make, tmp_path: Path) -> None:
    """What the domain keeps between builds are records of the edition's storey, plain values and
    nothing else (pitfalls.md 4a: with nodes an environment is fifteen times larger).
    """
    edition(load("small")).build()
    with (tmp_path / "_build/doctrees/environment.pickle").open("rb") as file:
        environment = pickle.load(file)  # our own, just written
    stored = environment.domaindata["variorum"]
    # Each page is stored as bytes of its own, into which a reader of the whole does not look.
    assert isinstance(stored["pages"], StoredPages)
    data = {**stored, "pages": dict(stored["pages"])}
    assert data["pages"].keys() >= {"chronicle", "letters", "commentary", "about", "links"}
    copy = tmp_path / "data.pickle"
    copy.write_bytes(pickle.dumps(data))
    with copy.open("rb") as file:
        reader = _Classes(file)
        assert reader.load() == data
    strays = {name for name in reader.modules if not name.startswith("sphinx_variorum.edition.")}
    assert strays <= {"builtins", "collections"}
