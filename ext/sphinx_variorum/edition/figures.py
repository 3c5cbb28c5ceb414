"""The figures of a source: what is counted of it, wherever they are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.records import Annotation, Need
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source


class Figures(NamedTuple):
    """How much there is of a source.

    `kinds` are (slug of ``annotation-kind``, how many annotations), `needs` are (slug of
    ``need-status``, how many citation needs), both sorted by slug, those of which there are none
    left out. `quoted` is the share of the witness's words that is reproduced (0 to 1), None where
    their number is not known.
    """

    passages: int
    kinds: tuple[tuple[str, int], ...]
    needs: tuple[tuple[str, int], ...]
    quoted: float | None

    def count(self, kind: str) -> int:
        """How many annotations there are of a kind."""
        return dict(self.kinds).get(kind, 0)

    @property
    def open_needs(self) -> int:
        """How many citation needs are not settled."""
        return sum(
            number for status, number in self.needs if not term("need-status", status).settled
        )


def figures(edition: Edition, source: Source) -> Figures:
    """Count what there is of `source`."""
    kinds: Counter[str] = Counter()
    needs: Counter[str] = Counter()
    for annotation in annotations_on(edition, source):
        kinds[annotation.kind] += 1
        if isinstance(annotation.detail, Need):
            needs[annotation.detail.status] += 1
    quoted = edition.quoted_words(source.ident) / source.words if source.words else None
    return Figures(
        len(edition.passages_of[source.ident]),
        tuple(sorted(kinds.items())),
        tuple(sorted(needs.items())),
        quoted,
    )


def annotations_on(edition: Edition, source: Source) -> Iterator[Annotation]:
    """All annotations on passages of `source`."""
    for passage in edition.passages_of[source.ident]:
        yield from edition.annotations_of.get(passage.ident, ())
