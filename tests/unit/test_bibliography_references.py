"""Formatted references: typical entries against the words a reader is to see."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sphinx_variorum.edition.bibliography import (
    Bibliography,
    Run,
    Work,
    csl_items,
    phrases,
    read_bibliography,
)
from sphinx_variorum.edition.bibliography.phrases import PHRASES
from sphinx_variorum.edition.urls import safe_url

FIXTURES = Path(__file__).parent / "fixtures"
BIB = FIXTURES / "bibliography.bib"
EXPECTED = [
    block.strip().split("\n")
    for block in (FIXTURES / "bibliography-references.txt").read_text("utf-8").split("\n\n")
]


def shown(runs: tuple[Run, ...]) -> str:
    """The reference with italics between asterisks and addresses in angle brackets."""
    around = {"": "{}", "italic": "*{}*", "link": "<{}>"}
    return "".join(around[run.style].format(run.text) for run in runs)


def read(tmp_path: Path, text: str, name: str = "works.bib") -> Bibliography:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_bibliography([path])


def one(tmp_path: Path, text: str, name: str = "works.bib") -> Work:
    (work,) = read(tmp_path, text, name).works.values()
    return work


@pytest.fixture(scope="module")
def bibliography() -> Bibliography:
    return read_bibliography([BIB])


@pytest.mark.parametrize(("head", "reference"), EXPECTED, ids=[head for head, _ in EXPECTED])
def test_reference(bibliography: Bibliography, head: str, reference: str) -> None:
    work = bibliography.works[head.split(" | ")[0]]
    assert f"{work.key} | {work.kind} | {work.label}" == head
    assert shown(work.runs) == reference


def test_every_entry_of_the_fixture_has_its_expectation(bibliography: Bibliography) -> None:
    assert [head.split(" | ")[0] for head, _ in EXPECTED] == list(bibliography.works)


def test_references_end_with_a_full_stop_and_link_only_safe_addresses(
    bibliography: Bibliography,
) -> None:
    for work in bibliography.works.values():
        assert work.runs[-1].text.endswith(".")
        for run in work.runs:
            assert bool(run.url) == (run.style == "link")
            assert safe_url(run.url) == run.url
            assert run.text


def test_caveats(bibliography: Bibliography) -> None:
    caveats = {key: work.caveat for key, work in bibliography.works.items()}
    assert caveats["song2015guardian"] == ""
    assert caveats["krylov1814"] == "not seen by the editors"
    assert caveats["lartigue2014"] == "as reported in a later work"
    assert caveats["foot1990"] == (
        "as reported in a later work: named by Armstrong 2009, n. 2, as the source of the tonnage"
    )


def test_grade_and_origin(bibliography: Bibliography) -> None:
    work = bibliography.works["ap1953"]
    assert (work.grade, work.grade_reason) == ("B", "corrects its errors in public")
    assert work.origin == "krylov1814"


@pytest.mark.parametrize(
    ("written", "grade", "reason"),
    [
        ("A", "A", ""),
        ("f", "F", ""),
        ("C (state agency)", "C", "state agency"),
        ("D — a, b", "D", "a, b"),
    ],
)  # fmt: skip
def test_ways_to_write_a_grade(tmp_path: Path, written: str, grade: str, reason: str) -> None:
    work = one(tmp_path, f"@misc{{a, title={{T}}, reliability={{{written}}}}}")
    assert (work.grade, work.grade_reason) == (grade, reason)


def test_reason_in_a_field_of_its_own(tmp_path: Path) -> None:
    work = one(tmp_path, "@misc{a, title={T}, grade={B}, gradereason={a paper of record}}")
    assert (work.grade, work.grade_reason) == ("B", "a paper of record")


def test_which_works_need_a_locator(bibliography: Bibliography) -> None:
    needing = {key for key, work in bibliography.works.items() if work.has_parts}
    assert {"krylov1814", "frus1972", "coi2014summary", "craig2009", "unscr2270"} <= needing
    assert "weathersby1995" in needing
    assert not {"song2015guardian", "ap1953", "time1964macarthur"} & needing


def test_sort_key_folds_case_diacritics_and_punctuation(bibliography: Bibliography) -> None:
    keys = {key: work.sort_key for key, work in bibliography.works.items()}
    assert keys["mole2020"] == "brugger mads\t2020\tthe mole undercover in north korea"
    assert keys["ito2017"].startswith("ito shozo\t2017")


def test_records_are_plain_and_the_same_each_time(bibliography: Bibliography) -> None:
    assert pickle.loads(pickle.dumps(bibliography)) == bibliography
    assert read_bibliography([BIB]) == bibliography
    digests = [work.digest for work in bibliography.works.values()]
    assert len(set(digests)) == len(digests)
    assert all(len(digest) == 16 for digest in digests)


def test_digest_changes_with_what_a_reader_sees(tmp_path: Path) -> None:
    first = one(tmp_path, "@book{a, title={T}, date={2000}}")
    again = one(tmp_path, "@book{a,\n  date={2000},\n  title={T}}")
    other = one(tmp_path, "@book{a, title={T}, date={2001}}")
    assert first.digest == again.digest != other.digest


def test_only_some_works(bibliography: Bibliography) -> None:
    some = read_bibliography([BIB], only={"song2015nknews"})
    assert list(some.works.values()) == [bibliography.works["song2015nknews"]]
    assert some.problems == bibliography.problems


def test_url_is_there_without_a_doi_in_the_way(bibliography: Bibliography) -> None:
    assert bibliography.works["neale2017"].url == "https://doi.org/10.1000/182"
    assert bibliography.works["kim1985"].url == "https://example.org/a_b%20c?x=1&y=2"


def test_csl_items() -> None:
    items = csl_items([BIB])
    assert json.loads(json.dumps(items)) == items
    assert items["song2015guardian"] == {
        "id": "song2015guardian",
        "type": "webpage",
        "title": "Why do North Korean defector testimonies so often fall apart?",
        "container-title": "The Guardian",
        "URL": items["song2015guardian"]["URL"],
        "author": [{"family": "Song", "given": "Jiyoung"}],
        "issued": {"date-parts": [[2015, 10, 13]]},
        "keyword": "seen",
    }
    assert items["ito2017"]["title"] == "What <i>Rodong Sinmun</i> Says"
    assert items["kim1985"]["issued"] == {"date-parts": [[1992], [1998]]}


def test_csl_items_read_again_give_the_same_references(
    tmp_path: Path, bibliography: Bibliography
) -> None:
    text = json.dumps(list(csl_items([BIB]).values()), ensure_ascii=False)
    again = read(tmp_path, text, "works.json")
    for key, work in bibliography.works.items():
        copy = again.works[key]
        assert shown(copy.runs) == shown(work.runs)
        assert copy._replace(entry_type=work.entry_type, digest=work.digest) == work


def test_a_reference_speaks_another_language(tmp_path: Path) -> None:
    """Words of the style, dates, quotation marks and what a label says of its own; no value."""
    german = {
        "“": "„", "”": "“", "‘": "‚", "’": "‘", "In": "In", "edited by": "herausgegeben von",
        "pp.": "S.", "Accessed": "Zugriff:", "%s October": "%s. Oktober", "%s May": "%s. Mai",
        "%s and %s": "%s und %s", "%snd ed.": "%s. Aufl.", "n.d.": "o. J.", "c. %s": "um %s",
    }  # fmt: skip
    path = tmp_path / "works.bib"
    path.write_text(
        """\
@incollection{a, author={Song, Jiyoung and Kim, Mina}, title={Accessed in “May” and after?},
  booktitle={Edited by nobody}, editor={Crane, Conrad}, edition={2}, pages={3-9},
  publisher={Kansas}, date={2015-10-13}}
@online{b, author={Sailor, John}, title={Ships}, urldate={2020-05-03}, url={https://example.org/}}
@book{c, author={Old, Man}, title={Waves}, date={1920~}}
""",
        encoding="utf-8",
    )
    works = read_bibliography([path], say=lambda text: german.get(text, text)).works
    assert shown(works["a"].runs) == (
        "Song, Jiyoung; Kim, Mina. 2015. „Accessed in ‚May‘ and after?“ In *Edited by nobody*, "
        "herausgegeben von Crane, Conrad, 2. Aufl., S. 3–9. Kansas, 13. Oktober."
    )
    assert works["a"].label == "Song und Kim 2015"
    assert shown(works["b"].runs) == (
        "Sailor, John. o. J. „Ships“. <https://example.org/>. Zugriff: 3. Mai 2020."
    )
    assert works["b"].label == "Sailor o. J."
    assert works["c"].label == "Old um 1920"


def test_every_word_of_the_style_is_a_phrase() -> None:
    """What the style prints of its own is points, or listed for translators."""
    asked: set[str] = set()
    read_bibliography([BIB], say=lambda text: asked.add(text) or text)  # type: ignore[func-returns-value]
    assert len(asked) > 15
    assert asked <= set(PHRASES)
    style = ElementTree.parse(Path(phrases.__file__).with_name("author-date.csl"))
    printed = {
        text
        for element in style.iter()
        for name in ("prefix", "suffix")
        if (text := element.get(name)) and text != "https://doi.org/"
    }
    assert "Translated by " in printed
    left = {text: phrases.say_style(text, lambda _word: "") for text in printed}
    assert {text: rest for text, rest in left.items() if any(map(str.isalpha, rest))} == {}
