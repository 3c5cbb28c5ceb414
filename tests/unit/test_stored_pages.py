"""How the records of documents are stored (`building.stored_pages`)."""

from __future__ import annotations

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.building.stored_pages import StoredPages
from sphinx_variorum.edition.records import Page

_NAMES = st.sampled_from(["a", "b", "c", "d"])
_PAGES = st.text(max_size=3).map(lambda title: Page(title=title))


def _stored(pages: StoredPages) -> StoredPages:
    """What a next build reads of `pages`."""
    found = pickle.loads(pickle.dumps(pages))  # our own, just written
    assert isinstance(found, StoredPages)
    return found


@given(st.lists(st.tuples(_NAMES, st.none() | _PAGES, st.booleans())))
def test_whatever_is_put_in_or_taken_out_is_stored(
    steps: list[tuple[str, Page | None, bool]],
) -> None:
    """As with a plain dictionary, however often it is stored in between."""
    pages, plain = StoredPages(), dict[str, Page]()
    for name, page, stores in steps:
        if page is None:
            pages.pop(name, None)
            plain.pop(name, None)
        else:
            pages[name] = plain[name] = page
        if stores:
            pages = _stored(pages)
    assert dict(_stored(pages)) == plain
    assert list(_stored(pages)) == list(pages)


def test_bytes_of_pages_that_stay_are_not_made_again() -> None:
    """A second storing hands on what was read; a page that is put anew is pickled anew."""
    pages = _stored(StoredPages({"a": pickle.dumps(Page(title="A"))}))
    (first,) = pages.__reduce__()[1]
    (second,) = _stored(pages).__reduce__()[1]
    assert second == first
    pages["a"] = Page(title="B")
    assert pickle.loads(pages.__reduce__()[1][0]["a"]).title == "B"


def test_a_copy_is_its_own() -> None:
    """Sphinx copies the initial data for each environment."""
    pages = StoredPages()
    copied = copy.deepcopy(pages)
    copied["a"] = Page()
    assert pages == {}
