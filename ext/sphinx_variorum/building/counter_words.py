"""The words of a passage that an annotation sets against its own, to be printed beside them.

No record holds the words of a passage: its document is loaded, once in a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import base_text, passage
from sphinx_variorum.building.standoff import printed_text

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: So many words of the other passage stand beside a claim; the rest is a link away.
LONGEST = 60


def counter_words(env: BuildEnvironment, ident: str) -> str:
    """The first words of the passage `ident`; empty if there is none."""
    domain = get_domain(env)
    record = domain.edition.passages.get(ident)
    if record is None:
        return ""
    if ident not in domain.printed:
        for node in env.get_doctree(record.docname).findall(passage):
            text = next(iter(node.findall(base_text)), None)
            if text is not None and node["ids"]:
                domain.printed[node["ident"]] = _shortened(printed_text(text))
    return domain.printed.get(ident, "")


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= LONGEST else " ".join(words[:LONGEST]) + " …"
