"""How a part of the edition is cited: BibTeX, RIS and CSL-JSON, each a text of its own.

A passage, and a source as a whole, is a section of a book: the edition is the book, its editors
are the book's, and the authors are the source's. The edition itself is a book.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

#: What no format can carry: controls, noncharacters, lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_KEY = re.compile(r"[^A-Za-z0-9.:+-]")
_LONGEST_STEM = 180


class Name(NamedTuple):
    """A person's name, or that of a body or a role: `family` alone, never turned round."""

    family: str
    given: str = ""
    suffix: str = ""


class Publication(NamedTuple):
    """The edition as it is published. `date` is ISO 8601 (year, year-month or whole), or empty.

    `url` is the address under which its pages lie, with a slash at its end, or empty.
    """

    title: str
    editors: tuple[Name, ...] = ()
    version: str = ""
    date: str = ""
    commit: str = ""
    url: str = ""
    language: str = ""


class Citable(NamedTuple):
    """A passage or a source as it is cited.

    `key` is its anchor, `label` that of a passage (“D 5”) and empty for a source, `url` absolute
    or empty, `language` a BCP 47 tag or empty.
    """

    key: str
    title: str
    authors: tuple[Name, ...] = ()
    label: str = ""
    url: str = ""
    language: str = ""

    @property
    def full_title(self) -> str:
        """The title with the passage's label."""
        return f"{self.title} ({self.label})" if self.label else self.title


def parse_editors(author: str) -> tuple[Name, ...]:
    """The names in the configuration value `author`, parted by semicolons or “and”.

    “Family, Given” is a person; everything else (“The editors”) is a name that stays as it is.
    """
    found: list[Name] = []
    for part in re.split(r"\s*;\s*|\s+and\s+", _clean(author)):
        family, _, given = (words.strip() for words in part.partition(","))
        if family and given and "," not in given:
            found.append(Name(family, given))
        elif part:
            found.append(Name(part))
    return tuple(found)


def display(name: Name) -> str:
    """A name as a list has it: “Song, Jiyoung”, “The editors”."""
    return ", ".join(filter(None, name))


def file_stem(key: str) -> str:
    """The name, without its ending, of the files that cite what has the anchor `key`."""
    if len(key.encode(errors="replace")) <= _LONGEST_STEM:
        return key
    digest = blake2b(key.encode(errors="replace"), digest_size=8).hexdigest()
    return f"{key[: _LONGEST_STEM // 8]}-{digest}"


def _clean(text: str) -> str:
    """`text` on one line, without what cannot be printed."""
    return " ".join(_UNPRINTABLE.sub("", " ".join(text.split())).split())


def _notes(publication: Publication) -> str:
    """What the formats have no field for that every program reads. Words of the format, as its
    field names are: not translated."""
    version = f"Version {publication.version}" if publication.version else ""
    commit = f"commit {publication.commit}" if publication.commit else ""
    return _clean(", ".join(filter(None, (version, commit))))


# BibTeX

#: Braces as commands: BibTeX counts braces to find where a field ends, escaped ones too.
_TEX = MappingProxyType(
    {
        ord("\\"): r"\textbackslash{}",
        ord("{"): r"\textbraceleft{}",
        ord("}"): r"\textbraceright{}",
        ord("~"): r"\textasciitilde{}",
        ord("^"): r"\textasciicircum{}",
        **{ord(sign): f"\\{sign}" for sign in "$&#_%"},
    }
)


def escape_bibtex(text: str) -> str:
    """`text` as the value of a BibTeX field, without the braces around it."""
    return _clean(text).translate(_TEX)


def bibtex_key(key: str) -> str:
    """`key` in the letters that every program takes in a citation key."""
    return _KEY.sub(lambda match: f"{ord(match[0]):x}", key) or "edition"


def _bibtex_name(name: Name) -> str:
    if not name.given:
        return f"{{{escape_bibtex(name.family)}}}"
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(f"{{{escape_bibtex(part)}}}" for part in parts)


def _bibtex(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{bibtex_key(key)},\n{lines}}}\n"


def _bibtex_publication(publication: Publication) -> dict[str, str]:
    return {
        "editor": " and ".join(map(_bibtex_name, publication.editors)),
        # BibTeX reads the year, biblatex the date.
        "year": publication.date[:4],
        "date": publication.date,
        "version": escape_bibtex(publication.version),
        "note": escape_bibtex(_notes(publication)),
    }


def bibtex(item: Citable, publication: Publication) -> str:
    """The entry of a BibTeX or biblatex file for `item`."""
    fields = {
        "author": " and ".join(map(_bibtex_name, item.authors)),
        # In braces of its own: a style would write a German title in small letters.
        "title": f"{{{escape_bibtex(item.full_title)}}}",
        "booktitle": f"{{{escape_bibtex(publication.title)}}}",
        **_bibtex_publication(publication),
        "url": _clean(item.url),
        "language": escape_bibtex(item.language),
    }
    return _bibtex("incollection", item.key, fields)


def bibtex_edition(publication: Publication, key: str) -> str:
    """The entry for the edition as a whole."""
    fields = {
        "title": f"{{{escape_bibtex(publication.title)}}}",
        **_bibtex_publication(publication),
        "url": _clean(publication.url),
        "language": escape_bibtex(publication.language),
    }
    return _bibtex("book", key, fields)


# RIS


def _ris(kind: str, fields: list[tuple[str, str]]) -> str:
    lines = [("TY", kind), *((tag, _clean(value)) for tag, value in fields), ("ER", "")]
    # Lines of RIS end as those of the telegraph did (Research Information Systems, 2001).
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


def _ris_date(publication: Publication) -> list[tuple[str, str]]:
    year, month, day = (*publication.date.split("-"), "", "")[:3]
    date = f"{year}/{month}/{day}/" if year else ""
    return [("PY", year), ("DA", date), ("ET", publication.version), ("N1", _notes(publication))]


def ris(item: Citable, publication: Publication) -> str:
    """The record of a RIS file for `item`: a chapter, whose second authors are the editors."""
    return _ris(
        "CHAP",
        [
            *(("AU", display(name)) for name in item.authors),
            ("TI", item.full_title),
            ("T2", publication.title),
            *(("A2", display(name)) for name in publication.editors),
            *_ris_date(publication),
            ("UR", item.url),
            ("LA", item.language),
            ("ID", item.key),
        ],
    )


def ris_edition(publication: Publication, key: str) -> str:
    """The record for the edition as a whole."""
    return _ris(
        "BOOK",
        [
            ("TI", publication.title),
            *(("ED", display(name)) for name in publication.editors),
            *_ris_date(publication),
            ("UR", publication.url),
            ("LA", publication.language),
            ("ID", key),
        ],
    )


# CSL-JSON


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": _clean(name.family)}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: _clean(value) for part, value in parts.items() if value}


def _csl(fields: dict[str, object]) -> str:
    return json.dumps([{k: v for k, v in fields.items() if v}], ensure_ascii=False) + "\n"


def _csl_publication(publication: Publication) -> dict[str, object]:
    date = [int(part) for part in publication.date.split("-") if part]
    return {
        "editor": [_csl_name(name) for name in publication.editors],
        "issued": {"date-parts": [date]} if date else None,
        "version": _clean(publication.version),
        "note": _clean(f"commit {publication.commit}") if publication.commit else "",
    }


def csl_json(item: Citable, publication: Publication) -> str:
    """`item` in CSL-JSON: a list of one item."""
    return _csl(
        {
            "id": item.key,
            "type": "chapter",
            "author": [_csl_name(name) for name in item.authors],
            "title": _clean(item.full_title),
            "container-title": _clean(publication.title),
            **_csl_publication(publication),
            "URL": _clean(item.url),
            "language": _clean(item.language),
        }
    )


def csl_json_edition(publication: Publication, key: str) -> str:
    """The edition as a whole in CSL-JSON."""
    return _csl(
        {
            "id": key,
            "type": "book",
            "title": _clean(publication.title),
            **_csl_publication(publication),
            "URL": _clean(publication.url),
            "language": _clean(publication.language),
        }
    )
