"""The policy in a build: levels, places, suppression, and that no page depends on the day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.policy_checks import subtype_of
from sphinx_variorum.edition.policy import RULES
from tests.support import Edition, page, pages, written

Make = Callable[..., Edition]

RULE = "need-open-too-long"
FILES = {
    "index.md": page(
        "::::{passage} 1\nSome of them went back.\n\n:::{citation-needed} Some of them\n"
        ":type: quantify\n:status: open\n:opened: 2026-11-01\n\nHow many?\n:::\n::::\n"
    )
}


def aged(level: str) -> dict[str, object]:
    """A policy that finds the need of `FILES` too old from the 12th of November on."""
    return {RULE: {"level": level, "days": 10}}


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Say that it is a day of November 2026."""
    start = 1793491200  # 2026-11-01, UTC
    return lambda number: monkeypatch.setenv("SOURCE_DATE_EPOCH", str(start + (number - 1) * 86400))


def test_every_rule_has_a_subtype_of_its_own() -> None:
    """So that each can be suppressed by name, and the manual says what it means."""
    subtypes = {subtype_of(rule) for rule in RULES}
    assert len(subtypes) == len(RULES)
    assert subtypes == {item for item in Subtype if item.value.startswith("policy_")}


@pytest.mark.parametrize(
    ("level", "warned", "status"),
    [("off", 0, 0), ("note", 0, 0), ("warning", 1, 0), ("error", 1, 1)],
)
def test_levels(
    edition: Make, day: Callable[[int], None], level: str, warned: int, status: int
) -> None:
    """Each level does what it says, in the first build and in one where nothing is read."""
    day(20)
    made = edition(FILES, variorum_policy=aged(level))
    for built in (made.build(), made.build()):
        assert built.subtypes == ["variorum.policy_need_open_too_long"] * warned
        assert [(item.place, item.line) for item in built.messages] == [("index.md", 13)] * warned
        assert built.app.statuscode == status
        assert ("index.md:13: note: this need has been open for 19 days" in built.status) is (
            level == "note"
        )
        assert (f"the build fails: 1 × {RULE}" in built.status) is (level == "error")


def test_an_error_fails_though_it_be_suppressed(edition: Make, day: Callable[[int], None]) -> None:
    """To suppress a message is not to mend what it says."""
    day(20)
    made = edition(FILES, variorum_policy=aged("error"), suppress_warnings=["variorum"])
    built = made.build()
    assert built.messages == []
    assert built.app.statuscode == 1


def test_age_is_in_messages_and_in_no_page(edition: Make, day: Callable[[int], None]) -> None:
    """Another day writes nothing anew, and a clean build of that day gives the same bytes."""
    made = edition(FILES, variorum_policy=aged("warning"))
    day(5)
    assert made.build().messages == []
    day(20)
    later = made.build()
    assert len(later.messages) == 1
    assert written(later) == set()
    assert pages(later) == pages(made.build(out="_clean"))


def test_bad_policy_is_named_with_its_line_and_nothing_else_happens(edition: Make) -> None:
    """The default is used instead."""
    made = edition(FILES, variorum_policy={RULE: "loud"})
    built = made.build()
    assert built.subtypes == ["variorum.configuration"]
    assert f"'{RULE}': 'loud' is no level" in built.messages[0].text
    assert built.messages[0].place == "conf.py"
    assert built.messages[0].line


def test_manual_says_every_rule() -> None:
    """The guide has a line for each, with its default."""
    path = Path(__file__).parent.parent / "docs/how-to/set-a-policy.md"
    text = path.read_text(encoding="utf-8")
    for name, rule in RULES.items():
        (row,) = (line for line in text.splitlines() if line.startswith(f"| `{name}`"))
        assert f"| {rule.default.level}" in row
