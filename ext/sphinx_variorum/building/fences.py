"""Fences of MyST that would tear a page: found, said with their lines, mended for the build.

MyST closes a fence at the first one as long as it, and lets an unclosed one swallow the rest of
the page, both without a word. An edition cannot have that: a note that ends its passage takes
the words after it out of the proof. So the source of a page is looked through before it is
parsed; what is mended keeps every line at its number, and the file stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.building.messages import Subtype, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FENCE = re.compile(r"(?P<indent>\s*(?:[-*+]\s+|\d+[.)]\s+)?)(?P<fence>:{3,}|`{3,}|~{3,})(?P<rest>.*)$")
_NAMED = re.compile(r"\s*\{(?P<name>[\w:.+-]+)\}")
_HEADING = re.compile(r"#{1,6}\s")
_OURS = frozenset(
    "source passage editorial-note counter-source citation-needed correction register".split()
)


class Fault(NamedTuple):
    """A faulty fence: the subtype of its message, its line (from 1), and what to do."""

    subtype: Subtype
    line: int
    message: str


class _Open(NamedTuple):
    line: int
    fence: str
    name: str


class _Scan:
    """One pass over the lines, keeping the stack of open fences as their writer meant them."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.faults: list[Fault] = []
        self.stack: list[_Open] = []
        self.close_of: dict[int, int] = {}

    def run(self) -> None:
        for index, line in enumerate(self.lines):
            if self.stack and self._is_verbatim(self.stack[-1]):
                match = _FENCE.match(line)
                top = self.stack[-1]
                if match and not match["rest"].strip() and self._closes(match["fence"], top):
                    self.close_of[self.stack.pop().line] = index
                continue
            match = _FENCE.match(line)
            if match:
                self._fence(index, match)
            elif _HEADING.match(line):
                self._abandon(index, "the heading")
        self._abandon(len(self.lines), "the end of the page")

    def _is_verbatim(self, opened: _Open) -> bool:
        return opened.fence[0] != ":" and not opened.name

    def _closes(self, fence: str, opened: _Open) -> bool:
        return fence[0] == opened.fence[0] and len(fence) >= len(opened.fence)

    def _fence(self, index: int, match: re.Match[str]) -> None:
        fence, rest = match["fence"], match["rest"]
        named = _NAMED.match(rest)
        if named or rest.strip():
            name = named["name"] if named else ""
            if name in ("passage", "source"):
                self._abandon(index, f"“{name}”")
            if self.stack and name and self._closes(fence, self.stack[-1]):
                outer = self.stack[-1]
                self.faults.append(
                    Fault(
                        Subtype.FENCE_LENGTH,
                        index + 1,
                        f"the fence of “{name}” is as long as that of “{outer.name}” around it "
                        f"(line {outer.line + 1}) and would close it: write the outer fence with "
                        f"{len(fence) + 1} “{fence[0]}” or more, at both ends; this build reads it so",
                    )
                )
            self.stack.append(_Open(index, fence, name))
        elif self.stack:
            # A bare fence closes the innermost that is as long, else the innermost it can.
            depth = next(
                (
                    depth
                    for depth in reversed(range(len(self.stack)))
                    if self.stack[depth].fence == fence
                ),
                None,
            )
            if depth is None:
                if self._closes(fence, self.stack[-1]):
                    self.close_of[self.stack.pop().line] = index
                return
            for opened in reversed(self.stack[depth + 1 :]):
                self._unclosed(opened, index, f"the end of “{self.stack[depth].name}”")
            del self.stack[depth + 1 :]
            self.close_of[self.stack.pop().line] = index

    def _abandon(self, index: int, before: str) -> None:
        """Close whatever of ours is open when something comes that cannot stand inside it."""
        if not any(opened.name in _OURS for opened in self.stack):
            return
        for opened in reversed(self.stack):
            self._unclosed(opened, index, before)
        self.stack.clear()

    def _unclosed(self, opened: _Open, index: int, before: str) -> None:
        self.faults.append(
            Fault(
                Subtype.FENCE_OPEN,
                opened.line + 1,
                f"the fence of “{opened.name or opened.fence}” is not closed before {before} "
                f"(line {index + 1}) and would swallow what follows: add a line “{opened.fence}” "
                "where it ends; this build reads it so",
            )
        )
        self._close_above(opened, index)

    def _close_above(self, opened: _Open, index: int) -> None:
        """Put the missing fence on a blank line above `index`, or on a line more at the end."""
        for candidate in range(index - 1, opened.line, -1):
            if not self.lines[candidate].strip():
                if candidate not in self.close_of.values():
                    self.lines[candidate] = opened.fence
                    self.close_of[opened.line] = candidate
                    return
            elif candidate not in self.close_of.values():
                break
        if index >= len(self.lines):
            self.lines.append(opened.fence)
            self.close_of[opened.line] = len(self.lines) - 1


def mend(text: str) -> tuple[str, tuple[Fault, ...]]:
    """Return `text` with its faulty fences mended, and the faults.

    Line numbers stay. A text without faults is returned as it is.
    """
    scan = _Scan(text.split("\n"))
    scan.run()
    if not scan.faults:
        return text, ()
    _lengthen(scan)
    return "\n".join(scan.lines), tuple(scan.faults)


def _lengthen(scan: _Scan) -> None:
    """Make every outer fence longer than those inside it."""
    lengths: dict[int, int] = {}
    pairs = sorted(scan.close_of.items(), key=lambda pair: (pair[1] - pair[0], pair))
    for start, end in pairs:
        match = _FENCE.match(scan.lines[start])
        if not match:
            continue
        inside = [
            lengths[inner]
            for inner, close in pairs
            if start < inner
            and close < end
            and inner in lengths
            and _sign(scan.lines[inner]) == match["fence"][0]
        ]
        length = max([len(match["fence"]), *(n + 1 for n in inside)])
        lengths[start] = length
        sign = match["fence"][0] * length
        scan.lines[start] = f"{match['indent']}{sign}{match['rest']}"
        closing = _FENCE.match(scan.lines[end])
        indent = closing["indent"] if closing else ""
        scan.lines[end] = f"{indent}{sign}"


def _sign(line: str) -> str:
    match = _FENCE.match(line)
    return match["fence"][0] if match else ""


def mend_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """Mend a MyST page that holds passages, and report its faults (event ``source-read``)."""
    if "{passage}" not in content[0] or str(app.env.doc2path(docname)).endswith(".rst"):
        return
    content[0], faults = mend(content[0])
    for fault in faults:
        report(fault.subtype, fault.message, location=(docname, fault.line))
