"""What the interface says about a claim, the same in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.interface import ngettext

if TYPE_CHECKING:
    from docutils.nodes import Element

    from sphinx_variorum.edition.claim_pages import ClaimPage
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Claim


def local_claim(edition: Edition, node: Element) -> Claim:
    """The record of a claim's node, also of one whose id belongs to another document's."""
    found = edition.claims.get(node["ident"])
    if found is not None and found.docname == node["docname"]:
        return found
    claims = edition.pages[node["docname"]].claims
    return next(item for item in claims if item.ident == node["ident"])


def tally_said(page: ClaimPage) -> str:
    """The works counted by what they do: “3 works support it · 1 work contradicts it”.

    Empty if the claim has no counter-source.
    """
    sayings = {
        "supports": lambda n: ngettext("%d work supports it", "%d works support it", n),
        "contradicts": lambda n: ngettext("%d work contradicts it", "%d works contradict it", n),
        "qualifies": lambda n: ngettext("%d work qualifies it", "%d works qualify it", n),
        "silent": lambda n: ngettext("%d work is silent", "%d works are silent", n),
    }
    return " · ".join(sayings[side](count) % count for side, count in page.tally if count)
