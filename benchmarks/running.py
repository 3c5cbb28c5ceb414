"""The runs: every phase of every peer, interleaved, so that a noisy machine is fair to all."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.content import EDIT_WORD, SIZES, Document, Edition
from benchmarks.flavours import Flavour, Footnotes, Plain, document_path
from benchmarks.measuring import BuildError, Measurement, Project, build, missing_module
from benchmarks.sphinx_needs_flavour import SphinxNeeds
from benchmarks.variorum_flavour import Variorum

FLAVOURS: dict[str, type[Flavour]] = {
    flavour.name: flavour for flavour in (Footnotes, Plain, SphinxNeeds, Variorum)
}
#: The phases of a run in their order, each from the state that the one before left.
PHASES = {
    "clean": "clean build",
    "edit": "edit of one passage",
    "register": "edit that changes registers",
    "no-op": "nothing changed",
}


class Peer:
    """One flavour on disk, and what its builds cost."""

    def __init__(self, flavour: Flavour, folder: Path) -> None:
        self.name = flavour.name
        self.flavour = flavour
        self.folder = folder
        self.project = Project(folder / "source", folder / "build")
        self.measurements: dict[str, list[Measurement]] = {phase: [] for phase in PHASES}
        self.site = 0
        self.environment = 0
        self.remarks: dict[str, str] = {}

    def write_document(self, document: Document) -> None:
        """Write the files of `document` as this flavour has them."""
        self.flavour.write(self.project.source, self.flavour.document_files(document))

    def write_common(self, edition: Edition) -> None:
        """Write everything but the documents, into a new folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.flavour.write(self.project.source, self.flavour.common_files(edition))

    def try_out(self) -> str | None:
        """Build a tiny edition, which also warms the caches; what is wrong, if it cannot be."""
        missing = missing_module(self.flavour.modules)
        if missing:
            return f"{missing} cannot be imported"
        tiny = Peer(self.flavour, self.folder)
        middle, _, _ = write_edition(Edition(2, 5), [tiny])
        try:
            problems = build(tiny.project, 1).problems
            if not tiny.shows(middle, f"{EDIT_WORD}0"):
                return f"its pages do not show the passages; {' '.join(problems[:1])}"
        except BuildError as error:
            return str(error)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        return None

    def run(self, phase: str, original: Document, number: int, jobs: int) -> None:
        """Measure one phase of the `number`-th run; `original` is the document to edit."""
        edited = original.with_edit(number)
        before = self._register() if phase == "register" else None
        if phase == "clean":
            shutil.rmtree(self.project.output, ignore_errors=True)
        elif phase == "edit":
            self.write_document(edited)
        elif phase == "register":
            self.write_document(edited.with_status("searching"))
        measurement = build(self.project, jobs)
        self.measurements[phase].append(measurement)
        if measurement.problems:
            self.remarks.setdefault(
                PHASES[phase],
                f"{len(measurement.problems)} warning(s), the first: {measurement.problems[0]}",
            )
        if phase == "clean":
            self.site = sum(p.stat().st_size for p in self.project.html.rglob("*") if p.is_file())
            self.environment = self.project.environment.stat().st_size
        elif phase == "edit":
            if not self.shows(original, f"{EDIT_WORD}{number}"):
                self.remarks[f"{PHASES[phase]}, result"] = "the page still shows the old word"
        elif phase == "register" and before is not None and before == self._register():
            self.remarks[f"{PHASES[phase]}, result"] = "its register was left out of date"

    def _register(self) -> str | None:
        """A digest of the register of needs, with the pages of its parts if it is split; None if
        the peer has none.
        """
        if not self.flavour.registers:
            return None
        name = self.flavour.registers[0]
        pages = sorted((self.project.html / "register-parts" / name).rglob("*.html"))
        return " ".join(map(str, map(_digest, [self.project.html / f"{name}.html", *pages])))

    def shows(self, document: Document, word: str) -> bool:
        """Whether the built page of `document` holds `word`."""
        page = self.project.html / f"{document_path(document.number)}.html"
        return page.is_file() and word in page.read_text(encoding="utf-8")

    def seconds(self, phase: str) -> float:
        """The median time of a phase."""
        return median(m.seconds for m in self.measurements[phase])

    def peak(self) -> float:
        """The median over the runs of the most memory that a clean build held."""
        return median(m.peak for m in self.measurements["clean"])


def write_edition(edition: Edition, peers: Iterable[Peer]) -> tuple[Document, int, int]:
    """Write the edition for all peers.

    Returns the document to edit, and the numbers of words in the passages and about them.
    """
    peers = list(peers)
    for peer in peers:
        peer.write_common(edition)
    passage_words = other_words = 0
    middle: Document | None = None
    for document in edition:
        for peer in peers:
            peer.write_document(document)
        if document.number == edition.middle:
            middle = document
        for passage in document.passages:
            passage_words += len(passage.words)
            texts = [*(note.text for note in passage.notes), passage.counter.text]
            texts += [passage.need.text] if passage.need else []
            other_words += sum(len(text.split()) for text in texts)
    assert middle is not None
    return middle, passage_words, other_words


def run_all(peers: list[Peer], middle: Document, runs: int, jobs: int) -> dict[str, str]:
    """Measure all phases `runs` times; peers that fail are taken out of `peers`, with reasons."""
    failed: dict[str, str] = {}
    for number in range(1, runs + 1):
        for phase in PHASES:
            # Who goes first changes with the run.
            turn = number % len(peers) if peers else 0
            for peer in [*peers[turn:], *peers[:turn]]:
                try:
                    peer.run(phase, middle, number, jobs)
                except BuildError as error:
                    failed[peer.name] = f"{PHASES[phase]}: {error}"
                    peers.remove(peer)
        for peer in peers:
            peer.write_document(middle)
    return failed


def size_of(name: str) -> tuple[int, int]:
    """The number of documents and of passages in an edition of the named size."""
    documents, passages = SIZES[name]
    return documents, documents * passages


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
