"""The course of a build, in the order in which Sphinx calls.

read (perhaps in workers) → merge → `settle` computes what spans documents and which pages show
it → pages are written → `conclude` keeps what was written and says what was proved.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.building.bibliography_files import refresh_bibliography
from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.consistency import check_edition
from sphinx_variorum.building.debts import read_for_others, tell_debts
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.drawing import reread_pictures
from sphinx_variorum.building.encoding import excuse_undecodable
from sphinx_variorum.building.fence_names import check_fence_names
from sphinx_variorum.building.fences import mend_source
from sphinx_variorum.building.freshness import digests, frames, read_written, write_written
from sphinx_variorum.building.mentions import find_anew, note_mentions
from sphinx_variorum.building.messages import Subtype, report, tell
from sphinx_variorum.building.names_file import check_names, refresh_names
from sphinx_variorum.building.plain_links import note_plain_links
from sphinx_variorum.building.policy_checks import tell_policy
from sphinx_variorum.building.redirecting import (
    check_redirects,
    get_redirects,
    tombstones_on,
)
from sphinx_variorum.building.standoff import anchor_standoff
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.edition.records import CollatedWitness, Source


def prepare(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Before reading: the bibliography, the names, and what cannot be decoded."""
    domain = get_domain(env)
    domain.makes_site = app.builder.name in SITE_BUILDERS
    domain.witnesses.forget()
    refresh_bibliography(env, domain)
    refresh_names(env, domain)
    excuse_undecodable(env, docnames)


def reread_awaited(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """The documents whose witness, or whose lock, has come to hand since they were read.

    Those too that were read for readers who see more, or less, of what the editors owe; and those
    whose witness is another file now: Sphinx reads a document again only for a file
    that is younger, and a copy may well be older than the one it replaces.
    """
    domain = get_domain(env)
    store = domain.witnesses

    def is_awaited(docname: str, source: Source | CollatedWitness) -> bool:
        if source.proof == "hashed":
            return store.has_changed(source.witness, source.sha256)
        path = store.path(source.witness)
        if source.proof in ("missing", "locked") and path.is_file():
            return True
        if source.proof == "changed" and path.is_file():
            # Unless it was read, it was the lock that spoke of another witness.
            return all(Path(env.srcdir, read) != path for read in env.dependencies[docname])
        lock = store.lock() if source.proof == "missing" else None
        return lock is not None and source.lock_key in lock.sources

    awaited = {
        docname
        for docname, page in domain.pages.items()
        for source in page.sources
        if any(is_awaited(docname, witness) for witness in source.witnesses)
    }
    return (awaited | read_for_others(domain)) - removed


def settle(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """After reading: anchor, check, and name the pages that show what changed elsewhere."""
    domain = get_domain(env)
    has_changed = domain.touched or domain.has_new_works or domain.has_new_names
    if has_changed:
        find_anew(env, domain)
        edition = domain.index()
        if anchor_standoff(env, domain, edition):
            edition = domain.index()
        check_edition(domain, edition)
        check_names(env, domain, edition)
    if has_changed or not domain.was_shown_here:
        redirects = get_redirects(env)
        around = {
            docname: (frame, tombstones_on(docname, redirects))
            for docname, frame in frames(env).items()
        }
        domain.shown = digests(domain.edition, around)
    check_redirects(env, Path(app.confdir))
    if domain.edition.is_empty():
        return []
    written = read_written(Path(app.outdir))
    changed = {page for page, digest in domain.shown.items() if written.get(page) != digest}
    # Not known until the build has ended: if it is interrupted, and what changed is undone, some of
    # these pages show what is no longer true.
    write_written(
        Path(app.outdir),
        {page: digest for page, digest in written.items() if page not in changed},
    )
    return sorted(changed & env.all_docs.keys())


def warn_missing(app: Sphinx, domain: object, node: pending_xref) -> bool | None:
    """Name the nearest object where a role of ours leads nowhere (``warn-missing-reference``)."""
    if node.get("refdomain") != "variorum":
        return None
    kind, target = node["reftype"], node["reftarget"]
    edition = get_domain(app.env).edition
    tables: dict[str, Iterable[str]] = {
        "passage": edition.passages,
        "source": edition.sources,
        "siglum": edition.sigla,
        "claim": edition.claims,
        "name": edition.names,
    }
    known = tables.get(kind, edition.annotations)
    said = f"there is no {kind} “{target}”{did_you_mean(target, known)}"
    if kind == "name" and target in known:
        said = f"no page lists the name “{target}”: write a “register” of names on one"
    report(Subtype.REFERENCE, said, location=node)
    return True


def note_resolved(app: Sphinx, document: nodes.document, docname: str) -> None:
    """A document is about to be written (in the main process, however many write)."""
    get_domain(app.env).resolved.add(docname)


def conclude(app: Sphinx, exception: Exception | None) -> None:
    """After writing: keep the digests, say what was proved, and fail if fidelity was broken."""
    if exception is not None:
        return
    domain = get_domain(app.env)
    edition = domain.edition
    if edition.is_empty():
        return
    # Of a document that was not written, as when files are named to sphinx-build, what the output
    # shows is what it showed before.
    written = read_written(Path(app.outdir))
    written.update((docname, domain.shown[docname]) for docname in domain.resolved)
    write_written(
        Path(app.outdir),
        {docname: digest for docname, digest in written.items() if docname in domain.shown},
    )
    summary = summarise(edition)
    tell(summary.text)
    failures = [*(breach.text for breach in summary.breaches), *tell_debts(domain)]
    failures += tell_policy(domain)
    if failures:
        # To suppress a message is not to mend what it says.
        app.statuscode = 1
        tell("variorum: the build fails: " + "; ".join(failures))
    for breach in summary.breaches:
        if breach.docname not in domain.touched:
            report(
                Subtype.FIDELITY,
                f"{breach.text}, as was said when its page was read: mend it, or the build fails",
                location=(breach.docname, breach.line),
            )


def setup_events(app: Sphinx) -> None:
    """Connect the build's course."""
    app.connect("source-read", check_fence_names)
    app.connect("source-read", mend_source)
    app.connect("env-before-read-docs", prepare)
    app.connect("env-get-outdated", reread_awaited)
    app.connect("env-get-outdated", reread_pictures)
    app.connect("doctree-read", note_plain_links)
    app.connect("doctree-read", note_mentions)
    app.connect("env-updated", settle)
    app.connect("warn-missing-reference", warn_missing)
    app.connect("doctree-resolved", note_resolved)
    app.connect("build-finished", conclude)
