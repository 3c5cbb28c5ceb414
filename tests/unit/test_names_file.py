"""The file of names: what an editor types is kept as typed, and what is wrong is named."""

from __future__ import annotations

import pickle
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.names import (
    Form,
    Matcher,
    Name,
    NamesFile,
    Problem,
    parse_names,
    read_names,
    unknown_places,
)
from sphinx_variorum.edition.vocabulary import schemes
from tests.conftest import REPOSITORY

WHOLE = """
    # A comment.
    kim-jong-il:
      kind: Person
      name: Kim Jong Il
      sort: Kim, Jong Il
      described: >
        Leader of
        North Korea
      dates: {from: 1941-02-16, to: 2011}
      wikidata: Q10665
      same-as: [https://example.org/a b, "doi:10.1000/182"]
      forms:
        - Kim Jong-il
        - {form: 김정일, language: ko}
        - form: Kim
          only-in: [defectors:5, on-the-dprk]
          not-in: [on-the-dprk:2]
          case: fold
    korea:
      kind: country
      name: Korea
"""


def parse(text: str) -> NamesFile:
    """The names in a file that begins with the second line of `text`."""
    return parse_names(textwrap.dedent(text).removeprefix("\n").encode())


def only_problem(text: str) -> Problem:
    """The one problem of a file."""
    (problem,) = parse(text).problems
    return problem


def idents(read: NamesFile) -> list[str]:
    return [name.ident for name in read.names]


def entry(fields: str) -> str:
    """A file with these fields in lines 4 and on, and a sound entry after it."""
    lines = textwrap.indent(textwrap.dedent(fields).strip("\n"), "  ")
    return f"\na:\n  kind: person\n  name: Ann\n{lines}\nz:\n  kind: place\n  name: Zed\n"


def test_everything_is_read() -> None:
    read = parse(WHOLE)
    assert read.problems == ()
    assert read.names == (
        Name(
            "kim-jong-il",
            "person",
            "Kim Jong Il",
            "Kim, Jong Il",
            (
                Form("Kim Jong Il", line=4),
                Form("Kim Jong-il", line=13),
                Form("김정일", "ko", line=14),
                Form("Kim", "", False, ("defectors:5", "on-the-dprk"), ("on-the-dprk:2",), line=15),
            ),
            "Leader of North Korea",
            "1941-02-16",
            "2011",
            "Q10665",
            ("https://example.org/a%20b", "https://doi.org/10.1000/182"),
            2,
        ),
        Name("korea", "place", "Korea", "Korea", (Form("Korea", line=21),), line=19),
    )
    assert pickle.loads(pickle.dumps(read)) == read


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "\ufeff", "~"])
def test_an_empty_file_has_no_names(text: str) -> None:
    assert parse(text) == NamesFile()


@pytest.mark.parametrize(
    "words",
    ["NO", "yes", "on", "1948", "010", "1:30", "1e3", "0x1F", "1950-06-25", "=", ".inf", "a: b"],
)
@pytest.mark.parametrize("quoted", [False, True])
def test_words_stay_as_they_were_typed(words: str, quoted: bool) -> None:
    """YAML would make a truth value, a number, a date or a mapping of them."""
    if ": " in words and not quoted:
        return
    typed = f'"{words}"' if quoted else words
    fields = f"sort: {typed}\ndescribed: {typed}\nforms: [x, {typed}]"
    name = parse(entry(fields)).names[0]
    assert (name.sort, name.described) == (words, words)
    assert [form.text for form in name.forms] == (["Ann", "x"] + [words] * (words != "="))


def test_a_form_that_repeats_the_name_takes_its_place() -> None:
    name = parse(entry("forms: [{form: Ann, only-in: [a]}, Anne]")).names[0]
    assert [(form.text, form.only_in) for form in name.forms] == [("Ann", ("a",)), ("Anne", ())]


def test_a_name_that_cannot_be_looked_for_is_kept() -> None:
    text = "a:\n  kind: person\n  name: 金\n  forms: [金日成]\n"
    assert "one character" in only_problem(text).message
    assert [form.text for form in parse(text).names[0].forms] == ["金日成"]


def test_null_is_nothing_and_quoted_it_is_a_word() -> None:
    read = parse(entry("sort: ~\ndescribed: null\nforms:\nsame-as: ~\ndates:"))
    assert read.problems == ()
    assert read.names[0] == Name("a", "person", "Ann", "Ann", (Form("Ann", line=3),), line=1)
    assert parse(entry('sort: "null"')).names[0].sort == "null"


# What is wrong is named, with its line and a cure, and all else is kept.


@pytest.mark.parametrize(
    ("fields", "line", "said"),
    [
        ("desribed: x", 4, ["“desribed”", "did you mean “described”"]),
        ("<<: {sort: x}", 4, ["“<<”"]),
        ("sort: [x]", 4, ["“sort” is a list", "behind the colon"]),
        ("described: {a: b}", 4, ["“described” is a mapping"]),
        ("forms: Annie, Anna", 4, ["not a list", "after a hyphen"]),
        ("forms: {form: Annie}", 4, ["is a mapping and not a list"]),
        ("forms:\n  - [Annie]", 5, ["a form is a list"]),
        ("forms:\n  - Annie: x", 5, ["unknown field “Annie”"]),
        ("forms:\n  - {case: fold}", 5, ["without its words"]),
        ("forms:\n  - {form: B, case: lower}", 5, ["“lower”", "case: fold"]),
        ("forms:\n  - {form: B, language: Korean language}", 5, ["no tag of a language"]),
        ("forms:\n  - {form: B, only-in: x}", 5, ["“only-in” is a text and not a list"]),
        ("forms:\n  - form: B\n    only-in: []", 6, ["found nowhere"]),
        ("forms:\n  - {form: B, not-in: [x: 5]}", 5, ["no text", "quotation marks"]),
        ("forms:\n  - B\n  - ~\n", 6, ["has no letter"]),
        ("forms: [B, …]", 4, ["“…” has no letter"]),
        ("forms: [金]", 4, ["one character", "longer form"]),
        ("forms:\n  - O'N-X\n  - O’N\u2011X", 6, ["the same as “O'N-X” in line 5"]),
        ("wikidata: 42", 4, ["“42” is no id of Wikidata"]),
        ("wikidata: q42", 4, ["“q42”"]),
        ("dates: 1950", 4, ["neither from nor to"]),
        ("dates: {from: 1950-13}", 4, ["“1950-13” is no date"]),
        ("dates:\n  from: 1950\n  to: 12 May", 6, ["“12 May” is no date"]),
        ("dates: {from: ١٩٥٠}", 4, ["no date"]),
        ("dates: {from: 1951, to: 1950-12}", 4, ["end (1950-12) before they begin (1951)"]),
        ("dates: {until: 1951}", 4, ["unknown field “until”"]),
        ("same-as: https://example.org", 4, ["not a list"]),
        ("same-as: ['javascript:alert(1)']", 4, ["cannot be linked", "https://"]),
        ("same-as: [mailto:a@example.org]", 4, ["cannot be linked"]),
        ("same-as: [page.html]", 4, ["cannot be linked"]),
        ("name: Anna", 4, ["“name” stands here for the second time", "in line 3"]),
        ("sort: !!python/object:os.system x", 4, ["the tag “tag:yaml.org,2002:python/object"]),
        ("? [a, b]\n: c", 4, ["a list cannot be the name"]),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(
    fields: str, line: int, said: list[str]
) -> None:
    read = parse(entry(fields))
    assert {problem.line for problem in read.problems} == {line}
    for words in said:
        assert any(words in problem.message for problem in read.problems)
    assert idents(read) == ["a", "z"]
    assert read.names[0].forms[0].text == "Ann"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\nA Name:\n  kind: person\n  name: x\n", 1, "“A Name” is no id"),
        ("\nx:\n", 1, "x has no fields"),
        ("\nx: person\n", 1, "x has no fields"),
        ("\nx: [a]\n", 1, "x has no fields"),
        ("\nx:\n  name: y\n", 1, "x has no kind"),
        ("\nx:\n  name: y\n  kind: persn\n", 3, "did you mean 'person'?"),
        ("\nx:\n  kind: law\n", 1, "x has no name"),
        ("\nx:\n  kind: law\n  name:\n", 3, "x has no name"),
    ],
)
def test_an_entry_that_cannot_be_kept_is_named(text: str, line: int, said: str) -> None:
    read = parse(f"{text}z:\n  kind: place\n  name: Zed\n")
    assert [problem.line for problem in read.problems] == [line]
    assert said in read.problems[0].message
    assert idents(read) == ["z"]


def test_an_id_that_stands_twice_is_named_with_both_lines() -> None:
    text = "\na:\n  kind: person\n  name: Ann\na:\n  kind: place\n  name: Ahn\n"
    problem = only_problem(text)
    assert problem.line == 4
    assert "“a” stands here for the second time" in problem.message
    assert "line 1" in problem.message
    assert [name.name for name in parse(text).names] == ["Ann"]


def test_one_id_of_wikidata_is_not_given_twice() -> None:
    text = entry("wikidata: Q42") + "  wikidata: Q42\n"
    problem = only_problem(text)
    assert (problem.line, "a (line 1)" in problem.message) == (5, True)
    assert [name.wikidata for name in parse(text).names] == ["Q42", ""]


# The grammar


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("\tname: x", "with spaces, not with tabs"),
        ("  described: Capital: Seoul", "in quotation marks"),
        ("  forms: [a, b", "close the quotation mark or bracket"),
        ('  sort: "a', "close the quotation mark or bracket"),
        (" sort: x", "indentation"),
        ("  sort: @x", "quotation marks"),
    ],
)
def test_after_a_mistake_in_the_grammar_what_stands_before_is_kept(line: str, said: str) -> None:
    text = f"{entry('').rstrip()}\ny:\n  kind: law\n  name: Why\n{line}\nx:\n  kind: law\n  name: X"
    read = parse(text)
    # Where the mistake ends the entry, it is complete.
    assert idents(read) == (["a", "z", "y"] if said == "indentation" else ["a", "z"])
    (problem,) = read.problems
    assert problem.line == 11
    assert said in problem.message


@pytest.mark.parametrize(("text", "line"), [("\n- a\n- b\n", 1), ("\n\nwords\n", 2), ("[]", 1)])
def test_a_file_without_ids_is_named(text: str, line: int) -> None:
    problem = only_problem(text)
    assert (problem.line, "has no ids" in problem.message) == (line, True)
    assert parse(text).names == ()


def test_aliases_are_not_followed() -> None:
    text = """
        a: &a
          kind: person
          name: Ann
        b: *a
        c:
          kind: person
          name: &n Cid
          sort: *n
    """
    read = parse(text)
    assert [problem.line for problem in read.problems] == [4, 8]
    assert all("alias" in problem.message for problem in read.problems)
    assert [(name.ident, name.sort) for name in read.names] == [("a", "Ann"), ("c", "Cid")]


def test_aliases_and_brackets_without_end_do_no_harm() -> None:
    laughs = ["a: &a [x, x]"]
    laughs += [f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]" for n in range(30)]
    assert parse("\n".join(laughs)).names == ()
    for opening in ("[", "{a: ", "- "):
        read = parse(entry("") + "y: " + "\n" * (opening == "- ") + opening * 100_000)
        assert idents(read) == ["a", "z"]
        assert ["more than 20 deep" in problem.message for problem in read.problems] == [True]


def test_a_second_document_is_named() -> None:
    read = parse(entry("") + "---\nb:\n  kind: law\n  name: B\n")
    assert [problem.line for problem in read.problems] == [8]
    assert idents(read) == ["a", "z"]


def test_other_encodings_are_named() -> None:
    latin = "a:\n  kind: person\n  name: Ann\n  described: Zoë\n".encode("latin-1")
    read = parse_names(latin)
    assert [(p.line, "0xeb is no UTF-8" in p.message) for p in read.problems] == [(4, True)]
    assert read.names[0].described == "Zo\ufffd"
    assert parse_names("a:\n  kind: law\n  name: Ann\n".encode("utf-16")).problems[0].line == 1
    control = parse(entry("sort: a\x00b\ndescribed: \x1b"))
    assert [(p.line, "U+0000" in p.message) for p in control.problems] == [(4, True)]
    assert idents(control) == ["a", "z"]


def test_line_ends_and_marks_of_every_system_are_read() -> None:
    text = textwrap.dedent(WHOLE).removeprefix("\n")
    expected = parse_names(text.encode())
    for ends in ("\r\n", "\r"):
        assert parse_names(("\ufeff" + text.replace("\n", ends)).encode()) == expected


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_lines_are_those_of_an_editor(end: str) -> None:
    problem = only_problem(entry(f"described: a{end}b\nwikidata: 42"))
    assert problem.line == 5


def test_without_the_parser_in_c_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [WHOLE, entry("sort: !x a\nforms: [~, '~', *a]"), entry("\tx: y"), "a: [", "---\n---\n"]
    expected = [parse(text) for text in texts]
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    for text, read in zip(texts, [parse(text) for text in texts], strict=True):
        before = expected.pop(0)
        assert read.names == before.names, text
        assert [problem.line for problem in read.problems] == [p.line for p in before.problems]


@given(st.binary(max_size=80) | st.text("a: -[]{}\n\t&*!'\"#|>~é", max_size=80).map(str.encode))
def test_nothing_raises_and_every_line_is_of_the_file(data: bytes) -> None:
    read = parse_names(data)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= problem.line <= lines for problem in read.problems)
    assert list(read.problems) == sorted(read.problems)
    assert parse_names(data) == read


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "names.yaml", tmp_path):
        (problem,) = read_names(path).problems
        assert problem.line == 1
        assert "cannot be read" in problem.message


# Collisions

TWO = """
    a:
      kind: person
      name: Ann
      forms:
        - {one}
    b:
      kind: person
      name: Bob
      forms:
        - {two}
"""


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kim", "Kim"),
        ("Kim Il", "Kim\u00a0Il"),
        ("Kim-Il", "Kim\u2011Il"),
        ("Zoe\u0308", "Zoë"),
        ("Kim", "{form: KIM, case: fold}"),
        ("{form: kim, case: fold}", "{form: KIM, case: fold}"),
        ("Kim", "{form: Kim, not-in: [x]}"),
        ("{form: Kim, only-in: [x]}", "{form: Kim, only-in: [y, x]}"),
        ("{form: Kim, not-in: [x]}", "{form: Kim, not-in: [y]}"),
        ("{form: Kim, only-in: [x], not-in: ['x:1']}", "{form: Kim, only-in: [x]}"),
    ],
)
def test_a_form_of_two_names_is_named_with_both_lines(one: str, two: str) -> None:
    text = TWO.replace("{one}", one).replace("{two}", two)
    problem = only_problem(text)
    assert problem.line == 10
    for words in ("of b (line 10)", "form of a (line 5", "only-in"):
        assert words in problem.message
    assert idents(parse(text)) == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kim", "KIM"),
        ("Kim", "{form: kim, case: exact}"),
        ("Kim", "{form: Kim, only-in: [x]}"),
        ("{form: Kim, only-in: ['x:1']}", "{form: Kim, only-in: [x]}"),
        ("{form: Kim, only-in: ['x:1']}", "{form: Kim, only-in: ['x:2', y]}"),
        ("{form: Kim, not-in: [x]}", "{form: Kim, only-in: ['x:1']}"),
        ("{form: Kim, only-in: [x], not-in: ['x:1']}", "{form: Kim, only-in: ['x:1']}"),
        ("Kim Il", "Kim"),
    ],
)
def test_forms_that_are_told_apart_do_not_collide(one: str, two: str) -> None:
    assert parse(TWO.replace("{one}", one).replace("{two}", two)).problems == ()


PLACES = ["", "x", "x:1", "x:2", "y", "y:1", "z:9"]
RESTRICTED = st.builds(
    Form,
    st.sampled_from(["Kim", "kim"]),
    exact=st.booleans(),
    only_in=st.lists(st.sampled_from(PLACES[1:6]), max_size=2, unique=True).map(tuple),
    not_in=st.lists(st.sampled_from(PLACES[1:6]), max_size=2, unique=True).map(tuple),
)


@given(RESTRICTED, RESTRICTED)
def test_forms_collide_where_neither_is_found(one: Form, two: Form) -> None:
    """The file's complaint and the search agree: a loss is always said, and only a loss."""
    from sphinx_variorum.edition.names.collisions import collide

    def found(place: str, text: str, *forms: Form) -> bool:
        names = [Name(str(n), "person", "", "", (form,)) for n, form in enumerate(forms)]
        return bool(Matcher.build(names).find(text, place))

    lost = any(
        found(place, text, one) and found(place, text, two) and not found(place, text, one, two)
        for place in PLACES
        for text in ("Kim", "kim", "KIM")
    )
    assert collide(one, two) == collide(two, one) == lost


def test_places_that_are_not_there_are_named() -> None:
    read = parse(
        entry("forms:\n  - {form: B, only-in: [leaflets:1, leaflet], not-in: [leaflets:11]}")
    )
    assert read.problems == ()
    problems = unknown_places(read.names, {"leaflets", "leaflets:1"})
    assert [problem.line for problem in problems] == [5, 5]
    assert "“leaflet”" in problems[0].message
    assert "did you mean “leaflets”" in problems[0].message


# The edition's own file


def test_names_of_this_edition_are_read() -> None:
    read = read_names(REPOSITORY / "corpus" / "names.yaml")
    assert read.problems == ()
    assert len(read.names) >= 40
    assert {name.kind for name in read.names} == {t.slug for t in schemes()["name-kind"].terms}
    known = {source for source, _place, _text in _stretches()}
    known |= {place for _source, place, _text in _stretches()}
    assert unknown_places(read.names, known) == ()
    assert all(name.described for name in read.names)


def _stretches() -> Iterator[tuple[str, str, str]]:
    """The pages of the texts by passage, with what is said of each: source, place, words."""
    for path in sorted((REPOSITORY / "corpus").glob("*.md")):
        head, *passages = path.read_text(encoding="utf-8").split("::::{passage} ")
        yield path.stem, path.stem, head
        for passage in passages:
            number = passage.split(maxsplit=1)[0]
            yield path.stem, f"{path.stem}:{number}", passage


def _mentioned(matcher: Matcher) -> set[str]:
    return {
        mention.name
        for _source, place, text in _stretches()
        for mention in matcher.find(text, place)
    }


def test_most_names_of_this_edition_are_mentioned() -> None:
    names = read_names(REPOSITORY / "corpus" / "names.yaml").names
    rest = {name.ident for name in names} - _mentioned(Matcher.build(names))
    assert len(rest) <= len(names) // 10, rest


def test_all_others_stand_in_a_text(shared: Path) -> None:
    """A name that no passage or note has as yet is one of the words that could be printed."""
    names = read_names(REPOSITORY / "corpus" / "names.yaml").names
    matcher = Matcher.build(names)
    witnesses = [path.read_text(encoding="utf-8") for path in (shared / "witnesses").iterdir()]
    found = {mention.name for text in witnesses for mention in matcher.find(text, "")}
    assert {name.ident for name in names} - _mentioned(matcher) - found == set()
