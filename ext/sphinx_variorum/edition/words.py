"""Words: where they begin and end, and how many there are."""

from __future__ import annotations

import re
import unicodedata

# Scripts written without spaces, or whose particles join the word: in them any character may be
# the border of a quotation. First and last code points, ascending (Unicode 16, blocks).
_SPACELESS = (
    (0x0E00, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul Jamo
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3130, 0x318F),  # Hangul compatibility Jamo
    (0x31F0, 0x31FF),  # kana extensions
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),  # Hangul
    (0xF900, 0xFAFF),  # Han compatibility
    (0x20000, 0x3FFFF),
)
# Of these, one character counts as one word (Hangul is written with spaces).
_COUNTED_ALONE = tuple(
    span for span in _SPACELESS if span[0] >= 0x3040 and span[0] not in (0x3130, 0xAC00)
)


def _within(character: str, spans: tuple[tuple[int, int], ...]) -> bool:
    code = ord(character)
    return code >= spans[0][0] and any(first <= code <= last for first, last in spans)


NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "neither",
        "nor",
        "without",
        "cannot",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keinem",
        "keiner",
        "keines",
        "nie",
        "niemals",
        "nichts",
        "weder",
        "ohne",
        "ne",
        "pas",
        "jamais",
        "rien",
        "aucun",
        "aucune",
        "sans",
        "non",
        "sin",
        "nunca",
        "nada",
        "ningún",
        "ninguno",
    ]
)
_NEGATED = re.compile(r"n't$|^안$|^못$|없|않|아니")
# “no-one”, “either/nor”, “was not—they say—there”
_JOINED = re.compile("[-\u2010-\u2015/]")
# What an apostrophe ties to the word before it (not the possessive: its noun is a word).
_CONTRACTION = re.compile(r"['’](?:t|ll|re|ve|d|m)(?!\w)", re.IGNORECASE)
_NEGATIVE_PREFIX = re.compile(r"(?<!\w)(?:non|un)$", re.IGNORECASE)
# What belongs to the number after it, where no word or number stands before it: “-5”, “<5”, “.5”.
_SIGNS = frozenset("+-±~≈<>≤≥.")
_OPENING = frozenset(" \"'([")


def is_word_character(character: str) -> bool:
    """Whether `character` is a letter, digit or combining mark, that is, part of a word."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def is_spaceless(character: str) -> bool:
    """Whether `character` belongs to a script in which words are not parted by spaces."""
    return _within(character, _SPACELESS)


def is_border(text: str, offset: int) -> bool:
    """Whether a word may begin or end at `offset` of `text` (between two characters).

    A number is one word with its sign, its separators, its currency and its per cent; so are a
    verb with its contracted ending (“can't”) and a word with “non-” or “un-”: half of them says
    something else.
    """
    if offset <= 0 or offset >= len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if unicodedata.category(after).startswith("M"):
        return False
    if not (is_word_character(before) and is_word_character(after)):
        return not (_in_number(text, offset) or _in_negated(text, offset))
    return is_spaceless(before) or is_spaceless(after)


def _in_number(text: str, offset: int) -> bool:
    before, after = text[offset - 1], text[offset]
    if before in _SIGNS and (after.isdecimal() or unicodedata.category(after) == "Sc"):
        earlier = text[max(0, offset - 2) : offset - 1]
        if not earlier or earlier in _OPENING:
            return True
    if after in ".,:":
        return before.isdecimal() and text[offset + 1 : offset + 2].isdecimal()
    if before in ".,:":
        return after.isdecimal() and text[max(0, offset - 2) : offset - 1].isdecimal()
    if before.isdecimal():
        return after in "%‰°" or unicodedata.category(after) == "Sc"
    return after.isdecimal() and unicodedata.category(before) == "Sc"


def _in_negated(text: str, offset: int) -> bool:
    for sign in (offset - 1, offset):
        if sign and text[sign] in "'’" and is_word_character(text[sign - 1]):
            return _CONTRACTION.match(text, sign) is not None
        if text[sign] == "-":
            return _NEGATIVE_PREFIX.search(text[max(0, sign - 4) : sign]) is not None
    return False


def count_words(text: str) -> int:
    """The number of words: stretches between spaces with a letter or digit; each ideograph one."""
    count = 0
    for stretch in text.split():
        if stretch.isascii() or max(stretch) < "\u3040":
            count += any(map(str.isalnum, stretch))
            continue
        inside = False
        for character in stretch:
            if _within(character, _COUNTED_ALONE):
                count, inside = count + 1, False
            elif character.isalnum() and not inside:
                count, inside = count + 1, True
    return count


def tell_tale_words(text: str) -> tuple[str, ...]:
    """The negations and numbers in `text`: what an omission must not drop unsaid."""
    found: list[str] = []
    for word in text.split():
        bare = word.strip(".,;:!?()[]\"'“”‘’«»").casefold().replace("’", "'")
        if any(c.isdigit() for c in bare) or any(
            part in NEGATIONS or _NEGATED.search(part) for part in _JOINED.split(bare)
        ):
            found.append(word.strip(".,;:!?()[]\"'“”‘’«»"))
    return tuple(found)
