"""How biblatex's types and fields are called in CSL.

The pairs follow biblatex's manual (chapter 2) and what Zotero's Better BibTeX writes and reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: biblatex type -> CSL type. Types not named here become 'document'.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "article-journal", "suppperiodical": "article-journal", "review": "review",
        "book": "book", "mvbook": "book", "booklet": "pamphlet", "collection": "book",
        "mvcollection": "book", "proceedings": "book", "mvproceedings": "book",
        "reference": "book", "mvreference": "book", "manual": "book", "commentary": "book",
        "periodical": "periodical", "inbook": "chapter", "bookinbook": "chapter",
        "suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter",
        "inproceedings": "paper-conference", "conference": "paper-conference",
        "inreference": "entry-encyclopedia", "online": "webpage", "electronic": "webpage",
        "www": "webpage", "report": "report", "techreport": "report", "thesis": "thesis",
        "phdthesis": "thesis", "mastersthesis": "thesis", "legislation": "legislation",
        "legal": "treaty", "jurisdiction": "legal_case", "movie": "motion_picture",
        "video": "motion_picture", "audio": "song", "music": "song", "image": "graphic",
        "artwork": "graphic", "performance": "performance", "letter": "personal_communication",
        "unpublished": "manuscript", "patent": "patent", "dataset": "dataset",
        "software": "software", "standard": "standard",
    }
)  # fmt: skip

#: `entrysubtype` of an @article (Better BibTeX writes it) -> CSL type.
ARTICLES: Mapping[str, str] = MappingProxyType(
    {"newspaper": "article-newspaper", "magazine": "article-magazine"}
)

#: Text variable of CSL -> the fields it is taken from; the first that is there counts.
TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title-short", ("shorttitle",)),
    ("container-title-short", ("shortjournal",)),
    ("collection-title", ("series",)),
    ("volume", ("volume",)),
    ("number-of-volumes", ("volumes",)),
    ("edition", ("edition",)),
    ("chapter-number", ("chapter",)),
    ("page", ("pages",)),
    ("number-of-pages", ("pagetotal",)),
    ("publisher", ("publisher", "institution", "school")),
    ("publisher-place", ("location", "address")),
    ("original-publisher", ("origpublisher",)),
    ("original-publisher-place", ("origlocation",)),
    ("original-title", ("origtitle",)),
    ("event", ("eventtitle",)),
    ("event-place", ("venue",)),
    ("status", ("pubstate",)),
    ("version", ("version",)),
    ("archive", ("library",)),
    ("abstract", ("abstract",)),
    ("note", ("note", "addendum")),
    ("ISBN", ("isbn",)),
    ("ISSN", ("issn",)),
    ("language", ("language", "langid")),
)

#: Titles of what holds the work, with their subtitles, by preference.
CONTAINERS = (
    ("journaltitle", "journalsubtitle"),
    ("journal", "journalsubtitle"),
    ("booktitle", "booksubtitle"),
    ("maintitle", "mainsubtitle"),
)

#: Name variable of CSL -> field.
NAMES: tuple[tuple[str, str], ...] = (
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("container-author", "bookauthor"),
)

#: Date variable of CSL -> field.
DATES: tuple[tuple[str, str], ...] = (
    ("issued", "date"),
    ("original-date", "origdate"),
    ("accessed", "urldate"),
    ("event-date", "eventdate"),
)

#: biblatex's own words for `type`, `pubstate` and the like.
STRINGS: Mapping[str, str] = MappingProxyType(
    {
        "phdthesis": "PhD thesis", "mathesis": "MA thesis", "bathesis": "BA thesis",
        "candthesis": "Cand. thesis", "techreport": "technical report",
        "resreport": "research report", "software": "computer software", "datacd": "CD-ROM",
        "audiocd": "audio CD", "inpress": "in press", "inpreparation": "in preparation",
        "forthcoming": "forthcoming", "submitted": "submitted", "prepublished": "pre-published",
    }
)  # fmt: skip

#: Type of thesis or report that is told by the type of the entry alone.
GENRES: Mapping[str, str] = MappingProxyType(
    {"phdthesis": "PhD thesis", "mastersthesis": "MA thesis", "techreport": "technical report"}
)

#: What a part of a work takes from the whole under another name (biblatex manual, appendix B).
INHERITED: Mapping[str, str] = MappingProxyType(
    {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon",
     "author": "bookauthor"}
)  # fmt: skip
PARTS = frozenset(
    {
        "inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings",
        "inreference",
    }
)  # fmt: skip
#: What belongs to the one entry only and is never inherited.
OWN = frozenset(
    {
        "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label",
        "options", "presort", "related", "relatedtype", "shortauthor", "shorteditor",
        "shorttitle", "shorthand", "sortkey", "sortname", "sorttitle", "sortyear", "keywords",
        "annotation", "annote", "abstract", "reliability", "grade", "origin",
    }
)  # fmt: skip

#: Types that are no works.
NO_WORKS = frozenset({"xdata", "set", "bibnote", "control"})
