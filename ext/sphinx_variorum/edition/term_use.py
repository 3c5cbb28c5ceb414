"""Which terms of the closed lists an edition uses, and how often."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.records import (
    Correction,
    CounterSource,
    EditorialNeed,
    Need,
    Note,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation

#: The closed lists whose terms a reader meets, in the order in which a legend has them.
READ = (
    "annotation-kind",
    "note-type",
    "rhetoric",
    "relation",
    "certainty",
    "credibility",
    "reliability",
    "need-type",
    "need-reason",
    "need-status",
    "no-need-reason",
    "priority",
    "correction-type",
    "verdict",
    "aspect",
    "stance",
    "rights",
    "name-kind",
)


def terms_of(item: Annotation) -> Iterator[tuple[str, str]]:
    """The terms by which an annotation is described: (list, slug), those not given left out."""
    for scheme, slug in (
        ("annotation-kind", item.kind),
        ("stance", item.position.stance),
        *_terms_of_detail(item),
    ):
        if slug:
            yield scheme, slug


def uses(edition: Edition) -> Counter[tuple[str, str]]:
    """How often each term is used: (list, slug), those that are not left out."""
    found: Counter[tuple[str, str]] = Counter()
    for item in edition.annotations_in_order():
        found.update(terms_of(item))
    for claim in edition.claims.values():
        found["verdict", claim.verdict] += 1
        found["aspect", claim.aspect] += 1
        found["certainty", claim.certainty] += 1
    found.update(("rights", source.rights) for source in edition.sources.values())
    found.update(("reliability", work.grade) for work in edition.works.values())
    found.update(("name-kind", name.kind) for name in edition.names.values())
    return Counter({term: number for term, number in found.items() if term[1]})


def _terms_of_detail(item: Annotation) -> tuple[tuple[str, str], ...]:
    match item.detail:
        case Note(type=kind, labels=labels):
            return (("note-type", kind), *(("rhetoric", label) for label in labels))
        case CounterSource(relation=relation, certainty=certainty, credibility=credibility):
            return (
                ("relation", relation),
                ("certainty", certainty),
                ("credibility", credibility),
            )
        case Need() as need:
            return (
                ("need-type", need.type),
                ("need-reason", need.reason),
                ("need-status", need.status),
                ("no-need-reason", need.no_need),
                ("priority", need.priority),
            )
        case Correction(type=kind):
            return (("correction-type", kind),)
        case EditorialNeed(priority=priority):
            return (("priority", priority),)
        case Variant():
            return ()
