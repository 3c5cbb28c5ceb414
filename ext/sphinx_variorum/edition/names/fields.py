"""The fields of a name: each read from its node, and what is wrong with it said once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sphinx_variorum.edition.normalise import normalise
from sphinx_variorum.edition.rules import is_date
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.urls import safe_url
from sphinx_variorum.edition.vocabulary import UnknownTerm, lookup
from sphinx_variorum.edition.words import is_spaceless, is_word_character

from .records import Form, Problem
from .yamltree import Items, Node, Table, Text

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_FORM_FIELDS = ("form", "language", "case", "only-in", "not-in")


class Fields:
    """The fields of one entry, `of` whom it is in messages; wrong values go into `problems`."""

    def __init__(
        self, table: Table, known: Collection[str], of: str, problems: list[Problem]
    ) -> None:
        self.line = table.line
        self.of = of
        self.problems = problems
        self.values: Mapping[str, Node] = {name.value: value for name, value in table.pairs}
        for name, _ in table.pairs:
            if name.value not in known:
                self.say(
                    name.line,
                    f"{of} has the unknown field “{name.value}”{did_you_mean(name.value, known)}, "
                    f"which is not read: write one of {', '.join(known)}",
                )

    def say(self, line: int, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(line, message))

    def line_of(self, field: str) -> int:
        """Where the value stands, or the entry if the field is missing."""
        node = self.values.get(field)
        return self.line if node is None else node.line

    def text(self, field: str) -> str:
        """A value of one line; empty if it is missing, or no text."""
        node = self.values.get(field)
        if node is None:
            return ""
        if not isinstance(node, Text):
            self.say(
                node.line,
                f"{self.of}: “{field}” is a {_kind_of(node)}, which is not read: write its words "
                "behind the colon",
            )
            return ""
        return node.value

    def texts(self, field: str) -> tuple[str, ...]:
        """The members of a list of texts, each once."""
        found: dict[str, None] = {}
        for node in self.members(field):
            if not isinstance(node, Text) or not node.value:
                self.say(
                    node.line,
                    f"{self.of}: “{field}” has a member that is no text, which is not read: write "
                    "its words after a hyphen; if it has a colon and a space in it, in quotation "
                    "marks",
                )
            else:
                found[node.value] = None
        return tuple(found)

    def members(self, field: str) -> tuple[Node, ...]:
        """The members of a list; none if it is missing or no list."""
        node = self.values.get(field)
        if node is None or node == Text(node.line, ""):
            return ()
        if isinstance(node, Items):
            return node.members
        self.say(
            node.line,
            f"{self.of}: “{field}” is a {_kind_of(node)} and not a list, which is not read: write "
            "each member on a line of its own, after a hyphen",
        )
        return ()

    def kind(self) -> str:
        """The slug of the kind, or an empty string."""
        value = self.text("kind")
        if not value:
            self.say(
                self.line,
                f"{self.of} has no kind and is left out: write kind: person, or another of the "
                "list name-kind",
            )
            return ""
        try:
            return lookup("name-kind", value).slug
        except UnknownTerm as error:
            self.say(self.line_of("kind"), f"{self.of} is left out: {error}")
            return ""

    def dates(self) -> tuple[str, str]:
        """The dates from and to, each perhaps empty."""
        node = self.values.get("dates")
        if node is None or node == Text(node.line, ""):
            return "", ""
        if not isinstance(node, Table):
            self.say(
                node.line,
                f"{self.of}: “dates” has neither from nor to, and is not read: write "
                "{from: 1950-06-25, to: 1953-07-27}, or one of the two",
            )
            return "", ""
        inner = Fields(node, ("from", "to"), f"“dates” of {self.of}", self.problems)
        begin, end = inner.date("from"), inner.date("to")
        shared = min(len(begin), len(end))
        if begin[:shared] > end[:shared]:
            self.say(
                node.line,
                f"{self.of}: the dates end ({end}) before they begin ({begin}), and are not read: "
                "correct them",
            )
            return "", ""
        return begin, end

    def date(self, field: str) -> str:
        """A date of ISO 8601, to the year, month or day; empty if it is missing or none."""
        value = self.text(field)
        if value and not (value.isascii() and is_date(value)):
            self.say(
                self.line_of(field),
                f"{self.of}: “{value}” is no date, and is not read: write 1950, 1950-06 or "
                "1950-06-25",
            )
            return ""
        return value

    def wikidata(self) -> str:
        """The id in Wikidata, or an empty string."""
        value = self.text("wikidata")
        if value and not _WIKIDATA.fullmatch(value):
            self.say(
                self.line_of("wikidata"),
                f"{self.of}: “{value}” is no id of Wikidata, and is not read: write Q and its "
                "number, as Q42",
            )
            return ""
        return value

    def same_as(self) -> tuple[str, ...]:
        """Addresses that may be linked."""
        found: list[str] = []
        for value in self.texts("same-as"):
            url = safe_url(value)
            if url.lower().startswith(("http://", "https://")):
                found.append(url)
            else:
                self.say(
                    self.line_of("same-as"),
                    f"{self.of}: “{value}” cannot be linked, and is not read: write an address "
                    "that begins with https://",
                )
        return tuple(found)

    def forms(self) -> tuple[Form, ...]:
        """The forms, each once."""
        found: dict[tuple[str, bool], Form] = {}
        for node in self.members("forms"):
            form = self._form(node)
            if form is None or self.is_poor(form):
                continue
            first = found.setdefault((normalise(form.text), form.exact), form)
            if first is not form:
                self.say(
                    form.line,
                    f"{self.of}: the form “{form.text}” is the same as “{first.text}” in line "
                    f"{first.line} and is not read: delete one of them (hyphens, apostrophes and "
                    "spaces of every kind are alike)",
                )
        return tuple(found.values())

    def _form(self, node: Node) -> Form | None:
        if isinstance(node, Text):
            return Form(node.value, line=node.line)
        if not isinstance(node, Table):
            self.say(
                node.line,
                f"{self.of}: a form is a list, which is not read: write each form on a line of its "
                "own, after a hyphen",
            )
            return None
        inner = Fields(node, _FORM_FIELDS, f"a form of {self.of}", self.problems)
        text = inner.text("form")
        if not text:
            self.say(
                node.line,
                f"{self.of}: a form without its words is not read: write form: and the words; if "
                "they have a colon and a space in them, in quotation marks",
            )
            return None
        language = inner.text("language")
        if language and not _LANGUAGE.fullmatch(language):
            self.say(
                inner.line_of("language"),
                f"{self.of}: “{language}” is no tag of a language, and is not read: write ko, or "
                "ko-Latn",
            )
            language = ""
        case = inner.text("case")
        if case not in ("", "exact", "fold"):
            self.say(
                inner.line_of("case"),
                f"{self.of}: “{case}” is not read: write case: exact, or case: fold if upper and "
                "lower case are to be alike",
            )
        only, never = inner.texts("only-in"), inner.texts("not-in")
        if "only-in" in inner.values and not only:
            self.say(
                inner.line_of("only-in"),
                f"{self.of}: the form “{text}” is to be found nowhere, and is not read: name "
                "passages or sources after only-in, or take it out",
            )
            return None
        return Form(text, language, case != "fold", only, never, node.line)

    def is_poor(self, form: Form) -> bool:
        """Whether `form` could not be looked for, or would be found everywhere."""
        words = normalise(form.text)
        if not any(map(is_word_character, words)):
            self.say(
                form.line,
                f"{self.of}: the form “{form.text}” has no letter, and is not read: write words",
            )
        elif len(words) == 1 and is_spaceless(words):
            self.say(
                form.line,
                f"{self.of}: the form “{form.text}” is one character of a script in which words "
                "are not parted, so it would be found inside others, and is not read: write a "
                "longer form",
            )
        else:
            return False
        return True


def _kind_of(node: Node) -> str:
    if isinstance(node, Text):
        return "text"
    return "list" if isinstance(node, Items) else "mapping"
