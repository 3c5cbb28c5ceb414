"""The line above the title of a source's page: “Text D · 2022”.

A post-transform, so that no title that Sphinx has collected contains it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_variorum.building.nodes import kicker, source_head


class PlaceKickers(SphinxPostTransform):
    """Puts a `kicker` before the title of every section that a source heads."""

    default_priority: ClassVar[int] = 4

    def run(self, **kwargs: Any) -> None:
        for head in list(self.document.findall(source_head)):
            section = head.parent
            if not isinstance(section, nodes.section) or isinstance(section[0], kicker):
                continue
            if isinstance(section[0], nodes.title):
                section.insert(0, kicker(ident=head["ident"]))
