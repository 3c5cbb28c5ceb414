"""For whom an edition is made: what the editors still owe is theirs, and no reader's.

A citation need is a finding about the source and stays printed; an editorial need is a debt of the
editors and is in no public output at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.records import EditorialNeed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_variorum.edition.records import Annotation, Page

#: ``public``: for readers. ``editor``: with what the editors owe. ``release``: for readers, and
#: nothing may be owed.
AUDIENCES = ("public", "editor", "release")


def shows_debts(audience: str) -> bool:
    """Whether the output for `audience` (a member of `AUDIENCES`) shows what the editors owe."""
    return audience == "editor"


def debts(pages: Mapping[str, Page]) -> list[tuple[Annotation, EditorialNeed]]:
    """What the editors owe, by the name of its document and then in its order."""
    return [
        (annotation, annotation.detail)
        for docname in sorted(pages)
        for annotation in pages[docname].annotations
        if isinstance(annotation.detail, EditorialNeed)
    ]


def without_debts(pages: Mapping[str, Page]) -> Mapping[str, Page]:
    """`pages` without what the editors owe: neither those annotations nor what they refer to."""
    hidden: dict[str, set[str]] = {}
    for annotation, _detail in debts(pages):
        hidden.setdefault(annotation.docname, set()).add(annotation.ident)
    if not hidden:
        return pages
    return {
        docname: _without(page, hidden[docname]) if docname in hidden else page
        for docname, page in pages.items()
    }


def _without(page: Page, idents: set[str]) -> Page:
    return page._replace(
        annotations=tuple(
            item for item in page.annotations if not isinstance(item.detail, EditorialNeed)
        ),
        references=tuple(item for item in page.references if item.annotation not in idents),
    )
