"""Plain text with emphasis: the form in which a value travels from its file to a `Run`.

Three notations meet here: LaTeX in .bib files, CSL's few HTML tags in .json files, and runs in
what comes out. In between a value is plain text in which two noncharacters mark the beginning
and end of an emphasis; `clean` removes them (and their like) from what editors write.
"""

from __future__ import annotations

import re
import unicodedata

EMPHASIS_ON = "\ufdd6"
EMPHASIS_OFF = "\ufdd7"

# Noncharacters and lone surrogates cannot be written to a UTF-8 page or would be taken for
# marks; other controls are illegal in XML.
_ILLEGAL = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKS = re.compile(f"[{EMPHASIS_ON}{EMPHASIS_OFF}]")
# White space that may be folded; no-break spaces are the editor's choice and stay.
_SPACE = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|<!--")
_CSL_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>i|b|sup|sub|sc)>"
    r'|<span (?:class="nocase"|style="font-variant:\s*small-caps;?")>(?P<inner>.*?)</span>',
    re.DOTALL,
)


def clean(text: str) -> str:
    """`text` without controls, white space folded; what cannot be printed becomes U+FFFD."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = _CONTROL.sub("", _ILLEGAL.sub("\ufffd", text))
    return _SPACE.sub(" ", text).strip(" ")


def plain(text: str) -> str:
    """`text` without marks of emphasis."""
    return _MARKS.sub("", text)


def tags(text: str) -> list[str]:
    """The HTML or XML tags that stand in `text`, as written."""
    return _TAG.findall(text) if "<" in text else []


def from_csl(value: str) -> str:
    """The text of a CSL-JSON value: `<i>` becomes emphasis, CSL's other tags are dropped.

    These are all the tags CSL-JSON knows; any other tag stays and is literal text.
    """
    value = clean(value)
    if "<" not in value:
        return value

    def replace(match: re.Match[str]) -> str:
        if match["inner"] is not None:
            return match["inner"]
        if match["name"] == "i":
            return EMPHASIS_OFF if match["close"] else EMPHASIS_ON
        return ""

    return _CSL_TAG.sub(replace, value)


def to_csl(text: str) -> str:
    """The CSL-JSON value of `text`: the inverse of `from_csl` for emphasis."""
    return text.replace(EMPHASIS_ON, "<i>").replace(EMPHASIS_OFF, "</i>")


def fold(text: str) -> str:
    """`text` for sorting: casefolded, no diacritics, no punctuation, single spaces."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
        # Hangul falls apart under NFKD and is put together again.
        text = unicodedata.normalize("NFC", text)
        text = text.translate(_UNDECOMPOSED)
    text = text.replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^\w\s]|_", " ", text.casefold()).split())


# Letters whose stroke or ligature is no combining mark to Unicode.
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae",
     "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)  # fmt: skip
