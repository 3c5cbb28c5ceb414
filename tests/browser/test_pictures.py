"""Pictures of the site for docs/images and README: made here, looked at by a person.

`make pictures` sets VARIORUM_PICTURES to docs/images; without it they go into a temporary folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Served
from tests.browser.pages import RICHEST

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: A picture for a README is small: bytes.
LARGEST = 250_000
#: Colours of the palette of a picture: enough for text and a few tints.
COLOURS = 128


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    chosen = os.environ.get("VARIORUM_PICTURES")
    path = Path(chosen).resolve() if chosen else tmp_path
    path.mkdir(parents=True, exist_ok=True)
    return path


def take(page: Page, path: Path) -> None:
    """Picture what the window shows; as few bytes as a palette allows."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    page.screenshot(path=path, animations="disabled", caret="hide")
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(path, optimize=True)


def look(path: Path, width: int, height: int) -> None:
    """A picture of that size (px), with something on it, and not too large for a README."""
    with Image.open(path) as picture:
        assert picture.size == (width, height)
        grey = picture.convert("L")
        colours = grey.getcolors() or []
    most = max(number for number, _grey in colours)
    assert len(colours) > 16, f"{path.name} is blank"
    assert most < 0.97 * width * height, f"{path.name} is all but blank"
    assert path.stat().st_size < LARGEST


def _to_a_dispute(page: Page) -> None:
    """Scroll to the passage with the most notes: what the edition is for."""
    page.evaluate(
        """() => {
          const count = (passage) => passage.querySelectorAll("aside.annotation").length;
          const passages = [...document.querySelectorAll("section.passage")];
          passages.sort((one, other) => count(other) - count(one))[0]
            .scrollIntoView({block: "start", behavior: "instant"});
          scrollBy({top: -80, behavior: "instant"});
        }"""
    )


WINDOWS = {
    "front-page": ("index.html", 1280, 900, "light"),
    "text-page": (RICHEST, 1400, 900, "light"),
    "text-page-dark": (RICHEST, 1400, 900, "dark"),
    "text-page-phone": (RICHEST, 390, 844, "light"),
    "register": ("corpus/registers/needs.html", 1280, 900, "light"),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_picture(
    context: Callable[..., BrowserContext], server: Served, folder: Path, name: str
) -> None:
    """Front page, a text page wide, dark and on a phone, and a register."""
    path, width, height, colours = WINDOWS[name]
    page = context(
        viewport={"width": width, "height": height}, color_scheme=colours, reduced_motion="reduce"
    ).new_page()
    page.goto(server.root + path, wait_until="networkidle")
    if name.startswith("text-page"):
        _to_a_dispute(page)
    if name.endswith("phone"):
        # The sheet with a note in it, as a tap on its mark shows it.
        page.locator("[role=doc-noteref]:visible >> nth=4").evaluate("(mark) => mark.click()")
    take(page, folder / f"{name}.png")
    look(folder / f"{name}.png", width, height)


def test_picture_of_the_search(
    context: Callable[..., BrowserContext], server: Served, site: Path, folder: Path
) -> None:
    """The search page with results."""
    if not (site / "pagefind").is_dir():
        pytest.skip("the site was built without Pagefind")
    page = context().new_page()
    page.goto(f"{server.root}search.html?q=leaflets")
    page.locator("main li a mark, main li mark").first.wait_for()
    take(page, folder / "search.png")
    look(folder / "search.png", 1280, 900)


def test_picture_of_paper(
    context: Callable[..., BrowserContext], server: Served, folder: Path
) -> None:
    """A sheet of A4 (at 96 px to the inch) as the printer gets it."""
    page = context(viewport={"width": 794, "height": 1123}).new_page()
    page.emulate_media(media="print")
    page.goto(server.root + RICHEST, wait_until="networkidle")
    # The margins of a sheet, which a window does not have.
    page.add_style_tag(content="body { padding: 15mm !important; }")
    _to_a_dispute(page)
    take(page, folder / "text-page-print.png")
    look(folder / "text-page-print.png", 794, 1123)
