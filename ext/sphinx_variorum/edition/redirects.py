"""What became of ids and pages that are no longer there.

An old id keeps its anchor: a tombstone on every page that may have held it says where it went. For
a passage these are the pages of its source; the id of an annotation does not name its source,
so all pages with passages have it, unless the editor names one (``defectors-game#old-note``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import UNKNOWN_SOURCE, number_slug
from sphinx_variorum.edition.suggestions import did_you_mean


class Tombstone(NamedTuple):
    """An old id: its anchor, how it is named to a reader, the pages that have it.

    `docname`, `target` (an anchor) and `label` say where it went; empty if it was withdrawn.
    """

    anchor: str
    old: str
    pages: tuple[str, ...]
    docname: str = ""
    target: str = ""
    label: str = ""


class MovedPage(NamedTuple):
    """A document that is no longer there, and the one that took its place, or an empty string."""

    old: str
    new: str


class Fault(NamedTuple):
    """Something wrong with one entry: the old id, what is wrong and what to do."""

    old: str
    message: str


class Redirects(NamedTuple):
    """All entries that can be kept, and what is wrong with the others."""

    tombstones: tuple[Tombstone, ...] = ()
    moved: tuple[MovedPage, ...] = ()
    faults: tuple[Fault, ...] = ()


def plan(entries: Mapping[str, str], edition: Edition, documents: Collection[str]) -> Redirects:
    """Read `entries` (old to new) against what there is now. `documents` are all docnames.

    A key with a colon is a passage's reference; one with a slash, or one that leads to a document
    and to no annotation, is a document; every other is the id of an annotation.
    """
    tombstones: list[Tombstone] = []
    moved: list[MovedPage] = []
    faults: list[Fault] = []
    for old, new in entries.items():
        if is_document(old, new, edition, documents):
            found: MovedPage | Tombstone | str = _document(old, new, documents)
        elif ":" in old:
            found = _passage(old, new, edition)
        else:
            found = _annotation(old, new, edition)
        if isinstance(found, str):
            faults.append(Fault(old, found))
        elif isinstance(found, Tombstone):
            tombstones.append(found)
        else:
            moved.append(found)
    return Redirects(tuple(tombstones), tuple(moved), tuple(faults))


def is_document(old: str, new: str, edition: Edition, documents: Collection[str]) -> bool:
    """Whether an entry is about a document."""
    if "/" in old:
        return True
    return ":" not in old and new.strip("/") in documents and new not in edition.annotations


def _document(old: str, new: str, documents: Collection[str]) -> MovedPage | str:
    old, new = old.removeprefix("/"), new.removeprefix("/")
    if any(part in ("", ".", "..") for part in old.split("/")) or "\\" in old:
        return "this is no name of a document: write it as in a table of contents, corpus/old-page"
    if old in documents:
        return f"there is a document “{old}”: take the entry out"
    if new and new not in documents:
        return (
            f"there is no document “{new}”{did_you_mean(new, documents)}: correct it, or leave it "
            "empty if the page was withdrawn"
        )
    return MovedPage(old, new)


def _passage(old: str, new: str, edition: Edition) -> Tombstone | str:
    ident, _, number = old.partition(":")
    anchor = f"{ident}.{number_slug(number)}"
    pages = _pages_of(edition, ident)
    if old in edition.passages or any(
        passage.anchor == anchor for passage in edition.passages_of.get(ident, ())
    ):
        return f"there is a passage “{old}”: take the entry out"
    if not pages:
        return (
            f"there is no source “{ident}”{did_you_mean(ident, edition.sources)}, so no page of "
            "it could say where the passage went: write an entry for its page"
        )
    return _lead(Tombstone(anchor, old, pages), new, edition)


def _annotation(old: str, new: str, edition: Edition) -> Tombstone | str:
    source, _, ident = old.rpartition("#")
    if ident in edition.annotations:
        return f"there is an annotation “{ident}”: take the entry out"
    if source and source not in edition.sources:
        return f"there is no source “{source}”{did_you_mean(source, edition.sources)}: correct it"
    if source:
        pages = _pages_of(edition, source)
    else:
        pages = tuple(docname for docname in edition.order if edition.pages[docname].passages)
    if not pages:
        return "no page has passages, so none can say where the annotation went: take it out"
    return _lead(Tombstone(f"n.{ident}", ident, pages), new, edition)


def _lead(stone: Tombstone, new: str, edition: Edition) -> Tombstone | str:
    if not new:
        return stone
    passage = edition.passages.get(new)
    if passage is not None:
        return stone._replace(
            docname=passage.docname, target=passage.anchor, label=edition.label(new)
        )
    annotation = edition.annotations.get(new)
    if annotation is not None:
        return stone._replace(
            docname=edition.docname_of(annotation),
            target=annotation.anchor,
            label=edition.label(annotation.passage),
        )
    known = edition.passages if ":" in new else edition.annotations
    return (
        f"there is no passage or annotation “{new}”{did_you_mean(new, known)}: correct it, or "
        "leave it empty if nothing took its place"
    )


def _pages_of(edition: Edition, ident: str) -> tuple[str, ...]:
    """The documents that hold the source or a passage of it, in the edition's order."""
    if ident == UNKNOWN_SOURCE or ident not in edition.sources:
        return ()
    found = {edition.sources[ident].docname}
    found.update(passage.docname for passage in edition.passages_of.get(ident, ()))
    return tuple(docname for docname in edition.order if docname in found)
