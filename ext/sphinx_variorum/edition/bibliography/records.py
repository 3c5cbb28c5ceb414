"""What is known of a bibliography: records that can be pickled, compared and exported.

They hold strings, booleans and tuples only, so that they can be stored in a build's environment
and sent between processes; nothing in them is markup.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from ..citing import Name

#: What the keywords `known` and `relayed` of an entry mean to a reader. A caveat begins with one.
CAVEATS = MappingProxyType(
    {"known": "not seen by the editors", "relayed": "as reported in a later work"}
)


class Run(NamedTuple):
    """One stretch of a formatted reference in one style. Escaping is the renderer's work."""

    text: str
    #: '' (upright), 'italic' or 'link'.
    style: str
    #: For style 'link' an address that `safe_url` has let pass, otherwise empty.
    url: str


class Work(NamedTuple):
    """One entry of the bibliography: everything a reader sees of it."""

    key: str
    #: The type in CSL's words: 'webpage', 'article-newspaper', 'book', 'report', 'legislation' …
    kind: str
    #: The type as biblatex has it, in lower case ('online'); empty for an entry from CSL-JSON.
    entry_type: str
    #: Author and year for links, unique in the bibliography: 'Song 2015a', 'Reuters n.d.'.
    label: str
    #: Author, year and title, casefolded and without diacritics: what the list is sorted by.
    sort_key: str
    #: The formatted reference, ending with a full stop.
    runs: tuple[Run, ...]
    title: str
    #: The authors as the reference names them, parted by semicolons; empty if there is none.
    author: str
    #: The same, each with its parts, for what cites a text of theirs.
    authors: tuple[Name, ...]
    #: '2015', '1950–1953', 'c. 1920'; empty if no date is known.
    year: str
    #: An address that may be linked, or empty.
    url: str
    #: What a reader must know before trusting the entry: that the editors have not seen the work.
    caveat: str
    #: Reliability of the source, 'A' to 'F' ('F': cannot be judged), with the editors' reason.
    grade: str
    grade_reason: str
    #: Whether a use of the work should say where in it: a page, a paragraph, an article, a minute.
    has_parts: bool
    #: Key of the work from which this one takes its facts, or empty.
    origin: str
    #: Short hash over all other fields: what a page has to be written again for.
    digest: str
    #: The date, to the day where that is known: '2022-01-27', '2022-01', 'c. 1920'.
    date: str = ""
    #: The site, paper or publisher, as plain text.
    place: str = ""


class Problem(NamedTuple):
    """Something wrong in a bibliography file. The entry is kept wherever that is possible."""

    path: str
    #: 1-based.
    line: int
    #: 'syntax', 'encoding', 'duplicate', 'url', 'markup' or 'field'.
    kind: str
    #: What is wrong and what to do.
    message: str


class Bibliography(NamedTuple):
    """All works of one or more files, in the order in which they stand there."""

    works: dict[str, Work]
    problems: tuple[Problem, ...]
