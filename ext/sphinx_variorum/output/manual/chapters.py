"""The chapters of the reference, each made from the declarations it describes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import name as name_of_character

from docutils import nodes

from sphinx_variorum.building.configuration import PREFIX, Configuration, defaults
from sphinx_variorum.building.directives import DIRECTIVES
from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS, AnnotationDirective
from sphinx_variorum.building.messages import TYPE, Subtype
from sphinx_variorum.building.roles import ROLES
from sphinx_variorum.edition.normalise import FOLDED
from sphinx_variorum.edition.vocabulary import Scheme, Term, schemes
from sphinx_variorum.output.manual import sayings
from sphinx_variorum.output.manual.reading_code import (
    docstring,
    is_common,
    member_docstrings,
    places_of,
)

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinx_variorum.building.directives.base import Option
    from sphinx_variorum.output.manual.reference import ReferenceDirective as Page

    Chapter = Callable[[Page], Iterator[Node]]

_VOCABULARY = "vocabulary:"


def _directives(page: Page) -> Iterator[Node]:
    yield page.listed(
        "They are",
        [page.link(f"directive-{name}", name, literal=True) for name in DIRECTIVES],
    )
    annotating: list[str] = []
    for name, directive in DIRECTIVES.items():
        section = page.section(f"directive-{name}", name, literal=True)
        section += [page.said(text) for text in docstring(directive)]
        if directive.argument:
            section += page.said(f"Argument: {directive.argument}.")
        known = directive.options_known
        own = {option: known[option] for option in known if not is_common(name, option)}
        section += _options(page, name, own)
        if issubclass(directive, AnnotationDirective):
            annotating.append(name)
            section += page.listed(
                "And the options of all annotations:",
                [
                    page.link(f"option-annotation-{option}", f":{option}:", literal=True)
                    for option in COMMON_OPTIONS
                ],
            )
        yield section
    section = page.section("directive-annotation", "Options of all annotations")
    section += page.listed(
        "They can be written in",
        [page.link(f"directive-{name}", name, literal=True) for name in annotating],
    )
    section += _options(page, "annotation", COMMON_OPTIONS)
    yield section


def _options(page: Page, directive: str, declared: Mapping[str, Option]) -> Node:
    return nodes.definition_list(
        "",
        *(
            page.item(
                f"option-{directive}-{name}",
                f":{name}:",
                _meaning(page, option),
                after="(required)" if option.required else "",
            )
            for name, option in declared.items()
        ),
    )


def _meaning(page: Page, option: Option) -> Node:
    if not option.values.startswith(_VOCABULARY):
        values = sayings.VALUES.get(option.values, f"Written as {option.values}.")
        return page.said(f"{option.meaning} {values}")
    scheme = schemes()[option.values.removeprefix(_VOCABULARY)]
    return page.listed(
        f"{option.meaning} One of",
        [
            page.link(f"list-{scheme.name}-{term.slug}", term.slug, literal=True)
            for term in scheme.terms
        ],
    )


def _roles(page: Page) -> Iterator[Node]:
    items: list[Node] = []
    for name in ROLES:
        saying = sayings.ROLES[name]
        items.append(
            page.item(
                f"role-{name}",
                name,
                page.said(f"Names {saying.target} Prints {saying.prints}"),
                nodes.paragraph("", "", nodes.literal("", saying.example)),
            )
        )
    yield nodes.definition_list("", *items)


def _configuration(page: Page) -> Iterator[Node]:
    items: list[Node] = []
    blank = defaults()
    for field in fields(Configuration):
        name = PREFIX + field.name
        wanted, _, example = field.metadata["check"](object()).partition(", as in ")
        value = nodes.paragraph("", f"Value: {wanted.removeprefix('write ')}")
        if example:
            value += [nodes.Text(", as in "), nodes.literal("", example)]
        value += [nodes.Text(". Default: "), nodes.literal("", repr(blank[field.name]))]
        again = field.metadata["rebuild"] == "env"
        value += nodes.Text(". When it changes, every page is read again." if again else ".")
        items.append(page.item(f"config-{name}", name, page.said(field.metadata["meaning"]), value))
    yield nodes.definition_list("", *items)


def _warnings(page: Page) -> Iterator[Node]:
    said = member_docstrings(Subtype)
    yield nodes.definition_list(
        "",
        *(
            page.item(f"warning-{value}", f"{TYPE}.{value}", page.said(said[value]))
            for value in (subtype.value for subtype in Subtype)
        ),
    )


def _vocabulary(page: Page) -> Iterator[Node]:
    yield page.listed(
        "The lists:",
        [page.link(f"list-{scheme.name}", scheme.label) for scheme in schemes().values()],
    )
    for scheme in schemes().values():
        section = page.section(f"list-{scheme.name}", scheme.label)
        section += page.said(scheme.definition)
        places = [
            page.link(f"option-{directive}-{option}", f"{directive} :{option}:", literal=True)
            for directive, option in places_of(scheme.name)
        ]
        if places:
            section += page.listed("Written in", places)
        section += nodes.definition_list("", *(_term(page, scheme, term) for term in scheme.terms))
        yield section


def _term(page: Page, scheme: Scheme, term: Term) -> Node:
    said: list[str] = []
    if term.demands:
        wanted = [sayings.DEMANDS[scheme.name, demand] for demand in term.demands]
        said.append(f"Demands {'; '.join(wanted)}.")
    if term.broader:
        said.append(f"A case of {_codes([term.broader])}.")
    if term.following:
        said.append(f"May be followed by {_codes(term.following)}.")
    aliases = [alias for alias in term.aliases if alias != term.slug]
    if aliases:
        said.append(f"Also accepted: {_codes(aliases)}.")
    if term.close_match:
        said.append(f"{sayings.CLOSE_MATCHES[scheme.name]}: {_codes([term.close_match])}.")
    return page.item(
        f"list-{scheme.name}-{term.slug}",
        term.slug,
        page.said(term.definition),
        *([page.said(" ".join(said))] if said else []),
        after=f"– {term.label}" if term.label != term.slug else "",
    )


def _codes(texts: Sequence[str]) -> str:
    return ", ".join(f"``{text}``" for text in texts)


def _normalisation(page: Page) -> Iterator[Node]:
    rows: list[tuple[Node, ...]] = []
    for kind, characters, target in FOLDED:
        becomes: Node = nodes.literal("", target)
        if not target.strip():
            becomes = nodes.Text("a space" if target else "nothing")
        rows.append(
            (
                nodes.paragraph("", kind),
                nodes.line_block("", *map(_character, characters)),
                nodes.paragraph("", "", becomes),
            )
        )
    yield _table(("What", "Characters", "Becomes"), rows)


def _character(character: str) -> nodes.line:
    shown = f"{character} " if character.isprintable() else ""
    name = name_of_character(character).lower()
    return nodes.line("", f"{shown}U+{ord(character):04X} {name}")


def _table(heads: Sequence[str], rows: Sequence[Sequence[Node]]) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in heads), cols=len(heads))
    titles = [nodes.entry("", nodes.paragraph("", head)) for head in heads]
    group += nodes.thead("", nodes.row("", *titles))
    body = nodes.tbody("")
    for row in rows:
        body += nodes.row("", *(nodes.entry("", cell) for cell in row))
    group += body
    return nodes.table("", group)


#: The chapters by the name that the directive takes.
CHAPTERS: Mapping[str, Chapter] = MappingProxyType(
    {
        "directives": _directives,
        "roles": _roles,
        "configuration": _configuration,
        "warnings": _warnings,
        "vocabulary": _vocabulary,
        "normalisation": _normalisation,
    }
)
