"""What a large index of search is made anew for (`output/search/changes.py`)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.output.search.changes import LARGE, can_be_mended, changed, is_large

_DIGESTS = st.dictionaries(st.sampled_from("abcde"), st.sampled_from("xyz"))


def test_what_is_large() -> None:
    assert not is_large({"a": LARGE})
    assert is_large({"a": LARGE, "b": 1})


@given(_DIGESTS, _DIGESTS)
def test_documents_that_did_not_change_are_left_alone(
    before: dict[str, str], now: dict[str, str]
) -> None:
    names = changed(before, now)
    assert names == sorted(names)
    for name in before.keys() | now.keys():
        assert (name in names) == (before.get(name) != now.get(name))


def test_a_tenth_is_the_most() -> None:
    counts = {"a": 10, "b": 90, "c": 1}
    assert can_be_mended(counts, ["a"])
    assert can_be_mended(counts, [])
    assert not can_be_mended(counts, ["a", "c"])
    # What is no more has no records, and costs nothing.
    assert can_be_mended(counts, ["a", "gone"])
