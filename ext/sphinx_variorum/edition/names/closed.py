"""Closed stretches: addresses in a text, in which no name is looked for.

What looks like an address is taken for one. A name that is missed next to a link does less harm
than a link that is torn apart.
"""

from __future__ import annotations

import re

from .folding import fold

# What ends an address: white space, and marks that stand in none (RFC 3986, appendix C).
_STRETCH = re.compile(r'[^\s<>"。、，；：！？（）「」『』【】《》]+')
# Nearly all texts have none of these, and are then not looked through.
_HINT = re.compile(r"[:@/]|\w\.\S")
_MARKERS = ("www.", "mailto:", "doi:", "urn:", "tel:", "javascript:", "data:")
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789+.-")
# What parts an e-mail address from the words around it.
_AROUND_MAIL = re.compile(r"[()\[\]{},;:]")
_AROUND_HOST = re.compile(r"[()\[\]{},;!|*']+")
_AFTER_HOST = re.compile(r"[/?#]|:\d")


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of normalised `text` that are an address, ascending; the end is exclusive.

    Addresses are whatever has ``://``; what begins with ``www.``, ``mailto:``, ``doi:`` and their
    like; e-mail addresses; and host names, as in “example.org/page”.
    """
    if not _HINT.search(text):
        return ()
    found: list[tuple[int, int]] = []
    for match in _STRETCH.finditer(text):
        stretch = match.group()
        offset = match.start()
        begin = _begin(stretch)
        if begin >= 0:
            found.append((offset + begin, match.end()))
        head = stretch if begin < 0 else stretch[:begin]
        if "@" in head:
            found += [(offset + first, offset + last) for first, last in _mails(head)]
        if "." in head:
            found += [(offset + first, offset + last) for first, last in _hosts(head)]
    return tuple(sorted(found))


def _begin(stretch: str) -> int:
    """Where an address begins that says by its first signs what it is, or -1."""
    lower = fold(stretch)
    begins: list[int] = []
    position = lower.find("://")
    if position >= 0:
        while position and lower[position - 1] in _SCHEME:
            position -= 1
        begins.append(position)
    for marker in _MARKERS:
        position = lower.find(marker)
        while position > 0 and lower[position - 1].isalnum():
            position = lower.find(marker, position + 1)
        # “doi:” alone is a word and a colon.
        if position >= 0 and len(lower) > position + len(marker):
            begins.append(position)
    return min(begins, default=-1)


def _mails(stretch: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in _between(_AROUND_MAIL, stretch):
        local, at, host = stretch[first:last].partition("@")
        if at and local and any(map(str.isalnum, host)):
            found.append((first, last))
    return found


def _hosts(stretch: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in _between(_AROUND_HOST, stretch):
        piece = stretch[first:last]
        after = _AFTER_HOST.search(piece)
        host = piece[: after.start()] if after else piece
        if _is_host(host if after else host.rstrip(".:"), with_path=after is not None):
            # A path may hold what parts words.
            found.append((first, len(stretch) if after else last))
    return found


def _is_host(host: str, *, with_path: bool) -> bool:
    labels = host.split(".")
    top = labels[-1]
    if len(labels) < 2 or len(top) < 2 or not all(labels) or not top.isalpha():
        return False
    if not all(character.isalnum() or character in "-_" for character in "".join(labels)):
        return False
    # Without a path it may be a stop with a space forgotten after it: “war.Kim”.
    return with_path or (top.isascii() and top.islower())


def _between(parting: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The stretches of `text` between what `parting` matches."""
    position = 0
    found: list[tuple[int, int]] = []
    for match in parting.finditer(text):
        found.append((position, match.start()))
        position = match.end()
    found.append((position, len(text)))
    return found
