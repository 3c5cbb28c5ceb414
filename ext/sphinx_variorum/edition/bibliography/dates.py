"""Dates as biblatex and CSL-JSON write them, and as a reader sees them.

biblatex takes its dates from the Extended Date/Time Format (ISO 8601-2): a year, a month or a
day; ranges with a slash; `?`, `~` and `%` for what is uncertain or about; `X` for digits not
known; months 21 to 24 for seasons.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
SEASONS = ("Spring", "Summer", "Autumn", "Winter")

_POINT = re.compile(
    r"(?P<year>-?\d{4}|\d{2,3}[Xx]{1,2})(?:-(?P<month>\d\d|[Xx]{2}))?(?:-(?P<day>\d\d|[Xx]{2}))?"
    r"(?:[T ][\d:.+Z-]+)?(?P<about>[?~%]?)"
)
_MONTH_NUMBERS = frozenset([*range(1, 13), *range(21, 25)])

Parts = tuple[int, ...]


class When(NamedTuple):
    """A date or a range of dates; `literal` alone if it is neither."""

    #: Year, or year and month, or year, month and day. Months 21 to 24 are seasons.
    begin: Parts
    end: Parts
    #: 'to' if the range has no end, 'from' if it has no beginning, otherwise empty.
    open: str
    circa: bool
    literal: str

    @property
    def year(self) -> str:
        """The year or years in English: '2015', 'c. 1920', '1950–1953', '44 BC', '1990s'."""
        return self.year_said(str)

    @property
    def said(self) -> str:
        """A single date in ISO 8601, '2022-01-27' or '2022-01'; what else there is as `year`."""
        dated = self.begin and not (self.literal or self.end or self.open or self.circa)
        if dated and self.begin[0] > 0 and all(part <= 12 for part in self.begin[1:2]):
            return "-".join([f"{self.begin[0]:04}", *(f"{part:02}" for part in self.begin[1:])])
        return self.year

    def year_said(self, say: Callable[[str], str]) -> str:
        """The year or years for a reader; `say` translates."""
        if self.literal or not (self.begin or self.end):
            return self.literal
        about = say("c. %s") if self.circa else "%s"
        first, last = _year(self.begin, say), _year(self.end, say)
        if self.open:
            return about % (f"{first}–" if self.open == "to" else f"–{last}")
        if not last or first == last:
            return about % first
        return about % f"{first}–{last}"

    def day_said(self, say: Callable[[str], str]) -> str:
        """What is known beyond the year: '13 October', 'Spring', '2–5 May', or nothing."""
        first, last = _day(self.begin, say), _day(self.end, say)
        if not last or self.begin == self.end:
            return first
        if self.begin[:1] != self.end[:1]:
            years = _year(self.begin, say), _year(self.end, say)
            return f"{first} {years[0]} – {last} {years[1]}" if first else ""
        if self.begin[:2] == self.end[:2] and len(self.begin) == len(self.end) == 3:
            return _day(self.end, say, f"{self.begin[2]}–{self.end[2]}")
        return f"{first}–{last}" if first else last

    def csl(self) -> dict[str, object]:
        """The date as CSL-JSON."""
        if self.literal:
            return {"literal": self.literal}
        if self.open == "from":
            return {"literal": self.year}
        value: dict[str, object] = {}
        ends = [self.begin, self.end] if self.end else [self.begin]
        if self.open == "to":
            ends = [self.begin, (0,)]
        value["date-parts"] = [list(parts[:1] if _season(parts) else parts) for parts in ends]
        if _season(self.begin):
            value["season"] = self.begin[1] - 20
        if self.circa:
            value["circa"] = True
        return value


UNKNOWN = When((), (), "", False, "")


def parse_date(value: str) -> When | None:
    """The date in a biblatex field, or None if `value` is none."""
    value = value.strip().replace("\u2013", "--").replace("--", "/")
    first, slash, last = (part.strip() for part in value.partition("/"))
    begin, about_begin = _point(first, end=False)
    if not slash:
        if not begin:
            return None
        if "X" in first.upper()[:4]:
            return When(begin, _point(first, end=True)[0], "", about_begin, "")
        return When(begin, (), "", about_begin, "")
    end, about_end = _point(last, end=True)
    if begin and last in {"", "..", "open"}:
        return When(begin, (), "to", about_begin, "")
    if end and first in {"", ".."}:
        return When((), end, "from", about_end, "")
    if not begin or not end or begin > end:
        return None
    return When(begin, end, "", about_begin or about_end, "")


def literal_date(value: str) -> When:
    """A date given in words, as in `year = {forthcoming}`."""
    return When((), (), "", False, value)


def _point(text: str, end: bool) -> tuple[Parts, bool]:
    match = _POINT.fullmatch(text)
    if not match:
        return (), False
    digits = match["year"].upper()
    about = match["about"] != ""
    parts = [int(digits.replace("X", "9" if end else "0"))]
    for name, limit in (("month", 24), ("day", 31)):
        value = match[name]
        if value is None or "X" in value.upper():
            break
        number = int(value)
        if not 1 <= number <= limit or (name == "month" and number not in _MONTH_NUMBERS):
            return (), False
        if name == "day" and parts[1] > 12:
            return (), False
        parts.append(number)
    return tuple(parts), about


def from_csl(value: object) -> When | None:
    """The date in a CSL-JSON date variable, or None if it is none."""
    if isinstance(value, str):
        return parse_date(value) or literal_date(value) if value.strip() else None
    if not isinstance(value, dict):
        return None
    points: list[Parts] = []
    raw = value.get("date-parts")
    for point in raw if isinstance(raw, list) else []:
        try:
            parts = tuple(int(part) for part in point if part not in {None, ""})[:3]
        except (TypeError, ValueError):
            return None
        if not parts or (len(parts) > 1 and parts[1] not in _MONTH_NUMBERS):
            return None
        points.append(parts)
    circa = bool(value.get("circa"))
    if not points:
        text = value.get("literal") or value.get("raw")
        return from_csl(str(text)) if text else None
    season = str(value.get("season", ""))
    if len(points[0]) == 1 and season in {"1", "2", "3", "4"}:
        points[0] = (points[0][0], 20 + int(season))
    if len(points) == 1:
        return When(points[0], (), "", circa, "")
    if points[1] == (0,):
        return When(points[0], (), "to", circa, "")
    return When(points[0], points[1], "", circa, "")


def _season(parts: Parts) -> bool:
    return len(parts) > 1 and parts[1] > 12


def _year(parts: Parts, say: Callable[[str], str]) -> str:
    if not parts:
        return ""
    # Astronomical years (ISO 8601): the year 0 is 1 BC.
    return str(parts[0]) if parts[0] > 0 else say("%s BC") % (1 - parts[0])


def _day(parts: Parts, say: Callable[[str], str], days: str = "") -> str:
    if len(parts) < 2:
        return ""
    if _season(parts):
        return say(SEASONS[(parts[1] - 21) % 4])
    month = MONTHS[parts[1] - 1]
    return say(f"%s {month}") % (days or parts[2]) if len(parts) > 2 else say(month)
