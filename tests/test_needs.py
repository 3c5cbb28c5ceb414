"""Citation needs as a reader sees them: their history, in every format (issue 4, item 2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support import Edition, page

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
