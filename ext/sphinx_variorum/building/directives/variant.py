"""``variant``: what another witness of the source reads in the place of the lemma."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS, AnnotationDirective
from sphinx_variorum.building.directives.base import Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.verification import check_insertions, verify_reading
from sphinx_variorum.edition.base_text import parse_base_text
from sphinx_variorum.edition.normalise import normalise
from sphinx_variorum.edition.proof import read_quotation
from sphinx_variorum.edition.records import Detail, Variant
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_variorum.edition.proof import Quotation

#: The proofs of a reading, the worst first.
_WORST = ("absent", "unverified", "locked", "verbatim")


class VariantDirective(AnnotationDirective):
    """A reading of other witnesses, which is proved to stand in every one of them.

    Where they lack words, the lemma takes the words around the gap, and so does the reading: what
    is not there cannot be proved.
    """

    kind = "variant"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "reading": Option("The words of the other witnesses, verbatim.", required=True),
            "witnesses": Option(
                "The witnesses that read so, as :collated: of the source has them.",
                "sigla, parted by commas",
                required=True,
            ),
            "cites": Option("The works it rests on.", "key, locator; key, locator"),
            **COMMON_OPTIONS,
        }
    )

    def detail(self) -> Variant:
        base_text = parse_base_text([self.text("reading")])
        reading, quotation = base_text.printed(), read_quotation(base_text)
        sigla = tuple(dict.fromkeys(filter(None, re.split(r"[,;\s]+", self.text("witnesses")))))
        self.demand("reading", reading)
        self.demand("witnesses", " ".join(sigla))
        if self.text("witnesses") and not sigla:
            self.complain(Subtype.VARIANT, ":witnesses: names none: write sigla, parted by commas")
        self._check_words(reading, quotation)
        proofs = set(self._proofs(quotation, sigla))
        return Variant(
            reading,
            sigla,
            next((proof for proof in _WORST if proof in proofs), "unverified"),
            quotation.sha256(),
            count_words(" ".join(fragment.text for fragment in quotation.fragments)),
        )

    def _check_words(self, reading: str, quotation: Quotation) -> None:
        """Complain of a lemma or a reading that says nothing, or nothing new."""
        if not self.arguments:
            self.complain(
                Subtype.OPTION_MISSING, "a variant needs its lemma: the words that are printed"
            )
        elif reading and normalise(reading) == normalise(" ".join(self.arguments)):
            self.complain(
                Subtype.VARIANT,
                f"the reading “{reading}” is the lemma itself, and no variant of it",
            )
        if reading and not quotation.fragments:
            self.complain(
                Subtype.VARIANT,
                f"the reading “{reading}” quotes nothing: write the words of the witness; where it "
                "lacks some, let lemma and reading both take the words around the gap",
            )
        check_insertions(quotation, f"the reading “{reading}”", self.complain)

    def _proofs(self, quotation: Quotation, sigla: tuple[str, ...]) -> Iterator[str]:
        """What each witness says of the reading; one that the source does not have, nothing."""
        passage = self.passage_reference(self.text("passage")) or self.reading.passage
        source = self.reading.source_of(passage.rpartition(":")[0])
        if source is None:
            self.complain(
                Subtype.VARIANT,
                "a variant stands on the page where its source is declared, since that names the "
                "witnesses: move it there",
            )
            return
        known = {witness.siglum: witness for witness in source.collated}
        for siglum in sigla:
            if siglum in known:
                yield verify_reading(quotation, known[siglum], self.env, self.complain)
            else:
                self.complain(
                    Subtype.VARIANT,
                    f"source “{source.ident}” has no witness “{siglum}”"
                    f"{did_you_mean(siglum, known)}; its :collated: names "
                    f"{', '.join(known) or 'none'}",
                )
                yield "unverified"

    def sort_word(self, detail: Detail) -> str:
        return "variant"
