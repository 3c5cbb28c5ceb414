"""Old pages, and words on other pages, in a real browser (interface.md, points 21 and 23)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sphinx_variorum.edition.text_fragments import with_text
from tests.support import Edition, page

pytestmark = pytest.mark.browser

Make = Callable[..., Edition]

PASSAGE = "::::{passage} 1\nHe was not destroyed.\n::::\n"


@pytest.fixture
def moved(edition: Make) -> Path:
    """A site whose page has moved into a folder."""
    files = {"index.md": "# Front\n\n```{toctree}\nnew/page\n```\n", "new/page.md": page(PASSAGE)}
    site = edition(files, variorum_redirects={"old/page": "new/page", "chronicle:9": ""})
    return Path(site.build().app.outdir)


def test_old_page_leads_on_without_javascript(browser: Browser, moved: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((moved / "old/page.html").as_uri())
    tab.wait_for_url("**/new/page.html")
    assert tab.locator("h1").first.inner_text().startswith("The Chronicle")
    context.close()


@pytest.mark.parametrize("anchor", ["chronicle.1", "chronicle.9"])
def test_old_page_keeps_the_place_with_javascript(
    browser: Browser, moved: Path, anchor: str
) -> None:
    """Also that of a passage which is no longer there: its tombstone is the target."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{(moved / 'old/page.html').as_uri()}#{anchor}")
    tab.wait_for_url(f"**/new/page.html#{anchor}")
    assert tab.evaluate("document.querySelector(':target').id") == anchor
    context.close()


@pytest.mark.parametrize(
    "words",
    [
        "so-called, proven & tried",
        "100 % of them […] went back",
        "한국의 수는 33,800명",
        "It begins here and goes on for long enough that nobody would want the whole of it in the "
        "address of a page, and then it ends there",
    ],
)
def test_browser_finds_the_words(browser: Browser, tmp_path: Path, words: str) -> None:
    """What `with_text` encodes is what Chromium reads: it scrolls to the words."""
    target = words.replace("[…]", "who came in all those years")
    space = '<div style="height: 4000px"></div>'
    file = tmp_path / "page.html"
    file.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Page</title>{space}'
        f"<p>{target.replace('&', '&amp;')}</p>{space}",
        encoding="utf-8",
    )
    context = browser.new_context()
    context.route(
        "**/*",
        lambda route: route.fulfill(content_type="text/html", body=file.read_text("utf-8")),
    )
    tab = context.new_page()
    tab.goto(with_text("https://example.org/page", words))
    tab.wait_for_function("window.scrollY > 1000", timeout=5000)
    context.close()
