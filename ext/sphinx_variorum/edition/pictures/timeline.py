"""Texts, events and counter-sources in the order of time."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.claims import claim_link
from sphinx_variorum.edition.pictures.claims_matrix import text_name
from sphinx_variorum.edition.pictures.shapes import Drawing, Event, Lane, Sentence, Timeline
from sphinx_variorum.edition.tables import Row, Table, Words, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.names.records import Name

_DATE = re.compile(r"(?<!\d)(\d{4}(?:-\d\d(?:-\d\d)?)?)(?!\d)")
#: The axis begins so that at most this share of the works are older.
_OLDER = 0.05

#: A date (start, end), what it is the date of, and its label in the picture.
_Dated = tuple[tuple[str, str], Words, str]


def span(text: str) -> tuple[str, str]:
    """The first and last date of “1950–1953” or “c. 1920”, the last empty if there is one.

    Both are empty if none can be placed: there is none, or it is before Christ.
    """
    found = _DATE.findall(text)
    if not found or text.endswith("BC"):
        return "", ""
    return found[0], found[-1] if len(found) > 1 else ""


def timeline(edition: Edition) -> Drawing:
    """When the texts appeared, when what they speak of happened, and how old their counter-sources
    are.
    """
    texts = sorted(_texts(edition), key=lambda item: item[0])
    events = sorted(_events(edition), key=lambda item: (item[0], item[2]))
    years = _years(edition)
    dates = [day for place, _words, _label in (*texts, *events) for day in place if day]
    ordered = sorted(years.elements())
    shown = ordered[int(len(ordered) * _OLDER) :]
    every = [*(int(day[:4]) for day in dates), *shown]
    first = min(every, default=0) // 10 * 10
    counts = tuple((year, years[year]) for year in sorted(years) if year >= first)
    lanes = [
        Lane(words, role, tuple(Event(label, *place) for place, _words, label in dated))
        for words, role, dated in (
            (Words("texts", interface=True), "beside", texts),
            (Words("events", interface=True), "need", events),
        )
        if dated
    ]
    values = (
        ("texts", len(texts)),
        ("events", len(events)),
        ("works", years.total()),
        ("first", min([*(int(day[:4]) for day in dates), *ordered], default=0)),
        ("last", max(every, default=0)),
    )
    columns = (gettext_noop("date"), gettext_noop("kind"), gettext_noop("what"))
    rows = tuple(_rows(texts, events, years))
    return Drawing(
        "timeline",
        Sentence(gettext_noop("Texts, events and counter-sources over time")),
        Sentence(
            gettext_noop(
                "From %(first)d to %(last)d: texts, %(texts)d; events, %(events)d; "
                "counter-sources with a date, %(works)d, by the year in which they appeared."
            ),
            values,
        ),
        Timeline(
            first,
            max(every),
            tuple(lanes),
            Words("counter-sources", interface=True),
            counts,
            years.total() - sum(count for _year, count in counts),
        )
        if every
        else None,
        Table("timeline", columns, rows, len(rows)),
    )


def _texts(edition: Edition) -> Iterator[_Dated]:
    for source in edition.sources.values():
        work = edition.works.get(source.entry)
        place = span(work.date or work.year) if work else ("", "")
        if place[0]:
            name = text_name(source)._replace(text=source.title)
            yield place, name, source.siglum or source.title


def _events(edition: Edition) -> Iterator[_Dated]:
    """Events among the names, and claims of which the editors say a date."""
    names: Mapping[str, Name] = getattr(edition, "names", {})
    for name in names.values():
        place = span(name.begin or name.end)
        if name.kind == "event" and place[0]:
            end = span(name.end)[0] if name.begin else ""
            yield (place[0], end if end != place[0] else ""), Words(name.name), name.name
    for claim in edition.claims.values():
        place = span(claim.date)
        if place[0]:
            yield place, claim_link(edition, claim.ident), claim.title


def _years(edition: Edition) -> Counter[int]:
    """How many works that are set against a text are of which year."""
    edited = {source.entry for source in edition.sources.values()}
    cited = (
        edition.works[key]
        for key, uses in edition.uses.items()
        if key in edition.works and key not in edited and any(use.annotation for use in uses)
    )
    starts = (span(work.date or work.year)[0] for work in cited)
    return Counter(int(start[:4]) for start in starts if start)


def _rows(texts: list[_Dated], events: list[_Dated], years: Counter[int]) -> Iterator[Row]:
    dated = [
        (start, 0, _cells(start, end, Words(kind, interface=True), words))
        for kind, found in ((gettext_noop("text"), texts), (gettext_noop("event"), events))
        for (start, end), words, _label in found
    ]
    counted = [
        (
            str(year),
            1,
            _cells(str(year), "", Words("counter-sources", interface=True), Words(str(count))),
        )
        for year, count in years.items()
    ]
    for _start, _place, cells in sorted([*dated, *counted], key=lambda item: item[:2]):
        yield Row("", "", cells)


def _cells(
    start: str, end: str, kind: Words, what: Words
) -> tuple[tuple[Words, ...], tuple[Words, ...], tuple[Words, ...]]:
    until = (Words("–"), Words(end, style="date")) if end else ()
    return (Words(start, style="date"), *until), (kind,), (what,)
