"""Which text disputes which: by what they say to one claim, and by what the editors set beside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.claims import ASSERTING, COUNTERING, OPPOSING, claims
from sphinx_variorum.edition.pictures.claims_matrix import text_name
from sphinx_variorum.edition.pictures.shapes import Drawing, Edge, Network, Node, Sentence
from sphinx_variorum.edition.records import CounterSource, Need
from sphinx_variorum.edition.tables import Row, Table, Words, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation

_BELIEVING = ASSERTING | {"assumes"}
_DISPUTING = COUNTERING | {"qualifies"}
_WORDS = (
    ("against", Words("disputes", interface=True)),
    ("need", Words("makes the same charge, the other way", interface=True)),
)


def disputes(edition: Edition) -> Drawing:
    """An arrow from each text to those it disputes.

    A text disputes another if it denies or qualifies a claim that the other asserts or takes for
    granted, or if the editors set it, or a passage of it, against words of the other. Texts are
    joined where a passage of one mirrors a passage of the other.
    """
    texts = list(edition.sources.values())
    places = {text.ident: place for place, text in enumerate(texts)}
    arrows = Counter([*_over_claims(edition), *_set_against(edition)])
    mirrors = Counter(
        (pair[0].rpartition(":")[0], pair[1].rpartition(":")[0]) for pair in _mirrored(edition)
    )
    edges = [
        Edge(places[one], places[other], role, number, mutual)
        for counted, role, mutual in ((arrows, "against", False), (mirrors, "need", True))
        for (one, other), number in sorted(
            counted.items(), key=lambda item: (places[item[0][0]], places[item[0][1]])
        )
    ]
    words = dict(_WORDS)
    rows = tuple(
        Row(
            "",
            "",
            (
                (text_name(texts[edge.start]),),
                (words[edge.role],),
                (text_name(texts[edge.end]),),
                (Words(str(edge.number)),),
            ),
        )
        for edge in edges
    )
    columns = (
        gettext_noop("text"),
        gettext_noop("what it does"),
        gettext_noop("other text"),
        gettext_noop("how often"),
    )
    return Drawing(
        "disputes",
        Sentence(gettext_noop("Which text disputes which")),
        Sentence(
            gettext_noop(
                "A map of %(texts)d texts. An arrow leads from a text to one that it disputes, "
                "%(arrows)d in all; a dashed line joins two that make the same charge against "
                "each other's side, %(mirrors)d in all. A number says how often."
            ),
            (("texts", len(texts)), ("arrows", len(arrows)), ("mirrors", len(mirrors))),
        ),
        Network(
            tuple(Node(text.siglum or str(places[text.ident] + 1), text.title) for text in texts),
            tuple(edges),
            tuple(item for item in _WORDS if any(edge.role == item[0] for edge in edges)),
        )
        if edges
        else None,
        Table("disputes", columns, rows, len(rows)),
    )


def _over_claims(edition: Edition) -> Iterator[tuple[str, str]]:
    """(who denies or qualifies, who asserts) for each claim between two texts."""
    for claim in claims(edition):
        stances = {
            text: frozenset(claim.stances_of(text))
            for text in claim.sources
            if text in edition.sources
        }
        for one, opposed in stances.items():
            for other, believed in stances.items():
                if one != other and opposed & OPPOSING and believed & _BELIEVING:
                    yield one, other


def _set_against(edition: Edition) -> Iterator[tuple[str, str]]:
    """(text set against it, text) for each annotation that sets one text against another."""
    entries = {text.entry: text.ident for text in edition.sources.values() if text.entry}
    for item in edition.annotations_in_order():
        if not _disputes(item) or item.source not in edition.sources:
            continue
        others = {entries[key] for key, _locator in item.cites if key in entries}
        passage = edition.passages.get(item.counter_passage)
        if passage is not None and passage.source in edition.sources:
            others.add(passage.source)
        for other in sorted(others - {item.source}):
            yield other, item.source


def _disputes(item: Annotation) -> bool:
    if isinstance(item.detail, CounterSource):
        return item.detail.relation in _DISPUTING
    return isinstance(item.detail, Need) and item.detail.type == "contradiction"


def _mirrored(edition: Edition) -> set[tuple[str, str]]:
    """Pairs of passages of two texts that mirror one another, each once."""
    order = {ident: place for place, ident in enumerate(edition.sources)}
    found: set[tuple[str, str]] = set()
    for item in edition.annotations_in_order():
        if isinstance(item.detail, CounterSource) and item.detail.relation == "mirrors":
            other = edition.passages.get(item.counter_passage)
            if other is None or not {other.source, item.source} <= order.keys():
                continue
            if other.source != item.source:
                pair = sorted(
                    (item.passage, other.ident), key=lambda ident: order[ident.rpartition(":")[0]]
                )
                found.add((pair[0], pair[1]))
    return found
