"""From the text of a filter to an expression that Python's parser takes.

Editors write words as they stand in the edition, unquoted: ``not-found``, ``defectors-game:5``,
``2026-11-23``. To Python these would be subtractions, or errors. So every word and every quoted
text is masked by a name of the same length; what is left is operators and brackets in their
places, in ASCII. The parser never sees what an editor wrote, so it decodes no escape, reads no
number and knows no prefix of a string.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from .schema import FilterError, shown

#: The longest filter, in characters, and the deepest nesting of brackets.
LONGEST = 1000
DEEPEST = 20

_TOKEN = re.compile(
    r"""(?P<word>[0-9]+\.[0-9]+(?!\w)|\w+(?:[-:]\w+)*)
    |(?P<quoted>"[^"]*"|'[^']*')
    |(?P<open>[(\[{])|(?P<close>[)\]}])
    |(?P<operator>==|!=|<=|>=|<|>|,|-)
    |(?P<space>\s+)""",
    re.VERBOSE,
)
_KEYWORDS = frozenset({"and", "or", "not", "in"})
_CLOSING = MappingProxyType({"(": ")", "[": "]", "{": "}"})

#: What editors may write from other languages, and what it is here.
_MEANT = MappingProxyType(
    {
        "=": "==",
        "&": "and",
        "|": "or",
        "!": "not",
        "~": "not",
        **dict.fromkeys("“”„‟«»‘’‚‹›`", "straight quotation marks"),
    }
)


class Atom(NamedTuple):
    """A word or a quoted text: what it says, whether it was quoted, its column from 1."""

    text: str
    quoted: bool
    column: int


class Scanned(NamedTuple):
    """The masked expression, and what stands behind its names, by their offset in it.

    `margin` is the number of characters before the expression.
    """

    masked: str
    atoms: Mapping[int, Atom]
    margin: int


def is_word(text: str) -> bool:
    """Whether `text` can stand in a filter without quotation marks."""
    match = _TOKEN.fullmatch(text)
    return match is not None and match.lastgroup == "word" and text not in _KEYWORDS


def scan(text: str) -> Scanned:
    """Mask the words of `text`.

    Raises `FilterError` for what no filter can hold: a strange character, words side by side, a
    bracket without its other half, too many brackets in each other, nothing, too long a text.
    """
    if len(text) > LONGEST:
        raise FilterError(
            f"the filter has {len(text):,} characters; at most {LONGEST:,} are read", LONGEST + 1
        )
    for offset, character in enumerate(text):
        if not character.isspace() and unicodedata.category(character) in ("Cc", "Cs"):
            raise FilterError(
                f"a character that cannot be printed (U+{ord(character):04X})", offset + 1
            )
    expression = text.lstrip()
    margin = len(text) - len(expression)
    masked: list[str] = []
    atoms: dict[int, Atom] = {}
    brackets: list[tuple[str, int]] = []
    before = ""
    offset = 0
    while offset < len(expression):
        column = margin + offset + 1
        match = _TOKEN.match(expression, offset)
        if match is None:
            raise FilterError(_strange(expression[offset:]), column)
        token, kind = match[0], match.lastgroup
        is_atom = kind == "quoted" or (kind == "word" and token not in _KEYWORDS)
        if before and (is_atom or kind == "open"):
            raise FilterError(_side_by_side(before, token), column)
        if kind == "open":
            brackets.append((token, column))
            if len(brackets) > DEEPEST:
                raise FilterError(f"more than {DEEPEST} brackets stand in each other", column)
        elif kind == "close" and (not brackets or _CLOSING[brackets.pop()[0]] != token):
            raise FilterError(f"{shown(token)} closes nothing that was opened", column)
        if is_atom:
            words = token[1:-1] if kind == "quoted" else token
            atoms[offset] = Atom(" ".join(words.split()), kind == "quoted", column)
        masked.append("_" * len(token) if is_atom else " " if kind == "space" else token)
        # A run of white space of any kind is masked by as many spaces.
        if kind == "space":
            masked[-1] *= len(token)
        else:
            before = token if is_atom or kind == "close" else ""
        offset = match.end()
    if brackets:
        raise FilterError(f"{shown(brackets[-1][0])} is never closed", brackets[-1][1])
    if not before:
        raise FilterError(
            "the filter ends where a field or a value should stand"
            if expression
            else "the filter is empty",
            max(1, len(text)),
        )
    return Scanned("".join(masked).rstrip(), MappingProxyType(atoms), margin)


def _strange(rest: str) -> str:
    character = rest[0]
    if character in "\"'":
        return f"the quotation mark {character} is never closed"
    if character in _MEANT:
        return f"{shown(character)} means nothing in a filter; write {_MEANT[character]}"
    named = unicodedata.name(character, f"U+{ord(character):04X}")
    return (
        f"{shown(character)} ({named.lower()}) means nothing in a filter; in a value it stands "
        "within quotation marks"
    )


def _side_by_side(before: str, after: str) -> str:
    said = f"{shown(after)} cannot follow {shown(before)}: an operator is missing between them"
    if after == "is":
        return f"{said}; write =="
    if after == "(":
        return f"{said}; there are no functions in a filter"
    return f"{said}, or quotation marks round a value of several words"
