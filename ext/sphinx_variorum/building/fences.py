"""Fences of MyST that would tear a page: found, said with their lines, mended for the build.

MyST closes a fence at the first one as long as it, and lets an unclosed one swallow the rest of
the page, both without a word. An edition cannot have that: a note that ends its passage takes
the words after it out of the proof. So the source of a page is looked through before it is
parsed; what is mended keeps every line at its number wherever that can be done, and the file
stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.building.messages import Subtype, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

_FENCE = re.compile(
    r"(?P<indent>\s*(?:[-*+]\s+|\d+[.)]\s+)?)(?P<fence>:{3,}|`{3,}|~{3,})(?P<rest>.*)$"
)
_NAMED = re.compile(r"\s*\{(?P<name>[\w:.+-]+)\}")
_HEADING = re.compile(r"#{1,6}\s")
_ANNOTATIONS = frozenset(
    [
        "editorial-note",
        "counter-source",
        "citation-needed",
        "correction",
        "variant",
        "editorial-need",
    ]
)
OURS = frozenset([*_ANNOTATIONS, "source", "passage", "register", "take-one"])

# Directives whose content is shown as it stands: no fence inside is one.
LISTINGS = frozenset(["code", "code-block", "sourcecode", "parsed-literal", "math", "raw"])


class Fault(NamedTuple):
    """A faulty fence: the subtype of its message, its line (from 1), and what to do."""

    subtype: Subtype
    line: int
    message: str


class _Open(NamedTuple):
    """An opening fence: its line (from 0), its sign, and the directive's name, if it has one."""

    line: int
    fence: str
    name: str


class _Scan:
    """One pass over the lines, keeping the stack of open fences as their writer meant them."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.faults: list[Fault] = []
        self.stack: list[_Open] = []
        #: Line of the closing fence by line of the opening one. What is not closed ends with
        #: what is around it, and shares its line.
        self.close_of: dict[int, int] = {}
        #: Opening lines whose closing fence finds no empty line and is added below one.
        self.added: set[int] = set()
        #: The first heading since something of ours was opened: there it ends, if nothing
        #: closes it. A heading inside what is closed is the passage's affair.
        self.heading = -1

    def run(self) -> None:
        index, end = 0, len(self.lines)
        while index < end or self._ours() is not None:
            index = self._read(index) if index < end else self._abandon(end, "the page's end")
        for opened in self.stack:
            if opened.fence[0] == ":" and self.lines[opened.line].strip() == opened.fence:
                self.faults.append(
                    Fault(
                        Subtype.FENCE_OPEN,
                        opened.line + 1,
                        f"the fence “{opened.fence}” closes nothing, so that it would open a "
                        "block over all that follows: delete it; this build leaves it out",
                    )
                )
                self.lines[opened.line] = ""

    def _read(self, index: int) -> int:
        """Take in line `index`; the line to read next."""
        line = self.lines[index]
        if not (line.startswith("#") or ":::" in line or "```" in line or "~~~" in line):
            return index + 1  # Most lines.
        match = _FENCE.match(line)
        if match and match["fence"][0] == "`" in match["rest"]:
            match = None  # ``code`` on one line
        top = self.stack[-1] if self.stack else None
        if top and self._is_verbatim(top):
            if not match or match["rest"].strip():
                return index + 1
            # An unclosed listing does not outlast the directive that it stands in.
            first = self._ours()
            around = [] if first is None else [o.fence for o in self.stack[first:-1] if o.name]
            if self._closes(match["fence"], top) or match["fence"] in around:
                self._close(index, match["fence"])
            return index + 1
        if match and match["rest"].strip():
            return self._open(index, match["fence"], match["rest"])
        if match:
            self._close(index, match["fence"])
        elif self.heading < 0 and _HEADING.match(self.lines[index]) and self._ours() is not None:
            self.heading = index
        return index + 1

    def _ours(self) -> int | None:
        """The depth of the outermost open directive of ours."""
        return next((i for i, opened in enumerate(self.stack) if opened.name in OURS), None)

    def _is_verbatim(self, opened: _Open) -> bool:
        return opened.name in LISTINGS or (opened.fence[0] != ":" and not opened.name)

    def _closes(self, fence: str, opened: _Open) -> bool:
        return fence[0] == opened.fence[0] and len(fence) >= len(opened.fence)

    def _closed_by(self, fence: str) -> _Open | None:
        """The innermost open fence, if `fence` is as long and would close it."""
        return self.stack[-1] if self.stack and self._closes(fence, self.stack[-1]) else None

    def _open(self, index: int, fence: str, rest: str) -> int:
        named = _NAMED.match(rest)
        name = named["name"] if named else ""
        if name in ("passage", "source") and self._ours() is not None:
            return self._abandon(index, f"“{name}”")
        outer = self._closed_by(fence)
        if outer and {name, outer.name} <= _ANNOTATIONS:
            # No annotation stands in another: the one before was not closed.
            if self.heading >= 0:
                return self._abandon(index, f"“{name}”")
            self._leave_open([self.stack.pop()], index, f"“{name}”")
            outer = self._closed_by(fence)
        if outer and outer.name and name:
            self.faults.append(
                Fault(
                    Subtype.FENCE_LENGTH,
                    index + 1,
                    f"the fence of “{name}” is as long as that of “{outer.name}” around it "
                    f"(line {outer.line + 1}) and would close it: write the outer fence with "
                    f"{len(fence) + 1} “{fence[0]}” or more, at both ends; this build does",
                )
            )
        self.stack.append(_Open(index, fence, name))
        return index + 1

    def _close(self, index: int, fence: str) -> None:
        """Take a bare fence: it closes the innermost that is as long, else the innermost it can."""
        depths = reversed(range(len(self.stack)))
        depth = next((depth for depth in depths if self.stack[depth].fence == fence), None)
        if depth is None and self._closed_by(fence):
            depth = len(self.stack) - 1
        if depth is None:
            top = self.stack[-1] if self.stack else None
            # Under one that closes nothing another one may close nothing either.
            if top is None or fence[0] != ":" or (not top.name and top.fence[0] == ":"):
                self.stack.append(_Open(index, fence, ""))
            return
        closed = self.stack[depth]
        for opened in self.stack[depth + 1 :]:
            self._say_open(opened, index, f"the end of “{closed.name or closed.fence}”")
            self.close_of[opened.line] = index
        del self.stack[depth:]
        self.close_of[closed.line] = index
        if self.heading > closed.line:
            self.heading = -1

    def _abandon(self, index: int, before: str) -> int:
        """End all of ours that is open when something comes that cannot stand inside it.

        What was read after a heading, as if it stood inside, is forgotten. Returns the line to
        read on from.
        """
        if self.heading >= 0:
            index, before, self.heading = self.heading, "the heading", -1
            self.faults = [fault for fault in self.faults if fault.line <= index]
            self.close_of = {at: end for at, end in self.close_of.items() if at < index}
            self.added = {at for at in self.added if at < index}
        first = self._ours() or 0
        left = [opened for opened in self.stack[first:] if opened.line < index]
        del self.stack[first:]
        self._leave_open(left, index, before)
        return index

    def _leave_open(self, left: Sequence[_Open], index: int, before: str) -> None:
        """Close `left` (outermost first) on the empty line above `index`, or on a line more."""
        above = index - 1
        is_empty = not self.lines[above].strip()
        shifts = not is_empty and index < len(self.lines)
        for opened in left:
            self._say_open(opened, index, before, shifts=shifts)
            self.close_of[opened.line] = above
        if not is_empty:
            self.added.update(opened.line for opened in left)

    def _say_open(self, opened: _Open, index: int, before: str, *, shifts: bool = False) -> None:
        self.faults.append(
            Fault(
                Subtype.FENCE_OPEN,
                opened.line + 1,
                f"the fence of “{opened.name or opened.fence}” is not closed before {before} "
                f"(line {index + 1}) and would swallow what follows: add a line “{opened.fence}” "
                "where it ends; this build reads it so"
                + (", and counts the lines below one too high" if shifts else ""),
            )
        )


def mend(text: str) -> tuple[str, tuple[Fault, ...]]:
    """Return `text` with its faulty fences mended, and the faults in the order of their lines.

    Line numbers stay, but below an unclosed fence that no empty line follows. A text without
    faults is returned as it is.
    """
    scan = _Scan(text.split("\n"))
    scan.run()
    if not scan.faults:
        return text, ()
    _lengthen(scan)
    return "\n".join(scan.lines), tuple(sorted(scan.faults, key=lambda fault: fault.line))


def _lengthen(scan: _Scan) -> None:
    """Write the closing fences, and make every outer fence longer than those inside it."""
    lengths: dict[int, int] = {}
    below: dict[int, str] = {}
    # Fences that open and close nothing, in a listing: none may become as long as they are.
    ours = {*scan.close_of, *(end for at, end in scan.close_of.items() if at not in scan.added)}
    bare = [
        (index, match["fence"])
        for index, line in enumerate(scan.lines)
        if index not in ours and (match := _FENCE.match(line)) and not match["rest"].strip()
    ]
    pairs = sorted(scan.close_of.items(), key=lambda pair: (pair[1] - pair[0], pair))
    for start, end in pairs:
        match = _FENCE.match(scan.lines[start])
        if not match:
            continue
        inside = [
            lengths[inner]
            for inner, close in pairs
            if start < inner
            and close <= end
            and inner in lengths
            and _sign(scan.lines[inner]) == match["fence"][0]
        ]
        inside.extend(
            len(fence)
            for index, fence in bare
            if start < index <= end and fence[0] == match["fence"][0]
        )
        length = max([len(match["fence"]), *(n + 1 for n in inside)])
        lengths[start] = length
        sign = match["fence"][0] * length
        scan.lines[start] = f"{match['indent']}{sign}{match['rest']}"
        closing = _FENCE.match(scan.lines[end])
        if start in scan.added:
            below[end] = f"{' ' * len(match['indent'])}{sign}"
        else:
            indent = closing["indent"] if closing else " " * len(match["indent"])
            scan.lines[end] = f"{indent}{sign}"
    for end, sign in below.items():
        scan.lines[end] += f"\n{sign}"


def _sign(line: str) -> str:
    match = _FENCE.match(line)
    return match["fence"][0] if match else ""


def mend_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """Mend a MyST page of the edition, and report its faults (event ``source-read``)."""
    if not any(f"{{{name}}}" in content[0] for name in OURS) or str(
        app.env.doc2path(docname)
    ).endswith(".rst"):
        return
    content[0], faults = mend(content[0])
    for fault in faults:
        report(fault.subtype, fault.message, location=(docname, fault.line))
