"""What an index of search was made from: it lies in the index's folder, and says it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

#: In the folder: the second index of a large edition, and the documents that it stands for.
CHANGES, CHANGED_PAGES = "changes", "variorum-changes.json"
_STATE = "variorum-state.json"


class State(NamedTuple):
    """With which version, language and size an index was made, and for each document a digest of
    its records; `changes` are those that the second index has (empty: it has none left).
    """

    made_with: str
    base: Mapping[str, str]
    changes: Mapping[str, str]


def read_state(folder: Path) -> State | None:
    """What the index in `folder` was made from; None if there is none that is whole."""
    try:
        return State(**json.loads((folder / _STATE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def forget_state(folder: Path) -> None:
    """Say that the index is not whole, before anything of it is written."""
    (folder / _STATE).unlink(missing_ok=True)


def write_state(folder: Path, state: State) -> None:
    """Say that the index is whole, and to the search page what is no longer true in the first."""
    changes = state.changes
    said = {"pages": sorted(changes), "second": any(changes.values())}
    _write(folder / CHANGED_PAGES, said)
    _write(folder / _STATE, state._asdict())


def holds(path: Path, content: bytes) -> bool:
    """Whether a file is there with these bytes; it is read only if it has as many."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _write(path: Path, data: Mapping[str, object]) -> None:
    content = (json.dumps(data, indent=0, sort_keys=True) + "\n").encode()
    if not holds(path, content):
        path.write_bytes(content)
