"""Labels by author and year, and the order of the list.

A label is what stands in a link ('Song 2015a'), so it is short; it is unique in a bibliography
and does not depend on which works are cited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .entries import Entry
from .names import OTHERS, Name, family, in_list
from .phrases import Say
from .presentation import Shown
from .text import fold, plain

#: Longest name of a body in a label, in characters.
LONGEST_NAME = 40

_ABBREVIATIONS = (
    ("United Nations", "UN"), ("European Union", "EU"), ("United Kingdom", "UK"),
    ("United States", "US"), ("United States of America", "US"),
)  # fmt: skip
_TITLE_WORDS = 5
_NO_DATE = "n.d."


class Label(NamedTuple):
    """How a work is named in links, and what its reference needs to be told by."""

    text: str
    #: What follows the year: '', 'a' or, after "n.d.", '-a'.
    suffix: str
    sort_key: str


def make_labels(
    entries: Mapping[str, Entry], shown: Mapping[str, Shown], say: Say = str
) -> dict[str, Label]:
    """The labels of all works by key. Letters follow the order of the list: author, year, title.

    `say` translates what is no name or number.
    """
    keys = {key: _sort_key(shown[key]) for key in entries}
    groups: dict[tuple[str, str], list[str]] = {}
    for key, entry in entries.items():
        author = entry.extra.get("shortauthor") or _author(shown[key], say)
        groups.setdefault((author, shown[key].year or _NO_DATE), []).append(key)
    labels: dict[str, Label] = {}
    for (author, year), members in groups.items():
        members.sort(key=lambda key: (keys[key], key))
        for number, key in enumerate(members):
            suffix = _letters(number) if len(members) > 1 else ""
            if suffix and not year[-1].isdigit():
                suffix = "-" + suffix
            when = shown[key].dates.get("issued")
            said = (when.year_said(say) if when else "") or say(_NO_DATE)
            labels[key] = Label(f"{author} {said}{suffix}", suffix, keys[key])
    return labels


def _author(shown: Shown, say: Say) -> str:
    names = shown.heading
    if not names:
        return _short_title(shown)
    people = [name for name in names if name != OTHERS]
    short = [_short(name) for name in people] or [OTHERS["literal"]]
    if len(people) < len(names) or len(short) > 2:
        return f"{short[0]} et al."
    return say("%s and %s") % tuple(short) if len(short) == 2 else short[0]


def _short(name: Name) -> str:
    if "literal" in name:
        return short_body(name["literal"])
    return family(name)


def short_body(name: str) -> str:
    """The name of a body, short enough for a link.

    'United Nations, Human Rights Council' -> 'UN Human Rights Council'; of other names over
    `LONGEST_NAME` characters what stands in brackets and after 'via' goes first, then all
    before the last comma ('Republic of Korea, Ministry of Unification'), then words at the end.
    """
    for full, short in _ABBREVIATIONS:
        name = re.sub(rf"^{full}(?:, (?=\w)|(?= )|$)", lambda m, s=short: _head(m, s), name)  # type: ignore[misc]
    name = re.sub(r"(?<=\S)\s+\((?:[^()]*)\)$", "", name)
    name = re.split(r",? via |(?<=\S) / ", name)[0]
    if len(name) > LONGEST_NAME:
        name = name.split(", ")[-1]
    if len(name) > LONGEST_NAME:
        cut = name[:LONGEST_NAME].rsplit(" ", 1)[0]
        name = re.sub(r"( (of|the|and|for|in|on|to|und|der|de|et))+$", "", cut) + " …"
    return name


def _head(match: re.Match[str], short: str) -> str:
    return short + (" " if match[0].endswith(", ") else "")


def _short_title(shown: Shown) -> str:
    title = plain(shown.texts.get("title-short") or shown.texts["title"]).strip("[] ")
    words = title.split(" ")
    if len(words) <= _TITLE_WORDS:
        return title[: 2 * LONGEST_NAME] or "?"
    return " ".join(words[:_TITLE_WORDS])[: 2 * LONGEST_NAME].rstrip(",;:.–—- ") + " …"


def _sort_key(shown: Shown) -> str:
    author = " ".join(in_list(name) for name in shown.heading)
    title = plain(shown.texts["title"])
    # A tab sorts before every letter, so that Kim stands before Kim Jong Il.
    return "\t".join((fold(author or title), fold(shown.year or _NO_DATE), fold(title)))


def _letters(number: int) -> str:
    """0 -> 'a', 25 -> 'z', 26 -> 'aa'."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
