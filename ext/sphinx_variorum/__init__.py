"""sphinx-variorum: annotated critical editions of contested sources, proved by the build.

Three storeys, and no way back up: `edition` (plain Python), `building` (Sphinx's side), `output`
(what comes out).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

#: Changes when the shape of stored doctrees does.
ENVIRONMENT_VERSION = 3

#: The message catalogue that holds every word of the interface (gettext's “domain”).
CATALOGUE = "sphinx_variorum"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    # Imported here, so that the edition can be used without Sphinx.
    from sphinx_variorum.building.arrange import ArrangePassages
    from sphinx_variorum.building.configuration import setup_configuration
    from sphinx_variorum.building.directives import DIRECTIVES
    from sphinx_variorum.building.domain import VariorumDomain
    from sphinx_variorum.building.events import setup_events
    from sphinx_variorum.building.garbage import setup_collector
    from sphinx_variorum.building.hygiene import Hygiene
    from sphinx_variorum.building.kickers import PlaceKickers
    from sphinx_variorum.building.roles import ROLES
    from sphinx_variorum.output.fallback import FallBackToPlainNodes
    from sphinx_variorum.output.languages import setup_languages
    from sphinx_variorum.output.setup_html import setup_html

    setup_languages(app)
    setup_collector(app)
    setup_configuration(app)
    app.add_domain(VariorumDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    for name, role in ROLES.items():
        app.add_role(name, role)
    app.add_transform(Hygiene)
    app.add_post_transform(PlaceKickers)
    app.add_post_transform(ArrangePassages)
    app.add_post_transform(FallBackToPlainNodes)
    setup_events(app)
    setup_html(app)
    return {
        "version": __version__,
        "env_version": ENVIRONMENT_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
