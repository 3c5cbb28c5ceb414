"""`passages.lock`: what a build proved with the witnesses at hand, for builds without them.

A JSON file with sorted keys and one record a line, so that a change of one passage is a change
of one line in git. It holds positions and hashes, no words of a source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from sphinx_variorum.edition.records import Annotation, Passage, Source, Variant, collated_key

_VERSION = 1


class LockedSource(NamedTuple):
    """A witness as it was when the lock was written."""

    witness: str
    sha256: str
    words: int


class LockedPassage(NamedTuple):
    """A passage as it was proved: hash of its exact words, offsets, words quoted and dropped."""

    sha256: str
    spans: tuple[tuple[int, int], ...]
    words: int
    omitted: int


class Lock(NamedTuple):
    """The whole lock: witnesses by `lock_key`, passages by their reference, and for each collated
    witness, by its `lock_key`, the hashes of the readings that stand in it.
    """

    sources: Mapping[str, LockedSource]
    passages: Mapping[str, LockedPassage]
    readings: Mapping[str, tuple[str, ...]]


class LockUnreadable(ValueError):
    """The lock file is not what `write_lock` writes."""


def read_lock(path: Path) -> Lock | None:
    """Read the lock at `path`; None if there is no such file.

    Raises `LockUnreadable`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise LockUnreadable(str(error)) from error
    try:
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise LockUnreadable(f"version {data['version']} is not {_VERSION}")
        return Lock(
            {
                ident: LockedSource(str(row["witness"]), str(row["sha256"]), int(row["words"]))
                for ident, row in data["sources"].items()
            },
            {
                ident: LockedPassage(
                    str(row["sha256"]),
                    tuple((int(start), int(end)) for start, end in row["spans"]),
                    int(row["words"]),
                    int(row["omitted"]),
                )
                for ident, row in data["passages"].items()
            },
            {key: tuple(map(str, hashes)) for key, hashes in data.get("readings", {}).items()},
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise LockUnreadable(f"{type(error).__name__}: {error}") from error


def format_lock(
    sources: Iterable[Source],
    passages: Iterable[Passage],
    before: Lock | None = None,
    annotations: Iterable[Annotation] = (),
) -> str:
    """The lock's text for what was proved: only hashed witnesses, verbatim passages and readings.

    What an earlier lock `before` holds is kept for witnesses that are not at hand, as long as the
    edition still has them unchanged (proof ``locked``).
    """
    proofs = {source.ident: source for source in sources}
    witnesses = {
        witness.lock_key: witness
        for source in proofs.values()
        for witness in source.witnesses
        if witness.proof == "hashed" or (before and witness.proof == "locked")
    }
    source_rows = {
        key: {"sha256": witness.sha256, "witness": witness.witness, "words": witness.words}
        for key, witness in witnesses.items()
    }
    wanted = {"hashed": "verbatim", "locked": "locked"}
    passage_rows = {
        passage.ident: {
            "omitted": passage.omitted,
            "sha256": passage.sha256,
            "spans": [list(span) for span in passage.spans],
            "words": passage.words,
        }
        for passage in passages
        if passage.source in source_rows and passage.proof == wanted[proofs[passage.source].proof]
    }
    readings: dict[str, set[str]] = {}
    for annotation in annotations:
        detail = annotation.detail
        if isinstance(detail, Variant) and detail.proof in ("verbatim", "locked"):
            for siglum in detail.sigla:
                key = collated_key(annotation.source, siglum)
                if key in witnesses:
                    readings.setdefault(key, set()).add(detail.sha256)
    parts: dict[str, Mapping[str, object]] = {"sources": source_rows, "passages": passage_rows}
    if readings:
        parts["readings"] = {key: sorted(hashes) for key, hashes in readings.items()}
    said = (f'"{name}": {_format_rows(rows)}' for name, rows in parts.items())
    return f'{{\n"version": {_VERSION},\n' + ",\n".join(said) + "\n}\n"


def _format_rows(rows: Mapping[str, object]) -> str:
    lines = (
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(rows[key], sort_keys=True)}"
        for key in sorted(rows)
    )
    return "{\n" + ",\n".join(lines) + "\n}"
