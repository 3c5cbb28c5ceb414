"""What a build writes, and that it is never stale (issue 2, item 5; pitfalls.md 3 and 4).

An incremental build, a clean build and either of them with two processes give the same bytes for
every page; after a change exactly the pages that show it are written again.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import SphinxError
from sphinx.testing.util import SphinxTestApp

from sphinx_variorum.building.domain import VariorumDomain
from sphinx_variorum.building.freshness import SIDECAR
from sphinx_variorum.building.stored_pages import StoredPages
from sphinx_variorum.edition.lock import format_lock
from tests.editions import load
from tests.support import Built, Edition, page

Make = Callable[..., Edition]

#: Pages of no document. Sphinx writes its own on every build; the one for what is missing shows the
#: titles of all sources.
_OF_NO_DOCUMENT = frozenset({"genindex", "search", "404"})

_NOTE = """
:::{editorial-note} %s
:type: context

%s
:::
"""
_NEED = """
:::{citation-needed} nobody … down
:type: citation
:opened: 2026-11-24
:status: open

A new need.
:::
"""


def pages(built: Built) -> dict[str, bytes]:
    """The bytes of every page that belongs to a document of the edition."""
    found: dict[str, bytes] = {}
    for docname in sorted(built.app.env.found_docs):
        uri = built.app.builder.get_target_uri(docname)
        name = uri if uri.endswith(".html") else f"{uri}index.html"
        found[docname] = (Path(built.app.outdir) / name).read_bytes()
    return found


def written(built: Built) -> set[str]:
    """The documents of which a page was written."""
    names = {name.removesuffix(".html") for name in built.written if name.endswith(".html")}
    return names - _OF_NO_DOCUMENT


def everywhere(edition: Edition, old: str, new: str) -> None:
    """Replace `old` in every page of the edition; it must be somewhere."""
    found = False
    for path in sorted(edition.path.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new), encoding="utf-8")
            found = True
    assert found


def cut(edition: Edition, name: str, start: str, end: str) -> str:
    """Cut what stands from `start` to `end`, both included, out of a page, and return it."""
    text = (edition.path / name).read_text(encoding="utf-8")
    before, _, rest = text.partition(start)
    middle, closing, after = rest.partition(end)
    assert closing
    edition.write({name: before + after})
    return start + middle + closing


def move(edition: Edition, old: str, new: str) -> None:
    """Rename a file."""
    (edition.path / old).rename(edition.path / new)


# The changes, each a function that does to the files what an editor would do.


def nothing(edition: Edition) -> None:
    """The state before most changes: the edition as it lies there."""


def edit_note(edition: Edition) -> None:
    edition.replace("letters.md", "Nobody in particular.", "Nobody at all, **in fact**.")


def add_note_outside_register(edition: Edition) -> None:
    edition.replace(
        "letters.md",
        "\nI have seen the king's men. They were crowned in 1066, as everybody says.\n",
        "\nI have seen the king's men. They were crowned in 1066, as everybody says.\n"
        + _NOTE % ("crowned", "A new note."),
    )


def add_need(edition: Edition) -> None:
    edition.replace(
        "chronicle.md",
        "they said... and nobody wrote it down.\n",
        f"they said... and nobody wrote it down.\n{_NEED}",
    )


def change_status_in_one_source(edition: Edition) -> None:
    edition.replace("chronicle.md", ":status: open", ":status: searching")


def change_status_in_both_registers(edition: Edition) -> None:
    edition.replace("letters.md", ":status: open", ":status: searching")


def change_status_elsewhere(edition: Edition) -> None:
    edition.replace("commentary.md", ":status: searching", ":status: open")


def delete_passage(edition: Edition) -> None:
    text = (edition.path / "chronicle.md").read_text(encoding="utf-8")
    edition.write({"chronicle.md": text[: text.index("::::{passage} 3")]})


def change_words_that_are_mirrored(edition: Edition) -> None:
    edition.replace("chronicle.md", "said... and nobody", "said... [A]nd nobody")


def change_title_of_cited_work(edition: Edition) -> None:
    edition.replace("sources.bib", "Why testimonies fall apart", "Why testimonies hold")


def change_title_of_edited_work(edition: Edition) -> None:
    edition.replace("sources.bib", "Letters Home", "Letters to Nobody")


def change_year_of_a_key(edition: Edition) -> None:
    edition.replace("sources.bib", "date={2000}", "date={2001}")


def change_year_of_work_in_standoff_words(edition: Edition) -> None:
    edition.replace(
        "sources.bib", "title={Detailed findings}, date={2014}", "title={D}, date={2013}"
    )


def add_uncited_work(edition: Edition) -> None:
    text = (edition.path / "sources.bib").read_text(encoding="utf-8")
    edition.write({"sources.bib": f"{text}@book{{new2020, title={{New}}, date={{2020}}}}\n"})


def rename_source_id(edition: Edition) -> None:
    everywhere(edition, "chronicle:", "annals:")
    everywhere(edition, "{source} chronicle", "{source} annals")
    everywhere(edition, "{source}`chronicle`", "{source}`annals`")


def rename_source_file(edition: Edition) -> None:
    move(edition, "chronicle.md", "annals.md")
    edition.replace("index.md", "\nchronicle\n", "\nannals\n")


def rename_source(edition: Edition) -> None:
    rename_source_id(edition)
    rename_source_file(edition)


def change_siglum(edition: Edition) -> None:
    edition.replace("chronicle.md", ":siglum: C", ":siglum: K")
    edition.replace("about.md", "{siglum}`C`", "{siglum}`K`")


def change_title_of_source(edition: Edition) -> None:
    edition.replace("chronicle.md", ":siglum: C", ":siglum: C\n:title: The Annals")


def change_title_of_page(edition: Edition) -> None:
    edition.replace("chronicle.md", "# The Chronicle", "# The Annals")


def edit_standoff_note(edition: Edition) -> None:
    edition.replace("commentary.md", "They are those of", "They are perhaps those of")


def add_note_above_standoff_notes(edition: Edition) -> None:
    edition.replace(
        "commentary.md",
        "in a file of its own.\n",
        "in a file of its own.\n"
        + _NOTE.replace(":type:", ":passage: chronicle:1\n:type:") % ("1087", "A year."),
    )


def move_standoff_lemma(edition: Edition) -> None:
    edition.replace("commentary.md", "Few people leave … 33,800 people", "own count … many")


def delete_commentary(edition: Edition) -> None:
    (edition.path / "commentary.md").unlink()
    edition.replace("index.md", "\ncommentary\n", "\n")
    edition.replace("links.md", "and\n[the men](#sailors);", ";")


def rename_works_register(edition: Edition) -> None:
    move(edition, "registers/works.md", "registers/bibliography.md")
    edition.replace("registers/index.md", "\nworks\n", "\nbibliography\n")


def empty_needs_register(edition: Edition) -> None:
    edition.write({"registers/needs.md": "# Citation needs\n\nNot listed yet.\n"})


def add_page(edition: Edition) -> None:
    edition.write({"afterword.md": "# Afterword\n\nSee {passage}`letters:1`.\n"})
    edition.replace("index.md", "\nplain\n", "\nafterword\nplain\n")


def hide_witness(edition: Edition) -> None:
    (edition.path / "witnesses/letters.txt").unlink()


def show_witness(edition: Edition) -> None:
    edition.write({"witnesses/letters.txt": load("small")["witnesses/letters.txt"]})


def lock_and_hide_witness(edition: Edition) -> None:
    built = edition.build("dummy", out="_lock")
    domain = built.app.env.domains["variorum"]
    assert isinstance(domain, VariorumDomain)
    index = domain.edition
    text = format_lock(index.sources.values(), index.passages.values())
    edition.write({"passages.lock": text})
    hide_witness(edition)


def change_lock(edition: Edition) -> None:
    """Other words were proved for one passage."""
    lock = (edition.path / "passages.lock").read_text(encoding="utf-8")
    row = next(line for line in lock.splitlines() if line.startswith('"letters:3"'))
    sha256 = re.search(r'"sha256": "([0-9a-f]{64})"', row)
    assert sha256
    edition.replace("passages.lock", sha256[1], sha256[1][::-1])


def lock_another_witness(edition: Edition) -> None:
    """The lock speaks of another witness than the page."""
    lock_and_hide_witness(edition)
    lock = (edition.path / "passages.lock").read_text(encoding="utf-8")
    row = next(line for line in lock.splitlines() if line.startswith('"letters":'))
    sha256 = re.search(r'"sha256": "([0-9a-f]{64})"', row)
    assert sha256
    edition.replace("passages.lock", sha256[1], sha256[1][::-1])


def delete_lock(edition: Edition) -> None:
    (edition.path / "passages.lock").unlink()


def lock_of_another_source(edition: Edition) -> None:
    lock_and_hide_witness(edition)
    everything = (edition.path / "passages.lock").read_text(encoding="utf-8")
    kept = [line for line in everything.splitlines() if '"letters' not in line]
    text = "\n".join(kept).replace("},\n}", "}\n}")
    edition.write({"passages.lock": text, "whole.lock": everything})


def complete_lock(edition: Edition) -> None:
    move(edition, "whole.lock", "passages.lock")


@dataclass(frozen=True)
class Change:
    """A change, what must have been so before it, and the pages that show it."""

    make: Callable[[Edition], None]
    #: The documents that show the change; None where that is every one.
    shown: set[str] | None = field(default_factory=set)
    before: Callable[[Edition], None] = nothing


_NEEDS, _COUNTER = "registers/needs", "registers/counter-sources"
_OF_LETTERS, _WORKS = "registers/letters", "registers/works"

CHANGES = (
    Change(edit_note, {"letters"}),
    Change(add_note_outside_register, {"letters"}),
    Change(add_need, {"chronicle", _NEEDS}),
    Change(change_status_in_one_source, {"chronicle", _NEEDS}),
    Change(change_status_in_both_registers, {"letters", _NEEDS, _OF_LETTERS}),
    Change(change_status_elsewhere, {"commentary", "chronicle", _NEEDS}),
    # It held the last date of the edition, to which the age of needs is counted.
    Change(delete_passage, {"chronicle", "letters", "commentary", _NEEDS, _OF_LETTERS, _COUNTER}),
    Change(change_words_that_are_mirrored, {"chronicle", "letters"}),
    Change(change_title_of_cited_work, {_WORKS}),
    Change(change_title_of_edited_work, {"letters", _WORKS}),
    Change(change_year_of_a_key, {"chronicle", "letters", "commentary", _COUNTER, _WORKS}),
    Change(
        change_year_of_work_in_standoff_words,
        {"about", "chronicle", "letters", "commentary", _NEEDS, _COUNTER, _WORKS},
    ),
    Change(add_uncited_work, set()),
    Change(nothing, set()),
    Change(nothing, set(), before=lock_of_another_source),
    Change(
        rename_source_id,
        {"about", "chronicle", "letters", "commentary", "links", _NEEDS, _COUNTER, _WORKS},
    ),
    Change(rename_source_file, None),
    Change(rename_source, None),
    Change(
        change_siglum,
        {"about", "chronicle", "letters", "commentary", "links", _NEEDS, _COUNTER, _WORKS},
    ),
    Change(change_title_of_source, {"about", "chronicle"}),
    Change(change_title_of_page, None),
    Change(edit_standoff_note, {"commentary", "letters"}),
    Change(add_note_above_standoff_notes, {"commentary", "chronicle"}),
    # The note links to a passage of the letters, which name it as a back-reference.
    Change(move_standoff_lemma, {"commentary", "chronicle", "letters", _COUNTER, _WORKS}),
    Change(delete_commentary, None),
    Change(
        rename_works_register,
        {"about", "chronicle", "letters", "commentary", "registers/bibliography", "registers/index"}
        | {_NEEDS, _COUNTER},
    ),
    Change(empty_needs_register, {"chronicle", "letters", _NEEDS}),
    Change(add_page, None),
    Change(show_witness, {"letters"}, before=hide_witness),
    Change(hide_witness, {"letters"}),
    Change(change_lock, {"letters"}, before=lock_and_hide_witness),
    Change(delete_lock, {"letters"}, before=lock_and_hide_witness),
    Change(show_witness, {"letters"}, before=lock_another_witness),
    Change(complete_lock, {"letters"}, before=lock_of_another_source),
)


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
    shown = {"letters", "index", "registers/index", _NEEDS, _OF_LETTERS}
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
        (change_status_in_both_registers, nothing, ("index", "letters", _OF_LETTERS, _NEEDS)),
        (change_year_of_a_key, nothing, ("chronicle", "commentary", _COUNTER, _WORKS)),
        (show_witness, hide_witness, ("index", "letters")),
    )
    for page in places
]
INTERRUPTIONS.append((change_status_in_both_registers, _OF_LETTERS, nothing, SphinxError))


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
    return {name for name in pages_written if Path(name).parent.name not in _OF_NO_DOCUMENT}


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
