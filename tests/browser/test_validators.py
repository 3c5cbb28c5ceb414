"""Nu and linkinator over the whole site, and every link once more from the files themselves."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.browser.conftest import Served
from tests.browser.pages import all_pages
from tests.browser.serving import served
from tests.browser.tools import tool

pytestmark = pytest.mark.browser

#: What Nu says of markup that Sphinx, docutils or MyST write and no theme can change: the
#: beginning of a message, and why it stands.
TOLERATED: dict[str, str] = {}


def nu_errors(jar: Path, *files: Path) -> list[str]:
    """The errors of the Nu HTML checker: where, and what."""
    command = ["java", "-Xss1024k", "-jar", str(jar), "--errors-only", "--skip-non-html"]
    done = subprocess.run(
        [*command, "--format", "json", *map(str, files)], capture_output=True, check=False
    )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{message['message']} ({message.get('url', '')}:{message.get('lastLine', 0)}:"
        f" {' '.join(message.get('extract', '').split())})"
        for message in messages
        if not message["message"].startswith(tuple(TOLERATED))
    ]


@pytest.fixture(scope="module")
def nu() -> Path:
    """The Nu HTML checker."""
    return tool("vnu-jar/build/dist/vnu.jar", "java")


def test_nu_finds_no_error(nu: Path, site: Path) -> None:
    """All pages, also those that only lead on."""
    by_message: dict[str, list[str]] = {}
    for line in nu_errors(nu, site):
        by_message.setdefault(line.partition(" (file:")[0], []).append(line)
    assert [f"{len(lines)} × {lines[0]}" for lines in by_message.values()] == []


def test_nu_finds_what_is_wrong(nu: Path, tmp_path: Path) -> None:
    """The check itself: one id twice."""
    page = tmp_path / "index.html"
    page.write_text('<!DOCTYPE html><html lang="en"><title>A</title><p id="a"><p id="a"></html>')
    assert any("Duplicate ID" in error for error in nu_errors(nu, page))


def dead_by_linkinator(script: Path, address: str) -> list[str]:
    """The dead links of a site, with the page each stands on; only links into it are followed."""
    host = urlsplit(address).netloc
    done = subprocess.run(
        [
            *("node", str(script), address, "--recurse", "--check-fragments", "--check-css"),
            *("--skip", rf"^(?!http://{host}/)", "--format", "json", "--verbosity", "debug"),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    links = json.loads(done.stdout[done.stdout.index("{") :])["links"]
    checked = [link for link in links if link["state"] != "SKIPPED"]
    assert checked, done.stderr
    return [
        f"{link.get('parent', '')} -> {link['url']} ({link['status']})"
        for link in checked
        if link["state"] == "BROKEN"
    ]


@pytest.fixture(scope="module")
def linkinator() -> Path:
    """The script of linkinator."""
    return tool("linkinator/build/src/cli.js", "node")


@pytest.mark.parametrize("place", ["root", "below"])
def test_linkinator_finds_no_dead_link(linkinator: Path, server: Served, place: str) -> None:
    """From the front page on, with fragments, at a root and below one."""
    assert dead_by_linkinator(linkinator, getattr(server, place)) == []


def _page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def _anchors(page: BeautifulSoup) -> set[str]:
    idents = {str(tag["id"]) for tag in page.find_all(id=True)}
    return idents | {str(tag["name"]) for tag in page.find_all("a", attrs={"name": True})}


def dead_links(site: Path) -> list[str]:
    """Every address of a page's own site that leads nowhere, from the files; also a missing place.

    Also pages that no other page leads to are looked at, and scripts, styles and pictures.
    """
    paths = {path.resolve(): _page(path) for path in sorted(site.rglob("*.html"))}
    anchors = {path: _anchors(page) for path, page in paths.items()}
    dead: list[str] = []
    for path, page in paths.items():
        for tag in page.find_all(["a", "link", "script", "img", "form", "area", "source"]):
            value = next((tag[name] for name in ("href", "src", "action") if tag.get(name)), "")
            parts = urlsplit(str(value))
            if not value or parts.scheme or parts.netloc:
                continue
            address, fragment = urldefrag(str(value))
            address = unquote(urlsplit(address).path)
            target = (path.parent / address).resolve() if address else path
            if target.is_dir():
                target = target / "index.html"
            place = unquote(fragment.partition(":~:")[0])
            if not target.is_relative_to(site.resolve()) or not target.is_file():
                dead.append(f"{path.relative_to(site.resolve())} -> {value}: no such file")
            elif place and target in anchors and place not in anchors[target]:
                dead.append(f"{path.relative_to(site.resolve())} -> {value}: no such place")
    return dead


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    """Also without node: as from ``file://``, relative links only."""
    assert len(all_pages(site)) > 30
    missing_page = "404.html ->"  # its links are those of the server's root
    assert [link for link in dead_links(site) if not link.startswith(missing_page)] == []


def test_a_dead_link_is_found(linkinator: Path, tmp_path: Path) -> None:
    """The checks themselves: a page and a place that are not there."""
    (tmp_path / "index.html").write_text(
        '<!DOCTYPE html><title>A</title><p id="a"><a href="no.html">A</a> <a href="#b">B</a>'
        ' <a href="#a">C</a>'
    )
    assert len(dead_links(tmp_path)) == 2
    with served(tmp_path) as address:
        assert len(dead_by_linkinator(linkinator, address)) == 2
