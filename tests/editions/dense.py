"""An edition as dense as the densest: one page, with the profile of *Karl Kraus 1933*.

4,000 words in 50 passages, 5 annotations per 100 words; 27 in 100 annotations lie within the lemma
of another one, 2 in 100 cross another one's. Lengths of notes follow the *New Variorum*: median 42
words, a third below 25, one in eight above 150, one in 25 above 300. The words mean nothing; they
are the same at every run with the same seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.support import sha256

PASSAGES = 50
WORDS_IN_PASSAGE = 80
ANNOTATIONS_IN_PASSAGE = 4
NESTED = 0.27
CROSSING = 0.02

#: Words of a note, as in the New Variorum: as many of each as make its distribution.
_LENGTHS = (8, 12, 16, 20, 24, 30, 38, 42, 46, 55, 70, 90, 110, 140, 165, 240, 42, 42, 36, 28, 330)


class Span(NamedTuple):
    """A lemma: its words by index in the passage, the last one not in it."""

    start: int
    end: int


class Profile(NamedTuple):
    """What is measured on an edition: numbers, and shares of all annotations."""

    words: int
    annotations: int
    nested: float
    """Annotations whose lemma lies within another one."""
    crossing: float
    """Annotations whose lemma has words of another one, and each has words of its own."""


def is_within(inner: Span, outer: Span) -> bool:
    """Whether `inner` has only words of `outer`, and `outer` more than those."""
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def is_across(one: Span, other: Span) -> bool:
    """Whether the two share words, and each has some that the other has not."""
    share = one.start < other.end and other.start < one.end
    return share and one != other and not is_within(one, other) and not is_within(other, one)


def measure(passages: Sequence[tuple[Sequence[str], Sequence[Span]]]) -> Profile:
    """The profile of passages: the words and the lemmata of each."""
    nested = crossing = 0
    for _words, spans in passages:
        nested += sum(any(is_within(span, other) for other in spans) for span in spans)
        crossing += sum(any(is_across(span, other) for other in spans) for span in spans)
    number = sum(len(spans) for _words, spans in passages)
    words = sum(len(words) for words, _spans in passages)
    return Profile(words, number, nested / number, crossing / number)


def passages(seed: int) -> list[tuple[list[str], list[Span]]]:
    """The words and the lemmata of every passage."""
    draw = random.Random(seed)
    number = PASSAGES * ANNOTATIONS_IN_PASSAGE
    shapes = [_shape(index) for index in range(PASSAGES)]
    assert sum(nested for nested, _crossing in shapes) == round(NESTED * number)
    assert sum(crossing for _nested, crossing in shapes) == round(CROSSING * number)
    return [(_words(draw), _spans(draw, *shape)) for shape in shapes]


def _shape(index: int) -> tuple[int, int]:
    """How many annotations of this passage are nested, and how many cross: 54 and 4 in all."""
    crossing = 2 if index in (11, 37) else 0
    return (2 if index in (3, 17, 29, 43) else 1), crossing


def _spans(draw: random.Random, nested: int, crossing: int) -> list[Span]:
    """Lemmata in rooms of their own, each room with one, with two nested, or with two crossing."""
    rooms = [*["nested"] * nested, *["crossing"] * (crossing // 2)]
    rooms += ["alone"] * (ANNOTATIONS_IN_PASSAGE - 2 * len(rooms))
    draw.shuffle(rooms)
    width = WORDS_IN_PASSAGE // len(rooms)
    found: list[Span] = []
    for number, room in enumerate(rooms):
        start = number * width + draw.randrange(0, width - 12)
        length = draw.randrange(1, 4) if room == "alone" else draw.randrange(5, 10)
        first = Span(start, start + length)
        found.append(first)
        if room == "nested":
            begins = draw.randrange(first.start + 1, first.end - 2)
            found.append(Span(begins, begins + draw.randrange(1, 3)))
        elif room == "crossing":
            found.append(Span(first.end - 2, first.end + 2))
    return sorted(found)


def _word(draw: random.Random) -> str:
    """One to three syllables."""
    syllables = draw.randrange(1, 4)
    return "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _each in range(syllables))


def _words(draw: random.Random) -> list[str]:
    """Words of which none occurs twice, in sentences of sixteen; the last one ends with a stop."""
    found: list[str] = []
    known: set[str] = set()
    while len(found) < WORDS_IN_PASSAGE:
        word = _word(draw)
        if word not in known:
            known.add(word)
            found.append(word)
    for index in range(0, WORDS_IN_PASSAGE, 16):
        found[index] = found[index].capitalize()
        found[index + 15] += "."
    return found


def files(seed: int = 0) -> dict[str, str | bytes]:
    """The edition, as `tests.support.Edition.create` takes it."""
    draw = random.Random(f"notes {seed}")
    made = passages(seed)
    lengths = list(_LENGTHS) * 10
    draw.shuffle(lengths)
    texts = [" ".join(words) for words, _spans in made]
    witness = "\n\n".join(texts) + "\n"
    head = (
        "# A dense page\n\n:::{source} dense\n:siglum: X\n:rights: public-domain\n"
        f":witness: witness.txt\n:sha256: {sha256(witness)}\n:::\n"
    )
    kinds = _kinds()
    body = [
        f"::::{{passage}} {number}\n{' '.join(words)}\n\n"
        + "\n".join(
            _annotation(draw, next(kinds), " ".join(words[slice(*span)]).rstrip("."), lengths.pop())
            for span in spans
        )
        + "::::\n"
        for number, (words, spans) in enumerate(made, 1)
    ]
    return {"index.md": "\n".join([head, *body]), "witnesses/witness.txt": witness}


def _kinds() -> Iterator[str]:
    """What an annotation is, over and over in the shares of an edition that checks its text."""
    while True:
        yield from (
            "editorial-note context",
            "counter-source contradicts",
            "citation-needed",
            "editorial-note person",
            "counter-source qualifies",
            "editorial-note language",
            "correction",
            "counter-source supports",
            "citation-needed",
            "editorial-note place",
        )


def _annotation(draw: random.Random, kind: str, lemma: str, length: int) -> str:
    name, _space, kind_of = kind.partition(" ")
    options = {
        "editorial-note": f":type: {kind_of}\n",
        "counter-source": (
            f":cites: coi2014\n:locator: para. {draw.randrange(1, 400)}\n"
            f":relation: {kind_of}\n:certainty: medium\n"
        ),
        "citation-needed": (
            ":type: citation\n:reason: statistics\n:opened: 2026-11-23\n:status: open\n"
        ),
        "correction": f":corr: {lemma}s\n",
    }[name]
    words = " ".join(_word(draw) for _each in range(length))
    return f":::{{{name}}} {lemma}\n{options}\n{words.capitalize()}.\n:::\n"
