"""``citation-needed``: what the source leaves without a citation, and what became of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS, AnnotationDirective
from sphinx_variorum.building.directives.base import Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.edition.need_history import history_complaints, is_settled, read_history
from sphinx_variorum.edition.records import Detail, Need, Search, StatusChange
from sphinx_variorum.edition.rules import parse_search_log

if TYPE_CHECKING:
    from collections.abc import Mapping


class CitationNeededDirective(AnnotationDirective):
    """A citation need: it belongs to the source, has a status, and stays printed when settled.

    The content says what is missing and what was found.
    """

    kind = "citation-needed"
    citing_option = "evidence"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "type": Option("What is missing.", "vocabulary:need-type", required=True),
            "reason": Option("Why the statement needs a citation.", "vocabulary:need-reason"),
            "status": Option("What became of the need.", "vocabulary:need-status", required=True),
            "history": Option(
                "The changes of its status, the oldest first. ``:opened:`` and ``:resolved:`` "
                "follow from it.",
                "date status, words; date status",
            ),
            "opened": Option("Since when it has been open.", "date"),
            "by": Option("Who opened it."),
            "searched": Option("The search log.", "date, where, result; date, where, result"),
            "evidence": Option("The works that answer it.", "key, locator; key, locator"),
            "resolved": Option("When it was settled.", "date"),
            "resolution": Option("Why it was closed."),
            "no-need": Option(
                "With ``not-needed``: what sort of reason.", "vocabulary:no-need-reason"
            ),
            "priority": Option("How much it matters.", "vocabulary:priority"),
            "checked": Option("With ``failed-verification``.", "key, date, by whom"),
            "counter-passage": Option(
                "With ``contradiction``: the other passage.", "passage reference"
            ),
            **COMMON_OPTIONS,
        }
    )

    def detail(self) -> Need:
        need_type = self.term("type", "need-type")
        self.demand("type", need_type)
        status = self.term("status", "need-status")
        self.demand("status", status)
        opened, resolved = self.date("opened"), self.date("resolved")
        history = self._history(status, opened, resolved)
        if history:
            opened = opened or history[0].date
            last = history[-1]
            resolved = resolved or (last.date if is_settled(last.status) else "")
        return Need(
            type=need_type,
            reason=self.term("reason", "need-reason"),
            status=status or "open",
            opened=opened,
            by=self.text("by"),
            searched=self._searched(),
            resolved=resolved,
            resolution=self.text("resolution"),
            no_need=self.term("no-need", "no-need-reason"),
            priority=self.term("priority", "priority"),
            checked=self.text("checked"),
            counter_passage=self.passage_reference(self.text("counter-passage")),
            history=history,
        )

    def _history(self, status: str, opened: str, resolved: str) -> tuple[StatusChange, ...]:
        changes, faults = read_history(self.text("history"))
        for fault in (*faults, *history_complaints(changes, status, opened, resolved)):
            self.complain(Subtype(fault.subtype), fault.message)
        return changes

    def _searched(self) -> tuple[Search, ...]:
        try:
            return parse_search_log(self.text("searched"))
        except ValueError as error:
            self.complain(Subtype.OPTION, f":searched: {error}")
            return ()

    def sort_word(self, detail: Detail) -> str:
        return "need"
