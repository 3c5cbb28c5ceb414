"""What a reference shows of an entry: decisions that a CSL style cannot take.

A style may only arrange what it is given. Who stands at the head of a web page without an
author, what a missing date becomes, and what would be said twice is settled here, for the
reference, the label and the order of the list alike.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .dates import When
from .entries import Entry
from .names import Name, display
from .phrases import Say
from .text import plain

#: Types for which the site, paper or body stands in for an author who is not named
#: (as the Chicago Manual of Style, 17th edition, 14.199 and 14.208, has it).
_UNSIGNED = frozenset(
    {
        "article-journal", "article-magazine", "article-newspaper", "dataset", "document",
        "legislation", "post", "post-weblog", "report", "treaty", "webpage",
    }
)  # fmt: skip


class Shown(NamedTuple):
    """What the style is given."""

    kind: str
    texts: dict[str, str]
    names: dict[str, list[Name]]
    dates: dict[str, When]

    @property
    def heading(self) -> list[Name]:
        """The names that the entry stands under in the list; empty if that is its title."""
        return self.names.get("author") or self.names.get("editor") or []

    @property
    def year(self) -> str:
        """The year for a reader, or empty."""
        when = self.dates.get("issued")
        return when.year if when else ""


def present(entry: Entry, say: Say = str) -> Shown:
    """What the reference to `entry` shows; `say` translates what it says of its own."""
    texts = dict(entry.texts)
    texts.setdefault("title", say("[no title]"))
    names = {v: [display(name) for name in names] for v, names in entry.names.items()}
    if entry.kind == "motion_picture":
        if not names.get("author") and names.get("director"):
            names["author"] = names["director"]
        texts.setdefault("genre", say("film"))
    dates = dict(entry.dates)
    if "issued" not in dates and "original-date" in dates:
        dates["issued"] = dates.pop("original-date")
    shown = Shown(entry.kind, texts, names, dates)
    if not shown.heading and entry.kind in _UNSIGNED:
        stand_in = next((v for v in ("container-title", "publisher") if texts.get(v)), "")
        if stand_in:
            names["author"] = [{"literal": plain(texts.pop(stand_in))}]
    _leave_out_repetitions(shown)
    if "edition" in texts:
        texts["edition"] = _edition(texts["edition"], say)
    if not (texts.get("collection-title") and "number" in texts):
        _capitalise(texts, "genre" if "genre" in texts else "number")
    _capitalise(texts, "note")
    _capitalise(texts, "status")
    return shown


def _leave_out_repetitions(shown: Shown) -> None:
    """Drop a publisher or site that the head of the entry has named already."""
    said = {name.get("literal", "").casefold() for name in shown.heading}
    for variable in ("container-title", "publisher"):
        value = plain(shown.texts.get(variable, "")).casefold()
        # 'United Nations, Human Rights Council' is published by 'United Nations'.
        if value and any(f"{name} ".startswith((f"{value} ", f"{value},")) for name in said):
            del shown.texts[variable]
    status = plain(shown.texts.get("status", "")).casefold()
    if status and status == shown.year.casefold():
        del shown.texts["status"]


def _edition(text: str, say: Say) -> str:
    """'2' -> '2nd ed.'; 'Revised' -> 'Revised ed.'; '3rd edition' stays."""
    if text.isdecimal() and text.isascii():
        number = int(text[-9:])
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        if number % 100 in {11, 12, 13}:
            ending = "th"
        return say(f"%s{ending} ed.") % text
    if re.search(r"\bed\b|\bedn\b|edition", text, re.IGNORECASE):
        return text
    return say("%s ed.") % text


def _capitalise(texts: dict[str, str], variable: str) -> None:
    value = texts.get(variable, "")
    # 'iPhone' and 'arXiv' begin small on purpose.
    if re.match(r"[a-zà-ÿ](?![A-Z])(?!rXiv)", value):
        texts[variable] = value[0].upper() + value[1:]
