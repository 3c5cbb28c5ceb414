"""The edition as sphinx-needs objects with typed links, and one table of the open needs."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.content import Edition, Passage
from benchmarks.flavours import Flavour, citation, emphasise

_CONFIGURATION = """
needs_types = [
    dict(directive="passage", title="Passage", prefix="P_", color="#ffffff", style="node"),
    dict(directive="ednote", title="Note", prefix="N_", color="#eeeeee", style="node"),
    dict(directive="counter", title="Counter-source", prefix="C_", color="#dddddd", style="node"),
    dict(directive="citeneed", title="Citation need", prefix="R_", color="#ffdddd", style="node"),
]
needs_id_regex = "^[A-Z0-9_]{5,}"
needs_links = {
    "annotates": dict(incoming="annotated by", outgoing="annotates"),
    "counters": dict(incoming="countered by", outgoing="counters"),
    "compares": dict(incoming="compared by", outgoing="compares"),
    "wanted_for": dict(incoming="wants citation", outgoing="wanted for"),
}
needs_build_json = False
"""
_REGISTER = """\
# Open citation needs

```{needtable}
:filter: type == "citeneed" and status == "open"
:columns: id;title;status;wanted_for
:style: table
```
"""


def _identifier(prefix: str, document: int, passage: int) -> str:
    return f"{prefix}_{document:05d}_{passage:02d}"


class SphinxNeeds(Flavour):
    """Every passage, note, counter-source and need an object of sphinx-needs."""

    name = "needs"
    modules = ("myst_parser", "sphinx_needs")
    configuration = _CONFIGURATION
    registers = ("register",)

    def common_files(self, edition: Edition) -> Iterator[tuple[str, str]]:
        yield from super().common_files(edition)
        yield "register.md", _REGISTER

    def passage(self, document: int, passage: Passage) -> Iterator[str]:
        number, place = passage.number, f"{document}.{passage.number}"
        identifier = _identifier("P", document, number)
        words = " ".join(emphasise(passage))
        yield f":::{{passage}} Passage {place}\n:id: {identifier}\n\n{words}\n:::\n"
        for index, note in enumerate(passage.notes, 1):
            yield (
                f":::{{ednote}} {note.lemma}\n:id: {_identifier('N', document, number)}_{index}\n"
                f":annotates: {identifier}\n\n{note.text}\n:::\n"
            )
        counter = passage.counter
        yield (
            f":::{{counter}} {citation(counter)}\n:id: {_identifier('C', document, number)}\n"
            f":counters: {identifier}\n"
            f":compares: {_identifier('P', counter.document, counter.passage)}\n\n"
            f"{counter.text}\n:::\n"
        )
        if passage.need:
            yield (
                f":::{{citeneed}} Citation needed {place}\n"
                f":id: {_identifier('R', document, number)}\n:status: {passage.need.status}\n"
                f":wanted_for: {identifier}\n\n{passage.need.text}\n:::\n"
            )
