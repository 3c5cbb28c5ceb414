"""Reading a .bib file entry by entry, so that one broken entry costs no other.

The grammar is pybtex's (`LowLevelParser`). Around it stands what an edition needs: the line of
every entry, comments with `%` as biber has them, a whole `@comment{…}` left out, and a fresh
start at the next entry after an error.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro
from pybtex.scanner import PybtexSyntaxError

from .records import Problem

# An entry begins with @, a type and a brace; @ anywhere else (an e-mail address) is no entry.
_COMMAND = re.compile(r"@[ \t]*(?P<type>[A-Za-z][\w-]*)\s*[{(]")
_LINE_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
_NEXT_ENTRY = re.compile(r"\n[ \t]*@[A-Za-z]+[ \t]*\{[ \t]*[^\s,{}=]+[ \t]*,")
# Only in an entry that is broken anyway: an abstract may hold such words.
_NEXT_FIELD = re.compile(_NEXT_ENTRY.pattern + r"|\n[ \t]*[A-Za-z]+[ \t]*=[ \t]*[{\"\d]")
_BROKEN_START = re.compile(r"^[ \t]*@[ \t]*([A-Za-z][\w-]*)[ \t]+[^\s{(]", re.MULTILINE)
_GAP = re.compile(r"(?:\s|%[^\n]*(?:\n|\Z))+")

# pybtex's words for a value that does not end: the fault is where it begins.
_UNCLOSED = ("premature end", "unbalanced braces", "too many nested")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class RawEntry(NamedTuple):
    """One entry as written: LaTeX in the values, names of fields and type in lower case."""

    type: str
    key: str
    fields: dict[str, str]
    #: 1-based line of the `@`, and lines of the fields by name.
    line: int
    field_lines: dict[str, int]


class _Parser(LowLevelParser):  # type: ignore[misc]  # pybtex has no type hints
    """pybtex's parser, with comments inside entries and the place of every field."""

    def __init__(self, text: str) -> None:
        months = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
        super().__init__(text, macros=_Strings(months))
        self.pos: int = 0
        self.undefined: list[tuple[int, str]] = []
        self.places: dict[str, int] = {}

    def eat_whitespace(self) -> None:
        gap = _GAP.match(self.text, self.pos)
        if gap:
            self.pos = gap.end()

    def update_lineno(self, value: str) -> None:
        """Lines are counted from offsets when they are asked for."""

    def handle_error(self, error: PybtexSyntaxError) -> None:
        if not isinstance(error, UndefinedMacro):
            raise error
        self.undefined.append((self.pos, str(error.args[0])))

    def parse_value(self) -> None:
        if self.current_field_name:  # a @preamble has none
            self.places.setdefault(self.current_field_name.lower(), self.pos)
        super().parse_value()


class _Strings(dict[str, str]):
    """`@string` definitions; their names are the same in upper and lower case."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name.lower(), value)


def parse_bib(text: str, path: str) -> tuple[list[RawEntry], list[Problem]]:
    """The entries of a .bib file and the problems of its syntax; raises nothing.

    `text` has line feeds only. A broken entry is kept with the fields before the error, if it
    has a key and one field at least. `path` is only for the messages.
    """
    reader = _Reader(text, path)
    reader.run()
    return reader.entries, reader.problems


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.lines = [match.start() for match in re.finditer("\n", text)]
        self.parser = _Parser(text)
        self.entries: list[RawEntry] = []
        self.problems: list[Problem] = []

    def run(self) -> None:
        position = self._report_no_brace(0)
        while match := _COMMAND.search(self.text, position):
            line_start = self.text.rfind("\n", 0, match.start()) + 1
            if "%" in self.text[max(line_start, position) : match.start()]:
                position = self._end_of_line(match.start())
                continue
            if match["type"].lower() == "comment":
                position = self._after_braces(match.end())
                continue
            position = self._command(match)

    def _command(self, match: re.Match[str]) -> int:
        """Read one command; the offset at which to look for the next."""
        parser, start = self.parser, match.start()
        parser.pos = parser.command_start = start + 1
        parser.undefined, parser.places = [], {}
        error = ""
        try:
            tuple(parser.parse_command())
        except PybtexSyntaxError as problem:
            error = str(problem.args[0])
        place, end = parser.pos, parser.pos
        swallowed = self._swallowed(_NEXT_FIELD if error else _NEXT_ENTRY)
        if swallowed:
            place = parser.places[swallowed]
            error = f"the value of “{swallowed}” runs into what follows it"
        elif error.startswith(_UNCLOSED) and parser.current_field_name:
            place = parser.places.get(parser.current_field_name.lower(), place)
        if error:
            following = _LINE_START.search(self.text, self._end_of_line(start))
            end = following.start() if following else len(self.text)
            place = min(place, end - 1) if place > start else start
            self._broken(match["type"], error, start, place)
        for offset, name in parser.undefined:
            self._problem(
                offset, f"the abbreviation “{name}” is not defined: add an @string for it, "
                "or put the value in braces",
            )  # fmt: skip
        if match["type"].lower() not in {"string", "preamble"}:
            self._keep(match["type"].lower(), start, swallowed, bool(error))
        return max(end, start + 1)

    def _swallowed(self, following: re.Pattern[str]) -> str:
        """Name of the field whose value holds the beginning of something else, or empty."""
        fields = [*self.parser.current_fields]
        if self.parser.current_field_name and self.parser.current_value:
            fields.append((self.parser.current_field_name, self.parser.current_value))
        for name, parts in fields:
            if any("\n" in part and following.search(part) for part in parts):
                return str(name).lower()
        return ""

    def _keep(self, kind: str, start: int, swallowed: str, broken: bool) -> None:
        key = self.parser.current_entry_key
        fields: dict[str, str] = {}
        lines = {name: self._line(offset) for name, offset in self.parser.places.items()}
        for name, parts in self.parser.current_fields:
            if name.lower() == swallowed:
                break
            if name.lower() in fields:
                self._problem(
                    start, f"“{key}” has the field “{name}” twice; the first counts: "
                    "delete the other", kind="field",
                )  # fmt: skip
            else:
                fields[name.lower()] = "".join(parts)
        if key and (fields or not broken):
            self.entries.append(RawEntry(kind, str(key), fields, self._line(start), lines))

    def _broken(self, kind: str, error: str, start: int, place: int) -> None:
        key = self.parser.current_entry_key
        name = f"the entry “{key}”" if key else f"this @{kind}"
        field = self.parser.current_field_name
        where = f" at or after the field “{field}”" if key and field else ""
        begun = f" (it begins in line {self._line(start)})" if place > start else ""
        self._problem(
            place, f"{name}{begun} is broken{where}: {error}. Look for a missing comma, brace or "
            "quotation mark; the entries before and after are kept",
        )  # fmt: skip

    def _report_no_brace(self, position: int) -> int:
        for match in _BROKEN_START.finditer(self.text, position):
            if match[1].lower() != "comment":
                self._problem(match.start(1), f"after @{match[1]} a brace is missing: write "
                              f"@{match[1]}{{key, …}}")  # fmt: skip
        return position

    def _after_braces(self, position: int) -> int:
        """The offset behind the group that is open at `position`."""
        depth = 1
        for match in re.finditer(r"[{}]", self.text[position:]):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                return position + match.end()
        return self._end_of_line(position)

    def _end_of_line(self, position: int) -> int:
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end + 1

    def _line(self, offset: int) -> int:
        return bisect_right(self.lines, offset - 1) + 1

    def _problem(self, offset: int, message: str, kind: str = "syntax") -> None:
        self.problems.append(Problem(self.path, self._line(offset), kind, message))
