"""The bibliography of the five texts, where the developers' shared folder is at hand."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from sphinx_variorum.edition.bibliography import Bibliography, read_bibliography


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Bibliography:
    path = shared / "dossier" / "sources.bib"
    if not path.is_file():
        pytest.skip("the shared folder holds no dossier/sources.bib")
    return read_bibliography([path])


def test_every_entry_is_read_without_a_problem(corpus: Bibliography) -> None:
    assert len(corpus.works) >= 312
    assert corpus.problems == ()


def test_labels_are_unique_and_short(corpus: Bibliography) -> None:
    labels = [work.label for work in corpus.works.values()]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 60
    by_key = {key: work.label for key, work in corpus.works.items()}
    assert by_key["song2015guardian"] == "Song 2015a"
    assert by_key["coi2014summary"].startswith("UN Human Rights Council 2014")
    assert by_key["breaknlinks2022"] == "Break N Links 2022"


def test_references_read_well(corpus: Bibliography) -> None:
    for work in corpus.works.values():
        words = "".join("…" if run.style == "link" else run.text for run in work.runs)
        assert words.endswith("."), work.key
        assert not re.search(r"\\|[{}]|\?\.|!\.|\.\.|,,| \.| ,|  |““|””", words), work.key
        assert work.title.split(" ")[-1].strip('“”‘’"') in words, work.key
        assert ("n.d." in words) == (not work.year), work.key


def test_speed(corpus: Bibliography, shared: Path) -> None:
    start = time.perf_counter()
    read_bibliography([shared / "dossier" / "sources.bib"])
    assert time.perf_counter() - start < 3  # about 0.3 s; a busy machine is slower
