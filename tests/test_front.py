"""What a reader sees first: figures of a source, kicker, strip, facts, limited registers."""

from __future__ import annotations

from collections.abc import Callable

from tests.editions import load
from tests.support import Built, Edition, page

Make = Callable[..., Edition]

_FRONT = """

A card: {figures}`chronicle`, and by its siglum {figures}`C`.

:::{register} needs
:most: 1
:::
"""


def _with_front(edition: Make, words: str = _FRONT) -> Edition:
    small = edition(load("small"))
    small.write({"index.md": (small.path / "index.md").read_text(encoding="utf-8") + words})
    return small


def _figures(built: Built) -> list[str]:
    return [item.get_text() for item in built.html().select(".source-figures")]


def test_figures_and_limited_register(edition: Make) -> None:
    """The role counts what the page has; a limited register leads to the whole one."""
    built = _with_front(edition).build()
    first, second = _figures(built)
    assert first == second
    count = len(built.html("chronicle").select("section.passage"))
    assert first.startswith(f"{count} passage")
    assert "open" in first
    assert len(built.html().select("table.register.needs tbody tr")) == 1
    link = built.html().select_one(".whole-register a")
    assert link is not None
    assert link["href"] == "registers/needs.html"


def test_unknown_source_of_figures(edition: Make) -> None:
    """The nearest name is offered."""
    built = _with_front(edition, "\n{figures}`chronicel`\n").build()
    (message,) = [said.text for said in built.messages if "to count" in said.text]
    assert "chronicle" in message


def test_figures_follow_a_need(edition: Make) -> None:
    """A status that changes elsewhere writes the front page again (issue 2, item 5)."""
    small = _with_front(edition)
    before = _figures(small.build())
    small.replace(
        "chronicle.md", ":status: open", ":status: searching\n:searched: 2026-11-24: here: nothing"
    )
    small.build()
    small.replace("chronicle.md", ":status: searching", ":status: not-found")
    built = small.build()
    assert "index.html" in built.written
    assert _figures(built) != before


def test_page_head(edition: Make) -> None:
    """Kicker before the title and not in it; facts; a bar for every passage, with a name."""
    built = _with_front(edition).build()
    html = built.html("chronicle")
    kicker = html.select_one(".kicker")
    assert kicker is not None
    assert kicker.get_text() == "Text C · 1120"
    following = kicker.find_next_sibling()
    assert following is not None
    assert following.name == "h1"
    assert "Text C" not in built.html().get_text()
    facts = {row.dt.get_text(): row.dd.get_text() for row in html.select(".facts > div")}
    assert facts["Author"] == "Monks of the North"
    assert facts["Date"] == "1120"
    assert facts["Needs"] == "1 open · 1 being searched · 1 answered: supported"
    bars = html.select(".density-strip a")
    passages = html.select("section.passage")
    assert [bar["href"] for bar in bars] == [f"#{passage['id']}" for passage in passages]
    assert all(bar.title and bar.title.get_text() for bar in bars)


def test_other_builders(edition: Make) -> None:
    """Text has the figures and the kicker, below the title."""
    built = _with_front(edition).build("text")
    text = (built.app.outdir / "chronicle.txt").read_text(encoding="utf-8")
    assert text.index("The Chronicle") < text.index("Text C · 1120")
    assert "passages ·" in (built.app.outdir / "index.txt").read_text(encoding="utf-8")


def test_dates_are_in_the_editions_language(edition: Make) -> None:
    """In the head, in cards, in registers and at the foot; machines find them in ISO 8601."""
    small = edition(load("small"), html_theme="variorum", variorum_date="2026-11-26")
    small.replace("sources.bib", "date={1120}", "date={1120-03}")
    for language, month, day, taken, foot in (
        ("en", "March 1120", "November 23, 2026", "November 20, 2026", "November 26, 2026"),
        ("de", "März 1120", "23. November 2026", "20. November 2026", "26. November 2026"),
    ):
        built = small.build(language=language)
        html = built.html("chronicle")
        time = html.select_one(".facts time")
        assert time is not None
        assert (time.get_text(), time["datetime"]) == (month, "1120-03")
        facts = html.select_one(".facts")
        assert facts is not None
        assert taken in facts.get_text()
        cards = " ".join(card.get_text() for card in html.select(".annotation"))
        assert day in cards
        assert "2026-11-23" not in cards
        register = built.html("registers/needs").select("table time")
        assert (day, "2026-11-23") in [(time.get_text(), time["datetime"]) for time in register]
        said = html.select_one("footer time")
        assert said is not None
        assert (said.get_text(), said["datetime"]) == (foot, "2026-11-26")
        text = small.build("text", language=language).app.outdir / "chronicle.txt"
        assert month in text.read_text(encoding="utf-8")


def test_what_is_no_time_is_not_marked_as_one(edition: Make) -> None:
    """A date that is not exact is words; those too are in the language."""
    small = edition(load("small"))
    small.replace("sources.bib", "date={1120}", "date={1120~}")
    html = small.build(language="de").html("chronicle")
    assert not html.select(".facts time")
    facts = {row.dt.get_text(): row.dd.get_text() for row in html.select(".facts > div")}
    assert facts["Datum"] == "um 1120"
    kicker = html.select_one(".kicker")
    assert kicker is not None
    assert kicker.get_text() == "Text C · um 1120"


def test_many_words_are_grouped(edition: Make) -> None:
    """The words of a long witness, as the language groups digits."""
    witness = "Nobody knows how many. " * 400
    files = {"index.md": page("", hashed=witness), "witnesses/witness.txt": witness}
    small = edition(files)
    for language, said in (("en", "1,600 words"), ("de", "1.600 Wörter")):
        facts = small.build(language=language).html().select_one(".facts")
        assert facts is not None
        assert said in facts.get_text()
