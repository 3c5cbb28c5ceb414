"""Debian's chromium, driven by Playwright, and the site it looks at.

Chromium is skipped with the reason where it is missing. The site is built once, also when several
workers of pytest-xdist share the tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.serving import served
from tests.conftest import REPOSITORY

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class Served(NamedTuple):
    """Addresses of the site, each with a slash at its end."""

    root: str
    """At the root of a server."""
    below: str
    """Below a path, on a server that has nothing else."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed: the tests in a browser need Debian's package")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A headless chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        yield running
        running.close()


@pytest.fixture(scope="session")
def once(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once for all workers: ``once(name, fill)`` gives the filled folder."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                fill(folder)
                done.touch()
        return folder

    return make


def build(source: Path, out: Path, *options: str) -> None:
    """Build the site of `source` into `out`; any warning is a failure."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", f"{out}.d", *options]
    subprocess.run([*command, str(source), str(out)], check=True)


@pytest.fixture(scope="session")
def site(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The site of this repository, built as `make html` builds it."""
    return once("site", lambda out: build(REPOSITORY, out, "-n"))


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Served]:
    """The site on this machine's own address, at a root and below one."""
    with served(site) as root, served(site, "/some/path/") as below:
        yield Served(root, below)


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts of the browser that are closed after the test: ``context(viewport=…)``.

    `width` stands for a viewport of that width, 900 px high.
    """
    opened: list[BrowserContext] = []

    def make(width: int = 1280, **options: object) -> BrowserContext:
        settings = {"viewport": {"width": width, "height": 900}, **options}
        opened.append(browser.new_context(**settings))  # type: ignore[arg-type]
        opened[-1].set_default_timeout(15_000)
        return opened[-1]

    yield make
    for each in opened:
        each.close()
