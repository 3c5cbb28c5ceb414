"""The other witnesses of a source, as its editor lists them."""

from __future__ import annotations

import re

from sphinx_variorum.edition.records import CollatedWitness
from sphinx_variorum.edition.rules import is_date

_SIGLUM = re.compile(r"[^\s,;]+")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def read_collated(
    text: str, source: str, own: str
) -> tuple[tuple[CollatedWitness, ...], tuple[str, ...]]:
    """Read ``siglum, file, sha256, date`` with semicolons between witnesses; the date may be left
    out. `own` is the siglum of the source itself.

    Returns the witnesses, not checked yet, and what is wrong with the entries that are left out.
    """
    found: dict[str, CollatedWitness] = {}
    faults: list[str] = []
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        siglum, name, sha256, taken = _parts(entry)
        if not (_SIGLUM.fullmatch(siglum) and name and _SHA256.fullmatch(sha256)):
            faults.append(
                f"“{entry}” is not “siglum, file, sha256”, with a siglum of one word and a hash of "
                "64 hexadecimal digits"
            )
        elif taken and not is_date(taken):
            faults.append(f"“{taken}” is not a date: write it as 2026-11-23")
        elif siglum in found or siglum == own:
            faults.append(f"“{siglum}” is the siglum of two witnesses: choose another")
        else:
            found[siglum] = CollatedWitness(source, siglum, name, sha256.casefold(), taken, "", 0)
    return tuple(found.values()), tuple(faults)


def _parts(entry: str) -> tuple[str, str, str, str]:
    siglum, name, sha256, taken, *more = [*map(str.strip, entry.split(",")), "", "", "", ""]
    return siglum, name, sha256, " ".join(filter(None, (taken, *more)))
