"""``correction``: the right reading beside the words of the witness, which stay as they are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS, AnnotationDirective
from sphinx_variorum.building.directives.base import Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.edition.records import Correction, Detail

if TYPE_CHECKING:
    from collections.abc import Mapping


class CorrectionDirective(AnnotationDirective):
    """*sic* and *recte*: the lemma is kept, ``:corr:`` gives the reading the editors propose."""

    kind = "correction"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "corr": Option("The reading proposed.", required=True),
            "type": Option("What sort of fault.", "vocabulary:correction-type"),
            "cites": Option("The works it rests on.", "key, locator; key, locator"),
            **COMMON_OPTIONS,
        }
    )

    def detail(self) -> Correction:
        reading = self.text("corr")
        self.demand("corr", reading)
        if not self.arguments:
            self.complain(
                Subtype.OPTION_MISSING, "a correction needs its lemma: the words as they stand"
            )
        return Correction(self.term("type", "correction-type"), reading)

    def sort_word(self, detail: Detail) -> str:
        return "recte"
