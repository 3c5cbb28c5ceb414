"""Places: where a form means the name that it is listed under.

A place is the id of a passage (``defectors-game:5``), of a source, or any other id without a colon.
A passage lies in the source that stands before its colon.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sphinx_variorum.edition.suggestions import did_you_mean

from .records import Form, Name, Problem

#: The rank of a form that is bound to no place.
UNRESTRICTED = 1


def rank(form: Form, place: str) -> int:
    """How particularly `form` claims `place`; 0 if it does not mean its name there.

    1 is a form without a restriction, 2 one that names the source of the passage, 3 one that names
    the place itself. The higher wins: it is the more particular.
    """
    source = place.partition(":")[0]
    if place in form.not_in or source in form.not_in:
        return 0
    if not form.only_in:
        return UNRESTRICTED
    if place in form.only_in:
        return 3
    return 2 if source in form.only_in else 0


def telling_places(forms: Iterable[Form]) -> Iterator[str]:
    """Places such that whatever holds for the ranks of `forms` in all of these holds everywhere.

    They are those that the forms name, their sources (which stand for all passages in them that
    no form names), and a place that none of them speaks of.
    """
    yield ""
    for form in forms:
        for place in (*form.only_in, *form.not_in):
            yield from (place, place.partition(":")[0])


def unknown_places(names: Iterable[Name], known: Collection[str]) -> tuple[Problem, ...]:
    """What `only-in` and `not-in` name although it is not among `known` (ids of passages and
    sources).
    """
    problems: list[Problem] = []
    for name in names:
        for form in name.forms:
            for place in (*form.only_in, *form.not_in):
                if place not in known:
                    message = (
                        f"the form “{form.text}” of {name.ident} speaks of “{place}”, and there is "
                        f"no passage or source of this id{did_you_mean(place, known)}: correct it, "
                        "or take it out"
                    )
                    problems.append(Problem(form.line, message))
    return tuple(problems)
