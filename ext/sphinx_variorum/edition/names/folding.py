"""Folding: under which spelling a form is looked for. Every character keeps its place."""

from __future__ import annotations

from sphinx_variorum.edition.normalise import normalise


def fold(text: str) -> str:
    """`text` without the difference of upper and lower case, as long as before.

    This is Unicode's case folding, except where it makes several characters of one: there the
    lower-case letter stands, or the character itself. So “ß” is not “SS”.
    """
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    for candidate in (character.casefold(), character.lower()):
        if len(candidate) == 1:
            return candidate
    return character


def key(form: str) -> str:
    """The spelling that a form is compared by: the declared normalisation, then `fold`.

    So no-break spaces, hyphens of any kind, curly apostrophes and decomposed letters are no forms
    of their own.
    """
    return fold(normalise(form))
