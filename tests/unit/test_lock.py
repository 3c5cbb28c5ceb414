"""`passages.lock`: what a build proved, for builds without the witness files (design rule 4)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.lock import (
    Lock,
    LockedPassage,
    LockedSource,
    LockUnreadable,
    format_lock,
    read_lock,
)
from tests.unit import make

NAMES = st.text("abc-é", min_size=1, max_size=6)
SPANS = st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), max_size=3).map(tuple)


def stored(text: str, folder: Path) -> Lock:
    """The lock that a file with this text is."""
    path = folder / "passages.lock"
    path.write_text(text, encoding="utf-8")
    lock = read_lock(path)
    assert lock is not None
    return lock


@given(
    st.dictionaries(NAMES, st.integers(0, 99999), max_size=4),
    st.data(),
)
def test_round_trip(
    tmp_path_factory: pytest.TempPathFactory, words: dict[str, int], data: st.DataObject
) -> None:
    """What is written is what is read, for every source and passage that was proved."""
    sources = [make.source(ident, words=number) for ident, number in words.items()]
    passages = [
        make.passage(f"{ident}:{number}", spans=data.draw(SPANS), omitted=number)
        for ident in words
        for number in range(data.draw(st.integers(0, 3)))
    ]
    lock = stored(format_lock(sources, passages), tmp_path_factory.mktemp("lock"))
    assert lock.sources == {
        source.ident: LockedSource(source.witness, source.sha256, source.words)
        for source in sources
    }
    assert lock.passages == {
        passage.ident: LockedPassage(passage.sha256, passage.spans, passage.words, passage.omitted)
        for passage in passages
    }


def test_the_order_of_the_edition_does_not_matter() -> None:
    """The file changes only where a passage does: one record a line, sorted."""
    sources = [make.source("b"), make.source("a")]
    passages = [make.passage("b:2"), make.passage("a:1"), make.passage("b:10")]
    text = format_lock(sources, passages)
    assert text == format_lock(reversed(sources), reversed(passages))
    changed = format_lock(sources, [passages[0]._replace(words=11), *passages[1:]])
    pairs = zip(text.splitlines(), changed.splitlines(), strict=True)
    assert sum(before != after for before, after in pairs) == 1


def test_it_holds_no_words_of_a_source() -> None:
    """Its rights are “quotation”: positions and hashes only."""
    text = format_lock(
        [make.source(title="Secret title")],
        [make.passage(excerpt="Secret words", omits="secret loss")],
    )
    assert "ecret" not in text
    assert set(json.loads(text)["passages"]["chronicle:1"]) == {
        "omitted",
        "sha256",
        "spans",
        "words",
    }


@pytest.mark.parametrize("proof", ["absent", "ambiguous", "empty", "unverified"])
def test_only_what_was_proved_is_written(proof: str) -> None:
    """A passage that is not verbatim never gets into the lock."""
    text = format_lock([make.source()], [make.passage(proof=proof), make.passage("chronicle:2")])
    assert set(json.loads(text)["passages"]) == {"chronicle:2"}


@pytest.mark.parametrize("proof", ["changed", "missing", "undecodable", "none"])
def test_only_hashed_witnesses_are_written(proof: str) -> None:
    """Nor does anything of a source whose witness is not the one that it names."""
    data = json.loads(format_lock([make.source(proof=proof)], [make.passage()]))
    assert data["sources"] == {}
    assert data["passages"] == {}


def test_records_of_witnesses_not_at_hand_are_kept() -> None:
    """A lock written where only some witnesses are keeps what was proved for the others."""
    sources = [make.source(), make.source("other", proof="locked")]
    passages = [
        make.passage(),
        make.passage("other:1", proof="locked"),
        make.passage("other:2", proof="unverified"),
    ]
    before = Lock({}, {}, {})
    kept = json.loads(format_lock(sources, passages, before))
    assert set(kept["sources"]) == {"chronicle", "other"}
    assert set(kept["passages"]) == {"chronicle:1", "other:1"}
    fresh = json.loads(format_lock(sources, passages))
    assert set(fresh["sources"]) == {"chronicle"}


def test_no_file_is_no_lock(tmp_path: Path) -> None:
    """There need not be one."""
    assert read_lock(tmp_path / "passages.lock") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"version": 1}',
        b'{"version": 2, "sources": {}, "passages": {}}',
        b'{"version": 1, "sources": [], "passages": {}}',
        b'{"version": 1, "sources": {"a": null}, "passages": {}}',
        b'{"version": 1, "sources": {"a": {"witness": "w", "sha256": "0"}}, "passages": {}}',
        b'{"version": 1, "sources": {}, "passages": {"a:1": {"spans": 5}}}',
        b'{"version": 1, "sources": {}, "passages": '
        b'{"a:1": {"sha256": "0", "spans": [[1]], "words": 1, "omitted": 0}}}',
        b'{"version": 1, "sources": {}, "passages": '
        b'{"a:1": {"sha256": "0", "spans": [], "words": "many", "omitted": 0}}}',
        b"\xff\xfe{}",
        b"<<<<<<< HEAD\n{}",
        b"[" * 100_000,
    ],
)
def test_unreadable(tmp_path: Path, content: bytes) -> None:
    """A lock that a merge or an editor has broken is said to be unreadable, whatever is wrong."""
    path = tmp_path / "passages.lock"
    path.write_bytes(content)
    with pytest.raises(LockUnreadable):
        read_lock(path)


@given(st.binary(max_size=60))
def test_reading_raises_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Any bytes are a lock or are unreadable."""
    path = tmp_path_factory.mktemp("lock") / "passages.lock"
    path.write_bytes(content)
    with pytest.raises(LockUnreadable):
        read_lock(path)
