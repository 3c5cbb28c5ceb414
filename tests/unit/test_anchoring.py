"""Anchoring by lemma: exact after the declared normalisation, whole words, one place only."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_variorum.edition.anchoring import Anchor, find_lemma
from sphinx_variorum.edition.normalise import normalise, normalise_with_origins
from sphinx_variorum.edition.words import is_border

PASSAGE = """\
The king’s men — few of them — were not destroyed. “It rained,” the king said.

The king left; it  rained
on the king’s men."""


def find(lemma: str, nth: int | None = None, passage: str = PASSAGE) -> Anchor:
    """What becomes of `lemma` in `passage`."""
    return find_lemma(normalise_with_origins(passage), lemma, nth)


def words(anchor: Anchor, passage: str = PASSAGE) -> str:
    """The words of the printed passage that are marked."""
    return passage[anchor.start : anchor.end]


@pytest.mark.parametrize(
    ("lemma", "marked"),
    [
        ("not destroyed", "not destroyed"),
        ("men - few of them", "men — few of them"),
        ('"It rained,"', "“It rained,”"),
        ("it rained on", "it  rained\non"),
        ("king said. The king left", "king said.\n\nThe king left"),
        ("  few  of ", "few of"),
        ("“few of them”", "few of them"),
        ("'not'", "not"),
        ("were … said", "were not destroyed. “It rained,” the king said"),
        (
            "few of ... left",
            "few of them — were not destroyed. “It rained,” the king said.\n\nThe king left",
        ),
        ("The king's men", "The king’s men"),
    ],
)
def test_anchored(lemma: str, marked: str) -> None:
    """Over line breaks, paragraphs and typographic signs; from the first words to the last."""
    anchor = find(lemma)
    assert anchor.state == "anchored"
    assert words(anchor) == marked


@pytest.mark.parametrize(
    ("lemma", "state"),
    [
        ("destroyed not", "absent"),
        ("Not destroyed", "absent"),
        ("never destroyed", "absent"),
        ("was not destroyed", "absent"),
        ("kings men", "absent"),
        ("", "absent"),
        ("left … destroyed", "absent"),
        ("few … nobody", "absent"),
        ("few … left … men", "absent"),
        ("destroy", "inside"),
        ("ot destroyed", "inside"),
        ("king", "ambiguous"),
        ("it", "anchored"),
        ("few … king", "ambiguous"),
        ("k", "short"),
        ("—", "short"),
    ],
)
def test_states(lemma: str, state: str) -> None:
    """What is not there exactly, whole and once is not anchored, and never “probably here”."""
    assert find(lemma).state == state


def test_ambiguous_lists_every_place() -> None:
    """Ambiguous is an error with every occurrence (rule 3)."""
    anchor = find("king")
    assert [PASSAGE[slice(*place)] for place in anchor.occurrences] == ["king"] * 4
    assert list(anchor.occurrences) == sorted(set(anchor.occurrences))


def test_nth() -> None:
    """``:nth: 2`` picks a repeated lemma; there is no zeroth, and none beyond the last."""
    places = find("king").occurrences
    for number, place in enumerate(places, 1):
        anchor = find("king", number)
        assert (anchor.state, (anchor.start, anchor.end)) == ("anchored", place)
    assert find("king", 5).state == "nth"
    assert len(find("king", 5).occurrences) == 4
    assert find("king", 0).state == "nth"
    assert find("nobody", 1).state == "absent"


def test_nth_of_a_long_lemma() -> None:
    """First and last words may be combined in several ways, in the order of the passage."""
    anchor = find("few … king", 1)
    assert words(anchor).endswith("the king")
    assert find("few … king", 2).end > anchor.end


def test_an_ellipsis_of_the_passage_is_itself() -> None:
    """Where the source has the three dots, they are not the editors'."""
    assert words(find("wait … what", passage="oh wait … what is it"), "oh wait … what is it") == (
        "wait … what"
    )
    text = "a b … c d. b x c"
    assert find("b … c", passage=text).occurrences == ((2, 7),)


def test_one_letter_of_a_spaceless_script_is_a_lemma() -> None:
    """A Han character is a word; a Latin letter is a slip."""
    text = "北 한국 民"
    assert words(find("民", passage=text), text) == "民"
    assert words(find("한", passage=text), text) == "한"


def test_decomposed_passage() -> None:
    """The mark belongs to the marked letter (NFC)."""
    text = "un cafe\u0301 noir"
    assert words(find("café", passage=text), text) == "cafe\u0301"


def test_half_a_number_is_no_lemma() -> None:
    """“800” does not stand in “33,800”, nor “can” in “can't”."""
    assert find("800", passage="some 33,800 people").state == "inside"
    assert find("can", passage="he can't").state == "inside"
    assert find("king", passage="the king's men").state == "anchored"


PARTS = st.sampled_from(
    [
        "one",
        "two",
        "One",
        "“",
        "”",
        "'",
        "—",
        "-",
        " ",
        " ",
        "\n",
        "\n\n",
        "é",
        "e\u0301",
        ".",
        "人",
        "…",
    ]
)
TEXTS = st.lists(PARTS, max_size=25).map("".join)


@given(TEXTS, TEXTS)
@settings(max_examples=300)
@example("a one b", "one")
@example("one two one two", "one … two")
@example("““", "“ … “")
def test_what_is_found_is_the_lemma(passage: str, lemma: str) -> None:
    """Anchored words normalise to the lemma (or begin and end with its parts), and are unique."""
    known = normalise_with_origins(passage)
    anchor = find_lemma(known, lemma)
    assert anchor.state in ("anchored", "absent", "inside", "ambiguous", "short")
    if anchor.state != "anchored":
        assert anchor.start == anchor.end == 0
        return
    found = normalise(passage[anchor.start : anchor.end])
    # Quotation marks round the whole lemma may be the editor's.
    needles = [normalise(lemma), normalise(lemma)[1:-1].strip()]
    if found in needles:
        assert _count(known.text, found) == 1
    else:
        parts = [needle.partition(" … ") for needle in needles]
        assert any(
            middle and found.startswith(first.strip()) and found.endswith(last.strip())
            for first, middle, last in parts
        )


def _count(text: str, needle: str) -> int:
    """How often `needle` stands in `text` between word borders, by looking everywhere."""
    return sum(
        text[offset : offset + len(needle)] == needle
        and is_border(text, offset)
        and is_border(text, offset + len(needle))
        for offset in range(len(text))
    )


@given(TEXTS, st.data())
def test_every_stretch_of_whole_words_is_found(passage: str, data: st.DataObject) -> None:
    """No lemma that an editor copies from the passage is refused; its number tells which."""
    known = normalise_with_origins(passage)
    text = known.text
    borders = [offset for offset in range(len(text) + 1) if is_border(text, offset)]
    start = data.draw(st.sampled_from(borders))
    end = data.draw(st.sampled_from(borders))
    lemma = text[start:end]
    if len(lemma) < 2 or lemma != lemma.strip():
        return
    anchor = find_lemma(known, lemma)
    assert anchor.state in ("anchored", "ambiguous")
    assert known.span(start, end) in anchor.occurrences
    nth = 1 + anchor.occurrences.index(known.span(start, end))
    picked = find_lemma(known, lemma, nth)
    assert (picked.start, picked.end) == known.span(start, end)


def test_a_long_passage_costs_no_time() -> None:
    """A passage of 20,000 words and a lemma that is everywhere in it (issue 2)."""
    known = normalise_with_origins("the king " * 10_000)
    began = time.perf_counter()
    assert find_lemma(known, "the").state == "ambiguous"
    assert find_lemma(known, "the … king").state == "ambiguous"
    assert find_lemma(known, "king … king", nth=7).state == "anchored"
    assert find_lemma(known, "the … queen").state == "absent"
    assert time.perf_counter() - began < 2
