"""Formatting references by citeproc-py under the style `author-date.csl`.

citeproc-py walks its style with an XPath search at every step: about two milliseconds a work.
But where a style's words and points go depends only on the *shape* of a work: its type and which
variables it has. So each shape is rendered once with placeholders for the values; every work of
that shape is then filled in. The library never sees what editors wrote, and so cannot change it.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source import BibliographySource, Date, Reference
from citeproc.source import Name as CiteprocName
from citeproc.string import String

from ..urls import doi_url, safe_url
from .assembling import Assembler
from .phrases import Say, say_style
from .presentation import Shown
from .records import Run
from .text import plain

#: The variables that the style prints.
_TEXTS = (
    "title", "container-title", "collection-title", "collection-number", "volume", "issue",
    "number", "number-of-volumes", "edition", "page", "genre", "publisher", "publisher-place",
    "status", "version", "note", "DOI", "URL",
)  # fmt: skip
_NAMES = ("author", "editor", "translator", "container-author")
# Years in a shape: the numbers are no year and stand in no style.
_YEARS = MappingProxyType({"issued": 97531, "original-date": 97532, "accessed": 97533})
_DATE_OF_YEAR = MappingProxyType({str(number): variable for variable, number in _YEARS.items()})
_NAME_PARTS = ("literal", "family", "given", "non-dropping-particle", "dropping-particle", "suffix")

_ON, _OFF, _ITALIC, _UPRIGHT = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_PIECE = re.compile(
    f"{_ON}(?P<slot>[^{_OFF}]*){_OFF}|(?P<year>9753[123])|(?P<italic>[{_ITALIC}{_UPRIGHT}])"
    f"|[^{_ON}{_ITALIC}{_UPRIGHT}9]+|9"
)
# What tells citeproc-py that a page number is plural: two numbers with something between.
_PLURAL = "1+2"
_MANY_PAGES = re.compile(r"\d+[^\d.]+\d+")
_RESOLVER = "https://doi.org/"


class _Part(NamedTuple):
    """A piece of a template: words of the style, or a slot for a value."""

    text: str
    slot: bool
    italic: bool


_Shape = tuple[str, tuple[str, ...]]


class Formatter:
    """A loaded style, and the templates of the shapes met so far. Make one for each run."""

    def __init__(self, say: Say = str) -> None:
        """`say` translates the words of the style."""
        self._say = say
        path = Path(__file__).with_name("author-date.csl")
        # Validating the style against CSL's schema would cost ten times its loading.
        self._style = CitationStylesStyle(str(path), validate=False)
        self._templates: dict[_Shape, tuple[_Part, ...]] = {}

    def reference(self, shown: Shown, suffix: str = "") -> tuple[Run, ...]:
        """The formatted reference; `suffix` is what tells works of one author and year apart."""
        values = _values(shown, suffix, self._say)
        shape = (shown.kind, tuple(values))
        template = self._templates.get(shape)
        if template is None:
            template = self._templates[shape] = self._template(shape)
        assembler = Assembler(self._say)
        for part in template:
            if not part.slot:
                assembler.style_words(part.text, part.italic)
                continue
            value = values[part.text]
            if part.text == "URL":
                assembler.link(value, safe_url(value))
            elif part.text == "DOI":
                assembler.drop_ending(_RESOLVER)
                assembler.link(_RESOLVER + value, doi_url(value))
            else:
                assembler.value(value, part.italic)
        return assembler.runs()

    def _template(self, shape: _Shape) -> tuple[_Part, ...]:
        """Render a work of this shape with a placeholder for each of its values."""
        source = BibliographySource()
        source.add(_placeholders(*shape))
        bibliography = CitationStylesBibliography(self._style, source, _Marks)
        bibliography.register(Citation([CitationItem("work")]))
        rendered = "".join(str(text) for text in bibliography.bibliography())
        parts: list[_Part] = []
        italic = False
        for match in _PIECE.finditer(rendered):
            if match["italic"]:
                italic = match["italic"] == _ITALIC
            elif match["slot"] is not None:
                parts.append(_Part(match["slot"], True, italic))
            elif match["year"]:
                parts.append(_Part(_DATE_OF_YEAR[match["year"]] + ":year", True, italic))
            else:
                parts.append(_Part(match[0], False, italic))
        return tuple(
            part if part.slot else part._replace(text=say_style(part.text, self._say))
            for part in parts
        )


def _values(shown: Shown, suffix: str, say: Say) -> dict[str, str]:
    """The values of a work by the names of their slots; the names are the work's shape."""
    values: dict[str, str] = {}
    for variable in _TEXTS:
        value = shown.texts.get(variable)
        if value:
            plural = variable == "page" and _MANY_PAGES.search(value)
            values[f"page:{_PLURAL}" if plural else variable] = value
    for variable in _NAMES:
        for number, name in enumerate(shown.names.get(variable, ())):
            for part in _NAME_PARTS:
                if name.get(part):
                    values[f"{variable}:{number}:{part}"] = plain(name[part])
    for variable in _YEARS:
        when = shown.dates.get(variable)
        if when and when.year:
            values[f"{variable}:year"] = when.year_said(say)
            day = when.day_said(say)
            if day:
                values[f"{variable}:day"] = day
    if suffix:
        values["year-suffix"] = suffix
    return values


def _placeholders(kind: str, slots: tuple[str, ...]) -> Reference:
    """A work in citeproc-py's form whose every value is the name of its slot, between marks."""
    variables: dict[str, object] = {}
    names: dict[str, dict[int, dict[str, str]]] = {}
    for slot in slots:
        variable, _, rest = slot.partition(":")
        mark = String(f"{_ON}{slot}{_OFF}")
        if variable in _NAMES:
            number, _, part = rest.partition(":")
            names.setdefault(variable, {}).setdefault(int(number), {})[part] = mark
        elif rest == "year":
            variables[variable] = Date(year=_YEARS[variable])
        elif rest == "day":
            # The day and the month are one text ('2–5 May'): citeproc-py's own ranges drop what
            # their ends do not share.
            date = variables[variable]
            assert isinstance(date, Date)
            date["day"] = mark
        else:
            variables[variable.replace("-", "_")] = mark
    for variable, numbered in names.items():
        variables[variable.replace("-", "_")] = [CiteprocName(**n) for n in numbered.values()]
    dated = {name.replace("-", "_"): value for name, value in variables.items()}
    return Reference("work", kind, **dated)


def _italic(text: str) -> str:
    return f"{_ITALIC}{text}{_UPRIGHT}"


class _Marks:
    """citeproc-py's formatter: marks where italics begin and end, and nothing else."""

    preformat = staticmethod(str)
    Italic = Oblique = staticmethod(_italic)
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)
