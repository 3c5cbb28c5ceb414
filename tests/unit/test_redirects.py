"""What became of old ids: which pages say so, where they lead, and what cannot be kept."""

from __future__ import annotations

import pytest

from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import Page
from sphinx_variorum.edition.redirects import MovedPage, Redirects, Tombstone, plan
from tests.unit.make import annotation, passage, source

EDITION = Edition(
    {
        "chronicle": Page(
            sources=(source("chronicle", docname="chronicle", siglum="C"),),
            passages=(passage("chronicle:1", docname="chronicle"),),
            annotations=(annotation("count", anchor="n.count", docname="chronicle"),),
        ),
        "more": Page(passages=(passage("chronicle:2", docname="more"),)),
        "letters": Page(
            sources=(source("letters", docname="letters"),),
            passages=(passage("letters:1", docname="letters"),),
        ),
        "front": Page(title="Front"),
    },
    ["front", "chronicle", "more", "letters"],
)
DOCUMENTS = {"front", "chronicle", "more", "letters", "deep/page"}


def planned(old: str, new: str) -> Redirects:
    return plan({old: new}, EDITION, DOCUMENTS)


def test_passage_leaves_a_stone_on_all_pages_of_its_source() -> None:
    assert planned("chronicle:4", "chronicle:2").tombstones == (
        Tombstone(
            "chronicle.4", "chronicle:4", ("chronicle", "more"), "more", "chronicle.2", "C 2"
        ),
    )


def test_passage_may_lead_to_a_note_or_nowhere() -> None:
    (stone,) = planned("letters:9 a", "count").tombstones
    assert (stone.anchor, stone.docname, stone.target) == ("letters.9-a", "chronicle", "n.count")
    (stone,) = planned("letters:9", "").tombstones
    assert (stone.pages, stone.target) == (("letters",), "")


def test_note_leaves_a_stone_on_all_pages_with_passages() -> None:
    (stone,) = planned("old-note", "count").tombstones
    assert stone.anchor == "n.old-note"
    assert stone.pages == ("chronicle", "more", "letters")


def test_note_whose_source_is_named_leaves_it_there() -> None:
    (stone,) = planned("letters#old-note", "").tombstones
    assert (stone.anchor, stone.old, stone.pages) == ("n.old-note", "old-note", ("letters",))


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("deep/old", "deep/page", MovedPage("deep/old", "deep/page")),
        ("old", "front", MovedPage("old", "front")),
        ("/old", "/front", MovedPage("old", "front")),
        ("deep/old", "", MovedPage("deep/old", "")),
    ],
)
def test_documents(old: str, new: str, moved: MovedPage) -> None:
    assert planned(old, new) == Redirects(moved=(moved,))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("chronicle:1", "chronicle:2", "there is a passage “chronicle:1”"),
        ("chronicle:4", "chronicle:3", "no passage or annotation “chronicle:3”; did you mean"),
        ("cronicle:4", "chronicle:1", "no source “cronicle”; did you mean “chronicle”?"),
        ("unknown:4", "chronicle:1", "no source “unknown”"),
        ("count", "chronicle:1", "there is an annotation “count”"),
        ("old-note", "cuont", "no passage or annotation “cuont”; did you mean “count”?"),
        ("leters#old-note", "count", "no source “leters”; did you mean “letters”?"),
        ("deep/page", "front", "there is a document “deep/page”"),
        ("deep/old", "deep/pgae", "no document “deep/pgae”; did you mean “deep/page”?"),
        ("../old", "front", "no name of a document"),
        ("deep//old", "front", "no name of a document"),
        ("deep\\old/x", "front", "no name of a document"),
    ],
)
def test_what_cannot_be_kept_is_named(old: str, new: str, said: str) -> None:
    found = planned(old, new)
    assert not found.tombstones
    assert not found.moved
    assert [fault.old for fault in found.faults] == [old]
    assert said in found.faults[0].message


def test_edition_without_passages_has_no_page_for_a_note() -> None:
    found = plan({"old-note": ""}, Edition({"front": Page(title="Front")}), {"front"})
    assert "no page has passages" in found.faults[0].message
