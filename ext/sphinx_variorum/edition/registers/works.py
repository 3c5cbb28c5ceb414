"""The register of works: each with every place that uses it, and how."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sphinx_variorum.edition.cells import (
    caveat_words,
    locator_words,
    passage_words,
    run_words,
    work_anchor,
)
from sphinx_variorum.edition.registers.kind import (
    RegisterKind,
    day,
    ident,
    number,
    word,
    words,
)
from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import order, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.bibliography import Work
    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition, Use

#: How a work is used, where it is not by a relation.
_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "note": gettext_noop("note"),
        "evidence": gettext_noop("evidence"),
        "mention": gettext_noop("mentioned"),
    }
)


def _subjects(edition: Edition) -> Iterator[tuple[Work, Record]]:
    """The works that are cited, by author and year."""
    cited = [edition.works[key] for key in edition.uses if key in edition.works]
    for work in sorted(cited, key=lambda work: (work.sort_key, work.key)):
        yield work, _values(edition, work)


def _values(edition: Edition, work: Work) -> dict[str, Any]:
    uses = edition.uses[work.key]
    relations = {use.role for use in uses} & order("relation").keys()
    sources = dict.fromkeys(
        use.annotation.source if use.annotation else use.source.ident if use.source else ""
        for use in uses
    )
    return {
        "key": work.key,
        "author": work.author,
        "title": work.title,
        "date": work.date if is_date(work.date) else "",
        "grade": work.grade,
        "origin": work.origin,
        "caveat": work.caveat,
        "relation": tuple(relations),
        "source": tuple(filter(None, sources)),
        "uses": len(uses),
    }


def _use_words(edition: Edition, use: Use) -> Cell:
    """One use: where, and as what."""
    if use.source is not None:
        return (
            Words(use.source.siglum or use.source.ident, use.source.docname, use.source.anchor),
            Words(" ("),
            Words("the text edited here", interface=True),
            Words(")"),
        )
    said = _ROLES.get(use.role) or term("relation", use.role).label
    where: Cell
    if use.annotation is not None:
        where = passage_words(edition, use.annotation.passage, use.annotation)
    else:
        page = edition.pages[use.docname]
        source = page.sources[0] if page.sources else None
        shown = source.siglum or source.title if source else page.title or use.docname
        where = (Words(shown, use.docname, source.anchor if source else ""),)
    located = (Words(", "), *locator_words(use.locator)) if use.locator else ()
    return (*where, Words(" ("), Words(said, interface=True), *located, Words(")"))


def _row(edition: Edition, work: Work) -> Row:
    uses: list[Words] = []
    for use in edition.uses[work.key]:
        if uses:
            uses.append(Words("; "))
        uses.extend(_use_words(edition, use))
    reference = run_words(work.runs)
    if work.caveat:
        reference = (*reference, Words(" ["), *caveat_words(work.caveat), Words("]"))
    return Row(work_anchor(work.key), work.kind, (reference, tuple(uses)))


WORKS = RegisterKind(
    ("reference", "cited at"),
    (
        ident("key"),
        words("author"),
        words("title"),
        day("date"),
        words("grade"),
        ident("origin"),
        words("caveat"),
        word("relation", "relation", several=True),
        ident("source", several=True),
        number("uses"),
    ),
    _subjects,
    _row,
)
