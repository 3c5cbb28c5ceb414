"""What the theme `variorum` needs of the configuration, and which scripts it does without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.output.interface import date_said

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

THEME = "variorum"
#: Sphinx's scripts for its own search and for the shortcuts that the reading interface has.
_WITHOUT = frozenset({"documentation_options.js", "doctools.js", "sphinx_highlight.js"})


def add_theme_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Give the theme's layout its values (event ``html-page-context``)."""
    if app.config.html_theme != THEME:
        return
    configuration = get_configuration(app.config)
    context["variorum_date"] = configuration.date
    context["variorum_date_said"] = date_said(configuration.date)
    context["variorum_commit"] = configuration.commit
    # With Sphinx's own search they are needed: it answers, and marks what was found.
    if not getattr(app.builder, "search", True):
        context["script_files"][:] = [
            script
            for script in context["script_files"]
            if str(getattr(script, "filename", script)).rpartition("/")[2] not in _WITHOUT
        ]
