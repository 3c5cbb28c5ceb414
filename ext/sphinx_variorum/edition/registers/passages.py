"""The registers of texts and of passages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import passage_words, quoted_words
from sphinx_variorum.edition.registers.kind import RegisterKind, ident, number, word, words
from sphinx_variorum.edition.tables import Row, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage, Source


def _passages(edition: Edition) -> Iterator[tuple[Passage, Record]]:
    for docname in edition.order:
        for passage in edition.pages[docname].passages:
            if edition.passages.get(passage.ident) == passage:
                kinds = Counter(item.kind for item in edition.annotations_of[passage.ident])
                yield (
                    passage,
                    {
                        "source": passage.source,
                        "passage": passage.ident,
                        "excerpt": passage.excerpt,
                        "words": passage.words,
                        "omitted": passage.omitted,
                        "annotations": kinds.total(),
                        "needs": kinds["citation-needed"],
                        "proof": passage.proof,
                    },
                )


def _passage_row(edition: Edition, passage: Passage) -> Row:
    count = len(edition.annotations_of[passage.ident])
    return Row(
        f"row.{passage.anchor}",
        passage.proof,
        (
            passage_words(edition, passage.ident),
            (quoted_words(edition, passage.ident, passage.excerpt),),
            (Words(str(passage.words)),),
            (Words(str(count)),),
        ),
    )


PASSAGES = RegisterKind(
    ("passage", "begins", "words", "annotations"),
    (
        ident("source"),
        ident("passage"),
        words("excerpt"),
        number("words"),
        number("omitted"),
        number("annotations"),
        number("needs"),
        words("proof"),
    ),
    _passages,
    _passage_row,
    split="source",
)


def _sources(edition: Edition) -> Iterator[tuple[Source, Record]]:
    for source in edition.sources.values():
        yield (
            source,
            {
                "source": source.ident,
                "siglum": source.siglum,
                "title": source.title,
                "language": source.language,
                "rights": source.rights,
                "passages": len(edition.passages_of[source.ident]),
            },
        )


def _source_row(edition: Edition, source: Source) -> Row:
    passages = edition.passages_of[source.ident]
    count = sum(len(edition.annotations_of[passage.ident]) for passage in passages)
    return Row(
        f"row.{source.anchor}",
        source.rights,
        (
            (Words(source.siglum, style="label"),),
            (Words(source.title, source.docname, source.anchor),),
            (Words(str(len(passages))),),
            (Words(str(count)),),
        ),
    )


SOURCES = RegisterKind(
    ("siglum", "text", "passages", "annotations"),
    (
        ident("source"),
        words("siglum"),
        words("title"),
        words("language"),
        word("rights", "rights"),
        number("passages"),
    ),
    _sources,
    _source_row,
    split="title",
)
