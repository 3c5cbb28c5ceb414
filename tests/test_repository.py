"""The edition in this repository (issue 2, items 4 and 8, “Must be shown”)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_variorum.edition.index import Edition
from tests.conftest import REPOSITORY
from tests.corpus import Corpus

TEXTS = ["defectors-game", "leaflets", "on-the-dprk", "awkward-questions", "solidarity-group"]


def _build(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-b", "html"]
    return subprocess.run(
        [*command, *options, "-d", f"{out}.doctrees", str(REPOSITORY), str(out)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795478400"},
    )


def _pages(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*.html"))}


def test_the_build_is_clean_and_the_same_with_two_workers(tmp_path: Path) -> None:
    """`sphinx-build -W -n` says nothing, with ``-j 2`` neither, and the pages are the same."""
    serial = _build(tmp_path / "serial")
    parallel = _build(tmp_path / "parallel", "-j", "2")
    assert (serial.returncode, serial.stdout, serial.stderr) == (0, "", "")
    assert (parallel.returncode, parallel.stdout, parallel.stderr) == (0, "", "")
    assert len(_pages(tmp_path / "serial")) > 20
    assert _pages(tmp_path / "serial") == _pages(tmp_path / "parallel")


@pytest.fixture(scope="module")
def edition(corpus: Corpus) -> Edition:
    """The edition as it is read."""
    return corpus.edition


def test_every_passage_is_proved(edition: Edition) -> None:
    """With the witnesses at hand all are verbatim; without, all are as the lock has them."""
    proofs = {passage.proof for passage in edition.passages.values()}
    at_hand = bool(os.environ.get("VARIORUM_WITNESSES"))
    assert proofs == ({"verbatim"} if at_hand else {"locked"})
    assert {annotation.state for annotation in edition.annotations.values()} <= {
        "anchored",
        "whole",
    }


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_annotated_within_its_limit(edition: Edition, text: str) -> None:
    """At least eight annotated passages each, and at most a third of the words."""
    passages = edition.passages_of[text]
    annotated = [item for item in passages if edition.annotations_of.get(item.ident)]
    assert len(annotated) >= 8
    assert len(annotated) == len(passages)
    source = edition.sources[text]
    assert source.rights == "quotation"
    assert 0 < edition.quoted_words(text) <= source.words / 3


def test_there_are_enough_passages(edition: Edition) -> None:
    """Forty-five or more in all."""
    assert len(edition.passages) >= 45


def test_the_bibliography_is_that_of_the_edition(edition: Edition) -> None:
    """Every work cited has an entry, and every entry is cited."""
    assert set(edition.uses) == set(edition.works)
