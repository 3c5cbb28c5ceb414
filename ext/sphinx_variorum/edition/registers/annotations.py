"""Registers of annotations: needs, counter-sources, corrections, variants and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_variorum.edition.cells import (
    citation_words,
    lemma_words,
    passage_words,
    quoted_words,
    term_words,
)
from sphinx_variorum.edition.day import day_of
from sphinx_variorum.edition.needs_over_time import lifetime, needs
from sphinx_variorum.edition.records import Correction, CounterSource, Need, Note, Variant
from sphinx_variorum.edition.registers.kind import (
    ANNOTATION_FIELDS,
    RegisterKind,
    annotation_values,
    day,
    ident,
    number,
    word,
    words,
)
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation, Detail


def _of_sort(
    sort: type[Detail], values: Callable[[Any], dict[str, Any]]
) -> Callable[[Edition], Iterator[tuple[Annotation, Record]]]:
    """The annotations whose detail is of `sort`, with the values it gives."""

    def subjects(edition: Edition) -> Iterator[tuple[Annotation, Record]]:
        for annotation in edition.annotations_in_order():
            if isinstance(annotation.detail, sort):
                yield annotation, {**annotation_values(annotation), **values(annotation.detail)}

    return subjects


def _label(scheme: str, slug: str) -> Cell:
    return tuple(said._replace(style="label") for said in term_words(scheme, slug))


def _row(edition: Edition, annotation: Annotation, kind: str, *cells: Cell) -> Row:
    """A row of an annotation: its passage, its lemma, and what its kind has beside them."""
    passage = passage_words(edition, annotation.passage, annotation)
    lemma = lemma_words(edition, annotation)
    return Row(f"row.{annotation.anchor}", kind, (passage, lemma, *cells))


class _AgedNeed(NamedTuple):
    """A need, the annotation that it is the detail of, and its age in days if that is known."""

    annotation: Annotation
    need: Need
    age: int | None


def _aged_needs(edition: Edition) -> Iterator[tuple[_AgedNeed, Record]]:
    today = day_of(edition)
    for annotation, need in needs(edition):
        aged = _AgedNeed(annotation, need, lifetime(need, today))
        yield aged, {**annotation_values(annotation), **_need_values(need), "age": aged.age}


def _need_values(detail: Need) -> dict[str, Any]:
    return {
        "status": detail.status,
        "type": detail.type,
        "reason": detail.reason,
        "priority": detail.priority,
        "opened": detail.opened,
        "resolved": detail.resolved,
        "by": detail.by,
    }


def _days_said(days: int | None) -> Cell:
    if days is None:
        return ()
    unit = gettext_noop("day") if days == 1 else gettext_noop("days")
    return (Words(f"{days}\u00a0"), Words(unit, interface=True))


def _need_row(edition: Edition, aged: _AgedNeed) -> Row:
    annotation, detail, days = aged
    return _row(
        edition,
        annotation,
        detail.status,
        term_words("need-type", detail.type),
        _label("need-status", detail.status),
        (Words(detail.opened, style="date"),) if detail.opened else (),
        _days_said(days),
        citation_words(edition, annotation.cites),
    )


NEEDS = RegisterKind(
    ("passage", "lemma", "type", "status", "opened", "age", "evidence"),
    (
        word("status", "need-status"),
        word("type", "need-type"),
        word("reason", "need-reason"),
        word("priority", "priority"),
        day("opened"),
        day("resolved"),
        number("age"),
        words("by"),
        *ANNOTATION_FIELDS,
    ),
    _aged_needs,
    _need_row,
    split="source",
)


def _counter_source_values(detail: CounterSource) -> dict[str, Any]:
    return {
        "relation": detail.relation,
        "certainty": detail.certainty,
        "credibility": detail.credibility,
        "counter-passage": detail.counter_passage,
        "consulted": detail.consulted,
    }


def _counter_source_row(edition: Edition, annotation: Annotation) -> Row:
    detail = annotation.detail
    assert isinstance(detail, CounterSource)
    cited = citation_words(edition, annotation.cites)
    if detail.counter_passage:
        other = passage_words(edition, detail.counter_passage)
        cited = (*cited, Words("; "), *other) if cited else other
    return _row(
        edition,
        annotation,
        detail.relation,
        _label("relation", detail.relation),
        cited,
        term_words("certainty", detail.certainty),
    )


COUNTER_SOURCES = RegisterKind(
    ("passage", "lemma", "relation", "source", "certainty"),
    (
        word("relation", "relation"),
        word("certainty", "certainty"),
        word("credibility", "credibility"),
        ident("counter-passage"),
        day("consulted"),
        *ANNOTATION_FIELDS,
    ),
    _of_sort(CounterSource, _counter_source_values),
    _counter_source_row,
    split="source",
)


def _correction_row(edition: Edition, annotation: Annotation) -> Row:
    detail = annotation.detail
    assert isinstance(detail, Correction)
    return _row(
        edition,
        annotation,
        "",
        (quoted_words(edition, annotation.passage, detail.reading),),
        (Words(detail.type),) if detail.type else (),
    )


CORRECTIONS = RegisterKind(
    ("passage", "lemma", "reading", "type"),
    (words("reading"), words("type"), *ANNOTATION_FIELDS),
    _of_sort(Correction, lambda detail: {"reading": detail.reading, "type": detail.type}),
    _correction_row,
    split="source",
)


def _variant_row(edition: Edition, annotation: Annotation) -> Row:
    detail = annotation.detail
    assert isinstance(detail, Variant)
    return _row(
        edition,
        annotation,
        "",
        (quoted_words(edition, annotation.passage, detail.reading),),
        (Words(" ".join(detail.sigla)),),
    )


VARIANTS = RegisterKind(
    ("passage", "lemma", "reading", "witnesses"),
    (words("reading"), words("witness", several=True), words("proof"), *ANNOTATION_FIELDS),
    _of_sort(
        Variant,
        lambda detail: {
            "reading": detail.reading,
            "witness": detail.sigla,
            "proof": detail.proof,
        },
    ),
    _variant_row,
    split="source",
)


def _note_row(edition: Edition, annotation: Annotation) -> Row:
    detail = annotation.detail
    assert isinstance(detail, Note)
    return _row(
        edition,
        annotation,
        detail.type,
        term_words("note-type", detail.type),
        citation_words(edition, annotation.cites),
    )


NOTES = RegisterKind(
    ("passage", "lemma", "type", "works"),
    (
        word("type", "note-type"),
        word("labels", "rhetoric", several=True),
        *ANNOTATION_FIELDS,
    ),
    _of_sort(Note, lambda detail: {"type": detail.type, "labels": detail.labels}),
    _note_row,
    split="source",
)
