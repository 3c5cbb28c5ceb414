"""``editorial-note``: what the editors have to say on a lemma."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS, AnnotationDirective
from sphinx_variorum.building.directives.base import Option
from sphinx_variorum.edition.records import Detail, Note

if TYPE_CHECKING:
    from collections.abc import Mapping


class EditorialNoteDirective(AnnotationDirective):
    """A note of the editors. The content is MyST."""

    kind = "editorial-note"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "type": Option("What the note is about.", "vocabulary:note-type", required=True),
            "labels": Option(
                "The devices of rhetoric that it finds in the lemma; several are parted by commas.",
                "vocabulary:rhetoric",
            ),
            "cites": Option("The works it rests on.", "key, locator; key, locator"),
            **COMMON_OPTIONS,
        }
    )

    def detail(self) -> Note:
        note_type = self.term("type", "note-type")
        self.demand("type", note_type)
        return Note(note_type, self.terms("labels", "rhetoric"))

    def sort_word(self, detail: Detail) -> str:
        return detail.type if isinstance(detail, Note) and detail.type else "note"
