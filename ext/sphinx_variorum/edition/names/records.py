"""What is known of a name, and where it is mentioned."""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """One way in which a name stands in a text.

    `text` is as the editor wrote it, on line `line` (1-based) of the file. `exact` is whether upper
    and lower case must agree. `language` is a BCP 47 tag, or empty. `only_in` and `not_in` hold
    ids of passages (``defectors-game:5``) and of sources: if `only_in` is not empty, the form
    means this name there and nowhere else; in the places of `not_in` it does not mean it.
    """

    text: str
    language: str = ""
    exact: bool = True
    only_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    line: int = 0


class Name(NamedTuple):
    """A person, an organisation, a place, a work, an event or a law.

    `kind` is a slug of the closed list ``name-kind``. `begin` and `end` are dates of ISO 8601, to
    the year, month or day, or empty: birth and death, foundation and dissolution, in force from
    and to. `wikidata` is ``Q…`` or empty; `same_as` are addresses that may be linked. `forms`
    begins with the name itself, unless the editor lists it further down. `line` is 1-based.
    """

    ident: str
    kind: str
    name: str
    sort: str
    forms: tuple[Form, ...]
    described: str = ""
    begin: str = ""
    end: str = ""
    wikidata: str = ""
    same_as: tuple[str, ...] = ()
    line: int = 0


class Problem(NamedTuple):
    """Something wrong in the file of names: its line (1-based), what it is and what to do."""

    line: int
    message: str


class NamesFile(NamedTuple):
    """All names that can be kept, in the order of the file, and what is wrong, by line."""

    names: tuple[Name, ...] = ()
    problems: tuple[Problem, ...] = ()


class Mention(NamedTuple):
    """The name (its id) that stands in a text from `start` to `end`.

    Offsets are code points of the text as it was given, the end exclusive.
    """

    name: str
    start: int
    end: int
