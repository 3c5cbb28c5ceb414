"""Keeping the site's index of search true to what the site shows.

What it was made from is digested, and the digest lies in the index's folder: it is made anew only
if that differs, and of its files only those are written that differ. So a build without changes
writes nothing, an interrupted one heals, and two builders on one set of doctrees each have an index
that leads to their own pages.
"""

from __future__ import annotations

import json
import shutil
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype, report, tell
from sphinx_variorum.output.search.pagefind import IndexFailed, executable, index_files
from sphinx_variorum.output.search.records import make_records
from sphinx_variorum.output.search.stable import in_order
from sphinx_variorum.output.search.words import forget_removed, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_variorum.output.search.records import SearchRecord

#: In the output; the name that Pagefind itself gives its folder.
FOLDER = "pagefind"
#: Pagefind folds diacritics and apostrophes, but not the modifier letters that transcriptions
#: write for them; the search page does the same to what is asked.
_APOSTROPHES = str.maketrans("ʹʻʼ", "’’’")
_DIGEST = "variorum-digest.json"


def current_records(app: Sphinx) -> Iterator[SearchRecord]:
    """The records of all documents of this build, in the order of the documents' names."""
    env = app.env

    def title(docname: str) -> str:
        return env.titles[docname].astext() if docname in env.titles else docname

    kept = ((docname, read_words(env, docname)) for docname in sorted(env.all_docs))
    return make_records(get_domain(env).edition, title, kept)


def as_pagefind(app: Sphinx, record: SearchRecord) -> dict[str, object]:
    """A record as Pagefind takes it; its address is that from the root of the site."""
    page = app.builder.get_target_uri(record.docname)
    return {
        "url": f"{page}#{record.anchor}" if record.anchor else page,
        "content": record.content.translate(_APOSTROPHES),
        "meta": {"title": record.title},
        "filters": {facet: list(values) for facet, values in record.facets},
    }


def refresh_index(app: Sphinx) -> None:
    """Make the index anew if it is not that of the current records."""
    forget_removed(app.env)
    language = (app.config.language or "en").partition("_")[0]
    records = [as_pagefind(app, record) for record in current_records(app)]
    folder = Path(app.outdir) / FOLDER
    made_from = {"digest": _digest(language, records), "records": len(records)}
    if made_from == _made_from(folder):
        return
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
        return
    ordered = in_order(files)
    if ordered is None:
        tell("variorum: this version of Pagefind names files of its index anew in each build")
    _put(folder, ordered or files, json.dumps(made_from, indent=0, sort_keys=True) + "\n")


def _put(folder: Path, files: Mapping[str, bytes], made_from: str) -> None:
    """Make `folder` hold an index and no more; that it is whole is said last.

    Only what differs is written. A name is no proof of what a file holds: Pagefind names it by the
    first digits of a digest, and two of 45,000 records often share them.
    """
    (folder / _DIGEST).unlink(missing_ok=True)
    wanted = {folder / name: content for name, content in files.items()}
    for path in [path for path in folder.rglob("*") if path not in wanted and not path.is_dir()]:
        path.unlink()
    for parent in {path.parent for path in wanted}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, content in wanted.items():
        if not _holds(path, content):
            path.write_bytes(content)
    (folder / _DIGEST).write_text(made_from, encoding="utf-8")


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def remove_index(outdir: Path) -> None:
    """Remove an index of ours, which is there if Pagefind was in use before."""
    if _made_from(outdir / FOLDER) is not None:
        shutil.rmtree(outdir / FOLDER)


def _digest(language: str, records: list[dict[str, object]]) -> str:
    text = json.dumps([_version(), language, records], ensure_ascii=False, check_circular=False)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def _version() -> str:
    try:
        return version("pagefind")
    except PackageNotFoundError:
        return ""


def _made_from(folder: Path) -> Mapping[str, object] | None:
    """What the index in `folder` was made from; None if there is none that is whole."""
    try:
        made_from = json.loads((folder / _DIGEST).read_bytes())
    except (OSError, ValueError):
        return None
    return made_from if isinstance(made_from, dict) else None
