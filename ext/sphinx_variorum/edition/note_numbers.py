"""The order of the cards of a passage, and the numbers that readers see on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def card_order(item: Annotation) -> tuple[int, int, int, str, int]:
    """Cards stand in the order of their marks: behind the lemma, or behind the last word."""
    late = {"anchored": 0, "whole": 1}.get(item.state, 2)
    return late, item.span[1], item.span[0], item.docname, item.line


#: Kinds of annotation on the text itself, which have letters where others have numbers.
LETTERED = frozenset({"correction", "variant"})


def apparatus_letter(count: int) -> str:
    """The mark of the correction or variant with `count` others before it in its passage: a, b …
    z, aa.
    """
    return chr(ord("a") + count % 26) * (count // 26 + 1)


def note_numbers(edition: Edition, docname: str) -> dict[str, str]:
    """The numbers on the page `docname`, by the annotations' ids.

    Corrections and variants have letters, which begin anew in each passage; all others are counted
    over the page. Empty where a passage's id belongs to another one: what is counted there is
    known only when the page is written.
    """
    numbers: dict[str, str] = {}
    counted = 0
    for passage in edition.pages[docname].passages:
        if edition.passages.get(passage.ident) != passage:
            return {}
        letters = 0
        for item in sorted(edition.annotations_of.get(passage.ident, ()), key=card_order):
            if item.kind in LETTERED:
                numbers[item.ident] = apparatus_letter(letters)
                letters += 1
            else:
                counted += 1
                numbers[item.ident] = str(counted)
    return numbers
