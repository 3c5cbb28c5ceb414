"""Anchors of annotations: their public ids, and their place in the words of a passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.anchoring import Anchor, find_lemma
from sphinx_variorum.edition.normalise import NormalisedText, normalise
from sphinx_variorum.edition.records import number_slug
from sphinx_variorum.edition.suggestions import excerpt, nearest

if TYPE_CHECKING:
    from sphinx_variorum.edition.records import Annotation

_NO_SLUG = re.compile(r"[\W_]+")
_LONGEST_SLUG = 48
_SHOWN_OCCURRENCES = 5


def slug(text: str) -> str:
    """Words as a part of an id: letters and digits of any script, hyphens between."""
    words = _NO_SLUG.sub("-", normalise(text).casefold()).strip("-")
    if len(words) > _LONGEST_SLUG:
        words = words[:_LONGEST_SLUG].rpartition("-")[0] or words[:_LONGEST_SLUG]
    return words


def derive_anchor(passage: str, sort: str, lemma: str, resp: str) -> str:
    """The anchor of an annotation without an id of its own, made of what its editor wrote.

    Passage, sort of annotation and lemma; who is responsible too where it was written outside
    its passage. No serial number is in it, so that a note more or less moves no link.
    """
    source, _, number = passage.rpartition(":")
    place = f"{source}.{number_slug(number)}" if source else slug(passage)
    parts = [place, sort, slug(lemma) or "passage", slug(resp)]
    return ".".join(part for part in parts if part)


def anchor_annotation(annotation: Annotation, text: NormalisedText, printed: str) -> Annotation:
    """`annotation` with the place of its lemma in the passage, or marked as unanchored.

    `text` is the normalised, `printed` the printed passage. Whatever is wrong is reported with
    the annotation's own file and line.
    """
    if not annotation.lemma:
        return annotation._replace(state="whole", span=(0, 0))
    anchor = find_lemma(text, annotation.lemma, annotation.nth or None)
    if anchor.state == "anchored":
        return annotation._replace(state="anchored", span=(anchor.start, anchor.end))
    subtype, message = _explain(annotation, anchor, text, printed)
    report(subtype, message, location=(annotation.docname, annotation.line))
    return annotation._replace(state="unanchored", span=(0, 0))


def _explain(
    annotation: Annotation, anchor: Anchor, text: NormalisedText, printed: str
) -> tuple[Subtype, str]:
    lemma, where = annotation.lemma, f"passage {annotation.passage}"
    kept = "; the note is printed at the foot of the passage, unanchored"
    if anchor.state == "short":
        return (
            Subtype.LEMMA_SHORT,
            f"the lemma “{lemma}” is one character: take the whole word{kept}",
        )
    if anchor.state == "inside":
        return (
            Subtype.LEMMA_ABSENT,
            f"the lemma “{lemma}” stands in {where} only inside longer words: write whole "
            f"words{kept}",
        )
    if anchor.state in ("ambiguous", "nth"):
        places = anchor.occurrences[:_SHOWN_OCCURRENCES]
        listed = "; ".join(
            f"{number}: {excerpt(printed, *place)}" for number, place in enumerate(places, 1)
        )
        more = len(anchor.occurrences) - len(places)
        listed += f"; and {more} more" if more > 0 else ""
        if anchor.state == "nth":
            return (
                Subtype.LEMMA_AMBIGUOUS,
                f"the lemma “{lemma}” has no occurrence {annotation.nth} in {where}; there are "
                f"{len(anchor.occurrences)} ({listed}){kept}",
            )
        return (
            Subtype.LEMMA_AMBIGUOUS,
            f"the lemma “{lemma}” stands {len(anchor.occurrences)} times in {where} ({listed}): "
            f"add words to it, or :nth:{kept}",
        )
    suggestion = nearest(normalise(lemma), text.text)
    hint = f"; nearest words there: “{suggestion.text}”" if suggestion else ""
    return (
        Subtype.LEMMA_ABSENT,
        f"the lemma “{lemma}” does not stand in {where}{hint}: copy the words from the "
        f"passage{kept}",
    )
