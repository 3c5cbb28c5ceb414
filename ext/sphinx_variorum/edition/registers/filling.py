"""Filling a register: its rows are filtered, sorted, cut off and grouped, in this order."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sphinx_variorum.edition.filters import Field, Kind, parse, parse_group, parse_sort
from sphinx_variorum.edition.records import number_slug
from sphinx_variorum.edition.tables import Group, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import order, term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    groups: tuple[Group, ...] = ()
    if register.group:
        field = parse_group(register.group, kind.fields)
        groups, subjects = _grouped(edition, register.kind, subjects, field)
    shown = [kind.columns.index(title) for title in titles]
    rows = [kind.row(edition, subject) for subject, _values in subjects]
    return Table(
        register.kind,
        titles,
        tuple(row._replace(cells=tuple(row.cells[place] for place in shown)) for row in rows),
        total,
        edition.register_page(register.kind) if register.most else "",
        groups,
    )


def _values(subject: _Subject, field: Field) -> Sequence[Scalar]:
    """What a subject has in a field, as a sequence; an empty string is nothing."""
    value = subject[1].get(field.name)
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
    given = [subject for subject in subjects if _values(subject, field)]
    rest = [subject for subject in subjects if not _values(subject, field)]
    given.sort(
        key=lambda subject: min(place(value) for value in _values(subject, field)),
        reverse=descending,
    )
    return given + rest


def _grouped(
    edition: Edition, kind: str, subjects: list[_Subject], field: Field
) -> tuple[tuple[Group, ...], list[_Subject]]:
    """The groups by the values of `field`, and the subjects in their order.

    A subject with several values stands under each of them; those without one come last.
    """
    members: dict[Scalar, list[_Subject]] = {}
    rest: list[_Subject] = []
    for subject in subjects:
        values = _values(subject, field)
        for value in values:
            members.setdefault(value, []).append(subject)
        if not values:
            rest.append(subject)
    groups: list[Group] = []
    ordered: list[_Subject] = []
    for value in sorted(members, key=_place_in(edition, field)):
        slug = number_slug(str(value).casefold())
        anchor = f"{kind}.{field.name}.{slug}"
        groups.append(Group(anchor, _said(edition, field, value), len(ordered)))
        ordered += members[value]
    if rest:
        said = Words(_NOT_GIVEN, interface=True)
        groups.append(Group(f"{kind}.{field.name}", (said,), len(ordered)))
        ordered += rest
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
