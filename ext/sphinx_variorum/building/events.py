"""The course of a build, in the order in which Sphinx calls.

read (perhaps in workers) → merge → `settle` computes what spans documents and which pages show
it → pages are written → `conclude` keeps what was written and says what was proved.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.building.bibliography_files import refresh_bibliography
from sphinx_variorum.building.consistency import check_edition
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.encoding import excuse_undecodable
from sphinx_variorum.building.fences import mend_source
from sphinx_variorum.building.freshness import digests, read_written, write_written
from sphinx_variorum.building.messages import Subtype, report, tell
from sphinx_variorum.building.standoff import anchor_standoff
from sphinx_variorum.edition.summary import summarise
from sphinx_variorum.edition.suggestions import did_you_mean

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def prepare(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Before reading: the bibliography, and what cannot be decoded."""
    domain = get_domain(env)
    domain.witnesses.forget()
    refresh_bibliography(env, domain)
    excuse_undecodable(env, docnames)


def reread_awaited(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """The documents whose witness, or whose lock, has come to hand since they were read."""
    domain = get_domain(env)
    store = domain.witnesses
    return {
        docname
        for docname, page in domain.pages.items()
        for source in page.sources
        if source.proof in ("missing", "locked") and store.path(source.witness).is_file()
        or source.proof == "missing" and store.lock() is not None
    } - removed


def settle(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """After reading: anchor, check, and name the pages that show what changed elsewhere."""
    domain = get_domain(env)
    edition = domain.index()
    if domain.touched:
        if anchor_standoff(env, domain, edition):
            edition = domain.index()
        check_edition(domain, edition)
    written = read_written(Path(app.outdir))
    return [
        docname
        for docname, digest in digests(edition).items()
        if written.get(docname) != digest
    ]


def warn_missing(
    app: Sphinx, domain: object, node: pending_xref
) -> bool | None:
    """Name the nearest object where a role of ours leads nowhere (``warn-missing-reference``)."""
    if node.get("refdomain") != "variorum":
        return None
    kind, target = node["reftype"], node["reftarget"]
    edition = get_domain(app.env).edition
    known = {
        "passage": edition.passages,
        "source": edition.sources,
        "siglum": edition.sigla,
    }.get(kind, edition.annotations)
    report(
        Subtype.REFERENCE,
        f"there is no {kind} “{target}”{did_you_mean(target, known)}",
        location=node,
    )
    return True


def conclude(app: Sphinx, exception: Exception | None) -> None:
    """After writing: keep the digests, say what was proved, and fail if fidelity was broken."""
    if exception is not None:
        return
    edition = get_domain(app.env).edition
    if not edition.pages:
        return
    write_written(Path(app.outdir), digests(edition))
    summary = summarise(edition)
    tell(summary.text)
    if summary.broken and not _is_suppressed(app):
        app.statuscode = 1
        tell("variorum: the build fails: " + "; ".join(summary.broken))


def _is_suppressed(app: Sphinx) -> bool:
    return "variorum" in app.config.suppress_warnings



def setup_events(app: Sphinx) -> None:
    """Connect the build's course."""
    app.connect("source-read", mend_source)
    app.connect("env-before-read-docs", prepare)
    app.connect("env-get-outdated", reread_awaited)
    app.connect("env-updated", settle)
    app.connect("warn-missing-reference", warn_missing)
    app.connect("build-finished", conclude)
