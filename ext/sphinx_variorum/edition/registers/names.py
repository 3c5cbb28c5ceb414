"""The register of names: who or what it is, and every place of mention, text by text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_variorum.edition.bibliography.text import fold
from sphinx_variorum.edition.cells import passage_words, term_words
from sphinx_variorum.edition.filters import parse
from sphinx_variorum.edition.registers.crowded import MOST_PLACES, by_text
from sphinx_variorum.edition.registers.kind import RegisterKind, day, ident, number, word, words
from sphinx_variorum.edition.scripts import direction_of
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop
from sphinx_variorum.edition.urls import safe_url
from sphinx_variorum.edition.vocabulary import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.mentions import Place
    from sphinx_variorum.edition.names import Name

#: The titles of the columns: words of the interface.
COLUMNS = (
    gettext_noop("name"),
    gettext_noop("kind"),
    gettext_noop("described"),
    gettext_noop("mentioned at"),
)

_WIKIDATA = "https://www.wikidata.org/wiki/"
#: The words before a date that stands alone, the first or the last: of persons, and of all else.
_OF_PERSONS = (gettext_noop("born"), gettext_noop("died"))
_OF_OTHERS = (gettext_noop("from"), gettext_noop("until"))


def name_anchor(ident: str) -> str:
    """The id of a name's row in the register of names."""
    return f"name.{ident}"


def name_page(edition: Edition, name: Name) -> str:
    """The page that has the row of `name`: of the register of all names or, if there is none, of
    the first of those that are limited to some; empty if no register has it.
    """
    pages = edition.mentioned.pages
    if name.ident not in pages:
        pages[name.ident] = edition.register_page("names") or next(
            (
                register.docname
                for register in edition.registers
                if register.kind == "names"
                and not (register.most or register.fault)
                and parse(register.filter, NAMES.fields).matches(_values(edition, name))
            ),
            "",
        )
    docname = pages[name.ident]
    return edition.page_of_row(docname, name_anchor(name.ident)) if docname else ""


def name_link(edition: Edition, name: Name) -> Words:
    """A name in its standard form, linked to its row if a register has it."""
    page = name_page(edition, name)
    return Words(name.name, page, name_anchor(name.ident) if page else "")


def _subjects(edition: Edition) -> Iterator[tuple[Name, Record]]:
    """All names, by kind and then by what they are sorted by."""
    kinds = order("name-kind")
    for name in sorted(
        edition.names.values(), key=lambda name: (kinds[name.kind], fold(name.sort), name.ident)
    ):
        yield name, _values(edition, name)


def _values(edition: Edition, name: Name) -> dict[str, Any]:
    places = edition.mentioned.places.get(name.ident, ())
    return {
        "name": name.ident,
        "kind": name.kind,
        "sort": name.sort,
        "described": name.described,
        "from": name.begin,
        "to": name.end,
        "source": tuple(dict.fromkeys(place.passage.rpartition(":")[0] for place in places)),
        "mentions": len(places),
    }


def _row(edition: Edition, name: Name) -> Row:
    return Row(
        name_anchor(name.ident),
        name.kind,
        (
            _forms(name),
            term_words("name-kind", name.kind),
            _described(name),
            _mentions(edition, name),
        ),
    )


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


def _described(name: Name) -> Cell:
    parts: list[Cell] = []
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


def _mentions(edition: Edition, name: Name) -> Cell:
    """“D 3, D 9 (notes 4, 7); L 4”: a passage is linked if its words have the name.

    Of very many places only their number in each text.
    """
    texts: list[Cell] = []
    places = edition.mentioned.places.get(name.ident, ())
    if len(places) > MOST_PLACES:
        return by_text(edition, (_where(edition, place) for place in places))
    for _source, of_text in groupby(places, lambda place: place.passage.rpartition(":")[0]):
        passages = [
            _mentions_in(edition, passage, list(found))
            for passage, found in groupby(of_text, lambda place: place.passage)
        ]
        texts.append(_joined(passages, ", "))
    return _joined(texts, "; ")


def _where(edition: Edition, place: Place) -> tuple[str, str, str]:
    """The text of a place, and where it stands: its annotation or its passage."""
    item, passage = place.annotation, edition.passages.get(place.passage)
    source = place.passage.rpartition(":")[0]
    if item is not None:
        return source, edition.docname_of(item), item.anchor
    return (source, passage.docname, passage.anchor) if passage else (source, "", "")


def _mentions_in(edition: Edition, passage: str, places: list[Place]) -> Cell:
    notes = [place.annotation for place in places if place.annotation is not None]
    where = passage_words(edition, passage)
    if len(notes) == len(places):
        where = (Words(edition.label(passage)),)
    if not notes:
        return where
    said = gettext_noop("note") if len(notes) == 1 else gettext_noop("notes")
    links = [
        Words(edition.mentioned.number_of(item) or "*", edition.docname_of(item), item.anchor)
        for item in notes
    ]
    return (
        *where,
        Words(" ("),
        Words(said, interface=True),
        Words(" "),
        *_joined([(link,) for link in links], ", "),
        Words(")"),
    )


def _joined(cells: Iterable[Cell], between: str) -> Cell:
    said: list[Words] = []
    for cell in cells:
        if said:
            said.append(Words(between))
        said += cell
    return tuple(said)


NAMES = RegisterKind(
    COLUMNS,
    (
        ident("name"),
        word("kind", "name-kind"),
        words("sort"),
        words("described"),
        day("from"),
        day("to"),
        ident("source", several=True),
        number("mentions"),
    ),
    _subjects,
    _row,
    split="sort",
)
