"""One open need at a time: another on each visit, none twice before all were seen (issue 4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support import Edition, page

pytestmark = pytest.mark.browser

LEMMATA = ("Nobody knows", "The count", "33,800 people", "Some of them", "went back")
Contexts = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page that gives one of five needs."""
    needs = "\n".join(
        f":::{{citation-needed}} {lemma}\n:type: citation\n:status: open\n:::\n"
        for lemma in LEMMATA
    )
    files: dict[str, str | bytes] = {
        "index.md": page(
            "::::{passage} 1\nNobody knows how many. The count says that 33,800 people came. "
            f"Some of them went back.\n\n{needs}::::\n\n```{{toctree}}\none\n```\n"
        ),
        "one.md": "# Take one\n\n:::{take-one}\n:::\n",
    }
    path = tmp_path_factory.mktemp("take-one")
    built = Edition.create(path / "edition", files, {"html_theme": "variorum"}).build()
    assert built.output == ""
    return (Path(built.app.outdir) / "one.html").as_uri()


def shown(page: Page) -> list[str]:
    """The lemmata of the needs that are seen."""
    items = page.query_selector_all(".take-one li")
    return [
        item.query_selector("dd").inner_text()  # type: ignore[union-attr]
        for item in items
        if item.is_visible()
    ]


def test_each_need_once_before_any_twice(context: Contexts, address: str) -> None:
    """By the button and by coming again; the last one is not the next one."""
    opened = context().new_page()
    opened.goto(address)
    for _round in range(3):
        seen = shown(opened)
        for step in range(len(LEMMATA) - 1):
            if step % 2:
                opened.reload()
            else:
                opened.click(".take-one button")
            seen += shown(opened)
        assert sorted(seen) == sorted(LEMMATA)
        opened.click(".take-one button")
        assert shown(opened) != seen[-1:]


def test_visits_differ(browser: Browser, address: str) -> None:
    """A new reader gets any of them: thirty who all got one would be no chance."""
    first: set[str] = set()
    for _visit in range(30):
        visitor = browser.new_context()
        opened = visitor.new_page()
        opened.goto(address)
        first.update(shown(opened))
        visitor.close()
    assert len(first) > 1


def test_button_keeps_the_focus_and_what_comes_is_said(context: Contexts, address: str) -> None:
    """For those who press keys and hear."""
    opened = context().new_page()
    opened.goto(address)
    opened.focus(".take-one button")
    before = shown(opened)
    opened.keyboard.press("Enter")
    assert shown(opened) != before
    assert opened.evaluate("document.activeElement.matches('.take-one button')")
    assert opened.get_attribute(".take-one ol", "aria-live") == "polite"
    place = LEMMATA.index(shown(opened)[0]) + 1
    assert opened.inner_text(".take-one .count") == f"{place} of {len(LEMMATA)}"


def test_a_link_to_one_shows_that_one(context: Contexts, address: str) -> None:
    """Chance does not override an address."""
    opened = context().new_page()
    opened.goto(address)
    ident = opened.query_selector_all(".take-one li")[3].get_attribute("id")
    other = context().new_page()
    other.goto(f"{address}#{ident}")
    assert shown(other) == [LEMMATA[3]]


def test_without_scripts_the_whole_list(context: Contexts, address: str) -> None:
    """And no button that does nothing."""
    opened = context(java_script_enabled=False).new_page()
    opened.goto(address)
    assert shown(opened) == list(LEMMATA)
    assert not opened.is_visible(".take-one button")


def test_a_broken_store_is_no_harm(context: Contexts, address: str) -> None:
    """What another page left under the name is not trusted."""
    opened = context().new_page()
    opened.add_init_script(
        "sessionStorage.setItem(`variorum-taken ${location.pathname}`, '{\"a\"')"
    )
    opened.goto(address)
    assert len(shown(opened)) == 1
    opened.click(".take-one button")
    assert len(shown(opened)) == 1
