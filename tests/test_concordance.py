"""Where the texts speak on one matter, their words lead to the page of a claim (issue 4, item 1).

The matters are those of the concordance in the developers' shared folder; it is not published.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_variorum.edition.index import Edition
from tests.corpus import Corpus

TEXTS = {
    "000": "defectors-game",
    "001": "leaflets",
    "002": "on-the-dprk",
    "003": "awkward-questions",
    "004": "solidarity-group",
}
CLAIMS = {
    1: "who-the-defectors-are",
    2: "belief-in-testimony",
    3: "money",
    4: "going-back",
    5: "how-many-leave",
    6: "how-hard-to-leave",
    7: "propaganda",
    8: "information-war",
    9: "free-speech-south",
    10: "who-speaks-for-koreans",
    11: "names-for-the-state",
    12: "paranoia",
    13: "pictures-of-parades",
    14: "list-of-friends",
    15: "russia-and-blood",
    16: "soldiers-abroad",
    17: "israel",
    18: "enemy-within",
    19: "no-neutrality",
    20: "war-poverty-sanctions",
    21: "one-nation-or-two",
    22: "evidence-and-absence",
}
#: Shorter runs of words occur anywhere and do not show that a quotation is printed.
SHORTEST_RUN = 4


class Quote(NamedTuple):
    """Words that the concordance quotes for the matter `topic`, folded, and their text."""

    topic: int
    source: str
    words: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w']+", text.replace("’", "'").casefold()))


def _quotes(concordance: str) -> list[Quote]:
    """The quotations of each matter, with the text whose number stands before them."""
    found: list[Quote] = []
    for topic in re.split(r"\n(?=\d+\. \*\*)", concordance)[1:]:
        number = int(topic.partition(".")[0])
        quoting = topic.split("\n   *")[0]
        source = ""
        for match in re.finditer(r'\b(00\d)\b(?=[ "])|"([^"]+)"', quoting):
            if match[1]:
                source = TEXTS[match[1]]
            elif match[2]:
                found.append(Quote(number, source, _words(match[2])))
    return found


def _shared_words(quote: tuple[str, ...], printed: tuple[str, ...]) -> frozenset[int]:
    """The places in `quote` whose words stand in `printed` in a run that is long enough."""
    least = min(SHORTEST_RUN, len(quote))
    runs = {printed[start : start + least] for start in range(len(printed) - least + 1)}
    return frozenset(
        start + offset
        for start in range(len(quote) - least + 1)
        if quote[start : start + least] in runs
        for offset in range(least)
    )


@pytest.fixture(scope="module")
def edition(corpus: Corpus) -> Edition:
    """The edition in this repository."""
    return corpus.edition


@pytest.fixture(scope="module")
def quotes(shared: Path) -> list[Quote]:
    return _quotes((shared / "dossier" / "concordance.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def printed(shared: Path, edition: Edition) -> dict[str, list[tuple[str, ...]]]:
    """The words of each fragment that a passage prints, by the passage's id."""
    texts = {
        source.ident: (shared / "witnesses" / source.witness).read_text(encoding="utf-8")
        for source in edition.sources.values()
    }
    return {
        passage.ident: [_words(texts[passage.source][start:end]) for start, end in passage.spans]
        for passage in edition.passages.values()
    }


def _passages(quote: Quote, printed: dict[str, list[tuple[str, ...]]]) -> list[str]:
    """The passages that print at least half of the words of `quote`."""
    return [
        ident
        for ident, fragments in printed.items()
        if ident.rpartition(":")[0] == quote.source
        and 2 * len(frozenset().union(*(_shared_words(quote.words, each) for each in fragments)))
        >= len(quote.words)
    ]


def test_each_matter_has_the_page_of_a_claim(edition: Edition, quotes: list[Quote]) -> None:
    """A page with a verdict, prose that it rests on, and the day of the judgement."""
    assert {quote.topic for quote in quotes} == set(CLAIMS)
    for ident in CLAIMS.values():
        claim = edition.claims[ident]
        assert claim.docname == f"corpus/claims/{ident}"
        assert claim.verdict
        assert claim.judged
        assert claim.words >= 60


def test_every_claim_that_the_texts_speak_to_has_a_page(edition: Edition) -> None:
    """And no page is about a claim that no text speaks to."""
    assert set(edition.speaking_to) == set(edition.claims)


@pytest.mark.parametrize("topic", CLAIMS)
def test_its_printed_quotations_lead_there(
    edition: Edition,
    quotes: list[Quote],
    printed: dict[str, list[tuple[str, ...]]],
    topic: int,
) -> None:
    """In a passage that prints a quotation, an annotation on its words names claim and stance.

    Quotations that no passage prints, at least by half, cannot lead anywhere.
    """
    checked = 0
    for quote in quotes:
        if quote.topic != topic or not (places := _passages(quote, printed)):
            continue
        checked += 1
        led = [
            item
            for place in places
            for item in edition.annotations_of[place]
            if item.position.claim == CLAIMS[topic]
            and item.position.stance
            and (not item.lemma or set(_words(item.lemma)) & set(quote.words))
        ]
        assert led, f"“{' '.join(quote.words)}” in {places}"
    assert checked


def test_what_is_printed_is_recognised() -> None:
    """Half of the words in runs, over any fragments; stray words do not count."""
    quote = Quote(1, "text", _words("one two three four five six seven eight"))
    assert _passages(quote, {"text:1": [_words("zero one two three four nine")]}) == ["text:1"]
    assert (
        _passages(quote, {"text:1": [_words("one two three nine four five six nine seven eight")]})
        == []
    )
    assert _passages(quote, {"other:1": [quote.words]}) == []
    assert _quotes('\n1. **A.**\n   000 "Some words" and "more"\n   *Mirror.* "no"\n') == [
        Quote(1, "defectors-game", ("some", "words")),
        Quote(1, "defectors-game", ("more",)),
    ]
