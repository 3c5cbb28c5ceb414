"""Talking to Pagefind, and putting what it wrote in order (`output.search`)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.output.search.pagefind import IndexFailed, executable, write_index
from sphinx_variorum.output.search.stable import _decode, encode, put_in_order

_VALUES = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(max_size=300), lambda inner: st.lists(inner, max_size=30)
)

RECORDS = [
    {
        "url": f"page.html#c.{number}",
        "content": f"word{number} and others",
        "meta": {"title": f"C {number}"},
        "filters": {"kind": ["text"], "year": [str(1900 + number % 9)], "who": [f"p{number % 5}"]},
    }
    for number in range(40)
]


@pytest.fixture(scope="module")
def program() -> Path:
    """Pagefind's program."""
    found = executable()
    if found is None:
        pytest.skip("Pagefind is not installed (the extra `search`)")
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@given(_VALUES)
def test_what_is_encoded_is_decoded(value: object) -> None:
    """CBOR there and back."""
    data = encode(value)
    assert _decode(data, 0) == (value, len(data))


def test_two_indexes_of_the_same_records_are_the_same(program: Path, tmp_path: Path) -> None:
    """Pagefind writes filters in another order each time; put in order, all bytes agree."""
    for name in ("one", "two"):
        write_index(program, tmp_path / name, "en", RECORDS)
        assert put_in_order(tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_an_ordered_index_names_only_files_that_are_there(program: Path, tmp_path: Path) -> None:
    """The entry leads to the head, and Pagefind's own interfaces are not shipped."""
    folder = tmp_path / "index"
    write_index(program, folder, "en", RECORDS)
    assert put_in_order(folder)
    names = set(contents(folder))
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert f"pagefind.{entry['languages']['en']['hash']}.pf_meta" in names
    assert entry["languages"]["en"]["page_count"] == len(RECORDS)
    assert len([name for name in names if name.endswith(".pf_filter")]) == 3
    assert {name for name in names if name.endswith((".js", ".css"))} == {
        "pagefind.js",
        "pagefind-worker.js",
    }


def test_files_of_another_form_are_left_alone(program: Path, tmp_path: Path) -> None:
    """What is not understood is not rewritten."""
    folder = tmp_path / "index"
    write_index(program, folder, "en", RECORDS)
    head = next(folder.glob("*.pf_meta"))
    head.write_bytes(b"another form")
    before = contents(folder)
    assert not put_in_order(folder)
    assert contents(folder) == before


def test_a_program_that_ends_is_named_with_what_it_said(tmp_path: Path) -> None:
    """No answer is a failure, not an empty index; so is a program that cannot be run."""
    false = shutil.which("false")
    assert false
    with pytest.raises(IndexFailed, match="false ended after 0 of 42 answers"):
        write_index(Path(false), tmp_path / "index", "en", RECORDS)
    with pytest.raises(IndexFailed, match="No such file"):
        write_index(tmp_path / "nothing", tmp_path / "index", "en", RECORDS)


def test_what_pagefind_refuses_is_raised(program: Path, tmp_path: Path) -> None:
    """A record that is none fails the whole index."""
    with pytest.raises(IndexFailed):
        write_index(program, tmp_path / "index", "en", [{"url": 3}])
