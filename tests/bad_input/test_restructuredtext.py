"""The same faults in reStructuredText: the same messages, at the right lines, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import Subtype
from tests.bad_input.pages import (
    BODY,
    FIRST,
    assert_nothing_lost,
    assert_rest_is_whole,
    card,
    is_unanchored,
    line_of,
    only_warning,
    section,
    words,
)
from tests.support import WITNESS, Edition, sha256

HEAD = f"""\
The Chronicle
=============

.. source:: chronicle
   :siglum: C
   :rights: public-domain
   :witness: witness.txt
   :sha256: {sha256(WITNESS)}

   What the text is.

"""

REST = """
After the fault
---------------

The rest of the page.

.. passage:: 9

   Some of them went back.

   .. editorial-note:: Some of them
      :type: context

      The note on the last passage.
"""


def note(
    lemma: str = "destroyed",
    options: str = ":type: context",
    kind: str = "editorial-note",
    body: str = BODY,
) -> str:
    """An annotation, written at the left margin."""
    listed = "".join(f"   {line}\n" for line in options.split("\n"))
    lines = "".join(f"   {line}\n" if line else "\n" for line in body.split("\n"))
    return f".. {kind}:: {lemma}\n{listed}\n{lines}"


def passage(written: str = FIRST, inside: str = "", options: str = "") -> str:
    """A passage with an annotation inside."""
    lines = f"{written}\n\n{inside}".split("\n")
    indented = "".join(f"   {line}\n" if line else "\n" for line in lines)
    return f".. passage:: 1\n{options}\n{indented}"


def faulty(body: str) -> dict[str, str | bytes]:
    """The files of an edition of one page in reStructuredText."""
    return {"index.rst": f"{HEAD}{body}{REST}"}


@pytest.mark.parametrize(
    ("body", "subtype", "marker", "says", "printed"),
    [
        pytest.param(
            passage(inside=note("She")),
            Subtype.LEMMA_ABSENT,
            ".. editorial-note:: She",
            "copy the words",
            FIRST,
            id="lemma absent",
        ),
        pytest.param(
            passage("He was destroyed.", note()),
            Subtype.PASSAGE_ABSENT,
            ".. passage:: 1",
            "“not”",
            "He was destroyed.",
            id="passage not in the witness",
        ),
        pytest.param(
            passage("He was […] destroyed.", note()),
            Subtype.OMISSION,
            ".. passage:: 1",
            "“not”",
            "He was […] destroyed.",
            id="omission drops a negation",
        ),
        pytest.param(
            passage(inside=note(options=":type: contxt")),
            Subtype.VOCABULARY,
            ".. editorial-note:: destroyed",
            "did you mean 'context'?",
            FIRST,
            id="unknown type",
        ),
        pytest.param(
            passage(
                inside=note(options=":cites: song2014\n:relation: supports", kind="counter-source")
            ),
            Subtype.WORK_UNKNOWN,
            ".. counter-source:: destroyed",
            "did you mean “song2015”?",
            FIRST,
            id="unknown key",
        ),
        pytest.param(
            passage(
                inside=note(options=":type: citation\n:status: not-found", kind="citation-needed")
            ),
            Subtype.NEED_SEARCH_LOG,
            ".. citation-needed:: destroyed",
            ":searched:",
            FIRST,
            id="not-found without a search log",
        ),
        pytest.param(
            passage(inside=note(options=":type: context\n:rsep: an editor")),
            Subtype.OPTION,
            ".. editorial-note:: destroyed",
            "did you mean “resp”?",
            FIRST,
            id="unknown option of a note",
        ),
        pytest.param(
            passage(inside=note(), options="   :omit: nothing\n"),
            Subtype.OPTION,
            ".. passage:: 1",
            "did you mean “omits”?",
            FIRST,
            id="unknown option of a passage",
        ),
        pytest.param(
            passage(inside=note(body=f"{BODY}\n\nSee `there <javascript:alert(1)>`_.")),
            Subtype.URL,
            "See `there",
            "was refused",
            FIRST,
            id="active address in a link",
        ),
        pytest.param(
            passage(inside=note(body=f"{BODY}\n\nSee javascript:alert(1) there.")),
            Subtype.URL,
            "See javascript",
            "was refused",
            FIRST,
            id="active address alone",
        ),
        pytest.param(
            passage(inside=note(body=f"{BODY}\n\n.. raw:: html\n\n   <script>alert(1)</script>")),
            Subtype.MARKUP,
            ".. raw::",
            "printed as it stands",
            FIRST,
            id="raw HTML",
        ),
        pytest.param(
            passage(inside=note(body=f"{BODY}\n\nSee :passage:`8` there.")),
            Subtype.REFERENCE,
            "See :passage:",
            "no passage “chronicle:8”",
            FIRST,
            id="role to a missing passage",
        ),
        pytest.param(
            passage("", note("")),
            Subtype.PASSAGE_EMPTY,
            ".. passage:: 1",
            "quotes nothing",
            "",
            id="empty passage",
        ),
    ],
)
def test_fault_in_a_passage(
    edition: Callable[..., Edition],
    body: str,
    subtype: Subtype,
    marker: str,
    says: str,
    printed: str,
) -> None:
    """Issue 2: the directives work from reStructuredText, and so do their messages."""
    made = edition(faulty(body))
    built = made.build()
    message = only_warning(built, subtype)
    assert (message.place, message.line) == ("index.rst", line_of(made, marker, "index.rst"))
    assert says in message.text
    assert_nothing_lost(built, printed)
    html = built.html()
    assert [tag for tag in html.find_all("script") if "alert" in tag.get_text()] == []
    assert [link for link in html.find_all("a") if "javascript" in str(link.get("href"))] == []


def test_passage_in_a_list(edition: Callable[..., Edition]) -> None:
    """Said with the line of the passage, and proved."""
    lines = passage(inside=note()).split("\n")
    made = edition(faulty("* an item\n\n" + "".join(f"  {line}".rstrip() + "\n" for line in lines)))
    built = made.build()
    message = only_warning(built, Subtype.PASSAGE_PLACE)
    assert (message.place, message.line) == (
        "index.rst",
        line_of(made, ".. passage:: 1", "index.rst"),
    )
    assert_nothing_lost(built)


def test_heading_in_a_passage(edition: Callable[..., Edition]) -> None:
    """Said with its own line, printed as words, and the page keeps its headings."""
    made = edition(faulty(passage(f"{FIRST}\n\nA heading\n---------", note())))
    built = made.build()
    assert built.subtypes == ["variorum.passage_heading", "variorum.passage_absent"]
    line = line_of(made, "A heading", "index.rst")
    assert (built.messages[0].place, built.messages[0].line) == ("index.rst", line)
    assert_nothing_lost(built, f"{FIRST} A heading ---------")


def test_annotation_outside_every_passage(edition: Callable[..., Edition]) -> None:
    """Printed where it was written."""
    made = edition(faulty(note()))
    built = made.build()
    message = only_warning(built, Subtype.ORPHAN)
    assert message.line == line_of(made, ".. editorial-note:: destroyed", "index.rst")
    assert is_unanchored(card(built))
    assert_rest_is_whole(built)


def test_passage_without_an_empty_line(edition: Callable[..., Edition]) -> None:
    """The words run into the number. They are said and printed, and verify nothing."""
    made = edition(faulty(f".. passage:: 1\n   {FIRST}\n"))
    built = made.build()
    assert built.subtypes == ["variorum.identifier", "variorum.passage_empty"]
    assert FIRST in built.messages[0].text
    assert "empty line" in built.messages[0].text
    line = line_of(made, ".. passage:: 1", "index.rst")
    assert {message.line for message in built.messages} == {line}
    assert_rest_is_whole(built)


def test_duplicate_of_a_markdown_page(edition: Callable[..., Edition]) -> None:
    """One passage in both markups: both places named."""
    other = (
        f"# Contents\n\n```{{toctree}}\na\nb\n```\n\n::::{{passage}} chronicle:1\n{FIRST}\n::::\n"
    )
    made = edition({"index.md": other, "a.rst": f"{HEAD}{passage()}", "b.md": "# B\n"})
    built = made.build()
    (message,) = (item for item in built.messages if item.subtype == "variorum.duplicate")
    line = line_of(made, ".. passage:: 1", "a.rst")
    assert (message.place, message.line) == ("a.rst", line)
    assert f"in index, line {line_of(made, '{passage}')}" in message.text
    assert words(section(built, "chronicle.1", "a")) == FIRST
