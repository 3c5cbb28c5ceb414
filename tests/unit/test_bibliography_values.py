"""The parts of an entry: LaTeX, names, dates."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_variorum.edition.bibliography import read_bibliography
from sphinx_variorum.edition.bibliography.dates import from_csl, parse_date
from sphinx_variorum.edition.bibliography.latex import decode
from sphinx_variorum.edition.bibliography.names import in_list, parse_names
from sphinx_variorum.edition.bibliography.text import clean, fold, plain


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Threnody \& Thunder", "Threnody & Thunder"),
        (r"100\% of \$5, \#1 \_x", "100% of $5, #1 _x"),
        ("100% of $5 and $6, a_b^c #1", "100% of $5 and $6, a_b^c #1"),
        (r"USA 2\,145\,100", "USA 2\u202f145\u202f100"),
        ("1950--1953 --- all", "1950–1953 — all"),
        ("``quoted'' and 'single'", "“quoted” and 'single'"),
        (r"\enquote{outer \enquote{inner} outer}", "“outer ‘inner’ outer”"),
        ("{North Korea} in {{Double} Braces}", "North Korea in Double Braces"),
        (r"Caf\'e, \'{e}, {\'e}, \'{\i}, {\'\i}, na\"{\i}ve", "Café, é, é, í, í, naïve"),
        (r"\c{c} \v{S} \H{o} \k{a} \=o \u{g} \.I \r{a} \~n \^o", "ç Š ő ą ō ğ İ å ñ ô"),
        (r"\o stergaard, {\ss}, \L\'od\'z, \AA ngstr\"om", "østergaard, ß, Łódź, Ångström"),
        (r"\textit{Pravda} and \emph{Time}", "Pravda and Time"),
        (r"\textbf{bold} \textsc{Caps} {\em x}", "bold Caps x"),
        (r"\href{https://x.org}{text}, \url{https://y.org}", "text, https://y.org"),
        (r"H$_2$O, 10$^{3}$, x\textsuperscript{2}", "H₂O, 10³, x²"),
        (r"a~b\ c\\d", "a\u00a0b c d"),
        ("too many } braces } here", "too many } braces } here"),
        ("an open { brace", "an open brace"),
        (r"\unknown{x} stays", r"\unknownx stays"),
        ("[square brackets]", "[square brackets]"),
        ("북한 체제선전…", "북한 체제선전…"),
    ],
)
def test_latex(latex: str, text: str) -> None:
    assert plain(decode(latex)[0]) == text


def test_unknown_commands_are_named() -> None:
    assert decode(r"\foo{a} \bar \foo")[1] == (r"\foo", r"\bar")


@given(st.text())
@example("{" * 500)
@example("\\" * 3)
@example("\\'" * 50)
def test_no_latex_raises(value: str) -> None:
    decode(value)


_ESCAPE = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
           "~": r"\textasciitilde{}",
           "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
           "-": "{-}", "`": "{`}", "'": "{'}"}  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example("a%b$c{d}e\\f<g>")
def test_any_text_in_a_title_survives(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    """Written in LaTeX or in JSON, all words of a title reach the reader as plain text."""
    from unicodedata import normalize

    folder = tmp_path_factory.getbasetemp()
    expected = normalize("NFC", clean(title))
    latex = "".join(_ESCAPE.get(character, character) for character in title)
    (folder / "title.bib").write_text(f"@book{{a, date={{2000}}, title={{{latex}}}}}", "utf-8")
    work = read_bibliography([folder / "title.bib"]).works["a"]
    assert normalize("NFC", clean(work.title)) == expected
    reference = "".join(run.text for run in work.runs)
    assert normalize("NFC", expected) in normalize("NFC", reference)
    if re.search(r"</?(i|b|sup|sub|sc)>|<span", title):
        return  # CSL's own markup
    item = [{"id": "a", "type": "webpage", "title": title}]
    (folder / "title.json").write_text(json.dumps(item), "utf-8")
    work = read_bibliography([folder / "title.json"]).works["a"]
    assert work.title == clean(title)


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Song, Jiyoung", ["Song, Jiyoung"]),
        ("Jiyoung Song", ["Song, Jiyoung"]),
        ("Kim, Dae-jung and Kim, Jong Il", ["Kim, Dae-jung", "Kim, Jong Il"]),
        ("{{Break N Links}}", ["Break N Links"]),
        ("{United Nations, Human Rights Council}", ["United Nations, Human Rights Council"]),
        ("{FAO} and {WFP}", ["FAO", "WFP"]),
        ("{Simon and Schuster}", ["Simon and Schuster"]),
        ("{del Pino}, Luis", ["del Pino, Luis"]),
        ("van der Berg, Jan", ["van der Berg, Jan"]),
        ("Ludwig van Beethoven", ["van Beethoven, Ludwig"]),
        ("King, Jr., Martin Luther", ["King, Martin Luther, Jr."]),
        ("노민호", ["노민호"]),
        ("노 민호", ["노 민호"]),
        ("노, 민호", ["노민호"]),
        ("Reuters", ["Reuters"]),
        ("Lee, Ann and others", ["Lee, Ann", "et al."]),
        (r"Br{\"u}gger, Mads", ["Brügger, Mads"]),
        ("family=Gogh, given=Vincent, prefix=van, useprefix=true", ["van Gogh, Vincent"]),
        ("family=Gogh, given=Vincent, prefix=van, useprefix=false", ["Gogh, Vincent van"]),
        ("Lee, Ann and  and ", ["Lee, Ann"]),
    ],
)
def test_names(written: str, listed: list[str]) -> None:
    names, wrong = parse_names(written, lambda part: plain(decode(part)[0]))
    assert [in_list(name) for name in names] == listed
    assert not wrong


@pytest.mark.parametrize(
    ("written", "year", "day"),
    [
        ("2015", "2015", ""),
        ("2015-10", "2015", "October"),
        ("2015-10-13", "2015", "13 October"),
        ("2015-10-13T10:20:30Z", "2015", "13 October"),
        ("2015-21", "2015", "Spring"),
        ("2001/2003", "2001–2003", ""),
        ("2001--2003", "2001–2003", ""),
        ("2015-05-02/2015-05-05", "2015", "2–5 May"),
        ("2015-04-28/2015-05-03", "2015", "28 April–3 May"),
        ("2014-12/2015-01", "2014–2015", "December 2014 – January 2015"),
        ("2010/", "2010–", ""),
        ("2010/..", "2010–", ""),
        ("../2010", "–2010", ""),
        ("1920~", "c. 1920", ""),
        ("1920?", "c. 1920", ""),
        ("199X", "1990–1999", ""),
        ("19XX", "1900–1999", ""),
        ("2004-XX", "2004", ""),
        ("-0043", "44 BC", ""),
    ],
)
def test_dates(written: str, year: str, day: str) -> None:
    when = parse_date(written)
    assert when is not None
    assert (when.year, when.day_said(str)) == (year, day)
    again = from_csl(when.csl())
    assert again is not None
    assert again.year == year


@pytest.mark.parametrize(
    "written", ["", "October", "2015-13", "2015-10-32", "15", "2003/2001", "/"]
)
def test_no_dates(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize("month", ["oct", "{October}", "10", '"10"'])
def test_dates_of_old_files(tmp_path: Path, month: str) -> None:
    path = tmp_path / "old.bib"
    path.write_text(f"@misc{{a, title={{T}}, year=2015, month={month}, day=3}}", encoding="utf-8")
    bibliography = read_bibliography([path])
    assert not bibliography.problems
    assert "3 October" in "".join(run.text for run in bibliography.works["a"].runs)


def test_fold() -> None:
    assert fold("Łódź, O’Reilly & Brügger’s “Ænima”") == "lodz oreilly bruggers aenima"
    assert fold("붉은별TV") == "붉은별tv"
