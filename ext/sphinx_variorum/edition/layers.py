"""Layers: what a reader switches on and off together.

Not the kinds of annotation: notes on persons and places are a layer of their own, since they
help one reader and stop another (design, “Marks and layers”).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.edition.records import (
    Correction,
    CounterSource,
    EditorialNeed,
    Need,
    Note,
    Variant,
)

if TYPE_CHECKING:
    from sphinx_variorum.edition.records import Annotation, Detail

#: The layers in the order in which they are offered.
LAYERS = ("notes", "counter-sources", "needs", "corrections", "names")

#: The ready-made views: which layers each of them leaves out.
PRESETS = MappingProxyType(
    {
        "read": frozenset({"needs", "names"}),
        "study": frozenset({"names"}),
        "check": frozenset[str](),
    }
)
#: The view of a reader who has not chosen one.
FIRST_PRESET = "study"

#: Types of note that identify who or what is meant.
_NAMING = frozenset({"person", "place"})


def layer_of(detail: Detail) -> str:
    """The layer of an annotation, a member of `LAYERS`."""
    match detail:
        case CounterSource():
            return "counter-sources"
        case Need() | EditorialNeed():
            return "needs"
        case Correction() | Variant():
            return "corrections"
        case Note(type=note_type) if note_type in _NAMING:
            return "names"
    return "notes"


def is_dispute(annotation: Annotation) -> bool:
    """Whether the annotation sets something against the words, or asks them for a source."""
    detail = annotation.detail
    if isinstance(detail, CounterSource):
        return detail.relation in ("contradicts", "refutes", "corrects")
    disputes = ("open", "searching", "answered-contradicted")
    return isinstance(detail, Need) and detail.status in disputes
