"""The facts of a source, the same in every format: witness, proof, rights, figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_variorum.edition.cells import run_words
from sphinx_variorum.edition.figures import figures
from sphinx_variorum.edition.tables import Words
from sphinx_variorum.edition.vocabulary import schemes, term
from sphinx_variorum.output.interface import _, date_said, decimal, ngettext, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.figures import Figures
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import CollatedWitness, Source
    from sphinx_variorum.edition.tables import Cell


def facts(edition: Edition, source: Source) -> Iterator[tuple[str, Cell]]:
    """(name, what is said) of a source, translated."""
    work = edition.works.get(source.entry)
    if work:
        yield _("Author"), (Words(work.author or _("unsigned")),)
        if work.date:
            yield _("Date"), (Words(work.date, style="date"),)
        if work.place:
            yield _("Published by"), (Words(work.place, url=work.url),)
        yield _("Source"), run_words(work.runs)
    if source.siglum:
        yield _("Siglum"), (Words(source.siglum),)
    if source.witness:
        yield _("Witness"), _witness(source)
    for witness in source.collated:
        yield _("Witness %s") % witness.siglum, _witness(witness)
    passages = edition.passages_of[source.ident]
    yield _("Proof"), tuple(_proof(Counter(passage.proof for passage in passages)))
    counted = figures(edition, source)
    if counted.quoted is not None:
        share = _("%s %% of the words") % decimal(100 * counted.quoted)
        if source.limit:
            share += " " + _("(limit %s %%)") % decimal(100 * source.limit)
        yield _("Quoted"), (Words(share),)
    if source.rights:
        licence = f" ({source.licence})" if source.licence else ""
        yield _("Rights"), (Words(_(term("rights", source.rights).label) + licence),)
    yield _("Annotations"), tuple(_annotations(edition, counted))
    if counted.needs:
        page = edition.register_page("needs")
        yield _("Needs"), (Words(_needs_said(counted), page),)


def _witness(witness: Source | CollatedWitness) -> Cell:
    said = numbered(ngettext("%d word", "%d words", witness.words), witness.words)
    if witness.taken:
        said += ", " + _("copy of %s") % date_said(witness.taken)
    return Words(f"{said}, sha256 "), Words(f"{witness.sha256[:12]}…", style="code")


def _needs_said(counted: Figures) -> str:
    """The citation needs by status in the vocabulary's order, those that are not settled first:
    “2 open · 5 answered: supported”.
    """
    counts = dict(counted.needs)
    statuses = [status for status in schemes()["need-status"].terms if status.slug in counts]
    statuses.sort(key=lambda status: status.settled)
    return " · ".join(f"{counts[status.slug]} {_(status.label)}" for status in statuses)


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
        said = numbered(ngettext("%d passage not verified", "%d passages not verified", rest), rest)
        yield Words(separator)
        yield Words(said, style="unproved")


def kicker_said(edition: Edition, source: Source) -> str:
    """The line above the title of a source: its siglum and the year of the text, translated."""
    work = edition.works.get(source.entry)
    text = _("Text %s") % source.siglum if source.siglum else ""
    return " · ".join(filter(None, (text, date_said(work.year) if work else "")))


def figures_said(edition: Edition, source: Source) -> str:
    """The figures of a source in one line, translated; what there is none of is left out."""
    counted = figures(edition, source)
    passages = counted.passages
    said = [
        numbered(ngettext("%d passage", "%d passages", passages), passages),
        *(text for text, _page in _counts(counted)),
    ]
    if counted.quoted is not None:
        said.append(_("%d %% quoted") % round(100 * counted.quoted))
    return " · ".join(said)


def _counts(counted: Figures) -> Iterator[tuple[str, str]]:
    """How many annotations there are of each kind that there is, and the kind's register."""
    notes, sources, corrections, variants, needs = (
        counted.count(kind)
        for kind in (
            "editorial-note",
            "counter-source",
            "correction",
            "variant",
            "citation-needed",
        )
    )
    if notes:
        yield numbered(ngettext("%d note", "%d notes", notes), notes), ""
    if sources:
        said = numbered(ngettext("%d counter-source", "%d counter-sources", sources), sources)
        yield said, "counter-sources"
    if corrections:
        yield numbered(ngettext("%d correction", "%d corrections", corrections), corrections), ""
    if variants:
        said = numbered(ngettext("%d variant", "%d variants", variants), variants)
        yield said, "variants"
    if needs:
        said = numbered(ngettext("%d citation need", "%d citation needs", needs), needs)
        if counted.open_needs:
            said += ", " + _("%d open") % counted.open_needs
        yield said, "needs"


def _annotations(edition: Edition, counted: Figures) -> Iterator[Words]:
    separator = ""
    for said, register in _counts(counted):
        if separator:
            yield Words(separator)
        separator = " · "
        yield Words(said, edition.register_page(register) if register else "")
    if not separator:
        yield Words(_("none"))
