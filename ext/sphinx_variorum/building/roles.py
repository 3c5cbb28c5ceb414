"""The roles: `passage`, `source`, `siglum`, `need`, `annotation`, `claim`, `name`, `work` and
`figures`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.building.nodes import source_figures, work_reference
from sphinx_variorum.building.reading import get_reading
from sphinx_variorum.edition.locators import BadLocator, parse_locator
from sphinx_variorum.edition.records import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Element, Node, system_message
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction


class EditionRole(XRefRole):
    """A cross-reference to an object of the edition.

    A passage may be named by its number alone on the page of its source.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(warn_dangling=True, innernodeclass=nodes.inline)
        self.kind = kind

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        reading = get_reading(env)
        if self.kind == "passage" and ":" not in target and reading.source:
            target = f"{reading.source.ident}:{target}"
        refnode["refdomain"] = "variorum"
        refnode["reftype"] = self.kind
        reading.references.append(
            Reference(reading.docname, self.lineno, self.kind, target, reading.annotation)
        )
        return title, target


class WorkRole(ReferenceRole):
    """A citation in prose: ``{work}`key, locator```, or with words of one's own."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        key, _, locator = (part.strip() for part in self.target.partition(","))
        location = (self.env.current_document.docname, self.lineno)
        if locator:
            try:
                locator = parse_locator(locator).text
            except BadLocator as error:
                report(Subtype.LOCATOR, f"in {self.rawtext}: {error}", location=location)
                locator = ""
        reading = get_reading(self.env)
        target = f"{key}, {locator}" if locator else key
        reading.references.append(
            Reference(reading.docname, self.lineno, "work", target, reading.annotation)
        )
        words = self.title if self.has_explicit_title else target
        node = work_reference(
            self.rawtext, words, key=key, locator=locator, explicit=self.has_explicit_title
        )
        self.set_source_info(node)
        return [node], []


class FiguresRole(SphinxRole):
    """What is counted of a source, filled by the build: ``{figures}`source```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        target = self.text.strip()
        reading = get_reading(self.env)
        reading.references.append(
            Reference(reading.docname, self.lineno, "figures", target, reading.annotation)
        )
        node = source_figures(self.rawtext, target, target=target)
        self.set_source_info(node)
        return [node], []


ROLES: Mapping[str, RoleFunction] = MappingProxyType(
    {
        **{
            kind: EditionRole(kind)
            for kind in ("passage", "source", "siglum", "need", "annotation", "claim", "name")
        },
        "work": WorkRole(),
        "figures": FiguresRole(),
    }
)
