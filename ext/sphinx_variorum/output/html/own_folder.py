"""Folders of pages that are no documents: what is no longer wanted there is removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.output.brought_files import brought_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


def remove_others(
    app: Sphinx, builder: StandaloneHTMLBuilder, folder: str, wanted: Iterable[str]
) -> None:
    """Remove from `folder` every page but those `wanted`, documents, and files of the editor's.

    An editor may have a folder of that name too, or bring one.
    """
    kept = {Path(builder.get_output_path(name)) for name in {*wanted, *builder.env.all_docs}}
    kept.update(Path(builder.outdir, name) for name in brought_files(app))
    for path in sorted(Path(builder.outdir, folder).rglob("*.html")):
        if path not in kept:
            path.unlink()
