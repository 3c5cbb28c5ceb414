"""Plain prose without a Markdown parser: most notes of an edition are that.

A body in which no character could mean anything to MyST is its paragraphs. Parsing it all the
same cost a fifth of the reading in the benchmark of 1,000 passages (manual, “Decisions”). A
property test holds this module to what MyST itself makes of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.config import Config

#: Makes the nodes of a role: its name, its text, the line it stands in.
RunRole = Callable[[str, str, int], list[nodes.Node]]

# A line of prose begins with a letter or an opening quotation mark and a letter, and holds no
# character that is markup in MyST, whichever of `_HARMLESS` is on.
_UNMARKED = r"[^\n*_`\[\]<>\\&!{}$|~^=#@%]*"
_PROSE = re.compile(rf"[“‘\"']?[^\W\d_]{_UNMARKED}")
# Roles of ours in the midst of prose; what stands in them is the role's affair.
_ROLE = re.compile(r"\{(?P<name>passage|source|siglum|need|annotation|work)\}`(?P<text>[^`\\\n]+)`")
_HARMLESS = frozenset(
    [
        "amsmath",
        "attrs_block",
        "attrs_inline",
        "colon_fence",
        "deflist",
        "dollarmath",
        "fieldlist",
        "html_admonition",
        "html_image",
        "strikethrough",
        "substitution",
        "tasklist",
    ]
)


def may_be_read_plainly(config: Config) -> bool:
    """Whether this build's MyST leaves plain prose alone.

    It does not where extensions rewrite words (``linkify``, ``replacements``, ``smartquotes``)
    or are not known here.
    """
    enabled = getattr(config, "myst_enable_extensions", ())
    return set(enabled) <= _HARMLESS and not getattr(config, "myst_substitutions", {})


def read_plainly(
    lines: Sequence[str], source: str, line: int, run_role: RunRole
) -> list[nodes.Node] | None:
    """The paragraphs of `lines`, or None where any line is not plain prose.

    `source` and `line` (of the first line, from 1) are those of the paragraphs' nodes. `run_role`
    makes the nodes of a role of ours; it is called only if all lines are plain.
    """
    blocks: list[tuple[int, str]] = []
    block: list[str] = []
    for number, text in enumerate([*lines, ""]):
        if text:
            words = _ROLE.sub("", text) if "{" in text else text
            if text[-1].isspace() or not _PROSE.fullmatch(words):
                return None
            block.append(text)
        elif block:
            blocks.append((line + number - len(block), "\n".join(block)))
            block = []
    paragraphs: list[nodes.Node] = []
    for first, words in blocks:
        paragraph = nodes.paragraph(words, "")
        paragraph.source, paragraph.line = source, first
        position = 0
        for match in _ROLE.finditer(words):
            if match.start() > position:
                paragraph += nodes.Text(words[position : match.start()])
            paragraph += run_role(match["name"], match["text"], first)
            position = match.end()
        if position < len(words):
            paragraph += nodes.Text(words[position:])
        paragraphs.append(paragraph)
    return paragraphs
