"""What the code says of itself: docstrings and declarations, as plain data."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

from sphinx_variorum.building.directives import DIRECTIVES
from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS


def docstring(thing: type) -> list[str]:
    """The paragraphs of a class's own docstring, each on one line."""
    return paragraphs(inspect.getdoc(thing) or "")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(block.split()) for block in inspect.cleandoc(text).split("\n\n")]


def member_docstrings(enumeration: type[Enum]) -> dict[str, str]:
    """The string under each member of an enum, by the member's value.

    Python keeps no such strings at run time, so they are read from the source.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(enumeration)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found: dict[str, str] = {}
    for statement, after in pairwise(body):
        if (
            isinstance(statement, ast.Assign)
            and isinstance(statement.targets[0], ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            member = enumeration[statement.targets[0].id]
            found[member.value] = " ".join(after.value.value.split())
    return found


def is_common(directive: str, option: str) -> bool:
    """Whether an option is one that all annotations share."""
    return DIRECTIVES[directive].options_known[option] is COMMON_OPTIONS.get(option)


def places_of(scheme: str) -> Iterator[tuple[str, str]]:
    """The (directive, option) pairs whose values are the terms of a closed list; what all
    annotations share is that of ``annotation``.
    """
    found: dict[tuple[str, str], None] = {}
    for name, directive in DIRECTIVES.items():
        for option, declared in directive.options_known.items():
            if declared.values == f"vocabulary:{scheme}":
                found["annotation" if is_common(name, option) else name, option] = None
    yield from found
