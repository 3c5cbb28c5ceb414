"""Rows of the register of names: who or what it is, and every place of mention, text by text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_variorum.edition.bibliography.text import fold
from sphinx_variorum.edition.cells import passage_words, term_words
from sphinx_variorum.edition.note_numbers import note_numbers
from sphinx_variorum.edition.scripts import direction_of
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop
from sphinx_variorum.edition.urls import safe_url
from sphinx_variorum.edition.vocabulary import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.mentions import Place
    from sphinx_variorum.edition.names import Name
    from sphinx_variorum.edition.records import Annotation

#: The titles of the columns: words of the interface.
NAME_COLUMNS = (gettext_noop("name"), gettext_noop("described"), gettext_noop("mentioned at"))

_WIKIDATA = "https://www.wikidata.org/wiki/"
#: The words before a date that stands alone, the first or the last: of persons, and of all else.
_OF_PERSONS = (gettext_noop("born"), gettext_noop("died"))
_OF_OTHERS = (gettext_noop("from"), gettext_noop("until"))


def name_anchor(ident: str) -> str:
    """The id of a name's row in the register of names."""
    return f"name.{ident}"


def name_link(edition: Edition, name: Name) -> Words:
    """A name in its standard form, linked to its row if a register has it."""
    page = edition.mentioned.page_of(name)
    return Words(name.name, page, name_anchor(name.ident) if page else "")


def name_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    """The rows, by kind and then by what the names are sorted by.

    `wanted` may have ``kind``; without it each row says its own.
    """
    kinds = order("name-kind")
    numbers = _Numbers(edition)
    names = [name for name in edition.names.values() if wanted.get("kind", name.kind) == name.kind]
    names.sort(key=lambda name: (kinds[name.kind], fold(name.sort), name.ident))
    for name in names:
        described = _described(name, with_kind="kind" not in wanted)
        mentions = _mentions(edition, name, numbers)
        yield Row(name_anchor(name.ident), name.kind, (_forms(name), described, mentions))


class _Numbers:
    """The numbers of notes, worked out for a page when the first of them is asked for."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.known: dict[str, dict[str, str]] = {}

    def of(self, item: Annotation) -> str:
        docname = self.edition.docname_of(item)
        if docname not in self.known:
            self.known[docname] = note_numbers(self.edition, docname)
        return self.known[docname].get(item.ident, "")


def _forms(name: Name) -> Cell:
    """The standard form, and the others in brackets."""
    others = dict.fromkeys((form.text, form.language) for form in name.forms)
    cells = [
        (Words(text, language=language, direction=direction_of(language) if language else ""),)
        for text, language in others
        if text != name.name
    ]
    standard = Words(name.name, style="label")
    if not cells:
        return (standard,)
    return (standard, Words(" ("), *_joined(cells, ", "), Words(")"))


def _described(name: Name, *, with_kind: bool) -> Cell:
    parts: list[Cell] = []
    if with_kind:
        parts.append(term_words("name-kind", name.kind))
    if name.begin or name.end:
        parts.append(_dates(name))
    if name.described:
        parts.append((Words(name.described),))
    if name.wikidata:
        parts.append((Words("Wikidata", url=_WIKIDATA + name.wikidata),))
    for address in name.same_as:
        url = safe_url(address)
        if url:
            parts.append((Words(urlsplit(url).hostname or url, url=url),))
    return _joined(parts, " · ")


def _dates(name: Name) -> Cell:
    begin, end = Words(name.begin, style="date"), Words(name.end, style="date")
    if name.begin and name.end:
        # Only between years the dash stands without spaces.
        is_years = name.begin.isdecimal() and name.end.isdecimal()
        return (begin, Words("–" if is_years else " – "), end)
    first, last = _OF_PERSONS if name.kind == "person" else _OF_OTHERS
    said, date = (first, begin) if name.begin else (last, end)
    return (Words(said, interface=True), Words(" "), date)


def _mentions(edition: Edition, name: Name, numbers: _Numbers) -> Cell:
    """“D 3, D 9 (notes 4, 7); L 4”: a passage is linked if its words have the name."""
    texts: list[Cell] = []
    places = edition.mentioned.places.get(name.ident, ())
    for _source, of_text in groupby(places, lambda place: place.passage.rpartition(":")[0]):
        passages = [
            _mentions_in(edition, passage, list(found), numbers)
            for passage, found in groupby(of_text, lambda place: place.passage)
        ]
        texts.append(_joined(passages, ", "))
    return _joined(texts, "; ")


def _mentions_in(edition: Edition, passage: str, places: list[Place], numbers: _Numbers) -> Cell:
    notes = [place.annotation for place in places if place.annotation is not None]
    words = passage_words(edition, passage)
    if len(notes) == len(places):
        words = (Words(edition.label(passage)),)
    if not notes:
        return words
    said = gettext_noop("note") if len(notes) == 1 else gettext_noop("notes")
    links = [
        Words(numbers.of(item) or "*", edition.docname_of(item), item.anchor) for item in notes
    ]
    return (
        *words,
        Words(" ("),
        Words(said, interface=True),
        Words(" "),
        *_joined([(link,) for link in links], ", "),
        Words(")"),
    )


def _joined(cells: Iterable[Cell], between: str) -> Cell:
    words: list[Words] = []
    for cell in cells:
        if words:
            words.append(Words(between))
        words += cell
    return tuple(words)
