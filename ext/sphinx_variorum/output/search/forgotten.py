"""Words that stood in the edition once and stand in it no more.

Sphinx's own search keeps them in its index, with no page where they are found: an incremental
build would tell words that a clean one does not, those of the editors' debts among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def forget_words(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Take words of no page out of the index (event ``html-collect-pages``, which adds none)."""
    indexer = getattr(app.builder, "indexer", None)
    for name in ("_mapping", "_title_mapping"):
        words = getattr(indexer, name, {})
        for word in [word for word, found in words.items() if not found]:
            del words[word]
    return []
