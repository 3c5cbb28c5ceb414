"""Searching the five-text edition, served below a path, in a browser (issue 3, item 6)."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sphinx_variorum.output.search.pagefind import executable

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="Pagefind is not installed"),
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site on a server, not at its root."""
    handler = functools.partial(_Quiet, directory=str(site.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if a script of it does."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def search(page: Page, address: str, query: str) -> int:
    """Open the search page; how many results it says there are."""
    page.goto(f"{address}search.html{query}")
    expect(page.locator(".search-count")).to_have_text(re.compile(r"\d"))
    return number(page)


def number(page: Page) -> int:
    """The number that the live region says."""
    return int(re.sub(r"\D", "", page.locator(".search-count").inner_text()))


def test_from_the_header_to_the_words_of_a_passage(page: Page, address: str) -> None:
    """The form on a page leads to results, a result to its passage with the words marked."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}search.html?q=demonized&kind=text")
    first = page.locator(".search-results a").first
    expect(first).to_have_text(re.compile(r"^D 1 · "))
    expect(page.locator(".search-results mark").first).to_have_text("demonized")
    first.click()
    mark = page.locator("[id='defectors-game.1'] mark.found")
    expect(mark).to_have_text("demonized")
    expect(mark).to_be_in_viewport()
    # What is copied from here is the passage, not the search.
    assert page.url == f"{address}corpus/defectors-game.html#defectors-game.1"
    assert [url for url in asked if not url.startswith(address.rpartition("/site")[0])] == []


def test_a_note_is_landed_on(page: Page, address: str) -> None:
    """A result that is a note leads to the note."""
    search(page, address, "?q=arrivals&kind=counter-source")
    link = page.locator(".search-results a").first
    target = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"aside.annotation[id='{target}'] mark.found").first).to_be_visible()


def test_facets_narrow_down_and_the_address_keeps_them(page: Page, address: str) -> None:
    """A checkbox's number is what it leaves; back and forward go through what was asked."""
    everything = search(page, address, "?q=defectors")
    row = page.locator("[data-facet=kind] li", has_text="note").first
    wanted = int(row.locator(".search-number").inner_text())
    assert 0 < wanted < everything
    row.locator("input").check()
    expect(page.locator(".search-count")).to_have_text(f"Results: {wanted}")
    assert page.url.endswith("?q=defectors&kind=note")
    chip = page.get_by_role("button", name="Remove the filter note")
    expect(chip).to_be_visible()
    page.go_back()
    expect(page.locator(".search-count")).to_have_text(f"Results: {everything}")
    page.go_forward()
    expect(page.locator(".search-count")).to_have_text(f"Results: {wanted}")
    chip.click()
    expect(page.locator(".search-count")).to_have_text(f"Results: {everything}")
    expect(page.locator(".search-chips")).to_be_hidden()


def test_values_of_one_facet_add_up(page: Page, address: str) -> None:
    """Text or note; but text and a source."""
    text = search(page, address, "?q=leaflets&kind=text")
    note = search(page, address, "?q=leaflets&kind=note")
    assert search(page, address, "?q=leaflets&kind=text&kind=note") == text + note


@pytest.mark.parametrize(
    ("written", "plain"), [("Défectors", "defectors"), ("SÉOUL", "seoul"), ("Kim’s", "kim's")]
)
def test_capitals_and_accents_do_not_count(
    page: Page, address: str, written: str, plain: str
) -> None:
    """Diacritics, capitals and typographic apostrophes are folded."""
    assert search(page, address, f"?q={written}") == search(page, address, f"?q={plain}") > 0


def test_nothing_found_is_said_with_what_would_be(page: Page, address: str) -> None:
    """Without the filters there are results, and one press shows them."""
    assert search(page, address, "?q=demonized&kind=prose") == 0
    expect(page.get_by_text("Nothing was found.")).to_be_visible()
    page.get_by_role("button", name="Search without filters").click()
    expect(page.locator(".search-results li").first).to_be_visible()
    assert number(page) > 0


def test_more_results_take_the_focus_along(page: Page, address: str) -> None:
    """Ten at first, and the button puts the focus on the eleventh."""
    assert search(page, address, "?q=leaflets") > 20
    links = page.locator(".search-results a")
    expect(links).to_have_count(10)
    page.get_by_role("button", name="More results").click()
    expect(links).to_have_count(20)
    expect(links.nth(10)).to_be_focused()


def test_by_keyboard_alone(page: Page, address: str) -> None:
    """Words, Enter, Tab to a facet, Space, Tab to a result, Enter."""
    page.goto(f"{address}search.html")
    expect(page.locator("#variorum-query")).to_be_focused()
    page.keyboard.type("arrivals")
    page.keyboard.press("Enter")
    expect(page.locator(".search-results li").first).to_be_visible()
    for _step in range(4):
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
        page.keyboard.press("Tab")
    before = number(page)
    page.keyboard.press("Space")
    expect(page.locator(".search-chips button")).to_have_count(1)
    # The focus stays on the box, though the list was made anew.
    assert page.evaluate("document.activeElement.checked") is True
    assert 0 < number(page) <= before
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.search-results')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("mark.found").first).to_be_attached()


def test_from_files_it_says_what_it_needs(page: Page, site: Path) -> None:
    """No form that does nothing: the command for a server, and the registers."""
    page.goto(f"{(site / 'search.html').as_uri()}?q=leaflets")
    expect(page.get_by_text("python3 -m http.server")).to_be_visible()
    expect(page.locator("[data-search]")).to_be_hidden()
    link = page.locator("[data-registers] a").first
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_be_visible()


def test_without_javascript_it_says_so(browser: Browser, address: str) -> None:
    """And points to the registers."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search.html")
    text = page.locator("main").inner_text()
    context.close()
    assert "Search needs JavaScript" in text
    assert "Works cited" in text


def test_pages_without_a_search_load_nothing_of_it(page: Page, address: str) -> None:
    """Neither Pagefind nor the highlighter is asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}corpus/leaflets.html", wait_until="networkidle")
    assert [url for url in asked if "pagefind" in url or "variorum-highlight" in url] == []


def test_facets_are_folded_on_a_phone(browser: Browser, address: str) -> None:
    """Results first; the facets open on demand; nothing is wider than the screen."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    search(page, address, "?q=leaflets")
    box = page.locator("[data-facet=kind] input").first
    expect(box).to_be_hidden()
    page.locator(".search-facets summary").click()
    expect(box).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width == 390
