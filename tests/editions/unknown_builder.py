"""Builders that nobody has heard of, as extensions of a test's edition.

They know what docutils knows and nothing else, as a builder in somebody's conf.py would.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.core import publish_from_doctree
from sphinx.builders import Builder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class PlainVisitor(nodes.GenericNodeVisitor):
    """Docutils' plain visitor: collects the words, and refuses a node it was never told of."""

    def __init__(self, document: nodes.document) -> None:
        super().__init__(document)
        self.words: list[str] = []

    def default_visit(self, node: nodes.Node) -> None:
        # Sphinx makes this visitor accept what extensions register; this one does not.
        if not type(node).__module__.startswith(("docutils.", "sphinx.")):
            raise NotImplementedError(f"unknown node {type(node).__name__}")
        if isinstance(node, nodes.Text):
            self.words.append(node.astext())

    def default_departure(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.TextElement):
            self.words.append("\n" if not isinstance(node, nodes.Inline) else "")


class PlainBuilder(Builder):
    """Writes the words of each document, with `PlainVisitor`."""

    name = "plain-words"
    format = "plain-words"
    allow_parallel = True

    def get_outdated_docs(self) -> Iterator[str]:
        yield from self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return docname

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        self.write_text(docname, self.words(doctree))

    def words(self, doctree: nodes.document) -> str:
        """The document as text."""
        visitor = PlainVisitor(doctree)
        doctree.walkabout(visitor)
        return "".join(visitor.words)

    def write_text(self, docname: str, text: str) -> None:
        """Write a document's file."""
        path = Path(self.outdir) / f"{docname}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class DocutilsBuilder(PlainBuilder):
    """Hands the documents to docutils' own HTML writer, which knows no node of Sphinx either."""

    name = "docutils-html"
    format = "docutils-html"

    def words(self, doctree: nodes.document) -> str:
        listings = [node for node in doctree.findall(nodes.Element) if _is_of_sphinx(node)]
        for node in listings:
            node.replace_self(nodes.comment())
        copy = doctree.deepcopy()
        copy.settings = doctree.settings
        copy.reporter = doctree.reporter
        html = publish_from_doctree(
            copy, writer="html5", settings_overrides={"output_encoding": "unicode"}
        )
        assert isinstance(html, str)
        return html


def _is_of_sphinx(node: nodes.Node) -> bool:
    return type(node).__module__.startswith("sphinx.")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both."""
    app.add_builder(PlainBuilder)
    app.add_builder(DocutilsBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
