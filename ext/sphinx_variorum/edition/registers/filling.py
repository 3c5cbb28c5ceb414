"""Filling a register: its rows are filtered, sorted, cut off, split and grouped, in this order."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sphinx_variorum.edition.filters import Field, Kind, parse, parse_group, parse_sort
from sphinx_variorum.edition.records import number_slug
from sphinx_variorum.edition.registers.parting import (
    Bucket,
    Entry,
    initial,
    is_long,
    parts_of,
    weight,
)
from sphinx_variorum.edition.tables import Group, Part, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import order, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_variorum.edition.filters import Record, Scalar
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Register
    from sphinx_variorum.edition.registers.kind import RegisterKind

_Subject = tuple[Any, "Record"]
_NOT_GIVEN = gettext_noop("not given")
_YES, _NO = gettext_noop("yes"), gettext_noop("no")


def filled(edition: Edition, register: Register, kind: RegisterKind) -> Table:
    """The table of a register that was asked for in terms of `kind` (`asking.ask`)."""
    titles = register.columns or kind.columns
    if register.fault:
        return Table(register.kind, titles, (), fault=register.fault)
    subjects = list(kind.subjects(edition))
    if register.filter:
        wanted = parse(register.filter, kind.fields)
        subjects = [subject for subject in subjects if wanted.matches(subject[1])]
    for key in reversed(parse_sort(register.sort, kind.fields) if register.sort else ()):
        place = _place_in(edition, key.field)
        subjects = _sorted(subjects, key.field, place, descending=key.descending)
    total = len(subjects)
    if register.most:
        subjects = subjects[: register.most]
    shown = [kind.columns.index(title) for title in titles]
    entries: list[Entry] = []
    for subject, values in subjects:
        row = kind.row(edition, subject)
        if register.columns:
            row = row._replace(cells=tuple(row.cells[place] for place in shown))
        entries.append(Entry(values, row, weight(row) if edition.splits else 0))
    group = parse_group(register.group, kind.fields) if register.group else None

    def table(some: Sequence[Entry]) -> Table:
        groups, ordered = _grouped(edition, register.kind, some, group) if group else ((), some)
        rows = tuple(entry.row for entry in ordered)
        return Table(register.kind, titles, rows, len(rows), groups=groups)

    whole = table(entries)._replace(
        total=total, whole=edition.register_page(register.kind) if register.most else ""
    )
    if not edition.splits:
        return whole

    def pages_by(name: str) -> tuple[Part, ...]:
        field = parse_group(name, kind.fields)
        return tuple(parts_of(field, _buckets(edition, entries, field, initial), table))

    by = register.split or register.group or kind.split
    return whole._replace(
        parts=pages_by(by) if by and is_long(entries) else (),
        selections=tuple(part for name in register.pages for part in pages_by(name)),
    )


def _given(values: Record, field: Field) -> Sequence[Scalar]:
    """What there is in a field, as a sequence; an empty string is nothing."""
    value = values.get(field.name)
    if value is None or value == "":
        return ()
    if isinstance(value, str) or not isinstance(value, Collection):
        return (value,)
    return [each for each in value if each != ""]


def _place_in(edition: Edition, field: Field) -> Callable[[Scalar], Any]:
    """What the values of a field are sorted by.

    Words follow their closed list, texts and passages the edition, all else letters and numbers.
    """
    if field.kind is Kind.WORD:
        places = order(field.scheme)
        return lambda value: places.get(str(value), len(places))
    if field.name in ("source", "passage"):
        known = edition.sources if field.name == "source" else edition.passages
        at = {ident: place for place, ident in enumerate(known)}
        return lambda value: (at.get(str(value), len(at)), str(value))
    if field.kind in (Kind.NUMBER, Kind.YES_OR_NO):
        return lambda value: value
    return lambda value: (str(value).casefold(), str(value))


def _sorted(
    subjects: list[_Subject],
    field: Field,
    place: Callable[[Scalar], Any],
    *,
    descending: bool,
) -> list[_Subject]:
    """Stable; what has no value comes last either way."""
    given = [subject for subject in subjects if _given(subject[1], field)]
    rest = [subject for subject in subjects if not _given(subject[1], field)]
    given.sort(
        key=lambda subject: min(place(value) for value in _given(subject[1], field)),
        reverse=descending,
    )
    return given + rest


def _buckets(
    edition: Edition,
    entries: Iterable[Entry],
    field: Field,
    key: Callable[[Scalar, Field], Scalar],
) -> Iterator[Bucket]:
    """The entries by what `key` makes of their values of `field`.

    An entry with several values stands under each of them; those without one come last.
    """
    members: dict[Scalar, list[Entry]] = {}
    rest: list[Entry] = []
    for entry in entries:
        values = dict.fromkeys(key(value, field) for value in _given(entry.values, field))
        for value in values:
            members.setdefault(value, []).append(entry)
        if not values:
            rest.append(entry)
    for value in sorted(members, key=_place_in(edition, field)):
        yield Bucket(str(value), _said(edition, field, value), members[value])
    if rest:
        yield Bucket("", (Words(_NOT_GIVEN, interface=True),), rest)


def _grouped(
    edition: Edition, kind: str, entries: Iterable[Entry], field: Field
) -> tuple[tuple[Group, ...], list[Entry]]:
    """The groups by the values of `field`, and the entries in their order."""
    groups: list[Group] = []
    ordered: list[Entry] = []
    for bucket in _buckets(edition, entries, field, lambda value, _field: value):
        slug = number_slug(bucket.slug.casefold())
        anchor = f"{kind}.{field.name}.{slug}" if slug else f"{kind}.{field.name}"
        groups.append(Group(anchor, bucket.words, len(ordered)))
        ordered += bucket.entries
    return tuple(groups), ordered


def _said(edition: Edition, field: Field, value: Scalar) -> tuple[Words, ...]:
    """A value as the heading of its group."""
    if field.kind is Kind.WORD:
        return (Words(term(field.scheme, str(value)).label, interface=True),)
    if field.kind is Kind.YES_OR_NO:
        return (Words(_YES if value else _NO, interface=True),)
    if field.name == "source" and value in edition.sources:
        source = edition.sources[str(value)]
        return (Words(source.title, source.docname, source.anchor),)
    if field.name == "passage" and value in edition.passages:
        passage = edition.passages[str(value)]
        return (Words(edition.label(passage.ident), passage.docname, passage.anchor),)
    if field.name == "claim" and value in edition.claims:
        claim = edition.claims[str(value)]
        return (Words(claim.title, claim.docname, claim.anchor),)
    if field.kind is Kind.DATE:
        return (Words(str(value), style="date"),)
    return (Words(str(value)),)
