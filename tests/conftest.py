"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import Edition

if TYPE_CHECKING:
    from tests.corpus import Corpus

pytest_plugins = ["sphinx.testing.fixtures"]

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def edition(tmp_path: Path) -> Callable[..., Edition]:
    """Make a small edition in an empty folder: ``edition({"index.md": …}, setting=…)``."""

    def make(files: dict[str, str | bytes], **configuration: object) -> Edition:
        return Edition.create(tmp_path / "edition", files, configuration)

    return make


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The edition in this repository, read once."""
    # Here, since it asks this file where the repository is.
    from tests.corpus import Corpus

    return Corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The developers' shared folder, for tests on the five texts; skipped where it is absent."""
    folder = os.environ.get("VARIORUM_SHARED", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("VARIORUM_SHARED does not name the folder with the five witnesses")
    return Path(folder)
