"""The facts of a source, the same in every format: witness, proof, rights, figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.records import Need
from sphinx_variorum.edition.registers import run_words
from sphinx_variorum.edition.tables import Words
from sphinx_variorum.edition.vocabulary import term
from sphinx_variorum.output.interface import _, decimal, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source
    from sphinx_variorum.edition.tables import Cell


def facts(edition: Edition, source: Source) -> Iterator[tuple[str, Cell]]:
    """(name, what is said) of a source, translated."""
    work = edition.works.get(source.entry)
    if work:
        yield _("Source"), run_words(work.runs)
    if source.siglum:
        yield _("Siglum"), (Words(source.siglum),)
    if source.witness:
        said = ngettext("%d word", "%d words", source.words) % source.words
        if source.taken:
            said += ", " + _("copy of %s") % source.taken
        yield (
            _("Witness"),
            (Words(f"{said}, sha256 "), Words(f"{source.sha256[:12]}…", style="code")),
        )
    passages = edition.passages_of[source.ident]
    yield _("Proof"), tuple(_proof(Counter(passage.proof for passage in passages)))
    if source.words:
        quoted = 100 * edition.quoted_words(source.ident) / source.words
        share = _("%s %% of the words") % decimal(quoted)
        if source.limit:
            share += " " + _("(limit %s %%)") % decimal(100 * source.limit)
        yield _("Quoted"), (Words(share),)
    if source.rights:
        licence = f" ({source.licence})" if source.licence else ""
        yield _("Rights"), (Words(_(term("rights", source.rights).label) + licence),)
    yield _("Annotations"), tuple(_annotations(edition, source))


def _proof(proofs: Counter[str]) -> Iterator[Words]:
    total = sum(proofs.values())
    if not total:
        yield Words(_("no passages"))
        return
    separator = ""
    if proofs["verbatim"]:
        said = _("%(proved)d of %(total)d passages verbatim in the witness")
        yield Words(said % {"proved": proofs["verbatim"], "total": total}, style="proved")
        separator = "; "
    if proofs["locked"]:
        said = _(
            "%(count)d of %(total)d passages as recorded in the lock; the witness was not at "
            "hand, so not verified in this build"
        )
        yield Words(separator + said % {"count": proofs["locked"], "total": total})
        separator = "; "
    rest = total - proofs["verbatim"] - proofs["locked"]
    if rest:
        said = ngettext("%d passage not verified", "%d passages not verified", rest) % rest
        yield Words(separator)
        yield Words(said, style="unproved")


def _annotations(edition: Edition, source: Source) -> Iterator[Words]:
    kinds: Counter[str] = Counter()
    open_needs = 0
    for passage in edition.passages_of[source.ident]:
        for annotation in edition.annotations_of.get(passage.ident, ()):
            kinds[annotation.kind] += 1
            if isinstance(annotation.detail, Need):
                open_needs += not term("need-status", annotation.detail.status).settled
    notes, sources, needs, corrections = (
        kinds[kind]
        for kind in ("editorial-note", "counter-source", "citation-needed", "correction")
    )
    needs_said = ngettext("%d citation need", "%d citation needs", needs) % needs
    if open_needs:
        needs_said += f" ({_('%d open') % open_needs})"
    said = [
        (notes, ngettext("%d note", "%d notes", notes) % notes, ""),
        (
            sources,
            ngettext("%d counter-source", "%d counter-sources", sources) % sources,
            edition.register_page("counter-sources"),
        ),
        (needs, needs_said, edition.register_page("needs")),
        (
            corrections,
            ngettext("%d correction", "%d corrections", corrections) % corrections,
            "",
        ),
    ]
    there = [(text, page) for count, text, page in said if count]
    for index, (text, page) in enumerate(there):
        if index:
            yield Words(", ")
        yield Words(text, page)
    if not there:
        yield Words(_("none"))
