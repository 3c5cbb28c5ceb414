"""Checkers that are written for Node or Java, and found by the tests that need them."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

#: Where `make browser-tools` puts them.
MODULES = Path(__file__).parent / "node_modules"
#: What linkinator asks for.
OLDEST_NODE = 20


@cache
def _node() -> int:
    """The major version of node."""
    said = subprocess.run(["node", "--version"], capture_output=True, check=True, text=True)
    return int(said.stdout.removeprefix("v").partition(".")[0])


def tool(path: str, *commands: str) -> Path:
    """The file `path` of the checkers; skips the test where it or one of `commands` is missing.

    On CI nothing is skipped: there, a checker that is missing is a failure.
    """
    missing = [command for command in commands if shutil.which(command) is None]
    if "node" in commands and not missing and _node() < OLDEST_NODE:
        missing.append(f"node {OLDEST_NODE}")
    if not (MODULES / path).is_file():
        missing.append(f"{path} (make browser-tools)")
    if missing:
        reason = f"not installed: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return MODULES / path
