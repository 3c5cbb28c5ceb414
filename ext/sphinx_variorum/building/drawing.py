"""What pictures are drawn with, and whether they can be."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.suggestions import did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.edition.index import Edition


def drawn_with() -> str:
    """The version of matplotlib; empty if it is not installed."""
    try:
        return version("matplotlib")
    except PackageNotFoundError:
        return ""


def reread_pictures(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """The documents with a picture that is now drawn with something else than when it was read."""
    pages = get_domain(env).pages
    showing = {docname for docname, page in pages.items() if page.pictures} - removed
    if not showing:
        return set()
    now = drawn_with()
    return {
        docname
        for docname in showing
        if any(picture.drawn_with != now for picture in pages[docname].pictures)
    }


def check_pictures(edition: Edition) -> None:
    """Report the pictures of a source that there is not."""
    for page in edition.pages.values():
        for picture in page.pictures:
            if picture.source and not edition.source_named(picture.source):
                known = [*edition.sources, *edition.sigla]
                report(
                    Subtype.PICTURE,
                    f"there is no source “{picture.source}” to draw"
                    f"{did_you_mean(picture.source, known)}",
                    location=(picture.docname, picture.line),
                )
