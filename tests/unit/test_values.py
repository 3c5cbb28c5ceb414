"""Typed values: what is a figure, and which two cannot both be so (issue 4, item 1)."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.rules import date_span, is_date
from sphinx_variorum.edition.values import Figure, Given, incompatible, parse_value


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0.13 %", Figure(0.13, 0.13, "%")),
        ("0.13 per cent", Figure(0.13, 0.13, "%")),
        ("34,314", Figure(34314, 34314, "")),
        ("34 314 people", Figure(34314, 34314, "")),
        ("20–30", Figure(20, 30, "")),
        ("1 to 2 million", Figure(1e6, 2e6, "")),
        ("< 1 million", Figure(-inf, 1e6, "")),
        ("at most 5 km", Figure(-inf, 5, "km")),
        ("more than 750,000 people", Figure(750_000, inf, "")),
        ("about 500", Figure(450, 550, "")),
        ("-3 °C", Figure(-3, -3, "°c")),
    ],
)
def test_figures(text: str, figure: Figure) -> None:
    """Numbers, stretches, bounds, scales and units."""
    found = parse_value(text)
    assert found is not None
    assert found.unit == figure.unit
    assert found[:2] == pytest.approx(figure[:2])


@pytest.mark.parametrize("text", ["", "many", "half", "5-3", "1,5", "12th", "1.2.3", "% 5"])
def test_what_is_no_figure(text: str) -> None:
    """Words, a stretch that runs backwards, a decimal comma: rather none than a wrong one."""
    assert parse_value(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing raises, and what is read is a stretch."""
    found = parse_value(text)
    assert found is None or found.low <= found.high


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (Given("a", "< 0.5 %"), Given("b", "0.13 %"), None),
        (Given("a", "< 0.5 %"), Given("b", "0.7 %"), "value"),
        (Given("a", "20–30"), Given("b", "30–40"), None),
        (Given("a", "20–29"), Given("b", "30–40"), "value"),
        (Given("a", "5 km"), Given("b", "7 miles"), None),
        (Given("a", date="1950"), Given("b", date="1950-06-25"), None),
        (Given("a", date="1950-07"), Given("b", date="1950-06-25"), "date"),
        (Given("a", place="Kursk"), Given("b", place="kursk"), None),
        (Given("a", place="Kursk"), Given("b", place="Bryansk"), "place"),
        (Given("a", "5"), Given("b", date="1950"), None),
    ],
)
def test_what_cannot_both_be_so(one: Given, other: Given, clash: str | None) -> None:
    """Either way round."""
    expected = [] if clash is None else [clash]
    assert [sort for *_pair, sort in incompatible([one, other])] == expected
    assert [sort for *_pair, sort in incompatible([other, one])] == expected


@given(st.dates())
def test_a_date_is_within_its_month_and_year(day: date) -> None:
    """A partial date is the days that it may be."""
    text = day.isoformat()
    assert date_span(text) == (day, day)
    for shorter in (text[:7], text[:4]):
        span = date_span(shorter)
        assert span is not None
        assert span[0] <= day <= span[1]
        assert is_date(shorter)
