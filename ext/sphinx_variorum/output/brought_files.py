"""Files of the site that are the editor's own: what ``html_extra_path`` brings.

Sphinx copies them in every build before it writes a page. Whatever writes a file later asks here
first, so that an editor's robots.txt is not overwritten by ours.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def brought_files(app: Sphinx) -> frozenset[str]:
    """The files that the editor brings, by path from the site's root with slashes.

    A folder stands for what lies in it, but for what ``exclude_patterns`` leaves out, as Sphinx
    copies it.
    """
    excluded = Matcher(app.config.exclude_patterns)
    found: set[str] = set()
    for entry in app.config.html_extra_path:
        path = Path(app.confdir, entry)
        found.update([path.name] if path.is_file() else _files_within(path, excluded))
    return frozenset(found)


def _files_within(folder: Path, excluded: Matcher) -> Iterator[str]:
    for above, folders, names in os.walk(folder, followlinks=True):
        within = Path(above).relative_to(folder).as_posix()
        # Sphinx asks for `./robots.txt`, not for `robots.txt`.
        folders[:] = [name for name in folders if not excluded(posixpath.join(within, name))]
        for name in names:
            path = posixpath.join(within, name)
            if not excluded(path):
                yield posixpath.normpath(path)
