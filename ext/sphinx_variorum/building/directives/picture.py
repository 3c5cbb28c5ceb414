"""``picture``: a chart of the edition, drawn by the build, with a table that says the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.drawing import drawn_with
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nodes import picture as picture_node
from sphinx_variorum.edition import pictures
from sphinx_variorum.edition.records import Picture
from sphinx_variorum.edition.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node


class PictureDirective(EditionDirective):
    """A picture of the edition, drawn by the build. A table behind it says the same.

    The content is its caption; without one its title is. It is MyST.
    """

    argument = f"what is drawn: {', '.join(f'``{kind}``' for kind in pictures.kinds())}"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {"source": Option("The text that is drawn, for ``density``.", "source id")}
    )

    def run(self) -> list[Node]:
        kind = " ".join(self.arguments).strip()
        if kind not in pictures.kinds():
            known = ", ".join(pictures.kinds())
            hint = did_you_mean(kind, pictures.kinds())
            self.complain(
                Subtype.PICTURE, f"there is no picture of “{kind}”{hint or '.'} There are: {known}"
            )
            return []
        source = self.text("source")
        if pictures.is_of_source(kind) and not source:
            self.complain(Subtype.PICTURE, f"a picture of “{kind}” needs :source: (source id)")
            return []
        if source and not pictures.is_of_source(kind):
            self.complain(
                Subtype.PICTURE, f"a picture of “{kind}” is of the whole edition: omit :source:"
            )
            source = ""
        record = Picture(self.reading.docname, self.lineno, kind, source, drawn_with())
        self.reading.pictures.append(record)
        node = picture_node(asked=record)
        self.set_source_info(node)
        node += self.parse_content_to_nodes()
        return [node]
