"""Pictures of an edition: what each shows, as plain data with a table that says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.edition.pictures.balance import balance
from sphinx_variorum.edition.pictures.burn_down import burn_down
from sphinx_variorum.edition.pictures.claims_matrix import claims_matrix
from sphinx_variorum.edition.pictures.coverage import coverage
from sphinx_variorum.edition.pictures.density import density
from sphinx_variorum.edition.pictures.disputes import disputes
from sphinx_variorum.edition.pictures.relations import relations
from sphinx_variorum.edition.pictures.timeline import timeline

if TYPE_CHECKING:
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.pictures.shapes import Drawing
    from sphinx_variorum.edition.records import Picture, Source

_OF_THE_EDITION: Mapping[str, Callable[[Edition], Drawing]] = MappingProxyType(
    {
        "claims": claims_matrix,
        "relations": relations,
        "burn-down": burn_down,
        "disputes": disputes,
        "timeline": timeline,
        "coverage": coverage,
        "balance": balance,
    }
)


_OF_A_SOURCE: Mapping[str, Callable[[Edition, Source], Drawing]] = MappingProxyType(
    {"density": density}
)


def kinds() -> tuple[str, ...]:
    """The kinds of picture there are."""
    return (*_OF_THE_EDITION, *_OF_A_SOURCE)


def is_of_source(kind: str) -> bool:
    """Whether a picture of `kind` is of one source, and not of the edition."""
    return kind in _OF_A_SOURCE


def draw(edition: Edition, picture: Picture) -> Drawing | None:
    """What `picture` shows; None if it is of a source that there is not."""
    if picture.kind in _OF_THE_EDITION:
        return _OF_THE_EDITION[picture.kind](edition)
    source = edition.source_named(picture.source)
    return _OF_A_SOURCE[picture.kind](edition, source) if source else None
