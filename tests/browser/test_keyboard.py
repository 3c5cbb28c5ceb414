"""A reader with a keyboard and nothing else (issue 3, item 5 of “Must be shown”)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Served
from tests.browser.pages import RICHEST, TEXT_PAGES

pytestmark = pytest.mark.browser

Make = Callable[..., BrowserContext]

#: On its first notes no marks follow one another, so that none are one target on a phone.
SINGLE = TEXT_PAGES[1]
WIDTHS = pytest.mark.parametrize("width", [390, 1000, 1280])


@pytest.fixture
def page(context: Make) -> Page:
    """A page that is 1280 px wide."""
    return context().new_page()


def focused(page: Page) -> Locator:
    """What has the focus."""
    return page.locator(":focus")


def tab_to(page: Page, selector: str, most: int = 200) -> Locator:
    """Press Tab until the focus is on, or in, `selector`; it must get there."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(sought) => Boolean(document.activeElement.closest(sought))", selector):
            return focused(page)
    pytest.fail(f"Tab does not reach {selector}")


def step_to_a_mark(page: Page) -> Locator:
    """Press j; the focus is then on the mark of a note."""
    page.keyboard.press("j")
    mark = focused(page)
    expect(mark).to_have_attribute("role", "doc-noteref")
    return mark


def test_the_way_through(page: Page, server: Served, site: Path) -> None:
    """Search, open a passage, step through its notes, open a counter-source, and come back."""
    if not (site / "pagefind").is_dir():
        pytest.skip("the site was built without Pagefind")
    page.goto(f"{server.below}index.html")
    page.keyboard.press("/")
    expect(focused(page)).to_have_attribute("name", "q")
    page.keyboard.type("arrivals")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=arrivals*")
    results = "main :is(ol, ul, [role=list])[aria-label] li a, #results a"
    expect(page.locator(results).first).to_be_visible()
    tab_to(page, results)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/corpus/[\w-]+\.html"))
    expect(page.locator("section.passage").first).to_be_visible()
    first = step_to_a_mark(page).get_attribute("id")
    second = step_to_a_mark(page).get_attribute("id")
    assert first != second
    # On to a note that cites a work, which is opened and followed.
    for _note in range(40):
        page.keyboard.press("o")
        card = page.locator("aside.annotation:has(:focus), aside.annotation:focus")
        expect(card).to_have_count(1)
        if card.locator("a.work").count():
            break
        page.keyboard.press("Escape")
        step_to_a_mark(page)
    here, ident = page.url, card.get_attribute("id")
    tab_to(page, "a.work", 30)
    page.keyboard.press("Enter")
    page.wait_for_url("**/registers/works.html#*")
    # The browser's own key for it does not exist without its window.
    page.go_back()
    page.wait_for_url(here)
    assert page.url.endswith(f"#{ident}")
    expect(page.locator(f"[id='{ident}']")).to_be_in_viewport()


def test_slash_goes_to_the_search_field(page: Page, server: Served) -> None:
    """On a text page; and what is typed there is typed, not obeyed."""
    page.goto(server.root + RICHEST)
    page.keyboard.press("/")
    field = focused(page)
    expect(field).to_have_attribute("name", "q")
    page.keyboard.type("jok?")
    expect(field).to_have_value("jok?")


@WIDTHS
def test_j_and_k_step_through_the_notes(context: Make, server: Served, width: int) -> None:
    """One by one, in the order of the text, there and back; the mark is in sight."""
    page = context(width=width).new_page()
    page.goto(server.root + SINGLE)
    seen = []
    for _note in range(5):
        mark = step_to_a_mark(page)
        expect(mark).to_be_in_viewport()
        seen.append(mark.get_attribute("href"))
    assert len(set(seen)) == 5
    in_text = page.locator("[role=doc-noteref]:visible").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('href'))"
    )
    assert [href for href in in_text if href in seen] == seen
    page.keyboard.press("k")
    assert focused(page).get_attribute("href") == seen[-2]


@WIDTHS
@pytest.mark.parametrize("key", ["o", "Enter"])
def test_a_note_is_opened_and_left(context: Make, server: Served, width: int, key: str) -> None:
    """The focus goes into the note and, on Escape, back to the mark."""
    page = context(width=width).new_page()
    page.goto(server.root + SINGLE)
    step_to_a_mark(page)
    mark = step_to_a_mark(page)
    ident = (mark.get_attribute("href") or "")[1:]
    name = mark.get_attribute("id")
    page.keyboard.press(key)
    card = page.locator(f"[id='{ident}']")
    expect(card).to_be_visible()
    expect(card).to_be_in_viewport()
    assert card.evaluate("(each) => each.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(focused(page)).to_have_attribute("id", name or "")


@WIDTHS
def test_the_panel_steps_to_the_next_note(context: Make, server: Served, width: int) -> None:
    """With a note open, j goes on, and Escape leads to the mark of the note that is shown then."""
    page = context(width=width).new_page()
    page.goto(server.root + SINGLE)
    first = step_to_a_mark(page).get_attribute("id")
    page.keyboard.press("o")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.keyboard.press("Escape")
    expect(focused(page)).to_have_attribute("role", "doc-noteref")
    assert focused(page).get_attribute("id") != first


def test_brackets_step_through_the_passages(page: Page, server: Served) -> None:
    """] and [: the number of the passage has the focus."""
    page.goto(server.root + RICHEST)
    page.keyboard.press("]")
    first = focused(page).get_attribute("href")
    page.keyboard.press("]")
    second = focused(page).get_attribute("href")
    assert first
    assert second
    assert first != second
    page.keyboard.press("[")
    assert focused(page).get_attribute("href") == first


def test_help_names_every_key_and_switches_them_off(page: Page, server: Served) -> None:
    """? opens it; with the box unchecked a key does nothing, also on the next page (WCAG 2.1.4)."""
    page.goto(server.root + RICHEST)
    step_to_a_mark(page)
    mark = focused(page).get_attribute("id")
    page.keyboard.press("?")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    named = set(dialog.locator("kbd").all_inner_texts())
    assert {"j", "k", "[", "]", "o", "b", "/", "?", "Esc"} <= named
    tab_to(page, "dialog input[type=checkbox]", 60)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(focused(page)).to_have_attribute("id", mark or "")
    page.keyboard.press("j")
    expect(focused(page)).to_have_attribute("id", mark or "")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.reload()
    page.keyboard.press("j")
    assert page.locator("[role=doc-noteref]:focus").count() == 0


def test_help_can_be_switched_on_again_by_its_button(page: Page, server: Served) -> None:
    """All commands are visible controls too: the keys are not the only way to them."""
    page.goto(server.root + RICHEST)
    button = tab_to(page, "button[data-command=help]")
    expect(button).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_be_visible()


@WIDTHS
def test_the_focus_is_always_seen(context: Make, server: Served, width: int) -> None:
    """Tab through the beginning of a text: what has the focus is in sight, and outlined."""
    page = context(width=width).new_page()
    page.goto(server.root + RICHEST)
    hidden = []
    for _press in range(40):
        page.keyboard.press("Tab")
        fault = page.evaluate(
            """() => {
              const each = document.activeElement;
              if (each === document.body) return "";
              const box = each.getClientRects()[0];
              const style = getComputedStyle(each);
              const seen = box && box.bottom > 0 && box.top < innerHeight && box.width > 1;
              const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
              const said = each.outerHTML.slice(0, 120);
              return seen && marked ? "" : `${said}: in sight ${!!seen}, outlined ${marked}`;
            }"""
        )
        if fault:
            hidden.append(fault)
    assert hidden == []


def test_where_several_marks_are_one_target_it_has_the_focus(context: Make, server: Served) -> None:
    """On a phone, notes on a whole passage have one button; j steps through them all the same."""
    page = context(width=390).new_page()
    page.goto(server.root + RICHEST)
    button = page.locator("section.passage").first.locator(".several-marks")
    page.keyboard.press("j")
    opened = set()
    for _note in range(2):
        page.keyboard.press("j")
        expect(button).to_be_focused()
        page.keyboard.press("o")
        opened.add(page.locator("aside.annotation:focus").get_attribute("id"))
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
    assert len(opened) == 2
