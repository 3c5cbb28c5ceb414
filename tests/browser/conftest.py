"""Debian's chromium, driven by Playwright; skipped with the reason where it is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import REPOSITORY

_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed: the tests in a browser need Debian's package")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=_SWITCHES)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, built as `make html` builds it."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "-b", "html", "-d", f"{out}.d"]
    subprocess.run([*command, str(REPOSITORY), str(out)], check=True)
    return out
