"""Which pages show something that changed elsewhere.

A page of the edition shows records of other documents (`shown_of_others`), and its frame shows
where in the edition it stands. For each page all of that is digested. The digests of what was last
*written* lie beside the output, so that an interrupted build, or a second builder on the same
environment, cannot leave a page stale for ever (issue 2, item 5).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinx_variorum.building.shown_of_others import Dependencies
from sphinx_variorum.edition.digests import digest
from sphinx_variorum.edition.registers.part_pages import parted_registers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.edition.index import Edition

#: Beside the output. Its name is hidden so that no web server offers it unasked.
SIDECAR = ".variorum-written.json"


def digests(edition: Edition, frames: Mapping[str, object]) -> dict[str, str]:
    """For every document in `frames` a digest of all it shows of others; and for every part of a
    register that has a page of its own.

    `frames` gives for each document what stands around its text (`frames`).
    """
    made = Dependencies(edition)
    shown = {docname: digest((frame, *made.of(docname))) for docname, frame in frames.items()}
    for docname, page in edition.pages.items():
        for parted in parted_registers(edition, docname):
            for name, *said in parted.in_sequence():
                shown[name] = digest((frames.get(docname), page.title, *said))
    return shown


def frames(env: BuildEnvironment) -> dict[str, object]:
    """What the frame of each page shows of others: the pages before, after and above it, and the
    first level of the table of contents. Sphinx does not write a page again when these change.
    """
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    relations = env.collect_relations()
    first_level = [
        (title or titles.get(docname), docname)
        for tree in env.tocs[env.config.root_doc].findall(addnodes.toctree)
        for title, docname in tree["entries"]
    ]

    def around(docname: str) -> Iterator[tuple[str | None, str | None]]:
        above, before, after = relations.get(docname, (None, None, None))
        yield before, titles.get(before or "")
        yield after, titles.get(after or "")
        passed = {docname}
        while above and above not in passed:
            yield above, titles.get(above)
            passed.add(above)
            above = relations.get(above, (None,))[0]

    common = digest(first_level)
    return {docname: (common, *around(docname)) for docname in sorted(env.all_docs)}


def read_written(outdir: Path) -> dict[str, str]:
    """The digests of what was last written to `outdir`; empty if that is not known."""
    try:
        written = json.loads((outdir / SIDECAR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return written if isinstance(written, dict) else {}


def write_written(outdir: Path, written: dict[str, str]) -> None:
    """Keep the digests of what `outdir` shows now; the file is left alone if nothing changed."""
    if written != read_written(outdir):
        text = json.dumps(written, indent=0, sort_keys=True)
        (outdir / SIDECAR).write_text(text + "\n", encoding="utf-8")
