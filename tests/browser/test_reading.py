"""The site as a reader has it: no server, no script, a phone (issue 2, item 7)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TEXTS = ["defectors-game", "leaflets", "on-the-dprk", "awkward-questions", "solidarity-group"]


def _address(site: Path, text: str) -> str:
    return (site / "corpus" / f"{text}.html").as_uri()


@pytest.mark.parametrize("text", TEXTS)
def test_every_note_is_read_without_javascript(browser: Browser, site: Path, text: str) -> None:
    """With JavaScript off every card is visible and every mark leads to one, and back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(_address(site, text))
    cards = page.locator("aside.annotation")
    assert cards.count() >= 8
    assert all(card.is_visible() for card in cards.all())
    marks = page.locator("[role=doc-noteref]").all()
    targets = [mark.get_attribute("href") or "" for mark in marks]
    idents = {f"#{card.get_attribute('id')}" for card in cards.all()}
    assert set(targets) == idents
    context.close()


def test_no_request_leaves_the_site(browser: Browser, site: Path) -> None:
    """Nothing is asked of another host, and nothing fails to load."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    for text in TEXTS:
        page.goto(_address(site, text))
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith("file:")] == []
    assert failed == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1600])
def test_no_page_is_wider_than_its_window(browser: Browser, site: Path, width: int) -> None:
    """No sideways scrolling on any width; a register scrolls in a frame of its own."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    wide = {}
    paths = [f"corpus/{text}.html" for text in TEXTS]
    for name in [*paths, "corpus/registers/needs.html", "corpus/registers/works.html"]:
        page.goto((site / name).as_uri())
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {name: size for name, size in wide.items() if size > width} == {}


def test_wide_cards_stand_beside_and_narrow_ones_below(browser: Browser, site: Path) -> None:
    """On a wide screen a passage's cards are right of its words, on a narrow one under them.

    Without scripts: with them a narrow screen has its notes in a sheet.
    """
    for width, beside in ((1400, True), (500, False)):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=False
        )
        page = context.new_page()
        page.goto(_address(site, TEXTS[0]))
        words = page.locator("section.passage .base-text").first.bounding_box()
        cards = page.locator("section.passage .annotations").first.bounding_box()
        context.close()
        assert words is not None
        assert cards is not None
        if beside:
            assert cards["x"] >= words["x"] + words["width"]
        else:
            assert cards["y"] >= words["y"] + words["height"]
