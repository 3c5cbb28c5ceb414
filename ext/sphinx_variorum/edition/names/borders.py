"""Borders: whether the words of a form stand for themselves or are part of longer ones."""

from __future__ import annotations

import unicodedata

from sphinx_variorum.edition.words import is_spaceless, is_word_character


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on over the ends of the stretch `start` to `end` of `text`.

    `text` is normalised. A word is letters, digits, their combining marks, and the low line of
    identifiers. All else parts words: spaces, hyphens (“US-backed”), apostrophes, as in
    possessives (“Kim's”) and elisions (“l'ONU”). A longer name is protected by being listed, since
    the longest form wins.

    Where one of the two neighbours belongs to a script that is written without spaces, or whose
    particles join the word (Han, kana, Hangul, Thai …), there is a border anywhere between
    characters: “김정은이”, “KCNA는”. A number and its decimals are one: “Article 1” is not in
    “Article 1.5”.
    """
    if start > 0 and not _parted(text[start - 1], text[start], text[max(0, start - 2)]):
        return False
    if _extends(text[start]):
        return False
    if end >= len(text):
        return True
    if _extends(text[end]):
        return False
    return _parted(text[end], text[end - 1], text[end + 1 : end + 2])


def _parted(outside: str, inside: str, beyond: str) -> bool:
    """Whether `outside` begins something new; `beyond` is the character on its other side."""
    if outside in ".," and inside.isdecimal():
        return not beyond.isdecimal()
    if is_word_character(outside) or outside == "_":
        return is_spaceless(outside) or is_spaceless(inside)
    return True


def _extends(character: str) -> bool:
    """Whether `character` is written into the one before it: marks, joiners, later Jamo."""
    # U+0300 is the first mark.
    return character >= "\u0300" and (
        unicodedata.category(character).startswith("M")
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
        or character in "\u200d\uff9e\uff9f"
    )
