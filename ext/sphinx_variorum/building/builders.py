"""Which builders there are for an edition: those that make a site, and all others."""

from __future__ import annotations

#: The builders that make a site of many pages; the others make one page, a book or something else.
SITE_BUILDERS = frozenset({"html", "dirhtml"})
