"""The words of the synthetic edition: the same for every flavour, and at every run.

=============  ==================================================================================
document       a title and sections of five passages
passage        65 to 95 words, two of them emphasised, with the anchors of its notes
note           18 to 32 words of the editors on one word of the passage
counter        a counter-source: 15 to 25 words, a work and a page, and another passage to compare
need           a citation need of 8 to 12 words, on every second passage
=============  ==================================================================================

Words are pseudo-words of seeded syllables, drawn by the law of Zipf and Mandelbrot from a
vocabulary of 150,000. Nothing here may change without making earlier figures worthless.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

#: Name of the size: documents, and passages in each.
SIZES = {"XS": (5, 20), "S": (50, 20), "M": (500, 20), "L": (5000, 20)}
PASSAGES_IN_SECTION = 5
DOCUMENTS_IN_VOLUME = 50
VOCABULARY_SIZE = 150_000
WORKS = 500

#: The word which the edit changes, where it stands, and the passage whose need changes status.
EDIT_WORD = "zzedit"
EDIT_PASSAGE = 3
EDIT_PLACE = 5
NEED_PASSAGE = 4

_CONSONANTS = "b c d f g h l m n p r s t v"
_ONSETS = [*f"{_CONSONANTS} {_CONSONANTS} br cr dr fl gr pl pr st tr".split(), ""]
_NUCLEI = ["a", "a", "e", "e", "i", "i", "o", "o", "u", "ae", "ia", "io"]
_CODAS = [""] * 6 + ["n", "r", "s", "t", "l", "m", "nt", "ns"]


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the bibliography."""

    key: str
    author: str
    second_author: str
    year: int
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the editors on the word at index `anchor` of the passage."""

    anchor: int
    lemma: str
    text: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter-source: what `work` has on `page`, and the passage to compare."""

    text: str
    work: Work
    page: int
    document: int
    passage: int


@dataclass(frozen=True, slots=True)
class Need:
    """A citation need."""

    text: str
    status: str = "open"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and all that the editors wrote on it."""

    number: int
    words: tuple[str, ...]
    emphasised: tuple[int, ...]
    notes: tuple[Note, ...]
    counter: Counter
    need: Need | None

    @property
    def text(self) -> str:
        """The words of the passage without markup."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Document:
    """One page of the edition."""

    number: int
    title: str
    passages: tuple[Passage, ...]

    def _with_passage(self, passage: Passage) -> Document:
        passages = tuple(passage if p.number == passage.number else p for p in self.passages)
        return replace(self, passages=passages)

    def with_edit(self, number: int) -> Document:
        """The document after the `number`-th edit of one word in one passage."""
        passage = self.passages[EDIT_PASSAGE - 1]
        words = list(passage.words)
        words[EDIT_PLACE] = f"{EDIT_WORD}{number}"
        return self._with_passage(replace(passage, words=tuple(words)))

    def with_status(self, status: str) -> Document:
        """The document after one of its needs was given another status."""
        passage = self.passages[NEED_PASSAGE - 1]
        assert passage.need is not None
        return self._with_passage(replace(passage, need=replace(passage.need, status=status)))


@cache
def vocabulary() -> tuple[str, ...]:
    """All words, the frequent (and short) ones first."""
    rng = random.Random(7)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY_SIZE:
        rank = len(words)
        if rank < 60:
            syllables = 1
        else:
            syllables = rng.choice((1, 2, 2)) if rank < 1200 else rng.choice((2, 3, 3, 4))
        word = "".join(
            rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(syllables)
        )
        if len(word) > 1:
            words[word] = None
    return tuple(words)


@cache
def _weights() -> tuple[float, ...]:
    return tuple(itertools.accumulate(1 / (r + 2.7) ** 1.24 for r in range(VOCABULARY_SIZE)))


@cache
def bibliography() -> tuple[Work, ...]:
    """The works which the counter-sources cite."""
    rng, words = random.Random(11), vocabulary()
    works = []
    for number in range(WORKS):
        first, second = (rng.choice(words[600:4000]).capitalize() for _ in range(2))
        year = 1780 + rng.randrange(220)
        title = " ".join(rng.choices(words[100:4000], k=6)).capitalize()
        works.append(Work(f"{first.lower()}{number:03d}", first, second, year, title))
    return tuple(works)


class Edition:
    """A synthetic edition; its documents are made one after another, never held together."""

    def __init__(self, documents: int, passages: int, notes: int = 2, seed: int = 1848) -> None:
        self.documents = documents
        self.passages = passages
        self.notes = notes
        self._seed = seed

    @classmethod
    def of_size(cls, size: str) -> Edition:
        """The edition of one of the named sizes."""
        return cls(*SIZES[size])

    @property
    def middle(self) -> int:
        """The number of the document in which the measured edits are made."""
        return 1 + self.documents // 2

    def __iter__(self) -> Iterator[Document]:
        rng = random.Random(self._seed)
        for number in range(1, self.documents + 1):
            title = " ".join(_draw(rng, 4)).capitalize()
            passages = tuple(self._passage(rng, number, i) for i in range(1, self.passages + 1))
            yield Document(number, title, passages)

    def _passage(self, rng: random.Random, document: int, number: int) -> Passage:
        length = rng.randint(65, 95)
        words = _sentences(rng, length)
        if document == self.middle and number == EDIT_PASSAGE:
            words[EDIT_PLACE] = f"{EDIT_WORD}0"
        emphasised = tuple(sorted(rng.sample(range(10, length - 10), 2)))
        anchors = sorted(rng.sample(range(6, length), self.notes))
        notes = tuple(
            Note(a, words[a].strip(".,").lower(), _prose(rng, rng.randint(18, 32))) for a in anchors
        )
        to_document, to_passage = rng.randint(1, self.documents), rng.randint(1, self.passages)
        counter = Counter(
            _prose(rng, rng.randint(15, 25)),
            bibliography()[rng.randrange(WORKS)],
            rng.randint(1, 400),
            to_document,
            to_passage,
        )
        need = Need(_prose(rng, rng.randint(8, 12))) if number % 2 == 0 else None
        return Passage(number, tuple(words), emphasised, notes, counter, need)


def _draw(rng: random.Random, number: int) -> list[str]:
    return rng.choices(vocabulary(), cum_weights=_weights(), k=number)


def _sentences(rng: random.Random, number: int) -> list[str]:
    """`number` words as sentences of 8 to 22, with a comma in the middle of the longer ones."""
    words, start = _draw(rng, number), 0
    while start < number:
        end = min(number, start + rng.randint(8, 22))
        if number - end < 4:
            end = number
        words[start] = words[start].capitalize()
        if end - start > 9:
            words[(start + end) // 2] += ","
        words[end - 1] += "."
        start = end
    return words


def _prose(rng: random.Random, number: int) -> str:
    return " ".join(_sentences(rng, number))
