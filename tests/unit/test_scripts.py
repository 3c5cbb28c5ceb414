"""Which way the words of a language run, and when they must be kept from their neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.scripts import direction_of, runs_against


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *((tag, "rtl") for tag in ("he", "ar", "fa", "ur", "yi", "ckb", "he-IL", "ar_EG")),
        *((tag, "ltr") for tag in ("en", "ko", "zh-Hant", "ja", "de-1996", "ku", "az")),
        # A script is stronger than its language.
        *((tag, "rtl") for tag in ("az-Arab", "ota-Arab", "pa-arab-PK", "jpr-Hebr")),
        *((tag, "ltr") for tag in ("he-Latn", "fa-Cyrl")),
        *((tag, "") for tag in ("", "und", "mul", "xx-foo", "not a tag", "-")),
    ],
)
def test_direction_of_a_language(language: str, direction: str) -> None:
    """By its script if that is named, else by what CLDR says of the language."""
    assert direction_of(language) == direction


@given(st.text())
def test_whatever_an_editor_writes_has_a_direction_or_none(language: str) -> None:
    """No tag is an error here."""
    assert direction_of(language) in ("ltr", "rtl", "")


@pytest.mark.parametrize(
    ("text", "leftward", "rightward"),
    [
        ("Song 2015", False, True),
        ("שלום", True, False),
        ("مرحبا", True, False),
        ("הספינה (ship)", True, True),
        ("배는 가라앉지 않았다", False, True),
        ("1066; 12–14", False, False),
        ("", False, False),
    ],
)
def test_words_that_run_against_the_page(text: str, leftward: bool, rightward: bool) -> None:
    """On a page from left to right words from right to left, and the other way round."""
    assert runs_against(text, "ltr") is leftward
    assert runs_against(text, "rtl") is rightward
