"""Claims and all that speaks to them: what the texts say, and what the editors judge.

A claim has a page of its own (the directive ``claim``). An edition that has no such page yet can
still name claims on its annotations; they are then known by their ids alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import passage_words
from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.tables import Cell, Row, Words
from sphinx_variorum.edition.vocabulary import order, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation, Claim

#: Stands for the scheme of a field that takes ``yes`` or ``no``.
YES_OR_NO = "yes or no"

ASSERTING = frozenset({"asserts"})
OPPOSING = frozenset({"denies", "qualifies"})
BACKING = frozenset({"supports", "confirms"})
COUNTERING = frozenset({"contradicts", "refutes", "corrects"})


class Standing(NamedTuple):
    """A claim, its record if it has a page, and the annotations on words that speak to it, in the
    edition's order.
    """

    ident: str
    claim: Claim | None
    speaking: tuple[Annotation, ...]

    @property
    def words(self) -> str:
        """The claim as a reader sees it: its title, or the words of its id."""
        return self.claim.title if self.claim else claim_words(self.ident)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the texts that speak to it, in the edition's order."""
        return tuple(dict.fromkeys(item.source for item in self.speaking))

    @property
    def disputed(self) -> bool:
        """Whether one text asserts what another denies or qualifies, or whether some
        counter-sources bear it out and others tell against it.
        """
        stances: dict[str, set[str]] = {}
        relations: set[str] = set()
        for item in self.speaking:
            stances.setdefault(item.position.stance, set()).add(item.source)
            if isinstance(item.detail, CounterSource):
                relations.add(item.detail.relation)
        asserting = set().union(*(stances.get(stance, set()) for stance in ASSERTING))
        opposing = set().union(*(stances.get(stance, set()) for stance in OPPOSING))
        texts_differ = bool(asserting and opposing) and len(asserting | opposing) > 1
        return texts_differ or bool(relations & BACKING and relations & COUNTERING)

    def stances_of(self, source: str) -> tuple[str, ...]:
        """The stances of a text, in the order of the closed list; empty if it gives none."""
        found = {item.position.stance for item in self.speaking if item.source == source}
        return tuple(sorted(filter(None, found), key=order("stance").__getitem__))


def claim_words(ident: str) -> str:
    """What a claim without a page is called."""
    words = ident.replace("-", " ")
    return words[:1].upper() + words[1:]


def standing(edition: Edition, ident: str) -> Standing:
    """The claim `ident` with what speaks to it."""
    places = edition.places
    speaking = [item for item in edition.speaking_to.get(ident, ()) if item.ident in places]
    speaking.sort(key=lambda item: places[item.ident])
    return Standing(ident, edition.claims.get(ident), tuple(speaking))


def claims(edition: Edition) -> list[Standing]:
    """All claims: those with a page in the edition's order; then the others, those first to which
    most texts speak, then most annotations, then by id.
    """
    paged = [standing(edition, ident) for ident in edition.claims]
    others = [
        standing(edition, ident) for ident in edition.speaking_to if ident not in edition.claims
    ]
    others = [item for item in others if item.speaking]
    others.sort(key=lambda item: (-len(item.sources), -len(item.speaking), item.ident))
    return [*paged, *others]


def claim_link(edition: Edition, ident: str) -> Words:
    """A claim as a reader sees it, linked to its page."""
    claim = edition.claims.get(ident)
    if claim is None:
        return Words(claim_words(ident))
    return Words(claim.title, claim.docname, claim.anchor)


def claim_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the register of claims; `wanted` may have ``disputed``: ``yes`` or ``no``, and
    ``verdict``.
    """
    for claim in sorted(claims(edition), key=lambda item: -len(item.sources)):
        disputed = "yes" if claim.disputed else "no"
        verdict = claim.claim.verdict if claim.claim else ""
        if wanted.get("disputed", disputed) != disputed:
            continue
        if wanted.get("verdict", verdict) != verdict:
            continue
        yield Row(
            f"row.claim.{claim.ident}",
            "disputed" if claim.disputed else "",
            (
                (claim_link(edition, claim.ident)._replace(style="label"),),
                _texts(edition, claim),
                (Words(term("verdict", verdict).label, interface=True),) if verdict else (),
                _judgement(claim),
            ),
        )


def _texts(edition: Edition, claim: Standing) -> Cell:
    """Where the texts speak to it, in runs of one text and one stance: “D 5, D 7 (asserts)”."""
    places: dict[tuple[str, str], dict[str, Annotation]] = {}
    for item in claim.speaking:
        run = places.setdefault((item.source, item.position.stance), {})
        run.setdefault(item.passage, item)
    words: list[Words] = []
    for (_source, stance), run in places.items():
        if words:
            words.append(Words("; "))
        for index, (passage, item) in enumerate(run.items()):
            if index:
                words.append(Words(", "))
            words += passage_words(edition, passage, item)
        if stance:
            words += (Words(" ("), Words(term("stance", stance).label, interface=True), Words(")"))
    return tuple(words)


def _judgement(claim: Standing) -> Cell:
    """How often the editors judged which way: “3 × contradicted by”."""
    relations = Counter(
        item.detail.relation
        for item in claim.speaking
        if isinstance(item.detail, CounterSource) and item.detail.relation
    )
    words: list[Words] = []
    for relation, count in relations.most_common():
        if words:
            words.append(Words("; "))
        words += (
            Words(f"{count} × "),
            Words(term("relation", relation).label, interface=True),
        )
    return tuple(words)
