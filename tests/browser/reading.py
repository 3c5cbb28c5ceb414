"""What several tests do with a page: open what opens, and read what can be seen."""

from __future__ import annotations

from playwright.sync_api import Page


def open_everything(page: Page) -> None:
    """Open what a reader can open: folded details, menus, the first notes, and the panel.

    The last note opened stays open.
    """
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    menus = page.locator("button[aria-expanded=false]:not(aside.annotation button):visible")
    for _each in range(menus.count()):
        if menus.count():
            menus.first.click()
    # From within the page: where a click lands is another test's matter.
    page.evaluate(
        """() => {
          const all = (selector) => [...document.querySelectorAll(selector)];
          const seen = (each) => each.checkVisibility({visibilityProperty: true});
          const more = all("aside.annotation button[aria-expanded=false]").filter(seen);
          for (const each of more.slice(0, 3)) each.click();
          all("[role=doc-noteref]").find(seen)?.click();
          for (const each of all("details")) each.open = true;
        }"""
    )
    page.wait_for_timeout(200)


#: The words within an element that nobody can see, as they are painted: hidden, of no size, or
#: cut off by a box round them. What is drawn for screen readers only is not counted.
UNSEEN_WORDS = """
(element) => {
  const cut = (node, box) => {
    for (let each = node.parentElement; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.visibility === "hidden" || style.opacity === "0") return true;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const frame = each.getBoundingClientRect();
      if (frame.width <= 1 && frame.height <= 1) return false;
      const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
      const above = box.top > frame.bottom - 2 || box.bottom < frame.top + 2;
      const beside = box.left > frame.right - 2 || box.right < frame.left + 2;
      if (above && !scrolls(style.overflowY)) return true;
      if (beside && !scrolls(style.overflowX)) return true;
    }
    return false;
  };
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const unseen = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest("script, style, template")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()];
    if (!boxes.length || boxes.some((box) => cut(node, box))) unseen.push(node.data.trim());
  }
  return unseen;
}
"""
