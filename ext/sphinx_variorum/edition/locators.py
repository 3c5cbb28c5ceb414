"""Locators: which part of a work a citation points to, as an editor writes it and a reader sees it.

The labels are the scheme `locator` of the closed lists (after the locators of the Citation Style
Language, with those that newspapers, web pages and recordings need).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sphinx_variorum.edition.vocabulary import Term, UnknownTerm, lookup, schemes, term

_ROMAN = (
    r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
    r"|(?=[IVXLCDM])M{0,4}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
)
# 12 · 12a · 3rb · 12n3 · 4.2 · A12 · S-3 · xii · A · [7] · 7(1)(e)
_ARABIC = r"(?:[A-Z]{1,3}\.?|[A-Z]-)?[0-9]+(?:[./][0-9]+)*(?:(?!ff|f\.)[a-z]{1,2}[0-9]*)?"
_NUMBER = (
    rf"(?:{_ARABIC}|(?:{_ROMAN})(?![A-Za-z])|[A-Z](?:\.[0-9]+)*|[a-z]|\[(?:[0-9]+|{_ROMAN})\])"
    r"(?:\s*\([0-9A-Za-z]{1,5}\))*"
)
_DASH = r"\s*(?:[-\u2010-\u2015\u2212]|--)\s*"
_RANGE = re.compile(
    rf"(?P<first>{_NUMBER})(?:(?:{_DASH}|\s+to\s+)(?P<last>{_NUMBER})"
    r"|\s*(?P<on>ff?)\.|\s*(?P<onward>ff)|\s+(?P<next>f))?\.?"
)
# Without a label only what is plainly the number of a page: digits, or a roman numeral.
_BARE = re.compile(
    rf"\[|[A-Z]?-?[0-9]|[ivxIVX](?![A-Za-z])|(?=[A-Za-z]{{2}})(?:{_ROMAN})(?![A-Za-z])"
)
_CLOCK = r"[0-9]{1,3}(?::[0-5][0-9]){1,2}"
_TIME = re.compile(rf"({_CLOCK})(?:{_DASH}({_CLOCK}))?")
# A comma within quotation marks belongs to a headword.
_PIECE = re.compile(r"(?:“[^”]*”|\"[^\"]*\"|[^,])+")
_AND = re.compile(r"\s+and\s+|\s*&\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
# What demands of a label leave it in the singular.
_SINGLE = (("time",), ("words",))


class Locator(NamedTuple):
    """A part of a work.

    `label` is a slug of the scheme `locator` and `value` what follows it, both of the first part
    if there are several. `text` is the whole as the reader sees it: “p. 12”, “paras 28–78”.
    All are empty for an empty text.
    """

    label: str
    value: str
    text: str


class Citation(NamedTuple):
    """A work by its key in the bibliography; `locator` is what the reader sees, or ""."""

    key: str
    locator: str


class BadLocator(ValueError):
    """`text`, one part between commas, is not a locator.

    `nearest` is the slug of the label that was probably meant, or "".
    """

    def __init__(self, text: str, problem: str, nearest: str = "") -> None:
        super().__init__(text, problem, nearest)
        self.text = text
        self.problem = problem
        self.nearest = nearest

    def __str__(self) -> str:
        return f"locator {self.text!r}: {self.problem}"


class _Part(NamedTuple):
    """One label with what follows it; `plural` if the label announces several (“paras”)."""

    label: Term
    values: tuple[str, ...]
    plural: bool

    @property
    def value(self) -> str:
        return ", ".join(self.values)

    @property
    def text(self) -> str:
        if not self.values:
            return self.label.label
        value = self.value
        several = len(self.values) > 1 or "–" in value or value.endswith((" f.", " ff."))
        if self.label.demands in _SINGLE:
            several = False
        return f"{self.label.aliases[1 if several else 0]} {value}"


def parse_locator(text: str) -> Locator:
    """Read a locator: labels with numbers, joined with commas (“p. 12, n. 3”).

    A bare number is a page. After a page, or a label in the plural, a further bare number goes
    on with the same label (“paras 3, 7”); after another in the singular it could be either, so
    it is refused. Raises `BadLocator`.
    """
    parts: list[_Part] = []
    for piece in _PIECE.findall(" ".join(text.split())):
        if piece.strip():
            _add(parts, piece.strip())
    if not parts:
        return Locator("", "", "")
    return Locator(parts[0].label.slug, parts[0].value, ", ".join(part.text for part in parts))


def printed_labels() -> tuple[str, ...]:
    """Every label as it stands in the text of a locator: “p.”, “pp.”, “title page”, …"""
    found: dict[str, None] = {}
    for label in schemes()["locator"].terms:
        if "nothing" not in label.demands:
            found.update(dict.fromkeys(label.aliases[: 1 if label.demands in _SINGLE else 2]))
        if label.demands in ((), ("nothing",)):
            found[label.label] = None
    return tuple(found)


def split_labels(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of a locator's text, (label, value) each; either may be empty.

    “paras 3, 7, headline” is (“paras”, “3”), (“”, “7”), (“headline”, “”).
    """
    parts: list[tuple[str, str]] = []
    for piece in _PIECE.findall(text):
        bare = piece.strip()
        match = _printed().match(bare)
        parts.append((match[0], bare[match.end() :].strip()) if match else ("", bare))
    return tuple(parts)


def parse_citations(text: str) -> tuple[Citation, ...]:
    """Read a list of works: “key, p. 12; other-key”.

    Works are parted by semicolons, and the first comma begins the locator. Raises `BadLocator`,
    and `ValueError` for a locator without a key.
    """
    citations: list[Citation] = []
    for work in text.split(";"):
        key, _, rest = work.partition(",")
        key, locator = key.strip(), parse_locator(rest).text
        if key:
            citations.append(Citation(key, locator))
        elif locator:
            raise ValueError(f"no work is named before the locator {locator!r}")
    return tuple(citations)


def _add(parts: list[_Part], piece: str) -> None:
    """Read one piece between commas and add it, to the last part if it goes on with that."""
    last = parts[-1] if parts else None
    part = _labelled(piece)
    if part is None and last and last.plural and (more := _numbers(piece, last.label)):
        part = _Part(last.label, more, True)
    elif part is None:
        part = _bare(piece)
        if last and part.label.slug == "page":
            _refuse_if_ambiguous(last, piece)
    if last and _joins(last, part):
        parts.pop()
        part = _Part(part.label, last.values + part.values, last.plural or part.plural)
    parts.append(part)


def _joins(last: _Part, part: _Part) -> bool:
    """Whether `part` is printed under the label of the part before it (“p. 3, p. 7”).

    Not if it could then be read as a label itself (“annex L, annex N”).
    """
    if last.label.slug != part.label.slug or part.label.demands == ("words",):
        return False
    labels = any(_label(value) for value in part.values)
    return bool(last.values and part.values) and not labels


def _refuse_if_ambiguous(last: _Part, piece: str) -> None:
    """Refuse “ch. 2, 14”, which may mean two chapters or a page of one."""
    if last.values and "number" in last.label.demands and last.label.slug != "page":
        one, several = last.label.aliases[:2]
        raise BadLocator(
            piece,
            f"does it go on with {last.text!r}, or is it a page? "
            f"Write {several!r} in place of {one!r}, or 'p. {piece}'",
            last.label.slug,
        )


def _labelled(piece: str) -> _Part | None:
    """Read a piece that begins with a label; None if none is known."""
    found = _label(piece)
    if found is None:
        return None
    label, written = found
    value = piece[len(written) :].strip()
    wanted = label.demands[0] if label.demands else ""
    values: tuple[str, ...] | None
    match wanted:
        case "nothing":
            if value:
                raise BadLocator(piece, f"nothing can follow {written!r}", label.slug)
            values = ()
        case "words":
            values = (value,) if any(c.isalnum() for c in value) else None
        case "time":
            values = _times(value)
        case "number":
            values = _numbers(value, label)
        case _:
            values = _numbers(value, label) if value else ()
    if values is None:
        example = {"time": "12:30", "words": "Pyongyang"}.get(wanted, "12")
        kind = {"time": "a time", "words": "a headword"}.get(wanted, "a number")
        form = _Part(label, (example,), False).text
        hint = "; a comma parts two locators" if {" ", ":"} & set(value) else ""
        raise BadLocator(piece, f"{kind} must follow {written!r}, as in {form!r}{hint}", label.slug)
    return _Part(label, values, _is_plural(written))


def _label(piece: str) -> tuple[Term, str] | None:
    """The label that `piece` begins with, and how it is written there.

    A capital right before a digit is no label but belongs to the number (“figs F1, F2”).
    """
    pattern, terms = _labels()
    match = pattern.match(piece)
    if match is None or match.lastindex is None:
        return None
    if match[0][-1].isupper() and piece[match.end() : match.end() + 1].isdecimal():
        return None
    return terms[match.lastindex - 1], match[0]


def _bare(piece: str) -> _Part:
    """Read a piece without a label: a time or a page."""
    times = _times(piece)
    if times is not None:
        return _Part(term("locator", "timestamp"), times, False)
    page = term("locator", "page")
    numbers = _numbers(piece, page) if _BARE.match(piece) else None
    if numbers is not None:
        return _Part(page, numbers, False)
    nearest = _nearest(piece)
    meant = f": did you mean {nearest!r}?" if nearest else "."
    raise BadLocator(
        piece,
        f"unknown label{meant} Write, for example, 'p. 12', 'paras 3-5', 'table 1' or 'headline'",
        nearest,
    )


def _nearest(piece: str) -> str:
    word = _WORD.search(piece)
    try:
        return lookup("locator", word[0]).slug if word else ""
    except UnknownTerm as error:
        return error.nearest


def _numbers(text: str, label: Term) -> tuple[str, ...] | None:
    """The numbers and ranges in `text`, normalised; None if it is not such a list."""
    numbers: list[str] = []
    for item in _AND.split(text):
        match = _RANGE.fullmatch(item)
        if match is None or (numbers and _label(item)):
            return None
        first = "".join(match["first"].split())
        if match["last"]:
            last = "".join(match["last"].split())
            if label.slug in _COUNTED and _runs_backwards(first, last):
                raise BadLocator(
                    item, f"the range from {first} to {last} runs backwards", label.slug
                )
            numbers.append(f"{first}–{last}")
        else:
            following = match["on"] or match["onward"] or match["next"]
            numbers.append(f"{first} {following}." if following else first)
    return tuple(numbers)


# Where “2-1” can only be a slip; elsewhere it may be the first table of chapter 2.
_COUNTED = frozenset({"page", "paragraph", "line", "column", "folio"})


def _runs_backwards(first: str, last: str) -> bool:
    """Whether a range of plain numbers goes down; “207-8” is short for 207-208."""
    if not (first.isdecimal() and last.isdecimal()):
        return False
    full = first[: max(0, len(first) - len(last))] + last
    return full < first.rjust(len(full), "0")


def _times(text: str) -> tuple[str, ...] | None:
    """The times and stretches of time in `text`, normalised; None if it is not such a list."""
    times: list[str] = []
    for item in _AND.split(text):
        match = _TIME.fullmatch(item)
        if match is None:
            return None
        times.append(f"{match[1]}–{match[2]}" if match[2] else match[1])
    return tuple(times)


def _is_plural(written: str) -> bool:
    bare = written.rstrip(".").casefold()
    return bare.endswith("s") or (len(bare) == 2 and bare[0] == bare[1])


@cache
def _labels() -> tuple[re.Pattern[str], tuple[Term, ...]]:
    """A pattern for a label at the beginning, and the term of each of its groups."""
    forms = {
        form: label for label in schemes()["locator"].terms for form in (label.slug, *label.aliases)
    }
    ordered = sorted(forms, key=len, reverse=True)
    groups = "|".join(f"({_form(form)})" for form in ordered)
    # A full stop may be left out, or put after any label; a letter begins another word.
    pattern = re.compile(rf"(?:{groups})(?:\.|(?<=\.)|(?![^\W\d_]))", re.IGNORECASE)
    return pattern, tuple(forms[form] for form in ordered)


@cache
def _printed() -> re.Pattern[str]:
    ordered = sorted(printed_labels(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered))})(?= |$)")


def _form(form: str) -> str:
    escaped = re.escape(form.replace("-", " "))
    return escaped.replace(r"\.", r"\.?").replace(r"\ ", "[ -]")
