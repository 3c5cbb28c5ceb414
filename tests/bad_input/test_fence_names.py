"""Fences that were meant for a directive and are none (issue 2, “where an issue is silent”)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.fence_names import mistaken_fences
from tests.support import Edition, page


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("::::passage 1", "write “::::{passage}”"),
        ("::: source chronicle", "write “:::{source}”"),
        ("::::{pasage} 1", "did you mean “passage”?"),
        ("```{editorialnote} words", "did you mean “editorial-note”?"),
    ],
)
def test_a_mistaken_fence_is_named_with_its_line_and_cure(
    edition: Callable[..., Edition], line: str, cure: str
) -> None:
    """Braces left out, or a slip in the name: said at the fence's line."""
    closing = line[: len(line) - len(line.lstrip(":`"))]
    built = edition({"index.md": page(f"{line}\nHe was not destroyed.\n{closing}")}).build()
    ours = [message for message in built.messages if message.subtype == "variorum.directive"]
    assert [(message.place, message.line) for message in ours] == [("index.md", 10)]
    assert cure in ours[0].text


def test_a_page_whose_colon_fences_are_off_is_named(edition: Callable[..., Edition]) -> None:
    """Without MyST's ``colon_fence`` nothing of the page is an edition; it says so, once."""
    made = edition({"index.md": page("")}, myst_enable_extensions=[])
    built = made.build()
    assert built.subtypes == ["variorum.directive"]
    assert 'myst_enable_extensions = ["colon_fence"]' in built.messages[0].text


def test_what_is_no_mistake_is_left_alone() -> None:
    """Listings, other directives and plain divs are nobody's slip."""
    text = (
        "````md\n:::passage 1\n:::{pasage}\n````\n\n:::{note}\nx\n:::\n\n::: verse\nx\n:::\n\n"
        "```{code-block} md\n:::passage\n```\n\n:::{passage} 1\nx\n:::\n"
    )
    known = {"note", "code-block", "passage"}
    assert list(mistaken_fences(text, colon_fence=True, is_known=known.__contains__)) == []


def test_a_fence_left_open_on_a_page_without_passages_is_named(
    edition: Callable[..., Edition],
) -> None:
    """A register that is not closed swallows the next one on a page without passages too."""
    body = "# Registers\n\n:::{register} needs\n\n## Works\n\n:::{register} works\n:::\n"
    built = edition({"index.md": body}).build()
    assert "variorum.fence_open" in built.subtypes
    assert len(built.html().select(".register")) == 2
