"""The edition among its neighbours: both markups, intersphinx, MyST's links, other themes.

Issue 2, items 2 and 5; pitfalls.md 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx import addnodes
from sphinx.util.inventory import InventoryFile

from sphinx_variorum.building.domain import VariorumDomain
from sphinx_variorum.edition.records import Annotation, Page
from tests.editions import load
from tests.support import Built, Edition

Make = Callable[..., Edition]


def in_restructuredtext() -> dict[str, str | bytes]:
    """The small edition, its pages in reStructuredText."""
    others = {name: text for name, text in load("small").items() if not name.endswith(".md")}
    return {**others, **load("small_rst")}


def with_backticks() -> dict[str, str | bytes]:
    """The small edition, its fences of backticks."""
    files = load("small")
    for name in [name for name in files if name.endswith(".md")]:
        text = files[name]
        assert isinstance(text, bytes)
        files[name] = re.sub(
            "^:{3,}", lambda match: "`" * len(match[0]), text.decode(), flags=re.MULTILINE
        )
    return files


def plain(document: nodes.document) -> str:
    """A document's tree without what a markup must differ in: how a link was spelt."""
    copy = document.deepcopy()
    copy["source"] = ""
    for node in copy.findall(addnodes.pending_xref):
        if node["reftype"] in ("any", "myst"):
            node.attributes = {"reftarget": node["reftarget"]}
            node.children = [nodes.Text(node.astext() if node.get("refexplicit") else "")]
    for node in copy.findall(nodes.Element):
        # MyST makes a text of its own of every line's end.
        merged: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, nodes.Text) and merged and isinstance(merged[-1], nodes.Text):
                merged[-1] = nodes.Text(merged[-1] + child)
            else:
                merged.append(child)
        node.children = merged
    return copy.pformat()


def records(built: Built) -> dict[str, Page]:
    """What the domain knows of each document, but for its lines and how a note's words are
    marked up.
    """
    domain = built.app.env.domains["variorum"]
    assert isinstance(domain, VariorumDomain)

    def unplaced(value: Any) -> Any:
        if isinstance(value, tuple):
            items = [unplaced(item) for item in value]
            made = type(value)(*items) if hasattr(value, "_fields") else tuple(items)
            if isinstance(made, Annotation):
                made = made._replace(digest="")
            return made._replace(line=0) if hasattr(made, "line") else made
        return value

    return {docname: unplaced(page) for docname, page in domain.pages.items()}


def body(built: Built, docname: str) -> Tag:
    """What a page says, without the theme around it."""
    found = built.html(docname).select_one("div.body")
    assert found is not None
    return found


def test_colon_and_backtick_fences_are_equal(edition: Make, tmp_path: Path) -> None:
    """Both fences of MyST give the same tree and the same records, lines included."""
    colons = edition(load("small")).build()
    backticks = Edition.create(tmp_path / "backticks/edition", with_backticks(), {}).build()
    assert colons.output == backticks.output == ""
    for docname in colons.app.env.found_docs:
        assert plain(colons.doctree(docname)) == plain(backticks.doctree(docname))
    domains = [built.app.env.domaindata["variorum"]["pages"] for built in (colons, backticks)]
    assert domains[0] == domains[1]


def test_restructuredtext_and_markdown_are_equal(edition: Make, tmp_path: Path) -> None:
    """The same edition in both markups gives the same trees, records and pages."""
    markdown = edition(load("small")).build()
    other = Edition.create(tmp_path / "rst/edition", in_restructuredtext(), {}).build()
    assert markdown.output == other.output == ""
    docnames = markdown.app.env.found_docs
    assert other.app.env.found_docs == docnames
    assert records(markdown).keys() == records(other).keys()
    for docname in docnames:
        assert plain(markdown.doctree(docname)) == plain(other.doctree(docname))
        assert records(markdown).get(docname) == records(other).get(docname)
        words = [body(built, docname).get_text(" ", strip=True) for built in (markdown, other)]
        assert words[0] == words[1]
