"""The balance of relations: what the editors' counter-sources do to each text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.claims import BACKING, COUNTERING
from sphinx_variorum.edition.figures import annotations_on
from sphinx_variorum.edition.pictures.claims_matrix import text_name
from sphinx_variorum.edition.pictures.shapes import Bars, Drawing, Measure, Sentence
from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.tables import Row, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import schemes

if TYPE_CHECKING:
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source

#: The relations that a measure of the picture counts, with its role and words.
_SIDES: tuple[tuple[str, frozenset[str], Words], ...] = (
    ("against", COUNTERING, Words("contradicted or corrected", interface=True)),
    ("partly", frozenset({"qualifies"}), Words("qualified", interface=True)),
    ("for", BACKING, Words("supported", interface=True)),
    ("beside", frozenset(), Words("other relations", interface=True)),
)


def relations_of(edition: Edition, source: Source) -> Counter[str]:
    """How many counter-sources on a text have which relation."""
    return Counter(
        item.detail.relation
        for item in annotations_on(edition, source)
        if isinstance(item.detail, CounterSource) and item.detail.relation
    )


def relations(edition: Edition) -> Drawing:
    """For each text how many counter-sources bear it out, qualify it or tell against it."""
    texts = list(edition.sources.values())
    counted = [relations_of(edition, text) for text in texts]
    sided = [_by_side(counts) for counts in counted]
    most = max((count for counts in sided for count in counts), default=0)
    order = [term for term in schemes()["relation"].terms if any(c[term.slug] for c in counted)]
    rows = tuple(
        Row(
            "",
            "",
            (
                (text_name(text),),
                *((Words(str(counts[term.slug])),) for term in order),
                (Words(str(counts.total())),),
            ),
        )
        for text, counts in zip(texts, counted, strict=True)
    )
    columns = (gettext_noop("text"), *(term.label for term in order), gettext_noop("in all"))
    sums = [sum(column) for column in zip(*sided, strict=True)] or [0] * len(_SIDES)
    return Drawing(
        "relations",
        Sentence(gettext_noop("Balance of relations")),
        Sentence(
            gettext_noop(
                "For each of %(texts)d texts, how many counter-sources the editors set against its "
                "words. In all, contradicted or corrected: %(against)d; qualified: %(partly)d; "
                "supported: %(for)d; other relations: %(beside)d."
            ),
            (
                ("texts", len(texts)),
                *((side[0], count) for side, count in zip(_SIDES, sums, strict=True)),
            ),
        ),
        Bars(
            tuple(text_name(text) for text in texts),
            tuple(Measure(label, role, "count", most) for role, _relations, label in _SIDES),
            tuple(tuple(float(count) for count in counts) for counts in sided),
        )
        if most
        else None,
        Table("relations", columns, rows, len(rows)),
    )


def _by_side(counts: Counter[str]) -> tuple[int, ...]:
    """The counts of `_SIDES`; what belongs to none of the first is the last."""
    sided = [sum(counts[slug] for slug in slugs) for _role, slugs, _label in _SIDES[:-1]]
    return (*sided, counts.total() - sum(sided))
