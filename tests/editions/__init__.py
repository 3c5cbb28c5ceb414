"""Editions for the tests, a folder each: what an editor writes, without a conf.py."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def load(name: str) -> dict[str, str | bytes]:
    """The files of the edition `name`, as `tests.support.Edition.create` takes them."""
    folder = _HERE / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".md", ".rst", ".bib", ".txt", ".lock")
    }
