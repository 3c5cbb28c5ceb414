"""What stands beside the pages: complete on any static server, at a root or below one
(issue 3, item 8).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.editions import load
from tests.support import Built, Edition

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
