"""The tools of a register as they come with its page, before any script (issue 4, item 2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_variorum.output.html.register_tools import FEWEST_ROWS
from tests.support import Edition, page

Make = Callable[..., Edition]

STATES = ("not-found", "open")


def needs(number: int) -> str:
    """A passage with so many needs."""
    each = (
        f":::{{citation-needed}}\n:type: citation\n:status: {STATES[at % 2]}\n:id: n{at}\n"
        + (":searched: 2026-11-21, archive, nothing\n" if at % 2 == 0 else "")
        + "Why.\n:::\n"
        for at in range(number)
    )
    words = "Nobody knows how many. The count says that 33,800 people came."
    return f"::::{{passage}} 1\n{words}\n\n{''.join(each)}::::\n\n"


REGISTER = ":::{register} needs\n:::\n"


@pytest.mark.parametrize(("rows", "wanted"), [(FEWEST_ROWS - 1, 0), (FEWEST_ROWS, 1)])
def test_a_register_has_tools_from_eight_rows(edition: Make, rows: int, wanted: int) -> None:
    """And its page the script and the style, which run before the first paint."""
    built = edition({"index.md": page(needs(rows) + REGISTER)}).build()
    assert built.output == ""
    soup = built.html()
    assert len(soup.select("template.register-tools")) == wanted
    scripts = soup.select("script[src*='variorum/registers.js']")
    assert [(item["blocking"], item.has_attr("defer")) for item in scripts] == [
        ("render", True)
    ] * wanted
    assert len(soup.select("link[href*='variorum/registers.css']")) == wanted
    assert (Path(built.app.outdir) / "_static/variorum/registers.js").is_file()


def test_words_are_translated_and_addresses_are_not(edition: Make) -> None:
    """A link that is shared leads to the same rows in every language."""
    files = {"index.md": page(needs(FEWEST_ROWS) + REGISTER)}
    soup = edition(files, language="de").build().html()
    (template,) = soup.select("template.register-tools")
    assert template["data-register"] == "needs"
    assert template["data-columns"] == "passage lemma type status opened age evidence"
    assert template["data-count"] == "%(shown)d von %(total)d gezeigt"
    (select,) = template.select("select")
    cells = {cell.get_text() for cell in soup.select("table.needs td:nth-child(4)")}
    options = {option["value"]: option.get_text() for option in select.select("option")}
    assert list(options) == ["", "open", "not-found"]
    assert options[""] == "alle"
    assert set(options.values()) - {"alle"} == cells
    assert {"open", "no source found"}.isdisjoint(cells)


def test_books_have_no_tools(edition: Make) -> None:
    """No script runs in one."""
    made = edition({"index.md": page(needs(FEWEST_ROWS) + REGISTER)})
    built = made.build("epub")
    text = (Path(built.app.outdir) / "index.xhtml").read_text(encoding="utf-8")
    assert "register needs" in text
    assert "register-tools" not in text
    assert "registers.js" not in text


def choices(edition: Edition) -> list[str]:
    """What can be chosen on the page `needs`, after one more build."""
    (template,) = edition.build().html("needs").select("template.register-tools")
    return [str(option["value"]) for option in template.select("option")]


def test_tools_are_never_stale(edition: Make) -> None:
    """A value that is met no longer cannot be chosen any more."""
    register = "# Needs\n\n" + REGISTER
    toctree = "```{toctree}\nneeds\n```\n"
    made = edition({"index.md": page(needs(FEWEST_ROWS) + toctree), "needs.md": register})
    assert choices(made) == ["", "open", "not-found"]
    all_open = needs(FEWEST_ROWS).replace("status: not-found", "status: searching")
    made.write({"index.md": page(all_open + toctree)})
    assert choices(made) == ["", "open", "searching"]
