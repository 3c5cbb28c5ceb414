"""Talking to Pagefind, and putting what it wrote in order (`output.search`)."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.output.search.pagefind import IndexFailed, executable, index_files
from sphinx_variorum.output.search.stable import decode, encode, in_order

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


@given(_VALUES)
def test_what_is_encoded_is_decoded(value: object) -> None:
    """CBOR there and back."""
    data = encode(value)
    assert decode(data, 0) == (value, len(data))


def test_two_indexes_of_the_same_records_are_the_same(program: Path) -> None:
    """Pagefind writes filters in another order each time; put in order, all bytes agree."""
    one, two = (in_order(index_files(program, "en", RECORDS)) for _number in range(2))
    assert one is not None
    assert one == two


def test_an_ordered_index_names_only_files_that_are_there(program: Path) -> None:
    """The entry leads to the head, and Pagefind's own interfaces are not shipped."""
    files = in_order(index_files(program, "en", RECORDS))
    assert files is not None
    assert all(files.values())
    entry = json.loads(files["pagefind-entry.json"])
    assert f"pagefind.{entry['languages']['en']['hash']}.pf_meta" in files
    assert entry["languages"]["en"]["page_count"] == len(RECORDS)
    assert len([name for name in files if name.startswith("fragment/")]) == len(RECORDS)
    assert len([name for name in files if name.startswith("filter/")]) == 3
    assert {name for name in files if name.endswith((".js", ".css"))} == {
        "pagefind.js",
        "pagefind-worker.js",
    }


@pytest.mark.parametrize(
    "content",
    [b"another form", gzip.compress(b"pagefind_dcd\xf6", mtime=0), b""],
    ids=["not compressed", "not whole", "empty"],
)
def test_files_of_another_form_are_refused(program: Path, content: bytes) -> None:
    """What is not understood is not rewritten."""
    files = index_files(program, "en", RECORDS[:2])
    head = next(name for name in files if name.endswith(".pf_meta"))
    assert in_order({**files, head: content}) is None
    assert in_order({}) is None


def test_a_program_that_ends_is_a_failure() -> None:
    """No answer is not an empty index; nor is a program that cannot be run."""
    false = shutil.which("false")
    assert false
    with pytest.raises(IndexFailed, match="false ended before it had answered"):
        index_files(Path(false), "en", RECORDS)
    with pytest.raises(IndexFailed, match="No such file"):
        index_files(Path("/no/such/program"), "en", RECORDS)


def test_what_pagefind_refuses_is_raised(program: Path) -> None:
    """A record that is none fails the whole index."""
    with pytest.raises(IndexFailed):
        index_files(program, "en", [{"url": 3}])
