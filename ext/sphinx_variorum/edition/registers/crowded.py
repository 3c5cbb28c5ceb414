"""Places too many to be listed in one row: each text once, with their number.

A row is not cut over pages, so that one of thousands of links would burst any of them (issue 4: no
page of a register over 300 kB).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.tables import Cell, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_variorum.edition.index import Edition

#: A row lists at most so many places, of about a hundred bytes each as HTML.
MOST_PLACES = 1000


def by_text(edition: Edition, places: Iterable[tuple[str, str, str]]) -> Cell:
    """“D (312 ×); L (1 ×)”, each text linked to the first of its places.

    `places` are (id of the text, docname, anchor) in the order of the edition; a place outside
    every text has an empty id and counts with its document.
    """
    known = list(places)
    counts = Counter(source or docname for source, docname, _anchor in known)
    words: list[Words] = []
    for source, docname, anchor in known:
        count = counts.pop(source or docname, 0)
        if not count:
            continue
        record = edition.sources.get(source)
        page = edition.pages.get(docname)
        shown = record.siglum or record.title if record else page.title if page else ""
        if words:
            words.append(Words("; "))
        words += (Words(shown or source or docname, docname, anchor), Words(f" ({count} ×)"))
    return tuple(words)
