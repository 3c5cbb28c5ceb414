"""The base text of a passage: only the editors' few signs mean anything (design rule 8)."""

from __future__ import annotations

import string
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_variorum.edition.base_text import OMISSION, Run, find_headings, parse_base_text

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in string.punctuation})

#: Lines as they reach the parser: without white space at their ends.
LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=30).map(
    str.strip
)
PARAGRAPHS = st.lists(
    st.lists(LINES.filter(bool), min_size=1, max_size=3).map("\n".join), max_size=4
)


def parse(text: str) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs of `text`."""
    return parse_base_text(text.split("\n")).paragraphs


def escape(text: str) -> str:
    """`text` as an editor can always write it: a backslash before every sign."""
    return text.translate(_ESCAPES)


def test_plain_words_are_one_run() -> None:
    """Words without signs are printed as they stand, line breaks too."""
    assert parse("One two\nthree.") == ((Run("One two\nthree."),),)


def test_blank_lines_part_paragraphs() -> None:
    """One or several blank lines begin a paragraph; those at the ends are nothing."""
    base = parse_base_text(["", "one", "  ", "", "two", ""])
    assert [runs[0].text for runs in base.paragraphs] == ["one", "two"]
    assert base.printed() == "one\n\ntwo"
    assert [run.text for run in base.runs()] == ["one", "\n\n", "two"]


@pytest.mark.parametrize(
    "text",
    [
        "1066. He came",
        "- a dash",
        "> a quotation",
        "# a heading",
        "    indented",
        "| a | b |",
        "<b>bold</b>",
        "`code` and _underscores_ and ~~struck~~",
        "{ref}`x` and [link](https://example.org/)",
        "---",
        "![image](x.png)",
        "a * b * c",
        "2 ** 3",
        "*",
        "** **",
        "&amp; &#42;",
        "http://example.org/a_b*c",
        "[",
        "]",
        "[[",
        "[]",
        "a\\",
        "C:\\new",
    ],
)
def test_no_markdown_surprise(text: str) -> None:
    """What Markdown would make a list, a heading, HTML or a link is words here (rule 8)."""
    printed = parse_base_text([text]).printed()
    # Brackets round words are an editors' insertion and are printed with them.
    assert printed == text.strip()
    assert all(not run.emphasis for runs in parse(text) for run in runs)


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        ("a *b* c", [("a ", "text", ""), ("b", "text", "emphasis"), (" c", "text", "")]),
        ("**b**", [("b", "text", "strong")]),
        ("*b*c", [("b", "text", "emphasis"), ("c", "text", "")]),
        ("*two\nlines*", [("two\nlines", "text", "emphasis")]),
        (
            "*a **b** c*",
            [("a ", "text", "emphasis"), ("b", "text", "strong"), (" c", "text", "emphasis")],
        ),
        (
            "*a […] b*",
            [
                ("a ", "text", "emphasis"),
                (OMISSION, "omission", "emphasis"),
                (" b", "text", "emphasis"),
            ],
        ),
        ("*a\\*b*", [("a*b", "text", "emphasis")]),
    ],
)
def test_emphasis(written: str, runs: list[tuple[str, str, str]]) -> None:
    """``*words*`` and ``**words**`` are emphasis and leave no asterisk in the words."""
    assert [tuple(run) for run in parse(written)[0]] == runs


@pytest.mark.parametrize("written", ["[…]", "[...]", "[ … ]", "[. . .]"])
def test_omission(written: str) -> None:
    """An omission is printed in one form, however it was typed."""
    kinds = [(run.kind, run.text) for run in parse(f"one {written} two")[0]]
    assert kinds == [("text", "one "), ("omission", OMISSION), ("text", " two")]


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("[T]he king", ["letter", "text"]),
        ("the king[s]", ["text", "letter"]),
        ("a [sic] b", ["text", "insertion", "text"]),
        ("[sic]", ["insertion"]),
        ("a ([ed.]) b", ["text", "insertion", "text"]),
        ("\\[T\\]he", ["text"]),
        ("\\[…\\]", ["text"]),
    ],
)
def test_brackets(written: str, kinds: list[str]) -> None:
    """A bracket in a word changes a letter's case, a free one inserts, an escaped one is text."""
    assert [run.kind for run in parse(written)[0]] == kinds


@given(PARAGRAPHS)
def test_escaped_text_is_printed_as_it_is(paragraphs: list[str]) -> None:
    """There is no text of a witness that an editor cannot write: a backslash before each sign."""
    text = "\n\n".join(paragraphs)
    base = parse_base_text(escape(text).split("\n"))
    assert base.printed() == text
    assert all(run.kind == "text" and not run.emphasis for run in base.runs())


@given(LINES.filter(bool), LINES.filter(bool))
def test_escaped_text_can_be_emphasised(first: str, second: str) -> None:
    """Emphasis round any words leaves the words alone."""
    base = parse_base_text([f"x *{escape(first)}* y **{escape(second)}** z"])
    assert base.printed() == f"x {first} y {second} z"
    assert "".join(run.text for run in base.runs() if run.emphasis == "emphasis") == first
    assert "".join(run.text for run in base.runs() if run.emphasis == "strong") == second


@given(
    st.lists(
        st.text(st.sampled_from("ab \\*[]….\n# "), max_size=20) | st.text(max_size=20), max_size=6
    )
)
@settings(max_examples=300)
@example(["***a** b*"])
@example(["**a*"])
@example(["[a\\]"])
def test_never_raises_and_loses_no_letter(lines: list[str]) -> None:
    """A sign that is not closed is the character itself; every letter and digit is printed."""
    base = parse_base_text(lines)
    printed = base.printed()
    assert [c for c in printed if c.isalnum()] == [c for line in lines for c in line if c.isalnum()]
    assert all(run.text for run in base.runs())
    assert {run.kind for run in base.runs()} <= {"text", "omission", "letter", "insertion"}
    assert {run.emphasis for run in base.runs()} <= {"", "emphasis", "strong"}


@pytest.mark.parametrize("sign", ["**a ", "*a ", "[a ", "*a **b ", "\\", "***"])
def test_signs_that_are_never_closed_cost_no_time(sign: str) -> None:
    """A passage of 20,000 words (issue 2) with a sign at each is read at once."""
    began = time.perf_counter()
    parse_base_text([sign * 20_000])
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["# One", "two"], [0]),
        (["one", "", "###### Six"], [2]),
        (["####### seven"], []),
        (["#hashtag"], []),
        (["Title", "====="], [0]),
        (["Title", "---"], [0]),
        (["", "---"], []),
        (["Dear --", "--"], []),
        (["one", "two"], []),
    ],
)
def test_headings(lines: list[str], found: list[int]) -> None:
    """A heading cannot stand in a passage; it is found in the forms of MyST and reST."""
    assert find_headings(lines) == found
