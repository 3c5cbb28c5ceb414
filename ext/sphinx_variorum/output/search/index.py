"""Keeping the site's index of search true to what the site shows.

What it is made from is `kept` document by document, with a digest (`state`): it is made anew, or
mended (`changes`), only if that differs, and of its files only those are written that differ. So a
build without changes writes nothing, an interrupted one heals, and two builders on one set of
doctrees each have an index that leads to their own pages.
"""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum import __version__
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype, report, tell
from sphinx_variorum.edition.digests import digest
from sphinx_variorum.output.search.changes import can_be_mended, changed, is_large
from sphinx_variorum.output.search.kept import forget_removed, read_kept, read_records
from sphinx_variorum.output.search.pagefind import IndexFailed, executable, index_files
from sphinx_variorum.output.search.stable import in_order
from sphinx_variorum.output.search.state import (
    CHANGED_PAGES,
    CHANGES,
    State,
    forget_state,
    holds,
    read_state,
    write_state,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx

    from sphinx_variorum.output.search.records import SearchRecord

#: In the output; the name that Pagefind itself gives its folder.
FOLDER = "pagefind"
#: Pagefind folds diacritics and apostrophes, but not the modifier letters that transcriptions
#: write for them; the search page does the same to what is asked.
_APOSTROPHES = str.maketrans("ʹʻʼ", "’’’")
#: The filter by which the search page leaves out documents of the first index.
PAGE = "page"


def as_pagefind(app: Sphinx, record: SearchRecord, pages: list[str]) -> dict[str, object]:
    """A record as Pagefind takes it; its address is that from the root of the site.

    `pages` are what it has for the filter `PAGE`.
    """
    filters = {facet: list(values) for facet, values in record.facets}
    page = app.builder.get_target_uri(record.docname)
    return {
        "url": f"{page}#{record.anchor}" if record.anchor else page,
        "content": record.content.translate(_APOSTROPHES),
        "meta": {"title": record.title},
        "filters": {**filters, PAGE: pages} if pages else filters,
    }


def refresh_index(app: Sphinx) -> None:
    """Make the index anew if it is not that of the current records; a large one may be mended."""
    env = app.env
    forget_removed(env)
    kept = read_kept(env)
    language = (app.config.language or "en").partition("_")[0]
    counts = {docname: known.records for docname, known in kept.items()}
    large = is_large(counts)
    # The address says how the builder makes them.
    address = app.builder.get_target_uri(PAGE)
    made_with = digest([__version__, _version(), language, large, address])
    now = {docname: known.digest for docname, known in kept.items()}
    writes_all = get_domain(env).writes_all
    folder = Path(app.outdir) / FOLDER
    state = read_state(folder)

    def make(docnames: Iterable[str], *, in_first: bool) -> Mapping[str, bytes] | None:
        return _make(
            language,
            [
                as_pagefind(app, record, [docname] if in_first else [])
                for docname in docnames
                if docname in kept
                for record in read_records(env, docname)
            ],
        )

    if state is not None and state.made_with == made_with:
        others = changed(state.base, now)
        mended = {docname: now.get(docname, "") for docname in others}
        if mended == state.changes and not (others and writes_all):
            return
        if large and can_be_mended(counts, others) and not writes_all:
            files = make(others, in_first=False) if any(mended.values()) else {}
            if files is not None:
                forget_state(folder)
                _put(folder / CHANGES, files)
                write_state(folder, state._replace(changes=mended))
            return
    files = make(kept, in_first=large)
    if files is not None:
        forget_state(folder)
        _put(folder, files)
        write_state(folder, State(made_with, now, {}))


def _make(language: str, records: list[dict[str, object]]) -> Mapping[str, bytes] | None:
    """The files of an index; None if Pagefind made none, which is reported."""
    program = executable()
    try:
        if program is None:
            raise IndexFailed("its program is not there")
        files = index_files(program, language, records)
    except IndexFailed as failure:
        report(
            Subtype.SEARCH,
            f"Pagefind made no index of search ({failure}); the site's search shows what it showed "
            "before, or nothing. Build again, or set variorum_search = 'sphinx'",
        )
        return None
    ordered = in_order(files)
    if ordered is None:
        tell("variorum: this version of Pagefind names files of its index anew in each build")
    return ordered or files


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold an index and no more.

    Only what differs is written. A name is no proof of what a file holds: Pagefind names it by the
    first digits of a digest, and two of 45,000 records often share them.
    """
    wanted = {folder / name: content for name, content in files.items()}
    kept = {*wanted, folder / CHANGED_PAGES}
    for path in [path for path in folder.rglob("*") if path not in kept and not path.is_dir()]:
        path.unlink()
    for parent in {path.parent for path in wanted}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, content in wanted.items():
        if not holds(path, content):
            path.write_bytes(content)


def remove_index(outdir: Path) -> None:
    """Remove an index of ours, which is there if Pagefind was in use before."""
    if read_state(outdir / FOLDER) is not None:
        shutil.rmtree(outdir / FOLDER)


def _version() -> str:
    try:
        return version("pagefind")
    except PackageNotFoundError:
        return ""
