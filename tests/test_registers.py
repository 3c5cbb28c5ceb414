"""Registers as they are built: filters, groups, columns; one that cannot be filled (issue 4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_variorum.building.messages import TYPE, Subtype
from tests.support import Built, Edition, page

Make = Callable[..., Edition]

NEED = """
:::{citation-needed} %s
:type: %s
:status: open
:priority: %s
:opened: %s
Who says so?
:::
"""
CHRONICLE = page(
    "::::{passage} 1\nHe was not destroyed. Few people leave the country, even by the enemy's own "
    "count.\n"
    + NEED % ("not destroyed", "who", "low", "2026-01")
    + NEED % ("Few people", "citation", "high", "2026-02-03")
    + NEED % ("own count", "citation", "low", "2025")
    + "::::\n"
)


def _register(options: str) -> dict[str, str | bytes]:
    text = "# Edition\n\n```{toctree}\nchronicle\n```\n\n"
    text += f"The list:\n\n:::{{register}} needs\n{options}\n:::\n\nThe end.\n"
    return {"index.md": text, "chronicle.md": CHRONICLE}


def _lemmata(built: Built) -> list[str]:
    return [cell.get_text() for cell in built.html().select("table.needs td i")]


def test_a_register_is_filtered_sorted_and_grouped(edition: Make) -> None:
    """Headings with counts and ids of their own; the columns that were asked for."""
    built = edition(
        _register(
            ":filter: status == open and opened >= 2025\n:group: priority\n:sort: -opened\n"
            ":columns: lemma, type"
        )
    ).build()
    assert built.output == ""
    assert _lemmata(built) == ["Few people", "not destroyed", "own count"]
    groups = built.html().select("table.needs th.group")
    assert [" ".join(group.get_text().split()) for group in groups] == ["high 1", "low 2"]
    assert [group["colspan"] for group in groups] == ["2", "2"]
    heads = [head.get_text() for head in built.html().select("table.needs thead th")]
    assert heads == ["lemma", "type"]
    idents = [row["id"] for row in built.html().select("table.needs tr[id]")]
    assert len(idents) == len(set(idents)) == 5


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_groups_are_printed_by_every_builder(edition: Make, builder: str) -> None:
    """A heading above the rows of each group."""
    built = edition(_register(":group: priority")).build(builder)
    (path,) = Path(built.app.outdir).glob("index.txt" if builder == "text" else "*.tex")
    text = path.read_text(encoding="utf-8")
    places = [text.rindex(said) for said in ("high", "Few people", "low", "own count")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (":filter: status = open", ":filter: “=” means nothing in a filter; write =="),
        (":filter: statsu == open", "did you mean “status”"),
        (":filter: status == opne", "did you mean “open”"),
        (":filter: ().__class__", ":filter:"),
    ],
)
def test_a_wrong_filter_fails_its_register_alone(edition: Make, options: str, says: str) -> None:
    """The build goes on; nothing is shown that nobody asked for, and the page says so."""
    built = edition(_register(options)).build()
    (message,) = built.messages
    assert message.subtype == f"{TYPE}.{Subtype.REGISTER.value}"
    assert (message.place, message.line) == ("index.md", 9)
    assert says in message.text
    assert "(column " in message.text
    assert _lemmata(built) == []
    text = built.html().get_text()
    assert "could not be filled" in text
    assert "The end." in text


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (":sort: opend", 3),
        (":group: statsu", 3),
        (":columns: lema", 3),
        (":status: open\n:filter: priority == low", 2),
    ],
)
def test_what_only_arranges_rows_loses_none(edition: Make, options: str, found: int) -> None:
    """An unknown name is reported; an option for one field goes together with a filter."""
    built = edition(_register(options)).build()
    assert len(built.html().select("table.needs tbody tr[id^='row.']")) == found
    assert len(built.messages) == (0 if found == 2 else 1)


def test_an_option_that_no_register_of_the_kind_has(edition: Make) -> None:
    """Named with the fields there are."""
    built = edition(_register(":relation: supports")).build()
    (message,) = built.messages
    assert "its fields: status, type" in message.text


def _legend(options: str) -> dict[str, str | bytes]:
    text = f"# Edition\n\n```{{toctree}}\nchronicle\n```\n\n:::{{register}} terms\n{options}\n:::\n"
    return {"index.md": text, "chronicle.md": CHRONICLE}


def test_a_legend_follows_what_is_used(edition: Make) -> None:
    """A term that is used for the first time on another page gets its row, with an id."""
    made = edition(_legend(":list: priority"))
    rows = made.build().html().select("table.terms tbody tr")
    assert [row["id"] for row in rows] == ["term.priority.high", "term.priority.low"]
    assert [row.select("td")[2].get_text() for row in rows] == ["1", "2"]
    made.replace("chronicle.md", ":priority: high", ":priority: medium")
    again = made.build()
    assert "index.html" in again.written
    rows = again.html().select("table.terms tbody tr")
    assert [row["id"] for row in rows] == ["term.priority.medium", "term.priority.low"]
    assert Path(again.app.outdir, "index.html").read_bytes() == (
        Path(made.build(out="_clean").app.outdir, "index.html").read_bytes()
    )


def test_a_legend_of_a_list_that_there_is_not(edition: Make) -> None:
    """Named with the nearest; the legend then has all lists."""
    built = edition(_legend(":list: priorty")).build()
    (message,) = built.messages
    assert message.subtype == f"{TYPE}.{Subtype.OPTION.value}"
    assert "did you mean “priority”?" in message.text
    assert len(built.html().select("table.terms tbody tr")) > 2


def test_no_two_tables_of_a_page_are_called_the_same(edition: Make) -> None:
    """Each is a landmark: named by its heading and its columns, and numbered under one heading."""
    asked = ":::{register} needs\n:filter: priority == %s\n:columns: lemma\n:::\n\n"
    built = edition(
        {
            "index.md": "# Edition\n\n```{toctree}\nchronicle\n```\n\n"
            f"{asked % 'low'}## What is *urgent*\n\n{asked % 'high'}{asked % 'low'}",
            "chronicle.md": CHRONICLE,
        }
    ).build()
    assert built.output == ""
    labels = [frame["aria-label"] for frame in built.html().find_all(role="region")]
    assert labels == ["Edition: lemma", "What is urgent: lemma", "What is urgent: lemma (2)"]
