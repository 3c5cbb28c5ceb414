"""A look over each document that has been read: what stands where it must not.

Values of editors are data. HTML in an annotation or in the title of an edited page is printed as
it was written, and an active URL is refused; both are said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.building.nodes import annotation, passage, source_head
from sphinx_variorum.edition.urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_PLACE = (nodes.list_item, nodes.block_quote, nodes.entry, nodes.definition)


class Hygiene(SphinxTransform):
    """Checks the documents of an edition after parsing; leaves all others alone."""

    # After MyST and docutils have made their nodes, before smart quotes (750) touch any text.
    default_priority: ClassVar[int] = 730

    def apply(self, **kwargs: object) -> None:
        if next(self.document.findall(_is_ours), None) is None:
            return
        for node in self.document.findall(passage):
            self._check_place(node)
        for raw in list(self._raw_nodes()):
            report(
                Subtype.MARKUP,
                f"HTML is not run in an edition: “{raw.astext()[:60]}” is printed as it stands",
                location=raw,
            )
            literal: nodes.Node = nodes.Text(raw.astext())
            if not isinstance(raw.parent, nodes.TextElement):
                literal = nodes.paragraph("", "", literal)
            raw.parent.replace(raw, literal)
        for reference in list(self.document.findall(nodes.reference)):
            uri = reference.get("refuri", "")
            if uri and ":" in uri and not safe_url(uri):
                report(
                    Subtype.URL,
                    f"the link to “{uri[:60]}” was refused: write an address with http or https",
                    location=reference,
                )
                reference.parent.replace(reference, list(reference.children))

    def _check_place(self, node: nodes.Element) -> None:
        parent = node.parent
        while parent is not None and not isinstance(parent, nodes.document):
            if isinstance(parent, _NO_PLACE):
                what = type(parent).__name__.replace("_", " ")
                report(
                    Subtype.PASSAGE_PLACE,
                    f"passage {node['ident']} stands inside a {what}: put it at the left margin, "
                    "outside lists, quotations and tables",
                    location=node,
                )
                return
            parent = parent.parent

    def _raw_nodes(self) -> Iterator[nodes.raw]:
        for raw in self.document.findall(nodes.raw):
            parent = raw.parent
            while parent is not None:
                if isinstance(parent, annotation | source_head | passage | nodes.title):
                    yield raw
                    break
                parent = parent.parent


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, passage | annotation | source_head)
