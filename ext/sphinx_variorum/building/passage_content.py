"""Telling the words of a passage from the directives nested after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FENCE = re.compile(r"\s{0,3}(?P<fence>:{3,}|`{3,}|~{3,})\s*(?P<rest>.*)$")
_DIRECTIVE = re.compile(r"\{[\w:.+-]+\}")
_EXPLICIT_MARKUP = re.compile(r"\.\. (?:[\w-]+::|\[|_|\||$)")


def nested_blocks(lines: Sequence[str], *, markdown: bool) -> list[tuple[int, int]]:
    """The stretches of `lines` (indexes, end exclusive) that hold directives.

    In MyST from an opening fence with a directive's name to the fence that closes it; in
    reStructuredText from ``.. name::`` over the indented lines below. A fence that is not
    closed runs to the end.
    """
    return _markdown_blocks(lines) if markdown else _rst_blocks(lines)


def _markdown_blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    start, fence = -1, ""
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if not match:
            continue
        if start < 0:
            if _DIRECTIVE.match(match["rest"]):
                start, fence = index, match["fence"]
        elif (
            not match["rest"]
            and match["fence"][0] == fence[0]
            and len(match["fence"]) >= len(fence)
        ):
            blocks.append((start, index + 1))
            start = -1
    if start >= 0:
        blocks.append((start, len(lines)))
    return blocks


def _rst_blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if not _EXPLICIT_MARKUP.match(lines[index]):
            index += 1
            continue
        start = index
        index += 1
        while index < len(lines) and (not lines[index].strip() or lines[index][0].isspace()):
            index += 1
        blocks.append((start, index))
    return blocks
