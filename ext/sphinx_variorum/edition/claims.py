"""What the texts say to a claim, and what the editors judge: rows of the register of claims.

A claim is known by its slug alone, on the counter-sources that name it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import passage_words
from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.tables import Cell, Row, Words
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation

#: Stands for the scheme of a field that takes ``yes`` or ``no``.
YES_OR_NO = "yes or no"

_ASSERTING = frozenset({"asserts"})
_OPPOSING = frozenset({"denies", "qualifies"})
_BACKING = frozenset({"supports", "confirms"})
_COUNTERING = frozenset({"contradicts", "refutes", "corrects"})


class Claim(NamedTuple):
    """A claim and the counter-sources that name it, in the edition's order."""

    slug: str
    speaking: tuple[Annotation, ...]

    @property
    def words(self) -> str:
        """The claim as a reader sees it."""
        return self.slug.replace("-", " ")

    @property
    def sources(self) -> frozenset[str]:
        """The ids of the texts that speak to it."""
        return frozenset(item.passage.rpartition(":")[0] for item in self.speaking)

    @property
    def disputed(self) -> bool:
        """Whether one text asserts what another denies or qualifies, or whether some
        counter-sources bear it out and others tell against it.
        """
        stances: dict[str, set[str]] = {}
        relations: set[str] = set()
        for item in self.speaking:
            if isinstance(item.detail, CounterSource):
                source = item.passage.rpartition(":")[0]
                stances.setdefault(item.detail.stance, set()).add(source)
                relations.add(item.detail.relation)
        asserting = set().union(*(stances.get(stance, set()) for stance in _ASSERTING))
        opposing = set().union(*(stances.get(stance, set()) for stance in _OPPOSING))
        texts_differ = bool(asserting and opposing) and len(asserting | opposing) > 1
        return texts_differ or bool(relations & _BACKING and relations & _COUNTERING)


def claims(edition: Edition) -> list[Claim]:
    """All claims; those to which most texts speak first, then most annotations, then by slug."""
    order = {item: place for place, item in enumerate(edition.annotations_in_order())}
    found = [
        Claim(
            slug, tuple(sorted((item for item in speaking if item in order), key=order.__getitem__))
        )
        for slug, speaking in edition.speaking_to.items()
    ]
    return sorted(
        (claim for claim in found if claim.speaking),
        key=lambda claim: (-len(claim.sources), -len(claim.speaking), claim.slug),
    )


def claim_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the register of claims; `wanted` may have ``disputed``: ``yes`` or ``no``."""
    for claim in claims(edition):
        disputed = "yes" if claim.disputed else "no"
        if wanted.get("disputed", disputed) == disputed:
            yield Row(
                f"claim.{claim.slug}",
                "disputed" if claim.disputed else "",
                (
                    (Words(claim.words, style="label"),),
                    _texts(edition, claim),
                    _judgement(claim),
                ),
            )


def _texts(edition: Edition, claim: Claim) -> Cell:
    """Where the texts speak to it, in runs of one text and one stance: “D 5, D 7 (asserts)”."""
    places: dict[tuple[str, str], dict[str, Annotation]] = {}
    for item in claim.speaking:
        stance = item.detail.stance if isinstance(item.detail, CounterSource) else ""
        run = places.setdefault((item.passage.rpartition(":")[0], stance), {})
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


def _judgement(claim: Claim) -> Cell:
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
