"""The pages about the edition in this repository agree with the edition (issue 5, item 6)."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import Need
from tests.conftest import REPOSITORY
from tests.corpus import Corpus

ABOUT = REPOSITORY / "corpus" / "about"
CONFIGURATION = runpy.run_path(str(REPOSITORY / "conf.py"))
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


@pytest.fixture(scope="module")
def edition(corpus: Corpus) -> Edition:
    """The edition as it is read."""
    return corpus.edition


@pytest.mark.parametrize("page", ["index.md", "corrections.md"])
def test_version_and_date_are_those_of_the_edition(page: str) -> None:
    """As ``conf.py`` has them; the log of corrections has none that is later."""
    text = (ABOUT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"version (\d[\d.]*\d)", text)) == {CONFIGURATION["release"]}
    days = _DAY.findall(text)
    assert CONFIGURATION["variorum_date"] in days
    assert max(days) == CONFIGURATION["variorum_date"]


def test_title_to_be_cited_is_that_of_the_edition() -> None:
    """Word for word."""
    text = (ABOUT / "index.md").read_text(encoding="utf-8")
    assert f"*{CONFIGURATION['project']}*" in text


def test_nothing_is_judged_after_the_edition_was_dated(edition: Edition) -> None:
    """Nor opened, searched or settled."""
    days = {claim.judged for claim in edition.claims.values()}
    for item in edition.annotations.values():
        days.add(item.judged)
        if isinstance(item.detail, Need):
            days |= {item.detail.opened, item.detail.resolved}
            days |= {found for entry in item.detail.searched for found in _DAY.findall(str(entry))}
    assert len(days) > 2
    assert max(days) <= CONFIGURATION["variorum_date"]


def test_sigla_and_years_are_those_of_the_texts(edition: Edition) -> None:
    """The table of the texts has each of them once, in the edition's order."""
    text = (ABOUT / "index.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| \{source\}`([\w-]+)` \| (\d{4}) \|$", text, re.MULTILINE)
    assert rows == [
        (source.siglum, ident, edition.works[source.entry].year)
        for ident, source in edition.sources.items()
    ]


@pytest.mark.parametrize("page", sorted(path.name for path in ABOUT.glob("*.md")))
def test_every_page_is_in_the_table_of_contents(page: str) -> None:
    """A reader finds it."""
    listed = (ABOUT / "index.md").read_text(encoding="utf-8").partition("toctree}")[2]
    assert page == "index.md" or Path(page).stem in listed.partition("```")[0].split()
