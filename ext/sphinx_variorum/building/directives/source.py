"""``source``: a text that is edited here, its witness and its rights."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nodes import source_head
from sphinx_variorum.edition.records import Source
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.witnesses import WitnessMissing, WitnessNotUtf8

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node


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
        proof, sha256, words = self._check_witness(ident)
        source = Source(
            ident=ident,
            docname=self.reading.docname,
            line=self.lineno,
            title=self.text("title") or self._page_title() or ident,
            entry=self.text("entry"),
            siglum=self.text("siglum"),
            witness=self.text("witness"),
            sha256=sha256,
            taken=self.date("taken"),
            rights=rights,
            licence=licence,
            limit=self._limit(rights),
            language=self.text("lang"),
            direction=self.direction(),
            proof=proof,
            words=words,
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

    def _check_witness(self, ident: str) -> tuple[str, str, int]:
        """How the witness was checked, its hash and its number of words."""
        name, sha256 = self.text("witness"), self.text("sha256").casefold()
        if not name:
            return "none", sha256, 0
        store = get_domain(self.env).witnesses
        path = store.path(name)
        try:
            witness = store.read(name)
        except WitnessMissing:
            return self._check_lock(ident, sha256)
        except WitnessNotUtf8 as error:
            self.env.note_dependency(str(path))
            self.complain(
                Subtype.WITNESS_ENCODING,
                f"witness {name}: {error}; convert the file to UTF-8, keep the conversion and "
                "write its sha256",
            )
            return "undecodable", error.sha256, 0
        self.env.note_dependency(str(path))
        if not sha256:
            self.complain(
                Subtype.OPTION_MISSING,
                f"the witness has no hash to hold it to: add “:sha256: {witness.sha256}”",
            )
            return "changed", witness.sha256, witness.words
        if witness.sha256 != sha256:
            self.complain(
                Subtype.WITNESS_CHANGED,
                f"witness {name} is not the file this page was made from: its sha256 is "
                f"{witness.sha256}, the page says {sha256}; restore the file, or check every "
                "passage against it and write the new hash",
            )
            return "changed", sha256, witness.words
        return "hashed", sha256, witness.words

    def _similar_witness(self) -> str:
        """A file at hand whose name is like the one that was written."""
        name = self.text("witness")
        folder = get_domain(self.env).witnesses.path("")
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        return did_you_mean(Path(name).name, names)

    def _check_lock(self, ident: str, sha256: str) -> tuple[str, str, int]:
        store = get_domain(self.env).witnesses
        lock = store.lock()
        locked = lock.sources.get(ident) if lock else None
        if locked is None:
            self.complain(
                Subtype.WITNESS_MISSING,
                f"witness {self.text('witness')} is not at hand and {store.lock_path().name} has "
                f"no record of “{ident}”: its passages are not verified in this build; set "
                f"variorum_witnesses to its folder{self._similar_witness()}",
            )
            return "missing", sha256, 0
        self.env.note_dependency(str(store.lock_path()))
        if locked.sha256 != sha256:
            self.complain(
                Subtype.WITNESS_CHANGED,
                f"the lock was made from a witness with sha256 {locked.sha256}, the page says "
                f"{sha256}; run “sphinx-variorum lock” where the witness is at hand",
            )
            return "changed", sha256, locked.words
        return "locked", sha256, locked.words
