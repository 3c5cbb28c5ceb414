"""Claims and all that speaks to them: what the texts say, and what the editors judge.

A claim has a page of its own (the directive ``claim``). An edition that has no such page yet can
still name claims on its annotations; they are then known by their ids alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.tables import Words
from sphinx_variorum.edition.vocabulary import order

if TYPE_CHECKING:
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation, Claim

ASSERTING = frozenset({"asserts"})
OPPOSING = frozenset({"denies", "qualifies"})
BACKING = frozenset({"supports", "confirms"})
COUNTERING = frozenset({"contradicts", "refutes", "corrects"})
_SIDES = (
    ("supports", BACKING),
    ("contradicts", COUNTERING),
    ("qualifies", frozenset({"qualifies"})),
)


def bearing(item: Annotation) -> str:
    """What a counter-source does to the claim that its words speak to: ``supports``,
    ``contradicts``, ``qualifies``, ``silent``, or nothing that could be said.

    Its relation is to the words. Where these deny the claim, what bears them out tells against it;
    where they accept it in part, what tells for or against them qualifies it. Words that turn
    the claim against the other side, or pass it over, decide nothing.
    """
    relation = item.detail.relation if isinstance(item.detail, CounterSource) else ""
    stance = item.position.stance
    if relation == "silent":
        return "silent"
    side = next((side for side, relations in _SIDES if relation in relations), "")
    if not side or stance in ("mirrors", "silent"):
        return ""
    if stance == "qualifies":
        return "qualifies"
    if stance == "denies":
        return {"supports": "contradicts", "contradicts": "supports"}.get(side, side)
    return side


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
        counter-sources bear it out and others tell against it (`bearing`).
        """
        stances: dict[str, set[str]] = {}
        bearings: set[str] = set()
        for item in self.speaking:
            stances.setdefault(item.position.stance, set()).add(item.source)
            bearings.add(bearing(item))
        asserting = set().union(*(stances.get(stance, set()) for stance in ASSERTING))
        opposing = set().union(*(stances.get(stance, set()) for stance in OPPOSING))
        texts_differ = bool(asserting and opposing) and len(asserting | opposing) > 1
        return texts_differ or {"supports", "contradicts"} <= bearings

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
