"""The words of a document that can be found, taken from it when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_variorum.building import nodes as ours

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What stands in a section and is not prose of it: much of it is found by a record of its own.
_PASSED_OVER = (
    ours.passage,
    ours.annotation,
    ours.apparatus,
    ours.claim,
    ours.register,
    nodes.section,
    nodes.title,
    nodes.comment,
    nodes.raw,
    nodes.system_message,
    nodes.substitution_definition,
    addnodes.index,
    addnodes.compact_paragraph,
    addnodes.toctree,
)

#: Classes of what is not searched: Sphinx's own word for it, and a list of pages.
_NOT_SEARCHED = frozenset({"no-search", "toctree-wrapper"})


class Stretch(NamedTuple):
    """Words that are one result of a search.

    `kind` is ``passage``, ``annotation``, ``claim`` or ``section``; `ident` the id of the record
    and `docname` the document in which it was written (empty for a section); `anchor` the id of
    the HTML element; `title` the section's own. White space in `words` is single spaces.
    """

    kind: str
    ident: str
    docname: str
    anchor: str
    title: str
    words: str


def words_of(document: nodes.document) -> Iterator[Stretch]:
    """Everything of a resolved document that can be found, in its order."""
    for node in document.findall(_is_findable):
        if isinstance(node, nodes.section):
            yield from _section(node)
        elif isinstance(node, ours.passage):
            text = " ".join(child.astext() for child in node if isinstance(child, ours.base_text))
            yield _stretch("passage", node, next(iter(node["ids"]), ""), text)
        elif isinstance(node, ours.annotation):
            yield _stretch("annotation", node, "", " ".join(_words(node)))
        elif isinstance(node, ours.claim):
            yield _stretch("claim", node, next(iter(node["ids"]), ""), " ".join(_words(node)))


def _is_findable(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section | ours.passage | ours.annotation | ours.claim)


def _stretch(kind: str, node: nodes.Element, anchor: str, text: str) -> Stretch:
    return Stretch(kind, node["ident"], node["docname"], anchor, "", _squash(text))


def _section(node: nodes.section) -> Iterator[Stretch]:
    if not _NOT_SEARCHED.isdisjoint(node["classes"]) or any(
        isinstance(child, ours.register) for child in node
    ):
        return
    title = next((child.astext() for child in node if isinstance(child, nodes.title)), "")
    words = _squash(" ".join(_words(node)))
    if words:
        yield Stretch("section", "", "", next(iter(node["ids"]), ""), _squash(title), words)


def _words(node: nodes.Element) -> Iterator[str]:
    """The words of `node`, one text element each."""
    if isinstance(node, nodes.TextElement):
        yield node.astext()
        return
    for child in node:
        if (
            isinstance(child, nodes.Element)
            and not isinstance(child, _PASSED_OVER)
            and _NOT_SEARCHED.isdisjoint(child["classes"])
        ):
            yield from _words(child)


def _squash(text: str) -> str:
    return " ".join(text.split())
