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
from collections.abc import Iterator, Mapping
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
    """The masked expression in parentheses, and what stands behind its names, by their offset.

    Because of the parenthesis an offset in it, from 0, is a column of the text, from 1.
    """

    masked: str
    atoms: Mapping[int, Atom]


def is_word(text: str) -> bool:
    """Whether `text` can stand in a filter without quotation marks."""
    match = _TOKEN.fullmatch(text)
    return match is not None and match.lastgroup == "word" and text not in _KEYWORDS


def scan(text: str) -> Scanned:
    """Mask the words of `text`.

    Raises `FilterError` for what no filter can hold: a strange character, words side by side, a
    bracket without its other half, too many brackets in each other, nothing, too long a text.
    """
    _check_characters(text)
    masked: list[str] = []
    atoms: dict[int, Atom] = {}
    before = ""
    for kind, token, column in _tokens(text):
        if before and kind in ("word", "quoted", "open"):
            raise FilterError(_side_by_side(before, token), column)
        match kind:
            case "word":
                atoms[column] = Atom(token, False, column)
                masked.append("_" * len(token))
            case "quoted":
                words = " ".join(token[1:-1].split())
                if not words:
                    raise FilterError(
                        "nothing stands between the quotation marks; to ask whether a field is "
                        "given, write its name alone",
                        column,
                    )
                # Spaces for the quotation marks, as a keyword may touch them.
                atoms[column + 1] = Atom(words, True, column)
                masked.append(f" {'_' * (len(token) - 2)} ")
            case "space":
                masked.append(" " * len(token))
                continue
            case _:
                masked.append(token)
        before = token if kind in ("word", "quoted", "close") else ""
    if not before:
        raise FilterError(
            "the filter ends where a field or a value should stand"
            if text.strip()
            else "the filter is empty",
            max(1, len(text)),
        )
    # The parser takes an indented expression in parentheses only.
    return Scanned(f"({''.join(masked)})", MappingProxyType(atoms))


def _check_characters(text: str) -> None:
    if len(text) > LONGEST:
        raise FilterError(
            f"the filter has {len(text):,} characters; at most {LONGEST:,} are read", LONGEST + 1
        )
    for offset, character in enumerate(text):
        if not character.isspace() and unicodedata.category(character) in ("Cc", "Cs"):
            raise FilterError(
                f"a character that cannot be printed (U+{ord(character):04X})", offset + 1
            )


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """(kind, token, column) of all that stands in `text`; its brackets match."""
    brackets: list[tuple[str, int]] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise FilterError(_strange(text[offset:]), offset + 1)
        token, kind = match[0], match.lastgroup or ""
        if kind == "open":
            brackets.append((token, offset + 1))
            if len(brackets) > DEEPEST:
                raise FilterError(f"more than {DEEPEST} brackets stand in each other", offset + 1)
        elif kind == "close" and (not brackets or _CLOSING[brackets.pop()[0]] != token):
            raise FilterError(f"{shown(token)} closes nothing that was opened", offset + 1)
        yield "keyword" if token in _KEYWORDS else kind, token, offset + 1
        offset = match.end()
    if brackets:
        raise FilterError(f"{shown(brackets[-1][0])} is never closed", brackets[-1][1])


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
