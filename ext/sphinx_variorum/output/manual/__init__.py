"""The reference part of the project's own manual, printed from the code.

Not part of an edition: only the configuration of this repository lists the module among its
extensions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum import __version__
from sphinx_variorum.output.manual.reference import ReferenceDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive ``variorum-reference``."""
    app.add_directive("variorum-reference", ReferenceDirective)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
