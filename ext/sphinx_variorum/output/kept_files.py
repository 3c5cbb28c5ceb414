"""Files that stand beside the pages: written when what they say changes, and taken away with it.

What was written is kept in a ledger beside the output, so that a build in which nothing changed
neither makes the files' contents nor reads them.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path


def keep_files(
    outdir: Path,
    ledger: str,
    wanted: Mapping[str, str],
    render: Callable[[str], Mapping[str, bytes]],
    others: Collection[str] = (),
) -> None:
    """Bring the files of `wanted` up to date, and delete those that only the ledger knows.

    `wanted` gives for every thing a digest of all that its files say; `render` makes its files, by
    path from `outdir` with slashes. `ledger` is the name of the ledger in `outdir`. A file is
    written only if its bytes are others. `others` are files that belong to somebody else by now:
    they are neither written nor deleted.
    """
    written = _read(outdir / ledger)
    there = _Folders(outdir)
    kept: dict[str, tuple[str, list[str]]] = {}
    for thing, digest in wanted.items():
        before = written.get(thing)
        if before is not None and before[0] == digest and all(map(there.has, before[1])):
            kept[thing] = before
            continue
        made = {name: said for name, said in render(thing).items() if name not in others}
        for name, content in made.items():
            # To ask the folder is cheaper than to open a file that is not there.
            if not (there.has(name) and (outdir / name).read_bytes() == content):
                there.expect(name)
                (outdir / name).write_bytes(content)
        kept[thing] = (digest, sorted(made))
    names = {name for _digest, files in kept.values() for name in files}.union(others)
    for name in {name for _digest, files in written.values() for name in files} - names:
        (outdir / name).unlink(missing_ok=True)
    if kept != written:
        text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (outdir / ledger).write_text(text + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, tuple[str, list[str]]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(thing): (str(digest), [str(name) for name in files])
            for thing, (digest, files) in data.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


class _Folders:
    """Which files there are, one look at a folder instead of one at each file."""

    def __init__(self, outdir: Path) -> None:
        self._outdir = outdir
        self._names: dict[str, set[str]] = {}

    def has(self, name: str) -> bool:
        folder, _, base = name.rpartition("/")
        return base in self._look(folder)

    def expect(self, name: str) -> None:
        """Make the folder of a file that is going to be written."""
        folder, _, base = name.rpartition("/")
        names = self._look(folder)
        if not names:
            (self._outdir / folder).mkdir(parents=True, exist_ok=True)
        names.add(base)

    def _look(self, folder: str) -> set[str]:
        if folder not in self._names:
            try:
                with os.scandir(self._outdir / folder) as entries:
                    self._names[folder] = {entry.name for entry in entries}
            except OSError:
                self._names[folder] = set()
        return self._names[folder]
