"""The register of works: each with every place that uses it, and how."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sphinx_variorum.edition.cells import (
    caveat_words,
    citation_words,
    locator_words,
    passage_words,
    run_words,
    term_words,
    work_anchor,
)
from sphinx_variorum.edition.claims import BACKING, COUNTERING
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.origins import origin_of
from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.registers.crowded import MOST_PLACES, by_text
from sphinx_variorum.edition.registers.kind import (
    RegisterKind,
    day,
    ident,
    number,
    word,
    words,
    yes_or_no,
)
from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.tables import Cell, Row, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import order, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.bibliography import Work
    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition, Use

#: A work takes a side only if it is used as a counter-source at least so often.
FEWEST_FOR_A_SIDE = 2
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
    judged = [
        (use.annotation.source, use.role)
        for use in uses
        if use.annotation is not None and use.role in relations
    ]
    against = {source for source, role in judged if role in COUNTERING}
    sources = dict.fromkeys(
        use.annotation.source if use.annotation else use.source.ident if use.source else ""
        for use in uses
    )
    return {
        "key": work.key,
        "author": work.author,
        "title": work.title,
        "sort": work.sort_key,
        "date": work.date if is_date(work.date) else "",
        "grade": work.grade,
        "origin": work.origin,
        "caveat": work.caveat,
        "relation": tuple(relations),
        "source": tuple(filter(None, sources)),
        "for": tuple({source for source, role in judged if role in BACKING}),
        "against": tuple(against),
        "one-sided": (
            len(judged) >= FEWEST_FOR_A_SIDE
            and len(against) == 1
            and all((source in against and role in COUNTERING) for source, role in judged)
        ),
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
    detail = use.annotation.detail if use.annotation else None
    graded: Cell = ()
    if isinstance(detail, CounterSource) and detail.credibility:
        credibility = term_words("credibility", detail.credibility)
        graded = (Words(f"; {detail.credibility}: "), *credibility)
    return (*where, Words(" ("), Words(said, interface=True), *located, *graded, Words(")"))


def _where(edition: Edition, use: Use) -> tuple[str, str, str]:
    """The text of a use, empty if it is in none, and where it stands."""
    item, source = use.annotation, use.source
    if item is not None:
        return item.source, edition.docname_of(item), item.anchor
    return (source.ident, source.docname, source.anchor) if source else ("", use.docname, "")


def _judgement_words(edition: Edition, work: Work) -> Cell:
    """What the editors say of a work itself: its reliability with the reason, and its origin."""
    said: list[Words] = []
    if work.grade:
        reason = f": {work.grade_reason}" if work.grade_reason else ""
        said += (Words(" "), Words("Reliability", interface=True), Words(f" {work.grade}{reason}."))
    if work.origin:
        origin = edition.works.get(work.origin)
        said += (
            Words(" "),
            Words("Takes its facts from", interface=True),
            Words(" "),
            *citation_words(edition, [Citation(work.origin, "")]),
            Words("."),
        )
        if origin is not None and origin_of(work.key, edition.works) != work.origin:
            last = origin_of(work.key, edition.works)
            said += (
                Words(" "),
                Words("In the end they come from", interface=True),
                Words(" "),
                *citation_words(edition, [Citation(last, "")]),
                Words("."),
            )
    return tuple(said)


def _row(edition: Edition, work: Work) -> Row:
    found = edition.uses[work.key]
    uses: list[Words] = []
    if len(found) > MOST_PLACES:
        uses += by_text(edition, (_where(edition, use) for use in found))
    else:
        for use in found:
            if uses:
                uses.append(Words("; "))
            uses.extend(_use_words(edition, use))
    reference = run_words(work.runs)
    if work.caveat:
        reference = (*reference, Words(" ["), *caveat_words(work.caveat), Words("]"))
    reference = (*reference, *_judgement_words(edition, work))
    return Row(work_anchor(work.key), work.kind, (reference, tuple(uses)))


WORKS = RegisterKind(
    ("reference", "cited at"),
    (
        ident("key"),
        words("author"),
        words("title"),
        words("sort"),
        day("date"),
        words("grade"),
        ident("origin"),
        words("caveat"),
        word("relation", "relation", several=True),
        ident("source", several=True),
        ident("for", several=True),
        ident("against", several=True),
        yes_or_no("one-sided"),
        number("uses"),
    ),
    _subjects,
    _row,
    split="sort",
)
