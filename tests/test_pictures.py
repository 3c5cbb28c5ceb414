"""Pictures as they are built (issue 4, item 5): steady, and with a table that says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import Tag

from sphinx_variorum.building import drawing
from sphinx_variorum.building.messages import TYPE, Subtype
from sphinx_variorum.edition import pictures
from sphinx_variorum.output.pictures.canvas import COLOURS
from tests.support import Built, Edition, page

Make = Callable[..., Edition]

CHRONICLE = page("""\
::::{passage} 1
He was not destroyed. Few people leave the country, even by the enemy's own count.

:::{counter-source} Few people leave the country
:cites: coi2014, para. 5
:relation: contradicts
:claim: leaving
:stance: asserts
More left.
:::

:::{citation-needed} the enemy's own count
:type: citation
:status: open
:opened: 2026-11-01
Which?
:::

:::{citation-needed} destroyed
:type: citation
:status: answered-supported
:opened: 2026-11-01
:resolved: 2026-11-20
:evidence: song2015, para. 4
Found.
:::
::::

::::{passage} 2
The count says that 33,800 people came. Some of them went back.

:::{editorial-note} 33,800 people came
:type: context
:claim: leaving
:stance: denies
Those who came had left.
:::
::::
""")
LETTERS = CHRONICLE.replace("chronicle", "letters").replace(":siglum: C", ":siglum: <L>")


def _pictures() -> str:
    asked = "".join(
        f":::{{picture}} {kind}\n"
        + (":source: chronicle\n" if pictures.is_of_source(kind) else "")
        + ":::\n\n"
        for kind in pictures.kinds()
    )
    return f"# Pictures\n\n{asked}:::{{picture}} claims\nThe **same** again.\n:::\n"


FILES = {
    "index.md": "# Edition\n\n```{toctree}\nchronicle\nletters\npictures\n```\n",
    "chronicle.md": CHRONICLE,
    "letters.md": LETTERS,
    "pictures.md": _pictures(),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The edition above."""
    return Edition.create(tmp_path_factory.mktemp("pictures") / "edition", FILES, {}).build()


def _figures(built: Built) -> list[Tag]:
    return list(built.html("pictures").select("figure.picture"))


def _bytes(built: Built) -> bytes:
    return (Path(built.app.outdir) / "pictures.html").read_bytes()


def _cells(figure: Tag) -> list[list[str]]:
    rows = figure.select("table tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in rows]


def test_every_picture_is_drawn(built: Built) -> None:
    """Each kind has its figure, with a picture and with a table."""
    assert built.output == ""
    figures = _figures(built)
    kinds = [figure["class"][1].removeprefix("of-") for figure in figures]
    assert kinds == [*pictures.kinds(), "claims"]
    for figure in figures:
        assert figure.select_one("svg path"), figure["class"]
        assert len(_cells(figure)) > 1, figure["class"]


def test_each_picture_stands_for_itself(built: Built) -> None:
    """It is well formed, named and described; its ids are its own, and what they name is there."""
    text = _bytes(built).decode()
    found = re.findall(r"<svg.*?</svg>", text, flags=re.DOTALL)
    drawn = [svg for svg in found if 'role="img"' in svg]
    assert len(drawn) == len(pictures.kinds()) + 1
    every: list[str] = []
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        every += ids
        names = root.attrib["aria-labelledby"].split()
        assert [root[0].attrib["id"], root[1].attrib["id"]] == names
        assert root[0].text
        assert root[1].text
        for reference in re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", svg):
            assert "".join(reference) in ids
        assert "%(" not in svg
    assert len(every) == len(set(every))


def test_no_colour_of_the_sheet_is_left(built: Built) -> None:
    """Colours are variables of the style sheet, the words have its font, and no style bears on
    the rest of the page.
    """
    for figure in _figures(built):
        svg = figure.select_one("svg")
        assert svg is not None
        text = str(svg)
        assert not any(colour in text for colour in COLOURS.values())
        assert re.search(r"#[0-9a-f]{6}\b", text) is None
        assert "var(--variorum-" in text
        assert "font-family" not in text
        assert "<style" not in text
        assert "metadata" not in text
        assert "\ue000" not in text


def test_table_says_what_is_drawn(built: Built) -> None:
    """The matrix: two texts that each assert and deny one claim."""
    figure = _figures(built)[0]
    assert _cells(figure) == [
        ["claim", "C", "<L>"],
        ["Leaving", "asserts, denies", "asserts, denies"],
    ]
    words = [text.get_text() for text in figure.select("svg text")]
    assert {"Leaving", "C", "<L>", "asserts", "denies"} <= set(words)


def test_needs_over_time(built: Built) -> None:
    """A row for each day on which a status changed."""
    figure = _figures(built)[pictures.kinds().index("burn-down")]
    assert _cells(figure) == [
        ["date", "open", "answered: supported"],
        ["November 1, 2026", "4", "0"],
        ["November 20, 2026", "2", "2"],
    ]


def test_caption_is_the_content_or_the_title(built: Built) -> None:
    """Markdown in the content is read."""
    captions = [figure.select_one("figcaption") for figure in _figures(built)]
    assert captions[0] is not None
    assert captions[0].get_text().strip() == "Claims and texts"
    assert captions[-1] is not None
    assert captions[-1].get_text().strip() == "The same again."
    assert captions[-1].strong is not None


def test_builds_give_the_same_bytes(tmp_path: Path, built: Built) -> None:
    """Another folder, two processes, and pictures kept from before: all the same."""
    other = Edition.create(tmp_path / "edition", FILES, {})
    first = other.build(parallel=2)
    assert _bytes(first) == _bytes(built)
    other.replace("pictures.md", "# Pictures", "# Charts")
    other.build()
    other.replace("pictures.md", "# Charts", "# Pictures")
    assert _bytes(other.build()) == _bytes(built)


def test_what_is_drawn_once_is_kept(edition: Make) -> None:
    """A picture is not drawn again for a change that it does not show."""
    made = edition(FILES)
    folder = Path(made.build().app.doctreedir) / "pictures"
    stamps = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert len(stamps) == len(pictures.kinds())
    made.replace("pictures.md", "# Pictures", "# Charts")
    made.build()
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == stamps


def test_pictures_are_never_stale(edition: Make) -> None:
    """What is written elsewhere is drawn anew, as a clean build draws it."""
    made = edition(FILES)
    before = _bytes(made.build())
    made.replace("letters.md", ":relation: contradicts", ":relation: qualifies")
    after = made.build()
    assert "pictures.html" in after.written
    assert _bytes(after) != before
    assert _bytes(after) == _bytes(made.build(out="_clean"))


def test_table_alone_without_matplotlib(edition: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says why; and once matplotlib is there, the next build draws."""

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    made = edition(FILES)
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "version", missing)
        built = made.build()
    assert built.output == ""
    figure = _figures(built)[0]
    assert figure.select_one("svg") is None
    assert figure.select_one("details") is None
    assert len(_cells(figure)) == 2
    note = figure.select_one(".picture-note")
    assert note is not None
    assert "matplotlib" in note.get_text()
    assert _figures(made.build())[0].select_one("svg") is not None


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_others_have_the_table(edition: Make, builder: str) -> None:
    """Without a picture, and without an exception."""
    built = edition(FILES).build(builder, epub_copyright="no one", version="1")
    assert built.output == ""
    suffix = {"text": "pictures.txt", "latex": "*.tex", "epub": "pictures.xhtml"}[builder]
    said = next(Path(built.app.outdir).glob(suffix)).read_text(encoding="utf-8")
    assert "Leaving" in said
    assert "asserts" in said
    assert "<svg" not in said


def test_nothing_to_draw(edition: Make) -> None:
    """An edition without claims and needs has no empty axes."""
    files = {**FILES, "chronicle.md": page("::::{passage} 1\nHe was not destroyed.\n::::\n")}
    del files["letters.md"]
    files["index.md"] = "# Edition\n\n```{toctree}\nchronicle\npictures\n```\n"
    built = edition(files).build()
    assert built.output == ""
    assert _figures(built)[0].select_one("svg") is None
    assert "nothing to draw" in _figures(built)[0].get_text()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (":::{picture} claim\n:::", "no picture of “claim”; did you mean “claims”?"),
        (":::{picture}\n:::", "no picture of “”"),
        (":::{picture} claims\n:source: chronicle\n:::", "omit :source:"),
        (":::{picture} density\n:::", "needs :source:"),
        (":::{picture} density\n:source: cronicle\n:::", "did you mean “chronicle”?"),
    ],
)
def test_bad_input(edition: Make, written: str, said: str) -> None:
    """One message, with its place; the page is built."""
    built = edition({**FILES, "pictures.md": f"# Pictures\n\n{written}\n\nThe end.\n"}).build()
    assert [(m.subtype, m.place, m.line) for m in built.messages] == [
        (f"{TYPE}.{Subtype.PICTURE.value}", "pictures.md", 3)
    ]
    assert said in built.messages[0].text
    assert "The end." in built.html("pictures").get_text()
