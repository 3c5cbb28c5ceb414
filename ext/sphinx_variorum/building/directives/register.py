"""``register``: a generated list of needs, counter-sources, works, claims, names or changes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nodes import register
from sphinx_variorum.edition import registers
from sphinx_variorum.edition.claims import YES_OR_NO
from sphinx_variorum.edition.records import Register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node


class RegisterDirective(EditionDirective):
    """A list made by the build: all records of a kind, or those with the values asked for."""

    argument = (
        "what is listed: ``needs``, ``counter-sources``, ``works``, ``claims``, ``names`` or "
        "``changes``"
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
            "most": Option(
                "At most so many rows, and a link to the whole register if there is one.", "1, 2"
            ),
        }
    )

    def run(self) -> list[Node]:
        kind = " ".join(self.arguments).strip()
        if kind not in registers.kinds():
            known = ", ".join(registers.kinds())
            self.complain(Subtype.REGISTER, f"there is no register of “{kind}”; there are {known}")
            return []
        fields = registers.fields(kind)
        wanted: dict[str, str] = {}
        for name in self.options:
            if name == "most":
                continue
            if name not in fields:
                known = ", ".join((*fields, "most"))
                self.complain(
                    Subtype.REGISTER,
                    f"a register of {kind} cannot be limited by :{name}:; its fields: {known}",
                )
                continue
            value = self._value(name, fields[name])
            if value:
                wanted[name] = value
        most = self.number("most") if "most" in self.options else 0
        record = Register(
            self.reading.docname, self.lineno, kind, tuple(sorted(wanted.items())), most
        )
        self.reading.registers.append(record)
        node = register(kind=kind, wanted=record.wanted, most=most, docname=record.docname)
        self.set_source_info(node)
        return [node]

    def _value(self, name: str, scheme: str) -> str:
        if scheme != YES_OR_NO:
            return self.term(name, scheme) if scheme else self.text(name)
        value = self.text(name).casefold()
        if value in ("yes", "no"):
            return value
        self.complain(Subtype.OPTION, f":{name}: “{value}” is neither “yes” nor “no”")
        return ""
