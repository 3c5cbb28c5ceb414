"""The proof that a passage stands in its witness, word for word.

A passage is a chain of fragments, parted by the editors' omissions. It is proved when there is
exactly one way to lay the chain into the witness: every fragment equal to the witness after the
declared normalisation, from word border to word border, in order. What is nearly equal is not
equal (design rule 2); what fits twice is not proved (rule 3).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from sphinx_variorum.edition.base_text import BaseText
from sphinx_variorum.edition.normalise import normalise
from sphinx_variorum.edition.witnesses import Witness
from sphinx_variorum.edition.words import count_words, is_border, tell_tale_words

# Noncharacters: no text that is exchanged holds them (Unicode 23.7), so they can mark a letter.
_LETTER_OPEN, _LETTER_CLOSE = "\ufdd0", "\ufdd1"
_LETTER = re.compile(f"{_LETTER_OPEN}([^{_LETTER_CLOSE}]*){_LETTER_CLOSE}")
_SENTENCE_END = re.compile(r"""[.!?…]["')\]*]*$""")
_NEXT_SENTENCE_END = re.compile(r"""[.!?…]["')\]*]*(?=\s|$)""")
# A full stop that shortens a word ends no sentence, nor does that of a list's number.
_SHORTENED = re.compile(
    r"(?<![\w'])(?:(?:[^\W\d_]\.)+|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Rev|St|vs|cf"
    r")\.)$"
)
_LIST_NUMBER = re.compile(r"\W*\d{1,3}[.)]")
# What may stand alone beside an omission without being words of the witness.
_STOPS = frozenset(".,;:…\"'()[]- ")

#: More ways than this to lay a passage into its witness are not looked for.
MOST_OCCURRENCES = 20


class Fragment(NamedTuple):
    """Words between two omissions, normalised; letters of changed case are marked inside."""

    needle: str

    @property
    def text(self) -> str:
        """The fragment as words to show, without marks."""
        return self.needle.replace(_LETTER_OPEN, "").replace(_LETTER_CLOSE, "")

    def occurrences(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """Every (start, end) in normalised `text` from `start` on, between word borders."""
        if _LETTER_OPEN in self.needle:
            parts = _LETTER.split(self.needle)
            pattern = "".join(
                f"(?i:{re.escape(part)})" if index % 2 else re.escape(part)
                for index, part in enumerate(parts)
            )
            matcher = re.compile(f"(?={pattern})")
            length = len(self.text)
            for match in matcher.finditer(text, start):
                if is_border(text, match.start()) and is_border(text, match.start() + length):
                    yield match.start(), match.start() + length
            return
        position = text.find(self.needle, start)
        while position >= 0:
            end = position + len(self.needle)
            if is_border(text, position) and is_border(text, end):
                yield position, end
            position = text.find(self.needle, position + 1)


class Quotation(NamedTuple):
    """A passage as a claim about its witness: fragments, and whether its ends are cut."""

    fragments: tuple[Fragment, ...]
    omission_before: bool
    omission_after: bool
    insertions: tuple[str, ...]

    def sha256(self) -> str:
        """The hash that stands for the exact words in `passages.lock` and in exports.

        Of the normalised fragments, each on a line of its own, an empty line before or after
        them where that end is cut, in UTF-8, hexadecimal. No normalised text holds a line
        break, so no two quotations share their lines; a letter whose case is the editors' keeps
        its marks (U+FDD0, U+FDD1).
        """
        lines = [fragment.needle for fragment in self.fragments]
        lines = [""] * self.omission_before + lines + [""] * self.omission_after
        return hashlib.sha256("\n".join(lines).encode(errors="surrogatepass")).hexdigest()


class Proof(NamedTuple):
    """What became of a quotation.

    `status`: ``verbatim``, ``absent``, ``ambiguous`` or ``empty``. When verbatim, `spans` are
    the offsets (code points, end exclusive) of the fragments in the witness as it was read,
    `omitted` the dropped stretches, and `begins_inside` / `ends_inside` the rest of a sentence
    that the passage cuts without saying so. `severed` are the negations and numbers that an
    omission takes from the words beside them in their sentence. Otherwise `failed` is the index
    of the first fragment with no place, `searched_from` the normalised offset from where it was
    looked for, and `places` are the normalised offsets of every way to begin.
    """

    status: str
    spans: tuple[tuple[int, int], ...] = ()
    omitted: tuple[str, ...] = ()
    begins_inside: str = ""
    ends_inside: str = ""
    severed: tuple[str, ...] = ()
    failed: int = -1
    searched_from: int = 0
    places: tuple[tuple[int, int], ...] = ()

    @property
    def omitted_words(self) -> int:
        """How many words of the witness the passage's omissions drop."""
        return sum(count_words(stretch) for stretch in self.omitted)

    @property
    def dropped_tell_tales(self) -> tuple[str, ...]:
        """The negations and numbers among the dropped words (design rule 1)."""
        return tuple(word for stretch in self.omitted for word in tell_tale_words(stretch))


def read_quotation(base_text: BaseText) -> Quotation:
    """Turn a base text into the chain of fragments that must stand in the witness."""
    stretches: list[str] = [""]
    insertions: list[str] = []
    for run in base_text.runs():
        match run.kind:
            case "omission":
                stretches.append("")
            case "insertion":
                insertions.append(run.text[1:-1])
                stretches[-1] = stretches[-1].rstrip()
            case "letter":
                stretches[-1] += f"{_LETTER_OPEN}{run.text[1:-1]}{_LETTER_CLOSE}"
            case _:
                stretches[-1] += run.text
    # A stop or quotation mark alone between two omissions quotes no words.
    needles = [normalise(stretch) for stretch in stretches]
    needles = ["" if _STOPS.issuperset(needle) else needle for needle in needles]
    return Quotation(
        tuple(Fragment(needle) for needle in needles if needle),
        omission_before=len(needles) > 1 and not needles[0],
        omission_after=len(needles) > 1 and not needles[-1],
        insertions=tuple(insertions),
    )


def prove(quotation: Quotation, witness: Witness, nth: int | None = None) -> Proof:
    """Look for the one way to lay `quotation` into `witness`.

    `nth` (from 1) picks among several ways, in the order of the witness. No result but
    ``verbatim`` carries spans, so nothing that was not proved can be counted as quoted.
    """
    if not quotation.fragments:
        return Proof("empty")
    text = witness.normalised.text
    found_at = {
        fragment: tuple(fragment.occurrences(text, 0)) for fragment in set(quotation.fragments)
    }
    places = [found_at[fragment] for fragment in quotation.fragments]
    start = 0
    for index, candidates in enumerate(places):
        earliest = bisect_left(candidates, (start,))
        if earliest == len(candidates):
            return Proof("absent", failed=index, searched_from=start)
        start = candidates[earliest][1]
    chains = _lay(places, max(MOST_OCCURRENCES, nth or 0))
    if (nth is None and len(chains) > 1) or (nth is not None and not 1 <= nth <= len(chains)):
        varying = next(
            (i for i in range(len(quotation.fragments)) if len({c[i] for c in chains}) > 1), 0
        )
        found = tuple(sorted({chain[varying] for chain in chains}))
        return Proof("ambiguous", failed=varying, places=found)
    chain = chains[(nth or 1) - 1]
    return _verbatim(quotation, witness, chain)


def _lay(places: list[tuple[tuple[int, int], ...]], most: int) -> list[tuple[tuple[int, int], ...]]:
    """The ways to take one place per fragment, in order and apart; at most `most` of them."""
    # From behind: what begins later than this leaves no room for the fragments after it. With
    # the bound no branch below is a dead end, so that the work is that of the ways found.
    latest = [0] * len(places)
    bound = len(places[-1]) and places[-1][-1][0]
    for index in reversed(range(len(places))):
        if index < len(places) - 1:
            # Ends ascend with the starts: the places of one fragment are of one length.
            fitting = bisect_right(places[index], bound, key=itemgetter(1))
            bound = places[index][fitting - 1][0]
        latest[index] = bound
    chains: list[tuple[tuple[int, int], ...]] = []
    chain: list[tuple[int, int]] = []
    # Of each fragment laid, and of the next one, the places not yet tried. No recursion: a
    # passage may have more fragments than Python has stack.
    untried = [iter(places[0])]
    while untried and len(chains) < most:
        place = next(untried[-1], None)
        if place is None or place[0] > latest[len(chain)]:
            untried.pop()
            if chain:
                chain.pop()
        elif len(chain) + 1 == len(places):
            chains.append((*chain, place))
        else:
            chain.append(place)
            following = places[len(chain)]
            untried.append(iter(following[bisect_left(following, (place[1],)) :]))
    return chains


def _verbatim(quotation: Quotation, witness: Witness, chain: tuple[tuple[int, int], ...]) -> Proof:
    text = witness.normalised.text
    omitted = [text[before[1] : after[0]].strip() for before, after in pairwise(chain)]
    head = _sentence_before(witness, chain[0][0])
    tail = _sentence_after(witness, chain[-1][1])
    if quotation.omission_before:
        omitted.insert(0, head)
    if quotation.omission_after:
        omitted.append(tail)
    return Proof(
        "verbatim",
        spans=tuple(witness.normalised.span(start, end) for start, end in chain),
        omitted=tuple(omitted),
        begins_inside="" if quotation.omission_before else head,
        ends_inside="" if quotation.omission_after else tail,
        severed=_severed(quotation, witness, chain),
    )


def _severed(
    quotation: Quotation, witness: Witness, chain: tuple[tuple[int, int], ...]
) -> tuple[str, ...]:
    """The negations and numbers beside a cut, where it is inside a sentence."""
    text = witness.normalised.text
    found: list[str] = []
    for index, (start, end) in enumerate(chain):
        opens = text[chain[index - 1][1] : start].strip() if index else quotation.omission_before
        if opens:
            words = filter(_has_words, reversed(_sentence_before(witness, start).split()))
            found.extend(tell_tale_words(next(words, "")))
        last = index + 1 == len(chain)
        closes = quotation.omission_after if last else text[end : chain[index + 1][0]].strip()
        if closes:
            words = filter(_has_words, _sentence_after(witness, end).split())
            found.extend(tell_tale_words(next(words, "")))
    return tuple(found)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _ends_sentence(text: str, offset: int, paragraph_end: int) -> bool:
    """Whether a sentence ends at `offset`: after a stop, and not before a small letter."""
    window = text[max(0, offset - 24) : offset]
    match = _SENTENCE_END.search(window)
    if match is None:
        return False
    following = text[offset : min(paragraph_end, offset + 8)].lstrip(" \"'([")
    if not following:
        return True
    return not following[0].islower() and not _SHORTENED.search(window[: match.start() + 1])


def _sentence_before(witness: Witness, start: int) -> str:
    """The words between the beginning of the sentence and `start`; empty at its beginning."""
    text = witness.normalised.text
    index = bisect_right(witness.paragraph_starts, start) - 1
    paragraph = witness.paragraph_starts[index] if index >= 0 else 0
    before = text[paragraph:start].rstrip()
    if _LIST_NUMBER.fullmatch(before):
        return before
    ends = [
        match.end()
        for match in _NEXT_SENTENCE_END.finditer(before)
        if _ends_sentence(text, paragraph + match.end(), len(text))
    ]
    return before[ends[-1] if ends else 0 :].strip()


def _sentence_after(witness: Witness, end: int) -> str:
    """The words between `end` and the end of the sentence; empty at its end."""
    text = witness.normalised.text
    index = bisect_right(witness.paragraph_starts, end)
    starts = witness.paragraph_starts
    # The space before a paragraph belongs to none: a passage may end just before it.
    paragraph_end = starts[index] if index < len(starts) else len(text)
    while end < paragraph_end and text[end] in "\"')]":
        end += 1
    after = text[end:paragraph_end]
    if not after.strip() or _ends_sentence(text, end, paragraph_end):
        return ""
    ends = (
        match.end()
        for match in _NEXT_SENTENCE_END.finditer(after)
        if _ends_sentence(text, end + match.end(), paragraph_end)
    )
    return after[: next(ends, len(after))].strip()
