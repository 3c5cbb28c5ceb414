"""The base text of a passage: the words of the witness and the editors' few signs among them.

Only these signs mean anything inside a passage, so that no Markdown surprise can touch the
words of a source (``1066. He came`` is no list here):

==================  ==========================================================================
blank line          a new paragraph
``*words*``         emphasis; ``**words**`` strong emphasis; neither counts as words
``[…]``, ``[...]``  an omission by the editors
``[T]he``           a letter whose case the editors changed
``[words]``         an insertion by the editors, standing free
``\\*``, ``\\[``      the character itself, where it stands in the witness
==================  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

OMISSION = "[…]"

_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<omission>\[\s*(?:…|\.\s?\.\s?\.)\s*\])
    | \[(?P<bracket>[^\[\]\\]{1,200})\]
    | (?P<strong>\*\*)(?=\S)
    | (?P<emphasis>\*)(?=[^\s*])
    """,
    re.VERBOSE | re.DOTALL,
)
# Not parts of `_TOKEN`, so that a text full of opening signs without a closing one is gone
# through once and not once for each of them.
_STRONG_TEXT = re.compile(r"((?:\\.|[^\\])+?)(?<=\S)\*\*", re.DOTALL)
_EMPHASIS_TEXT = re.compile(r"((?:\\.|\*\*(?:\\.|[^\\*])+\*\*|[^\\*])+?)(?<=\S)\*(?!\*)", re.DOTALL)
_EMPHASIS_END = re.compile(r"(?<![\s*])\*(?!\*)|\*{3,}|\\\*")
_HEADING = re.compile(r"#{1,6}\s+\S")
_UNDERLINE = re.compile(r"(=+|-{3,}|~{3,}|\^{3,})\s*$")


class Run(NamedTuple):
    """A stretch of base text of one kind.

    `kind` is ``text``, ``omission``, ``letter`` (its case is the editors') or ``insertion``;
    `emphasis` is ``''``, ``emphasis`` or ``strong``. `text` is what is printed, signs included.
    """

    text: str
    kind: str = "text"
    emphasis: str = ""


class BaseText(NamedTuple):
    """The base text of one passage: its paragraphs, each a sequence of runs."""

    paragraphs: tuple[tuple[Run, ...], ...]

    def printed(self) -> str:
        """The passage as it is printed, without markup; paragraphs parted by an empty line."""
        return "\n\n".join("".join(run.text for run in runs) for runs in self.paragraphs)

    def runs(self) -> Iterator[Run]:
        """All runs, with an empty line between paragraphs."""
        for number, runs in enumerate(self.paragraphs):
            if number:
                yield Run("\n\n")
            yield from runs


def parse_base_text(lines: Iterable[str]) -> BaseText:
    """Read the base text of a passage from its source lines.

    Never fails: a sign that is not closed is the character itself.
    """
    paragraphs: list[tuple[Run, ...]] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            paragraphs.append(tuple(_classify(list(_parse_inline("\n".join(block), "")))))
            block = []
    return BaseText(tuple(paragraphs))


def find_headings(lines: Iterable[str]) -> list[int]:
    """The indexes of the lines that look like a heading, which a passage cannot hold."""
    found: list[int] = []
    previous = ""
    for index, line in enumerate(lines):
        if _HEADING.match(line):
            found.append(index)
        elif previous.strip() and _UNDERLINE.match(line) and len(line.strip()) > 2:
            found.append(index - 1)
        previous = line
    return found


def _parse_inline(text: str, emphasis: str) -> Iterator[Run]:
    plain: list[str] = []
    position = 0
    # Beyond these no emphasis of the two kinds can be closed.
    last = {
        "strong": text.rfind("**"),
        "emphasis": max((match.end() for match in _EMPHASIS_END.finditer(text)), default=0),
    }

    def flush() -> Iterator[Run]:
        if plain:
            yield Run("".join(plain), "text", emphasis)
            plain.clear()

    while match := _TOKEN.search(text, position):
        plain.append(text[position : match.start()])
        position = match.end()
        if match["escaped"] is not None:
            plain.append(match["escaped"])
            continue
        kind = match.lastgroup
        inside = None
        if kind in ("strong", "emphasis"):
            pattern = _STRONG_TEXT if kind == "strong" else _EMPHASIS_TEXT
            inside = pattern.match(text, position) if position < last[kind] else None
            if inside is None:
                if kind == "strong":
                    last["strong"] = 0
                plain.append("*")
                position = match.start() + 1
                continue
            position = inside.end()
        yield from (run for run in flush() if run.text)
        if match["omission"] is not None:
            yield Run(OMISSION, "omission", emphasis)
        elif match["bracket"] is not None:
            yield Run(f"[{match['bracket']}]", "bracket", emphasis)
        elif inside is not None:
            kind = "strong" if kind == "strong" else emphasis or "emphasis"
            yield from _parse_inline(inside[1], kind)
    plain.append(text[position:])
    yield from (run for run in flush() if run.text)


def _classify(runs: list[Run]) -> Iterator[Run]:
    """Tell a letter whose case was changed (``[T]he``) from an insertion (``[sic]``)."""
    for index, run in enumerate(runs):
        if run.kind != "bracket":
            yield run
            continue
        before = runs[index - 1].text[-1:] if index else ""
        after = runs[index + 1].text[:1] if index + 1 < len(runs) else ""
        joined = before.isalnum() or after.isalnum()
        yield run._replace(kind="letter" if joined else "insertion")
