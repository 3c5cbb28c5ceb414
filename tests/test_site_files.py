"""What stands beside the pages: complete on any static server, at a root or below one
(issue 3, item 8).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.editions import load
from tests.support import Built, Edition, page

Make = Callable[..., Edition]


def outdir(built: Built) -> Path:
    """Where the site was written."""
    return Path(built.app.outdir)


def build(edition: Make, builder: str = "html", **configuration: object) -> Built:
    """The small edition, as the theme `variorum` shows it."""
    built = edition(load("small"), html_theme="variorum", **configuration).build(builder)
    assert built.output == ""
    return built


def test_sitemap_names_every_document(edition: Make) -> None:
    """With an address, and none without one."""
    built = build(edition, html_baseurl="https://example.org/a&b")
    tree = ElementTree.parse(outdir(built) / "sitemap.xml")
    places = [
        element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    expected = [f"https://example.org/a&b/{name}.html" for name in sorted(built.app.env.all_docs)]
    assert places == expected
    robots = (outdir(built) / "robots.txt").read_text(encoding="utf-8")
    assert "Sitemap: https://example.org/a&b/sitemap.xml" in robots.splitlines()


def test_sitemap_names_long_notes(edition: Make) -> None:
    """They have pages of their own; when the note is cut, both are gone."""
    long = "word " * 301
    note = f":::{{editorial-note}} Nobody\n:type: context\n:id: a\n\n{long}\n:::"
    body = f"::::{{passage}} 1\nNobody knows how many.\n\n{note}\n::::\n"
    made = edition({"index.md": page(body)}, html_baseurl="https://example.org/")
    for builder, ending in (("html", ".html"), ("dirhtml", "/")):
        built = made.build(builder)
        place = f"long-notes/n.a{ending}"
        assert (outdir(built) / place.replace("a/", "a/index.html")).is_file()
        said = (outdir(built) / "sitemap.xml").read_text(encoding="utf-8")
        assert f"<loc>https://example.org/{place}</loc>" in said
    made.replace("index.md", long, "word")
    built = made.build()
    assert "long-notes" not in (outdir(built) / "sitemap.xml").read_text(encoding="utf-8")


def test_without_an_address_there_is_no_sitemap(edition: Make) -> None:
    """A sitemap of relative addresses is none; one of an earlier build is taken away."""
    made = edition(load("small"), html_theme="variorum")
    built = made.build(html_baseurl="https://example.org/")
    assert (outdir(built) / "sitemap.xml").is_file()
    built = made.build()
    assert not (outdir(built) / "sitemap.xml").exists()
    assert "Sitemap" not in (outdir(built) / "robots.txt").read_text(encoding="utf-8")


def test_manifest_and_icon_are_linked_and_there(edition: Make) -> None:
    """Both are found from a page in a folder; the manifest's icon too."""
    built = build(edition)
    soup = built.html("registers/needs")
    for relation in ("manifest", "icon"):
        (link,) = soup.find_all("link", rel=relation)
        assert (outdir(built) / "registers" / str(link["href"])).resolve().is_file()
    manifest = json.loads((outdir(built) / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"].startswith("Test edition")
    assert (manifest["lang"], manifest["start_url"]) == ("en", "./")
    for icon in manifest["icons"]:
        assert (outdir(built) / icon["src"]).is_file()


def test_an_icon_of_the_editors_comes_first(edition: Make) -> None:
    """`html_favicon` is not doubled."""
    files = {**load("small"), "own.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}
    built = edition(files, html_theme="variorum", html_favicon="own.svg").build()
    (link,) = built.html().find_all("link", rel="icon")
    assert str(link["href"]).endswith("own.svg")
    own = {"src": "_static/own.svg", "sizes": "any", "type": "image/svg+xml"}
    assert _icons(built) == [own]


@pytest.mark.parametrize(
    ("favicon", "icon"),
    [
        ("pictures/an own.ico", {"src": "_static/an%20own.ico", "type": None}),
        ("pictures/own.png", {"src": "_static/own.png", "type": "image/png"}),
        (
            "https://example.org/own.png?size=9",
            {"src": "https://example.org/own.png?size=9", "type": "image/png"},
        ),
    ],
)
def test_the_manifest_shows_the_editors_icon(
    edition: Make, favicon: str, icon: dict[str, str | None]
) -> None:
    """Wherever it lies, and under any theme; with its type, and no size that is not known."""
    files = {} if "://" in favicon else {favicon: b"own"}
    made = edition({**load("small"), **files}, html_favicon=favicon)
    (shown,) = _icons(made.build())
    assert shown["src"] == icon["src"]
    assert "sizes" not in shown
    assert icon["type"] in (None, shown["type"])
    if "://" not in icon["src"]:
        assert (outdir(made.build()) / unquote(shown["src"])).is_file()


def _icons(built: Built) -> list[dict[str, str]]:
    manifest = json.loads((outdir(built) / "manifest.webmanifest").read_text(encoding="utf-8"))
    icons: list[dict[str, str]] = manifest.get("icons", [])
    return icons


@pytest.mark.parametrize(
    ("html_title", "front", "other"),
    [
        ("The Edition & Co", "The Edition & Co", "The Chronicle — The Edition & Co"),
        ("The edition & Co 0.1 documentation", "The Edition & Co", None),
        ("Edition & Co", "The Edition & Co", None),
        ("Another name", "The Edition & Co — Another name", None),
    ],
)
def test_the_front_page_says_the_name_once(
    edition: Make, html_title: str, front: str, other: str | None
) -> None:
    """In the title of its head; other pages say theirs and that of the edition."""
    index = "# The Edition & Co\n\n```{toctree}\nchronicle\n```\n"
    files = {"index.md": index, "chronicle.md": page("")}
    built = edition(files, html_theme="variorum", html_title=html_title).build()
    assert built.html().title.get_text() == front
    if other is not None:
        assert built.html("chronicle").title.get_text() == other


def test_nothing_is_written_twice(edition: Make) -> None:
    """A build of nothing leaves all of them alone; one of something writes what changed."""
    made = edition(load("small"), html_theme="variorum", html_baseurl="https://example.org/")
    made.build()
    ours = {"404.html", "sitemap.xml", "robots.txt", "manifest.webmanifest", ".nojekyll"}
    assert ours & made.build().written == set()


@pytest.mark.parametrize("builder", ["singlehtml", "text"])
def test_other_builders_make_no_site(edition: Make, builder: str) -> None:
    """A book has no robots."""
    folder = outdir(build(edition, builder))
    assert not [
        name for name in ("404.html", "robots.txt", ".nojekyll") if (folder / name).exists()
    ]
