"""Registers: which rows a generated list holds, and what each cell says and links to.

The rows are the same for every builder; what a link or a word looks like is the renderer's. A
register is asked for as a record of strings (`records.Register`), which `asking.ask` makes and
checks. To add a kind, declare it (`kind.RegisterKind`) in a file of its own and name it here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.edition.registers.annotations import (
    CORRECTIONS,
    COUNTER_SOURCES,
    NEEDS,
    NOTES,
    VARIANTS,
)
from sphinx_variorum.edition.registers.changes import CHANGES
from sphinx_variorum.edition.registers.claims import CLAIMS
from sphinx_variorum.edition.registers.editorial_needs import EDITORIAL_NEEDS
from sphinx_variorum.edition.registers.filling import filled
from sphinx_variorum.edition.registers.names import NAMES
from sphinx_variorum.edition.registers.open_needs import OPEN_NEEDS
from sphinx_variorum.edition.registers.passages import PASSAGES, SOURCES
from sphinx_variorum.edition.registers.rhetoric import RHETORIC
from sphinx_variorum.edition.registers.terms import TERMS
from sphinx_variorum.edition.registers.works import WORKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Register
    from sphinx_variorum.edition.registers.kind import RegisterKind
    from sphinx_variorum.edition.tables import Table

#: The kinds of register there are, in the order in which messages and the manual name them.
KINDS: Mapping[str, RegisterKind] = MappingProxyType(
    {
        "needs": NEEDS,
        "counter-sources": COUNTER_SOURCES,
        "works": WORKS,
        "claims": CLAIMS,
        "changes": CHANGES,
        "corrections": CORRECTIONS,
        "variants": VARIANTS,
        "notes": NOTES,
        "rhetoric": RHETORIC,
        "names": NAMES,
        "passages": PASSAGES,
        "sources": SOURCES,
        "terms": TERMS,
        "editorial-needs": EDITORIAL_NEEDS,
        "take-one": OPEN_NEEDS,
    }
)


def fill(edition: Edition, register: Register) -> Table:
    """The register's table.

    Unless it is sorted, rows follow the edition's order, works their author and year; claims
    come first to which most texts speak, changes the newest first.
    """
    key = register._replace(docname="", line=0)
    if key not in edition.tables:
        edition.tables[key] = filled(edition, key, KINDS[register.kind])
    return edition.tables[key]
