"""References that name no role of ours: ``[](#chronicle:1)`` and ``{any}`chronicle:1```.

They may lead to an object of the edition, and then show its label; so they are recorded, that
their pages are written again when it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.addnodes import pending_xref

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import annotation
from sphinx_variorum.edition.records import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

#: The types of reference that ask every domain (`Domain.resolve_any_xref`).
_ASKING_ALL = frozenset({"any", "myst"})


def plain_links(document: nodes.document, docname: str) -> Iterator[Reference]:
    """The references in `document` that may lead to any sort of object, as of kind ``any``."""
    for node in document.findall(pending_xref):
        if node.get("reftype") in _ASKING_ALL and node.get("reftarget"):
            yield Reference(docname, node.line or 0, "any", node["reftarget"], _around(node))


def note_plain_links(app: Sphinx, document: nodes.document) -> None:
    """Record them (event ``doctree-read``; MyST makes its references after `process_doc`)."""
    docname = app.env.current_document.docname
    found = tuple(plain_links(document, docname))
    if found:
        get_domain(app.env).note_references(docname, found)


def _around(node: nodes.Element) -> str:
    """The annotation that `node` stands in, if any."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, annotation):
            return str(parent["ident"])
        parent = parent.parent
    return ""
