"""axe-core: no violation on any kind of page (issue 3, “Must be shown”, item 1)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Served
from tests.browser.pages import KINDS, RICHEST, all_pages
from tests.browser.reading import open_everything
from tests.browser.tools import tool

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Make = Callable[..., BrowserContext]

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.fixture(scope="module")
def axe() -> Path:
    """The script of axe-core."""
    return tool("axe-core/axe.min.js")


def violations(page: Page, axe: Path) -> list[str]:
    """What axe-core finds on `page`: rule, number of elements, one of them, and what is wrong."""
    page.add_script_tag(path=axe)
    found: list[dict[str, Any]] = page.evaluate(
        """async (rules) => (await axe.run(document, {
             runOnly: {type: "tag", values: rules}, resultTypes: ["violations"],
           })).violations""",
        list(RULES),
    )
    alike: dict[tuple[str, str], list[str]] = {}
    for rule in found:
        for node in rule["nodes"]:
            summary = " ".join(node["failureSummary"].split())
            alike.setdefault((rule["id"], summary), []).append(" ".join(map(str, node["target"])))
    return [
        f"{rule}: {len(targets)} × {targets[0]}: {summary}"
        for (rule, summary), targets in alike.items()
    ]


def _visit(make: Make, server: Served, path: str, colours: str, width: int) -> Page:
    page = make(width=width, color_scheme=colours, reduced_motion="reduce").new_page()
    answer = page.goto(server.root + path, wait_until="load")
    assert answer is not None
    assert answer.ok, f"{path} is not there"
    return page


def _settings() -> list[tuple[str, str, int, bool]]:
    """(page, colours, width, notes open): everything for one page of a kind, two for the others."""
    every = [
        (colours, width, is_open)
        for colours in ("light", "dark")
        for width in (1280, 390)
        for is_open in (False, True)
    ]
    extremes = [("light", 1280, False), ("dark", 390, True)]
    return [
        (path, *setting)
        for paths in KINDS.values()
        for index, path in enumerate(paths)
        for setting in (every if index == 0 else extremes)
    ]


@pytest.mark.parametrize(("path", "colours", "width", "is_open"), _settings())
def test_axe_finds_nothing(
    context: Make, server: Served, axe: Path, path: str, colours: str, width: int, is_open: bool
) -> None:
    """WCAG 2.0 to 2.2, A and AA, and best practice."""
    page = _visit(context, server, path, colours, width)
    if is_open:
        open_everything(page)
        # Else marks that are just passing under the bar of tools count as targets too small.
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    assert violations(page, axe) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_help(
    context: Make, server: Served, axe: Path, width: int, colours: str
) -> None:
    """With the dialog open that lists the commands."""
    page = _visit(context, server, RICHEST, colours, width)
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    assert violations(page, axe) == []


@pytest.mark.parametrize("view", ["read", "check"])
def test_axe_finds_nothing_in_the_other_views(
    context: Make, server: Served, axe: Path, view: str
) -> None:
    """With other layers than those of the first view."""
    page = _visit(context, server, f"{RICHEST}?view={view}", "light", 1280)
    assert violations(page, axe) == []


def test_axe_finds_nothing_on_every_other_page(
    context: Make, server: Served, site: Path, axe: Path
) -> None:
    """Once for each page that is none of the chosen ones."""
    chosen = {path for paths in KINDS.values() for path in paths}
    others = [path for path in all_pages(site) if path not in chosen]
    found = {}
    for path in others:
        page = _visit(context, server, path, "light", 1280)
        found[path] = violations(page, axe)
        page.close()
    assert others
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_axe_finds_what_is_wrong(context: Make, axe: Path) -> None:
    """The check itself: a picture without words, and grey on grey."""
    page = context().new_page()
    page.set_content(
        '<html lang="en"><title>A</title><main><h1>A</h1><img src="data:,">'
        '<p style="color: #aaa; background: #fff">pale</p></main></html>'
    )
    found = " ".join(violations(page, axe))
    assert "image-alt" in found
    assert "color-contrast" in found
