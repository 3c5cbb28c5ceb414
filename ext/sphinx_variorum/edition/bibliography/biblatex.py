"""From a .bib entry to an `Entry`: biblatex's fields become CSL's variables."""

from __future__ import annotations

import re
from functools import partial

from ..urls import doi_url, safe_url
from . import biblatexfields as tables
from .bibfile import RawEntry
from .dates import MONTHS, When, literal_date, parse_date
from .entries import Entry
from .latex import decode
from .names import Name, parse_names
from .records import Problem
from .text import clean, plain, tags

_URL_ESCAPE = re.compile(r"\{?\\([%_#&~{}$])\}?")
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")
_PERIODICALS = frozenset({"article-journal", "article-newspaper", "article-magazine", "review"})


def convert(raws: list[RawEntry], path: str) -> tuple[list[Entry], list[Problem]]:
    """The works of one file, and what is wrong in their fields; raises nothing."""
    known = {raw.key: raw for raw in reversed(raws)}
    entries: list[Entry] = []
    problems: list[Problem] = []
    for raw in raws:
        if raw.type in tables.NO_WORKS:
            continue
        converter = _Converter(raw, _inherit(raw, known, path, problems), path)
        entries.append(converter.entry())
        problems += converter.problems
    return entries, problems


def _inherit(
    raw: RawEntry, known: dict[str, RawEntry], path: str, problems: list[Problem]
) -> dict[str, str]:
    """The fields of `raw` with those that `xdata` and `crossref` bring; its own fields win.

    Only entries of the same file can be referred to, as in biblatex one database is read.
    """
    fields = dict(raw.fields)
    waiting = _references(raw, fields)
    seen = {raw.key}
    while waiting:
        field, key = waiting.pop(0)
        parent = known.get(key)
        if parent is None:
            problems.append(Problem(
                path, raw.field_lines.get(field, raw.line), "field",
                f"“{raw.key}” refers to “{key}” in the field “{field}”, and this file has no such "
                "entry: mend the key, or add the entry",
            ))  # fmt: skip
            continue
        if key in seen:
            continue
        seen.add(key)
        renamed = tables.INHERITED if field == "crossref" and raw.type in tables.PARTS else {}
        for name, value in parent.fields.items():
            if name not in tables.OWN:
                fields.setdefault(renamed.get(name, name), value)
        waiting += _references(parent, parent.fields)
    return fields


def _references(raw: RawEntry, fields: dict[str, str]) -> list[tuple[str, str]]:
    found = [("xdata", key.strip()) for key in fields.get("xdata", "").split(",")]
    found.append(("crossref", fields.get("crossref", "").strip()))
    return [(field, key) for field, key in found if key]


class _Converter:
    """The conversion of one entry; `problems` fills while it runs."""

    def __init__(self, raw: RawEntry, fields: dict[str, str], path: str) -> None:
        self.raw = raw
        self.fields = fields
        self.path = path
        self.problems: list[Problem] = []

    def entry(self) -> Entry:
        raw = self.raw
        kind = tables.TYPES.get(raw.type, "document")
        if raw.type == "article":
            subtype = self.fields.get("entrysubtype", "").strip().lower()
            kind = tables.ARTICLES.get(subtype, kind)
        names = self._names()
        texts = self._texts(kind)
        if "title" not in texts:
            self._problem("title", "field", f"“{raw.key}” has no title: add one; a descriptive "
                          "title stands in [square brackets]")  # fmt: skip
        return Entry(raw.key, kind, raw.type, texts, names, self._dates(), self._extra(),
                     self.path, raw.line)  # fmt: skip

    def _texts(self, kind: str) -> dict[str, str]:
        texts = {"title": self._title("title", "subtitle", "titleaddon")}
        containers = [self._title(*fields) for fields in tables.CONTAINERS]
        texts["container-title"] = next(filter(None, containers), "")
        for variable, fields in tables.TEXTS:
            texts[variable] = next(filter(None, map(self._text, fields)), "")
        organization = self._text("organization")
        if organization and kind == "webpage" and not texts["container-title"]:
            texts["container-title"] = organization
        elif organization and not texts["publisher"]:
            texts["publisher"] = organization
        number, issue = self._text("number"), self._text("issue")
        if kind in _PERIODICALS:
            texts["issue"] = number or issue
        elif texts["collection-title"] and kind != "report":
            texts["collection-number"] = number
        else:
            texts["number"] = number or issue
        genre = self._text("type")
        texts["genre"] = tables.STRINGS.get(genre, genre) or tables.GENRES.get(self.raw.type, "")
        texts["status"] = tables.STRINGS.get(texts["status"], texts["status"])
        texts["page"] = re.sub(r"(?<=\w)\s*(?:--?|–)\s*(?=\w)", "–", texts["page"])
        texts |= self._addresses()
        return {variable: value for variable, value in texts.items() if value}

    def _title(self, title: str, subtitle: str, addon: str = "") -> str:
        main, sub = self._text(title), self._text(subtitle)
        if main and sub:
            main += (" " if main[-1] in "?!:.…" else ": ") + sub
        extra = self._text(addon) if addon else ""
        return f"{main}. {extra}" if main and extra else main

    def _names(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for variable, field in tables.NAMES:
            value = self.fields.get(field, "")
            if not value.strip():
                continue
            names, wrong = parse_names(value, partial(self._decode_name, field))
            if wrong:
                self._problem(field, "field", f"in “{self.raw.key}” {wrong}")
            if names:
                found[variable] = names
        suffix = self._text("suffix")
        authors = found.get("author", [])
        if suffix and len(authors) == 1 and "family" in authors[0]:
            authors[0].setdefault("suffix", suffix)
        return found

    def _dates(self) -> dict[str, When]:
        dates: dict[str, When] = {}
        for variable, field in tables.DATES:
            # Not read as LaTeX: "~" is "about" here.
            value = clean(self.fields.get(field, "").strip("{} "))
            if not value:
                continue
            when = parse_date(value)
            if when is None:
                self._problem(
                    field, "field", f"the date “{value}” of “{self.raw.key}” is printed as it "
                    "stands: write 2015, 2015-10, 2015-10-13 or a range 2015-10-13/2015-10-15",
                )  # fmt: skip
            dates[variable] = when or literal_date(value)
        year = self._text("year")
        if year and "issued" not in dates:
            dates["issued"] = self._bibtex_date(year) or literal_date(year)
        return dates

    def _bibtex_date(self, year: str) -> When | None:
        """The date in the fields `year`, `month` and `day` of old BibTeX files."""
        month, day = self._text("month").lower(), self._text("day")
        names = [name[:3].lower() for name in MONTHS]
        number = names.index(month[:3]) + 1 if month[:3] in names else 0
        if month.isdecimal() and int(month) <= 12:
            number = int(month)
        full = f"{year}-{number:02}" + (f"-{int(day):02}" if day.isdecimal() else "")
        return (parse_date(full) if number else None) or parse_date(year)

    def _addresses(self) -> dict[str, str]:
        """`URL` and `DOI`, if they may be linked."""
        found: dict[str, str] = {}
        howpublished = _URL_COMMAND.search(self.fields.get("howpublished", ""))
        url = self.fields.get("url") or (howpublished[1] if howpublished else "")
        url = _URL_ESCAPE.sub(r"\1", _URL_COMMAND.sub(r"\1", url)).strip()
        if url:
            found["URL"] = safe_url(re.sub(r"\s*\n\s*", "", url))
            if not found["URL"]:
                self._problem("url", "url", refused(self.raw.key, url))
        doi = _URL_ESCAPE.sub(r"\1", self.fields.get("doi", "")).strip()
        if doi:
            address = doi_url(doi)
            found["DOI"] = address.removeprefix("https://doi.org/")
            if not address:
                self._problem("doi", "url", refused(self.raw.key, doi))
        eprint = self.fields.get("eprint", "").strip()
        if eprint and not url and self.fields.get("eprinttype", "").lower() == "arxiv":
            found["URL"] = safe_url("https://arxiv.org/abs/" + eprint)
        return found

    def _extra(self) -> dict[str, str]:
        fields = {
            "annotation": ("annotation", "annote"), "keywords": ("keywords",),
            "shortauthor": ("shortauthor",), "reliability": ("reliability", "grade"),
            "reason": ("reliabilityreason", "gradereason", "reliability-reason", "grade-reason"),
        }  # fmt: skip
        extra = {name: next(filter(None, map(self._text, names)), "")
                 for name, names in fields.items()}  # fmt: skip
        extra["origin"] = self.fields.get("origin", "").strip()
        return {name: plain(value) for name, value in extra.items() if value}

    def _text(self, field: str) -> str:
        value = self.fields.get(field)
        return self._decode(value, field) if value else ""

    def _decode(self, value: str, field: str) -> str:
        text, unknown = decode(value)
        if unknown:
            self._problem(
                field, "markup", f"in “{self.raw.key}”, field “{field}”: the LaTeX command "
                f"{', '.join(unknown)} is not understood and printed as it stands: write the "
                "character or the words themselves",
            )  # fmt: skip
        found = tags(text)
        if found:
            self._problem(field, "markup", markup(self.raw.key, field, found))
        return text

    def _decode_name(self, field: str, part: str) -> str:
        return plain(self._decode(part, field))

    def _problem(self, field: str, kind: str, message: str) -> None:
        line = self.raw.field_lines.get(field, self.raw.line)
        problem = Problem(self.path, line, kind, message)
        if problem not in self.problems:  # a field may be read more than once
            self.problems.append(problem)


def refused(key: str, url: str) -> str:
    """Words on an address that is not linked."""
    return (
        f"the address “{url[:80]}” of “{key}” is left out: only http, https, mailto and doi "
        "addresses and relative paths are linked"
    )


def markup(key: str, field: str, found: list[str]) -> str:
    """Words on tags in a field."""
    return (
        f"in “{key}”, field “{field}”: {' '.join(found[:3])} is printed as text, for a "
        "bibliography holds no HTML: delete it, or leave it if the words are meant"
    )
