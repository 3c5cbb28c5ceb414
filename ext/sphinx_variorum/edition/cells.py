"""Cells: how works, locators, passages and lemmata are named in any table or line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx_variorum.edition.bibliography.records import CAVEATS
from sphinx_variorum.edition.locators import Citation, split_labels
from sphinx_variorum.edition.records import Note
from sphinx_variorum.edition.tables import Cell, Words
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from sphinx_variorum.edition.bibliography import Run
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation


def work_anchor(key: str) -> str:
    """The id of a work's row in the register of works."""
    return f"work.{key}"


def work_words(edition: Edition, key: str) -> Words:
    """A work by author and year, linked to its row in the register of works."""
    work = edition.works.get(key)
    page = work_page(edition, key) if work else ""
    return Words(work.label if work else key, page, work_anchor(key) if page else "")


def work_page(edition: Edition, key: str) -> str:
    """The page that has the row of a work; empty if no page lists all works."""
    page = edition.register_page("works")
    return edition.page_of_row(page, work_anchor(key)) if page else ""


def citation_words(edition: Edition, cites: Iterable[Citation]) -> Cell:
    """Citations as a reader sees them: “Song 2015, para. 4; BBC 2017”, linked to the register."""
    words: list[Words] = []
    for key, locator in cites:
        if words:
            words.append(Words("; "))
        work = edition.works.get(key)
        words.append(work_words(edition, key))
        if locator:
            words += (Words(", "), *locator_words(locator))
        if work and work.caveat:
            words += (Words(" ("), *caveat_words(work.caveat), Words(")"))
    return tuple(words)


def locator_words(locator: str) -> Cell:
    """A locator as a reader sees it; its labels are words of the interface."""
    words: list[Words] = []
    for label, value in split_labels(locator):
        if words:
            words.append(Words(", "))
        if label:
            words.append(Words(label, interface=True))
        if value:
            words.append(Words(f" {value}" if label else value))
    return tuple(words)


def caveat_words(caveat: str) -> Cell:
    """A caveat of a work; what it begins with is ours, the rest the editors'."""
    for said in CAVEATS.values():
        if caveat.startswith(said):
            return (Words(said, interface=True), Words(caveat.removeprefix(said)))
    return (Words(caveat),)


def passage_words(edition: Edition, passage: str, annotation: Annotation | None = None) -> Cell:
    """A passage's label, linked to it or to one of its annotations."""
    record = edition.passages.get(passage)
    label = edition.label(passage)
    if annotation is not None:
        return (Words(label, edition.docname_of(annotation), annotation.anchor),)
    return (Words(label, record.docname, record.anchor) if record else Words(label),)


def term_words(scheme: str, slug: str) -> Cell:
    """The label of a term of a closed list; nothing if none is given."""
    return (Words(term(scheme, slug).label, interface=True),) if slug else ()


def rhetoric_anchor(annotation: Annotation, label: str) -> str:
    """The id of the row of a label of a note in the register of rhetoric."""
    return f"row.{label}.{annotation.anchor}"


def rhetoric_words(edition: Edition, annotation: Annotation) -> Cell:
    """The devices that a note finds in its lemma: “doubt; slogan”, each linked to its row among
    all others of its sort, if a page lists them.
    """
    labels = annotation.detail.labels if isinstance(annotation.detail, Note) else ()
    page = edition.register_page("rhetoric") if labels else ""
    words: list[Words] = []
    for label in labels:
        if words:
            words.append(Words("; "))
        said = term("rhetoric", label).label
        anchor = rhetoric_anchor(annotation, label) if page else ""
        at = edition.page_of_row(page, anchor) if page else ""
        words.append(Words(said, at, anchor, interface=True))
    return tuple(words)


def run_words(runs: Iterable[Run]) -> Cell:
    """A formatted reference as a cell."""
    return tuple(
        Words(run.text, url=run.url, style="" if run.style == "link" else run.style) for run in runs
    )


def lemma_words(edition: Edition, annotation: Annotation) -> Cell:
    """The words that an annotation is about, in their language."""
    if annotation.lemma:
        return (quoted_words(edition, annotation.passage, annotation.lemma),)
    return (Words("the whole passage", interface=True),)


def quoted_words(edition: Edition, passage: str, text: str) -> Words:
    """Words of a passage, with its language and direction."""
    record = edition.passages.get(passage)
    language, direction = (record.language, record.direction) if record else ("", "")
    return Words(text, style="italic", language=language, direction=direction)
