"""Citation needs as a reader sees them: their history, in every format (issue 4, item 2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support import Edition, page, pages, written

TAKE = """
::::{passage} 1
Nobody knows how many. The count says that 33,800 people came. Some of them went back.

:::{citation-needed} Nobody
:type: weasel
:reason: statistics
:status: searching
:searched: 2026-11-24, the <KCNA> archive, nothing
:priority: high
:::

:::{citation-needed} The count
:type: by-whom
:status: open
:::

:::{citation-needed} Some of them
:type: quantify
:status: withdrawn
:::
::::
"""
#: What takes needs from it stands in another document.
ONE = "# Take one\n\n:::{take-one}\n%s:::\n"
TOC = "\n```{toctree}\none\nplain\n```\n"

Make = Callable[..., Edition]

NEED = """\
::::{passage} 1
Some of them went back.

:::{citation-needed} Some of them
:id: who-went
:type: quantify
:status: not-found
:searched: 2026-11-25, the KCNA archive, nothing
:history: 2026-11-23 open; 2026-11-24 searching; 2026-11-25 not-found, searched <b>all</b> of it

How many, the chronicle does not say.
:::
::::

:::{register} needs
:::

:::{register} changes
:::
"""


def test_history_stands_on_the_card_and_in_the_register_of_changes(edition: Make) -> None:
    """A short log; opened and settled follow from it; what an editor wrote is data."""
    built = edition({"index.md": page(NEED)}).build()
    assert built.output == ""
    soup = built.html()
    card = soup.select_one("aside.annotation")
    assert card is not None
    logs = {
        title.get_text(): [item.get_text() for item in title.find_next("ul").select("li")]
        for title in card.select(".log-title")
    }
    assert logs["History"] == [
        "November 23, 2026: open",
        "November 24, 2026: being searched",
        "November 25, 2026: no source found — searched <b>all</b> of it",
    ]
    details = {row.dt.get_text(): row.dd.get_text() for row in card.select(".details div")}
    assert details["opened"] == "November 23, 2026"
    assert details["settled"] == "November 25, 2026"
    rows = [row.find_all("td") for row in soup.select("table.changes tbody tr")]
    assert [(row[0].get_text(), row[3].get_text()) for row in rows] == [
        (
            "November 25, 2026",
            "citation need settled: no source found — searched <b>all</b> of it",
        ),
        ("November 24, 2026", "citation need: being searched"),
        ("November 23, 2026", "citation need opened"),
    ]


def test_history_stands_in_plain_text(edition: Make) -> None:
    """Formats without cards have the log too."""
    built = edition({"index.md": page(NEED)}).build("text")
    assert built.output == ""
    text = (Path(built.app.outdir) / "index.txt").read_text(encoding="utf-8")
    assert "November 24, 2026: being searched" in text
    assert "no source found — searched <b>all</b> of it" in " ".join(text.split())


def test_needs_have_an_age_to_the_day_of_the_edition(edition: Make) -> None:
    """That of its version, or the last day it names; the clock has no part in it."""
    made = edition(
        {
            "index.md": page(TAKE.replace(":priority:", ":opened: 2026-11-20\n:priority:"))
            + "\n:::{register} needs\n:filter: age >= 1\n:columns: lemma, age\n:::\n"
        }
    )

    def said(**configuration: object) -> list[list[str]]:
        built = made.build(**configuration)
        assert built.output == ""
        rows = built.html().select("table.needs tbody tr")
        return [[cell.get_text() for cell in row.select("td")] for row in rows]

    assert said() == [["Nobody", "4\u00a0days"]]
    assert said(variorum_date="2026-12-20") == [["Nobody", "30\u00a0days"]]
    assert said(variorum_date="2026-11-20") == []


def taken(edition: Edition, options: str = "") -> list[list[str]]:
    """The words of each need on the page that gives one, part by part."""
    edition.write({"one.md": ONE % options})
    items = edition.build().html("one").select(".take-one ol > li")
    parts = ".where, blockquote, dd"
    return [[part.get_text() for part in item.select(parts)] for item in items]


def test_open_needs_are_a_whole_list_without_scripts(edition: Make) -> None:
    """Passage, words, lemma, what is missing, where was looked; what is settled is left out."""
    made = edition({"index.md": page(TAKE) + TOC, "plain.md": "# Plain\n"})
    words = "Nobody knows how many. The count says that 33,800 people …"
    searched = "November 24, 2026: the <KCNA> archive — nothing"
    found = taken(made)
    assert [item[:3] for item in found] == [["C 1", words, "Nobody"], ["C 1", words, "The count"]]
    assert [item[4] for item in found] == [searched, "nowhere yet"]
    assert found[0][3].endswith("(statistics)")
    assert [item[2] for item in taken(made, ":priority: high\n")] == ["Nobody"]
    assert [item[2] for item in taken(made, ":type: by-whom\n")] == ["The count"]
    assert taken(made, ":source: letters\n") == []


def test_only_the_page_with_the_list_has_its_script(edition: Make) -> None:
    """And nothing is hidden before the script says so, but its own button."""
    made = edition({"index.md": page(TAKE) + TOC, "plain.md": "# Plain\n", "one.md": ONE % ""})
    built = made.build()
    assert built.output == ""
    for name, wanted in (("index", 0), ("plain", 0), ("one", 1)):
        scripts = built.html(name).select("script[src*='take-one.js']")
        assert len(scripts) == wanted, name
    soup = built.html("one")
    assert [item.name for item in soup.select(".take-one [hidden]")] == ["p"]
    link = soup.select_one(".take-one .where a")
    assert link is not None
    assert link["href"].startswith("index.html#chronicle.1.need.nobody")
    assert (Path(built.app.outdir) / "_static/variorum/take-one.js").is_file()


def test_page_that_gives_a_need_is_never_stale(edition: Make) -> None:
    """A need that is settled elsewhere leaves it; incremental is clean, also in parallel."""
    made = edition({"index.md": page(TAKE) + TOC, "plain.md": "# Plain\n", "one.md": ONE % ""})
    made.build()
    made.replace("index.md", ":status: open", ":status: withdrawn")
    incremental = made.build()
    assert written(incremental) == {"index", "one"}
    assert len(incremental.html("one").select(".take-one ol > li")) == 1
    clean = made.build(out="_clean", parallel=2)
    assert pages(incremental) == pages(clean)


def test_take_one_in_plain_text_and_with_a_bad_option(edition: Make) -> None:
    """Other formats have the list; a field that is none is named."""
    made = edition({"index.md": page(TAKE) + TOC, "plain.md": "# Plain\n", "one.md": ONE % ""})
    built = made.build("text")
    text = (Path(built.app.outdir) / "one.txt").read_text(encoding="utf-8")
    assert "nowhere yet" in text
    made.write({"one.md": ONE % ":colour: red\n"})
    built = made.build()
    assert set(built.subtypes) <= {"variorum.option", "variorum.register"}
    assert "has no option :colour:" in built.messages[0].text
