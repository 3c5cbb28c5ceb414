"""What matplotlib writes, made into SVG that can stand in a page.

Colours become custom properties of the style sheet, ids are its picture's own, and nothing is left
that would bear on the rest of the page.
"""

from __future__ import annotations

import re
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from sphinx_variorum.output.pictures.canvas import COLOURS
from sphinx_variorum.output.pictures.wording import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What is seen where the style sheet is missing.
_FALLBACKS: Mapping[str, str] = MappingProxyType(
    {
        "soft": "dimgray",
        "line": "lightgray",
        "page": "white",
        "against": "firebrick",
        "partly": "darkgoldenrod",
        "for": "darkgreen",
        "beside": "steelblue",
        "need": "rebeccapurple",
        "note": "dimgray",
    }
)
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
#: Smaller than this the words of a picture are no longer read: from here on its frame scrolls.
_LEAST_SCALE = 0.84


def cleaned(drawn: bytes, title: str, description: str) -> str:
    """The SVG of `Canvas.svg` with its names, to be put into a page.

    Ids begin with `PREFIX`.
    """
    root = ElementTree.fromstring(drawn)
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    used = set(_references(root))
    inner = "".join(_written(child, used) for child in root)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{PREFIX}title {PREFIX}desc" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" style="min-width:{width * _LEAST_SCALE:.0f}px">'
        f'<title id="{PREFIX}title">{escape(title)}</title>'
        f'<desc id="{PREFIX}desc">{escape(description)}</desc>'
        f"{inner}</svg>"
    )


def _references(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href") and value.startswith("#"):
                yield value[1:]
            yield from _REFERENCE.findall(value)


def _written(element: ElementTree.Element, used: set[str]) -> str:
    name = _local(element.tag)
    if name in ("metadata", "style"):
        return ""
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(element, used))
    inner = "".join(_written(child, used) for child in element)
    if name == "text":
        inner = escape(element.text or "", quote=False)
    elif not inner and name in ("g", "defs"):
        return ""
    elif name == "g" and not attributes:
        return inner
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"


def _rounded(number: re.Match[str]) -> str:
    """A tenth of a pixel is as much as anybody sees, and half as long."""
    return f"{round(float(number[0]), 1) + 0:g}"


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _attributes(element: ElementTree.Element, used: set[str]) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        name = _local(key)
        if name == "id":
            if value in used:
                yield name, f"{PREFIX}{value}"
        elif name == "href":
            yield name, f"#{PREFIX}{value[1:]}"
        elif name == "style":
            yield from _styles(value)
        elif value in COLOURS.values():
            yield from _styles(f"{name}: {value}")
        elif name == "d":
            yield name, _NUMBER.sub(_rounded, " ".join(value.split()))
        elif not value.startswith("rotate(-0 "):
            yield name, _REFERENCE.sub(rf"url(#{PREFIX}\1)", value)


def _styles(style: str) -> Iterator[tuple[str, str]]:
    """A style as presentation attributes; what is a colour stays a style, since it is a variable.

    The font is the page's.
    """
    colours: list[str] = []
    roles = {colour: role for role, colour in COLOURS.items()}
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        if value in roles:
            colours.append(f"{name}:{_colour(roles[value])}")
        elif name == "font":
            yield from _font(value)
        elif name != "font-family":
            yield name, _REFERENCE.sub(rf"url(#{PREFIX}\1)", value)
    if colours:
        yield "style", ";".join(colours)


def _colour(role: str) -> str:
    return "currentColor" if role == "text" else f"var(--variorum-{role},{_FALLBACKS[role]})"


def _font(value: str) -> Iterator[tuple[str, str]]:
    for part in value.split():
        if part.endswith("px"):
            yield "font-size", part.removesuffix("px")
        elif part in ("bold", "700"):
            yield "font-weight", "bold"
