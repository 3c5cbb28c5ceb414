"""Checkers that are written for Node or Java, and found by the tests that need them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

#: Where `make browser-tools` puts them.
MODULES = Path(__file__).parent / "node_modules"


def tool(path: str, *commands: str) -> Path:
    """The file `path` of the checkers; skips the test where it or one of `commands` is missing.

    On CI nothing is skipped: there, a checker that is missing is a failure.
    """
    missing = [command for command in commands if shutil.which(command) is None]
    if not (MODULES / path).is_file():
        missing.append(f"{path} (make browser-tools)")
    if missing:
        reason = f"not installed: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return MODULES / path
