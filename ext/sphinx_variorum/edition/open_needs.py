"""Open needs, one at a time: rows of the page that gives a reader one to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import lemma_words, passage_words, quoted_words
from sphinx_variorum.edition.records import Need
from sphinx_variorum.edition.tables import Cell, Row, Words
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def open_need_row(edition: Edition, annotation: Annotation) -> Row:
    """The row of a need: where, the words around, the lemma, what is missing, where was looked."""
    need = annotation.detail
    assert isinstance(need, Need)
    return Row(
        f"take.{annotation.anchor}",
        need.status,
        (
            passage_words(edition, annotation.passage, annotation),
            _around(edition, annotation),
            lemma_words(edition, annotation),
            _missing(need),
            _searched(need),
        ),
    )


def _around(edition: Edition, annotation: Annotation) -> Cell:
    passage = edition.passages[annotation.passage]
    return (quoted_words(edition, annotation.passage, passage.excerpt),)


def _missing(need: Need) -> Cell:
    words = [Words(term("need-type", need.type or "citation").label, interface=True, style="label")]
    if need.reason:
        words += (Words(" ("), Words(term("need-reason", need.reason).label, interface=True))
        words.append(Words(")"))
    return tuple(words)


def _searched(need: Need) -> Cell:
    words: list[Words] = []
    for search in need.searched:
        if words:
            words.append(Words("; "))
        words += (Words(search.date, style="date"), Words(f": {search.where} — {search.result}"))
    return tuple(words) or (Words("nowhere yet", interface=True),)
