"""Less garbage collection during a build.

A doctree is tens of thousands of objects that live until their page is written, and Python looks
through all of them every 700 allocations: a fifth of a build's time (manual, “Decisions”). While
a build runs the collector comes a hundred times less often; afterwards it is as it was.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Allocations between two looks at the young objects. At this figure the peak memory of a build
#: of 10,000 passages did not rise measurably; without any collection it doubled.
_ALLOCATIONS = 70_000


def setup_collector(app: Sphinx) -> None:
    """Calm the collector from ``config-inited`` to ``build-finished``."""
    before = gc.get_threshold()

    def calm(app: Sphinx, config: Config) -> None:
        if before[0]:
            gc.freeze()
            gc.set_threshold(max(before[0], _ALLOCATIONS), *before[1:])

    def restore(app: Sphinx, exception: Exception | None) -> None:
        gc.set_threshold(*before)
        gc.unfreeze()

    app.connect("config-inited", calm, priority=1)
    app.connect("build-finished", restore, priority=999)
