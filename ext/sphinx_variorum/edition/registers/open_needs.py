"""Open needs, one at a time: rows of the page that gives a reader one to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import lemma_words, passage_words, quoted_words
from sphinx_variorum.edition.need_history import is_settled
from sphinx_variorum.edition.records import Need
from sphinx_variorum.edition.registers.annotations import NEEDS
from sphinx_variorum.edition.registers.kind import RegisterKind
from sphinx_variorum.edition.tables import Cell, Row, Words
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def _subjects(edition: Edition) -> Iterator[tuple[Annotation, Record]]:
    for aged, values in NEEDS.subjects(edition):
        if not is_settled(aged.need.status):
            yield aged.annotation, values


def _row(edition: Edition, annotation: Annotation) -> Row:
    need = annotation.detail
    assert isinstance(need, Need)
    passage = edition.passages[annotation.passage]
    return Row(
        f"take.{annotation.anchor}",
        need.status,
        (
            passage_words(edition, annotation.passage, annotation),
            (quoted_words(edition, annotation.passage, passage.excerpt),),
            lemma_words(edition, annotation),
            _missing(need),
            _searched(need),
        ),
    )


def _missing(need: Need) -> Cell:
    label = term("need-type", need.type or "citation").label
    words = (Words(label, interface=True, style="label"),)
    if not need.reason:
        return words
    reason = Words(term("need-reason", need.reason).label, interface=True)
    return (*words, Words(" ("), reason, Words(")"))


def _searched(need: Need) -> Cell:
    words: list[Words] = []
    for search in need.searched:
        if words:
            words.append(Words("; "))
        words += (Words(search.date, style="date"), Words(f": {search.where} — {search.result}"))
    return tuple(words) or (Words("nowhere yet", interface=True),)


OPEN_NEEDS = RegisterKind(
    ("passage", "words", "lemma", "what is missing", "already searched"),
    NEEDS.fields,
    _subjects,
    _row,
)
