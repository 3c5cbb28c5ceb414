"""Files that cannot be read as they are: the build says where, and goes on with the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    BODY,
    FIRST,
    assert_nothing_lost,
    assert_rest_is_whole,
    card,
    faulty,
    index,
    line_of,
    note,
    only_warning,
    passage,
    section,
    words,
)
from tests.support import BIBLIOGRAPHY, Built, Edition, page

CONTENTS = "```{toctree}\nother\nlast\n```\n"
LAST = "# The last page\n\nIts words.\n"
UNREADABLE = page(passage(FIRST, note())).replace("Chronicle", "Grüße").encode("latin-1")


def own_messages(built: Built) -> list[tuple[str, str, int]]:
    """The subtype and place of our warnings; Sphinx says of its own that a page is missing."""
    return [
        (message.subtype, message.place, message.line)
        for message in built.messages
        if message.subtype != "toc.not_readable"
    ]


def has_page(built: Built, docname: str) -> bool:
    """Whether a page was written."""
    return (Path(built.app.outdir) / f"{docname}.html").exists()


@pytest.mark.parametrize("parallel", [1, 2])
def test_page_that_is_not_utf8(edition: Callable[..., Edition], parallel: int) -> None:
    """Issue 2, bad input: named with its line, left out, and the rest is built."""
    data = b"# Title\n\nFirst line.\n" + UNREADABLE
    made = edition({**faulty(CONTENTS), "other.md": data, "last.md": LAST})
    built = made.build(parallel=parallel)
    line = data[: data.index(b"\xfc")].count(b"\n") + 1
    assert own_messages(built) == [("variorum.encoding", "other.md", line)]
    (message,) = (item for item in built.messages if item.subtype == "variorum.encoding")
    assert "byte 0xfc" in message.text
    assert "save the file as UTF-8" in message.text
    assert not has_page(built, "other")
    assert "Its words." in built.html("last").get_text()
    assert_rest_is_whole(built)


def test_page_that_is_not_utf8_is_said_until_it_is_mended(
    edition: Callable[..., Edition],
) -> None:
    """Each build says it again; once converted the page is there."""
    made = edition({**faulty(CONTENTS), "other.md": UNREADABLE, "last.md": LAST})
    made.build()
    assert own_messages(made.build()) == [("variorum.encoding", "other.md", 1)]
    own = UNREADABLE.decode("latin-1").replace("{source} chronicle", "{source} annals")
    made.write({"other.md": own.replace(":siglum: C", ":siglum: A")})
    built = made.build()
    assert built.messages == []
    assert words(section(built, "annals.1", "other")) == FIRST


def test_page_that_ceases_to_be_utf8(edition: Callable[..., Edition]) -> None:
    """What the edition knew of it is forgotten: no register shows what cannot be read."""
    own = passage(FIRST, note("He", ":type: citation\n:status: open", "citation-needed"))
    good = page(own).replace("{source} chronicle", "{source} annals").replace("m: C", "m: A")
    register = CONTENTS + "\n:::{register} needs\n:::\n"
    made = edition({**faulty(register), "other.md": good, "last.md": LAST})
    built = made.build()
    assert built.messages == []
    assert "A 1" in built.html().find("table").get_text()
    made.write({"other.md": good.replace("Chronicle", "Grüße").encode("latin-1")})
    built = made.build()
    assert own_messages(built) == [("variorum.encoding", "other.md", 1)]
    assert "annals:1" not in index(built).passages
    assert built.html().find("table") is None
    assert_rest_is_whole(built)


@pytest.mark.parametrize(
    ("broken", "marker", "kept"),
    [
        pytest.param(
            "@book{broken, author={Bad, Ann}, title={Bad title, date={2000}\n}\n",
            "@book{last",
            True,
            id="brace not closed",
        ),
        pytest.param(
            "@book{broken, title={Bad title}, author={Bad, Ann} date={2000}}\n",
            "@book{broken",
            True,
            id="comma missing",
        ),
        pytest.param("@book broken, title={Bad title}}\n", "@book broken", False, id="no brace"),
        pytest.param("@book{, title={Bad title}, date={2000}}\n", "@book{,", False, id="no key"),
    ],
)
def test_bibliography_with_a_syntax_error(
    edition: Callable[..., Edition], broken: str, marker: str, kept: bool
) -> None:
    """Issue 2, bad input: the file and line of the entry, and the entries before and after it
    are used as if it were not there."""
    last = "@book{last, author={Last, Ann}, title={Last title}, date={2001}}\n"
    cited = ":cites: crane2000, p. 1; last, p. 2" + ("; broken, p. 3" if kept else "")
    inside = note(options=f":type: context\n{cited}")
    body = passage(FIRST, inside) + "\n:::{register} works\n:::\n"
    made = edition({**faulty(body), "sources.bib": f"{BIBLIOGRAPHY}{broken}{last}"})
    built = made.build()
    message = only_warning(built, Subtype.BIBLIOGRAPHY)
    assert message.place == "sources.bib"
    begins = line_of(made, broken.split("\n")[0], "sources.bib")
    assert begins <= message.line <= line_of(made, marker, "sources.bib")
    works = card(built).find(class_="works").get_text()
    assert works.startswith("Crane 2000, p. 1; Last 2001, p. 2")
    assert "Last title" in built.html().find(id="work.last").get_text()
    assert "Crane" in built.html().find(id="work.crane2000").get_text()
    assert_nothing_lost(built)


def test_bibliography_that_is_not_utf8(edition: Callable[..., Edition]) -> None:
    """Read as far as it goes."""
    bad = BIBLIOGRAPHY + "@book{bad, author={Größe, A.}, title={T}, date={2000}}\n"
    inside = note(options=":type: context\n:cites: crane2000, p. 1; bad, p. 2")
    made = edition({**faulty(passage(FIRST, inside)), "sources.bib": bad.encode("latin-1")})
    built = made.build()
    message = only_warning(built, Subtype.BIBLIOGRAPHY)
    assert (message.place, message.line) == ("sources.bib", bad.count("\n"))
    assert "UTF-8" in message.text
    assert "Crane 2000, p. 1" in card(built).get_text()
    assert_nothing_lost(built)


def test_key_twice_in_the_bibliography(edition: Callable[..., Edition]) -> None:
    """Both lines named; the first entry counts."""
    again = "@book{crane2000, author={Other, Ann}, title={Other title}, date={2001}}\n"
    inside = note(options=":type: context\n:cites: crane2000, p. 1")
    made = edition({**faulty(passage(FIRST, inside)), "sources.bib": BIBLIOGRAPHY + again})
    built = made.build()
    message = only_warning(built, Subtype.BIBLIOGRAPHY)
    assert (message.place, message.line) == ("sources.bib", line_of(made, "Other", "sources.bib"))
    assert f"line {line_of(made, 'Conrad', 'sources.bib')}" in message.text
    assert "Crane 2000" in card(built).get_text()
    assert_nothing_lost(built)


def test_bibliography_that_is_not_there(edition: Callable[..., Edition]) -> None:
    """The line of conf.py that names it; the keys are then unknown, and printed."""
    inside = note(options=":type: context\n:cites: crane2000, p. 1")
    made = edition(faulty(passage(FIRST, inside)), variorum_bibliography=["nowhere.bib"])
    built = made.build()
    assert built.subtypes == ["variorum.bibliography", "variorum.work_unknown"]
    message = built.messages[0]
    assert (message.place, message.line) == ("conf.py", line_of(made, "nowhere.bib", "conf.py"))
    assert "nowhere.bib" in message.text
    assert "correct the path" in message.text
    assert "crane2000, p. 1" in card(built).get_text()
    assert_nothing_lost(built)


@pytest.mark.parametrize("lock", ["no lock", '{"version": 99, "sources": {}, "passages": {}}'])
def test_lock_that_cannot_be_read(edition: Callable[..., Edition], lock: str) -> None:
    """It is said, and stands for no proof."""
    files = {**faulty(passage(FIRST, note())), "passages.lock": lock}
    made = edition(files)
    built = made.build()
    message = only_warning(built, Subtype.LOCK)
    assert (message.place, message.line) == ("passages.lock", 1)
    assert "sphinx-variorum lock" in message.text
    assert_nothing_lost(built)
    (made.path / "witnesses/witness.txt").unlink()
    built = made.build(clean=True)
    assert sorted(built.subtypes) == ["variorum.lock", "variorum.witness_missing"]
    assert section(built, "chronicle.1").find(class_="unproved")
    assert BODY in card(built).get_text()
