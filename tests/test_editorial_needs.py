"""What the editors still owe is no reader's (vocabulary, “The one modelling rule”)."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import Built, Edition, page, pages, written

Make = Callable[..., Edition]

#: Words that stand in nothing but what is owed.
SECRET = "quagga"

OWED = f"""\
:::{{editorial-need}} Some of them
:id: {SECRET}-id
:type: translate
:priority: high
:opened: 2026-11-23
:due: 2026-12-24
:by: {SECRET} the editor

Ask {SECRET}, see {{work}}`coi2014` and {{passage}}`chronicle:2`.

({SECRET}-label)=
A paragraph about {SECRET}.
:::
"""
FILES = {
    "index.md": page(
        "::::{passage} 1\nNobody knows how many.\n::::\n\n"
        f"::::{{passage}} 2\nSome of them went back.\n\n{OWED}\n"
        ":::{editorial-note} went back\n:type: context\n\nThey did.\n:::\n::::\n\n"
        "```{toctree}\nremarks\nregisters\n```\n"
    ),
    "remarks.md": "# Remarks\n\n"
    + OWED.replace(":type: translate", ":type: check\n:passage: chronicle:1")
    .replace("Some of them", "Nobody knows")
    .replace(f"({SECRET}-label)=\n", "")
    .replace(f"{SECRET}-id", f"{SECRET}-other"),
    "registers.md": "# Registers\n\n:::{register} editorial-needs\n:::\n\n"
    ":::{register} works\n:::\n\n:::{register} needs\n:::\n\n:::{register} changes\n:::\n",
}


def holding(built: Built, words: str) -> list[str]:
    """The files of the output in which `words` stand, compressed or not."""
    outdir = Path(built.app.outdir)
    found = []
    for path in sorted(outdir.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        if path.name == "objects.inv":
            data = zlib.decompress(data.split(b"zlib.\n", 1)[1])
        if words.encode() in data.lower():
            found.append(str(path.relative_to(outdir)))
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "xml", "gettext"])
@pytest.mark.parametrize("audience", ["public", "release"])
def test_nothing_is_shown_to_readers(edition: Make, audience: str, builder: str) -> None:
    """No page, register, index of the search, inventory, catalogue or copied source tells it."""
    built = edition(FILES, variorum_audience=audience).build(builder)
    assert holding(built, SECRET) == []
    assert "2 editorial needs, in no output" in built.status
    owed = [message for message in built.messages if message.subtype == "variorum.editorial_need"]
    assert len(owed) == (2 if audience == "release" else 0)
    assert len(built.messages) == len(owed)
    assert built.app.statuscode == (1 if audience == "release" else 0)


def test_a_reader_sees_the_page_as_if_it_were_not_there(edition: Make) -> None:
    """Neither numbers nor anchors nor back-references of what is shown depend on it."""
    made = edition(FILES, html_show_sourcelink=False)
    public = made.build()
    made.write(
        {
            "index.md": FILES["index.md"].replace(OWED, "\n"),
            "remarks.md": "# Remarks\n",
        }
    )
    without = made.build(out="_without")
    # A page with no debt has its source beside it.
    assert (Path(without.app.outdir) / "_sources/index.md.txt").is_file()
    assert not (Path(public.app.outdir) / "_sources/index.md.txt").exists()
    assert pages(public) == pages(without)


def test_a_release_names_each_debt_and_fails_though_it_be_suppressed(edition: Make) -> None:
    """File, line, passage, what is owed and until when."""
    made = edition(FILES, variorum_audience="release")
    built = made.build()
    lines = (made.path / "index.md").read_text(encoding="utf-8").splitlines()
    assert [(message.place, message.line) for message in built.messages] == [
        ("index.md", lines.index(":::{editorial-need} Some of them") + 1),
        ("remarks.md", 3),
    ]
    assert "passage chronicle:2: translate, due 2026-12-24" in built.messages[0].text
    again = made.build(suppress_warnings=["variorum.editorial_need"])
    assert again.messages == []
    assert again.app.statuscode == 1
    assert "the build fails: 2 editorial needs before a release" in again.status


def test_editors_see_cards_and_the_register(edition: Make) -> None:
    """A card marked as the editors' own, beside the words, and a row."""
    built = edition(FILES, variorum_audience="editor").build()
    assert built.output == ""
    soup = built.html()
    cards = soup.select("aside.editorial-need")
    assert [card["data-layer"] for card in cards] == ["needs", "needs"]
    heads = [card.select_one(".heading").get_text() for card in cards]
    assert [head.split(" ", 1)[1] for head in heads] == [
        "The editors still owe: check",
        "The editors still owe: translate",
    ]
    details = {row.dt.get_text(): row.dd.get_text() for row in cards[1].select(".details div")}
    assert details["due"] == "December 24, 2026"
    assert soup.select_one(".segment.editorial-need").get_text() == "Nobody knows"
    rows = built.html("registers").select("table.editorial-needs tbody tr")
    assert [row.find_all("td")[2].get_text() for row in rows] == ["check", "translate"]
    assert "2 editorial needs, shown" in built.status


@pytest.mark.parametrize("first", ["public", "editor"])
def test_another_audience_rewrites_what_it_sees_and_nothing_else(edition: Make, first: str) -> None:
    """Incremental is clean, also with two processes; a page without a debt is left alone."""
    other = {"public": "editor", "editor": "public"}[first]
    made = edition({**FILES, "remarks.md": f"{FILES['remarks.md']}\n```{{toctree}}\nplain\n```\n"})
    made.write({"plain.md": "# Plain\n\nNothing is owed here.\n"})
    made.build(variorum_audience=first)
    incremental = made.build(variorum_audience=other)
    assert "plain" not in written(incremental)
    assert {"index", "remarks", "registers"} <= written(incremental)
    clean = made.build(variorum_audience=other, out="_clean")
    parallel = made.build(variorum_audience=other, out="_parallel", parallel=2)
    assert pages(incremental) == pages(clean) == pages(parallel)
    assert written(made.build(variorum_audience=other)) == set()
    assert bool(holding(incremental, SECRET)) is (other == "editor")


def test_bad_audience_is_named(edition: Make) -> None:
    """It falls back to the one that shows least."""
    built = edition(FILES, variorum_audience="editors").build()
    assert built.subtypes == ["variorum.configuration"]
    assert "write 'public', 'editor' or 'release'" in built.messages[0].text
    assert holding(built, SECRET) == []


@pytest.mark.parametrize(
    ("option", "subtype", "says"),
    [
        (":type: chek", "variorum.vocabulary", "did you mean 'check'?"),
        ("", "variorum.option_missing", "check, translate, permission"),
        (":type: check\n:due: soon", "variorum.option", ":due: “soon” is not a date"),
        (":type: check\n:status: open", "variorum.option", "has no option :status:"),
    ],
)
def test_faulty_editorial_need(edition: Make, option: str, subtype: str, says: str) -> None:
    """Said in a public build too, with file and line."""
    need = f":::{{editorial-need}}\n{option}\n\nWords.\n:::\n"
    built = edition(
        {"index.md": page(f"::::{{passage}} 1\nSome of them went back.\n\n{need}::::\n")}
    ).build()
    assert built.subtypes == [subtype]
    assert says in built.messages[0].text
    assert (built.messages[0].place, built.messages[0].line) == ("index.md", 13)
