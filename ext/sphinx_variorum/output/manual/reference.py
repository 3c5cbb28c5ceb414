"""The directive ``variorum-reference`` and the pieces of which its chapters are made."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import only, pending_xref
from sphinx.util.docutils import SphinxDirective

from sphinx_variorum.building import configuration, messages, roles
from sphinx_variorum.building.directives import DIRECTIVES
from sphinx_variorum.building.directives.annotation import AnnotationDirective
from sphinx_variorum.edition import normalise, vocabulary
from sphinx_variorum.output.manual import chapters, sayings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node


class ReferenceDirective(SphinxDirective):
    """Prints a chapter of the reference; its argument names the chapter.

    Every entry has an anchor: ``directive-…``, ``option-…``, ``role-…``, ``config-…``,
    ``warning-…`` or ``list-…``.
    """

    required_arguments = 1

    def run(self) -> list[Node]:
        chapter = chapters.CHAPTERS.get(self.arguments[0])
        if chapter is None:
            raise self.error(f"there is no such chapter; there are {', '.join(chapters.CHAPTERS)}")
        self._depend_on_code()
        return list(chapter(self))

    def _depend_on_code(self) -> None:
        """Have the page read again when the code says something else."""
        modules = (messages, configuration, roles, vocabulary, normalise, chapters, sayings)
        paths = [module.__file__ for module in modules]
        paths += [inspect.getsourcefile(cls) for cls in (*DIRECTIVES.values(), AnnotationDirective)]
        paths.append(str(vocabulary.__file__).removesuffix("py") + "toml")
        for path in filter(None, paths):
            self.env.note_dependency(path)

    def words(self, text: str) -> list[Node]:
        """Words with inline markup."""
        children, faults = self.parse_inline(text, lineno=self.lineno)
        return [*children, *faults]

    def said(self, text: str) -> nodes.paragraph:
        """A paragraph of words with inline markup."""
        return nodes.paragraph("", "", *self.words(text))

    def section(self, anchor: str, title: str, *, literal: bool = False) -> nodes.section:
        """An empty section with its title."""
        section = nodes.section("", nodes.title("", "", _leaf(title, literal)), names=[anchor])
        self._anchor(section, anchor, title)
        return section

    def item(self, anchor: str, term: str, *body: Node, after: str = "") -> Node:
        """An entry of a definition list; `after` is said behind its term."""
        head = nodes.term("", "", _leaf(term, literal=True))
        self._anchor(head, anchor, term)
        if after:
            head += self.words(f" {after}")
        # Sphinx gives sections a sign to copy their address from, but not terms.
        sign = nodes.reference("", "¶", refid=anchor, classes=["headerlink"])
        head += only("", sign, expr="format_html and not builder_epub")
        return nodes.definition_list_item("", head, nodes.definition("", *body))

    def link(self, anchor: str, text: str, *, literal: bool = False) -> Node:
        """A link to an entry of the reference, on whatever page that stands."""
        link = pending_xref(
            "",
            nodes.inline("", text),
            refdomain="std",
            reftype="ref",
            reftarget=anchor,
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.current_document.docname,
        )
        # Round the link, because the one that Sphinx makes of it keeps no markup inside.
        return nodes.literal("", "", link) if literal else link

    def listed(self, before: str, links: Iterable[Node]) -> nodes.paragraph:
        """A paragraph: `before`, and links with commas between them."""
        paragraph = self.said(before)
        for index, link in enumerate(links):
            paragraph += nodes.Text(", " if index else " ")
            paragraph += link
        paragraph += nodes.Text(".")
        return paragraph

    def _anchor(self, node: nodes.Element, anchor: str, title: str) -> None:
        """Give `node` the anchor, and make it a target for which `title` is printed."""
        node["ids"].append(anchor)
        docname = self.env.current_document.docname
        self.env.domains.standard_domain.note_hyperlink_target(anchor, docname, anchor, title)


def _leaf(text: str, literal: bool) -> Node:
    return nodes.literal("", text) if literal else nodes.Text(text)
