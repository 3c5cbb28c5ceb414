"""Finding the mentions of names in the words of passages and annotations.

A document is searched when it is read, so by all workers. When the names change, the documents
that are not read again are searched in their doctrees: only pages that show a change are then
written, where reading all documents again would write all pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import (
    annotation,
    base_text,
    passage,
    source_figures,
    work_reference,
)
from sphinx_variorum.edition.mentions import Mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.building.domain import VariorumDomain
    from sphinx_variorum.edition.names import Mention

_BETWEEN = "\n\n"
#: Blocks that hold no words of the editors', or words of a record of their own.
_NOT_SEARCHED = (
    annotation,
    passage,
    nodes.FixedTextElement,
    nodes.Invisible,
    nodes.math_block,
    nodes.raw,
    nodes.system_message,
)
#: What stands in a line and is no prose: code, formulas, labels that the build writes.
_CLOSED = (
    nodes.footnote_reference,
    nodes.image,
    nodes.literal,
    nodes.math,
    nodes.problematic,
    nodes.raw,
    source_figures,
    work_reference,
)


def note_mentions(app: Sphinx, document: nodes.document) -> None:
    """Find and store the mentions in a document that has been read (event ``doctree-read``)."""
    domain = get_domain(app.env)
    if domain.names:
        _search(domain, document, app.env.current_document.docname)


def find_anew(env: BuildEnvironment, domain: VariorumDomain) -> None:
    """Search the documents that were not read in this build, if the names changed in it."""
    if not domain.has_new_names:
        return
    for docname in sorted(domain.pages.keys() - domain.touched):
        page = domain.pages[docname]
        if domain.names and (page.passages or page.annotations):
            _search(domain, env.get_doctree(docname), docname)
        else:
            domain.mentions.pop(docname, None)


def _search(domain: VariorumDomain, document: nodes.document, docname: str) -> None:
    found = tuple(mentions_in(domain, document, docname))
    if found:
        domain.mentions[docname] = found
    else:
        domain.mentions.pop(docname, None)


def mentions_in(
    domain: VariorumDomain, document: nodes.document, docname: str
) -> Iterator[Mentions]:
    """The mentions in every passage and annotation of a document, those without any left out."""
    if docname not in domain.pages:
        return
    places = {item.ident: item.passage for item in domain.pages[docname].annotations}
    known = {name.ident for name in domain.names}
    for node in document.findall(_is_searched):
        assert isinstance(node, nodes.Element)
        if isinstance(node, annotation):
            kind, place = "annotation", places.get(node["ident"], "")
            words = _Words(known)
            words.add_blocks(node)
        elif node["ids"]:
            kind, place = "passage", node["ident"]
            words = _Words(known)
            for text in node.children:
                if isinstance(text, base_text):
                    words.add_blocks(text)
        else:
            continue  # Its id belongs to another passage.
        found = [*domain.matcher.find("".join(words.pieces), place, words.closed), *words.named]
        if found:
            found.sort(key=lambda mention: mention.start)
            yield Mentions(kind, node["ident"], tuple(found))


def _is_searched(node: nodes.Node) -> bool:
    return isinstance(node, passage | annotation)


def _says_its_target(reference: pending_xref) -> bool:
    """Whether the words of a reference are the build's, or it names a name itself."""
    return not reference.get("refexplicit") or reference.get("reftype") == "name"


class _Words:
    """The words of a record, with the stretches in which nothing is to be found."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.pieces: list[str] = []
        self.closed: list[tuple[int, int]] = []
        #: Mentions that the editors made themselves, by the role ``name``.
        self.named: list[Mention] = []
        self._end = 0

    def add_blocks(self, node: nodes.Element) -> None:
        """Add all blocks below `node`, with a closed border between any two."""
        for child in node.children:
            if isinstance(child, _NOT_SEARCHED) or not isinstance(child, nodes.Element):
                continue
            if isinstance(child, nodes.TextElement):
                if self.pieces:
                    self._add(_BETWEEN, closed=True)
                self._add_line(child)
            else:
                self.add_blocks(child)

    def _add_line(self, node: nodes.Element) -> None:
        for child in node.children:
            if isinstance(child, nodes.Text):
                self._add(str(child), closed=False)
            elif isinstance(child, pending_xref) and _says_its_target(child):
                self._add_named(child)
                self._add(child.astext(), closed=True)
            elif isinstance(child, _CLOSED):
                self._add(child.astext(), closed=True)
            elif isinstance(child, nodes.Element):
                self._add_line(child)

    def _add(self, text: str, *, closed: bool) -> None:
        start, self._end = self._end, self._end + len(text)
        self.pieces.append(text)
        if closed and text:
            self.closed.append((start, self._end))

    def _add_named(self, reference: nodes.Element) -> None:
        """A mention by the role; it stands where its words do."""
        target = reference.get("reftarget", "")
        is_ours = (reference.get("refdomain"), reference.get("reftype")) == ("variorum", "name")
        if is_ours and target in self.known:
            # Here, since the libraries behind names cost a build without any its start.
            from sphinx_variorum.edition.names import Mention

            end = self._end + len(reference.astext())
            self.named.append(Mention(target, self._end, end))
