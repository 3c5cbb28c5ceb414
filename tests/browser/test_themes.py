"""Other themes show every annotation too (issue 3, the last of “Must be shown”)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import build
from tests.browser.pages import all_pages
from tests.browser.reading import UNSEEN_WORDS
from tests.browser.serving import served
from tests.editions import load
from tests.support import Edition

pytestmark = pytest.mark.browser

_WIDTH = "document.documentElement.scrollWidth"
THEMES = ("alabaster", "pydata_sphinx_theme", "furo")


def _without_us(theme: str, folder: Path) -> Path:
    """A site of the theme alone: pydata-sphinx-theme is by itself wider than a phone."""
    folder.mkdir()
    (folder / "conf.py").write_text(f"project = 'Test edition'\nhtml_theme = {theme!r}\n")
    (folder / "index.rst").write_text("A page\n======\n\nA part\n------\n\nWords.\n")
    build(folder, folder / "html")
    return folder / "html"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("theme", THEMES)
def test_every_annotation_is_seen(
    edition: Callable[..., Edition],
    context: Callable[..., BrowserContext],
    tmp_path: Path,
    theme: str,
    scripts: bool,
) -> None:
    """At 390 and 1280 px, with and without scripts; nothing of ours scrolls sideways."""
    pytest.importorskip(theme)
    small = edition(load("small"), html_theme=theme)
    out = tmp_path / "html"
    build(small.path, out)
    alone = _without_us(theme, tmp_path / "alone")
    shown = 0
    faults: list[str] = []
    with served(out) as address:
        for width in (390, 1280):
            page = context(width=width, java_script_enabled=scripts).new_page()
            page.goto((alone / "index.html").as_uri(), wait_until="load")
            own = max(width, page.evaluate(_WIDTH))
            for path in all_pages(out):
                # All layers: what a reader has not switched off must be there.
                page.goto(f"{address}{path}?view=check", wait_until="load")
                cards = page.locator("aside.annotation")
                shown += cards.count()
                # Handles, since a script may fold notes and move them; their marks open them.
                for card in cards.element_handles():
                    ident = card.get_attribute("id")
                    if scripts and ident:
                        page.locator(f"[role=doc-noteref][href='#{ident}']").evaluate_all(
                            "(all) => all[0]?.click()"
                        )
                    words = card.evaluate(UNSEEN_WORDS)
                    if words or not card.is_visible():
                        faults.append(f"{path} at {width} px: {ident}: not seen: {words}")
                size = page.evaluate(_WIDTH)
                if size > own:
                    faults.append(f"{path} at {width} px is {size} px wide")
            page.close()
    assert shown
    assert faults == []
