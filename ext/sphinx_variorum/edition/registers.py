"""Registers: which rows a generated list holds, and what each cell says and links to.

The rows are the same for every builder; what a link or a word looks like is the renderer's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from sphinx_variorum.edition.cells import (
    caveat_words,
    citation_words,
    lemma_words,
    locator_words,
    passage_words,
    run_words,
    work_anchor,
)
from sphinx_variorum.edition.changes import change_rows
from sphinx_variorum.edition.claims import YES_OR_NO, claim_rows
from sphinx_variorum.edition.index import Edition, Use
from sphinx_variorum.edition.name_rows import NAME_COLUMNS, name_rows
from sphinx_variorum.edition.records import Annotation, CounterSource, Need, Register
from sphinx_variorum.edition.tables import Cell, Row, Table, Words, gettext_noop
from sphinx_variorum.edition.vocabulary import term


def fill(edition: Edition, register: Register) -> Table:
    """The register's table.

    Rows follow the edition's order, works their author and year; claims come first to which most
    texts speak, changes the newest first.
    """
    key = register._replace(docname="", line=0)
    if key not in edition.tables:
        titles, filler = _FILLERS[register.kind]
        rows = tuple(filler(edition, dict(register.wanted)))
        whole = edition.register_page(register.kind) if register.most else ""
        shown = rows[: register.most] if register.most else rows
        edition.tables[key] = Table(register.kind, titles, shown, len(rows), whole)
    return edition.tables[key]


def kinds() -> tuple[str, ...]:
    """The kinds of register there are."""
    return tuple(_FILLERS)


def columns(kind: str) -> tuple[str, ...]:
    """The titles of the columns of a register of `kind`: words of the interface."""
    return _FILLERS[kind][0]


def fields(kind: str) -> Mapping[str, str]:
    """The fields by which a register of `kind` can be limited: name to vocabulary scheme.

    An empty scheme stands for an id, `YES_OR_NO` for one of the two words.
    """
    return _FIELDS[kind]


def _wanted(edition: Edition, annotation: Annotation, wanted: Mapping[str, str]) -> bool:
    source = annotation.passage.partition(":")[0]
    for field, value in wanted.items():
        if field == "source":
            actual = source
        elif field == "stance":
            actual = annotation.position.stance
        else:
            actual = getattr(annotation.detail, field, "")
        if actual != value:
            return False
    return True


def _need_rows(edition: Edition, wanted: Mapping[str, str]) -> Iterator[Row]:
    for annotation in edition.annotations_in_order():
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
    for annotation in edition.annotations_in_order():
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
            reference = (*reference, Words(" ["), *caveat_words(work.caveat), Words("]"))
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
        "claims": (
            ("claim", "texts that speak to it", "verdict", "editors' judgement"),
            claim_rows,
        ),
        "names": (NAME_COLUMNS, name_rows),
        "changes": (("date", "passage", "lemma", "change"), change_rows),
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
        "claims": MappingProxyType({"disputed": YES_OR_NO, "verdict": "verdict"}),
        "names": MappingProxyType({"kind": "name-kind"}),
        "changes": MappingProxyType({"source": ""}),
    }
)
