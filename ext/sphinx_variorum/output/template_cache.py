"""Compiled page templates, kept between builds.

Sphinx compiles the theme's templates anew in every build, a sixth of a one-page rebuild (manual,
“Decisions”). Jinja keeps them by the hash of their source, so that a changed template is seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FOLDER = "templates"


def keep_compiled_templates(app: Sphinx) -> None:
    """Give the builder's templates a cache beside the doctrees (event ``builder-inited``)."""
    templates = getattr(app.builder, "templates", None)
    if not isinstance(templates, BuiltinTemplateLoader):
        return
    folder = Path(app.doctreedir) / _FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
