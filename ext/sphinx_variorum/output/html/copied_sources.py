"""The files that Sphinx copies beside the pages as they were written (``_sources``).

They would tell every reader what the editors still owe.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.edition.audience import debts, shows_debts

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def hold_back_sources(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Copy no file, and link to none, that holds what this build's readers do not see.

    One that an earlier build copied is removed (event ``html-page-context``).
    """
    name = context.get("sourcename")
    page = get_domain(app.env).pages.get(pagename)
    if not name or page is None or shows_debts(get_configuration(app.config).audience):
        return
    if debts({pagename: page}):
        context["sourcename"] = ""
        Path(app.outdir, "_sources", name).unlink(missing_ok=True)
