"""From the entries of bibliography files to the works that a reader sees."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from hashlib import blake2b
from pathlib import Path

from ..citing import Name
from ..urls import doi_url
from .csljson import write_items
from .entries import Entry, has_parts
from .files import read_entries
from .formatting import Formatter
from .labels import Label, make_labels
from .names import family, in_list
from .phrases import Say
from .presentation import Shown, present
from .records import CAVEATS, Bibliography, Problem, Work
from .text import plain

_GRADE = re.compile(r"\s*([A-Fa-f])(?:\s*[:;,.–—-]\s*|\s+|$)(.*)", re.DOTALL)


def read_bibliography(
    paths: Sequence[Path], only: Collection[str] | None = None, say: Say = str
) -> Bibliography:
    """Read and format bibliography files; raises nothing that a file could cause.

    `paths` are biblatex files in UTF-8 and, by their ending `.json`, CSL-JSON files. With `only`
    just the works with these keys are formatted and returned; labels and problems are the same.
    `say` translates what references say of their own (`phrases`).
    """
    entries, problems = read_entries(paths)
    shown = {key: present(entry, say) for key, entry in entries.items()}
    labels = make_labels(entries, shown, say)
    formatter = Formatter(say)
    works: dict[str, Work] = {}
    for key, entry in entries.items():
        grade, reason = _grade(entry, problems)
        origin = _origin(entry, entries, problems)
        if only is None or key in only:
            work = _work(entry, shown[key], labels[key], formatter)
            work = work._replace(grade=grade, grade_reason=reason, origin=origin)
            works[key] = work._replace(digest=_digest(work))
    order = {path.as_posix(): number for number, path in reversed([*enumerate(paths)])}
    problems.sort(key=lambda problem: (order[problem.path], problem.line))
    return Bibliography(works, tuple(problems))


def csl_items(paths: Sequence[Path]) -> dict[str, dict[str, object]]:
    """The entries of bibliography files as CSL-JSON items by key, for exports."""
    entries, _ = read_entries(paths)
    return write_items(entries.values())


def _work(entry: Entry, shown: Shown, label: Label, formatter: Formatter) -> Work:
    return Work(
        key=entry.key,
        kind=entry.kind,
        entry_type=entry.entry_type,
        label=label.text,
        sort_key=label.sort_key,
        runs=formatter.reference(shown, label.suffix),
        title=plain(entry.texts.get("title", "")),
        author="; ".join(in_list(name) for name in entry.names.get("author", ())),
        authors=tuple(_author(name) for name in entry.names.get("author", ())),
        year=shown.year,
        url=entry.texts.get("URL") or doi_url(entry.texts.get("DOI", "")),
        caveat=_caveat(entry),
        grade="",
        grade_reason="",
        has_parts=has_parts(entry),
        origin="",
        digest="",
        date=shown.dates["issued"].said if "issued" in shown.dates else "",
        place=plain(entry.texts.get("container-title") or entry.texts.get("publisher", "")),
    )


def _author(name: dict[str, str]) -> Name:
    if "literal" in name:
        return Name(name["literal"])
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    return Name(family(name), given, name.get("suffix", "") if given else "")


def _caveat(entry: Entry) -> str:
    keywords = {word.strip() for word in re.split(r"[,;]", entry.extra.get("keywords", ""))}
    # A work known from a later one says more than that it was not seen.
    for keyword in ("relayed", "known"):
        if keyword in keywords:
            annotation = entry.extra.get("annotation", "")
            return CAVEATS[keyword] + (f": {annotation}" if annotation else "")
    return ""


def _grade(entry: Entry, problems: list[Problem]) -> tuple[str, str]:
    written = entry.extra.get("reliability", "")
    if not written:
        return "", ""
    match = _GRADE.match(written)
    if match is None:
        problems.append(Problem(
            entry.path, entry.line, "field",
            f"the reliability “{written}” of “{entry.key}” is none: write a letter from A to F "
            "and the reason, as in “B: corrects its errors in public”",
        ))  # fmt: skip
        return "", ""
    reason = match[2].strip()
    if reason.startswith("(") and reason.endswith(")"):
        reason = reason[1:-1]
    return match[1].upper(), reason or entry.extra.get("reason", "")


def _origin(entry: Entry, entries: dict[str, Entry], problems: list[Problem]) -> str:
    origin = entry.extra.get("origin", "")
    if origin and (origin not in entries or origin == entry.key):
        what = "itself" if origin == entry.key else f"“{origin}”, which no file has"
        problems.append(Problem(
            entry.path, entry.line, "field",
            f"“{entry.key}” names {what} as its origin: write the key of the work from which it "
            "takes its facts",
        ))  # fmt: skip
    return origin


def _digest(work: Work) -> str:
    data = json.dumps(work._replace(digest=""), ensure_ascii=True).encode("ascii")
    return blake2b(data, digest_size=8).hexdigest()
