"""Typed values: what a text gives for a claim, and whether two of them can both be so.

A figure is read as the stretch of numbers that it allows: “0.13 %” is one number, “20–30” a
stretch, “< 1 million” all below, “about 500” a tenth more or less. A date is the days it may be.
Two values are incompatible if their stretches have nothing in common.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.rules import date_span

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = r"[-−]?\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<bound><=|>=|<|>|≤|≥|under|below|less than|at most|over|above|more than|at least"
    rf"|about|around|some|c\.|ca\.|~)?\s*"
    rf"(?P<low>{_NUMBER})(?:\s*(?:–|-|to)\s*(?P<high>{_NUMBER}))?\s*"
    r"(?P<scale>hundred|thousand|million|billion|k|m|bn)?(?![\w.])\s*(?P<unit>\D*)",
    re.IGNORECASE,
)
_SCALES = (
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
)
_BELOW = ("<", "<=", "≤", "under", "below", "less than", "at most")
_ABOVE = (">", ">=", "≥", "over", "above", "more than", "at least")
_ABOUT = ("about", "around", "some", "c.", "ca.", "~")
#: How far from “about 500” a number may be and still agree with it, as a share of it.
ABOUT = 0.1
_UNITS = (
    ("%", ("%", "per cent", "percent", "per cent.", "p.c.")),
    ("", ("", "people", "persons")),
)


class Figure(NamedTuple):
    """The numbers that a figure allows, from `low` to `high`, of `unit` (as written, folded)."""

    low: float
    high: float
    unit: str


def parse_value(text: str) -> Figure | None:
    """Read a figure; None if `text` is none.

    A number may have commas or spaces between thousands, a bound before it (``<``, ``at most``,
    ``about``), a second one after a dash, and a unit after it.
    """
    match = _FIGURE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    scale = dict(_SCALES).get((match["scale"] or "").casefold(), 1.0)
    low = _number(match["low"]) * scale
    high = _number(match["high"]) * scale if match["high"] else low
    if high < low:
        return None
    bound = (match["bound"] or "").casefold()
    if bound in _BELOW:
        low = float("-inf")
    elif bound in _ABOVE:
        high = float("inf")
    elif bound in _ABOUT:
        low, high = low - abs(low) * ABOUT, high + abs(high) * ABOUT
    return Figure(low, high, _unit(match["unit"]))


def _number(text: str) -> float:
    return float(re.sub(r"[, \u00a0\u2009\u202f]", "", text).replace("−", "-"))


def _unit(text: str) -> str:
    folded = " ".join(text.casefold().split())
    return next((unit for unit, spellings in _UNITS if folded in spellings), folded)


class Given(NamedTuple):
    """A value that someone gives for a claim: `by` says who, as far as this module cares."""

    by: str
    value: str = ""
    date: str = ""
    place: str = ""


def incompatible(given: Sequence[Given]) -> tuple[tuple[Given, Given, str], ...]:
    """The pairs that cannot both be so, and in what: ``value``, ``date`` or ``place``.

    Figures of different units are not compared. Places are compared as they are written, so that
    the same place is to be called by one name.
    """
    found: list[tuple[Given, Given, str]] = []
    for one, other in combinations(given, 2):
        if _values_clash(one.value, other.value):
            found.append((one, other, "value"))
        if _dates_clash(one.date, other.date):
            found.append((one, other, "date"))
        if one.place and other.place and one.place.casefold() != other.place.casefold():
            found.append((one, other, "place"))
    return tuple(found)


def _values_clash(one: str, other: str) -> bool:
    first, second = parse_value(one), parse_value(other)
    if first is None or second is None or first.unit != second.unit:
        return False
    return max(first.low, second.low) > min(first.high, second.high)


def _dates_clash(one: str, other: str) -> bool:
    first, second = date_span(one), date_span(other)
    if first is None or second is None:
        return False
    return max(first[0], second[0]) > min(first[1], second[1])
