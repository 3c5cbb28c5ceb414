"""Words: where they begin and end, and how many there are."""

from __future__ import annotations

import re
import unicodedata

# Scripts written without spaces, or whose particles join the word: in them any character may be
# the border of a quotation (Han, kana, Hangul, Thai, Lao, Khmer, Myanmar, Tibetan).
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u30ff"
    "\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
# One ideograph or kana counts as a word; Hangul is written with spaces.
_COUNTED_ALONE = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_COUNTED_ALONE}]|[^\s{_COUNTED_ALONE}]*[^\W_][^\s{_COUNTED_ALONE}]*")

NEGATIONS = frozenset(
    """no not never none nobody nothing nowhere neither nor without cannot
    nicht kein keine keinen keinem keiner keines nie niemals nichts weder ohne
    ne pas jamais rien aucun aucune sans non sin nunca nada ningún ninguno""".split()
)
_NEGATED = re.compile(r"n't$|^안$|^못$|없|않|아니")


def is_word_character(character: str) -> bool:
    """Whether `character` is a letter, digit or combining mark, that is, part of a word."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def is_spaceless(character: str) -> bool:
    """Whether `character` belongs to a script in which words are not parted by spaces."""
    return _SPACELESS.match(character) is not None


def is_border(text: str, offset: int) -> bool:
    """Whether a word may begin or end at `offset` of `text` (between two characters)."""
    if offset <= 0 or offset >= len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if unicodedata.combining(after):
        return False
    if not (is_word_character(before) and is_word_character(after)):
        return True
    return is_spaceless(before) or is_spaceless(after)


def count_words(text: str) -> int:
    """The number of words: stretches between spaces with a letter or digit; each ideograph one."""
    return sum(1 for _ in _WORD.finditer(text))


def tell_tale_words(text: str) -> tuple[str, ...]:
    """The negations and numbers in `text`: what an omission must not drop unsaid."""
    found: list[str] = []
    for word in text.split():
        bare = word.strip(".,;:!?()[]\"'“”‘’«»").casefold().replace("’", "'")
        if bare in NEGATIONS or _NEGATED.search(bare) or any(c.isdigit() for c in bare):
            found.append(word.strip(".,;:!?()[]\"'“”‘’«»"))
    return tuple(found)
