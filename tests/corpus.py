"""The edition in this repository as its tests read it: its records, and what its pages say."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import annotation as annotation_node
from sphinx_variorum.building.nodes import base_text
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import Annotation
from tests.conftest import REPOSITORY

TEXTS = ["defectors-game", "leaflets", "on-the-dprk", "awkward-questions", "solidarity-group"]
#: What a reference in a note leads to, where what the note says can be looked up.
EVIDENCE = frozenset({"work", "passage", "source", "claim"})


class Corpus:
    """The edition in this repository, and what its pages say."""

    def __init__(self, out: Path) -> None:
        """Read it; `out` is an empty folder."""
        with docutils_namespace():
            app = Sphinx(REPOSITORY, REPOSITORY, out, out / "doctrees", "dummy", status=None)
            app.build()
        self._app = app
        self.edition: Edition = get_domain(app.env).edition

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of each annotation, and of each passage, by its id."""
        found: dict[str, str] = {}
        for docname in self.edition.pages:
            for node in self._app.env.get_doctree(docname).findall():
                if isinstance(node, annotation_node):
                    found[node["ident"]] = node.astext()
                elif isinstance(node, base_text) and node.parent is not None:
                    found[node.parent["ident"]] = node.astext()
        return found

    @cached_property
    def pointed_at(self) -> dict[str, set[str]]:
        """What the words of each annotation refer to, of what is in `EVIDENCE`."""
        found: dict[str, set[str]] = {}
        for page in self.edition.pages.values():
            for reference in page.references:
                if reference.kind not in EVIDENCE:
                    continue
                target = reference.target.partition(",")[0].strip()
                found.setdefault(reference.annotation, set()).add(target)
        return found

    def rests_on(self, annotation: Annotation) -> set[str]:
        """The works, passages and texts that it cites, in its options and in its words."""
        cited = {citation.key for citation in annotation.cites}
        return {
            *cited,
            *self.pointed_at.get(annotation.ident, ()),
            *filter(None, [annotation.counter_passage]),
        }
