"""What all directives share: reading options against the closed lists, and saying what is wrong.

Options are taken as they were written and checked here, not by docutils: a converter that
refuses a value would make docutils drop the whole directive, and nothing may vanish.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils.parsers.rst import directives
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.building.reading import Reading, get_reading
from sphinx_variorum.edition.locators import BadLocator, Citation, parse_citations
from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.values import parse_value
from sphinx_variorum.edition.vocabulary import UnknownTerm, lookup, schemes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Option(NamedTuple):
    """An option of a directive, as the manual's reference prints it.

    `values` describes what may be written: words, or ``vocabulary:<scheme>``.
    """

    meaning: str
    values: str = "text"
    required: bool = False


class _AnyOption(dict[str, "Callable[[str], str]"]):
    """Takes every option: reStructuredText would drop a directive for one it does not know."""

    def __missing__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged


class EditionDirective(SphinxDirective):
    """A directive of the edition; `options_known` declares its options."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    #: What the argument is, for the manual.
    argument: ClassVar[str] = ""
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType({})

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.option_spec = _AnyOption.fromkeys(cls.options_known, directives.unchanged)

    #: The line that MyST's state counts `content_offset` from, where it is not this directive's.
    state_line: int = 0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in self.options:
            if name not in self.options_known:
                hint = did_you_mean(name, self.options_known)
                known = ", ".join(self.options_known)
                self.complain(
                    Subtype.OPTION,
                    f"“{self.name}” has no option :{name}:{hint or '.'} It has: {known}",
                )

    @property
    def reading(self) -> Reading:
        """The state of the document being read."""
        return get_reading(self.env)

    @property
    def is_markdown(self) -> bool:
        """Whether the content is MyST (its parser stands in for docutils' state) or reST."""
        return not isinstance(self.state, RSTState)

    def content_line(self, index: int) -> int:
        """The line (from 1) in the document of the content's line `index` (from 0)."""
        base = (self.state_line or self.lineno) if self.is_markdown else 0
        return base + self.content_offset + 1 + index

    def complain(self, subtype: Subtype, message: str, line: int = 0) -> None:
        """Warn about this directive, or about a line of its content."""
        place = (self.env.current_document.docname, line or self.lineno)
        report(subtype, message, location=place)

    def text(self, name: str) -> str:
        """The option's value on one line; empty if it was not given."""
        return " ".join((self.options.get(name) or "").split())

    def term(self, name: str, scheme: str, default: str = "") -> str:
        """The option's value as a slug of a closed list; `default` if absent or unknown."""
        value = self.text(name)
        if not value:
            return default
        try:
            return lookup(scheme, value).slug
        except UnknownTerm as error:
            self.complain(Subtype.VOCABULARY, f":{name}: {error}")
            return default

    def terms(self, name: str, scheme: str) -> tuple[str, ...]:
        """The option's values, parted by commas or semicolons, as slugs of a closed list.

        Each that is unknown is complained of and left out; one that is written twice counts once.
        """
        found: list[str] = []
        for value in filter(None, map(str.strip, re.split("[,;]", self.text(name)))):
            try:
                found.append(lookup(scheme, value).slug)
            except UnknownTerm as error:
                self.complain(Subtype.VOCABULARY, f":{name}: {error}")
        return tuple(dict.fromkeys(found))

    def demand(self, name: str, value: str) -> None:
        """Complain if a value that the directive cannot do without is empty."""
        if not value and not self.text(name):
            values = self.options_known[name].values
            scheme = schemes().get(values.removeprefix("vocabulary:"))
            if scheme is not None:
                values = "one of " + ", ".join(term.slug for term in scheme.terms)
            self.complain(Subtype.OPTION_MISSING, f"“{self.name}” needs :{name}: ({values})")

    def date(self, name: str) -> str:
        """The option's value as a date (ISO 8601: year, year-month or year-month-day)."""
        value = self.text(name)
        if value and not is_date(value):
            self.complain(
                Subtype.OPTION, f":{name}: “{value}” is not a date: write it as 2026-11-23"
            )
            return ""
        return value

    def value(self) -> str:
        """The option ``value``, a figure with its unit."""
        text = self.text("value")
        if text and parse_value(text) is None:
            self.complain(
                Subtype.OPTION,
                f":value: “{text}” is no figure: write it as 0.13 %, 34,314, 20–30 or < 1 million",
            )
            return ""
        return text

    def direction(self) -> str:
        """The option ``dir``: ``ltr`` or ``rtl``."""
        value = self.text("dir")
        if value and value not in ("ltr", "rtl"):
            self.complain(Subtype.VOCABULARY, f":dir: “{value}” is neither ltr nor rtl")
            return ""
        return value

    def number(self, name: str) -> int:
        """The option's value as a whole number from 1; 0 if absent or unreadable."""
        value = self.text(name)
        if not value:
            return 0
        if value.isdecimal() and int(value) > 0:
            return int(value)
        self.complain(Subtype.OPTION, f":{name}: “{value}” is not a number from 1 on")
        return 0

    def identifier(self, name: str, value: str) -> str:
        """`value` if it can be an id; a complaint and an empty string if not."""
        if not value or _IDENTIFIER.fullmatch(value):
            return value
        nearest = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")
        self.complain(
            Subtype.IDENTIFIER,
            f"{name} “{value}” cannot be an id: lower-case letters, digits and hyphens"
            + (f", as in “{nearest}”" if nearest else ""),
        )
        return nearest

    def citations(self, name: str, locator: str = "") -> tuple[Citation, ...]:
        """The option's value as citations; a locator that is none is named and left out.

        `locator` is that of a single work, given in an option of its own.
        """
        value = self.text(name)
        if locator and value and ";" not in value and "," not in value:
            value = f"{value}, {locator}"
        elif locator:
            self.complain(
                Subtype.LOCATOR,
                ":locator: goes with one work in :cites:; with several, write each locator "
                "after its key, as in “:cites: key, p. 12; other, para. 3”",
            )
        found: list[Citation] = []
        for part in value.split(";"):
            try:
                found.extend(parse_citations(part))
            except BadLocator as error:
                self.complain(Subtype.LOCATOR, f":{name}: {error} (works are parted by semicolons)")
                found.append(Citation(part.partition(",")[0].strip(), ""))
            except ValueError as error:
                self.complain(Subtype.OPTION, f":{name}: {error}")
        return tuple(found)

    def passage_reference(self, value: str) -> str:
        """A passage's full reference; a number alone is one of this page's source."""
        if value and ":" not in value and self.reading.source:
            return f"{self.reading.source.ident}:{value}"
        return value

    def claim_identifier(self, ident: str) -> bool:
        """Claim `ident` for this document; complain, naming both places, if it is taken."""
        first = self.reading.lines.setdefault(ident, self.lineno)
        if first == self.lineno:
            return True
        self.complain(
            Subtype.DUPLICATE,
            f"“{ident}” is claimed twice in this document: in line {first}, which keeps it, and "
            f"in line {self.lineno}; choose another",
        )
        return False
