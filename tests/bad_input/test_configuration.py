"""Configuration values that cannot be used: named with their line, replaced by the default."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.configuration import defaults
from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    FIRST,
    assert_nothing_lost,
    faulty,
    line_of,
    note,
    only_warning,
    passage,
)
from tests.support import Edition


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("bibliography", "sources.bib", "a list of strings"),
        ("bibliography", ["sources.bib", 3], "a list of strings"),
        ("lock", ["passages.lock"], "a string"),
        ("quotation_limit", "a third", "a share from 0 to 1"),
        ("quotation_limit", 33, "a share from 0 to 1"),
        ("quotation_limit", True, "a share from 0 to 1"),
        ("longest_passage", 0, "a whole number of words"),
        ("longest_passage", "long", "a whole number of words"),
        ("longest_passage", 12.5, "a whole number of words"),
    ],
)
def test_bad_value(edition: Callable[..., Edition], name: str, value: object, advice: str) -> None:
    """Design, “What must always hold”: a bad value is named exactly and falls back."""
    made = edition(faulty(passage(FIRST, note())), **{f"variorum_{name}": value})
    built = made.build()
    message = only_warning(built, Subtype.CONFIGURATION)
    line = line_of(made, f"variorum_{name} =", "conf.py")
    assert (message.place, message.line) == ("conf.py", line)
    assert f"variorum_{name} = {value!r}" in message.text
    assert advice in message.text
    assert f"the default {defaults()[name]!r}" in message.text
    assert built.app.config[f"variorum_{name}"] == defaults()[name]
    assert_nothing_lost(built)


def test_bad_folder_of_witnesses(edition: Callable[..., Edition]) -> None:
    """The witness is then not at hand, which is said too: nothing counts as proved."""
    built = edition(faulty(passage(FIRST, note())), variorum_witnesses=3).build()
    assert built.subtypes == ["variorum.configuration", "variorum.witness_missing"]


def test_bad_value_from_outside(edition: Callable[..., Edition]) -> None:
    """A value that the caller of Sphinx gives has no line in conf.py; the message names it."""
    made = edition(faulty(passage(FIRST, note())))
    built = made.build(variorum_lock=3)
    message = only_warning(built, Subtype.CONFIGURATION)
    assert message.place == ""
    assert "variorum_lock = 3" in message.text
    assert_nothing_lost(built)


def test_a_bad_value_does_not_make_every_build_a_full_one(
    edition: Callable[..., Edition],
) -> None:
    """The value that is used is the same in the next build, which reads and writes nothing."""
    made = edition(faulty(passage(FIRST, note())), variorum_longest_passage=0)
    only_warning(made.build(), Subtype.CONFIGURATION)
    again = made.build()
    assert again.subtypes == ["variorum.configuration"]
    assert "index.html" not in again.written
