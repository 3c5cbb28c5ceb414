"""Reading bibliography files from the disk: bytes, duplicates, and which format they have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .bibfile import parse_bib
from .biblatex import convert
from .csljson import read_json
from .entries import Entry
from .records import Problem


def read_entries(paths: Sequence[Path]) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries of all files by key, in the order of the files, and all problems.

    Of two entries with one key the first counts. A file that cannot be read is a problem, not an
    error.
    """
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for path in paths:
        name = path.as_posix()
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = error.strerror or "unknown reason"
            message = f"the file cannot be read ({reason}): mend its path"
            problems.append(Problem(name, 1, "syntax", message))
            continue
        found, wrong = read_bytes(data, name)
        problems += wrong
        for entry in found:
            first = entries.setdefault(entry.key, entry)
            if first is not entry:
                problems.append(_duplicate(first, entry))
    return entries, problems


def read_bytes(data: bytes, path: str) -> tuple[list[Entry], list[Problem]]:
    """The entries in the bytes of one file; `path` tells the format and stands in messages.

    A name ending in `.json` is CSL-JSON, everything else biblatex. Raises nothing.
    """
    text, problems = _decode(data, path)
    if path.lower().endswith(".json"):
        entries, wrong = read_json(text, path)
        return entries, problems + wrong
    raws, wrong = parse_bib(text, path)
    entries, more = convert(raws, path)
    return entries, problems + wrong + more


def _decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of a file in UTF-8 with line feeds; bytes that are none become U+FFFD."""
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # `data` may begin with a byte order mark, which the error's position then leaves out.
        text = data.decode("utf-8-sig", errors="replace")
        line = error.object.count(b"\n", 0, error.start) + 1
        message = (
            f"byte {error.object[error.start]:#04x} is no UTF-8; it is read as “\ufffd”: save the "
            "file as UTF-8 (the first such place is named)"
        )
        problems.append(Problem(path, line, "encoding", message))
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _duplicate(first: Entry, second: Entry) -> Problem:
    where = f"line {first.line}" + ("" if first.path == second.path else f" of {first.path}")
    return Problem(
        second.path, second.line, "duplicate",
        f"the key “{second.key}” in line {second.line} is already used in {where}, and that one "
        "counts: rename one of them, or delete it",
    )  # fmt: skip
