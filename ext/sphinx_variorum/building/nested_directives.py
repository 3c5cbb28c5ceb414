"""Running the annotations inside a passage without a second round through the Markdown parser.

A passage's content is divided already, so the directive, its argument and its options can be
read off the lines of each block. What is not as plain as that is left to MyST.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx_variorum.building.directives.annotation import AnnotationDirective

_OPENING = re.compile(r"[:`~]{3,}\{(?P<name>[\w-]+)\}[ \t]*(?P<argument>.*)")
# A value that YAML, as MyST reads options, would take for anything but itself is left to MyST.
_OPTION = re.compile(
    r""":(?P<name>[\w-]+):(?:[ \t]+(?P<value>[^\s"'#|>&*!%@`{\[,?:-](?:(?! #|: ).)*))?[ \t]*"""
)


class NestedDirective(NamedTuple):
    """A directive read off its block: `body` begins `offset` lines below the opening fence."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: Sequence[str]
    offset: int


def read_nested(
    lines: Sequence[str], known: Mapping[str, type[AnnotationDirective]]
) -> NestedDirective | None:
    """Read the block `lines` (opening and closing fence included), if it is plain.

    None where MyST has to read it: another directive, an option this directive does not have
    (MyST says so), a value in quotation marks, a block of YAML, a fence that is not closed.
    """
    opening = _OPENING.fullmatch(lines[0])
    if not opening or opening["name"] not in known or len(lines) < 2:
        return None
    fence = lines[0][: lines[0].index("{")]
    if set(lines[-1].strip()) != {fence[0]} or len(lines[-1].strip()) < len(fence):
        return None
    directive = known[opening["name"]]
    options: dict[str, str] = {}
    offset = 1
    while offset < len(lines) - 1 and lines[offset].startswith(":"):
        match = _OPTION.fullmatch(lines[offset])
        if not match or match["name"] not in directive.options_known or match["name"] in options:
            return None
        options[match["name"]] = (match["value"] or "").rstrip()
        offset += 1
    body = lines[offset:-1]
    if body and (body[0].startswith("---") or body[0].lstrip().startswith(":")):
        return None
    while body and not body[0].strip():
        body, offset = body[1:], offset + 1
    while body and not body[-1].strip():
        body = body[:-1]
    return NestedDirective(opening["name"], opening["argument"].strip(), options, body, offset)
