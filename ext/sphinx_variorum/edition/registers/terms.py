"""The legend: the words of the closed lists that the edition uses, with what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.registers.kind import RegisterKind, ident, number, words
from sphinx_variorum.edition.tables import Row, Words
from sphinx_variorum.edition.term_use import READ, uses
from sphinx_variorum.edition.vocabulary import schemes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.vocabulary import Term


class _Used(NamedTuple):
    """A term, and how often it is used."""

    term: Term
    number: int


def _subjects(edition: Edition) -> Iterator[tuple[_Used, Record]]:
    """The terms that are used, in the order of their lists."""
    used = uses(edition)
    for name in READ:
        for term in schemes()[name].terms:
            count = used[name, term.slug]
            if count:
                yield (
                    _Used(term, count),
                    {"list": name, "term": term.slug, "label": term.label, "uses": count},
                )


def _row(_edition: Edition, subject: _Used) -> Row:
    term = subject.term
    label = Words(term.label, interface=True, style="label")
    # A grade is printed as its letter or number.
    grade = (Words(f"{term.slug} "),) if len(term.slug) == 1 else ()
    return Row(
        f"term.{term.scheme}.{term.slug}",
        term.scheme,
        (
            (*grade, label),
            (Words(term.definition, interface=True),),
            (Words(str(subject.number)),),
        ),
    )


TERMS = RegisterKind(
    ("term", "meaning", "uses"),
    (ident("list"), ident("term"), words("label"), number("uses")),
    _subjects,
    _row,
)
