"""JavaScript off, and paper: every word of every note (issue 3, item 2)."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext, Page
from pypdf import PdfReader

from tests.browser.conftest import Served
from tests.browser.pages import KINDS, TEXT_PAGES
from tests.browser.reading import UNSEEN_WORDS

pytestmark = pytest.mark.browser

Make = Callable[..., BrowserContext]


def _unfold(page: Page) -> None:
    """Open all folded details as a reader does who has no scripts: by their summaries."""
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_every_word_of_every_note_is_seen(
    context: Make, server: Served, path: str, width: int
) -> None:
    """Nothing of a card is hidden, cut off, or of no size."""
    page = context(width=width, java_script_enabled=False).new_page()
    page.goto(server.root + path)
    _unfold(page)
    cards = page.locator("section.annotation")
    assert cards.count() >= 8
    assert page.locator("html.variorum-scripted").count() == 0
    unseen = {
        card.get_attribute("id"): words
        for card in cards.all()
        if (words := card.evaluate(UNSEEN_WORDS))
    }
    assert unseen == {}


@pytest.mark.parametrize("path", TEXT_PAGES)
def test_every_mark_leads_to_its_note_and_back(context: Make, server: Served, path: str) -> None:
    """Followed as links, in the browser."""
    page = context(java_script_enabled=False).new_page()
    page.goto(server.root + path)
    marks = page.locator("[role=doc-noteref]")
    addresses = [mark.get_attribute("href") or "" for mark in marks.all()]
    assert addresses
    cards = {f"#{card.get_attribute('id')}" for card in page.locator("section.annotation").all()}
    assert set(addresses) <= cards
    back = page.locator("[role=doc-backlink]")
    assert {link.get_attribute("href") for link in back.all()} <= {
        f"#{mark.get_attribute('id')}" for mark in marks.all()
    }
    marks.first.click()
    assert page.url.endswith(addresses[0])
    assert page.locator("section.annotation:target").count() == 1


@pytest.mark.parametrize("path", [paths[0] for paths in KINDS.values()])
def test_no_button_is_dead(context: Make, server: Served, path: str) -> None:
    """What needs a script is not shown without one; the page says something all the same."""
    page = context(java_script_enabled=False).new_page()
    page.goto(server.root + path)
    assert page.locator("main").inner_text().strip()
    buttons = page.locator("button:visible")
    dead = [
        button.inner_text()
        for button in buttons.all()
        if not button.evaluate("(each) => each.type === 'submit' && Boolean(each.form)")
    ]
    assert dead == []


def _letters(text: str) -> str:
    """Letters and digits alone: what is left when lines are broken and hyphens added."""
    # Fonts join f and i, or f and l, in one sign.
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def _printed(page: Page) -> str:
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return _letters("".join(sheet.extract_text() for sheet in reader.pages))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_print_carries_the_apparatus(
    context: Make, server: Served, site: Path, path: str, scripts: bool
) -> None:
    """The PDF has the lemma of every note, and the beginning and end of each of its paragraphs."""
    page = context(java_script_enabled=scripts).new_page()
    page.goto(server.root + path, wait_until="networkidle")
    printed = _printed(page)
    file = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html5lib")
    cards = file.select("section.annotation")
    assert cards
    missing: list[str] = []
    for card in cards:
        for words in card.select(".lemma, .words p"):
            letters = _letters(words.get_text())
            missing.extend(
                f"{card['id']}: {end}"
                for end in (letters[:25], letters[-25:])
                if end not in printed
            )
    assert missing == []
