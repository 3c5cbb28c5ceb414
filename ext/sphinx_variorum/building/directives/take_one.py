"""``take-one``: the open needs, of which a reader is given one at a time."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.base import Option
from sphinx_variorum.building.directives.register import RegisterDirective

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node

#: All rows are on the page, and a reader is given one: it may not grow beyond 300 kB (issue 4).
MOST = 200


class TakeOneDirective(RegisterDirective):
    """The needs that are open, at most 200, each with its passage, what is missing and where was
    looked. With scripts a reader sees one of them, another one on each visit; without, the whole
    list.
    """

    argument = ""
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "source": Option("Only those of one source.", "source id"),
            "type": Option("Only needs of one type.", "vocabulary:need-type"),
            "status": Option("Only needs of one status.", "vocabulary:need-status"),
            "priority": Option("Only needs of one priority.", "vocabulary:priority"),
            "filter": Option("Only needs for which this holds.", "filter"),
            "sort": Option("The fields by which they are sorted.", "-opened, passage"),
        }
    )

    def run(self) -> list[Node]:
        self.arguments = ["take-one"]
        return super().run()

    def most(self) -> int:
        return MOST
