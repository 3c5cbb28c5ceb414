"""Broken files: what is kept, and what an editor is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_variorum.edition.bibliography import Bibliography, Problem, read_bibliography
from sphinx_variorum.edition.bibliography.files import read_bytes

BEFORE = "@book{before, title={Before}, date={2000}}\n"
AFTER = "\n@book{after, title={After}, date={2001}}\n"


def read(tmp_path: Path, data: str | bytes, name: str = "works.bib") -> Bibliography:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_bibliography([path])


def kinds(bibliography: Bibliography) -> list[tuple[int, str]]:
    return [(problem.line, problem.kind) for problem in bibliography.problems]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("@book{broken,\n  title = {Open,\n  date = {2000}\n}", 3),
        ("@book{broken,\n  title = {Fine},\n  date = {2000}\n", 4),
        ('@book{broken,\n  title = "Open,\n  date = {2000}\n}', 3),
        ("@book{broken,\n  title = {Fine}\n  date = {2000}\n}", 4),
        ("@book{broken,\n  title {Fine},\n}", 3),
        ("@book{broken,\n  title = ,\n}", 3),
        ("@book{,\n title={x}}", 2),
        ("@book broken,\n  title = {Fine},\n}", 2),
        ("@book{broken", 2),
    ],
)
def test_a_broken_entry_costs_no_other(tmp_path: Path, broken: str, line: int) -> None:
    bibliography = read(tmp_path, BEFORE + broken + AFTER)
    assert {"before", "after"} <= bibliography.works.keys()
    assert bibliography.works["after"].title == "After"
    problem = next(problem for problem in bibliography.problems if problem.kind == "syntax")
    assert abs(problem.line - line) <= 1
    assert problem.path.endswith("works.bib")


def test_the_readable_fields_of_a_broken_entry_are_kept(tmp_path: Path) -> None:
    bibliography = read(tmp_path, "@book{a,\n  title = {Fine},\n  date = {2000\n}\n" + AFTER)
    assert bibliography.works["a"].title == "Fine"


def test_undefined_abbreviation(tmp_path: Path) -> None:
    bibliography = read(tmp_path, "@book{a, title={T},\n publisher = oup}")
    assert kinds(bibliography) == [(2, "syntax")]
    assert "“oup”" in bibliography.problems[0].message
    assert "@string" in bibliography.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "% @book{old, title={Old}}\n",
        "write to me@example.org {or not}\n",
        "@comment{jabref-meta: @book{old, title={Old}};}\n",
        "@preamble{\"x\"}\n",
        "@xdata{old, title={Old}}\n",
    ],
)  # fmt: skip
def test_what_is_no_entry(tmp_path: Path, text: str) -> None:
    bibliography = read(tmp_path, text + "@book{a, title={T}}")
    assert list(bibliography.works) == ["a"]
    assert not bibliography.problems


def test_comments_inside_an_entry(tmp_path: Path) -> None:
    text = "@book{a, % a comment, with = {braces\n title={100% sure}, % another\n date={2000}}"
    bibliography = read(tmp_path, text)
    assert bibliography.works["a"].title == "100% sure"
    assert bibliography.works["a"].year == "2000"


def test_strings_and_values_over_several_lines(tmp_path: Path) -> None:
    text = (
        '@STRING(nk = "NK")\n@online(a, Title = {A\n   long\ttitle}, organization = NK # " News")'
    )
    work = read(tmp_path, text).works["a"]
    assert work.title == "A long title"
    assert work.label == "NK News n.d."


def test_encoding(tmp_path: Path) -> None:
    bibliography = read(tmp_path, b"@book{a,\n author={M\xfcller, A},\n title={T}}")
    assert kinds(bibliography) == [(2, "encoding")]
    assert bibliography.works["a"].author == "M\ufffdller, A"


def test_byte_order_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    bibliography = read(tmp_path, b"\xef\xbb\xbf@book{a,\r\n title={A\r\nB}}\r\n")
    assert bibliography.works["a"].title == "A B"
    assert not bibliography.problems


def test_duplicates_name_both_lines(tmp_path: Path) -> None:
    bibliography = read(tmp_path, "@book{a, title={First}}\n\n@book{a, title={Second}}")
    assert bibliography.works["a"].title == "First"
    assert kinds(bibliography) == [(3, "duplicate")]
    assert "line 1" in bibliography.problems[0].message
    assert "line 3" in bibliography.problems[0].message


def test_duplicates_in_two_files(tmp_path: Path) -> None:
    paths = [tmp_path / "one.bib", tmp_path / "two.bib"]
    for path in paths:
        path.write_text("\n@book{a, title={T}}", encoding="utf-8")
    (problem,) = read_bibliography(paths).problems
    assert problem.path.endswith("two.bib")
    assert "one.bib" in problem.message


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example/"])
def test_active_addresses_are_dropped(tmp_path: Path, url: str) -> None:
    bibliography = read(tmp_path, f"@online{{a,\n title={{T}},\n url={{{url}}}}}")
    assert kinds(bibliography) == [(3, "url")]
    assert bibliography.works["a"].url == ""
    assert all(not run.url for run in bibliography.works["a"].runs)


def test_tags_are_text(tmp_path: Path) -> None:
    bibliography = read(
        tmp_path, "@book{a,\n title={A <script>alert(1)</script> B},\n date={2000}}"
    )
    assert kinds(bibliography) == [(2, "markup")]
    assert bibliography.works["a"].title == "A <script>alert(1)</script> B"
    assert "<script>" in "".join(run.text for run in bibliography.works["a"].runs)


def test_less_than_is_no_tag(tmp_path: Path) -> None:
    assert not read(tmp_path, "@book{a, title={If a < b and c > d}, date={2000}}").problems


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("date={13 October 2015}", "13 October 2015"),
        ("date={2015-13}", "2015-13"),
        ("reliability={Z}", "“Z”"),
        ("origin={nobody}", "nobody"),
        ("origin={a}", "itself"),
        ("crossref={nobody}", "nobody"),
        ("author={One, Two, Three, Four}", "commas"),
    ],
)
def test_fields_that_make_no_sense(tmp_path: Path, field: str, word: str) -> None:
    bibliography = read(tmp_path, f"@book{{a,\n title={{T}},\n {field}}}")
    (problem,) = bibliography.problems
    assert problem.kind == "field"
    assert word in problem.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "absent.bib"
    bibliography = read_bibliography([path])
    assert bibliography.works == {}
    assert isinstance(bibliography.problems[0], Problem)


def test_crossref_chains_and_circles(tmp_path: Path) -> None:
    bibliography = read(
        tmp_path,
        "@inbook{a, title={A}, crossref={b}}\n@book{b, title={B}, xdata={x}, crossref={a}}\n"
        "@xdata{x, publisher={P}, date={2000}}",
    )
    assert bibliography.works["a"].year == "2000"
    assert "In *B*" in "".join(
        f"*{run.text}*" if run.style == "italic" else run.text
        for run in bibliography.works["a"].runs
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [("[{]", "syntax"), ("3", "syntax"), ('[{"title": "x"}]', "field"), ("[" * 9999, "syntax")],
)
def test_json_that_is_no_bibliography(tmp_path: Path, text: str, kind: str) -> None:
    bibliography = read(tmp_path, text, "works.json")
    assert bibliography.works == {}
    assert [problem.kind for problem in bibliography.problems] == [kind]


def test_csl_json(tmp_path: Path) -> None:
    items = [
        {
            "id": "http://zotero.org/1", "citation-key": "lee2020", "type": "article-newspaper",
            "title": 'The <i>Post</i> and <span class="nocase">the North</span>',
            "container-title": "Daily", "author": [{"family": "Lee", "given": "Ann"}],
            "issued": {"date-parts": [["2020", 3]]}, "URL": "javascript:x",
            "custom": {"reliability": "C: unsigned"}, "note": "a <b>x",
        }
    ]  # fmt: skip
    bibliography = read(tmp_path, json.dumps(items, indent=1), "works.json")
    work = bibliography.works["lee2020"]
    assert work.label == "Lee 2020"
    assert work.title == "The Post and the North"
    assert ("Post", "italic", "") in work.runs
    assert (work.grade, work.grade_reason) == ("C", "unsigned")
    assert work.entry_type == ""
    assert kinds(bibliography) == [(3, "url")]


@given(st.binary(max_size=400))
@example(b"@book{a, title={x}, date={2000}, url={\x00}}")
@example(b"@string{a=b#c}@book{a,author={{},{}},editor=a")
def test_no_bytes_raise(data: bytes) -> None:
    for name in ("a.bib", "a.json"):
        read_bytes(data, name)


_PIECES = st.sampled_from(
    ["@book{k,", "@online(", "@string{", "@comment{", "}", "{", '"', ",", "=", "#", "%", "\n",
     "title", "author", "date", "url", "a and b", "\\enquote{", "\\'", "\\", "~", "$",
     "2015-10/..", "x", "--"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40))
def test_nothing_made_of_bibtex_raises(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "pieces.bib"
    path.write_text("".join(pieces), encoding="utf-8")
    for problem in read_bibliography([path]).problems:
        assert 1 <= problem.line <= path.read_text(encoding="utf-8").count("\n") + 1


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 3000) | st.floats(allow_nan=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["id", "type", "title", "author", "issued", "date-parts", "family", "page",
                         "URL", "DOI", "note", "custom", "literal", "season", "volume"]),
        inner, max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(st.fixed_dictionaries({"id": st.text(max_size=3)}, optional={
    "title": _JSON, "author": _JSON, "issued": _JSON, "page": _JSON, "URL": _JSON, "type": _JSON,
    "custom": _JSON, "DOI": _JSON, "accessed": _JSON, "edition": _JSON}), max_size=3))  # fmt: skip
def test_no_json_raises(tmp_path_factory: pytest.TempPathFactory, items: list[object]) -> None:
    path = tmp_path_factory.getbasetemp() / "items.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    for work in read_bibliography([path]).works.values():
        "".join(run.text for run in work.runs).encode("utf-8")
