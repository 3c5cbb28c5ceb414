"""Telling the words of a passage from the directives nested after them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.building.passage_content import nested_blocks


def blocks(text: str, *, markdown: bool = True) -> list[str]:
    """The stretches of `text` that hold directives."""
    lines = text.split("\n")
    return ["\n".join(lines[a:b]) for a, b in nested_blocks(lines, markdown=markdown)]


NOTE = ":::{editorial-note} lemma\n:type: term\n\nBody.\n:::"
LISTING = "```{editorial-note} lemma\nBody.\n```"
OUTER = "::::{counter-source} lemma\n:::{note}\nInner.\n:::\n::::"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Words only.\n\nMore.", []),
        (f"Words.\n\n{NOTE}", [NOTE]),
        (f"{NOTE}\nWords between.\n{LISTING}\n\nWords after.", [NOTE, LISTING]),
        (f"{NOTE}\n{NOTE}", [NOTE, NOTE]),
        (f"Words.\n{OUTER}\nWords.", [OUTER]),
        ("Words.\n  :::{correction} a\n  :::", ["  :::{correction} a\n  :::"]),
        (":::{note}\nnot closed\n\nto the end", [":::{note}\nnot closed\n\nto the end"]),
        (":::{note}\n```\n:::\nafter", [":::{note}\n```\n:::"]),
        ("::::{note}\n:::\n::::\nafter", ["::::{note}\n:::\n::::"]),
        (":::{note}\n:::::\nafter", [":::{note}\n:::::"]),
        (":::\nWords after a bare fence.", []),
        ("::: note\nno directive", []),
        (".. note:: is no directive in Markdown", []),
        ("- :::{note} in a list is words", []),
    ],
)
def test_markdown(text: str, found: list[str]) -> None:
    """From a fence with a directive's name to the one that closes it; all else is words."""
    assert blocks(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Words only.\n\nMore.", []),
        (
            "Words.\n\n.. editorial-note:: lemma\n   :type: term\n\n   Body.\n\nMore.",
            [".. editorial-note:: lemma\n   :type: term\n\n   Body.\n"],
        ),
        (".. correction:: a\n.. correction:: b", [".. correction:: a", ".. correction:: b"]),
        (".. [1] A footnote", [".. [1] A footnote"]),
        ("...and so it went on", []),
        (".. perhaps a comment", []),
        (":::{note}\n:::", []),
    ],
)
def test_restructuredtext(text: str, found: list[str]) -> None:
    """From explicit markup over the indented lines below."""
    assert blocks(text, markdown=False) == found


LINES = st.lists(
    st.sampled_from(
        [
            ":::",
            "::::",
            "```",
            "~~~",
            ":::{a}",
            "::::{b-c} x",
            "```{d}",
            "words",
            "",
            ".. a:: b",
            " x",
        ]
    )
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=10),
    max_size=20,
)


@given(LINES, st.booleans())
def test_blocks_follow_one_another(lines: list[str], markdown: bool) -> None:
    """Whatever the lines are: stretches in order, apart, not empty, each opened by a directive."""
    found = nested_blocks(lines, markdown=markdown)
    offsets = [offset for block in found for offset in block]
    assert offsets == sorted(offsets)
    assert all(0 <= start < end <= len(lines) for start, end in found)
    assert all("{" in lines[start] if markdown else lines[start][:2] == ".." for start, _ in found)


@given(st.lists(st.sampled_from(["Words.", "", NOTE, LISTING, OUTER, "1066. He came"]), max_size=8))
def test_words_and_notes_are_told_apart(parts: list[str]) -> None:
    """However words and annotations alternate, each comes out whole."""
    assert blocks("\n".join(parts)) == [part for part in parts if "{" in part]
