"""The closed lists: which values an editor may write, and what they mean.

They are data, in ``vocabulary.toml`` beside this module: options of directives, error messages,
tables of the manual and exports are made from it, so that no list stands in two places.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple


class Term(NamedTuple):
    """One value of a closed list.

    `slug` is what is stored, `label` what the reader sees. `demands` names what an annotation
    with this value must also have, `close_match` the nearest name in another vocabulary; the
    head of ``vocabulary.toml`` lists what each means in each scheme. `settled` and `following`
    (slugs) speak of the status of a need only.
    """

    scheme: str
    slug: str
    label: str
    definition: str
    aliases: tuple[str, ...]
    broader: str
    close_match: str
    demands: tuple[str, ...]
    settled: bool
    following: tuple[str, ...]


class Scheme(NamedTuple):
    """A closed list, its terms in the order in which they are shown."""

    name: str
    label: str
    definition: str
    terms: tuple[Term, ...]


class UnknownTerm(ValueError):
    """`value` is neither slug nor alias in the list `scheme`.

    `nearest` is the slug that was probably meant, or "".
    """

    def __init__(self, scheme: str, value: str, nearest: str) -> None:
        super().__init__(scheme, value, nearest)
        self.scheme = scheme
        self.value = value
        self.nearest = nearest

    def __str__(self) -> str:
        meant = f": did you mean {self.nearest!r}?" if self.nearest else "."
        slugs = ", ".join(term.slug for term in schemes()[self.scheme].terms)
        return f"unknown {self.scheme} {self.value!r}{meant} One of: {slugs}"


@cache
def schemes() -> Mapping[str, Scheme]:
    """Every closed list by its name, read once from the package."""
    text = files("sphinx_variorum.edition").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {name: _scheme(name, table) for name, table in tomllib.loads(text).items()}
    )


def term(scheme: str, slug: str) -> Term:
    """The term with exactly this slug.

    Raises `KeyError`.
    """
    return _slugs()[scheme, slug]


def lookup(scheme: str, value: str) -> Term:
    """The term that an editor means by `value`, a slug or an alias.

    Case does not count, and a space or underscore is a hyphen. Raises `UnknownTerm`, and
    `KeyError` if there is no such scheme.
    """
    index = _index()[scheme]
    found = index.get(value) or index.get(_fold(value))
    if found is None:
        raise UnknownTerm(scheme, value, _nearest(_fold(value), index))
    return found


def _scheme(name: str, table: dict[str, Any]) -> Scheme:
    terms = tuple(_term(name, slug, row) for slug, row in table["terms"].items())
    return Scheme(name, table["label"], table["definition"], terms)


def _term(scheme: str, slug: str, row: dict[str, Any]) -> Term:
    unknown = row.keys() - {
        *("label", "definition", "aliases", "broader"),
        *("close_match", "demands", "settled", "next"),
    }
    if unknown:
        raise ValueError(f"vocabulary.toml: {scheme}.{slug} has the unknown keys {unknown}")
    return Term(
        scheme,
        slug,
        row["label"],
        row["definition"],
        tuple(row.get("aliases", ())),
        row.get("broader", ""),
        row.get("close_match", ""),
        tuple(row.get("demands", ())),
        row.get("settled", False),
        tuple(row.get("next", ())),
    )


@cache
def _slugs() -> Mapping[tuple[str, str], Term]:
    return MappingProxyType(
        {(name, term.slug): term for name, scheme in schemes().items() for term in scheme.terms}
    )


@cache
def _index() -> Mapping[str, Mapping[str, Term]]:
    """For each scheme what may be written, folded; slugs first and before any alias."""
    return MappingProxyType(
        {name: MappingProxyType(dict(_spellings(scheme))) for name, scheme in schemes().items()}
    )


def _spellings(scheme: Scheme) -> Iterator[tuple[str, Term]]:
    for term in scheme.terms:
        yield _fold(term.slug), term
    for term in scheme.terms:
        for alias in term.aliases:
            yield _fold(alias), term


def _fold(value: str) -> str:
    folded = unicodedata.normalize("NFC", value).casefold()
    return "-".join(folded.replace("_", " ").replace("-", " ").split())


def _nearest(folded: str, index: Mapping[str, Term]) -> str:
    """The slug of the spelling fewest slips away, and if none is near, of one begun alike.

    A slip is a letter left out, put in, changed or swapped with its neighbour; one is allowed
    for every three letters, three at most. Of equals a slug wins over an alias.
    """
    # Loaded only for a value that is wrong: a build without faults starts faster.
    from rapidfuzz.distance import OSA

    best, fewest = "", 4
    for spelling, term in index.items():
        allowed = min(fewest - 1, (len(spelling) + 1) // 3)
        if allowed > 0:
            slips = OSA.distance(folded, spelling, score_cutoff=allowed)
            if slips <= allowed:
                best, fewest = term.slug, slips
    if best or len(folded) < 3:
        return best
    for spelling, term in index.items():
        if spelling.startswith(folded) or (len(spelling) > 2 and folded.startswith(spelling)):
            return term.slug
    return ""


@cache
def order(scheme: str) -> Mapping[str, int]:
    """The place of each slug of a closed list, in the order in which they are shown."""
    return {item.slug: place for place, item in enumerate(schemes()[scheme].terms)}
