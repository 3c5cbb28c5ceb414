"""Where names are mentioned: what is stored of it, and the view across the whole edition."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.note_numbers import card_order, note_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.names import Mention
    from sphinx_variorum.edition.records import Annotation


class Mentions(NamedTuple):
    """All mentions in one passage or annotation (`kind`), in the order of its words.

    Offsets count the printed words: those of a passage as the spans of lemmata do, those of an
    annotation with an empty line between its blocks.
    """

    kind: str
    ident: str
    found: tuple[Mention, ...]


class Place(NamedTuple):
    """A place of mention: a passage (its id) or, if given, an annotation on it."""

    passage: str
    annotation: Annotation | None = None


class MentionIndex:
    """Every mention by its name and by its place; treat as frozen."""

    def __init__(self, edition: Edition) -> None:
        """Index what is stored of `edition`; a record whose id is another's is passed over."""
        self.edition = edition
        #: The ids of the names in a passage and in an annotation, each once, the first first.
        self.in_passage: dict[str, tuple[str, ...]] = {}
        self.in_annotation: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, tuple[Mention, ...]] = {}
        #: The places of a name, by its id, in the order in which a reader meets them.
        self.places: dict[str, list[Place]] = defaultdict(list)
        for docname in edition.order:
            for kind, ident, found in edition.mentions.get(docname, ()):
                records = edition.passages if kind == "passage" else edition.annotations
                record = records.get(ident)
                if record is not None and record.docname == docname:
                    names = dict.fromkeys(item.name for item in found if item.name in edition.names)
                    if kind == "passage":
                        self._found[ident] = found
                    table = self.in_passage if kind == "passage" else self.in_annotation
                    table[ident] = tuple(names)
        for name, place in self._in_order():
            self.places[name].append(place)
        #: The document that has the row of a name, as far as it has been asked for.
        self.pages: dict[str, str] = {}
        self._numbers: dict[str, dict[str, str]] = {}

    def _in_order(self) -> Iterator[tuple[str, Place]]:
        edition = self.edition
        for docname in edition.order if self.in_passage or self.in_annotation else ():
            for passage in edition.pages[docname].passages:
                if edition.passages.get(passage.ident) != passage:
                    continue
                for name in self.in_passage.get(passage.ident, ()):
                    yield name, Place(passage.ident)
                notes = edition.annotations_of.get(passage.ident, ())
                for item in sorted(notes, key=card_order):
                    for name in self.in_annotation.get(item.ident, ()):
                        yield name, Place(passage.ident, item)

    def under(self, item: Annotation) -> tuple[str, ...]:
        """The ids of the names in the words of the passage that an annotation is about."""
        if item.state != "anchored":
            return ()
        start, end = item.span
        names = (
            mention.name
            for mention in self._found.get(item.passage, ())
            if mention.start < end and start < mention.end
        )
        return tuple(name for name in dict.fromkeys(names) if name in self.edition.names)

    def number_of(self, item: Annotation) -> str:
        """The number of an annotation on its page; empty if it is not known (`note_numbers`)."""
        docname = self.edition.docname_of(item)
        if docname not in self._numbers:
            self._numbers[docname] = note_numbers(self.edition, docname)
        return self._numbers[docname].get(item.ident, "")
