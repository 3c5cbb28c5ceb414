"""Addresses: which are linked and which are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.urls import SAFE_SCHEMES, doi_url, safe_url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c&d=e#f",
        "http://example.org",
        "HTTPS://example.org/",
        "https://user@example.org:8080/x",
        "https://www.dailynk.com/붉은별tv-조선의오늘/",
        "https://docs.justia.com/cases/dcdce/1:2010cv00483/54",
        "mailto:editor@example.org",
        "witnesses/a.txt",
        "../a/b:c.html",
        "#note-3",
        "?page=2",
        "/index.html",
    ],
)
def test_allowed_as_they_are(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "  ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "blob:https://example.org/1",
        "view-source:https://example.org",
        "//example.org/x",
        "\\\\example.org",
        "/\\example.org",
        "https:example.org",
        "https:///path",
        "https://[broken",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\ud800",
        "mailto:nobody",
        "doi:nonsense",
    ],
)
def test_refused(url: str) -> None:
    assert safe_url(url) == ""


def test_what_would_end_an_attribute_is_encoded() -> None:
    assert safe_url('https://x.org/a b"c<d>') == "https://x.org/a%20b%22c%3Cd%3E"
    assert safe_url('a"b c') == "a%22b%20c"


@pytest.mark.parametrize(
    "doi", ["10.1000/182", "doi:10.1000/182", "DOI: 10.1000/182", "http://dx.doi.org/10.1000/182"]
)
def test_ways_to_write_a_doi(doi: str) -> None:
    assert doi_url(doi) == "https://doi.org/10.1000/182"


def test_doi_scheme_becomes_an_address() -> None:
    assert safe_url("doi:10.1000/182") == "https://doi.org/10.1000/182"


@pytest.mark.parametrize("doi", ["", "182", "10.1000", "11.1000/182", "10.1000/\x00"])
def test_no_doi(doi: str) -> None:
    assert doi_url(doi) == ""


@given(st.text())
def test_whatever_passes_is_harmless(url: str) -> None:
    safe = safe_url(url)
    scheme, colon, _ = safe.partition(":")
    if colon and "/" not in scheme and "?" not in scheme and "#" not in scheme:
        assert scheme.lower() in SAFE_SCHEMES
    assert not set(safe) & set(' "<>`\\\t\n\r\x00')
    assert not safe.startswith("//")
    assert safe_url(safe) == safe
    safe.encode("utf-8")
