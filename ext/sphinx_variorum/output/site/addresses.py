"""Where the site stands: its address, and the path below which it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_variorum.building.builders import SITE_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The page that a server answers with where it finds nothing, as Sphinx names pages.
MISSING_PAGE = "404"


def is_site(app: Sphinx) -> bool:
    """Whether this build makes a site."""
    return app.builder.name in SITE_BUILDERS


def base_address(app: Sphinx) -> str:
    """The site's address with a slash at its end (``html_baseurl``); empty if none is given."""
    address: str = app.config.html_baseurl
    return f"{address.rstrip('/')}/" if address else ""


def base_path(app: Sphinx) -> str:
    """The path below which the site lies: `/repository/`; `/` if nothing is known."""
    path = urlsplit(base_address(app)).path
    return path or "/"
