"""``counter-source``: a typed, judged link from a lemma to works or to another passage."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS, AnnotationDirective
from sphinx_variorum.building.directives.base import Option
from sphinx_variorum.edition.records import CounterSource, Detail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_variorum.edition.locators import Citation


def bare_quotation(text: str) -> str:
    """`text` without the pair of quotation marks around it, if it has one."""
    if len(text) > 2 and text[0] + text[-1] in ('""', "“”", "„“", "«»"):
        return text[1:-1].strip()
    return text


class CounterSourceDirective(AnnotationDirective):
    """What other works say on a lemma, and how the editors judge it.

    The relation is the editors' judgement and is printed so. The content is MyST.
    """

    kind = "counter-source"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "cites": Option("The works, with locators.", "key, locator; key, locator"),
            "locator": Option("The locator, where one work is cited.", "p. 12, table 1 …"),
            "relation": Option(
                "What the works do to the lemma.", "vocabulary:relation", required=True
            ),
            "certainty": Option("How sure the editors are.", "vocabulary:certainty"),
            "credibility": Option(
                "How credible the information is at this place.", "vocabulary:credibility"
            ),
            "counter-passage": Option("Another passage of the edition.", "passage reference"),
            "consulted": Option("With ``silent``: when the works were consulted.", "date"),
            "quote": Option(
                "Words of the work, verbatim, where one work is cited; they are linked to their "
                "place on its page."
            ),
            **COMMON_OPTIONS,
        }
    )

    def detail(self) -> CounterSource:
        relation = self.term("relation", "relation")
        self.demand("relation", relation)
        return CounterSource(
            relation=relation,
            certainty=self.term("certainty", "certainty"),
            credibility=self.term("credibility", "credibility"),
            counter_passage=self.passage_reference(self.text("counter-passage")),
            consulted=self.date("consulted"),
            quote=bare_quotation(self.text("quote")),
        )

    def cited(self) -> tuple[Citation, ...]:
        return self.citations("cites", self.text("locator"))

    def sort_word(self, detail: Detail) -> str:
        return (isinstance(detail, CounterSource) and detail.relation) or "counter-source"
