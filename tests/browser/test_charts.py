"""Pictures of the edition in a browser: no words are cut off and none meet, on a phone either."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.test_pictures import FILES, Make

pytestmark = pytest.mark.browser

_FAULTS = """() => {
  const faults = [];
  for (const svg of document.querySelectorAll(".picture svg")) {
    const sheet = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")].map(
      (text) => [text.textContent, text.getBoundingClientRect()]);
    words.forEach(([said, one], place) => {
      if (one.left < sheet.left - 1 || one.right > sheet.right + 1
          || one.top < sheet.top - 1 || one.bottom > sheet.bottom + 1) {
        faults.push(["cut off", said]);
      }
      for (const [other, two] of words.slice(place + 1)) {
        if (one.left < two.right - 1 && two.left < one.right - 1
            && one.top < two.bottom - 3 && two.top < one.bottom - 3) {
          faults.push(["meet", said, other]);
        }
      }
    });
  }
  return faults;
}"""


@pytest.mark.parametrize("language", ["en", "de"])
def test_words_of_pictures_can_be_read(edition: Make, browser: Browser, language: str) -> None:
    """In the font of the page, which is not the one that they were measured in; and nothing on
    the page is wider than a phone, since what is scrolls in a frame of its own.
    """
    built = edition(FILES).build(language=language, html_theme="variorum")
    address = f"file://{built.app.outdir}/pictures.html"
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(address)
        assert page.locator(".picture svg").count() > 5
        assert page.evaluate(_FAULTS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
