r"""LaTeX in the fields of a .bib file, read as plain text.

Only what stands in bibliographies is understood: accents, letters, dashes, quotation marks,
`\enquote`, emphasis, escaped characters, protective braces. What is not understood is kept as it
stands and named, for a title must not lose words; so `%` and `$` inside a value are themselves
and neither begin a comment nor mathematics (biblatex writes its data past TeX's comments too).
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

from .latexnames import ACCENTS, ARGUMENT, IGNORED, SPACING, SUBSCRIPTS, SUPERSCRIPTS, SYMBOLS
from .text import EMPHASIS_OFF, EMPHASIS_ON, clean

_SPECIAL = re.compile(r"[\\{}~$]|--|``|''")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<space>[ \t\n]*)|\\(?P<sign>.)"
    r"|\$(?P<script>[_^])(?:\{(?P<long>[^{}$]*)\}|(?P<short>[^\s\\{}$]))\$"
    r"|(?P<mark>---|--|``|''|[{}~])|(?P<text>[^\\{}~$\-`']+|.)",
    re.DOTALL,
)
_MARKS = MappingProxyType({"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"})
_QUOTES = (("“", "”"), ("‘", "’"))
_EMPHASIS = frozenset({"emph", "textit", "textsl", "mkbibemph", "mkbibitalic"})
_QUOTING = frozenset({"enquote", "mkbibquote", "textquote"})
_ACCENTED_I = MappingProxyType({"ı": "i", "ȷ": "j"})
# Deeper nesting is no text; the parser of .bib files stops at 100 as well.
_MAXIMUM_DEPTH = 100


def decode(value: str) -> tuple[str, tuple[str, ...]]:
    r"""The text of the field `value`, and the LaTeX commands in it that are not understood.

    Such commands stay in the text as they are written. Emphasis becomes marks (see `text`).
    """
    value = clean(value)
    if not _SPECIAL.search(value):
        return value, ()
    decoder = _Decoder(value)
    text = decoder.read(top=True)
    return clean_marks(text), tuple(dict.fromkeys(decoder.unknown))


def clean_marks(text: str) -> str:
    """`text` in NFC with white space folded, its marks of emphasis kept."""
    return re.sub(r"[ \t\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")


class _Decoder:
    """A walk through one value; `position` is where in it the walk has come to."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.position = 0
        self.quotes = 0
        self.depth = 0
        self.unknown: list[str] = []

    def read(self, top: bool = False) -> str:
        """The text up to the brace that closes this group, which is eaten; at the top, all."""
        parts: list[str] = []
        while match := _TOKEN.match(self.value, self.position):
            self.position = match.end()
            mark = match["mark"]
            if mark == "}":
                if not top:
                    return "".join(parts)
                parts.append(mark)  # one brace too many
            elif mark == "{":
                parts.append(self._group())
            elif mark:
                parts.append(_MARKS[mark])
            elif match["word"]:
                parts.append(self._command(match["word"], match["space"]))
            elif match["sign"]:
                parts.append(self._sign(match["sign"]))
            elif match["script"]:
                script = match["long"] if match["long"] is not None else match["short"]
                parts.append(_script(match["script"], script))
            else:
                parts.append(match["text"])
        return "".join(parts)

    def _group(self) -> str:
        self.depth += 1
        try:
            return "{" if self.depth > _MAXIMUM_DEPTH else self.read()
        finally:
            self.depth -= 1

    def _argument(self) -> str:
        """What the command before takes as its argument: a group, or one character."""
        while self.value[self.position : self.position + 1] in {" ", "\t", "\n"}:
            self.position += 1
        following = self.value[self.position : self.position + 1]
        if following == "{":
            self.position += 1
            return self._group()
        if following == "\\":
            match = _TOKEN.match(self.value, self.position)
            if match and match["word"] in SYMBOLS:
                self.position = match.end()
                return SYMBOLS[match["word"]]
            return ""
        if following in {"", "}"}:
            return ""
        self.position += 1
        return following

    def _sign(self, sign: str) -> str:
        if sign in SPACING:
            return SPACING[sign]
        if sign in ACCENTS:
            return _accent(sign, self._argument())
        if sign.isalnum() or sign.isspace():
            return "\\" + sign if sign.isalnum() else " "
        return sign  # \& \% \$ \# \_ \{ \} and the like

    def _command(self, name: str, space: str) -> str:
        if name in SYMBOLS:
            # TeX eats the spaces after a command's name; `{}` protects them.
            if self.value.startswith("{}", self.position):
                self.position += 2
            return SYMBOLS[name]
        if name in ACCENTS:
            return _accent(name, self._argument())
        if name in _QUOTING:
            opening, closing = _QUOTES[self.quotes % 2]
            self.quotes += 1
            inner = self._argument()
            self.quotes -= 1
            return opening + inner + closing
        if name in _EMPHASIS:
            return EMPHASIS_ON + self._argument() + EMPHASIS_OFF
        if name in {"textsuperscript", "textsubscript"}:
            return _script("^" if name == "textsuperscript" else "_", self._argument())
        if name in {"href", "foreignlanguage", "textcolor"}:
            self._argument()  # the address, the language, the colour
            return self._argument()
        if name in ARGUMENT:
            return self._argument()
        if name in IGNORED:
            return ""
        self.unknown.append("\\" + name)
        return "\\" + name + space


def _accent(accent: str, base: str) -> str:
    """`base` with the accent on its first character."""
    if not base:
        return ""
    first = _ACCENTED_I.get(base[0], base[0])
    return unicodedata.normalize("NFC", first + ACCENTS[accent]) + base[1:]


def _script(kind: str, text: str) -> str:
    """`text` in raised (`^`) or lowered (`_`) characters where Unicode has all of them."""
    table = SUPERSCRIPTS if kind == "^" else SUBSCRIPTS
    return "".join(table[c] for c in text) if all(c in table for c in text) else text
