"""Collisions: two names that claim the same words in the same place."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_variorum.edition.normalise import normalise

from .folding import fold
from .places import rank, telling_places
from .records import Form, Name, Problem


def collide(first: Form, second: Form) -> bool:
    """Whether some words in some place would mean the names of both forms equally."""
    one, other = normalise(first.text), normalise(second.text)
    if fold(one) != fold(other) or (first.exact and second.exact and one != other):
        return False
    return any(
        rank(first, place) == rank(second, place) > 0 for place in telling_places((first, second))
    )


def collisions(names: Iterable[Name]) -> tuple[Problem, ...]:
    """A problem for each form that an earlier name has too and that no override tells apart.

    It stands at the later one's line and names both. Neither is found where they collide.
    """
    claims: dict[str, list[tuple[Name, Form]]] = {}
    problems: list[Problem] = []
    for name in names:
        for form in name.forms:
            earlier = claims.setdefault(fold(normalise(form.text)), [])
            for other, claimed in earlier:
                if other.ident != name.ident and collide(claimed, form):
                    problems.append(_problem(other, claimed, name, form))
                    break
            earlier.append((name, form))
    return tuple(problems)


def _problem(other: Name, claimed: Form, name: Name, form: Form) -> Problem:
    return Problem(
        form.line,
        f"the form “{form.text}” of {name.ident} (line {form.line}) is also a form of "
        f"{other.ident} (line {claimed.line}: “{claimed.text}”), and nothing says which of them is "
        "meant where, so neither is found: give one of the two an only-in with the passages or "
        "sources where it is meant, or take the form out of one",
    )
