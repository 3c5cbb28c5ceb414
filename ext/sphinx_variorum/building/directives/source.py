"""``source``: a text that is edited here, its witness and its rights."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nodes import source_head
from sphinx_variorum.building.witness_check import check_witness
from sphinx_variorum.edition.collated import read_collated
from sphinx_variorum.edition.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.nodes import Node

    from sphinx_variorum.edition.records import CollatedWitness


class SourceDirective(EditionDirective):
    """Declares the source that the passages of the page belong to, and prints its head.

    The content is the editors' lede: what the text is, in a sentence or two.
    """

    argument = "the source's id, as it stands in references: ``defectors-game``"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "entry": Option("The source's key in the bibliography."),
            "siglum": Option("The short sign by which passages are cited: ``D`` in “D 5”."),
            "title": Option("The source's title where it is not the page's."),
            "witness": Option("The file of the witness, in ``variorum_witnesses``."),
            "sha256": Option("The sha256 of the witness file.", "64 hexadecimal digits"),
            "taken": Option("When the copy was taken.", "date"),
            "collated": Option(
                "Its other witnesses, which variants name.",
                "siglum, file, sha256, date; siglum, file, sha256, date",
            ),
            "rights": Option("The rights in the text.", "vocabulary:rights", required=True),
            "licence": Option("With ``licensed``: which licence.", "SPDX identifier"),
            "limit": Option(
                "The share of the witness's words that may be reproduced.", "0.33, 33 % or 1/3"
            ),
            "lang": Option("The language of the text.", "BCP 47 tag"),
            "dir": Option("The direction of its script.", "ltr or rtl"),
        }
    )

    def run(self) -> list[Node]:
        ident = self.identifier("the source's id", " ".join(self.arguments).strip())
        if not ident:
            self.complain(
                Subtype.IDENTIFIER, "a source needs an id, as in “{source} defectors-game”"
            )
            ident = "unnamed"
        rights = self.term("rights", "rights")
        self.demand("rights", rights)
        licence = self.text("licence")
        if rights == "licensed" and not licence:
            self.complain(Subtype.RIGHTS, "“licensed” needs :licence: with an SPDX identifier")
        checked = check_witness(
            self.text("witness"), self.text("sha256"), ident, self.env, self.complain
        )
        source = Source(
            ident=ident,
            docname=self.reading.docname,
            line=self.lineno,
            title=self.text("title") or self._page_title() or ident,
            entry=self.text("entry"),
            siglum=self.text("siglum"),
            witness=self.text("witness"),
            sha256=checked.sha256,
            taken=self.date("taken"),
            rights=rights,
            licence=licence,
            limit=self._limit(rights),
            language=self.text("lang"),
            direction=self.direction(),
            proof=checked.proof,
            words=checked.words,
            collated=tuple(self._collated(ident)),
        )
        node = source_head(ident=ident, docname=self.reading.docname)
        self.set_source_info(node)
        if self.claim_identifier(ident):
            self.reading.sources.append(source)
            node["ids"] = [source.anchor]
        else:
            source = self.reading.source_of(ident) or source
        self.reading.source = source
        node += self.parse_content_to_nodes()
        return [node]

    def _page_title(self) -> str:
        for title in self.state.document.findall(nodes.title):
            return title.astext()
        return ""

    def _limit(self, rights: str) -> float:
        """The share of words allowed. What cannot be read never means that all are allowed."""
        value = self.text("limit")
        limit = get_configuration(self.config).quotation_limit
        if not value:
            return limit if rights in ("quotation", "") else 0.0
        try:
            if "/" in value:
                share = float(value.partition("/")[0]) / float(value.partition("/")[2])
            elif value.endswith("%"):
                share = float(value[:-1]) / 100
            else:
                share = float(value)
        except (ValueError, ZeroDivisionError):
            share = -1.0
        if not 0 < share <= 1:
            self.complain(
                Subtype.OPTION,
                f":limit: “{value}” is not a share between 0 and 1: write 0.33, 33 % or 1/3",
            )
            return limit
        return share

    def _collated(self, ident: str) -> Iterator[CollatedWitness]:
        """The other witnesses, each checked; an entry that cannot be read is left out."""
        entries, faults = read_collated(self.text("collated"), ident, self.text("siglum"))
        for fault in faults:
            self.complain(Subtype.OPTION, f":collated: {fault}")
        for entry in entries:
            checked = check_witness(
                entry.witness, entry.sha256, entry.lock_key, self.env, self.complain
            )
            yield entry._replace(**checked._asdict())
