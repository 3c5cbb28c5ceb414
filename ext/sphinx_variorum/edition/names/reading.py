"""Reading ``names.yaml``: ids, and below each its fields.

```yaml
kim-jong-il:
  kind: person
  name: Kim Jong Il
  sort: Kim Jong Il
  described: Leader of North Korea from 1994 to 2011
  dates: {from: 1941-02-16, to: 2011-12-17}
  wikidata: Q10665
  same-as: [https://example.org/kim-jong-il]
  forms:
    - Kim Jong-il
    - {form: 김정일, language: ko}
    - {form: Kim, only-in: [defectors-game:5], case: exact}
```

`kind` and `name` are required; the name is a form too. A form that is listed in the same words as
the name takes its place, so that it can be restricted. Whatever is wrong is named and left out, and
all else is kept.
"""

from __future__ import annotations

from pathlib import Path

from sphinx_variorum.edition.normalise import normalise

from .collisions import collisions
from .fields import IDENTIFIER, Fields
from .records import Form, Name, NamesFile, Problem
from .yamltree import Node, Table, Text, parse

_FIELDS = ("kind", "name", "sort", "described", "dates", "wikidata", "same-as", "forms")


def read_names(path: Path) -> NamesFile:
    """The names in the file at `path`. A file that cannot be read is a problem, not an error."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        return NamesFile((), (Problem(1, f"the file cannot be read ({reason}): mend its path"),))
    return parse_names(data)


def parse_names(data: bytes) -> NamesFile:
    """The names in the bytes of a file, and all problems, those of colliding forms too."""
    root, wrong = parse(data)
    problems = list(wrong)
    names: list[Name] = []
    if isinstance(root, Table):
        for ident, node in root.pairs:
            name = _name(ident, node, problems)
            if name is not None:
                names.append(name)
    elif root is not None and root != Text(root.line, ""):
        problems.append(
            Problem(
                root.line,
                "the file has no ids, so nothing is read: write an id and a colon, and below it "
                "the fields, indented",
            )
        )
    names = _apart(names, problems)
    problems += collisions(names)
    return NamesFile(tuple(names), tuple(sorted(dict.fromkeys(problems))))


def _name(ident: Text, node: Node, problems: list[Problem]) -> Name | None:
    if not IDENTIFIER.fullmatch(ident.value):
        message = (
            f"“{ident.value}” is no id, and its entry is left out: write lower-case letters and "
            "digits, with single hyphens between them, as kim-il-sung"
        )
        problems.append(Problem(ident.line, message))
        return None
    if not isinstance(node, Table):
        message = (
            f"{ident.value} has no fields and is left out: write kind: and name: below it, indented"
        )
        problems.append(Problem(ident.line, message))
        return None
    # A mapping begins with its first field; the entry with its id.
    fields = Fields(node._replace(line=ident.line), _FIELDS, ident.value, problems)
    kind, words = fields.kind(), fields.text("name")
    if not words:
        fields.say(
            fields.line_of("name"),
            f"{ident.value} has no name and is left out: write name: and its standard form",
        )
    begin, end = fields.dates()
    forms = fields.forms()
    if all(normalise(form.text) != normalise(words) for form in forms):
        own = Form(words, line=fields.line_of("name"))
        forms = forms if not words or fields.is_poor(own) else (own, *forms)
    name = Name(
        ident.value,
        kind,
        words,
        fields.text("sort") or words,
        forms,
        fields.text("described"),
        begin,
        end,
        fields.wikidata(),
        fields.same_as(),
        ident.line,
    )
    return name if kind and words else None


def _apart(names: list[Name], problems: list[Problem]) -> list[Name]:
    """`names` without an id of Wikidata that an earlier one has."""
    owners: dict[str, Name] = {}
    kept: list[Name] = []
    for name in names:
        owner = owners.setdefault(name.wikidata, name) if name.wikidata else name
        if owner is not name:
            message = (
                f"{name.ident} has the id of Wikidata of {owner.ident} (line {owner.line}), "
                f"{name.wikidata}, which is not read: correct one of them, or make them one entry"
            )
            problems.append(Problem(name.line, message))
        kept.append(name if owner is name else name._replace(wikidata=""))
    return kept
