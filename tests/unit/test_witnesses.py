"""Witnesses: frozen copies, known by the hash of their bytes (design rule 4)."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.normalise import normalise
from sphinx_variorum.edition.witnesses import (
    WitnessMissing,
    WitnessNotUtf8,
    make_witness,
    read_witness,
)


def paragraphs(text: str) -> list[str]:
    """The paragraphs that a witness with this text has, normalised."""
    witness = make_witness("w.txt", text.encode())
    whole = witness.normalised.text
    borders = [*witness.paragraph_starts, len(whole)]
    return [whole[a:b].strip() for a, b in pairwise(borders)]


def test_a_witness_is_its_bytes(tmp_path: Path) -> None:
    """The hash is that of the file, whatever is made of the text: line ends, byte order mark."""
    data = b"\xef\xbb\xbfOne \xe2\x80\x9ctwo\xe2\x80\x9d\r\nthree.\r\n"
    path = tmp_path / "w.txt"
    path.write_bytes(data)
    witness = read_witness(path)
    assert witness.name == "w.txt"
    assert witness.sha256 == hashlib.sha256(data).hexdigest()
    assert witness.text == "One “two”\r\nthree.\r\n"
    assert witness.normalised.text == 'One "two" three.'
    assert witness.words == 3


def test_missing(tmp_path: Path) -> None:
    """A file that is not at hand, or is a folder, is missing and nothing worse."""
    with pytest.raises(WitnessMissing):
        read_witness(tmp_path / "no.txt")
    with pytest.raises(WitnessMissing):
        read_witness(tmp_path)


def test_not_utf8() -> None:
    """The message can name hash, line and byte of the first fault."""
    data = "eins\nzwei\ndrei f\u00fcnf".encode("latin-1")
    with pytest.raises(WitnessNotUtf8) as caught:
        make_witness("w.txt", data)
    assert caught.value.line == 3
    assert caught.value.sha256 == hashlib.sha256(data).hexdigest()
    assert "0xfc" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\ntwo\n\n\n\nthree\n", ["one two", "three"]),
        ("\n\n  one\n \t\n two\n\n", ["one", "two"]),
        ("one\r\n\r\ntwo\r\rthree", ["one", "two", "three"]),
        ("café\n\ncafe\u0301 x\n\nthree", ["café", "café x", "three"]),
        ("one\n\n\u00adtwo\n\nthree", ["one", "two", "three"]),
        ("one\n\n  — two", ["one", "- two"]),
        ("", [""]),
    ],
)
def test_paragraphs(text: str, found: list[str]) -> None:
    """An empty line begins a paragraph, in whatever way lines end."""
    assert paragraphs(text) == found


@given(
    st.lists(
        st.text(st.sampled_from("ab é\u0301’\u00ad\n."), min_size=1, max_size=12)
        .map(lambda text: "\n".join(filter(None, map(normalise, text.split("\n")))))
        .filter(normalise),
        max_size=6,
    ),
    st.sampled_from(["\n\n", "\r\n\r\n", "\n \n", "\n\n\n  "]),
)
def test_paragraph_starts_are_where_paragraphs_start(texts: list[str], gap: str) -> None:
    """Joined by empty lines, paragraphs are found again, each at its first character."""
    assert [p for p in paragraphs(gap.join(texts)) if p] == list(map(normalise, texts))
