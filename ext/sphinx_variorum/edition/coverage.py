"""Coverage: how much of what a text says has been held against something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.claims import BACKING, COUNTERING, claims
from sphinx_variorum.edition.figures import annotations_on
from sphinx_variorum.edition.origins import origin_of
from sphinx_variorum.edition.records import CounterSource, Need
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_variorum.edition.claims import Standing
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source

_JUDGING = BACKING | COUNTERING | {"qualifies"}
_SAYING = frozenset({"asserts", "denies", "assumes", "qualifies", "mirrors"})
#: The kind of annotation that is no finding about a text, but what the editors owe.
OWED = "editorial-need"


class Coverage(NamedTuple):
    """What is counted of some texts.

    `claims` are the factual ones on which they take a stance, `sourced` those of them that are held
    against an independent source. `words` are those quoted, `supported`, `qualified` and
    `contradicted` numbers of counter-sources.
    """

    claims: int
    sourced: int
    needs: int
    settled: int
    passages: int
    bare: int
    words: int
    notes: int
    supported: int
    qualified: int
    contradicted: int


def coverage_of(edition: Edition, sources: Sequence[Source]) -> Coverage:
    """Count what there is of `sources`; a claim to which several of them speak counts once."""
    names = {source.ident for source in sources}
    own = frozenset(source.entry for source in edition.sources.values() if source.entry)
    factual = [
        claim
        for claim in claims(edition)
        if is_factual(claim)
        and any(set(claim.stances_of(text)) & _SAYING for text in claim.sources if text in names)
    ]
    notes = [
        item for source in sources for item in annotations_on(edition, source) if item.kind != OWED
    ]
    passages = [passage for source in sources for passage in edition.passages_of[source.ident]]
    noted = {item.passage for item in notes}
    needs = [item.detail.status for item in notes if isinstance(item.detail, Need)]
    relations = [item.detail.relation for item in notes if isinstance(item.detail, CounterSource)]
    return Coverage(
        claims=len(factual),
        sourced=sum(has_independent_source(edition, claim, own) for claim in factual),
        needs=len(needs),
        settled=sum(term("need-status", status).settled for status in needs),
        passages=len(passages),
        bare=sum(passage.ident not in noted for passage in passages),
        words=sum(passage.words for passage in passages),
        notes=len(notes),
        supported=sum(relation in BACKING for relation in relations),
        qualified=sum(relation == "qualifies" for relation in relations),
        contradicted=sum(relation in COUNTERING for relation in relations),
    )


def is_factual(claim: Standing) -> bool:
    """Whether a claim is about what is so; one that nobody judged by another aspect is."""
    return claim.claim is None or claim.claim.aspect in ("", "fact")


def has_independent_source(edition: Edition, claim: Standing, edited: frozenset[str]) -> bool:
    """Whether a work that neither is one of the texts (`edited`, their keys) nor takes its facts
    from one bears the claim out, qualifies it or tells against it.
    """
    return any(
        key in edition.works and key not in edited and origin_of(key, edition.works) not in edited
        for item in claim.speaking
        if isinstance(item.detail, CounterSource) and item.detail.relation in _JUDGING
        for key, _locator in item.cites
    )
