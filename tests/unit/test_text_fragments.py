"""Links to words on other pages (WICG, “URL Fragment Text Directives”)."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.text_fragments import text_directive, with_text
from sphinx_variorum.edition.urls import safe_url

LONG = " ".join(f"word{number}" for number in range(40))


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=two%20words"),
        ("https://example.org/a#part", "https://example.org/a#part:~:text=two%20words"),
        ("https://example.org/a#", "https://example.org/a#:~:text=two%20words"),
        (
            "https://example.org/a#:~:text=one",
            "https://example.org/a#:~:text=one&text=two%20words",
        ),
        ("https://example.org/?q=1", "https://example.org/?q=1#:~:text=two%20words"),
        ("mailto:editor@example.org", "mailto:editor@example.org"),
        ("witness.txt", "witness.txt"),
        ("", ""),
    ],
)
def test_where_the_directive_stands(url: str, linked: str) -> None:
    assert with_text(url, "two  words") == linked


def test_signs_of_the_directive_are_encoded() -> None:
    assert text_directive("so-called, R&D 5%") == "text=so%2Dcalled%2C%20R%26D%205%25"
    assert text_directive("한국") == "text=%ED%95%9C%EA%B5%AD"


def test_long_quotation_is_found_by_its_ends() -> None:
    start, end = text_directive(LONG).removeprefix("text=").split(",")
    assert unquote(start) == "word0 word1 word2 word3 word4 word5"
    assert unquote(end) == "word34 word35 word36 word37 word38 word39"


def test_quotation_with_an_omission_is_found_from_first_to_last() -> None:
    assert text_directive("One two […] three four [...] five") == "text=One%20two,five"


def test_script_without_spaces_is_quoted_whole() -> None:
    assert "," not in text_directive("東" * 200)


def test_no_words_no_directive() -> None:
    assert text_directive(" […] ") == ""
    assert with_text("https://example.org/a", "") == "https://example.org/a"


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_words_make_an_address_that_may_be_linked(words: str) -> None:
    """No sign of the words is taken for one of the directive's, and `safe_url` lets it pass."""
    directive = text_directive(words)
    url = with_text("https://example.org/a", words)
    assert safe_url(url) == url
    if directive:
        parts = directive.removeprefix("text=").split(",")
        assert len(parts) <= 2
        assert not any(set(part) & set("-&# ") for part in parts)
        squashed = " ".join(words.split())
        assert squashed.find(unquote(parts[0])) >= 0 or "[" in words
