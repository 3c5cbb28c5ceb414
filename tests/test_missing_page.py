"""The page that a server shows for what is missing: whole at any depth, under any theme
(issue 3, item 8).
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests.browser.serving import served
from tests.editions import load
from tests.support import Built, Edition

Make = Callable[..., Edition]

THEMES = ["variorum", "basic", "alabaster", "furo", "pydata_sphinx_theme"]
PATHS = ["/", "/some/path/"]
OWN = "---\norphan: true\n---\n# Lost\n\n[Home](index.md) and ![a picture](a.svg).\n"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def site(built: Built) -> Path:
    """Where the site was written."""
    return Path(built.app.outdir)


def missing_page(built: Built) -> BeautifulSoup:
    """The page, parsed."""
    return BeautifulSoup((site(built) / "404.html").read_text(encoding="utf-8"), "html5lib")


def addresses(page: BeautifulSoup) -> Iterator[str]:
    """All that a browser would resolve."""
    for name in ("href", "src", "action", "data-content_root"):
        yield from (str(element[name]) for element in page.find_all(attrs={name: True}))


def check_addresses(built: Built, path: str) -> None:
    """From a missing place of some depth, each address leads to something in the site."""
    page = missing_page(built)
    found = set(addresses(page))
    assert len(found) > 5
    with served(site(built), path) as address:
        missing = f"{address}no/such/place/"
        with pytest.raises(urllib.error.HTTPError) as answered:
            urllib.request.urlopen(missing)
        answered.value.close()
        assert answered.value.code == 404
        for place in found:
            # The page itself, whatever its address, or a place on it.
            if not place.strip("#") or (place.startswith("#") and page.find(id=place[1:])):
                continue
            target = urljoin(missing, place)
            if target.startswith(urljoin(address, "/")):
                assert place.startswith(path)
                with urllib.request.urlopen(target) as answer:
                    assert answer.status == 200


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("path", PATHS)
def test_it_is_whole_at_any_depth(edition: Make, builder: str, path: str, theme: str) -> None:
    """Under a theme of others too."""
    files = {**load("small"), "own.svg": PICTURE}
    pictures = {"html_logo": "own.svg", "html_favicon": "own.svg"}
    made = edition(files, html_theme=theme, html_baseurl=f"http://127.0.0.1{path}", **pictures)
    check_addresses(made.build(builder), path)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("own", [False, True])
def test_it_is_not_for_machines(edition: Make, builder: str, own: bool) -> None:
    """No search engine lists it, nothing of it is cited, it has no address of its own."""
    files = {**load("small"), **({"404.md": OWN, "a.svg": PICTURE} if own else {})}
    address = "https://example.org/path/"
    built = edition(files, html_theme="variorum", html_baseurl=address).build(builder)
    page = missing_page(built)
    assert [str(tag["content"]) for tag in page.find_all("meta", attrs={"name": "robots"})] == [
        "noindex"
    ]
    assert not page.select(
        'link[rel="canonical"], meta[name^="citation_"], meta[property="og:url"],'
        ' script[type="application/ld+json"]'
    )
    assert built.html().select('link[rel="canonical"]')
    assert not built.html().select('meta[name="robots"]')
    assert "404" not in (site(built) / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_document_of_the_editors_comes_first(edition: Make, builder: str) -> None:
    """It is where servers look for it, whole at any depth; a build of nothing leaves it alone."""
    files = {**load("small"), "404.md": OWN, "a.svg": PICTURE}
    path = "/some/path/"
    made = edition(files, html_theme="variorum", html_baseurl=f"http://127.0.0.1{path}")
    built = made.build(builder)
    assert built.output == ""
    assert [heading.get_text() for heading in missing_page(built).select("h1")] == ["Lost¶"]
    check_addresses(built, path)
    before = (site(built) / "404.html").read_bytes()
    assert "404.html" not in made.build(builder).written
    made.replace("404.md", "Lost", "Lost again")
    made.replace("404.md", "Lost again", "Lost")
    assert (site(made.build(builder)) / "404.html").read_bytes() == before


@pytest.mark.parametrize("own", ["404.md", "extra/404.html"])
def test_ours_is_up_to_date_when_it_comes_back(edition: Make, own: str) -> None:
    """What changed while the editor had a page of their own stands on it."""
    files = {**load("small"), "extra/a.txt": "a"}
    made = edition(files, html_extra_path=["extra"])
    assert "The Chronicle" in missing_page(made.build()).get_text()
    made.write({own: OWN if own.endswith("md") else "Own", "a.svg": PICTURE})
    made.replace("chronicle.md", "# The Chronicle", "# The Other Chronicle")
    assert "Chronicle" not in missing_page(made.build()).select_one("body").get_text()
    (made.path / own).unlink()
    assert "The Other Chronicle" in missing_page(made.build()).get_text()


def test_an_extension_for_it_is_left_alone(edition: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `sphinx-notfound-page` there is no page of ours, and nothing is done to its own."""
    extension = ModuleType("notfound.extension")
    extension.setup = lambda app: {"parallel_read_safe": True}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "notfound", ModuleType("notfound"))
    monkeypatch.setitem(sys.modules, "notfound.extension", extension)
    built = edition(
        load("small"), extensions=["myst_parser", "sphinx_variorum", "notfound.extension"]
    ).build()
    assert built.output == ""
    assert not (site(built) / "404.html").exists()


def test_it_is_not_written_twice(edition: Make) -> None:
    """Nor when another page is."""
    made = edition(load("small"), html_theme="variorum")
    built = made.build()
    assert "404.html" in built.written
    page = made.path / "chronicle.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nOne more.\n", encoding="utf-8")
    written = made.build().written
    assert "chronicle.html" in written
    assert "404.html" not in written
