"""The flavours in which the edition is written: one per peer, the same words in all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from benchmarks.content import (
    DOCUMENTS_IN_VOLUME,
    PASSAGES_IN_SECTION,
    Counter,
    Document,
    Edition,
    Need,
    Passage,
)

_PUNCTUATION = ".,"
_CONFIGURATION = """\
project = "Synthetic edition"
author = "sphinx-variorum"
extensions = {extensions!r}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 0
html_theme = "alabaster"
exclude_patterns = ["_build", "_*"]
{more}"""


def document_name(number: int) -> str:
    """The name of a document's file, without folder and ending."""
    return f"doc{number:05d}"


def document_path(number: int) -> str:
    """The path of a document below the source directory, without ending."""
    return f"vol{_volume(number):03d}/{document_name(number)}"


def _volume(number: int) -> int:
    return (number - 1) // DOCUMENTS_IN_VOLUME + 1


def need_words(need: Need) -> str:
    """How a need begins where its status is not a field of its own."""
    return "Citation needed." if need.status == "open" else "Citation searched."


class Flavour(ABC):
    """One way to write the edition down."""

    name: str
    #: What has to be importable, Sphinx aside; also the extensions that are switched on.
    modules: tuple[str, ...] = ("myst_parser",)
    configuration = ""
    #: Root documents besides the volumes. The first must change when a need changes status.
    registers: tuple[str, ...] = ()

    def common_files(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """The (path, content) of every file that is not a document of the edition."""
        yield (
            "conf.py",
            _CONFIGURATION.format(extensions=list(self.modules), more=self.configuration),
        )
        volumes = range(1, _volume(edition.documents) + 1)
        entries = [*(f"vol{volume:03d}/index" for volume in volumes), *self.registers]
        yield "index.md", "# Edition\n\n```{toctree}\n" + "\n".join(entries) + "\n```\n"
        for volume in volumes:
            first = (volume - 1) * DOCUMENTS_IN_VOLUME + 1
            last = min(volume * DOCUMENTS_IN_VOLUME, edition.documents)
            names = "".join(f"{document_name(n)}\n" for n in range(first, last + 1))
            yield (
                f"vol{volume:03d}/index.md",
                f"# Volume {volume}\n\n```{{toctree}}\n:maxdepth: 1\n{names}```\n",
            )

    def document_files(self, document: Document) -> Iterator[tuple[str, str]]:
        """The (path, content) of every file of one document."""
        yield f"{document_path(document.number)}.md", self.page(document)

    def page(self, document: Document) -> str:
        """The source of the page that shows `document`."""
        blocks = [f"# {document.title}\n", *self.preamble(document)]
        for passage in document.passages:
            section, place = divmod(passage.number - 1, PASSAGES_IN_SECTION)
            if place == 0:
                blocks.append(f"## Section {section + 1}\n")
            blocks += self.passage(document.number, passage)
        return "\n".join(blocks) + "\n"

    def preamble(self, document: Document) -> Iterator[str]:
        """Blocks between the title and the first section."""
        yield from ()

    @abstractmethod
    def passage(self, document: int, passage: Passage) -> Iterator[str]:
        """The blocks of one passage."""

    def write(self, folder: Path, files: Iterator[tuple[str, str]]) -> None:
        """Write `files` below `folder`; a file that would not change is left as it is."""
        for name, content in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text(encoding="utf-8") != content:
                path.write_text(content, encoding="utf-8", newline="\n")


def emphasise(passage: Passage) -> list[str]:
    """The words of a passage with ``*`` round the emphasised ones."""
    words = list(passage.words)
    for index in passage.emphasised:
        bare = words[index].rstrip(_PUNCTUATION)
        words[index] = f"*{bare}*{words[index][len(bare) :]}"
    return words


def citation(counter: Counter) -> str:
    """A citation as plain words."""
    work = counter.work
    return f"({work.author} and {work.second_author} {work.year}, p. {counter.page})"


def _label(document: int, passage: int) -> str:
    return f"p-{document:05d}-{passage:02d}"


class Footnotes(Flavour):
    """Notes as footnotes, counter-sources and needs as admonitions: Sphinx and MyST alone."""

    name = "footnotes"

    def passage(self, document: int, passage: Passage) -> Iterator[str]:
        words, number = emphasise(passage), passage.number
        for index, note in enumerate(passage.notes, 1):
            words[note.anchor] += f"[^n-{number:02d}-{index}]"
        yield f"({_label(document, number)})=\n{' '.join(words)}\n"
        for index, note in enumerate(passage.notes, 1):
            yield f"[^n-{number:02d}-{index}]: {note.text}\n"
        counter = passage.counter
        target = f"passage {counter.document}.{counter.passage}"
        label = _label(counter.document, counter.passage)
        yield (
            f":::{{seealso}}\n{counter.text} {citation(counter)} "
            f"Compare {{ref}}`{target} <{label}>`.\n:::\n"
        )
        if passage.need:
            yield f":::{{attention}}\n{need_words(passage.need)} {passage.need.text}\n:::\n"


class Plain(Flavour):
    """Everything a plain paragraph: the floor, without any directive or role."""

    name = "plain"

    def passage(self, document: int, passage: Passage) -> Iterator[str]:
        yield " ".join(emphasise(passage)) + "\n"
        for note in passage.notes:
            yield f"{note.lemma}: {note.text}\n"
        counter = passage.counter
        target = f"passage {counter.document}.{counter.passage}"
        yield f"{counter.text} {citation(counter)} Compare {target}.\n"
        if passage.need:
            yield f"{need_words(passage.need)} {passage.need.text}\n"
