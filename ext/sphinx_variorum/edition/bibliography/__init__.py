"""The bibliography: .bib and CSL-JSON files, read and formatted into plain records.

`read_bibliography` is the door; what comes out of it is text in runs, never markup. The way of
an entry: bytes (`files`), syntax (`bibfile` or `csljson`), CSL's variables (`biblatex`, `latex`,
`names`, `dates`), what is shown (`presentation`, `labels`), the reference (`formatting`,
`assembling`), the record (`works`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from .records import Bibliography, Problem, Run, Work

__all__ = ["Bibliography", "Problem", "Run", "Work", "csl_items", "read_bibliography"]


def read_bibliography(
    paths: Sequence[Path], only: Collection[str] | None = None, say: Callable[[str], str] = str
) -> Bibliography:
    """Read and format bibliography files: see `works.read_bibliography`.

    The libraries behind it are loaded here, when there is something to read, and not with the
    records, which every build loads.
    """
    from .works import read_bibliography

    return read_bibliography(paths, only, say)


def csl_items(paths: Sequence[Path]) -> dict[str, dict[str, object]]:
    """CSL-JSON items by key, for exports: see `works.csl_items`."""
    from .works import csl_items

    return csl_items(paths)
