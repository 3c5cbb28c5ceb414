"""Registers: which rows a generated list holds, and what each cell says and links to.

The rows are the same for every builder; what a link or a word looks like is the renderer's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.edition.bibliography.records import CAVEATS
from sphinx_variorum.edition.index import Edition, Use
from sphinx_variorum.edition.locators import Citation, split_labels
from sphinx_variorum.edition.records import Annotation, CounterSource, Need, Register
from sphinx_variorum.edition.tables import Cell, Row, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from sphinx_variorum.edition.bibliography import Run


def work_anchor(key: str) -> str:
    """The id of a work's row in the register of works."""
    return f"work.{key}"


def citation_words(edition: Edition, cites: Iterable[Citation]) -> Cell:
    """Citations as a reader sees them: “Song 2015, para. 4; BBC 2017”, linked to the register."""
    page = edition.register_page("works")
    words: list[Words] = []
    for key, locator in cites:
        if words:
            words.append(Words("; "))
        work = edition.works.get(key)
        anchor = work_anchor(key) if page and work else ""
        words.append(Words(work.label if work else key, page if work else "", anchor))
        if locator:
            words += (Words(", "), *locator_words(locator))
        if work and work.caveat:
            words += (Words(" ("), *_caveat_words(work.caveat), Words(")"))
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


def _caveat_words(caveat: str) -> Cell:
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


def run_words(runs: Iterable[Run]) -> Cell:
    """A formatted reference as a cell."""
    return tuple(
        Words(run.text, url=run.url, style="" if run.style == "link" else run.style) for run in runs
    )


def fill(edition: Edition, register: Register) -> Table:
    """The register's table. Rows follow the edition's order, works their author and year."""
    key = (register.kind, register.wanted)
    if key not in edition.tables:
        columns, rows = _FILLERS[register.kind]
        edition.tables[key] = Table(
            register.kind, columns, tuple(rows(edition, dict(register.wanted)))
        )
    return edition.tables[key]


def kinds() -> tuple[str, ...]:
    """The kinds of register there are."""
    return tuple(_FILLERS)


def columns(kind: str) -> tuple[str, ...]:
    """The titles of the columns of a register of `kind`: words of the interface."""
    return _FILLERS[kind][0]


def fields(kind: str) -> Mapping[str, str]:
    """The fields by which a register of `kind` can be limited: name to vocabulary scheme."""
    return _FIELDS[kind]


def _wanted(edition: Edition, annotation: Annotation, wanted: Mapping[str, str]) -> bool:
    source = annotation.passage.partition(":")[0]
    for field, value in wanted.items():
        actual = source if field == "source" else getattr(annotation.detail, field, "")
        if actual != value:
            return False
    return True


def _in_order(edition: Edition) -> Iterator[Annotation]:
    """Annotations in the order in which a reader meets them, standoff ones in their passage."""
    for docname in edition.order:
        for passage in edition.pages[docname].passages:
            if edition.passages.get(passage.ident) == passage:
                yield from edition.annotations_of.get(passage.ident, ())


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


def _need_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    for annotation in _in_order(edition):
        detail = annotation.detail
        if not isinstance(detail, Need) or not _wanted(edition, annotation, wanted):
            continue
        yield Row(
            f"row.{annotation.anchor}",
            detail.status,
            (
                passage_words(edition, annotation.passage, annotation),
                lemma_words(edition, annotation),
                (Words(term("need-type", detail.type).label, interface=True),)
                if detail.type
                else (),
                (Words(term("need-status", detail.status).label, interface=True, style="label"),),
                (Words(detail.opened, style="date"),) if detail.opened else (),
                citation_words(edition, annotation.cites),
            ),
        )


def _counter_source_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    for annotation in _in_order(edition):
        detail = annotation.detail
        if not isinstance(detail, CounterSource) or not _wanted(edition, annotation, wanted):
            continue
        cited = citation_words(edition, annotation.cites)
        if detail.counter_passage:
            other = passage_words(edition, detail.counter_passage)
            cited = (*cited, Words("; "), *other) if cited else other
        relation = term("relation", detail.relation) if detail.relation else None
        yield Row(
            f"row.{annotation.anchor}",
            detail.relation,
            (
                passage_words(edition, annotation.passage, annotation),
                lemma_words(edition, annotation),
                (Words(relation.label, interface=True, style="label"),) if relation else (),
                cited,
                (Words(term("certainty", detail.certainty).label, interface=True),)
                if detail.certainty
                else (),
            ),
        )


def _use_words(edition: Edition, use: Use) -> Cell:
    """One use: where, and as what."""
    if use.source is not None:
        return (
            Words(use.source.siglum or use.source.ident, use.source.docname, use.source.anchor),
            Words(" ("),
            Words("the text edited here", interface=True),
            Words(")"),
        )
    said = _ROLES.get(use.role) or term("relation", use.role).label
    where: Cell
    if use.annotation is not None:
        where = passage_words(edition, use.annotation.passage, use.annotation)
    else:
        page = edition.pages[use.docname]
        source = page.sources[0] if page.sources else None
        shown = source.siglum or source.title if source else page.title or use.docname
        where = (Words(shown, use.docname, source.anchor if source else ""),)
    located = (Words(", "), *locator_words(use.locator)) if use.locator else ()
    return (*where, Words(" ("), Words(said, interface=True), *located, Words(")"))


def _work_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    cited = [edition.works[key] for key in edition.uses if key in edition.works]
    for work in sorted(cited, key=lambda work: (work.sort_key, work.key)):
        uses: list[Words] = []
        for use in edition.uses[work.key]:
            if uses:
                uses.append(Words("; "))
            uses.extend(_use_words(edition, use))
        reference = run_words(work.runs)
        if work.caveat:
            reference = (*reference, Words(" ["), *_caveat_words(work.caveat), Words("]"))
        yield Row(work_anchor(work.key), work.kind, (reference, tuple(uses)))


#: How a work is used, where it is not by a relation.
_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "note": gettext_noop("note"),
        "evidence": gettext_noop("evidence"),
        "mention": gettext_noop("mentioned"),
    }
)
_Filler = Callable[[Edition, Mapping[str, str]], Iterator[Row]]
_FILLERS: Mapping[str, tuple[tuple[str, ...], _Filler]] = MappingProxyType(
    {
        "needs": (("passage", "lemma", "type", "status", "opened", "evidence"), _need_rows),
        "counter-sources": (
            ("passage", "lemma", "relation", "source", "certainty"),
            _counter_source_rows,
        ),
        "works": (("reference", "cited at"), _work_rows),
    }
)
_FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "needs": MappingProxyType(
            {"source": "", "status": "need-status", "type": "need-type", "priority": "priority"}
        ),
        "counter-sources": MappingProxyType(
            {"source": "", "relation": "relation", "certainty": "certainty", "stance": "stance"}
        ),
        "works": MappingProxyType({}),
    }
)
