"""Registers in place: rows are chosen, searched and sorted on their page (issue 4, item 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.serving import served
from tests.browser.test_accessibility import violations
from tests.browser.tools import tool
from tests.support import Edition, page

pytestmark = pytest.mark.browser

#: Of each need: its lemma, status, type and when it was opened.
NEEDS = (
    ("Zürich", "open", "citation", "2026-03-01"),
    ("the ferry", "not-found", "verification", "2026-01-15"),
    ("an élite", "open", "by-whom", "2026-02-20"),
    ("Die Straße", "searching", "citation", "2025-12-31"),
    ("Apples", "open", "verification", "2026-03-01"),
    ("the king’s men", "not-found", "citation", "2026-01-02"),
    ("zebras", "searching", "by-whom", "2026-11-01"),
    ("Éclairs", "open", "citation", "2026-02-03"),
    ("the harbour", "not-found", "verification", "2026-10-30"),
    ("bread", "open", "citation", "2024-05-05"),
    ("the Ferry", "searching", "verification", "2026-04-04"),
    ("milk", "open", "by-whom", "2026-03-02"),
)
LEMMATA = [lemma for lemma, *_rest in NEEDS]
OPEN = [lemma for lemma, status, *_rest in NEEDS if status == "open"]
BY_LETTER = [
    *("an élite", "Apples", "bread", "Die Straße", "Éclairs", "milk", "the ferry", "the Ferry"),
    *("the harbour", "the king’s men", "zebras", "Zürich"),
]
#: So many words has each passage after its lemma: by text, 10 would come before 2.
LENGTHS = (2, 10, 3, 1, 12, 5, 4, 7, 11, 6, 9, 8)
NAMED = {
    "Ada": "baker",
    "Béla": "ferryman",
    "Cem": "baker",
    "Dov": "smith",
    "Eva": "king",
    "Fay": "smith",
    "Gus": "baker",
    "Hal": "smith",
}
NAMES = "".join(
    f"{name[0].lower()}:\n  kind: person\n  name: {name}\n  described: {described}\n"
    for name, described in NAMED.items()
)
#: The id of the seventh need's row.
SEVENTH = "row.n.n7"
Contexts = Callable[..., BrowserContext]


def _witness() -> str:
    return "\n\n".join(
        f"{lemma} {' '.join(['and'] * length)}."
        for (lemma, *_rest), length in zip(NEEDS, LENGTHS, strict=True)
    )


def _passages() -> str:
    words = _witness().split("\n\n")
    return "".join(
        f"::::{{passage}} {number}\n{said}\n\n:::{{citation-needed}} {lemma}\n:type: {kind}\n"
        f":status: {status}\n:opened: {opened}\n:id: n{number}\n"
        + (f":searched: {opened}, archive, nothing\n" if status == "not-found" else "")
        + "Why.\n:::\n::::\n\n"
        for number, (said, (lemma, status, kind, opened)) in enumerate(
            zip(words, NEEDS, strict=True), start=1
        )
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of twelve needs, with registers on pages of their own."""
    toctree = "```{toctree}\nneeds\ngrouped\ntwice\nnames\nshort\n```\n"
    files: dict[str, str | bytes] = {
        "witnesses/witness.txt": _witness(),
        "index.md": page(_passages() + toctree, hashed=_witness()),
        "needs.md": f'# Needs\n\n<a href="#{SEVENTH}">To one</a>\n\n:::{{register}} needs\n:::\n',
        "grouped.md": "# Grouped\n\n:::{register} needs\n:group: status\n"
        ":columns: passage, lemma, type, opened\n:::\n\n## Passages\n\n"
        ":::{register} passages\n:::\n",
        "twice.md": "# Twice\n\n:::{register} needs\n:::\n\n"
        ":::{register} needs\n:sort: opened\n:::\n",
        "names.md": "# Names\n\n:::{register} names\n:kind: person\n"
        ":columns: name, described, mentioned at\n:::\n",
        "names.yaml": NAMES,
        "short.md": "# Short\n\n:::{register} needs\n:status: open\n:::\n",
    }
    path = tmp_path_factory.mktemp("registers") / "edition"
    configuration: dict[str, object] = {
        "html_theme": "variorum",
        "variorum_names": "names.yaml",
    }
    built = Edition.create(path, files, configuration).build()
    assert built.output == ""
    return Path(built.app.outdir)


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    """The address of the edition."""
    with served(folder) as address:
        yield address


def shown(opened: Page, rows: str = "table.needs tbody tr:not(:has(.group))") -> list[str]:
    """The lemmata of the rows that are seen, in their order."""
    cells = opened.locator(f"{rows} td:nth-child(2)")
    return [cell.inner_text() for cell in cells.all() if cell.is_visible()]


def status(opened: Page, place: int = 0) -> str:
    """What is said of how many rows are shown."""
    return opened.locator(".register-tools [role=status]").nth(place).inner_text()


def search_in(opened: Page, words: str, count: str, place: int = 0) -> None:
    """Write words into the text box, and wait until `count` is said."""
    opened.locator(".register-tools input").nth(place).fill(words)
    expect(opened.locator(".register-tools [role=status]").nth(place)).to_have_text(count)


def choice(opened: Page, title: str) -> Locator:
    """Where a value of a column is chosen."""
    return opened.locator(".register-tools").get_by_label(title)


def sort_by(opened: Page, title: str) -> None:
    """Press the head of a column."""
    opened.get_by_role("button", name=title, exact=True).first.click()


def test_one_value_is_chosen(context: Contexts, root: str) -> None:
    """Of those that are met, in the order of the closed list; two choices hold together."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html")
    assert shown(opened) == LEMMATA
    assert status(opened) == "12 of 12 shown"
    select = choice(opened, "status")
    options = ["all", "open", "being searched", "no source found"]
    assert select.locator("option").all_inner_texts() == options
    select.select_option("open")
    assert shown(opened) == OPEN
    assert status(opened) == "6 of 12 shown"
    choice(opened, "type").select_option("by-whom")
    assert shown(opened) == ["an élite", "milk"]
    select.select_option("all")
    assert shown(opened) == ["an élite", "zebras", "milk"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("FERRY", ["the ferry", "the Ferry"]),
        ("zurich", ["Zürich"]),
        ("Élite", ["an élite"]),
        ("strasse", ["Die Straße"]),
        ("king's", ["the king’s men"]),
        ("ferry searched", ["the Ferry"]),
        ("  milk  ", ["milk"]),
        (".*", []),
    ],
)
def test_words_are_found(context: Contexts, root: str, words: str, found: list[str]) -> None:
    """All of them, in any cell, without regard to case, accents and the sort of apostrophe."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html")
    search_in(opened, words, f"{len(found)} of 12 shown")
    assert shown(opened) == found


def test_typing_waits_for_its_end(context: Contexts, root: str) -> None:
    """Twelve rows are not hidden and shown for each letter."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html")
    counts = opened.evaluate(
        """async () => {
          const input = document.querySelector(".register-tools input");
          const status = document.querySelector(".register-tools [role=status]");
          const said = [];
          const seen = new MutationObserver(() => said.push(status.textContent));
          seen.observe(status, {childList: true});
          for (const end of [1, 2, 3, 4]) {
            input.value = "milk".slice(0, end);
            input.dispatchEvent(new InputEvent("input", {bubbles: true}));
            await new Promise((done) => setTimeout(done, 5));
          }
          await new Promise((done) => setTimeout(done, 1500));
          return said;
        }"""
    )
    assert counts == ["1 of 12 shown"]


def test_columns_are_sorted(context: Contexts, root: str) -> None:
    """Letters as the language has them, dates and numbers by value, closed lists in their order;
    the third press gives the edition's order again.
    """
    opened = context().new_page()
    opened.goto(f"{root}needs.html")
    head = opened.locator("th", has_text="lemma")
    sort_by(opened, "lemma")
    assert shown(opened) == BY_LETTER
    assert head.get_attribute("aria-sort") == "ascending"
    sort_by(opened, "lemma")
    assert shown(opened) == BY_LETTER[::-1]
    assert head.get_attribute("aria-sort") == "descending"
    sort_by(opened, "lemma")
    assert shown(opened) == LEMMATA
    assert head.get_attribute("aria-sort") is None
    sort_by(opened, "opened")
    assert shown(opened) == [lemma for lemma, *_rest in sorted(NEEDS, key=lambda need: need[3])]
    sort_by(opened, "status")
    assert opened.locator("th[aria-sort]").all_inner_texts() == ["Status"]
    order = ["open", "searching", "not-found"]
    by_status = sorted(NEEDS, key=lambda need: order.index(need[1]))
    assert shown(opened) == [lemma for lemma, *_rest in by_status]


def test_passages_and_numbers_by_value(context: Contexts, root: str) -> None:
    """“C 10” follows “C 9”, and 12 follows 11."""
    opened = context().new_page()
    opened.goto(f"{root}grouped.html")
    table = opened.locator("table.passages")
    table.get_by_role("button", name="words").click()
    counts = [int(said) for said in table.locator("td:nth-child(3)").all_inner_texts()]
    assert counts == sorted(counts)
    assert counts != sorted(counts, key=str)
    table.get_by_role("button", name="passage").click()
    labels = table.locator("td:first-child").all_inner_texts()
    assert labels == [f"C {number}" for number in range(1, 13)]


def test_groups_stay_together(context: Contexts, root: str) -> None:
    """Rows are sorted within each; a group without rows is hidden, the others say what is left."""
    opened = context().new_page()
    opened.goto(f"{root}grouped.html")
    headings = opened.locator("table.needs th.group:visible")
    assert headings.all_inner_texts() == ["Open 6", "Being searched 3", "No source found 3"]
    sort_by(opened, "lemma")
    order = ["open", "searching", "not-found"]
    state = {lemma: order.index(status) for lemma, status, *_rest in NEEDS}
    assert shown(opened) == sorted(BY_LETTER, key=state.__getitem__)
    search_in(opened, "ferry", "2 of 12 shown")
    assert headings.all_inner_texts() == ["Being searched 1 of 3", "No source found 1 of 3"]
    # The other register of the page is left alone.
    assert status(opened, 1) == "12 of 12 shown"
    search_in(opened, "", "12 of 12 shown")
    assert headings.all_inner_texts() == ["Open 6", "Being searched 3", "No source found 3"]


def test_reset_gives_the_register_as_it_was(context: Contexts, root: str) -> None:
    """Rows, order and address; the button keeps the focus."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html?lang=x")
    search_in(opened, "the", "4 of 12 shown")
    choice(opened, "status").select_option("not-found")
    sort_by(opened, "lemma")
    assert len(opened.url) > len(f"{root}needs.html?lang=x")
    opened.get_by_role("button", name="Reset").click()
    assert shown(opened) == LEMMATA
    assert status(opened) == "12 of 12 shown"
    assert opened.url == f"{root}needs.html?lang=x"
    assert opened.input_value(".register-tools input") == ""
    assert opened.evaluate("document.activeElement.textContent") == "Reset"
    assert opened.locator("[aria-sort]").count() == 0


def test_address_leads_another_reader_to_the_same(context: Contexts, root: str) -> None:
    """Also where a page has several registers; what it does not know does no harm."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html")
    search_in(opened, "ferry the", "2 of 12 shown")
    choice(opened, "type").select_option("verification")
    sort_by(opened, "opened")
    sort_by(opened, "opened")
    other = context().new_page()
    other.goto(opened.url)
    assert shown(other) == shown(opened) == ["the Ferry", "the ferry"]
    assert other.input_value(".register-tools input") == "ferry the"
    head = other.locator("th[aria-sort=descending]")
    assert head.all_inner_texts() == ["Opened"]
    other.goto(f"{root}grouped.html?passages.find=stra%C3%9Fe&needs.type=citation")
    assert (status(other, 0), status(other, 1)) == ("5 of 12 shown", "1 of 12 shown")
    other.goto(f"{root}needs.html?needs.status=none&needs.sort=-nothing&needs.type=%ff")
    assert shown(other) == LEMMATA
    assert other.locator("[aria-sort]").count() == 0


def test_two_registers_of_one_kind(context: Contexts, root: str) -> None:
    """Each has its own words in the address."""
    opened = context().new_page()
    opened.goto(f"{root}twice.html")
    search_in(opened, "zebras", "1 of 12 shown", place=1)
    assert status(opened, 0) == "12 of 12 shown"
    search_in(opened, "the", "4 of 12 shown")
    opened.reload()
    assert (status(opened, 0), status(opened, 1)) == ("4 of 12 shown", "1 of 12 shown")
    assert opened.url == f"{root}twice.html?needs-2.find=zebras&needs.find=the"


def test_from_a_file_it_works_too(context: Contexts, folder: Path) -> None:
    """Without any server."""
    opened = context().new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto((folder / "needs.html").as_uri())
    choice(opened, "status").select_option("open")
    assert shown(opened) == OPEN
    assert faults == []


def test_a_link_to_a_row_is_never_broken(context: Contexts, root: str) -> None:
    """A row that the filter hides is shown when an address or a link leads to it."""
    # So low that its row is out of sight at first.
    opened = context(viewport={"width": 1280, "height": 300}).new_page()
    opened.goto(f"{root}needs.html?needs.status=open&needs.sort=lemma#{SEVENTH}")
    assert shown(opened) == BY_LETTER
    assert opened.locator(f"[id='{SEVENTH}']").is_visible()
    assert opened.url == f"{root}needs.html?needs.sort=lemma#{SEVENTH}"
    expect(opened.locator(f"[id='{SEVENTH}']")).to_be_in_viewport()
    # The reader hides it: then the address no longer leads there.
    choice(opened, "status").select_option("open")
    assert len(shown(opened)) == len(OPEN)
    assert "#" not in opened.url
    for _again in range(2):
        search_in(opened, "milk", "1 of 12 shown")
        opened.get_by_role("link", name="To one").click()
        assert opened.locator(f"[id='{SEVENTH}']").is_visible()
        assert opened.input_value(".register-tools input") == ""
        assert opened.url.endswith(f"#{SEVENTH}")
    search_in(opened, "milk", "1 of 12 shown")
    opened.evaluate(f"scrollTo(0, 0); location.hash = '{SEVENTH}'")
    expect(opened.locator(f"[id='{SEVENTH}']")).to_be_in_viewport()


def test_a_link_to_a_row_that_is_shown_leaves_the_filter(context: Contexts, root: str) -> None:
    """And one to somewhere else does too."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html?needs.status=searching#{SEVENTH}")
    assert shown(opened) == ["Die Straße", "zebras", "the Ferry"]
    opened.goto(f"{root}needs.html?needs.status=searching#%E0%A4%A")
    assert shown(opened) == ["Die Straße", "zebras", "the Ferry"]


def test_keys_alone(context: Contexts, root: str) -> None:
    """Text box, choices, reset and heads are reached in this order, and the focus is seen."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html")
    opened.focus(".register-tools input")
    opened.keyboard.type("the")
    opened.keyboard.press("Enter")
    # No debounce: Enter says that the words are complete.
    assert status(opened) == "4 of 12 shown"
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    assert shown(opened) == ["the ferry", "the king’s men", "the harbour"]
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Reset"
    # The frame of the table can be scrolled, and so has the focus before its heads.
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "lemma"
    style = "getComputedStyle(document.activeElement).outlineStyle"
    assert opened.evaluate(style) == "solid"
    opened.keyboard.press("Enter")
    assert shown(opened) == ["the ferry", "the harbour", "the king’s men"]
    opened.keyboard.press("Space")
    assert shown(opened) == ["the king’s men", "the harbour", "the ferry"]
    assert opened.evaluate("document.activeElement.textContent") == "lemma"


def test_a_list_has_text_and_count_alone(context: Contexts, root: str) -> None:
    """There is no cell to choose by."""
    opened = context().new_page()
    opened.goto(f"{root}names.html")
    assert opened.locator(".register-tools select").count() == 0
    search_in(opened, "bela ferry", "1 of 8 shown")
    items = opened.locator("ul.names > li:visible .name")
    assert items.all_inner_texts() == ["Béla"]
    assert "names.find=bela+ferry" in opened.url
    opened.get_by_role("button", name="Reset").click()
    assert items.count() == 8


def test_without_scripts_nothing_is_added_or_hidden(context: Contexts, root: str) -> None:
    """Whatever the address says."""
    opened = context(java_script_enabled=False).new_page()
    opened.goto(f"{root}needs.html?needs.status=open&needs.find=zebra")
    assert shown(opened) == LEMMATA
    assert opened.locator(".register-tools :is(input, select, button, p):visible").count() == 0
    assert opened.locator("thead button").count() == 0


def test_a_short_register_needs_no_tools(context: Contexts, root: str) -> None:
    """And its page no script."""
    opened = context().new_page()
    opened.goto(f"{root}short.html")
    assert shown(opened) == OPEN
    assert opened.locator(".register-tools, thead button").count() == 0
    assert opened.locator("script[src*='registers.js']").count() == 0
    opened.goto(f"{root}needs.html")
    assert opened.locator("script[src*='registers.js']").count() == 1


def test_paper_says_that_the_list_is_filtered(context: Contexts, root: str) -> None:
    """What is shown is printed, without the tools."""
    opened = context().new_page()
    opened.goto(f"{root}needs.html")
    said = opened.get_by_text("This list is filtered")
    opened.emulate_media(media="print")
    assert not said.is_visible()
    opened.emulate_media(media="screen")
    choice(opened, "status").select_option("open")
    assert not said.is_visible()
    opened.emulate_media(media="print")
    assert said.inner_text() == "This list is filtered: 6 of 12 shown."
    assert opened.locator(".register-tools :is(input, select, button):visible").count() == 0
    assert opened.locator("thead th").first.inner_text() == "Passage"
    assert shown(opened) == OPEN


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_and_width(context: Contexts, root: str, width: int) -> None:
    """Everything can be hit, also what sorts on a phone, and nothing is out of sight."""
    opened = context(width=width).new_page()
    opened.goto(f"{root}grouped.html")
    boxes = opened.locator(".register-tools :is(input, select, button), thead button")
    assert boxes.count() > 10
    for each in boxes.all():
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    search_in(opened, "ferry", "2 of 12 shown")
    assert shown(opened) == ["the Ferry", "the ferry"]


def test_nothing_jumps(context: Contexts, root: str) -> None:
    """The tools are there before anything is painted."""
    opened = context().new_page()
    opened.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.moved += entry.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    opened.goto(f"{root}needs.html", wait_until="load")
    opened.wait_for_timeout(300)
    assert opened.evaluate("window.moved") < 0.02


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", ["grouped", "names"])
def test_axe_finds_nothing(context: Contexts, root: str, name: str, colours: str) -> None:
    """At both widths, and while it is filtered and sorted."""
    axe = tool("axe-core/axe.min.js")
    for width in (390, 1280):
        opened = context(width=width, color_scheme=colours).new_page()
        opened.goto(f"{root}{name}.html?needs.find=ferry&needs.sort=lemma")
        assert violations(opened, axe) == []
