"""Labels of rhetoric on notes, from the option to card, search and register (issue 4, item 4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import TYPE, Subtype
from sphinx_variorum.output.search.records import facet_order, make_records
from sphinx_variorum.output.search.words import words_of
from tests.support import Built, Edition, page, pages, written

Make = Callable[..., Edition]

LABELLED = """
::::{passage} 1
He was not destroyed. Few people leave the country, even by the enemy's own count.

:::{editorial-note} the enemy
:type: rhetoric
:labels: name-calling, Emotive_Language; name calling
Whose enemy, the words do not say.
:::

:::{editorial-note} Few people
:type: rhetoric
:labels: hyperbole
Few, but how many?
:::

:::{editorial-note} country
:type: place
The North.
:::
::::
"""
ELSEWHERE = """\
# Commentary

:::{editorial-note} not destroyed
:passage: chronicle:1
:type: context
:labels: doubt
Nobody had said so.
:::
"""
REGISTER = "# Rhetoric\n\n:::{register} rhetoric\n:group: label\n:::\n"
TOC = "\n```{toctree}\ncommentary\nrhetoric\n```\n"
FILES = {"index.md": page(LABELLED) + TOC, "commentary.md": ELSEWHERE, "rhetoric.md": REGISTER}


def _said(built: Built) -> dict[str, list[tuple[str, str]]]:
    """Of each card its labels and where they lead, by its lemma."""
    return {
        card.select_one(".lemma").get_text(): [
            (link.get_text(), link["href"])
            for row in card.select(".details div")
            if row.dt.get_text() == "rhetoric"
            for link in row.select("dd a")
        ]
        for card in built.html().select("aside.annotation")
    }


def _listed(built: Built) -> list[tuple[str, list[str]]]:
    """Each heading of the register, and what the rows below it say."""
    return [
        (
            body.select_one("th.group").find(string=True).strip(),
            [" | ".join(cell.get_text() for cell in row.select("td")) for row in rows],
        )
        for body in built.html("rhetoric").select("table.rhetoric tbody")
        if (rows := body.select("tr[id^='row.']"))
    ]


def test_labels_stand_on_the_card_and_in_the_register(edition: Make) -> None:
    """Each once, however it is spelled; from the card to its row, and from there to the note."""
    built = edition(FILES).build()
    assert built.output == ""
    at = "rhetoric.html#row.{}.chronicle.1.rhetoric.{}".format
    assert _said(built) == {
        "the enemy": [
            ("name-calling", at("name-calling", "the-enemy")),
            ("loaded language", at("loaded-language", "the-enemy")),
        ],
        "Few people": [("exaggeration", at("exaggeration", "few-people"))],
        "country": [],
        "not destroyed": [("doubt", "rhetoric.html#row.doubt.chronicle.1.context.not-destroyed")],
    }
    assert _listed(built) == [
        ("loaded language", ["loaded language | C 1 | the enemy | rhetoric"]),
        ("name-calling", ["name-calling | C 1 | the enemy | rhetoric"]),
        ("exaggeration", ["exaggeration | C 1 | Few people | rhetoric"]),
        ("doubt", ["doubt | C 1 | not destroyed | context"]),
    ]
    soup = built.html("rhetoric")
    rows = {row["id"] for row in soup.select("tr[id]")}
    assert {href.partition("#")[2] for card in _said(built).values() for _, href in card} <= rows
    idents = {element["id"] for element in built.html().select("[id]")}
    links = {link["href"] for link in soup.select("table.rhetoric td a")}
    assert {link.removeprefix("index.html#") for link in links} <= idents


def test_without_a_register_labels_lead_nowhere(edition: Make) -> None:
    """They are words then."""
    built = edition({"index.md": page(LABELLED)}).build()
    assert built.output == ""
    assert built.html().select(".details a") == []
    assert "name-calling; loaded language" in built.html().get_text()


def test_labels_in_plain_text(edition: Make) -> None:
    """Formats without cards have them too."""
    built = edition(FILES).build("text")
    assert built.output == ""
    text = (Path(built.app.outdir) / "index.txt").read_text(encoding="utf-8")
    assert "rhetoric: name-calling; loaded language" in text


@pytest.mark.parametrize(
    ("value", "says"),
    [("slogn", "did you mean 'slogan'?"), ("slogan, polemic", "unknown rhetoric 'polemic'.")],
)
def test_unknown_label_is_named(edition: Make, value: str, says: str) -> None:
    """File, line and the nearest; the others stay, and so does the note."""
    files = {**FILES, "index.md": page(LABELLED.replace("hyperbole", value)) + TOC}
    built = edition(files).build()
    (message,) = built.messages
    assert message.subtype == f"{TYPE}.{Subtype.VOCABULARY.value}"
    assert says in message.text
    assert message.place == "index.md"
    line = files["index.md"].splitlines()[message.line - 1]
    assert line == ":::{editorial-note} Few people"
    kept = [label for label, _href in _said(built)["Few people"]]
    assert kept == (["slogan"] if "," in value else [])


def test_notes_are_filtered_by_their_labels(edition: Make) -> None:
    """A field with several values, as every other."""
    asked = "\n:::{register} notes\n:filter: labels in (loaded-language, doubt)\n:::\n"
    built = edition({**FILES, "rhetoric.md": f"# Notes\n{asked}"}).build()
    assert built.output == ""
    lemmata = [cell.get_text() for cell in built.html("rhetoric").select("table.notes td i")]
    assert lemmata == ["the enemy", "not destroyed"]


def test_labels_are_found_by_search(edition: Make) -> None:
    """In the words of the note, and as a facet in the order of the list."""
    app = edition({"index.md": page(LABELLED)}).build().app
    stretches = words_of(app.env.get_and_resolve_doctree("index", app.builder))
    known = get_domain(app.env).edition
    found = {record.anchor: record for record in make_records(known, "", "index", stretches)}
    record = found["chronicle.1.rhetoric.the-enemy"]
    assert dict(record.facets)["rhetoric"] == ("name-calling", "loaded language")
    assert record.content.endswith("do not say. — name-calling, loaded language")
    assert "rhetoric" not in dict(found["chronicle.1.place.country"].facets)
    assert facet_order("rhetoric")[:2] == ["loaded language", "name-calling"]


def test_pages_with_labels_are_never_stale(edition: Make) -> None:
    """A label that changes rewrites its card and the register; a register that goes, all cards."""
    made = edition(FILES)
    made.build()
    made.replace("commentary.md", ":labels: doubt", ":labels: slogan")
    incremental = made.build()
    assert written(incremental) == {"commentary", "index", "rhetoric"}
    assert pages(incremental) == pages(made.build(out="_clean", parallel=2))
    made.replace("rhetoric.md", ":group: label", ":filter: label == slogan")
    incremental = made.build()
    assert "index" in written(incremental)
    assert incremental.html().select(".details a") == []
    assert pages(incremental) == pages(made.build(out="_again"))
