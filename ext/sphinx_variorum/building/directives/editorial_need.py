"""``editorial-need``: what the editors themselves still owe."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS, AnnotationDirective
from sphinx_variorum.building.directives.base import Option
from sphinx_variorum.edition.audience import shows_debts
from sphinx_variorum.edition.records import Detail, EditorialNeed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node


class EditorialNeedDirective(AnnotationDirective):
    """What the editors still owe a passage: a check, a translation, a permission. It is in no
    public output, only counted; ``variorum_audience`` says for whom a build is.

    The content says what is to be done. Remove the directive when it is.
    """

    kind = "editorial-need"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "type": Option("What is to be done.", "vocabulary:editorial-need-type", required=True),
            "opened": Option("Since when it has been owed.", "date"),
            "by": Option("Who owes it."),
            "priority": Option("How much it matters.", "vocabulary:priority"),
            "due": Option("When it is to be done.", "date"),
            **COMMON_OPTIONS,
        }
    )

    def detail(self) -> EditorialNeed:
        need_type = self.term("type", "editorial-need-type")
        self.demand("type", need_type)
        return EditorialNeed(
            type=need_type,
            opened=self.date("opened"),
            by=self.text("by"),
            priority=self.term("priority", "priority"),
            due=self.date("due"),
            shown=self._is_shown(),
        )

    def run(self) -> list[Node]:
        # For other readers there is no node, and its words are not even read: whatever looks at
        # documents, a catalogue of messages or an index of labels, finds nothing of it.
        if self._is_shown():
            return super().run()
        self.record()
        return []

    def _is_shown(self) -> bool:
        return shows_debts(get_configuration(self.config).audience)

    def sort_word(self, detail: Detail) -> str:
        return "owed"
