"""Files of the editor's own, brought by ``html_extra_path``, beside those that a build makes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from sphinx.application import Sphinx

from tests.editions import load
from tests.support import Built, Edition

Make = Callable[..., Edition]

#: What an editor may bring, and what it says.
OWN = {
    "robots.txt": "User-agent: *\nDisallow: /\n",
    "sitemap.xml": "<urlset/>\n",
    "404.html": "<!DOCTYPE html><title>Own</title>\n",
    "manifest.webmanifest": "{}\n",
    ".nojekyll": "own\n",
    "favicon.ico": "own\n",
    "cite/edition.bib": "own\n",
    "long-notes/own.html": "own\n",
    "old.html": "own\n",
}
REDIRECTS = {"old": "chronicle"}


def said(built: Built, names: object = tuple(OWN)) -> dict[str, str]:
    """What the files of these names say in the site."""
    assert isinstance(names, tuple)
    return {name: Path(built.app.outdir, name).read_text(encoding="utf-8") for name in names}


def within(folder: str) -> dict[str, str]:
    """The editor's files in a folder."""
    return {f"{folder}/{name}": text for name, text in OWN.items()}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("address", ["", "https://example.org/path/"])
def test_the_editors_file_stays(edition: Make, builder: str, address: str) -> None:
    """In a clean build, in one of nothing, and in one of a changed page; no word about it."""
    files = {**load("small"), **within("extra")}
    configuration = {"html_extra_path": ["extra"], "variorum_redirects": REDIRECTS}
    made = edition(files, html_theme="variorum", html_baseurl=address, **configuration)
    built = made.build(builder)
    assert built.output == ""
    assert said(built) == OWN
    built = made.build(builder)
    assert (said(built), built.written & OWN.keys()) == (OWN, set())
    page = Path(made.path, "chronicle.md")
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")
    assert said(made.build(builder)) == OWN


def test_a_file_alone_may_be_brought(edition: Make) -> None:
    """The path may name a file, in whatever folder; what is not brought is ours."""
    made = edition(load("small"), html_extra_path=["machines/robots.txt"])
    made.write(within("machines"))
    built = made.build()
    shown = said(built, ("robots.txt", "manifest.webmanifest"))
    assert shown["robots.txt"] == OWN["robots.txt"]
    assert "Test edition" in shown["manifest.webmanifest"]


def test_a_file_that_comes_and_goes(edition: Make) -> None:
    """Brought later, it takes the place of ours; taken away, ours is there again."""
    made = edition({**load("small"), "extra/own.txt": "own"}, html_extra_path=["extra"])
    names = ("robots.txt", "404.html", "manifest.webmanifest", ".nojekyll")
    ours = said(made.build(), names)
    made.write(within("extra"))
    assert said(made.build(), names) == {name: OWN[name] for name in names}
    for name in OWN:
        (made.path / "extra" / name).unlink()
    assert said(made.build(), names) == ours


def test_what_is_excluded_is_not_brought(edition: Make) -> None:
    """Sphinx does not copy it, so ours is needed."""
    made = edition(
        {**load("small"), **within("extra")},
        html_extra_path=["extra"],
        exclude_patterns=["**/robots.txt"],
    )
    assert "Allow: /" in said(made.build(), ("robots.txt",))["robots.txt"].splitlines()


def test_an_extension_may_write_the_sitemap(edition: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `sphinx_sitemap` it is neither overwritten by ours nor taken away."""
    extension = ModuleType("sphinx_sitemap")

    def write(app: Sphinx, exception: Exception | None) -> None:
        Path(app.outdir, "sitemap.xml").write_text("own", encoding="utf-8")

    def setup(app: Sphinx) -> dict[str, bool]:
        app.connect("build-finished", write, priority=1)
        return {"parallel_read_safe": True}

    extension.setup = setup  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sphinx_sitemap", extension)
    made = edition(load("small"), extensions=["myst_parser", "sphinx_variorum", "sphinx_sitemap"])
    for address in ("", "https://example.org/"):
        built = made.build(html_baseurl=address)
        assert said(built, ("sitemap.xml",)) == {"sitemap.xml": "own"}
