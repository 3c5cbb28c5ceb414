"""``register``: a generated list of whatever the edition records."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nodes import register
from sphinx_variorum.edition import registers
from sphinx_variorum.edition.filters import Kind
from sphinx_variorum.edition.registers.asking import ARRANGING, ask, field_named
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.term_use import READ

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node


class RegisterDirective(EditionDirective):
    """A list made by the build: all records of a kind, or those with the values asked for."""

    argument = (
        "what is listed: ``needs``, ``counter-sources``, ``works``, ``claims``, ``changes``, "
        "``corrections``, ``variants``, ``notes``, ``rhetoric``, ``names``, ``passages``, "
        "``sources``, ``terms`` or ``editorial-needs``"
    )
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "source": Option("Only those of one source.", "source id"),
            "status": Option("Only needs of one status.", "vocabulary:need-status"),
            "type": Option("Only needs of one type.", "vocabulary:need-type"),
            "priority": Option("Only needs of one priority.", "vocabulary:priority"),
            "relation": Option("Only counter-sources of one relation.", "vocabulary:relation"),
            "certainty": Option("Only counter-sources so certain.", "vocabulary:certainty"),
            "stance": Option("Only counter-sources to such a stance.", "vocabulary:stance"),
            "disputed": Option(
                "Only claims that are in dispute (``yes``), or the others (``no``): one text "
                "asserts what another denies or qualifies, or counter-sources tell for and "
                "against it.",
                "yes or no",
            ),
            "kind": Option("Only names of one kind.", "vocabulary:name-kind"),
            "verdict": Option("Only claims of one verdict.", "vocabulary:verdict"),
            "list": Option("Only terms of one closed list, as ``relation``.", "closed list"),
            "filter": Option(
                "Only rows for which this holds: ``status == open and opened < 2026``.", "filter"
            ),
            "group": Option("The field by whose values the rows are grouped.", "field"),
            "columns": Option("Which columns are shown, in this order.", "names"),
            "sort": Option(
                "The fields by which the rows are sorted; a hyphen turns the order round.",
                "-opened, passage",
            ),
            "pages": Option(
                "The fields for whose values there are pages of their own, each with the rows "
                "that have it.",
                "status, source",
            ),
            "split": Option(
                "The field by whose values the rows stand on pages of their own if they are too "
                "many for one: dates by year, words by their first letter. Without it that is "
                "what they are grouped by, or else the text.",
                "field",
            ),
            "most": Option(
                "At most so many rows, and a link to the whole register if there is one.", "1, 2"
            ),
        }
    )

    def run(self) -> list[Node]:
        kind = " ".join(self.arguments).strip()
        if kind not in registers.KINDS:
            known = ", ".join(registers.KINDS)
            self.complain(
                Subtype.REGISTER,
                f"there is no register of “{kind}”{did_you_mean(kind, registers.KINDS)}; "
                f"there are {known}",
            )
            return []
        options = {name: self._option(kind, name) for name in self.options}
        asked = ask(kind, options, self.most())
        for name, message, column in asked.faults:
            self.complain(Subtype.REGISTER, f":{name}: {message} (column {column})")
        record = asked.register._replace(docname=self.reading.docname, line=self.lineno)
        self.reading.registers.append(record)
        node = register(asked=asked.register)
        self.set_source_info(node)
        return [node]

    def most(self) -> int:
        """How many rows there may be (0: all)."""
        return self.number("most") if "most" in self.options else 0

    def _option(self, kind: str, name: str) -> str:
        """The value of an option, checked as far as it limits one field; empty if it cannot be."""
        if name in ARRANGING:
            return self.text(name) if name != "most" else ""
        field = field_named(kind, name)
        if field is None:
            if name in self.options_known:
                known = ", ".join(
                    (*(field.name for field in registers.KINDS[kind].fields), *ARRANGING)
                )
                self.complain(
                    Subtype.REGISTER,
                    f"a register of {kind} cannot be limited by :{name}:; its fields: {known}",
                )
            return ""
        if field.scheme:
            return self.term(name, field.scheme)
        value = self.text(name)
        if name == "list" and value not in READ:
            known = ", ".join(READ)
            self.complain(
                Subtype.OPTION,
                f":list: there is no closed list “{value}”{did_you_mean(value, READ)}; "
                f"there are {known}",
            )
            return ""
        if field.kind is Kind.YES_OR_NO and value.casefold() not in ("yes", "no"):
            self.complain(Subtype.OPTION, f":{name}: “{value}” is neither “yes” nor “no”")
            return ""
        return value.casefold() if field.kind is Kind.YES_OR_NO else value
