"""Filters: they pick what a naive reading picks, never raise anything else, never execute."""

from __future__ import annotations

import operator
import pickle
import subprocess
import sys
import textwrap
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_variorum.edition.filters import (
    Field,
    Filter,
    FilterError,
    Kind,
    Record,
    Value,
    parse,
    parse_columns,
    parse_group,
    parse_sort,
)
from sphinx_variorum.edition.vocabulary import schemes
from tests.conftest import REPOSITORY

SCHEMA = (
    Field("source", "", Kind.ID),
    Field("type", "need-type", Kind.WORD),
    Field("status", "need-status", Kind.WORD),
    Field("priority", "priority", Kind.WORD),
    Field("opened", "", Kind.DATE),
    Field("resolved", "", Kind.DATE),
    Field("title", "", Kind.TEXT),
    Field("disputed", "", Kind.YES_OR_NO),
    Field("words", "", Kind.NUMBER),
    Field("cites", "", Kind.ID, several=True),
    Field("no-need-reason", "no-need-reason", Kind.WORD, several=True),
    Field("searched", "", Kind.DATE, several=True),
    Field("names", "", Kind.TEXT, several=True),
)
FULL: Record = {
    "source": "defectors-game",
    "type": "citation",
    "status": "open",
    "priority": "high",
    "opened": "2026-11-23",
    "title": "The  Ferry at\nHollin",
    "disputed": True,
    "words": 250,
    "cites": ("mou2021arrivals", "kim"),
    "searched": ["2025-01-03", "2026"],
    "names": ("Ann Lee", "Bo"),
}


def error(text: str) -> FilterError:
    """What is said of a text that is no filter."""
    with pytest.raises(FilterError) as caught:
        parse(text, SCHEMA)
    return caught.value


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("status == open", True),
        ("status == OPEN", True),
        ("open == status", True),
        ('status == "open"', True),
        ("status != open", False),
        ("status in (open, not-found)", True),
        ("status in [not-found, searching]", False),
        ("status not in {not-found, searching}", True),
        ("status in (open)", True),
        ("type == cn", True),
        ('type != "citation needed"', False),
        ("type == quote-source", False),
        ("source == defectors-game", True),
        ("source == Defectors-game", False),
        ("cites == kim", True),
        ("kim in cites", True),
        ("lee not in cites", True),
        ("cites != kim", False),
        ("cites in (lee, kim)", True),
        ("cites not in (lee, kim)", False),
        ("source == defectors-game:5", False),
        ("words == 250.0", True),
        ("words>-1", True),
        ("0.5 < words <= 250", True),
        ("250 < words <= 300", False),
        ("300 >= words > 200 and not words < 250", True),
        ("disputed", True),
        ("not disputed", False),
        ("disputed == no", False),
        ("disputed in (yes, no)", True),
        ("priority", True),
        ("resolved", False),
        ("not resolved", True),
        ("not not not resolved", True),
        ('"FERRY AT hollin" in title', True),
        ("erry in title", True),
        ('"Hollin" not in title', False),
        ('title == "the ferry at  hollin"', True),
        ('"ann" in names', True),
        ('names == "ann"', False),
        ("resolved == 2026", False),
        ("resolved != 2026", True),
        ("resolved < 2026 or resolved >= 2026", False),
        ("no-need-reason not in (other, summary)", True),
        ("resolved and resolved or opened", True),
        ("resolved and (resolved or opened)", False),
        ("not resolved and opened", True),
        ("not (resolved or opened)", False),
        ("searched > 2025-12", True),
        ("searched == 2025 and searched == 2026", True),
        ("not'nothing'in title and\"hollin\"in title", True),
        ("\n status\t==\u00a0open \n", True),
    ],
)
def test_matches(text: str, matches: bool) -> None:
    """Every operator on every kind of field."""
    assert parse(text, SCHEMA).matches(FULL) is matches


@pytest.mark.parametrize(
    ("given_", "yes", "no"),
    [
        ("2026-11", "== 2026|!= 2026-11-23|>= 2026-11-01|<= 2026-11-30", "== 2026-11-23"),
        ("2026-11", "> 2026-10|> 2026-10-31|< 2026-12|<= 2026", "< 2026-11-23|>= 2026-11-23"),
        ("2026", "== 2026|>= 2026-01|<= 2026-12|< 2027|> 2025-12-31", "== 2026-01|> 2026|< 2026"),
        ("2024-02", "<= 2024-02-29|!= 2024-02-29", "<= 2024-02-28|< 2024-02-29"),
        ("2026-11-23", "== 2026-11-23|== 2026-11|>= 2026|<= 2026", "!= 2026|> 2026-11|< 2026-11"),
        ("yesterday", "!= 2026", "== 2026|< 2026|>= 2026|<= 9999-12"),
        ("", "!= 2026", "== 2026|< 2026|>= 2026|<= 9999-12"),
    ],
)
def test_partial_dates(given_: str, yes: str, no: str) -> None:
    """A comparison holds if it does for every day that the row's date may be."""
    record = {"opened": given_}
    for asked in yes.split("|"):
        assert parse(f"opened {asked}", SCHEMA).matches(record), asked
    for asked in no.split("|"):
        assert not parse(f"opened {asked}", SCHEMA).matches(record), asked


@pytest.mark.parametrize("nothing", [{}, {"opened": None}, {"opened": ""}, {"opened": ()}])
def test_nothing_is_given(nothing: Record) -> None:
    """Empty and missing are the same."""
    assert not parse("opened", SCHEMA).matches(nothing)
    assert parse("opened != 2026", SCHEMA).matches(nothing)


@pytest.mark.parametrize(
    "record",
    [{"words": True}, {"words": "3"}, {"words": float("nan")}, {"words": ()}],
)
def test_a_value_of_another_kind_is_not_given(record: Record) -> None:
    """It is neither compared nor raised at."""
    assert not parse("words or words <= 3 or words > 3", SCHEMA).matches(record)


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("staus == open", 1, ["no field “staus”", "did you mean “status”?", "One of: source, "]),
        ("open == staus", 1, ["no field “open”"]),
        ("not (words > 2 and Status)", 20, ["no field “Status”", "“status”"]),
        ('"x" in titel', 8, ["no field “titel”", "“title”"]),
        ("2025 <= opend < 2026", 9, ["no field “opend”", "“opened”"]),
        ("status == opne", 11, ["“opne”", "“status”", "did you mean “open”?", "searching, "]),
        ("status in (open, not-fuond)", 18, ["“not-fuond”", "“status”", "“not-found”?"]),
        ("status == xyzzy", 11, ["no value of “status”. One of: open"]),
        ("  é == 1 ", 3, ["no field “é”. One of"]),
        ("title == “x”", 10, ["straight quotation marks"]),
        ('"é" in title and staus', 18, ["“staus”"]),
        ("opened < yesterday", 10, ["no date", "“opened”", "2026-11-23"]),
        ("opened == 2026-02-30", 11, ["“2026-02-30” is no date"]),
        ("opened < resolved", 10, ["“resolved” is a field", "“opened” is compared"]),
        ("source == title", 11, ["“title” is a field", "quotation marks"]),
        ("status == priority", 11, ["“priority” is a field"]),
        ("words == 0x10", 10, ["no number", "“words”", "0.33"]),
        ("words == 1e5", 10, ["“1e5” is no number"]),
        ("words == ٣", 10, ["no number"]),
        ("words == 1234567890123456", 10, ["15 digits"]),
        ("words == -open", 11, ["“-open” is no number"]),
        ("status == -open", 12, ["stands before numbers"]),
        ("disputed == true", 13, ["“true”", "neither yes nor no", "“disputed”"]),
        ('opened == ""', 11, ["between the quotation marks", "name alone"]),
        ('title == " "', 10, ["between the quotation marks"]),
        ("status < open", 10, ["dates and numbers", "“status” takes =="]),
        ("status == (open, searching)", 11, ["several values", "in or not in"]),
        ("opened < (2026, 2027)", 10, ["several values"]),
        ("status in open, searching", 1, ["between brackets"]),
        ("status in ()", 11, ["no value of “status”"]),
        ("status in ((open, searching), open)", 12, ["several values"]),
        ("open in status", 1, ["write status == …"]),
        ("open not in status", 1, ["write status != …"]),
        ("(a, b) in title", 1, ["several values"]),
        ("status == (priority == high)", 12, ["a value of “status” should stand here"]),
        ('"a" == "b"', 1, ["a field is missing. One of: source"]),
        ("1 < 2", 1, ["a field is missing"]),
        ("(open, x) == (y, z)", 1, ["a field is missing"]),
        ('"status"', 1, ["a field is missing"]),
        ("", 1, ["empty"]),
        (" \n ", 3, ["empty"]),
        ("status ==", 9, ["ends where"]),
        ("status == open and", 18, ["ends where"]),
        ("and status", 1, ["“and” cannot stand here"]),
        ("status == == open", 11, ["“==” cannot stand here"]),
        ("(status == )", 12, ["“)” cannot stand here"]),
        ("()", 1, ["a condition should stand here"]),
        ("-words", 1, ["a condition should stand here"]),
        ("words - words", 1, ["a condition should stand here"]),
        ("(status == open", 1, ["“(” is never closed"]),
        ("(status == open]", 16, ["“]” closes nothing"]),
        ("status)", 7, ["“)” closes nothing"]),
        ('status == "open', 11, ["quotation mark", "never closed"]),
        ("status == answered supported", 20, ["“supported” cannot follow “answered”"]),
        ("status is open", 8, ["“is” cannot follow", "write =="]),
        ("status = open", 8, ["write =="]),
        ("disputed && words", 10, ["write and"]),
        ("disputed || words", 10, ["write or"]),
        ("!disputed", 1, ["write not"]),
        ("words % 2", 7, ["“%” (percent sign)"]),
        ("status == a\x00", 12, ["cannot be printed (U+0000)"]),
        ("'\ud800' in title", 2, ["cannot be printed (U+D800)"]),
        ("x" * 1001, 1001, ["1,001 characters", "1,000"]),
        ("(" * 21 + "disputed" + ")" * 21, 21, ["more than 20 brackets"]),
        ("status == " + "x" * 900, 11, [f"“{'x' * 59}…”"]),
    ],
)
def test_errors(text: str, column: int, said: list[str]) -> None:
    """The message names the field, the value and the nearest one, and the column is the place."""
    found = error(text)
    assert [words for words in said if words not in found.message] == []
    assert found.column == column
    assert str(found) == f"{found.message} (column {column})"
    assert str(pickle.loads(pickle.dumps(found))) == str(found)


def test_no_field_at_all() -> None:
    """A list whose rows have no fields cannot be filtered, and says so."""
    with pytest.raises(FilterError, match="no field “status”; there is none"):
        parse("status == open", ())


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2025<=opened<2026-06", "opened >= 2025 and opened < 2026-06"),
        ("not 2025 < opened < 2026", "not (opened > 2025 and opened < 2026)"),
        ("not status == open", "status != open"),
        (
            "not status not in (open, searching) or not not disputed",
            "status in (open, searching) or disputed",
        ),
        ("status in (open, open)", "status == open"),
        ("(disputed == yes)", "disputed"),
        ("disputed != no", "disputed != no"),
        ("disputed != yes", "not disputed"),
        (
            "disputed and (words and (status or type)) and 'x' in title",
            'disputed and words and (status or type) and "x" in title',
        ),
        ("words == -1.50 or words == 00012", "words == -1.5 or words == 12"),
        ("words == -0.0", "words == 0"),
        ("words == 0.000000000000001", "words == 0.000000000000001"),
        ("type == 'or'", "type == inference"),
        ("type == 'citation needed'", "type == citation"),
        ("source == 'type'", 'source == "type"'),
        ("""'a "b" \\n' in title""", """'a "b" \\n' in title"""),
        ('"it\'s  so" not in title', '"it\'s so" not in title'),
        ("kim in cites", 'cites == "kim"'),
    ],
)
def test_canonical_text(text: str, canonical: str) -> None:
    """What means the same by its form is written the same."""
    assert str(parse(text, SCHEMA)) == canonical


def test_what_grows_when_written_out_is_refused() -> None:
    """Whatever is read can be read again from what is written of it."""
    chain = "1" + "<words<1" * 110
    assert len(chain) < 1000
    assert "written out" in error(chain).message


# Sorting, grouping, columns


def test_sort() -> None:
    """The most important field first, a hyphen turns the order round."""
    keys = parse_sort(" -opened, source ,- no-need-reason", SCHEMA)
    assert [(key.field.name, key.descending) for key in keys] == [
        ("opened", True),
        ("source", False),
        ("no-need-reason", True),
    ]


def test_group_and_columns() -> None:
    """One field, and names in the order written."""
    assert parse_group(" status ", SCHEMA).scheme == "need-status"
    assert parse_columns("status, cited  at,lemma", ["lemma", "cited at", "status"]) == (
        "status",
        "cited at",
        "lemma",
    )


@pytest.mark.parametrize(
    ("read", "text", "column", "said"),
    [
        (parse_sort, "-opned, source", 1, ["no field “opned”", "“opened”?", "One of: source"]),
        (parse_sort, "source, ,words", 8, ["a name is missing"]),
        (parse_sort, "", 1, ["a name is missing"]),
        (parse_sort, "source, -source", 9, ["“source” is named twice"]),
        (parse_sort, "--source", 1, ["no field “-source”"]),
        (parse_group, "status, type", 9, ["one field"]),
        (parse_group, "stats", 1, ["no field “stats”", "“status”?"]),
    ],
)
def test_errors_of_lists(
    read: Callable[[str, tuple[Field, ...]], object], text: str, column: int, said: list[str]
) -> None:
    """They are worded as those of filters are."""
    with pytest.raises(FilterError) as caught:
        read(text, SCHEMA)
    assert [words for words in said if words not in caught.value.message] == []
    assert caught.value.column == column


def test_unknown_column() -> None:
    """The nearest column and all there are."""
    with pytest.raises(FilterError, match=r"no column “lema”; did you mean “lemma”\? One of: l"):
        parse_columns("lema", ["lemma", "status"])


# Hostile text

HOSTILE = (
    "__import__('os').system('touch {0}')",
    "().__class__.__bases__[0].__subclasses__()",
    "open('{0}', 'w')",
    "exec(\"open('{0}', 'w')\")",
    "[open('{0}', 'w') for x in 'a']",
    "{{x: x for x in y}}",
    "(x := open)",
    "lambda: open('{0}', 'w')",
    "f\"{{open('{0}', 'w')}}\" in title",
    "title.upper",
    "title['x']",
    "title[0:1]",
    "words == 9**9**9",
    "words == 10 ** 1000000",
    "words == " + "9" * 900,
    "words == 1_000",
    "words << 3",
    "status if disputed else type",
    "await status",
    "yield status",
    "*status",
    "status == open; status",
    "status == open # and so on",
    "status == open\\\nand disputed",
    "status == b'open'",
    "status is None",
    "...",
    "`status`",
    "(" * 999,
    "(" * 400 + "disputed" + ")" * 400,
    "[" * 20 + "x y" + "]" * 20,
    "{{[" * 10 + "x," + "]}}" * 10,
    "not " * 248 + "x",
    "- " * 400 + "x",
    "words == " + "-" * 900 + "1",
    "x<" * 400 + "x",
    "x and not " * 90 + "x",
    "(" * 20 + ", " * 300 + ")" * 20,
    "(" * 20 + "not - not " * 10 + "x" + ")" * 20,
    "\x00",
    "status\x00",
    "\ud800 == \udfff",
    "\ufeffstatus",
    "\u202estatus",
    "status == \\u006fpen",
    "x" * 1_000_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused(text: str, tmp_path: Path) -> None:
    """Nothing of Python but the few operators, nothing run, nothing slow, no warning."""
    marker = tmp_path / "marker"
    began = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        error(text.format(marker) if "{0}" in text else text.replace("{{", "{"))
    assert time.perf_counter() - began < 5
    assert not marker.exists()


def test_nothing_is_executed(tmp_path: Path) -> None:
    """Python's own audit reports no execution, import, file or process while filters are read."""
    code = f"""
        import sys
        from tests.unit.test_filters import FULL, HOSTILE, SCHEMA
        from sphinx_variorum.edition.filters import FilterError, parse
        seen = []

        def read(text):
            try:
                parse(text, SCHEMA).matches(FULL)
            except FilterError:
                pass

        # What is loaded late is loaded now.
        read("stauts == open")
        read("status == opne")
        sys.addaudithook(lambda event, arguments: seen.append(event))
        seen.clear()
        for text in (*HOSTILE, "status == open", "'x' in title", "stauts == 1"):
            read(text.replace("{{0}}", {str(tmp_path / "marker")!r}))
        seen = sorted(set(seen))
        print(seen)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        timeout=60,
    )
    # The parser's own event, which makes a tree and no code.
    assert (done.stdout, done.stderr) == ("['compile']\n", "")


def complaint(read: Callable[[str], object], text: str) -> FilterError | None:
    """What is said of `text`, if anything; whatever else is raised or warned of fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            read(text)
        except FilterError as found:
            return found
    return None


def check(text: str) -> None:
    """A filter keeps what is promised of it, and what is none is refused with a place in it."""
    found = complaint(lambda text: parse(text, SCHEMA), text)
    if found is None:
        check_filter(parse(text, SCHEMA))
    else:
        check_place(found, text)


def check_place(found: FilterError | None, text: str) -> None:
    """There is a message, and a column of the text or the one after it."""
    if found is not None:
        assert found.message
        assert 1 <= found.column <= len(text) + 1


def check_filter(made: Filter) -> None:
    """All that is promised of a filter that was read."""
    again = parse(str(made), SCHEMA)
    assert again == made
    assert str(again) == str(made)
    assert hash(again) == hash(made)
    assert pickle.loads(pickle.dumps(made)) == made
    assert made.matches({}) in (True, False)
    assert made.matches(FULL) in (True, False)


PIECES = st.sampled_from(
    [
        *("and", "or", "not", "in", "not in", "==", "!=", "<", "<=", ">", ">=", "-", ",", ".", ":"),
        *("(", ")", "[", "]", "{", "}", '"', "'", "is", "if", "else", "for", "lambda", "*", "**"),
        *(field.name for field in SCHEMA),
        *("open", "not-found", "cn", "yes", "no", "2026", "2026-11", "3", "-0.5", '"x"', "'a b'"),
        *("(open, searching)", "\n", "\\", "__class__", "f", "None", "é", "\x00", "\ud800", ":="),
    ]
)


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=300, deadline=None)
def test_arbitrary_text_raises_nothing_else(text: str) -> None:
    """Issue 4: filter expressions never raise, and never execute."""
    check(text)


@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " "]))
@settings(max_examples=1000, deadline=None)
def test_heaps_of_pieces_raise_nothing_else(pieces: list[str], between: str) -> None:
    """The same for text that is nearly a filter."""
    check(between.join(pieces))


@given(st.text(max_size=30) | st.lists(PIECES, max_size=6).map(",".join))
@settings(deadline=None)
def test_arbitrary_lists_raise_nothing_else(text: str) -> None:
    """The same for sorting, grouping and columns."""
    check_place(complaint(lambda text: parse_sort(text, SCHEMA), text), text)
    check_place(complaint(lambda text: parse_group(text, SCHEMA), text), text)
    check_place(complaint(lambda text: parse_columns(text, ["open", "status"]), text), text)


# Agreement with a naive evaluation

DAYS = tuple(date(2023, 12, 1) + timedelta(days=number) for number in range(820))
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Said(NamedTuple):
    """An expression: its text, how closely it binds (or, and, not, comparison), what it means."""

    text: str
    binds: int
    holds: Callable[[Record], bool]


@cache
def days(text: str) -> tuple[date, ...]:
    """All days whose date begins as `text` does."""
    return tuple(day for day in DAYS if day.isoformat().startswith(text))


def values(record: Record, name: str) -> list[object]:
    """What a record has in a field, as a list without what is empty."""
    value = record.get(name)
    return [
        item
        for item in (value if isinstance(value, tuple) else [value])
        if item is not None and item != ""
    ]


def same(field: Field, value: object, wanted: object) -> bool:
    """Whether a value of a record is the one wanted."""
    if field.kind is Kind.DATE:
        return all(day in days(str(wanted)) for day in days(str(value)))
    if field.kind is Kind.TEXT:
        return str(value).lower() == str(wanted).lower()
    return value == wanted


def stands(field: Field, value: object, sign: str, limit: object) -> bool:
    """Whether a value of a record stands so to the limit, on every day that it may be."""
    compare = COMPARE[sign]
    if field.kind is Kind.NUMBER:
        return compare(value, limit)
    over = all if sign in ("<", ">") else any
    return all(over(compare(day, end) for end in days(str(limit))) for day in days(str(value)))


MONTHS = st.sampled_from(["2023-12", "2024-02", "2024-03", "2024-12", "2025-01", "2025-02"])
DATES = (
    st.sampled_from(["2024", "2025"])
    | MONTHS
    | st.sampled_from([day.isoformat() for day in DAYS if day.day in (1, 28, 29, 31)])
)
TEXTS = st.text("aAb ", max_size=3).map(lambda text: " ".join(text.split()))
VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.ID: st.sampled_from(["kim", "Kim", "lee:2", "and", "status", "Kim, S.", "it's", "5"]),
    Kind.NUMBER: st.integers(-3, 3) | st.sampled_from([0.5, -1.25, 2.0, 1e-9, 10**12]),
    Kind.DATE: DATES,
    Kind.YES_OR_NO: st.booleans(),
    Kind.TEXT: TEXTS,
}


def values_of(field: Field) -> st.SearchStrategy[Value]:
    """Values of one field, the empty text among those of texts."""
    if field.kind is Kind.WORD:
        return st.sampled_from([term.slug for term in schemes()[field.scheme].terms][:5])
    return VALUES[field.kind]


def in_record(field: Field) -> st.SearchStrategy[Any]:
    """What a record may have in the field."""
    several = st.lists(values_of(field), max_size=3).map(tuple)
    one = st.one_of(st.none(), values_of(field))
    return st.one_of(one, several) if field.several else one


EVERYTHING = {field.name: in_record(field) for field in SCHEMA}
RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.fixed_dictionaries(EVERYTHING), st.fixed_dictionaries({}, optional=EVERYTHING)
)


@st.composite
def written(draw: st.DrawFn, field: Field, value: Value) -> str:
    """One of the ways to write a value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.9f}" if isinstance(value, float) else str(value)
    text = str(value)
    if field.kind is Kind.WORD:
        (term,) = (term for term in schemes()[field.scheme].terms if term.slug == text)
        spellings = (text, text.upper(), text.replace("-", "_"), *term.aliases)
        text = draw(st.sampled_from(spellings))
    bare = (
        field.kind in (Kind.WORD, Kind.DATE, Kind.ID)
        and text.replace("-", "").replace("_", "").replace(":", "").isalnum()
        and text not in ("and", "or", "not", "in", *(other.name for other in SCHEMA))
    )
    if bare and draw(st.booleans()):
        return text
    return draw(st.sampled_from([f'"{text}"'] if "'" in text else [f'"{text}"', f"'{text}'"]))


@st.composite
def comparisons(draw: st.DrawFn, fields: tuple[Field, ...] = SCHEMA) -> Said:
    """A field, an operator and what it takes."""
    field = draw(st.sampled_from(fields))
    name = field.name
    wanted = values_of(field).filter(lambda value: value != "")
    no, not_in = draw(st.sampled_from([(False, "in"), (True, "not in")]))
    shapes = ["alone", "equal", "among"]
    shapes += ["ordered", "chain"] * (field.kind in (Kind.NUMBER, Kind.DATE))
    shapes += ["within"] * (field.several or field.kind is Kind.TEXT)
    shape = draw(st.sampled_from(shapes))
    value = draw(wanted)
    text = draw(written(field, value))
    if shape == "alone":
        if field.kind is Kind.YES_OR_NO:
            return Said(name, 3, lambda record: record.get(name) is True)
        return Said(name, 3, lambda record: bool(values(record, name)))
    if shape == "equal":
        sides = draw(st.permutations([name, text])) if text not in NAMES else [name, text]
        return Said(
            ("!=" if no else "==").join(f" {side} " for side in sides),
            3,
            lambda record: any(same(field, item, value) for item in values(record, name)) != no,
        )
    if shape == "among":
        more = draw(st.lists(wanted, max_size=2))
        texts = ", ".join([text, *(draw(written(field, item)) for item in more)])
        brackets = draw(st.sampled_from(["()", "[]", "{}"]))
        return Said(
            f"{name} {not_in} {brackets[0]}{texts}{brackets[1]}",
            3,
            lambda record: (
                any(
                    same(field, item, one)
                    for item in values(record, name)
                    for one in (value, *more)
                )
                != no
            ),
        )
    if shape == "within":

        def found(item: object) -> bool:
            if field.kind is Kind.TEXT:
                return str(value).lower() in str(item).lower()
            return same(field, item, value)

        return Said(
            f"{text} {not_in} {name}",
            3,
            lambda record: any(map(found, values(record, name))) != no,
        )
    sign = draw(st.sampled_from(sorted(COMPARE)))
    turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}[sign]

    def right(record: Record) -> bool:
        return any(stands(field, item, sign, value) for item in values(record, name))

    if shape == "ordered":
        return Said(f"{text}{turned}{name}" if no else f"{name}{sign}{text}", 3, right)
    low, before = draw(wanted), draw(st.sampled_from(sorted(COMPARE)))
    opposite = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}[before]
    return Said(
        f"{draw(written(field, low))} {before} {name} {sign} {text}",
        3,
        lambda record: (
            right(record)
            and any(stands(field, item, opposite, low) for item in values(record, name))
        ),
    )


NAMES = frozenset(field.name for field in SCHEMA)


def enclosed(part: Said, binds: int, anyway: bool) -> str:
    """The text of a part, in parentheses where Python would need them."""
    return f"({part.text})" if anyway or part.binds < binds else part.text


def combined(inner: st.SearchStrategy[Said]) -> st.SearchStrategy[Said]:
    """Negations, and parts joined by `and` or `or`."""
    several = st.lists(inner, min_size=2, max_size=3)
    return (
        st.builds(
            lambda part, anyway: Said(
                f"not {enclosed(part, 2, anyway)}", 2, lambda record: not part.holds(record)
            ),
            inner,
            st.booleans(),
        )
        | st.builds(
            lambda parts, anyway: Said(
                " and ".join(enclosed(part, 1, anyway) for part in parts),
                1,
                lambda record: all(part.holds(record) for part in parts),
            ),
            several,
            st.booleans(),
        )
        | st.builds(
            lambda parts, anyway: Said(
                " or ".join(enclosed(part, 0, anyway) for part in parts),
                0,
                lambda record: any(part.holds(record) for part in parts),
            ),
            several,
            st.booleans(),
        )
    )


@given(
    st.recursive(comparisons(), combined, max_leaves=6), st.lists(RECORDS, min_size=1, max_size=6)
)
@settings(max_examples=300, deadline=None)
def test_agrees_with_a_naive_evaluation(said: Said, records: list[Record]) -> None:
    """Issue 4: on random expressions over random records; the canonical text means the same."""
    made = parse(said.text, SCHEMA)
    check_filter(made)
    for record in records:
        assert made.matches(record) is said.holds(record), (said.text, record)


@given(st.data())
@settings(max_examples=600, deadline=None)
def test_a_comparison_agrees_with_a_naive_one(data: st.DataObject) -> None:
    """The same for one field, where random records seldom have what is asked for."""
    field = data.draw(st.sampled_from(SCHEMA))
    said = data.draw(comparisons((field,)))
    made = parse(said.text, SCHEMA)
    for value in data.draw(st.lists(in_record(field), min_size=1, max_size=4)):
        assert made.matches({field.name: value}) is said.holds({field.name: value}), value


@given(st.sampled_from(["opened", "words"]), st.data())
@settings(max_examples=600, deadline=None)
def test_order_agrees_with_a_naive_comparison(name: str, data: st.DataObject) -> None:
    """Each operator on one date or number, and what the operators owe each other."""
    (field,) = (field for field in SCHEMA if field.name == name)
    value, limit = data.draw(values_of(field)), data.draw(values_of(field))
    record = {name: value}
    text = data.draw(written(field, limit))
    expected = {sign: stands(field, value, sign, limit) for sign in COMPARE}
    expected["=="] = same(field, value, limit)
    expected["!="] = not expected["=="]
    found = {sign: parse(f"{name} {sign} {text}", SCHEMA).matches(record) for sign in expected}
    assert found == expected
    assert found["=="] == (found["<="] and found[">="])
    assert not (found["<"] and found[">="])


# The page of the manual


def page() -> Iterator[tuple[str, list[str]]]:
    """(kind, texts): code blocks by their lines, rows of tables by the code and text in them."""
    text = (REPOSITORY / "docs" / "reference" / "filters.md").read_text(encoding="utf-8")
    row: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "fence":
            yield "block", token.content.strip().split("\n")
        elif token.type == "tr_open":
            row = []
        elif token.type == "inline" and token.level > 2:
            row.append("".join(child.content for child in token.children or ()))
        elif token.type == "tr_close":
            yield "row", row


def test_examples_of_the_manual() -> None:
    """Every example of the page is a filter."""
    lines = [line for kind, lines in page() if kind == "block" for line in lines]
    assert len(lines) > 10
    for line in lines:
        check_filter(parse(line, SCHEMA))


def test_reports_of_the_manual() -> None:
    """Every wrong filter is reported as the page says."""
    rows = [row for kind, row in page() if kind == "row"]
    after = rows[rows.index(["Written", "The report"]) + 1 :]
    assert len(after) > 5
    for text, said in after:
        assert error(text).message.startswith(said)


def test_dates_of_the_manual() -> None:
    """The table of dates has every operator, and each example can be read."""
    rows = [row for kind, row in page() if kind == "row"]
    dates = rows[: rows.index(["Written", "The report"])]
    texts = [row[0] for row in dates if row[0].startswith("opened ")]
    assert [text.split()[1] for text in texts] == [
        "==", "!=", "<", "<=", ">", ">=",
    ]  # fmt: skip
    for text in texts:
        check_filter(parse(text, SCHEMA))
