"""What the editors still owe: who sees it, and what a release says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.messages import Subtype, report, tell
from sphinx_variorum.edition.audience import debts, shows_debts
from sphinx_variorum.edition.vocabulary import term

if TYPE_CHECKING:
    from sphinx_variorum.building.domain import VariorumDomain


def read_for_others(domain: VariorumDomain) -> set[str]:
    """The documents that were read for readers who see more, or less, than those of this build."""
    shown = shows_debts(get_configuration(domain.env.config).audience)
    return {item.docname for item, detail in debts(domain.pages) if detail.shown != shown}


def tell_debts(domain: VariorumDomain) -> list[str]:
    """Count what the editors owe; before a release name each debt, and return why it fails."""
    owed = debts(domain.pages)
    if not owed:
        return []
    counted = f"{len(owed)} editorial need" + ("s" if len(owed) > 1 else "")
    audience = get_configuration(domain.env.config).audience
    seen = "shown" if shows_debts(audience) else "in no output"
    tell(f"variorum: {counted}, {seen}")
    if audience != "release":
        return []
    for item, detail in owed:
        what = term("editorial-need-type", detail.type).label if detail.type else "something"
        due = f", due {detail.due}" if detail.due else ""
        report(
            Subtype.EDITORIAL_NEED,
            f"the editors still owe passage {item.passage or '(none)'}: {what}{due}; do it and "
            "remove the directive, or build for another audience",
            location=(item.docname, item.line),
        )
    return [f"{counted} before a release"]
