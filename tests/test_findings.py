"""The findings of the dossier, each at its words (issue 5, item 1).

The dossier stands in the developers' shared folder and is not published. That every entry of the
bibliography is used, that every work cited has one, and that no text is reproduced beyond a third
is asked in `test_repository`; that what a note states rests on a work, in `test_stated_facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
import yaml

from sphinx_variorum.edition.anchoring import find_lemma
from sphinx_variorum.edition.normalise import normalise, normalise_with_origins
from sphinx_variorum.edition.records import Annotation, Need, Passage
from tests.corpus import TEXTS, Corpus

FINDINGS = 121

#: Quotations that a passage prints in part, with an omission that the editors sum up: why.
ABRIDGED = MappingProxyType(
    {
        "dg-testimony-inconsistent": "the second half repeats the charge as mere abuse",
        "dg-since-its-dawn": "the comparison is printed, what it compares is summed up",
        "dg-tricked": "the frame of the sentence is summed up, the confession is printed",
        "dg-selective-credence": "the frame of the sentence is summed up, the label is printed",
        "dg-children": "a relative clause and the last words are summed up",
        "dg-sanctions-effect": "the sanctions are printed elsewhere, here the comparison alone",
        "dg-sanctions-motive": "a long sentence without a main clause, of which the motive is left",
        "dg-uncited-news": "the subject is summed up, the charge is printed",
        "dg-emendations": "the slip is printed, the rest of its sentence is summed up",
        "dg-link-001": "the name of the state, given twice, is summed up",
        "troops-visual-confirmation": "the confirmation is printed, the alert is summed up",
        "troops-poor-quality": "the concessive opening is summed up",
        "troops-mobilisation-and-prisoners": "two qualifying phrases are summed up",
        "troops-western-soldiers-no-evidence": "the opening of the phrase is summed up",
        "troops-venezuela-nicaragua-iran": "the names are printed, the verbs are summed up",
        "troops-missiles-headline": "one half of the title of another post shows what it is",
        "troops-calques": "the calque is printed, its sentence is summed up",
    }
)
#: Quotations that no passage prints: why. The introduction of the text speaks to them.
LEFT_OUT = MappingProxyType({"dg-provenance": "the stamp of the web page, no part of the text"})
#: Fewer words of a quotation say nothing of what it is about.
FEWEST_WORDS = 3

_ELISION = re.compile(r"\s+(?:…|\.\.\.)\s+")

Span = tuple[int, int]


class Entry(NamedTuple):
    """A finding: its id, text, quoted words, works, and whether anything was found out."""

    ident: str
    source: str
    quote: str
    works: frozenset[str]
    certainty: str


class Place(NamedTuple):
    """A passage that prints words of a quotation: which stretches, how many words, or all."""

    passage: Passage
    stretches: tuple[Span, ...]
    words: int
    whole: bool


@pytest.fixture(scope="module")
def witnesses(shared: Path, corpus: Corpus) -> dict[str, str]:
    return {
        source.ident: (shared / "witnesses" / source.witness).read_text(encoding="utf-8")
        for source in corpus.edition.sources.values()
    }


@pytest.fixture(scope="module")
def entries(shared: Path, corpus: Corpus) -> list[Entry]:
    """The findings; a text is no work that speaks to itself."""
    texts = {source.witness: source for source in corpus.edition.sources.values()}
    return [
        Entry(
            item["id"],
            texts[item["text"]].ident,
            normalise(item["quote"]),
            frozenset(item["sources"] or ()) - {texts[item["text"]].entry},
            item["certainty"],
        )
        for path in sorted((shared / "dossier").glob("*.yaml"))
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _overlap(one: Span, other: Span) -> Span | None:
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def _occurrences(quote: str, witness: str) -> list[Span]:
    """Where the quotation stands in the witness, in its own offsets."""
    text = normalise_with_origins(witness)
    return [text.span(*found.span()) for found in re.finditer(re.escape(quote), text.text)]


def _place(entry: Entry, passages: list[Passage], witness: str) -> Place | None:
    """The passage that prints the most words of the quotation; None if none prints enough."""
    found = []
    for occurrence in _occurrences(entry.quote, witness):
        for passage in passages:
            cut = [overlap for span in passage.spans if (overlap := _overlap(occurrence, span))]
            words = sum(len(witness[start:end].split()) for start, end in cut)
            if words >= min(FEWEST_WORDS, len(entry.quote.split())):
                found.append(Place(passage, tuple(cut), words, cut == [occurrence]))
    return max(found, key=lambda place: (place.whole, place.words), default=None)


def _lemma_spans(annotation: Annotation, passage: Passage, witness: str) -> Iterator[Span]:
    """Where its lemma may stand in the witness; the whole passage if it has none."""
    if not annotation.lemma:
        yield passage.spans[0][0], passage.spans[-1][1]
        return
    parts = [
        [
            (start + first, start + last)
            for start, end in passage.spans
            for first, last in find_lemma(
                normalise_with_origins(witness[start:end]), part
            ).occurrences
        ]
        for part in _ELISION.split(annotation.lemma)
    ]
    yield from (
        (first[0], last[1]) for first in parts[0] for last in parts[-1] if first[0] < last[1]
    )


def _at_the_quotation(corpus: Corpus, place: Place, witness: str) -> list[Annotation]:
    """The annotations of the passage whose lemma has a word of the quotation in it."""
    return [
        item
        for item in corpus.edition.annotations_of[place.passage.ident]
        if any(
            _overlap(stretch, span)
            for stretch in place.stretches
            for span in _lemma_spans(item, place.passage, witness)
        )
    ]


def test_what_is_printed_is_recognised() -> None:
    """Whole in one fragment, in part over several, or not at all; a word or two are nothing."""
    witness = "One two three four, five six seven. Eight nine ten."
    entry = Entry("e", "text", normalise("two three  four, five six"), frozenset(), "CERTAIN")

    def printing(*spans: Span) -> Passage:
        return Passage("text:1", "text", "1", "", 1, "", 0, 0, "", "", spans, "", "")

    whole = _place(entry, [printing((0, 3)), printing((0, 35))], witness)
    assert whole == Place(printing((0, 35)), ((4, 28),), 5, whole=True)
    part = _place(entry, [printing((0, 13), (20, 35))], witness)
    assert part == Place(printing((0, 13), (20, 35)), ((4, 13), (20, 28)), 4, whole=False)
    assert _place(entry, [printing((0, 13)), printing((36, 51))], witness) is None


def test_all_findings_are_read(entries: list[Entry], witnesses: dict[str, str]) -> None:
    """As many as the issue says, each with an id of its own and words that its witness has."""
    assert len({entry.ident for entry in entries}) == len(entries) == FINDINGS
    assert {entry.source for entry in entries} == set(TEXTS)
    assert all(_occurrences(entry.quote, witnesses[entry.source]) for entry in entries)


@pytest.mark.parametrize("text", TEXTS)
def test_each_quotation_is_printed_or_has_its_reason(
    corpus: Corpus, entries: list[Entry], witnesses: dict[str, str], text: str
) -> None:
    """Whole; in part, with the rest summed up, if `ABRIDGED`; or not at all if `LEFT_OUT`."""
    wrong = []
    for entry in entries:
        if entry.source != text:
            continue
        place = _place(entry, corpus.edition.passages_of[text], witnesses[text])
        outcome = "left out" if place is None else "whole" if place.whole else "abridged"
        expected = (
            "abridged"
            if entry.ident in ABRIDGED
            else "left out"
            if entry.ident in LEFT_OUT
            else "whole"
        )
        if outcome != expected:
            wrong.append(f"{entry.ident} is {outcome}, not {expected}: “{entry.quote}”")
        elif outcome == "abridged" and place and not place.passage.omits:
            wrong.append(f"{entry.ident}: {place.passage.ident} does not say what it omits")
    assert not wrong, "\n".join(wrong)


def test_reasons_are_given_for_findings_only(entries: list[Entry]) -> None:
    """And only one for each."""
    assert not set(ABRIDGED) & set(LEFT_OUT)
    assert {*ABRIDGED, *LEFT_OUT} <= {entry.ident for entry in entries}
    assert all({**ABRIDGED, **LEFT_OUT}.values())


@pytest.mark.parametrize("text", TEXTS)
def test_an_annotation_speaks_to_each_finding(
    corpus: Corpus, entries: list[Entry], witnesses: dict[str, str], text: str
) -> None:
    """At the words quoted, and on one of the finding's works where it has any.

    Where the words are left out, the introduction rests on one of them.
    """
    silent = []
    for entry in entries:
        if entry.source != text:
            continue
        place = _place(entry, corpus.edition.passages_of[text], witnesses[text])
        if place is None:
            home = corpus.edition.sources[text].docname
            spoken = any(
                use.docname == home and use.annotation is None and use.source is None
                for work in entry.works
                for use in corpus.edition.uses[work]
            )
        else:
            spoken = any(
                not entry.works or entry.works & corpus.rests_on(item)
                for item in _at_the_quotation(corpus, place, witnesses[text])
            )
        if not spoken:
            silent.append(f"{entry.ident}: “{entry.quote}”, {', '.join(sorted(entry.works))}")
    assert not silent, "\n".join(silent)


def test_what_was_not_found_is_a_need(
    corpus: Corpus, entries: list[Entry], witnesses: dict[str, str]
) -> None:
    """A finding of which all is unknown has a citation need with a search log, at its words."""
    checked = 0
    for entry in entries:
        text = entry.source
        place = _place(entry, corpus.edition.passages_of[text], witnesses[text])
        if entry.certainty == "UNKNOWN" and place:
            checked += 1
            assert any(
                isinstance(item.detail, Need)
                and item.detail.status == "not-found"
                and item.detail.searched
                for item in _at_the_quotation(corpus, place, witnesses[text])
            ), entry.ident
    assert checked
