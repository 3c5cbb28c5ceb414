"""Putting a reference together: the style's words and an entry's values, and where they meet.

Values are never changed, except for quotation marks inside a title that stands in quotation
marks itself. The style's points and spaces give way: no point after a question mark, no space
after a space.
"""

from __future__ import annotations

import re

from .phrases import Say
from .records import Run
from .text import EMPHASIS_OFF, EMPHASIS_ON

_EMPHASIS = re.compile(f"([{EMPHASIS_ON}{EMPHASIS_OFF}])")
_STOPS = frozenset(".?!…。？！")
_CLOSING = "”’\"'»›"
_STRAIGHT = re.compile(r"(?<![^\s(\[{/—–-])\"([^\"]*)\"(?!\w)")


class Assembler:
    """Collects the runs of one reference from left to right."""

    def __init__(self, say: Say = str) -> None:
        """`say` translates quotation marks; the words of the style come translated."""
        self._opening, self._closing = say("“"), say("”")
        self._inner = (say("‘"), say("’"))
        self._runs: list[tuple[str, str, str]] = []
        self._quoted = False

    def style_words(self, text: str, italic: bool) -> None:
        """Add words or points of the style."""
        if self._quoted and text.startswith(self._closing):
            text = text.removeprefix(self._closing)
        self._quoted = False
        kept: list[str] = []
        for character in text:
            before = self._ending() + "".join(kept)
            if character == "." and before.rstrip(_CLOSING + self._closing)[-1:] in _STOPS:
                continue
            if before[-1:] == character and character in " ,.":
                continue
            kept.append(character)
        self._add("".join(kept), "italic" if italic else "")

    def value(self, text: str, italic: bool) -> None:
        """Add a value as an editor wrote it; its emphasis turns italics on, or off within them."""
        if self._ending().endswith(self._opening):
            if text.startswith("[") and text.endswith("]"):
                # The editors' own description is not the work's title: no quotation marks.
                self.drop_ending(self._opening)
                self._quoted = True
            else:
                text = inner_quotes(text, *self._inner)
        emphasis = False
        for piece in _EMPHASIS.split(text):
            if piece in {EMPHASIS_ON, EMPHASIS_OFF}:
                emphasis = piece == EMPHASIS_ON
            elif piece:
                self._add(piece, "italic" if italic != emphasis else "")

    def link(self, text: str, url: str) -> None:
        """Add an address; if it may not be linked it is plain text."""
        self._add(text, "link" if url else "", url)

    def drop_ending(self, ending: str) -> None:
        """Take back words of the style that were just added, if they are `ending`."""
        if self._runs and self._runs[-1][0].endswith(ending):
            text, style, url = self._runs.pop()
            self._add(text.removesuffix(ending), style, url)

    def runs(self) -> tuple[Run, ...]:
        """The runs, neighbours of one style joined."""
        return tuple(Run(*run) for run in self._runs)

    def _add(self, text: str, style: str, url: str = "") -> None:
        if not text:
            return
        if self._runs and self._runs[-1][1:] == (style, url) and style != "link":
            self._runs[-1] = (self._runs[-1][0] + text, style, url)
        else:
            self._runs.append((text, style, url))

    def _ending(self) -> str:
        """The last few characters so far, enough to see a stop before closing quotation marks."""
        return "".join(text[-4:] for text, _, _ in self._runs[-3:])


def inner_quotes(text: str, opening: str = "‘", closing: str = "’") -> str:
    """`text` with double quotation marks turned into single ones, where they come in pairs."""
    if "“" in text and text.count("“") == text.count("”"):
        text = text.replace("“", opening).replace("”", closing)
    if text.count('"') % 2 == 0:
        text = _STRAIGHT.sub(lambda match: f"{opening}{match[1]}{closing}", text)
    return text
