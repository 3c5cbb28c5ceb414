"""``claim``: an assertion on which several texts take a stance, with the editors' verdict."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nodes import claim as claim_node
from sphinx_variorum.edition.claim_history import read_verdicts, verdict_complaints
from sphinx_variorum.edition.claims import claim_words
from sphinx_variorum.edition.records import Claim, Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node


class ClaimDirective(EditionDirective):
    """A claim, judged by the editors; the build adds what every text says to it.

    The content is the editors' prose: what the verdict rests on. It is MyST.
    """

    argument = "the claim's id, by which annotations name it: ``how-many-leave``"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "statement": Option("The claim, in a sentence of the editors.", required=True),
            "title": Option("What the claim is called where its section's title does not say."),
            "verdict": Option("What the evidence says of it.", "vocabulary:verdict"),
            "aspect": Option("Which side of it the verdict is about.", "vocabulary:aspect"),
            "certainty": Option("How sure the editors are.", "vocabulary:certainty"),
            "value": Option("The figure that the editors hold to be right.", "0.13 %, 20–30"),
            "date": Option("The date that they hold to be right.", "date"),
            "place": Option("The place that they hold to be right."),
            "same": Option("Claims that say the same in other words.", "id; id"),
            "mirrors": Option("Claims that make the same charge, the other way.", "id; id"),
            "judged": Option("When the editors judged so.", "date"),
            "history": Option(
                "The verdicts, the oldest first and the present one last. ``:verdict:`` and "
                "``:judged:`` follow from it.",
                "date verdict, words; date verdict",
            ),
        }
    )

    def run(self) -> list[Node]:
        ident = self.identifier("the claim's id", " ".join(self.arguments).strip())
        if not ident:
            self.complain(Subtype.IDENTIFIER, "a claim needs an id, as in “{claim} how-many-leave”")
            ident = "unnamed"
        statement = self.text("statement")
        self.demand("statement", statement)
        verdict, judged = self.term("verdict", "verdict"), self.date("judged")
        history = self._history(verdict, judged)
        if history:
            verdict, judged = verdict or history[-1].verdict, judged or history[-1].date
        words = len(" ".join(self.content).split())
        if verdict and not words:
            self.complain(
                Subtype.CLAIM,
                f"the verdict “{verdict}” stands alone: say in the content what it rests on",
            )
        claim = Claim(
            ident=ident,
            docname=self.reading.docname,
            line=self.lineno,
            title=self.text("title") or self._title() or claim_words(ident),
            statement=statement,
            verdict=verdict,
            aspect=self.term("aspect", "aspect"),
            certainty=self.term("certainty", "certainty"),
            value=self.value(),
            date=self.date("date"),
            place=self.text("place"),
            same=self._claims("same"),
            mirrors=self._claims("mirrors"),
            judged=judged,
            words=words,
            history=history,
        )
        node = claim_node(ident=ident, docname=self.reading.docname)
        self.set_source_info(node)
        if self.claim_identifier(claim.anchor):
            self.reading.claims.append(claim)
            node["ids"] = [claim.anchor]
        node += self.parse_content_to_nodes()
        return [node]

    def _title(self) -> str:
        """The title of the section that the claim stands in."""
        titles = list(self.state.document.findall(nodes.title))
        return titles[-1].astext() if titles else ""

    def _history(self, verdict: str, judged: str) -> tuple[Judgement, ...]:
        verdicts, faults = read_verdicts(self.text("history"))
        for fault in (*faults, *verdict_complaints(verdicts, verdict, judged)):
            self.complain(Subtype.CLAIM, f":history: {fault}")
        return verdicts

    def _claims(self, name: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self.text(name).split(";"))
        return tuple(self.identifier(f":{name}:", part) for part in parts if part)
