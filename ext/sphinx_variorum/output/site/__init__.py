"""What a site needs beside its pages: the page for what is missing, and what machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.site.machines import write_machine_files
from sphinx_variorum.output.site.missing_page import add_missing_page_context, write_missing_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_site(app: Sphinx) -> None:
    """Connect what writes the site's own files."""
    app.connect("html-collect-pages", write_missing_page)
    # After every other handler, so that it also holds for what they set.
    app.connect("html-page-context", add_missing_page_context, priority=900)
    app.connect("build-finished", write_machine_files)
