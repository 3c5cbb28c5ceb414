"""The proof of a passage (design rules 1 to 3): exact, from border to border, in one place only.

What the module finds is held against a reference that is too slow and too simple to be wrong.
"""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_variorum.edition.base_text import parse_base_text
from sphinx_variorum.edition.normalise import normalise
from sphinx_variorum.edition.proof import (
    MOST_OCCURRENCES,
    Fragment,
    Proof,
    Quotation,
    prove,
    read_quotation,
)
from sphinx_variorum.edition.witnesses import Witness, make_witness

TEXT = """\
The Chronicle

He was not destroyed. Few people left, even by the enemy's own count.
The count says that 33,800 people came — some of them “went back”.

Dr. Kim of the U.S. Army could say nothing: he can't. The rest is lost.
"""


def witness(text: str = TEXT) -> Witness:
    """A witness with these words."""
    return make_witness("witness.txt", text.encode())


def quote(passage: str) -> Quotation:
    """The quotation of a passage as an editor writes it."""
    return read_quotation(parse_base_text(passage.split("\n")))


def check(passage: str, text: str = TEXT, nth: int | None = None) -> Proof:
    """The proof of `passage` in `text`."""
    return prove(quote(passage), witness(text), nth)


def is_clean(proof: Proof) -> bool:
    """Whether the build has nothing to say about it (but for what an omission drops)."""
    return proof.status == "verbatim" and not (proof.begins_inside or proof.ends_inside)


# --- what is verbatim ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "passage",
    [
        "The Chronicle",
        "He was not destroyed.",
        "He was not destroyed. Few people left, even by the enemy’s own count.",
        "Few people left, even by the enemy's own\ncount. The count says that 33,800 people\n"
        'came - some of them "went back".',
        "*He was* not **destroyed**.",
        "[H]e was not destroyed.",
        "[f]ew people left, even by the enemy's own count.",
        "few people left, even by the enemy's own count.".replace("few", "[F]ew"),
        "He was not destroyed. Few people left, even by the enemy's own count. The count says that "
        "33,800 people came — some of them “went back”.\n\nDr. Kim of the U.S. Army could say "
        "nothing: he can't.",
    ],
)
def test_verbatim(passage: str) -> None:
    """Whole sentences, whatever quotation marks, dashes and line breaks they were typed with."""
    proof = check(passage)
    assert is_clean(proof)
    assert proof.omitted == ()
    (span,) = proof.spans
    assert (
        normalise(TEXT[slice(*span)]).casefold()
        == normalise(re.sub(r"[\[\]*]", "", passage)).casefold()
    )


@pytest.mark.parametrize(
    "passage",
    [
        "He was destroyed.",
        "He was not Destroyed.",
        "He was not not destroyed.",
        "He was never destroyed.",
        "Few people left, even by the enemys own count.",
        "The count says that 33.800 people came",
        "The count says that 3,800 people came",
        "[T]he wus not destroyed.",
        "H[i] was not destroyed.",
        "he was not destroyed.",
        "He was not destroyed. The count says that 33,800 people came",
    ],
)
def test_nearly_is_not_verbatim(passage: str) -> None:
    """No fuzzy match ever verifies (rule 2): one letter, digit or case more is absent."""
    proof = check(passage)
    assert proof.status == "absent"
    assert not proof.spans


@pytest.mark.parametrize(
    "passage",
    [
        "[…] people came […]".replace("people", "eople"),
        "[…] 800 people came […]",
        "[…] he can […]",
        "[…] destroy […]",
    ],
)
def test_half_a_word_is_not_verbatim(passage: str) -> None:
    """Fragments begin and end at a word's border; a number or a contraction is one word."""
    assert check(passage).status == "absent"


def test_where_the_search_failed_is_told() -> None:
    """The message can point at the first fragment that has no place after those before it."""
    passage = "The Chronicle […] Few people left […] was not destroyed. […]"
    proof = check(passage)
    assert (proof.status, proof.failed) == ("absent", 2)
    assert proof.searched_from == normalise(TEXT).index("Few people left") + len("Few people left")
    assert check("Nobody. […] He was not destroyed.").failed == 0


@pytest.mark.parametrize("passage", ["", "\n\n", "[…]", "[sic]", "[…] . […]", "[…]\n\n[…]"])
def test_empty(passage: str) -> None:
    """A passage that quotes no word is empty, not verbatim."""
    assert check(passage).status == "empty"


@pytest.mark.parametrize("sign", ["☠", "%", "€", "!?", "=/="])
def test_signs_that_are_no_stops_must_stand_in_the_witness(sign: str) -> None:
    """Only a stop or a quotation mark may stand beside an omission unproved."""
    assert check(f"He was not destroyed. […] {sign}").status == "absent"
    assert check("He was not destroyed. […].").status == "verbatim"


# --- omissions -----------------------------------------------------------------------------------


def test_omissions_are_counted_in_order() -> None:
    """Every ``[…]`` records what it drops; at the ends, the rest of the sentence."""
    proof = check("[…] not destroyed. […] left, […] own […]")
    assert is_clean(proof)
    assert proof.omitted == ("He was", "Few people", "even by the enemy's", "count.")
    assert proof.omitted_words == 2 + 2 + 4 + 1
    assert [TEXT[slice(*span)] for span in proof.spans] == ["not destroyed.", "left,", "own"]


@pytest.mark.parametrize(
    ("passage", "dropped"),
    [
        ("He […] destroyed.", ("not",)),
        ("The count says that […] people came […]", ("33,800",)),
        ("Few people left, […] count.", ()),
        ("[…] people came […]", ("33,800",)),
        ("Dr. Kim […] say nothing: he […]", ("can't",)),
    ],
)
def test_dropped_negations_and_numbers_are_named(passage: str, dropped: tuple[str, ...]) -> None:
    """An omission that drops a negation or a number warns (rule 1)."""
    assert check(passage).dropped_tell_tales == dropped


@pytest.mark.parametrize(
    ("passage", "severed"),
    [
        ("He was […] destroyed.", ("not", "not")),
        ("He […] destroyed.", ("not",)),
        ("[…] destroyed.", ("not",)),
        ("The count says that […]", ("33,800",)),
        ("[…] people came […]", ("33,800",)),
        ("The Chronicle […] Few people left […]", ()),
        ("Few people left, […] “went back”.", ()),
        ("He was not […]", ()),
    ],
)
def test_what_is_cut_off_from_the_words_beside_it(passage: str, severed: tuple[str, ...]) -> None:
    """A negation or number next to the words quoted, in their sentence, belongs to them.

    What is dropped sentence by sentence does not.
    """
    assert check(passage).severed == severed


# --- the borders of sentences --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("passage", "begins", "ends"),
    [
        ("was not destroyed.", "He", ""),
        ("He was not", "", "destroyed."),
        ("Kim of the U.S. Army could say nothing: he can't.", "Dr.", ""),
        ("Army could say nothing: he can't.", "Dr. Kim of the U.S.", ""),
        ("Dr. Kim of the U.S.", "", "Army could say nothing: he can't."),
        ("he can't. The rest is lost.", "Dr. Kim of the U.S. Army could say nothing:", ""),
        ("Dr. Kim of the U.S. Army could say nothing:", "", "he can't."),
        ("The rest is lost.", "", ""),
        ("The Chronicle", "", ""),
        ("[…] was not destroyed.", "", ""),
        ("He was not […]", "", ""),
    ],
)
def test_cuts_inside_a_sentence_are_told(passage: str, begins: str, ends: str) -> None:
    """A passage begins and ends with a sentence, or says ``[…]``.

    An abbreviation, a colon or a paragraph without a stop (a heading) are told apart from ends.
    """
    proof = check(passage)
    assert proof.status == "verbatim"
    assert (proof.begins_inside, proof.ends_inside) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "passage", "begins", "ends"),
    [
        ("“Why?” he asked. Nobody knew.", '"Why?"', "", "he asked."),
        ("“Why?” he asked. Nobody knew.", "he asked.", '"Why?"', ""),
        ("He said “No.” Then he left.", 'He said "No."', "", ""),
        ("He said “No.” Then he left.", 'He said "No.', "", ""),
        ("He said “No.” Then he left.", "Then he left.", "", ""),
        ("Wait... what is it? It is.", "Wait...", "", "what is it?"),
        ("(He left.) She came.", "She came.", "", ""),
        ("One (he left.) She came.", "One (he left.", "", ""),
        ("1. The count. The rest.", "The count.", "1.", ""),
        ("He came in 1066. The rest.", "The rest.", "", ""),
        ("A heading\n\nThe text begins. It ends", "The text begins.", "", ""),
        ("A heading\n\nThe text begins. It ends", "It ends", "", ""),
        ("One line\nnext line. End.", "next line.", "One line", ""),
    ],
)
def test_sentences(text: str, passage: str, begins: str, ends: str) -> None:
    """Where a sentence ends: after a stop with its quotation marks, not before a small letter."""
    proof = check(passage, text)
    assert proof.status == "verbatim"
    assert (proof.begins_inside, proof.ends_inside) == (begins, ends)


# --- what stands several times -------------------------------------------------------------------


def test_ambiguous_is_reported_with_every_place() -> None:
    """Ambiguous is an error, never “the first” (rule 3)."""
    text = "One day. It rained. Two days. It rained. Then it ended."
    proof = check("It rained.", text)
    assert proof.status == "ambiguous"
    assert not proof.spans
    assert [text[slice(*place)] for place in proof.places] == ["It rained."] * 2
    assert proof.places[0] < proof.places[1]


def test_nth_picks_one_way_in_the_order_of_the_witness() -> None:
    """``:nth:`` says which; a number beyond them is ambiguous still."""
    text = "One day. It rained. Two days. It rained. Then it ended."
    first, second = text.index("It rained"), text.rindex("It rained")
    assert check("It rained.", text, 1).spans[0][0] == first
    assert check("It rained.", text, 2).spans[0][0] == second
    assert check("It rained.", text, 3).status == "ambiguous"
    assert check("Two days.", text, 1).status == "verbatim"
    assert check("Two days.", text, 2).status == "ambiguous"


def test_an_ambiguous_chain_names_the_fragment_that_varies() -> None:
    """Of several fragments the message is about the one with several places."""
    text = "One day. It rained. Two days. It rained. Then it ended."
    proof = check("One day. […] It rained. […]", text)
    assert (proof.status, proof.failed) == ("ambiguous", 1)
    assert len(proof.places) == 2
    assert check("It rained. […] Then it ended.", text).failed == 0
    assert check("Two days. […] It rained. […]", text).status == "verbatim"


def test_occurrences_are_not_listed_without_end() -> None:
    """A word that stands everywhere gives a bounded list, not a bounded message only."""
    proof = check("the", "the " * 5000)
    assert proof.status == "ambiguous"
    assert len(proof.places) == MOST_OCCURRENCES


@pytest.mark.parametrize(
    "passage",
    [
        "the […] " * 40 + "absent",
        "the […] " * 2000 + "absent",
        "the […] " * 2000 + "the",
        "the […] " * 1999 + "end",
        "start […] " + "the […] " * 40 + "start",
        "the […] the […] the […] middle […] the […] the",
    ],
)
def test_a_word_everywhere_costs_no_time(passage: str) -> None:
    """The ways to lay a passage are not all tried: those that end nowhere are not begun.

    Two thousand fragments, each with two thousand places, is also more than Python's stack.
    """
    text = "start " + "the " * 1000 + "middle " + "the " * 1000 + "end"
    began = time.perf_counter()
    proof = check(passage, text)
    assert time.perf_counter() - began < 3
    assert proof.status in ("absent", "ambiguous", "verbatim")
    if "absent" in passage or passage.startswith("start"):
        assert proof.status == "absent"


# --- held against a reference --------------------------------------------------------------------

WORDS = st.sampled_from(["a", "b", "not", "A", "ab", "c,", "c.", "1", "a."])


def naive_ways(fragments: list[str], text: str) -> list[tuple[tuple[int, int], ...]]:
    """Every way to lay `fragments` into `text`, by trying all: words are parted by spaces here."""
    if not fragments:
        return [()]
    ways = []
    for start in range(len(text)):
        end = start + len(fragments[0])
        if text[start:end] != fragments[0]:
            continue
        # In WORDS a border is at a space or beside a stop.
        if start and text[start - 1].isalnum() and text[start].isalnum():
            continue
        if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            continue
        for rest in naive_ways(fragments[1:], text[end:]):
            ways.append(((start, end), *((a + end, b + end) for a, b in rest)))
    return ways


@given(
    st.lists(WORDS, min_size=1, max_size=14).map(" ".join),
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3),
)
@settings(max_examples=500)
@example("a b a", ["a", "a"])
@example("a a a", ["a", "a"])
def test_agrees_with_the_reference(text: str, fragments: list[str]) -> None:
    """Verbatim exactly if there is one way, ambiguous if several, absent if none; same places.

    So nothing that is not in the witness is ever verbatim.
    """
    proof = check(" […] ".join(fragments), text)
    ways = naive_ways(fragments, text)
    if not ways:
        assert proof.status == "absent"
    elif len(ways) == 1:
        assert proof.status == "verbatim"
        assert proof.spans == ways[0]
        between = [text[a[1] : b[0]].strip() for a, b in pairwise(ways[0])]
        assert list(proof.omitted) == between
    else:
        assert proof.status == "ambiguous"
        number = proof.failed
        assert set(proof.places) <= {way[number] for way in ways}
        if len(ways) < MOST_OCCURRENCES:
            assert set(proof.places) == {way[number] for way in ways}
    for nth, way in enumerate(ways[:MOST_OCCURRENCES], 1):
        assert check(" […] ".join(fragments), text, nth).spans == way


# Neither initials nor the shortened words after which no sentence ends.
SYLLABLES = st.text("bdfgklmt", min_size=3, max_size=5)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, list[list[str]], list[bool], int, int]:
    """A witness of sentences of unique words, and which words of some sentences are quoted."""
    unique = draw(st.lists(SYLLABLES, min_size=6, max_size=40, unique=True))
    sentences: list[list[str]] = [[]]
    for word in unique:
        sentences[-1].append(word)
        if draw(st.integers(0, 3)) == 0:
            sentences.append([])
    sentences = [
        [words[0].capitalize(), *words[1:-1], f"{words[-1]}."]
        if len(words) > 1
        else [f"{words[0].capitalize()}."]
        for words in sentences
        if words
    ]
    gaps = draw(st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=len(sentences)))
    text = "".join(
        " ".join(words) + gap for words, gap in zip(sentences, gaps, strict=False)
    ).rstrip()
    first = draw(st.integers(0, len(sentences) - 1))
    last = draw(st.integers(first, len(sentences) - 1))
    count = sum(map(len, sentences[first : last + 1]))
    kept = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    return text, sentences, kept, first, last


@given(quoted())
@settings(max_examples=300)
def test_any_stretch_with_any_omissions_is_proved(
    case: tuple[str, list[list[str]], list[bool], int, int],
) -> None:
    """Sentences of a witness, any words left out and marked: proved, spans and losses right."""
    text, sentences, kept, first, last = case
    assume(any(kept))
    words = [word for sentence in sentences[first : last + 1] for word in sentence]
    sentence_of = [n for n, s in enumerate(sentences[first : last + 1]) for _ in s]
    # What an editor writes, and what is to be found.
    written: list[str] = []
    runs: list[list[int]] = []
    for index, keep in enumerate(kept):
        if not keep:
            if not written or written[-1] != "[…]":
                written.append("[…]")
        else:
            if not runs or not kept[index - 1]:
                runs.append([])
            runs[-1].append(index)
            written.append(words[index])
    proof = check(" ".join(written), text)
    assert is_clean(proof)
    assert [normalise(text[slice(*span)]) for span in proof.spans] == [
        " ".join(words[index] for index in run) for run in runs
    ]
    dropped = [" ".join(words[a[-1] + 1 : b[0]]) for a, b in pairwise(runs)]
    if not kept[0]:
        head = [
            word
            for index, word in enumerate(words[: runs[0][0]])
            if sentence_of[index] == sentence_of[runs[0][0]]
        ]
        dropped.insert(0, " ".join(head))
    if not kept[-1]:
        end = runs[-1][-1]
        tail = [
            word
            for index, word in enumerate(words)
            if index > end and sentence_of[index] == sentence_of[end]
        ]
        dropped.append(" ".join(tail))
    assert list(proof.omitted) == dropped
    assert proof.omitted_words == sum(len(stretch.split()) for stretch in dropped)


@given(quoted(), st.data())
@settings(max_examples=200)
def test_an_unmarked_loss_is_never_clean(
    case: tuple[str, list[list[str]], list[bool], int, int], data: st.DataObject
) -> None:
    """The same without the mark of omission is absent, or told to be cut inside a sentence."""
    text, sentences, _, first, last = case
    words = [word for sentence in sentences[first : last + 1] for word in sentence]
    lost = data.draw(st.integers(0, len(words) - 1))
    left = words[:lost] + words[lost + 1 :]
    assume(left)
    # A sentence of one word lost at the end leaves a whole quotation.
    lost_sentence = next(s for s in sentences if words[lost] in s)
    assume(len(lost_sentence) > 1)
    assert not is_clean(check(" ".join(left), text))


# --- the quotation -------------------------------------------------------------------------------


def test_reading_a_quotation() -> None:
    """Fragments between omissions, insertions aside, letters of changed case inside."""
    quotation = quote("[…] [H]e was [surely] not\n\ndestroyed. […] End […]")
    assert [fragment.text for fragment in quotation.fragments] == [
        "He was not destroyed.",
        "End",
    ]
    assert quotation.omission_before
    assert quotation.omission_after
    assert quotation.insertions == ("surely",)
    assert not quote("a […] b").omission_before


def test_a_changed_letter_may_differ_in_case_only() -> None:
    """``[T]he`` stands for “the” and for “The”, not for “she”."""
    assert list(quote("[T]he end").fragments[0].occurrences("the end The end she end", 0)) == [
        (0, 7),
        (8, 15),
    ]
    assert list(Fragment("the end").occurrences("the end The end", 0)) == [(0, 7)]


def test_the_hash_stands_for_the_exact_words() -> None:
    """It is the same however the words are typed, and another for other words."""
    assert quote("a “b”\n\nc").sha256() == quote('*a* "b" c').sha256()
    different = ["a b", "a c", "A b", "[…] a b", "a b […]", "a […] b", "a b.", "ab"]
    hashes = {quote(passage).sha256() for passage in different}
    assert len(hashes) == len(different)


@pytest.mark.parametrize(
    ("proved", "altered"), [("a […] b", "a…b"), ("[…] a", "…a"), ("[T]he end", "The end")]
)
def test_the_hash_tells_an_omission_from_an_ellipsis(proved: str, altered: str) -> None:
    """A build from the lock must not take unmarked words for those that were proved (rule 4)."""
    assert quote(proved).sha256() != quote(altered).sha256()
