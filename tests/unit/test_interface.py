"""Numbers and dates as the interface's language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations

import pytest
import sphinx.locale
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum import CATALOGUE
from sphinx_variorum.output import interface
from sphinx_variorum.output.languages import LOCALES


@pytest.fixture(autouse=True)
def _languages_as_before() -> Iterator[None]:
    key = ("general", CATALOGUE)
    before = sphinx.locale.translators.get(key)
    yield
    sphinx.locale.translators.pop(key, None)
    if before is not None:
        sphinx.locale.translators[key] = before


def speak(language: str) -> None:
    """Let the interface speak a language; one without a catalogue only says its name."""
    sphinx.locale.init([LOCALES], language, CATALOGUE)
    if language not in ("en", "de"):
        translator = NullTranslations()
        translator._info = {"language": language}  # type: ignore[attr-defined]
        sphinx.locale.translators["general", CATALOGUE] = translator


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "2026-11-26", "November 26, 2026"),
        ("en", "2026-11", "November 2026"),
        ("en", "2026", "2026"),
        ("de", "2026-11-26", "26. November 2026"),
        ("de", "2026-03", "März 2026"),
        ("de", "1120", "1120"),
        ("de", "0985", "985"),
        ("de", "0985-01-02", "2. Januar 985"),
        ("ja", "2026-11", "2026年11月"),
        ("cs", "2026-11", "listopad 2026"),
        ("cs", "2026-11-26", "26. listopadu 2026"),
        ("pt_BR", "2026-11-26", "26 de novembro de 2026"),
        ("zh-TW", "2026-11-26", "2026年11月26日"),
        # No language that Babel knows.
        ("xx", "2026-11-26", "November 26, 2026"),
        ("de", "c. 1920", "um 1920"),
        ("de", "44 BC", "44 v. Chr."),
        ("de", "c. 50 BC–44 BC", "um 50 v. Chr.–44 v. Chr."),
        ("de", "1950–1953", "1950–1953"),
        ("de", "1950–", "1950–"),
    ],
)
def test_dates(language: str, text: str, said: str) -> None:
    """To the day, to the month, to the year, and what is no such date."""
    speak(language)
    assert interface.date_said(text) == said


@pytest.mark.parametrize("text", ["", "forthcoming", "2026-13", "2026-02-30", "1990s", "0000"])
def test_what_is_no_date_stays(text: str) -> None:
    speak("de")
    assert interface.date_said(text) == text


@given(st.dates())
def test_every_day_has_its_year(day: date) -> None:
    speak("en")
    said = interface.date_said(day.isoformat())
    assert said.endswith(f" {day.day}, {day.year}")


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 word"),
        ("en", 999, "999 words"),
        ("en", 33800, "33,800 words"),
        ("de", 1, "1 Wort"),
        ("de", 1234567, "1.234.567 Wörter"),
    ],
)
def test_numbers(language: str, number: int, said: str) -> None:
    speak(language)
    pattern = interface.ngettext("%d word", "%d words", number)
    assert interface.numbered(pattern, number) == said
