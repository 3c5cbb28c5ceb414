"""Search: Pagefind's index of passages and annotations, or Sphinx's own search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.output.search.forgotten import forget_words
from sphinx_variorum.output.search.index import refresh_index, remove_index
from sphinx_variorum.output.search.kept import keep_records, to_be_kept
from sphinx_variorum.output.search.page import add_page_assets, collect_search_page
from sphinx_variorum.output.search.pagefind import executable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def has_pagefind(app: Sphinx) -> bool:
    """Whether this build's search is Pagefind's."""
    return app.builder.name in SITE_BUILDERS and app.config.variorum_search == "pagefind"


def choose_engine(app: Sphinx, config: Config) -> None:
    """Put the engine that is at hand into the configuration (event ``config-inited``).

    There, so that to install or remove Pagefind counts as a changed configuration, after which
    Sphinx writes all pages again.
    """
    wanted = config.variorum_search
    if wanted == "sphinx":
        return
    there = executable() is not None
    if not there and wanted == "pagefind":
        report(
            Subtype.SEARCH,
            "variorum_search = 'pagefind', and Pagefind is not installed: Sphinx's own search is "
            "used instead. Install it: pip install 'sphinx-variorum[search]'",
        )
    config.variorum_search = "pagefind" if there else "sphinx"


def offer_templates(app: Sphinx, config: Config) -> None:
    """Let the search page's template be found, and replaced (event ``config-inited``)."""
    config.templates_path = [*config.templates_path, str(Path(__file__).parent / "templates")]


def switch_off_own_index(app: Sphinx) -> None:
    """With Pagefind, Sphinx makes neither index nor search page (event ``builder-inited``)."""
    if has_pagefind(app):
        app.builder.search = False  # type: ignore[attr-defined]


def _write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    return to_be_kept(env) if has_pagefind(app) else []


def _keep_records(app: Sphinx, document: nodes.document, docname: str) -> None:
    if has_pagefind(app):
        keep_records(app, document, docname)


def _collect_search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    return collect_search_page(app) if has_pagefind(app) else iter(())


def _add_page_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if has_pagefind(app):
        add_page_assets(app, page, template, context, doctree)


def _refresh_index(app: Sphinx, exception: Exception | None) -> None:
    """Make the index, and remove what the other engine left (event ``build-finished``)."""
    if exception is not None or app.builder.name not in SITE_BUILDERS:
        return
    if has_pagefind(app):
        refresh_index(app)
        (Path(app.outdir) / "searchindex.js").unlink(missing_ok=True)
    else:
        remove_index(Path(app.outdir))


def setup_search(app: Sphinx) -> None:
    """Connect search with the course of a build."""
    # After the check of the configuration.
    app.connect("config-inited", choose_engine, priority=750)
    app.connect("config-inited", offer_templates)
    app.connect("builder-inited", switch_off_own_index)
    app.connect("env-updated", _write_again)
    app.connect("doctree-resolved", _keep_records)
    app.connect("html-collect-pages", _collect_search_page)
    app.connect("html-page-context", _add_page_assets)
    app.connect("html-collect-pages", forget_words)
    app.connect("build-finished", _refresh_index)
