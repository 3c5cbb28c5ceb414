"""Fences that were meant for a directive of the edition and are none.

``:::passage`` without braces, a name with a slip in it, a colon fence where MyST's extension is
off: MyST makes plain text of the one and drops the other, and a passage that is prose is not
proved. So the openings of a page's fences are read before MyST reads them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util.docutils import is_directive_registered

from sphinx_variorum.building.fences import LISTINGS, OURS, Fault
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.suggestions import nearest_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

_OPENING = re.compile(r"\s*(?P<fence>:{3,}|`{3,}|~{3,})[ \t]*(?P<rest>.*)$")
_NAMED = re.compile(r"\{(?P<name>[\w-]+)\}")
_BARE = re.compile(rf"(?P<name>{'|'.join(sorted(OURS))})(?:\s|$)")


def mistaken_fences(
    text: str, *, colon_fence: bool, is_known: Callable[[str], bool]
) -> Iterator[Fault]:
    """The fences of `text` that look like a directive of the edition and are none.

    `colon_fence` says whether MyST reads fences of colons, `is_known` whether a name is that of
    any directive. What stands in a listing is no fence.
    """
    listing = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not (":::" in line or "```" in line or "~~~" in line):
            continue
        match = _OPENING.match(line)
        if not match:
            continue
        fence, rest = match["fence"], match["rest"]
        if listing:
            if not rest.strip() and fence[0] == listing[0] and len(fence) >= len(listing):
                listing = ""
            continue
        named, bare = _NAMED.match(rest), _BARE.match(rest)
        name = named["name"] if named else ""
        if name in LISTINGS or (not named and fence[0] != ":"):
            listing = fence
        elif bare:
            yield Fault(
                Subtype.DIRECTIVE,
                number,
                f"“{fence}{bare['name']}” is no directive, and what stands in it is plain text: "
                f"write “{fence}{{{bare['name']}}}”",
            )
        elif name in OURS and fence[0] == ":" and not colon_fence:
            yield Fault(
                Subtype.DIRECTIVE,
                number,
                f"“{fence}{{{name}}}” is plain text here, since MyST does not read fences of "
                'colons: add myst_enable_extensions = ["colon_fence"] to conf.py',
            )
            return
        elif name and not is_known(name) and (meant := nearest_name(name, OURS)):
            yield Fault(
                Subtype.DIRECTIVE,
                number,
                f"there is no directive “{name}”, and what stands in it is dropped; did you mean "
                f"“{meant}”?",
            )


def check_fence_names(app: Sphinx, docname: str, content: list[str]) -> None:
    """Report the mistaken fences of a MyST page (event ``source-read``)."""
    if str(app.env.doc2path(docname)).endswith(".rst"):
        return
    enabled = "colon_fence" in getattr(app.config, "myst_enable_extensions", ())
    for fault in mistaken_fences(content[0], colon_fence=enabled, is_known=is_directive_registered):
        report(fault.subtype, fault.message, location=(docname, fault.line))
