"""The edition as sphinx-variorum: proved passages with annotations nested in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from benchmarks.content import Document, Edition, Passage, bibliography
from benchmarks.flavours import Flavour, document_name, emphasise
from benchmarks.lemmata import Lemma, choose_lemma

_CONFIGURATION = """
variorum_witnesses = "witnesses"
variorum_bibliography = ["references.bib"]
"""


def _witness(document: Document) -> str:
    return "\n\n".join(passage.text for passage in document.passages) + "\n"


def _references() -> str:
    return "\n".join(
        f"@book{{{work.key},\n"
        f"  author = {{{work.author}, Anna and {work.second_author}, Bertil}},\n"
        f"  title = {{{work.title}}},\n"
        f"  year = {{{work.year}}},\n"
        f"  publisher = {{{work.second_author} Press}},\n"
        f"  address = {{{work.author}}},\n}}\n"
        for work in bibliography()
    )


def _annotation(name: str, lemma: Lemma, options: dict[str, str], body: str) -> str:
    if lemma.nth is not None:
        options = {"nth": str(lemma.nth), **options}
    lines = "".join(f":{key}: {value}\n" for key, value in options.items())
    return f"\n:::{{{name}}} {lemma.text}\n{lines}\n{body}\n:::\n"


class Variorum(Flavour):
    """Passages, notes, counter-sources and needs as directives of sphinx-variorum."""

    name = "variorum"
    modules = ("myst_parser", "sphinx_variorum")
    configuration = _CONFIGURATION
    registers = ("register", "works")

    def common_files(self, edition: Edition) -> Iterator[tuple[str, str]]:
        yield from super().common_files(edition)
        yield "references.bib", _references()
        yield "register.md", "# Citation needs\n\n:::{register} needs\n:::\n"
        yield "works.md", "# Works cited\n\n:::{register} works\n:::\n"

    def document_files(self, document: Document) -> Iterator[tuple[str, str]]:
        yield from super().document_files(document)
        yield f"witnesses/{document_name(document.number)}.txt", _witness(document)

    def preamble(self, document: Document) -> Iterator[str]:
        name, works = document_name(document.number), bibliography()
        digest = hashlib.sha256(_witness(document).encode()).hexdigest()
        yield (
            f":::{{source}} {name}\n"
            f":entry: {works[(document.number - 1) % len(works)].key}\n"
            f":siglum: S{document.number}\n"
            f":witness: {name}.txt\n"
            f":sha256: {digest}\n"
            ":rights: public-domain\n:::\n"
        )

    def passage(self, document: int, passage: Passage) -> Iterator[str]:
        parts = [f"::::{{passage}} {passage.number}\n{' '.join(emphasise(passage))}\n"]
        parts += self._annotations(document, passage)
        yield "".join(parts) + "::::\n"

    def _annotations(self, document: int, passage: Passage) -> Iterator[str]:
        words = passage.words
        for note in passage.notes:
            options = {"type": "context"}
            lemma = choose_lemma(words, note.anchor)
            yield _annotation("editorial-note", lemma, options, note.text)
        counter = passage.counter
        target = f"{document_name(counter.document)}:{counter.passage}"
        yield _annotation(
            "counter-source",
            choose_lemma(words, passage.emphasised[0]),
            {"cites": f"{counter.work.key}, p. {counter.page}", "relation": "supports"},
            f"{counter.text} Compare {{passage}}`{target}`.",
        )
        if passage.need:
            yield _annotation(
                "citation-needed",
                choose_lemma(words, passage.emphasised[1]),
                {
                    "id": f"need-{document:05d}-{passage.number:02d}",
                    "type": "citation",
                    "status": passage.need.status,
                },
                passage.need.text,
            )
