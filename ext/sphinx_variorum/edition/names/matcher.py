"""Finding names in texts: the leftmost of the longest forms that stand there as whole words.

All forms are looked for at once, by an Aho-Corasick automaton. It reports every occurrence, also
those inside each other: of “Kim Jong” and “Kim” in “Kim Jongsan” the longer is no whole word, and
the shorter is still to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from ahocorasick_rs import AhoCorasick

from sphinx_variorum.edition.normalise import normalise, normalise_with_origins

from .borders import stands_alone
from .closed import addresses
from .folding import fold
from .places import UNRESTRICTED, rank
from .records import Form, Mention, Name


class _Claim(NamedTuple):
    """A form, whose it is, and the spelling it insists on, or an empty string."""

    name: str
    exact: str
    form: Form


class Matcher:
    """An automaton over all forms of all names.

    It cannot be pickled: each process builds its own, which takes milliseconds.
    """

    __slots__ = ("_automaton", "_claims")

    def __init__(self, claims: dict[str, list[_Claim]]) -> None:
        """Use `build`. `claims` are the claims on each folded spelling."""
        self._claims = tuple(map(tuple, claims.values()))
        self._automaton = AhoCorasick(claims)

    @classmethod
    def build(cls, names: Iterable[Name]) -> Self:
        """The matcher of `names`; their order does not count."""
        claims: dict[str, list[_Claim]] = {}
        for name in names:
            for form in name.forms:
                text = normalise(form.text)
                if text:
                    claim = _Claim(name.ident, text if form.exact else "", form)
                    claims.setdefault(fold(text), []).append(claim)
        return cls(claims)

    def find(
        self, text: str, place: str = "", closed: Sequence[tuple[int, int]] = ()
    ) -> tuple[Mention, ...]:
        """The mentions in plain `text`, in its order; they do not overlap.

        `place` is the id of the passage or source that the text belongs to, for forms that mean
        a name in some places only. Nothing is found in addresses, nor in what is `closed`:
        stretches (start, end) of `text` that are code, say. Offsets are code points of `text`.

        Words that two names claim equally are no mention of either, nor of a shorter form.
        """
        normalised = normalise_with_origins(text)
        words = normalised.text
        found: dict[int, list[tuple[int, str]]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(
            fold(words), overlapping=True
        ):
            # Most finds begin inside a word: that is told here without a call.
            if start and words[start - 1].isalpha() and words[start - 1 : start + 1].isascii():
                continue
            if not stands_alone(words, start, end):
                continue
            names = self._meant(index, words[start:end], place)
            if names:
                found.setdefault(start, []).append((end, names[0] if len(names) == 1 else ""))
        if not found:
            return ()
        shut = addresses(words)
        mentions: list[Mention] = []
        done = 0
        for start in sorted(found):
            if start < done:
                continue
            for end, name in sorted(found[start], reverse=True):
                first, last = normalised.span(start, end)
                if _overlaps(start, end, shut) or _overlaps(first, last, closed):
                    continue
                done = end
                if name:
                    mentions.append(Mention(name, first, last))
                break
        return tuple(mentions)

    def _meant(self, index: int, words: str, place: str) -> tuple[str, ...]:
        """The names that `words` mean at `place` by the forms of one spelling, each once."""
        best = 0
        names: tuple[str, ...] = ()
        for name, exact, form in self._claims[index]:
            if exact and exact != words:
                continue
            claimed = rank(form, place) if form.only_in or form.not_in else UNRESTRICTED
            if claimed > best:
                best, names = claimed, (name,)
            elif claimed and claimed == best and name not in names:
                names = (*names, name)
        return names


def _overlaps(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(max(start, first) < min(end, last) for first, last in stretches)
