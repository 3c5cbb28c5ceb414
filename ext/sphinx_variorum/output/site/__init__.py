"""What a site needs beside its pages: the page for what is missing, and what machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.site.machines import write_machine_files
from sphinx_variorum.output.site.missing_page import make_links_absolute, write_missing_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_site(app: Sphinx) -> None:
    """Connect what writes the site's own files."""
    app.connect("html-collect-pages", write_missing_page)
    # After every other handler: what they put into the page is made absolute too.
    app.connect("html-page-context", make_links_absolute, priority=900)
    app.connect("build-finished", write_machine_files)
