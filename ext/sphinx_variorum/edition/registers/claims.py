"""The register of claims: which texts speak to each, and what the editors judge."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import passage_words, term_words
from sphinx_variorum.edition.claims import claim_link, claims
from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.registers.kind import (
    RegisterKind,
    day,
    ident,
    number,
    word,
    words,
    yes_or_no,
)
from sphinx_variorum.edition.tables import Cell, Row, Words
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.claims import Standing
    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def _subjects(edition: Edition) -> Iterator[tuple[Standing, Record]]:
    """All claims, those first to which most texts speak."""
    for standing in sorted(claims(edition), key=lambda item: -len(item.sources)):
        claim = standing.claim
        yield (
            standing,
            {
                "claim": standing.ident,
                "title": standing.words,
                "statement": claim.statement if claim else "",
                "verdict": claim.verdict if claim else "",
                "aspect": claim.aspect if claim else "",
                "certainty": claim.certainty if claim else "",
                "judged": claim.judged if claim else "",
                "disputed": standing.disputed,
                "source": standing.sources,
                "texts": len(standing.sources),
                "stance": tuple({item.position.stance for item in standing.speaking}),
            },
        )


def _row(edition: Edition, standing: Standing) -> Row:
    verdict = standing.claim.verdict if standing.claim else ""
    return Row(
        f"row.claim.{standing.ident}",
        "disputed" if standing.disputed else "",
        (
            (claim_link(edition, standing.ident)._replace(style="label"),),
            _texts(edition, standing),
            term_words("verdict", verdict),
            _judgement(standing),
        ),
    )


def _texts(edition: Edition, standing: Standing) -> Cell:
    """Where the texts speak to it, in runs of one text and one stance: “D 5, D 7 (asserts)”."""
    places: dict[tuple[str, str], dict[str, Annotation]] = {}
    for item in standing.speaking:
        run = places.setdefault((item.source, item.position.stance), {})
        run.setdefault(item.passage, item)
    said: list[Words] = []
    for (_source, stance), run in places.items():
        if said:
            said.append(Words("; "))
        for index, (passage, item) in enumerate(run.items()):
            if index:
                said.append(Words(", "))
            said += passage_words(edition, passage, item)
        if stance:
            said += (Words(" ("), *term_words("stance", stance), Words(")"))
    return tuple(said)


def _judgement(standing: Standing) -> Cell:
    """How often the editors judged which way: “3 × contradicted by”."""
    relations = Counter(
        item.detail.relation
        for item in standing.speaking
        if isinstance(item.detail, CounterSource) and item.detail.relation
    )
    said: list[Words] = []
    for relation, count in relations.most_common():
        if said:
            said.append(Words("; "))
        said += (
            Words(f"{count} × "),
            Words(term("relation", relation).label, interface=True),
        )
    return tuple(said)


CLAIMS = RegisterKind(
    ("claim", "texts that speak to it", "verdict", "editors' judgement"),
    (
        ident("claim"),
        words("title"),
        words("statement"),
        word("verdict", "verdict"),
        word("aspect", "aspect"),
        word("certainty", "certainty"),
        day("judged"),
        yes_or_no("disputed"),
        ident("source", several=True),
        number("texts"),
        word("stance", "stance", several=True),
    ),
    _subjects,
    _row,
    split="title",
)
