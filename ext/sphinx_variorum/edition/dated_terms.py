"""A list of dated changes as an editor writes it: since when which term of a closed list held."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.vocabulary import UnknownTerm, lookup

_ENTRY = re.compile(r"(?P<date>\S+)\s+(?P<term>[^,]+?)\s*(?:,\s*(?P<words>.*))?")


class DatedTerm(NamedTuple):
    """Since when (ISO 8601), the slug of a term, and words on it."""

    date: str
    slug: str
    words: str


def read_dated_terms(
    text: str, scheme: str, called: str, example: str
) -> tuple[tuple[DatedTerm, ...], tuple[str, ...]]:
    """Read ``date term, words; date term`` (the words may be left out) of the closed list `scheme`.

    Returns the entries and what is wrong with the text; a message calls a term `called` (“a
    status”) and shows the `example`. Where anything is wrong there are no entries: half a history
    would say something else than its editor did.
    """
    entries: list[DatedTerm] = []
    faults: list[str] = []
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            faults.append(f"“{entry}” is not a date and {called}: write {example}")
            continue
        if not is_date(match["date"]):
            faults.append(f"“{match['date']}” in “{entry}” is not a date: write {example}")
            continue
        try:
            slug = lookup(scheme, match["term"]).slug
        except UnknownTerm as error:
            faults.append(str(error))
            continue
        entries.append(DatedTerm(match["date"], slug, match["words"] or ""))
    return (() if faults else tuple(entries)), tuple(faults)


def precedes(date: str, other: str) -> bool:
    """Whether `date` is surely before `other`: 2026-11 does not precede 2026-11-23."""
    known = min(len(date), len(other))
    return date[:known] < other[:known]
