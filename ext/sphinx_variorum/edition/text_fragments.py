"""Links that lead to words on somebody else's page (WICG, “URL Fragment Text Directives”).

A browser that knows them scrolls to the words and marks them; every other shows the page.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_DELIMITER = ":~:"
#: Longer quotations are named by their first and last words: words in one exact stretch are found
#: within one paragraph only, and an address should be short.
_LONGEST = 100
_WORDS = 6
_OMISSION = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")


def with_text(url: str, words: str) -> str:
    """`url` with a text directive that finds `words`; `url` as it is if it is no web address.

    A fragment it has is kept: ``#part:~:text=words``. Where something is left out of the words
    (``[…]``), they are found from the first to the last.
    """
    directive = text_directive(words)
    if not directive or not re.match(r"https?://", url, re.IGNORECASE):
        return url
    _page, hash_sign, fragment = url.partition("#")
    if _DELIMITER in fragment:
        return f"{url}&{directive}"
    return f"{url}{'' if hash_sign else '#'}{_DELIMITER}{directive}"


def text_directive(words: str) -> str:
    """``text=start`` or ``text=start,end`` for `words`; empty if there are none."""
    pieces = [piece.split() for piece in _OMISSION.split(words)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return ""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        whole = " ".join(first)
        # A script without spaces offers no words to begin and to end with.
        if len(whole) <= _LONGEST or len(first) <= 2 * _WORDS:
            return f"text={_encode(whole)}"
    return f"text={_encode(' '.join(first[:_WORDS]))},{_encode(' '.join(last[-_WORDS:]))}"


def _encode(text: str) -> str:
    # A hyphen, a comma and an ampersand are the directive's own signs (its section 3.4).
    return quote(text, safe="", errors="replace").replace("-", "%2D")
