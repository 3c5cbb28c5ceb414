"""What a passage is connected with: other passages, claims and works, in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import citation_words
from sphinx_variorum.edition.registers.names import name_link
from sphinx_variorum.edition.tables import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation
    from sphinx_variorum.edition.tables import Cell


class Connection(NamedTuple):
    """One thing a passage is connected with.

    `words` name it, linked; `annotation` is the record that makes the connection, so that a
    renderer can say how (None: a bare reference in prose).
    """

    words: Cell
    annotation: Annotation | None


class Group(NamedTuple):
    """Connections of one sort: ``referred-from``, ``same-claim``, ``compared-with``, ``works``,
    ``names``.
    """

    sort: str
    connections: tuple[Connection, ...]


def connections(edition: Edition, ident: str, *, works: bool = True) -> tuple[Group, ...]:
    """The connections of the passage `ident`, empty groups left out.

    ``referred-from`` are annotations of other passages, and prose, that point here;
    ``same-claim`` the passages of other texts that speak to a claim this one speaks to;
    ``compared-with`` the passages that its own annotations set beside it; ``works``, if they are
    asked for, what they cite; ``names`` what its words mention, as far as a register of names has
    it.
    """
    groups = (
        Group("referred-from", tuple(_referred_from(edition, ident))),
        Group("same-claim", tuple(_same_claim(edition, ident))),
        Group("compared-with", tuple(_compared_with(edition, ident))),
        Group("works", tuple(_works(edition, ident)) if works else ()),
        Group("names", tuple(_names(edition, ident))),
    )
    return tuple(group for group in groups if group.connections)


def _to_annotation(edition: Edition, annotation: Annotation) -> Cell:
    label = edition.label(annotation.passage)
    return (Words(label, edition.docname_of(annotation), annotation.anchor),)


def _referred_from(edition: Edition, ident: str) -> Iterator[Connection]:
    own = edition.passages[ident].docname if ident in edition.passages else ""
    seen: set[tuple[str, str]] = set()
    for link in edition.backlinks.get(ident, ()):
        item = link.annotation
        if item is None:
            if link.docname == own or ("", link.docname) in seen:
                continue
            seen.add(("", link.docname))
            page = edition.pages[link.docname]
            yield Connection((Words(page.title or link.docname, link.docname),), None)
        elif item.passage != ident and ("note", item.ident) not in seen:
            seen.add(("note", item.ident))
            yield Connection(_to_annotation(edition, item), item)


def _same_claim(edition: Edition, ident: str) -> Iterator[Connection]:
    source = ident.rpartition(":")[0]
    claims = dict.fromkeys(
        item.position.claim for item in edition.annotations_of.get(ident, ()) if item.position.claim
    )
    for claim in claims:
        seen: set[str] = set()
        for item in edition.speaking_to[claim]:
            if item.passage.rpartition(":")[0] != source and item.passage not in seen:
                seen.add(item.passage)
                yield Connection(_to_annotation(edition, item), item)


def _compared_with(edition: Edition, ident: str) -> Iterator[Connection]:
    seen: set[str] = set()
    for item in edition.annotations_of.get(ident, ()):
        other = edition.passages.get(item.counter_passage)
        if other is not None and other.ident not in seen:
            seen.add(other.ident)
            yield Connection(
                (Words(edition.label(other.ident), other.docname, other.anchor),), item
            )


def _works(edition: Edition, ident: str) -> Iterator[Connection]:
    seen: set[str] = set()
    for item in edition.annotations_of.get(ident, ()):
        for citation in item.cites:
            if citation.key in edition.works and citation.key not in seen:
                seen.add(citation.key)
                yield Connection(citation_words(edition, [citation._replace(locator="")]), item)


def _names(edition: Edition, ident: str) -> Iterator[Connection]:
    if not edition.names:
        return
    for name in edition.mentioned.in_passage.get(ident, ()):
        link = name_link(edition, edition.names[name])
        if link.docname:
            yield Connection((link,), None)
