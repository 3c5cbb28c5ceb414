"""What the interface says beneath the words of a passage, the same in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.interface import _, ngettext, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.records import Passage


def remarks(passage: Passage) -> Iterator[tuple[str, str]]:
    """(class, words): what was left out, and whether the passage was verified.

    An omission before the first or after the last sentence drops no words that could be counted,
    and without the witness none can be; what the editors say of it is printed all the same.
    """
    left_out = ""
    if passage.omitted:
        left_out = ngettext("%d word left out", "%d words left out", passage.omitted)
        left_out = numbered(left_out, passage.omitted)
    elif passage.omits:
        left_out = _("Left out")
    if left_out:
        yield "omitted", f"{left_out}: {passage.omits}" if passage.omits else left_out
    if passage.proof not in ("verbatim", "locked"):
        yield "unproved", _("Not verified against its witness in this build.")
