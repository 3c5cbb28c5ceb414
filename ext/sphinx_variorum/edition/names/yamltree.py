"""YAML as a tree of texts with their lines: no types are guessed, and no key is lost.

A form `NO` stays two letters and a date stays as it was typed. The parser's events are read
one by one, so that what stands before a mistake is kept, a key that stands twice is seen, and
neither deep nesting nor aliases (which can blow a small file up without bound) do harm.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import yaml

from .records import Problem

_DEEPEST = 20
_NULLS = ("", "~", "null", "Null", "NULL")
_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
# YAML 1.1, section 5.1: what a file must not hold.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

# YAML ends a line here and no editor does: its lines would be counted wrongly.
_OTHER_LINE_ENDS = MappingProxyType(dict.fromkeys((0x85, 0x2028, 0x2029), " "))


class Text(NamedTuple):
    """A scalar: its words on one line, or an empty string where nothing was written."""

    line: int
    value: str


class Items(NamedTuple):
    """A list."""

    line: int
    members: tuple[Node, ...]


class Table(NamedTuple):
    """A mapping, in its order, each key once."""

    line: int
    pairs: tuple[tuple[Text, Node], ...]


Node: TypeAlias = Text | Items | Table


class Tree(NamedTuple):
    """The root, or None for an empty file, and what is wrong."""

    root: Node | None
    problems: tuple[Problem, ...]


class _Open(NamedTuple):
    """A list or mapping that is being read; None stands for a value that was refused."""

    line: int
    is_table: bool
    children: list[Node | None]


def parse(data: bytes) -> Tree:
    """Read the bytes of a YAML file. Raises nothing.

    Bytes that are no UTF-8, and control characters, become U+FFFD; the first is named. After a
    mistake in the grammar nothing more is read; what was complete before it is kept.
    """
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", errors="replace")
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = f"{error.object[error.start]:#04x}"
        problems.append(
            Problem(
                line,
                f"byte {byte} is no UTF-8; it is read as “\ufffd”: save the file as UTF-8 (the "
                "first such place is named)",
            )
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_LINE_ENDS)
    strange = _UNPRINTABLE.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        sign = f"U+{ord(strange.group()):04X}"
        message = f"the character {sign} cannot be shown; it is read as “\ufffd”: delete it"
        problems.append(Problem(line, message))
        text = _UNPRINTABLE.sub("\ufffd", text)
    root, wrong = _Builder().build(text)
    return Tree(root, (*problems, *wrong))


class _Builder:
    """The way from events to a tree."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self, text: str) -> Tree:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            for event in yaml.parse(text, Loader=loader):
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            self._say(*_mistake(error, text))
        while self.stack:
            self._close(complete=False)
        return Tree(self.root, tuple(sorted(self.problems)))

    def _say(self, line: int, message: str) -> None:
        self.problems.append(Problem(line, message))

    def _take(self, event: yaml.Event) -> bool:
        """Take one event; False if nothing more is to be read."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        tag = getattr(event, "tag", None)
        if tag not in (None, "!", *_TAGS):
            self._say(line, f"the tag “{tag}” means nothing here: delete it")
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._say(
                        line,
                        "a second document begins here and is not read: delete the line of hyphens",
                    )
                    return False
            case yaml.AliasEvent():
                self._say(
                    line,
                    f"the alias “*{event.anchor}” is not followed, and its entry is left out: "
                    "write out what it stands for",
                )
                self._add(None)
            case yaml.ScalarEvent():
                value = " ".join(event.value.split())
                plain = event.style in (None, "")
                self._add(Text(line, "" if plain and value in _NULLS else value))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                # The parser takes time with the square of the depth.
                if len(self.stack) >= _DEEPEST:
                    self._say(
                        line,
                        f"lists in lists, more than {_DEEPEST} deep: nothing is read from here on; "
                        "close the brackets",
                    )
                    return False
                self.stack.append(_Open(line, isinstance(event, yaml.MappingStartEvent), []))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
        return True

    def _add(self, node: Node | None) -> None:
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node

    def _close(self, *, complete: bool = True) -> None:
        """End the list or mapping that was begun last.

        One that breaks off is refused, except the outermost: its complete entries are kept.
        """
        done = self.stack.pop()
        if not complete and self.stack:
            self._add(None)
        elif done.is_table:
            self._add(Table(done.line, self._pairs(done.children)))
        else:
            self._add(Items(done.line, tuple(node for node in done.children if node is not None)))

    def _pairs(self, children: list[Node | None]) -> tuple[tuple[Text, Node], ...]:
        pairs: dict[str, tuple[Text, Node]] = {}
        for name, value in zip(children[::2], children[1::2], strict=False):
            if not isinstance(name, Text):
                if name is not None:
                    self._say(name.line, "a list cannot be the name of an entry: write a word")
                continue
            first = pairs.get(name.value)
            if first is not None:
                self._say(
                    name.line,
                    f"“{name.value}” stands here for the second time and is not read; it is "
                    f"already in line {first[0].line}: rename or delete one of them",
                )
            elif value is not None:
                pairs[name.value] = (name, value)
        return tuple(pairs.values())


def _mistake(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """The line of a mistake in the grammar, and what to say of it."""
    mark = getattr(error, "problem_mark", None)
    within = getattr(error, "context", None) or ""
    if "quoted" in within or "flow" in within:
        # What is not closed is seen further down, perhaps at the end of the file.
        mark = getattr(error, "context_mark", None) or mark
    reason = getattr(error, "problem", None) or "it cannot be read"
    # Where a file ends too early the mark is behind its last line.
    last = text.rstrip("\n").count("\n") + 1
    line = min(mark.line + 1, last) if mark else 1
    words = text.split("\n")[line - 1]
    if "\t" in words[: len(words) - len(words.lstrip())]:
        cure = "indent with spaces, not with tabs"
    elif "mapping values" in reason:
        cure = "put a value that has a colon and a space in it in quotation marks"
    elif "quoted" in within or "flow" in within:
        cure = "close the quotation mark or bracket that is opened here"
    else:
        cure = "compare its indentation, quotation marks and brackets with the entries above"
    return line, (
        f"this is no YAML ({reason}), so reading ends with the last entry that is complete: {cure}"
    )
