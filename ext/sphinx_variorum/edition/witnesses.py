"""Witnesses: frozen copies of a source, identified by the sha256 of their bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from sphinx_variorum.edition.normalise import NormalisedText, normalise_with_origins
from sphinx_variorum.edition.words import count_words

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


class Witness(NamedTuple):
    """A witness as it was read.

    `text` is the decoded file (a byte order mark left out); `paragraph_starts` are the offsets
    in ``normalised.text`` at which a paragraph begins, ascending; `words` its number of words.
    """

    name: str
    sha256: str
    text: str
    normalised: NormalisedText
    paragraph_starts: tuple[int, ...]
    words: int


class WitnessMissing(Exception):
    """The file is not at hand."""


class WitnessNotUtf8(Exception):
    """The file is not UTF-8.

    `sha256` is that of its bytes, `line` (from 1) where the first undecodable byte stands.
    """

    def __init__(self, sha256: str, line: int, byte: int) -> None:
        super().__init__(f"byte 0x{byte:02x} in line {line} is not UTF-8")
        self.sha256 = sha256
        self.line = line


def make_witness(name: str, data: bytes) -> Witness:
    """Read a witness from the bytes of its file.

    Raises `WitnessNotUtf8`.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WitnessNotUtf8(sha256, line, data[error.start]) from error
    normalised = normalise_with_origins(text)
    return Witness(
        name, sha256, text, normalised, _paragraph_starts(text, normalised), count_words(text)
    )


def read_witness(path: Path) -> Witness:
    """Read the witness at `path`.

    Raises `WitnessMissing` and `WitnessNotUtf8`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WitnessMissing(str(error)) from error
    return make_witness(path.name, data)


def _paragraph_starts(text: str, normalised: NormalisedText) -> tuple[int, ...]:
    """Where paragraphs begin, found by walking both texts once."""
    starts = [0]
    piece = 0
    for match in _EMPTY_LINE.finditer(text.replace("\r\n", " \n").replace("\r", "\n")):
        origin = match.end()
        while piece + 1 < len(normalised.origins) and normalised.origins[piece + 1] <= origin:
            piece += 1
        if normalised.origins:
            offset = normalised.starts[piece] + origin - normalised.origins[piece]
            # What begins with a soft hyphen begins with the letter after it.
            offset = min([offset, *normalised.starts[piece + 1 : piece + 2]])
            if 0 < offset < len(normalised.text):
                starts.append(offset)
    return tuple(starts)
