"""Less garbage collection during a build.

A doctree is tens of thousands of objects that live until their page is written, and Python looks
through the young ones every 700 allocations: a fifth of a build's time (manual, “Decisions”).
While a build runs the collector comes less often; afterwards as often as before.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Allocations between two looks at the young objects, and how many of these make one at the
#: older. Chosen at 10,000 passages; still rarer looks were faster, and took a third more memory.
_THRESHOLDS = (50_000, 5, 5)


def setup_collector(app: Sphinx) -> None:
    """Calm the collector from now to ``build-finished``.

    What lives already, which is modules mostly, is set aside and not looked through again until
    another build begins: a process that ends after its build, as most do, would look through all
    of it once more only to end. So is the environment that an earlier build left, once it has been
    read. A build with the collector switched off leaves it so.
    """
    before = gc.get_threshold()
    if not before[0] or not gc.isenabled():
        return
    gc.unfreeze()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)

    def set_aside(app: Sphinx) -> None:
        gc.freeze()

    def restore(app: Sphinx, exception: Exception | None) -> None:
        gc.set_threshold(*before)

    app.connect("builder-inited", set_aside)
    app.connect("build-finished", restore, priority=999)
