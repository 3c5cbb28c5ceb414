"""Claims and texts: which text takes which stance on which claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.claims import claim_link, claims
from sphinx_variorum.edition.pictures.shapes import Drawing, Mark, Matrix, Sentence
from sphinx_variorum.edition.tables import Row, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import schemes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.claims import Standing
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source
    from sphinx_variorum.edition.tables import Cell

#: A text speaks to the claim and its editors say no stance.
SPEAKS = "speaks"

#: More rows than these no one takes in; the register of claims has them all.
MOST = 60


def stances(claim: Standing, source: str) -> tuple[str, ...]:
    """The stances of a text on a claim; `SPEAKS` alone if it speaks to it without one."""
    return claim.stances_of(source) or ((SPEAKS,) if source in claim.sources else ())


def text_name(source: Source) -> Words:
    """A text as a head or first cell names it: its siglum, linked."""
    return Words(source.siglum or source.title, source.docname, source.anchor)


def claims_matrix(edition: Edition) -> Drawing:
    """The matrix of claims and texts: those claims first to which most texts speak."""
    every = sorted(claims(edition), key=lambda claim: -len(claim.sources))
    shown = every[:MOST]
    texts = list(edition.sources.values())
    marks = tuple(
        Mark(row, column, stances(claim, text.ident))
        for row, claim in enumerate(shown)
        for column, text in enumerate(texts)
        if stances(claim, text.ident)
    )
    used = {kind for mark in marks for kind in mark.kinds}
    shape = Matrix(
        tuple(claim_link(edition, claim.ident) for claim in shown),
        tuple(text_name(text) for text in texts),
        marks,
        tuple((kind, _said(kind)) for kind in _kinds() if kind in used),
    )
    rows = tuple(_row(edition, claim, texts) for claim in shown)
    columns = (gettext_noop("claim"), *(text.siglum or text.title for text in texts))
    counted = (("claims", len(every)), ("texts", len(texts)), ("shown", len(shown)))
    notes: tuple[Sentence, ...] = ()
    if len(every) > MOST:
        said = gettext_noop("%(shown)d of %(claims)d claims, those to which most texts speak.")
        notes = (Sentence(said, counted),)
    return Drawing(
        "claims",
        Sentence(gettext_noop("Claims and texts")),
        Sentence(
            gettext_noop(
                "A grid of %(shown)d claims (rows) and %(texts)d texts (columns). A sign in a "
                "field says which stance the text takes on the claim; an empty field, that it does "
                "not speak of it. Claims at issue between texts: %(disputed)d."
            ),
            (*counted, ("disputed", sum(claim.disputed for claim in every))),
        ),
        shape if marks else None,
        Table("claims", columns, rows, len(every)),
        notes,
    )


def _kinds() -> Iterator[str]:
    yield from (term.slug for term in schemes()["stance"].terms)
    yield SPEAKS


def _said(kind: str) -> Words:
    if kind == SPEAKS:
        return Words("speaks of it", interface=True)
    return next(
        Words(term.label, interface=True) for term in schemes()["stance"].terms if term.slug == kind
    )


def _row(edition: Edition, claim: Standing, texts: list[Source]) -> Row:
    return Row(
        "",
        "disputed" if claim.disputed else "",
        (
            (claim_link(edition, claim.ident),),
            *(_cell(stances(claim, text.ident)) for text in texts),
        ),
    )


def _cell(kinds: tuple[str, ...]) -> Cell:
    words: list[Words] = []
    for kind in kinds:
        words += ((Words(", "),) if words else ()) + (_said(kind),)
    return tuple(words)
