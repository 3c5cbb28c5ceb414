"""A large index that is mended by a small one finds what a clean build's index finds."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sphinx_variorum.output.search import changes
from sphinx_variorum.output.search.index import FOLDER
from sphinx_variorum.output.search.pagefind import executable
from sphinx_variorum.output.search.state import CHANGED_PAGES, CHANGES
from tests.editions import load
from tests.support import Built, Edition

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="Pagefind is not installed"),
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def end_headers(self) -> None:
        """Let the browser keep nothing: HTTP counts whole seconds, in one of which two builds
        may end.
        """
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """An edition whose index counts as large, though it has some thirty records."""
    monkeypatch.setattr(changes, "LARGE", 3)
    monkeypatch.setattr(changes, "MOST", 0.6)
    files = load("small")
    files["about.md"] = "# About\n\nHow it was made.\n\n## Method\n\nBy quillwork.\n"
    return Edition.create(tmp_path / "edition", files, {"variorum_search": "pagefind"})


@pytest.fixture
def found(tmp_path: Path, browser: Browser) -> Iterator[object]:
    """Ask the search page of a build: the titles of all results, and the numbers of a facet."""
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()

    def ask(built: Built, words: str) -> tuple[list[str], list[str]]:
        out = Path(built.app.outdir).relative_to(tmp_path).as_posix()
        page.goto(f"http://127.0.0.1:{server.server_port}/{out}/search.html?q={words}")
        expect(page.locator(".search-count")).not_to_have_text("")
        return _said(page)

    yield ask
    context.close()
    server.shutdown()


def _said(page: Page) -> tuple[list[str], list[str]]:
    page.wait_for_function("document.querySelector('.search-count').textContent.trim() !== ''")
    page.wait_for_load_state("networkidle")
    titles = page.locator(".search-results a").all_inner_texts()
    facet = page.locator('[data-facet="kind"] li').all_inner_texts()
    return sorted(titles), sorted(facet)


def _folder(built: Built) -> Path:
    return Path(built.app.outdir, FOLDER)


def _pages(built: Built) -> list[str]:
    said = json.loads((_folder(built) / CHANGED_PAGES).read_text(encoding="utf-8"))
    pages: list[str] = said["pages"]
    return pages


def test_a_change_is_found_and_what_it_took_away_is_not(large: Edition, found: object) -> None:
    assert callable(found)
    first = large.build()
    head = (_folder(first) / "pagefind-entry.json").read_bytes()
    assert _pages(first) == []
    assert found(first, "quillwork")[0]
    large.replace("about.md", "By quillwork.", "By machinery.")
    second = large.build()
    assert _pages(second) == ["about"]
    assert (_folder(second) / "pagefind-entry.json").read_bytes() == head
    clean = large.build(out="_clean")
    assert _pages(clean) == []
    for words in ("quillwork", "machinery", "enemy", "people"):
        assert found(second, words) == found(clean, words)
    assert found(second, "machinery")[0]
    assert not found(second, "quillwork")[0]


def test_a_document_that_is_no_more_is_not_found(large: Edition, found: object) -> None:
    assert callable(found)
    large.build()
    (large.path / "about.md").unlink()
    large.replace("index.md", "about\n", "")
    built = large.build()
    assert not found(built, "quillwork")[0]


def test_what_is_as_it_was_needs_no_second_index(large: Edition) -> None:
    first = large.build()
    text = (large.path / "about.md").read_text(encoding="utf-8")
    large.replace("about.md", "By quillwork.", "By machinery.")
    assert list((_folder(large.build()) / CHANGES).rglob("*.pf_meta"))
    large.write({"about.md": text})
    again = large.build()
    assert _pages(again) == []
    assert not list((_folder(again) / CHANGES).rglob("*.pf_meta"))
    before = {path.name for path in _folder(first).rglob("*.pf_*")}
    assert {path.name for path in _folder(again).rglob("*.pf_*")} == before


def test_a_build_of_all_documents_makes_it_anew(large: Edition) -> None:
    large.build()
    large.replace("about.md", "By quillwork.", "By machinery.")
    assert _pages(large.build()) == ["about"]
    assert _pages(large.build(html_theme_options={"nosidebar": True})) == []
