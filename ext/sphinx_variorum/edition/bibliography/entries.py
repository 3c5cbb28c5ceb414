"""One entry of a bibliography file, whatever the file's format, before it is formatted."""

from __future__ import annotations

from typing import NamedTuple

from .dates import When
from .names import Name


class Entry(NamedTuple):
    """An entry in CSL's words. It lives while files are read and is never stored."""

    key: str
    #: CSL type.
    kind: str
    #: biblatex type in lower case, or empty.
    entry_type: str
    #: CSL variables by name, as text with marks of emphasis (see `text`).
    texts: dict[str, str]
    names: dict[str, list[Name]]
    dates: dict[str, When]
    #: What CSL has no variable for: 'annotation', 'keywords', 'shortauthor', 'reliability',
    #: 'reason', 'origin'; plain text.
    extra: dict[str, str]
    path: str
    #: 1-based.
    line: int


#: Types whose use should say where in the work: long works, and those with numbered parts.
LONG_KINDS = frozenset(
    {
        "bill", "book", "chapter", "classic", "collection", "dataset", "legal_case",
        "legislation", "manuscript", "motion_picture", "paper-conference", "periodical",
        "regulation", "report", "standard", "thesis", "treaty",
    }
)  # fmt: skip
#: Types that are one short piece, whose pages say only where it was printed.
SHORT_KINDS = frozenset({"webpage", "article-newspaper", "post", "post-weblog", "tweet"})


def has_parts(entry: Entry) -> bool:
    """Whether a use of the work needs a locator. Articles and documents do if they have pages."""
    if entry.kind in LONG_KINDS:
        return True
    pages = entry.texts.get("page") or entry.texts.get("number-of-pages")
    return entry.kind not in SHORT_KINDS and bool(pages)
