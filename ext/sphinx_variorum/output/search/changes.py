"""What a large index of search has to be made anew for, and what a small second one can mend.

Pagefind cannot add to an index: of the 45,000 records of 10,000 passages it makes one in half a
minute. So the large index stays while little has changed since; all records of the documents that
did change are in a second index, and the search page leaves out what the first one says of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: An index of more records is large. A smaller one is made anew in about two seconds, and is the
#: same bytes whatever was built before.
LARGE = 3000
#: A second index may have so much of all records: beyond that it saves less and less, and readers
#: load two.
MOST = 0.1


def is_large(counts: Mapping[str, int]) -> bool:
    """Whether an index is large; `counts` are the numbers of records by document."""
    return sum(counts.values()) > LARGE


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The documents whose digest is another one, or that are only in one of the two."""
    names = before.keys() | now.keys()
    return sorted(name for name in names if before.get(name) != now.get(name))


def can_be_mended(counts: Mapping[str, int], documents: list[str]) -> bool:
    """Whether a second index of `documents` is enough; `counts` as in `is_large`."""
    return sum(counts.get(name, 0) for name in documents) <= MOST * sum(counts.values())
