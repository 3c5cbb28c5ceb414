"""The policy of an edition: each rule finds what it says, and nothing else (issue 4, item 7)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.policy import (
    LEVELS,
    RULES,
    Finding,
    Setting,
    findings,
    policy_fault,
    settings,
)
from sphinx_variorum.edition.records import (
    Annotation,
    Claim,
    Page,
    Position,
    StatusChange,
)
from tests.unit import make

WORKS = {
    "book": make.work("book"),
    "other": make.work("other", grade="B", grade_reason="it corrects its errors"),
    "copy": make.work("copy", origin="book"),
    "third": make.work("third"),
    "graded": make.work("graded", grade="A"),
}


def edition(*annotations: Annotation, claims: tuple[Claim, ...] = ()) -> Edition:
    """Three sources with a passage each, and these annotations in the order of their lines."""
    names = ("s", "t", "u")
    numbered = [item._replace(line=100 + place) for place, item in enumerate(annotations)]
    pages = {
        name: Page(
            sources=(make.source(name, docname=name),),
            passages=(make.passage(f"{name}:1", docname=name),),
            annotations=tuple(
                item._replace(docname=name) for item in numbered if item.source == name
            ),
        )
        for name in names
    }
    pages["claims"] = Page(claims=claims)
    return Edition(pages, (*names, "claims"), WORKS)


def against(ident: str, source: str, *works: str, relation: str = "contradicts") -> Annotation:
    """A counter-source on the passage of a source."""
    return make.annotation(
        ident,
        make.counter_source(relation),
        passage=f"{source}:1",
        cites=tuple(Citation(work, "p. 1") for work in works),
    )


def speaking(ident: str, source: str, stance: str, **given_: Any) -> Annotation:
    """A note on words that speak to the claim ``how-many``."""
    return make.annotation(
        ident, passage=f"{source}:1", position=Position("how-many", stance), **given_
    )


def claim(**given_: Any) -> Claim:
    """The page of the claim ``how-many``."""
    return Claim(
        ident="how-many",
        docname="claims",
        line=3,
        title="How many",
        statement="Many.",
        verdict="",
        aspect="",
        certainty="",
        value="",
        date="",
        place="",
        same=(),
        mirrors=(),
        judged="",
        words=5,
    )._replace(**given_)


def found(rule: str, made: Edition, **setting: object) -> list[Finding]:
    """What one rule finds, on a day."""
    policy = dict.fromkeys(RULES, "off") | {rule: {"level": "warning", **setting}}
    every = list(findings(made, policy, "2026-11-26"))
    assert {name for name, _level, _finding in every} <= {rule}
    return [finding for _name, _level, finding in every]


def test_disputed_claim_without_counter_source() -> None:
    """The claim's page is named if it has one; a counter-source without a work is no answer."""
    rule = "disputed-claim-without-counter-source"
    differ = speaking("a", "s", "asserts"), speaking("b", "t", "denies")
    (one,) = found(rule, edition(*differ, claims=(claim(),)))
    assert (one.docname, one.line) == ("claims", 3)
    assert "“How many” (s, t)" in one.message
    (two,) = found(rule, edition(*differ))
    assert (two.docname, two.line) == ("s", 100)
    mirrored = against("c", "s", relation="mirrors")._replace(position=Position("how-many"))
    assert len(found(rule, edition(*differ, mirrored))) == 1
    answered = against("c", "s", "book")._replace(position=Position("how-many"))
    assert found(rule, edition(*differ, answered)) == []
    agree = speaking("a", "s", "asserts"), speaking("b", "t", "asserts")
    assert found(rule, edition(*agree)) == []


@pytest.mark.parametrize(
    ("status", "opened", "days", "owed"),
    [
        ("open", "2026-11-16", 9, True),
        ("open", "2026-11-16", 10, False),
        ("searching", "2025", 300, True),
        ("withdrawn", "2020", 1, False),
        ("open", "", 1, False),
    ],
)
def test_need_open_too_long(status: str, opened: str, days: int, owed: bool) -> None:
    """More days than allowed, to the day of the build; one without a date is not judged."""
    item = make.annotation("n", make.need(status, opened=opened), passage="s:1")
    said = found("need-open-too-long", edition(item), days=days)
    assert [(finding.docname, finding.line) for finding in said] == [("s", 100)] * owed
    assert all(f"more than {days}" in finding.message for finding in said)


def test_need_that_was_reopened_is_young() -> None:
    """It counts from its reopening."""
    steps = (("2020-01-01", "open"), ("2020-02-01", "not-found"), ("2026-11-20", "open"))
    history = tuple(StatusChange(day, status, "") for day, status in steps)
    made = edition(make.annotation("n", make.need("open", history=history), passage="s:1"))
    assert found("need-open-too-long", made, days=30) == []
    assert len(found("need-open-too-long", made, days=5)) == 1


@pytest.mark.parametrize(
    ("relation", "credibility", "works", "owed"),
    [
        ("confirms", "", ("book", "copy"), True),
        ("confirms", "", ("book", "copy", "other"), True),
        ("confirms", "", ("book", "other"), False),
        ("confirms", "", ("book", "book"), False),
        ("supports", "1", ("book", "copy"), True),
        ("supports", "2", ("book", "copy"), False),
        ("supports", "", ("book", "copy"), False),
    ],
)
def test_confirms_without_independence(
    relation: str, credibility: str, works: tuple[str, ...], owed: bool
) -> None:
    """Two works with one origin are one witness, however many others there are."""
    item = against("a", "s", *works)
    item = item._replace(detail=make.counter_source(relation, credibility=credibility))
    said = found("confirms-without-independence", edition(item))
    assert len(said) == owed
    assert all("book and copy both go back to book" in finding.message for finding in said)


@pytest.mark.parametrize(
    ("verdict", "words", "owed"), [("partly", 0, True), ("partly", 1, False), ("", 0, False)]
)
def test_verdict_without_prose(verdict: str, words: int, owed: bool) -> None:
    """A verdict says what it rests on."""
    said = found("verdict-without-prose", edition(claims=(claim(verdict=verdict, words=words),)))
    assert [(finding.docname, finding.line) for finding in said] == [("claims", 3)] * owed


def test_grade_without_reason() -> None:
    """Only of works that are cited; the first place that cites it is named."""
    uses = against("a", "s", "other"), against("b", "t", "graded"), against("c", "u", "graded")
    (one,) = found("grade-without-reason", edition(*uses))
    assert (one.docname, one.line) == ("t", 101)
    assert "“graded”" in one.message
    assert found("grade-without-reason", edition(uses[0])) == []


@pytest.mark.parametrize(
    ("uses", "owed"),
    [
        # Against one alone, twice, and it speaks to another.
        ([("s", "contradicts"), ("s", "corrects"), ("t", "supports")], ["s", "t"]),
        ([("s", "contradicts"), ("t", "supports")], []),
        ([("s", "contradicts"), ("s", "corrects")], []),
        ([("s", "contradicts"), ("s", "refutes"), ("t", "contradicts")], []),
        ([("s", "supports"), ("s", "supports"), ("t", "supports")], []),
    ],
)
def test_work_that_is_used_one_sidedly(uses: list[tuple[str, str]], owed: list[str]) -> None:
    """A work that speaks to several sources and tells against one of them only."""
    items = [
        against(f"n{place}", source, "book", relation=relation)
        for place, (source, relation) in enumerate(uses)
    ]
    said = found("one-sided-source-use", edition(*items))
    assert len(said) == bool(owed)
    for finding in said:
        assert "“book” is set against s alone (2 times), and speaks to t too" in finding.message
        assert (finding.docname, finding.line) == ("s", 100)


@pytest.mark.parametrize(
    ("works", "owed"),
    [
        ([("book",), ("book",), ("copy",)], True),
        ([("book",), ("book", "copy"), ("copy",)], True),
        ([("book",), ("book",)], False),
        ([("book",), ("book",), ("other",)], False),
        ([("book",), ("book",), ("book", "other")], False),
    ],
)
def test_source_that_one_work_tells_against(works: list[tuple[str, ...]], owed: bool) -> None:
    """Three counter-sources or more, and behind all of them one work."""
    items = [against(f"n{place}", "s", *keys) for place, keys in enumerate(works)]
    said = found("one-sided-source-use", edition(*items))
    assert len(said) == owed
    assert all("come from one work, book" in finding.message for finding in said)


def valued(ident: str, source: str, **given_: str) -> Annotation:
    """A note on words that give a value for the claim ``how-many``."""
    position = Position("how-many", "asserts", **given_)
    return make.annotation(ident, passage=f"{source}:1", position=position)


def test_incompatible_values() -> None:
    """Each pair once, at the claim's page or, without one, at the first words that speak to it."""
    rule = "incompatible-values"
    texts = valued("a", "s", value="20–30"), valued("b", "t", value="25", date="1950")
    assert found(rule, edition(*texts, claims=(claim(),))) == []
    first, second = found(rule, edition(*texts, claims=(claim(value="< 19", date="1951"),)))
    assert (first.docname, first.line) == (second.docname, second.line) == ("claims", 3)
    assert "claim “how-many”: the editors (“< 19, 1951”) and s:1 (“20–30”)" in first.message
    assert "the editors (“< 19, 1951”) and t:1 (“25, 1950”) cannot both be so" in second.message
    three, four = found(rule, edition(*texts, valued("c", "u", value="31"), valued("d", "u")))
    assert (three.docname, three.line) == (four.docname, four.line) == ("s", 100)
    assert "s:1 (“20–30”) and u:1 (“31”) cannot both be so" in three.message
    apart = valued("a", "s", value="20 %"), valued("b", "t", value="30 km")
    assert found(rule, edition(*apart)) == []


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ([], "write a dictionary"),
        ({"grade-without-raeson": "off"}, "did you mean “grade-without-reason”?"),
        ({"grade-without-reason": "loud"}, "'grade-without-reason': 'loud' is no level"),
        ({"grade-without-reason": {"level": "off"}}, "is no level"),
        ({"grade-without-reason": True}, "True is no level"),
        ({"need-open-too-long": {"days": 0}}, "0 is no number of days"),
        ({"need-open-too-long": {"days": True}}, "True is no number of days"),
        ({"need-open-too-long": {"days": "90"}}, "'90' is no number of days"),
        ({"need-open-too-long": {"level": ["off"]}}, "['off'] is no level"),
        ({"need-open-too-long": {"day": 3}}, "there is nothing called 'day' to set"),
        ({"need-open-too-long": 90}, "as in {'level': 'warning', 'days': 90}"),
        ({3: "off"}, "there is no rule 3"),
        ({}, ""),
        ({"need-open-too-long": {"days": 90}, "one-sided-source-use": "error"}, ""),
    ],
)
def test_bad_values_are_named_exactly(policy: object, says: str) -> None:
    """The rule, the value, and what may stand there."""
    fault = policy_fault(policy)
    assert says in fault
    assert bool(says) == bool(fault)


def test_settings_fall_back_one_by_one() -> None:
    """What is not named keeps its default, also within a rule."""
    made = settings({"need-open-too-long": {"days": 90}, "one-sided-source-use": "error"})
    assert made["need-open-too-long"] == Setting("note", 90)
    assert made["one-sided-source-use"] == Setting("error")
    assert made["grade-without-reason"] == RULES["grade-without-reason"].default
    assert list(made) == list(RULES)
    assert settings({"need-open-too-long": "warning"})["need-open-too-long"].days == 365


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(LEVELS),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["level", "days", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*RULES, "x"]), JSON, max_size=3))
def test_a_policy_is_named_faulty_or_can_be_used(policy: dict[str, object]) -> None:
    """Nothing that passes the check makes a rule raise."""
    if not policy_fault(policy):
        assert all(setting.level in LEVELS for setting in settings(policy).values())
        list(findings(edition(against("a", "s", "book")), policy, "2026-11-26"))
