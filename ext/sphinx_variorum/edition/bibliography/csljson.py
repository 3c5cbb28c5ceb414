"""CSL-JSON, read from `.json` files and written for exports.

The format is CSL's own (citeproc's "input data model"): a list of items, or an object with the
list under `items`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from types import MappingProxyType

from ..urls import doi_url, safe_url
from .biblatex import markup, refused
from .dates import When, from_csl
from .entries import Entry
from .names import Name
from .records import Problem
from .text import clean, plain, tags, to_csl
from .text import from_csl as text_from_csl

#: CSL's name and date variables (CSL 1.0.2, appendix IV).
NAME_VARIABLES = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author",
        "contributor", "curator", "director", "editor", "editorial-director",
        "editortranslator", "executive-producer", "guest", "host", "illustrator", "interviewer",
        "narrator", "organizer", "original-author", "performer", "producer", "recipient",
        "reviewed-author", "script-writer", "series-creator", "translator",
    }
)  # fmt: skip
DATE_VARIABLES = frozenset(
    {
        "accessed", "available-date", "container", "event-date", "issued", "original-date",
        "submitted",
    }
)  # fmt: skip
_PARTS = ("family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal")
_NO_TEXT = frozenset({"id", "type", "citation-key", "custom", "categories"})
_EXTRA = MappingProxyType(
    {
    "annotation": ("annote", "annotation"), "keywords": ("keyword", "keywords"),
    "shortauthor": ("shortauthor", "author-short"), "reliability": ("reliability", "grade"),
    "reason": ("reliability-reason", "grade-reason"), "origin": ("origin",),
}
)  # fmt: skip


def read_json(text: str, path: str) -> tuple[list[Entry], list[Problem]]:
    """The items of a CSL-JSON file; raises nothing.

    Better BibTeX's `citation-key` is taken as the key before the `id`. The fields `reliability`,
    `reliability-reason`, `origin` and `shortauthor` may stand in the item or under `custom`.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"this is no JSON ({error.msg}, column {error.colno}): mend it or export it anew"
        return [], [Problem(path, error.lineno, "syntax", message)]
    except (RecursionError, ValueError):
        return [], [Problem(path, 1, "syntax", "this JSON cannot be read: export it anew")]
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        message = "this is no CSL-JSON: a list of items is wanted, as Zotero exports it"
        return [], [Problem(path, 1, "syntax", message)]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        key = _key(item) if isinstance(item, dict) else ""
        if not key:
            message = f"item {number} has no “id”: add one, it is the key that pages cite"
            problems.append(Problem(path, 1, "field", message))
            continue
        reader = _ItemReader(key, item, path, _line(text, item))
        entries.append(reader.entry())
        problems += reader.problems
    return entries, problems


def _key(item: dict[str, object]) -> str:
    return clean(str(item.get("citation-key") or item.get("id") or ""))


def _line(text: str, item: dict[str, object]) -> int:
    """1-based line in which the item's id stands, or 1 if it is written in another way."""
    value = json.dumps(item.get("id"), ensure_ascii=False)
    match = re.search(rf'"id"\s*:\s*{re.escape(value)}', text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


class _ItemReader:
    def __init__(self, key: str, item: dict[str, object], path: str, line: int) -> None:
        self.key, self.item, self.path, self.line = key, item, path, line
        self.problems: list[Problem] = []

    def entry(self) -> Entry:
        kind = clean(str(self.item.get("type") or "")) or "document"
        names = {v: self._names(v) for v in sorted(NAME_VARIABLES & self.item.keys())}
        dates = {v: self._date(v) for v in sorted(DATE_VARIABLES & self.item.keys())}
        texts = self._texts()
        if "title" not in texts:
            self._problem("field", f"“{self.key}” has no title: add one; a descriptive title "
                          "stands in [square brackets]")  # fmt: skip
        return Entry(
            self.key, kind, "", texts, {v: n for v, n in names.items() if n},
            {v: d for v, d in dates.items() if d is not None}, self._extra(), self.path, self.line,
        )  # fmt: skip

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for variable, value in self.item.items():
            if variable in NAME_VARIABLES | DATE_VARIABLES | _NO_TEXT:
                continue
            if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                text = text_from_csl(str(value))
                found = tags(text)
                if found:
                    self._problem("markup", markup(self.key, variable, found))
                if text:
                    texts[variable] = text
        for variable, check in (("URL", safe_url), ("DOI", doi_url)):
            address = texts.pop(variable, "")
            allowed = check(plain(address))
            if allowed and variable == "DOI":
                texts[variable] = allowed.removeprefix("https://doi.org/")
            elif allowed:
                texts[variable] = allowed
            elif address:
                self._problem("url", refused(self.key, plain(address)))
        if "page" in texts:
            texts["page"] = re.sub(r"(?<=\w)\s*-\s*(?=\w)", "–", texts["page"])
        return texts

    def _names(self, variable: str) -> list[Name]:
        value = self.item[variable]
        names: list[Name] = []
        for raw in value if isinstance(value, list) else []:
            if not isinstance(raw, dict):
                continue
            name = {p: plain(text_from_csl(str(raw[p]))) for p in _PARTS if raw.get(p)}
            name = {part: text for part, text in name.items() if text}
            if name.get("literal"):
                name = {"literal": name["literal"]}
            elif set(name) == {"family"}:
                name = {"literal": name["family"]}
            if name:
                names.append(name)
        return names

    def _date(self, variable: str) -> When | None:
        when = from_csl(self.item[variable])
        if when is None and self.item[variable]:
            self._problem("field", f"the date “{variable}” of “{self.key}” is no CSL date: write "
                          '{"date-parts": [[2015, 10, 13]]}')  # fmt: skip
        return when

    def _extra(self) -> dict[str, str]:
        custom = self.item.get("custom")
        sources = [self.item, custom if isinstance(custom, dict) else {}]
        extra: dict[str, str] = {}
        for name, variables in _EXTRA.items():
            values = (source.get(v) for source in sources for v in variables)
            value = next((v for v in values if isinstance(v, str) and v), "")
            if value:
                extra[name] = plain(text_from_csl(value))
        return extra

    def _problem(self, kind: str, message: str) -> None:
        self.problems.append(Problem(self.path, self.line, kind, message))


def write_items(entries: Iterable[Entry]) -> dict[str, dict[str, object]]:
    """CSL-JSON items by key, ready for `json.dump`. What CSL does not know stands in `custom`."""
    items: dict[str, dict[str, object]] = {}
    for entry in entries:
        item: dict[str, object] = {"id": entry.key, "type": entry.kind}
        item |= {variable: to_csl(value) for variable, value in sorted(entry.texts.items())}
        item |= {v: [dict(name) for name in names] for v, names in sorted(entry.names.items())}
        item |= {variable: when.csl() for variable, when in sorted(entry.dates.items())}
        extra = dict(entry.extra)
        for name, variable in (("annotation", "annote"), ("keywords", "keyword")):
            if name in extra:
                item[variable] = extra.pop(name)
        if extra:
            item["custom"] = dict(sorted(extra.items()))
        items[entry.key] = item
    return items
