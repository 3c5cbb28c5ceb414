"""The table of the editors' balance, as it is built (issue 5, item 7)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import Edition, page
from tests.test_pictures import CHRONICLE, LETTERS

Make = Callable[..., Edition]

FILES = {
    "index.md": "# Edition\n\n```{toctree}\nchronicle\nletters\nbalance\n```\n",
    "chronicle.md": CHRONICLE,
    "letters.md": LETTERS,
    "balance.md": "# Balance\n\n:::{picture} balance\nWhat the editors wrote.\n:::\n",
}
HEADINGS = [
    "What is printed",
    "Notes by type",
    "Counter-sources by relation",
    "Works set beside the words",
    "Citation needs by status",
]


def test_table_stands_open_with_headings_that_head_rows(edition: Make) -> None:
    """Each part is a group of rows below its heading, also where the page is read aloud."""
    built = edition(FILES).build()
    assert built.output == ""
    figure = built.html("balance").select_one("figure.of-balance")
    assert figure is not None
    assert figure.select_one("details") is None
    table = figure.select_one("table")
    assert table is not None
    columns = table.select("thead th")
    assert [cell.get_text() for cell in columns] == ["what is counted", "C", "<L>", "all"]
    heads = table.select("tbody > tr:first-child > th[scope=rowgroup]")
    assert [head.get_text() for head in heads] == HEADINGS
    assert {head["colspan"] for head in heads} == {str(len(columns))}
    said = {
        row.select_one("th").get_text(): [cell.get_text() for cell in row.select("td")]  # type: ignore[union-attr]
        for row in table.select("tr:has(td)")
    }
    assert said["contradicted by"] == ["1", "1", "2"]
    assert said["answered: supported"] == ["1", "1", "2"]
    assert said["contradicted or corrected"] == ["1", "1", "1"]


def test_what_is_written_elsewhere_is_counted_anew(edition: Make) -> None:
    """As a clean build counts it."""
    made = edition(FILES)
    made.build()
    made.replace("letters.md", ":type: context", ":type: rhetoric")
    after = made.build()
    again = made.build(out="_clean")
    assert "balance.html" in after.written
    first, second = (Path(built.app.outdir) / "balance.html" for built in (after, again))
    assert first.read_bytes() == second.read_bytes()
    assert "rhetoric" in after.html("balance").get_text()


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_headings_are_printed_by_every_builder(edition: Make, builder: str) -> None:
    """In the order of the table."""
    built = edition(FILES).build(builder)
    assert built.output == ""
    (path,) = Path(built.app.outdir).glob("balance.txt" if builder == "text" else "*.tex")
    text = path.read_text(encoding="utf-8").replace(r"\sphinxhyphen{}", "-")
    places = [text.rindex(heading) for heading in HEADINGS]
    assert places == sorted(places)


def test_a_text_without_annotations_has_noughts(edition: Make) -> None:
    """It stands in the table like the others."""
    bare = page("::::{passage} 1\nHe was not destroyed.\n::::\n").replace("chronicle", "letters")
    built = edition({**FILES, "letters.md": bare.replace(":siglum: C", ":siglum: L")}).build()
    assert built.output == ""
    row = next(
        row
        for row in built.html("balance").select("figure.of-balance tr")
        if "contradicted by" in row.get_text()
    )
    assert [cell.get_text() for cell in row.select("td")] == ["1", "0", "1"]
