"""How densely a text is annotated, passage by passage."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import passage_words
from sphinx_variorum.edition.coverage import OWED, coverage_of
from sphinx_variorum.edition.pictures.shapes import Drawing, Sentence, Strip, Strips
from sphinx_variorum.edition.tables import Row, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import schemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage, Source
    from sphinx_variorum.edition.tables import Cell

#: More columns than these are no wider than a hair: neighbours are put together then.
MOST = 80

_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "editorial-note": "note",
        "counter-source": "beside",
        "citation-needed": "need",
        "correction": "against",
        "variant": "beside",
    }
)


class _Stretch(NamedTuple):
    """Passages that stand in one column, and how many annotations of each kind they have."""

    passages: tuple[Passage, ...]
    counts: Counter[str]

    @property
    def label(self) -> str:
        numbers = (self.passages[0].number, self.passages[-1].number)
        return numbers[0] if len(self.passages) == 1 else "–".join(numbers)


def density(edition: Edition, source: Source) -> Drawing:
    """A strip for each kind of annotation, a column for each passage of `source`."""
    stretches = tuple(_stretches(edition, edition.passages_of[source.ident]))
    total = sum((stretch.counts for stretch in stretches), Counter[str]())
    kinds = [kind for kind in schemes()["annotation-kind"].terms if total[kind.slug]]
    rows = tuple(
        Row(
            "",
            "",
            (
                _place(edition, stretch),
                (Words(str(sum(passage.words for passage in stretch.passages))),),
                *((Words(str(stretch.counts[kind.slug])),) for kind in kinds),
                (Words(str(stretch.counts.total())),),
            ),
        )
        for stretch in stretches
    )
    columns = (
        gettext_noop("passage"),
        gettext_noop("words"),
        *(kind.label for kind in kinds),
        gettext_noop("in all"),
    )
    passages = edition.passages_of[source.ident]
    bare = coverage_of(edition, [source]).bare
    values = (
        ("text", source.title),
        ("passages", len(passages)),
        ("notes", total.total()),
        ("bare", bare),
    )
    return Drawing(
        "density",
        Sentence(gettext_noop("Annotations of “%(text)s”"), values),
        Sentence(
            gettext_noop(
                "A column for each passage, in the order of the text, and a row for each kind of "
                "annotation. Passages: %(passages)d; annotations: %(notes)d; passages without any: "
                "%(bare)d."
            ),
            values,
        ),
        Strips(
            tuple(stretch.label for stretch in stretches),
            tuple(
                Strip(
                    Words(kind.label, interface=True),
                    _ROLES.get(kind.slug, "partly"),
                    tuple(stretch.counts[kind.slug] for stretch in stretches),
                )
                for kind in kinds
            ),
            Words("passage", interface=True),
        )
        if kinds
        else None,
        Table("density", columns, rows, len(rows)),
    )


def _stretches(edition: Edition, passages: Sequence[Passage]) -> Iterator[_Stretch]:
    size = max(1, -(-len(passages) // MOST))
    for start in range(0, len(passages), size):
        here = tuple(passages[start : start + size])
        yield _Stretch(
            here,
            Counter(
                item.kind
                for passage in here
                for item in edition.annotations_of.get(passage.ident, ())
                if item.kind != OWED
            ),
        )


def _place(edition: Edition, stretch: _Stretch) -> Cell:
    first = passage_words(edition, stretch.passages[0].ident)
    if len(stretch.passages) == 1:
        return first
    return (*first, Words("–"), *passage_words(edition, stretch.passages[-1].ident))
