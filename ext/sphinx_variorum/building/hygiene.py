"""A look over each document that has been read: what stands where it must not.

Values of editors are data. HTML in an annotation or in the title of an edited page is printed as
it was written, and an active URL is refused; both are said.
"""

from __future__ import annotations

import re
from typing import ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.building.nodes import annotation, base_text, passage, source_head
from sphinx_variorum.edition.urls import safe_url

_OURS = (annotation, passage, source_head)
_INTERESTING = (*_OURS, nodes.raw, nodes.reference, nodes.Text)
_NO_PLACE = (nodes.list_item, nodes.block_quote, nodes.entry, nodes.definition)
# A link that MyST itself refuses for its scheme; it leaves the words as they were written.
_REFUSED = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|<)(?P<address>(?:javascript|vbscript|data|file):[^\s>]*)", re.IGNORECASE
)
_QUOTED = (base_text, nodes.literal, nodes.literal_block)


class Hygiene(SphinxTransform):
    """Checks the documents of an edition after parsing; leaves all others alone."""

    # After MyST and docutils have made their nodes, before smart quotes (750) touch any text.
    default_priority: ClassVar[int] = 730

    def apply(self, **kwargs: object) -> None:
        looked_at = list(self.document.findall(_is_of_interest))
        if not any(isinstance(node, _OURS) for node in looked_at):
            return
        for node in looked_at:
            if isinstance(node, passage):
                self._check_place(node)
            elif isinstance(node, nodes.raw) and _is_inside(node, (*_OURS, nodes.title)):
                self._print_as_written(node)
            elif isinstance(node, nodes.reference):
                self._check_address(node)
            elif isinstance(node, nodes.Text) and ":" in node:
                self._check_refused(node)

    def _print_as_written(self, raw: nodes.raw) -> None:
        written = raw.astext().strip()
        report(
            Subtype.MARKUP,
            f"HTML is not run in an edition: “{written[:60]}” is printed as it stands; write it "
            "in MyST, or between backticks if it is meant",
            location=raw,
        )
        literal: nodes.Node = nodes.inline("", written, support_smartquotes=False)
        if not isinstance(raw.parent, nodes.TextElement):
            literal = nodes.paragraph("", "", literal)
        raw.parent.replace(raw, literal)

    def _check_address(self, reference: nodes.reference) -> None:
        uri = reference.get("refuri", "")
        if uri and ":" in uri and not safe_url(uri):
            self._refuse(uri, reference)
            reference.parent.replace(reference, list(reference.children))

    def _check_refused(self, text: nodes.Text) -> None:
        for match in _REFUSED.finditer(text):
            if not _is_inside(text, _QUOTED):
                self._refuse(match["address"], text)

    def _refuse(self, address: str, node: nodes.Node) -> None:
        while node.line is None and node.parent is not None:
            node = node.parent
        report(
            Subtype.URL,
            f"the link to “{address[:60]}” was refused: write an address with http or https",
            location=node,
        )

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


def _is_of_interest(node: nodes.Node) -> bool:
    return isinstance(node, _INTERESTING)


def _is_inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kinds):
            return True
        parent = parent.parent
    return False
