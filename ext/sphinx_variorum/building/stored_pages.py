"""The records of all documents as the environment stores them.

Sphinx stores its environment anew whenever one document changed. Of those that did not, the bytes
are stored that were read: to make them of 10,000 passages takes a tenth of such a build.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from sphinx_variorum.edition.records import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class StoredPages(dict[str, Page]):
    """Records by document, which are frozen: whoever changes some puts another page here."""

    def __init__(self, stored: Mapping[str, bytes] | None = None) -> None:
        """Read what was `stored`, by document."""
        super().__init__()
        #: For each document a page and the bytes that are stored of it.
        self._known: dict[str, tuple[Page, bytes]] = {}
        for docname, data in (stored or {}).items():
            self[docname] = page = pickle.loads(data)
            self._known[docname] = page, data

    def __reduce__(self) -> tuple[Callable[..., StoredPages], tuple[dict[str, bytes]]]:
        known = self._known
        for docname, page in self.items():
            if docname not in known or known[docname][0] is not page:
                known[docname] = page, pickle.dumps(page, pickle.HIGHEST_PROTOCOL)
        return StoredPages, ({docname: known[docname][1] for docname in self},)
