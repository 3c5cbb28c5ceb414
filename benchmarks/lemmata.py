"""Lemmata: two or three words of a passage that name one place in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.content import EDIT_WORD

# Stretches round the anchor, as (words before it, words after it), the preferred first.
_STRETCHES = ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2))
_PUNCTUATION = ".,"


class Lemma(NamedTuple):
    """Words that stand in the passage; `nth` counts from 1 where they stand there repeatedly."""

    text: str
    nth: int | None = None


def places(passage: str, lemma: str) -> list[int]:
    """Where `lemma` begins in `passage`, from word border to word border, overlaps included."""
    return [m.start() for m in re.finditer(rf"(?<!\w)(?={re.escape(lemma)}(?!\w))", passage)]


def choose_lemma(words: Sequence[str], anchor: int) -> Lemma:
    """A lemma round the word at index `anchor` of a passage: one without `nth` if there is any.

    The word that the measured edit changes is never in a lemma.
    """
    passage = " ".join(words)
    fallback: Lemma | None = None
    for before, after in _STRETCHES:
        start, end = anchor - before, anchor + after + 1
        if start < 0 or end > len(words):
            continue
        text = " ".join(words[start:end]).rstrip(_PUNCTUATION)
        if EDIT_WORD in text:
            continue
        found = places(passage, text)
        if len(found) == 1:
            return Lemma(text)
        if fallback is None:
            offset = sum(len(word) + 1 for word in words[:start])
            fallback = Lemma(text, found.index(offset) + 1)
    if fallback is None:
        raise ValueError(f"no lemma round word {anchor} of {passage!r}")
    return fallback
