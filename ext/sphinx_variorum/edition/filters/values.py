"""The values in a filter: read by the kind of their field, compared with those of a record."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.vocabulary import UnknownTerm, lookup, schemes

from .scanning import is_word
from .schema import Field, Kind, Scalar, choose, shown

_MOST_DIGITS = 15


def read_value(text: str, field: Field) -> Scalar:
    """The value that `text` is in `field`: a slug for an alias, a number for its digits.

    Raises `ValueError` with a message that names the field, the value and what may stand there.
    """
    match field.kind:
        case Kind.WORD:
            return _read_word(text, field)
        case Kind.NUMBER:
            return _read_number(text, field)
        case Kind.DATE:
            if not is_date(text):
                raise ValueError(
                    f"{shown(text)} is no date, which “{field.name}” is compared with; write a "
                    "day, month or year as 2026-11-23, 2026-11 or 2026"
                )
            return text
        case Kind.YES_OR_NO:
            if text not in ("yes", "no"):
                raise ValueError(f"{shown(text)} is neither yes nor no, as “{field.name}” is")
            return text == "yes"
        case _:
            return text


def _read_word(text: str, field: Field) -> str:
    try:
        return lookup(field.scheme, text).slug
    except UnknownTerm as error:
        slugs = [term.slug for term in schemes()[field.scheme].terms]
        listed = f" One of: {', '.join(slugs)}"
        meant = (
            f"; did you mean “{error.nearest}”?{listed}" if error.nearest else choose(text, slugs)
        )
        raise ValueError(f"{shown(text)} is no value of “{field.name}”{meant}") from None


def _read_number(text: str, field: Field) -> int | float:
    whole, dot, fraction = text.removeprefix("-").partition(".")
    parts = (whole, fraction) if dot else (whole,)
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(
            f"{shown(text)} is no number, which “{field.name}” is compared with; write it as "
            "12, -3 or 0.33"
        )
    if max(map(len, parts)) > _MOST_DIGITS:
        raise ValueError(f"{shown(text)} has more than {_MOST_DIGITS} digits on one side")
    number = float(text)
    return int(number) if number.is_integer() else number


def write_value(value: Scalar, field: Field) -> str:
    """`value` as it stands in a filter: `read_value` gives it again."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return format(Decimal(repr(value)), "f")
        case _:
            # An id might be the name of a field, which has to be quoted as a value.
            if field.kind in (Kind.WORD, Kind.DATE) and is_word(value):
                return value
            return f"'{value}'" if '"' in value else f'"{value}"'


def fold(text: str) -> str:
    """`text` as words are compared: without regard to letter case and runs of white space."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def is_equal(value: Scalar, wanted: Scalar, kind: Kind) -> bool:
    """Whether the value of a record is the one that is `wanted`; of dates, falls into it."""
    if kind is Kind.DATE:
        (first, last), (start, end) = span(str(value)), span(str(wanted))
        return start <= first and last <= end
    if kind is Kind.TEXT:
        return fold(str(value)) == fold(str(wanted))
    return value == wanted


def is_ordered(value: Scalar, operator: str, limit: Scalar, kind: Kind) -> bool:
    """Whether the value of a record stands to `limit` as `operator` (``< <= > >=``) says.

    Of dates: whether it does for every day that the record's date may be. To be earlier is to
    be earlier than all days of the limit, not to be later is to be no later than its last.
    """
    first, last = _ends(value, kind)
    start, end = _ends(limit, kind)
    match operator:
        case "<":
            return last < start
        case "<=":
            return last <= end
        case ">":
            return first > end
        case _:
            return first >= start


def _ends(value: Scalar, kind: Kind) -> tuple[float, float]:
    if kind is Kind.DATE:
        first, last = span(str(value))
        return first.toordinal(), last.toordinal()
    assert not isinstance(value, str)
    return value, value


# A register asks for few different days, but of every row.
@lru_cache(maxsize=4096)
def span(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day for which `is_date` holds."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])
