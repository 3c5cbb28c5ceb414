"""How passages, sources and the edition are cited, whatever their titles and names hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from sphinx_variorum.edition.bibliography import csl_items
from sphinx_variorum.edition.citing import (
    Citable,
    Name,
    Publication,
    bibtex,
    bibtex_edition,
    bibtex_key,
    csl_json,
    csl_json_edition,
    display,
    escape_bibtex,
    file_stem,
    parse_editors,
    ris,
    ris_edition,
)

EDITION = Publication(
    "Five Texts",
    (Name("The editors"),),
    "0.1",
    "2026-11-25",
    "abc1234",
    "https://example.org/five/",
    "en",
)
PASSAGE = Citable(
    "ferry.5",
    "The Ferry",
    (Name("Song", "Jiyoung"), Name("United Nations, Council")),
    "F 5",
    "https://example.org/five/ferry.html#ferry.5",
    "en",
)

ANYTHING = st.text(st.characters(codec="utf-8"), max_size=40)
#: What is dear to BibTeX and RIS.
HOSTILE = st.text(st.sampled_from("\\{}$&#_%~^\"'@,=;- \n\r\t\x00\x1bandER é한ß"), max_size=40)
WORDS = ANYTHING | HOSTILE


def squashed(text: str) -> str:
    """What a text is to be when it has gone through a format of lines."""
    kept = "".join(
        character
        for character in " ".join(text.split())
        if not re.match("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", character)
    )
    return " ".join(kept.split())


_COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "$&#_%"},
}


def unescaped(value: str) -> str:
    """The reverse of `escape_bibtex`, written from LaTeX's side: no sign may be left over."""
    pattern = "|".join(map(re.escape, _COMMANDS))
    rest = re.sub(pattern, "", value)
    assert not re.search(r"[\\$&#_%~^{}]", rest), value
    return re.sub(pattern, lambda match: _COMMANDS[match[0]], value)


def test_passage_in_bibtex() -> None:
    entry = parse_string(bibtex(PASSAGE, EDITION), "bibtex").entries["ferry.5"]
    assert entry.type == "incollection"
    assert dict(entry.fields) == {
        "title": "{The Ferry (F 5)}",
        "booktitle": "{Five Texts}",
        "year": "2026",
        "date": "2026-11-25",
        "version": "0.1",
        "note": "Version 0.1, commit abc1234",
        "url": "https://example.org/five/ferry.html#ferry.5",
        "language": "en",
    }
    assert [str(person) for person in entry.persons["author"]] == [
        "{Song}, {Jiyoung}",
        "{United Nations, Council}",
    ]
    assert [person.last_names for person in entry.persons["editor"]] == [["{The editors}"]]


def test_bibtex_is_read_back_by_the_bibliography(tmp_path: Path) -> None:
    """What we offer is what we read: title, names and date come back as CSL-JSON has them."""
    path = tmp_path / "cited.bib"
    path.write_text(bibtex(PASSAGE, EDITION), encoding="utf-8")
    item = csl_items([path])["ferry.5"]
    ours = json.loads(csl_json(PASSAGE, EDITION))[0]
    for variable in ("author", "editor", "title", "container-title", "URL", "issued", "type"):
        assert item[variable] == ours[variable], variable


@given(WORDS)
def test_bibtex_escapes_every_text(text: str) -> None:
    """Braces balance, no sign of TeX's is bare, and the words come back."""
    escaped = escape_bibtex(text)
    assert unescaped(escaped) == squashed(text)


@given(title=WORDS, label=WORDS, family=WORDS, given_name=WORDS, editor=WORDS, version=WORDS)
def test_bibtex_entry_is_one_entry(
    title: str, label: str, family: str, given_name: str, editor: str, version: str
) -> None:
    names = (Name(family, given_name), Name(editor))
    item = PASSAGE._replace(title=title, label=label, authors=names)
    edition = EDITION._replace(editors=(Name(editor),), version=version)
    data = parse_string(bibtex(item, edition), "bibtex")
    assert list(data.entries) == ["ferry.5"]
    entry = data.entries["ferry.5"]
    assert unescaped(entry.fields["title"][1:-1]) == squashed(item.full_title)
    assert entry.fields["url"] == PASSAGE.url
    if squashed(editor):
        people = entry.persons["editor"]
        assert len(people) == 1
        assert unescaped(" ".join(people[0].last_names)[1:-1]) == squashed(editor)


@given(WORDS)
def test_bibtex_keys_are_plain(key: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9.:+-]+", bibtex_key(key))


def read_ris(text: str) -> list[tuple[str, str]]:
    """The (tag, value) of the lines of a RIS file; every line must be one."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    matches = [re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line) for line in lines]
    assert all(matches), text
    return [(match[1], match[2]) for match in matches if match]


def test_passage_in_ris() -> None:
    assert read_ris(ris(PASSAGE, EDITION)) == [
        ("TY", "CHAP"),
        ("AU", "Song, Jiyoung"),
        ("AU", "United Nations, Council"),
        ("TI", "The Ferry (F 5)"),
        ("T2", "Five Texts"),
        ("A2", "The editors"),
        ("PY", "2026"),
        ("DA", "2026/11/25/"),
        ("ET", "0.1"),
        ("N1", "Version 0.1, commit abc1234"),
        ("UR", "https://example.org/five/ferry.html#ferry.5"),
        ("LA", "en"),
        ("ID", "ferry.5"),
        ("ER", ""),
    ]


@given(title=WORDS, editor=WORDS, version=WORDS)
def test_ris_is_one_record_of_lines(title: str, editor: str, version: str) -> None:
    """No value can end its line, the record or begin a field of its own."""
    item = PASSAGE._replace(title=title, authors=(Name(editor, title),))
    fields = read_ris(ris(item, EDITION._replace(editors=(Name(editor),), version=version)))
    tags = [tag for tag, _value in fields]
    assert (tags[0], tags[-1], tags.count("TY"), tags.count("ER")) == ("TY", "ER", 1, 1)
    assert ("TI", squashed(item.full_title)) in fields


def test_passage_in_csl_json() -> None:
    assert json.loads(csl_json(PASSAGE, EDITION)) == [
        {
            "id": "ferry.5",
            "type": "chapter",
            "author": [
                {"family": "Song", "given": "Jiyoung"},
                {"literal": "United Nations, Council"},
            ],
            "title": "The Ferry (F 5)",
            "container-title": "Five Texts",
            "editor": [{"literal": "The editors"}],
            "issued": {"date-parts": [[2026, 11, 25]]},
            "version": "0.1",
            "note": "commit abc1234",
            "URL": "https://example.org/five/ferry.html#ferry.5",
            "language": "en",
        }
    ]


@given(title=WORDS, editor=WORDS)
def test_csl_json_keeps_every_text(title: str, editor: str) -> None:
    item = PASSAGE._replace(title=title, label="")
    (read,) = json.loads(csl_json(item, EDITION._replace(editors=(Name(editor),))))
    assert read.get("title", "") == squashed(title)
    assert read["editor"] == [{"literal": squashed(editor)}]


def test_edition_is_a_book_in_all_formats() -> None:
    entry = parse_string(bibtex_edition(EDITION, "edition"), "bibtex").entries["edition"]
    assert (entry.type, entry.fields["title"]) == ("book", "{Five Texts}")
    assert "booktitle" not in entry.fields
    fields = read_ris(ris_edition(EDITION, "edition"))
    assert fields[:3] == [("TY", "BOOK"), ("TI", "Five Texts"), ("ED", "The editors")]
    (item,) = json.loads(csl_json_edition(EDITION, "edition"))
    assert (item["type"], item["title"]) == ("book", "Five Texts")


@pytest.mark.parametrize(
    ("date", "parts", "line"),
    [
        ("2026", [2026], ("DA", "2026///")),
        ("2026-11", [2026, 11], ("DA", "2026/11//")),
        ("2026-11-05", [2026, 11, 5], ("DA", "2026/11/05/")),
    ],
)
def test_dates_of_any_precision(date: str, parts: list[int], line: tuple[str, str]) -> None:
    edition = EDITION._replace(date=date)
    (item,) = json.loads(csl_json(PASSAGE, edition))
    assert item["issued"] == {"date-parts": [parts]}
    assert line in read_ris(ris(PASSAGE, edition))


def test_what_is_not_known_is_left_out() -> None:
    """An edition without editors, version, date and address makes no empty field."""
    bare = Publication("Five Texts")
    item = Citable("ferry", "The Ferry")
    entry = parse_string(bibtex(item, bare), "bibtex").entries["ferry"]
    assert dict(entry.fields) == {"title": "{The Ferry}", "booktitle": "{Five Texts}"}
    assert [tag for tag, _value in read_ris(ris(item, bare))] == ["TY", "TI", "T2", "ID", "ER"]
    (read,) = json.loads(csl_json(item, bare))
    assert read.keys() == {"id", "type", "title", "container-title"}


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("The editors", ["The editors"]),
        ("Song, Jiyoung", ["Song, Jiyoung"]),
        ("Song, Jiyoung and Crane, Conrad C.", ["Song, Jiyoung", "Crane, Conrad C."]),
        ("Song, Jiyoung; The editors", ["Song, Jiyoung", "The editors"]),
        ("Anna Li", ["Anna Li"]),
        ("One, Two, Three", ["One, Two, Three"]),
        ("", []),
    ],
)
def test_editors_of_the_configuration(author: str, names: list[str]) -> None:
    assert [display(name) for name in parse_editors(author)] == names


def test_a_person_is_told_from_a_role() -> None:
    assert parse_editors("Song, Jiyoung and The editors") == (
        Name("Song", "Jiyoung"),
        Name("The editors"),
    )


@given(ANYTHING.map(lambda text: text * 20))
def test_file_names_are_short_enough(key: str) -> None:
    """A file system takes 255 bytes; what is longer is told apart by a digest."""
    assert len(file_stem(key).encode()) <= 200
    if len(key.encode()) <= 180:
        assert file_stem(key) == key
    else:
        assert file_stem(key) != file_stem(f"{key}x")
