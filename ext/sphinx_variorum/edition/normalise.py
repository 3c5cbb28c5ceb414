"""The declared normalisation: the only differences a quotation may have from its witness.

Two texts are the same words when their normalised forms are equal, code point by code point.
Nothing else is ever folded: not case, not spelling, not punctuation, and never "nearly".
The rule is design rule 1 of the manual's page on fidelity, which prints `FOLDED` as a table.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

#: What is folded, in the manual's words: (kind, the characters, what they become).
FOLDED: tuple[tuple[str, str, str], ...] = (
    ("single quotation marks", "\u2018\u2019\u201a\u201b\u2039\u203a\u2032", "'"),
    ("double quotation marks", "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    ("dashes", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    ("soft hyphen", "\u00ad", ""),
    ("no-break spaces", "\u00a0\u202f\u2007", " "),
)

_TRANSLATION = str.maketrans(
    {character: target for _, characters, target in FOLDED for character in characters}
)
_WHITE_SPACE = re.compile(r"\s+")
_IN_STEP = re.compile(r"\S+(?: \S+)*")
# A starter that nothing can compose with from the left: text may be cut before it for NFC.
_CHUNK = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_SOFT_HYPHEN = "\u00ad"


def normalise(text: str) -> str:
    """Return `text` after the declared normalisation; idempotent.

    In this order: soft hyphens out, Unicode NFC, quotation marks and dashes to their ASCII
    forms, every run of white space to one space, white space at both ends away.
    """
    if text.isascii():
        return _WHITE_SPACE.sub(" ", text).strip()
    text = unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, ""))
    return _WHITE_SPACE.sub(" ", text.translate(_TRANSLATION)).strip()


class NormalisedText(NamedTuple):
    """A normalised text that still knows where each of its characters came from.

    `text` is ``normalise(original)``. `starts` and `origins` are parallel and ascending: from
    offset ``starts[i]`` of `text` on, offsets run in step with the original from
    ``origins[i]`` on. `length` is where the last of them ends. All offsets are code points.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    length: int

    def origin(self, offset: int) -> int:
        """Where the character at `offset` of the normalised text begins in the original."""
        if offset >= len(self.text):
            return self.length
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets (end exclusive) of the stretch `start` to `end`.

        With the combining marks and soft hyphens that follow its last character, so that the
        original's words there, normalised, are the stretch again.
        """
        return (self.origin(start), self.origin(end)) if end > start else (0, 0)


def _pieces(text: str) -> list[tuple[str, int]]:
    """Cut `text` into (NFC without soft hyphens, offset in `text`) pieces that map one to one."""
    pieces: list[tuple[str, int]] = []
    position = 0
    if unicodedata.is_normalized("NFC", text) and _SOFT_HYPHEN not in text:
        return [(text, 0)]
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        composed = unicodedata.normalize("NFC", chunk.replace(_SOFT_HYPHEN, ""))
        if composed == chunk:
            continue
        if match.start() > position:
            pieces.append((text[position : match.start()], position))
        for start, end in _clusters(chunk, composed):
            # Inside a cluster no character has a place of its own; every one is given the
            # nearest place that keeps the order and stays inside the cluster.
            last = match.start() + end - 1
            cluster = unicodedata.normalize("NFC", chunk[start:end].replace(_SOFT_HYPHEN, ""))
            pieces.extend(
                (character, min(match.start() + start + index, last))
                for index, character in enumerate(cluster)
            )
        position = match.end()
    if position < len(text):
        pieces.append((text[position:], position))
    return pieces


def _clusters(chunk: str, composed: str) -> list[tuple[int, int]]:
    """The stretches of `chunk` that are composed apart from one another; `composed` is its NFC."""
    borders, cluster = [0], ""
    done: list[str] = []
    for index, character in enumerate(chunk):
        if character == _SOFT_HYPHEN:
            continue
        if cluster and not unicodedata.combining(unicodedata.normalize("NFD", character)[0]):
            before = unicodedata.normalize("NFC", cluster)
            alone = unicodedata.normalize("NFC", character)
            if unicodedata.normalize("NFC", cluster + character) == before + alone:
                borders.append(index)
                done.append(before)
                cluster = ""
        cluster += character
    done.append(unicodedata.normalize("NFC", cluster))
    if "".join(done) != composed:
        return [(0, len(chunk))]
    return list(zip(borders, [*borders[1:], len(chunk)], strict=True))


def normalise_with_origins(text: str) -> NormalisedText:
    """Normalise `text` as `normalise` does, and keep the way back to its offsets."""
    out: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    size = 0
    # White space read and not yet put: where it began; -1 if there is none.
    space = -1

    def put(stretch: str, origin: int) -> None:
        nonlocal size
        if not (starts and origins[-1] + size - starts[-1] == origin):
            starts.append(size)
            origins.append(origin)
        out.append(stretch)
        size += len(stretch)

    for piece, offset in _pieces(text):
        folded = piece.translate(_TRANSLATION)
        position = 0
        # Stretches whose every space is one space run in step with the original.
        for match in _IN_STEP.finditer(folded):
            if match.start() > position and space < 0:
                space = offset + position
            if space >= 0 and size:
                put(" ", space)
            space = -1
            put(match.group(), offset + match.start())
            position = match.end()
        if position < len(folded) and space < 0:
            space = offset + position
    end = space if space >= 0 else len(text)
    return NormalisedText("".join(out), tuple(starts), tuple(origins), end)
