"""What can be checked only when the whole edition is known (event ``env-updated``)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_variorum.building.drawing import check_pictures
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.records import UNKNOWN_SOURCE, Variant, collated_key
from sphinx_variorum.edition.rules import complaints
from sphinx_variorum.edition.suggestions import did_you_mean

if TYPE_CHECKING:
    from sphinx_variorum.building.domain import VariorumDomain
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage, Source


def check_edition(domain: VariorumDomain, edition: Edition) -> None:
    """Report every fault that spans documents."""
    _check_duplicates(edition)
    _check_sources(edition)
    _check_order(edition)
    _check_rights(edition)
    _check_works(domain, edition)
    _check_targets(edition)
    _check_figures(edition)
    check_pictures(edition)
    _check_claims(edition)
    _check_lock(domain, edition)


def _check_duplicates(edition: Edition) -> None:
    for kind, ident, first, second in edition.duplicates:
        report(
            Subtype.DUPLICATE,
            f"the {kind} “{ident}” is claimed twice: in {first[0]}, line {first[1]}, which keeps "
            f"it, and in {second[0]}, line {second[1]}; choose another",
            location=second,
        )


def _check_sources(edition: Edition) -> None:
    for unproved in edition.sources.values():
        if unproved.proof == "none" and edition.passages_of[unproved.ident]:
            report(
                Subtype.WITNESS_MISSING,
                f"“{unproved.ident}” names no witness, so that no passage of it is verified: add "
                ":witness: and :sha256: without an empty line above them",
                location=(unproved.docname, unproved.line),
            )
    for passage in (*edition.passages.values(), *edition.repeated):
        source = edition.sources.get(passage.source)
        if passage.source == UNKNOWN_SOURCE or passage.proof != "unverified":
            continue  # Said where it was read, or verified.
        if source is None:
            report(
                Subtype.PASSAGE_SOURCE,
                f"passage {passage.ident} is of “{passage.source}”, and there is no such source"
                f"{did_you_mean(passage.source, edition.sources)}: correct the reference, or "
                "declare the source above the passage",
                location=(passage.docname, passage.line),
            )
        elif source.proof == "hashed" or (
            source.proof in ("changed", "locked") and _is_elsewhere(passage, source)
        ):
            report(
                Subtype.PASSAGE_SOURCE,
                f"passage {passage.ident} does not stand below its source, which is declared in "
                f"{source.docname}, line {source.line}, so that it is not verified: put it there",
                location=(passage.docname, passage.line),
            )


def _is_elsewhere(passage: Passage, source: Source) -> bool:
    """Whether `passage` was read before its source was known, so that nothing verified it."""
    return passage.docname != source.docname or passage.line < source.line


def _check_figures(edition: Edition) -> None:
    for page in edition.pages.values():
        for reference in page.references:
            if reference.kind == "figures" and not edition.source_named(reference.target):
                report(
                    Subtype.REFERENCE,
                    f"there is no source “{reference.target}” to count"
                    f"{did_you_mean(reference.target, edition.sources)}",
                    location=(reference.docname, reference.line),
                )


def _check_claims(edition: Edition) -> None:
    if not edition.claims:
        return
    for ident, speaking in edition.speaking_to.items():
        if ident not in edition.claims:
            for annotation in speaking:
                report(
                    Subtype.CLAIM_UNKNOWN,
                    f":claim: there is no claim “{ident}”{did_you_mean(ident, edition.claims)}",
                    location=(annotation.docname, annotation.line),
                )
    for claim in edition.claims.values():
        for option, idents in (("same", claim.same), ("mirrors", claim.mirrors)):
            for ident in idents:
                if ident not in edition.claims or ident == claim.ident:
                    fault = (
                        "a claim is not its own counterpart"
                        if ident == claim.ident
                        else f"there is no claim “{ident}”{did_you_mean(ident, edition.claims)}"
                    )
                    report(
                        Subtype.CLAIM_UNKNOWN,
                        f":{option}: {fault}",
                        location=(claim.docname, claim.line),
                    )


def _check_order(edition: Edition) -> None:
    for passages in edition.passages_of.values():
        placed = [passage for passage in passages if passage.spans]
        for before, after in pairwise(placed):
            if after.spans[0][0] < before.spans[-1][1]:
                fault = (
                    "stands before" if after.spans[-1][1] <= before.spans[0][0] else "overlaps with"
                )
                report(
                    Subtype.PASSAGE_ORDER,
                    f"in the witness, passage {after.ident} {fault} {before.ident}, which "
                    f"precedes it here ({before.docname}, line {before.line}): follow the order "
                    "of the witness",
                    location=(after.docname, after.line),
                )


def _check_rights(edition: Edition) -> None:
    for source in edition.sources.values():
        beyond = edition.words_beyond_limit(source)
        if beyond:
            allowed = int(source.limit * source.words)
            quoted = allowed + beyond
            report(
                Subtype.RIGHTS,
                f"{quoted} of the {source.words} words of “{source.ident}” are reproduced, "
                f"{quoted / source.words:.1%}; its limit is {source.limit:.1%}, {allowed} words: "
                f"leave out {beyond} words or more",
                location=(source.docname, source.line),
            )


def _check_works(domain: VariorumDomain, edition: Edition) -> None:
    for key, uses in edition.uses.items():
        if key in edition.works:
            continue
        hint = did_you_mean(key, edition.works)
        for use in uses:
            report(
                Subtype.WORK_UNKNOWN,
                f"“{key}” is not in the bibliography{hint}",
                location=(use.docname, use.line),
            )
    for annotation in edition.annotations.values():
        if annotation.docname not in domain.touched and not domain.has_new_works:
            continue
        # What the record alone shows was said when it was read.
        said = set(complaints(annotation))
        for complaint in complaints(annotation, edition.works):
            if complaint not in said:
                report(
                    Subtype(complaint.subtype),
                    complaint.message,
                    location=(annotation.docname, annotation.line),
                )


def _check_targets(edition: Edition) -> None:
    for annotation in edition.annotations.values():
        target = annotation.counter_passage
        if target and target not in edition.passages:
            report(
                Subtype.REFERENCE,
                f":counter-passage: there is no passage “{target}”"
                f"{did_you_mean(target, edition.passages)}",
                location=(annotation.docname, annotation.line),
            )


def _check_lock(domain: VariorumDomain, edition: Edition) -> None:
    """Where witnesses are at hand and a lock is kept, it must say what was proved just now."""
    store = domain.witnesses
    name = store.lock_path().name
    fault = store.lock_fault()
    if fault:
        report(
            Subtype.LOCK,
            f"{name} cannot be read ({fault}): restore it, or run “sphinx-variorum lock”",
            location=f"{store.lock_path()}:1",
        )
        return
    lock = store.lock()
    if lock is None:
        return
    for source in edition.sources.values():
        for witness in source.witnesses:
            kept = lock.sources.get(witness.lock_key)
            # One that is not there is named below, with each of its passages.
            if witness.proof == "hashed" and kept not in (
                None,
                (witness.witness, witness.sha256, witness.words),
            ):
                report(
                    Subtype.LOCK,
                    f"{name} does not hold the witness of “{witness.lock_key}” as it was read: run "
                    "“sphinx-variorum lock”",
                    location=(source.docname, source.line),
                )
    for annotation in edition.annotations.values():
        detail = annotation.detail
        # One that is locked for one witness may stand in another that is at hand.
        if isinstance(detail, Variant) and detail.proof in ("verbatim", "locked"):
            keys = [collated_key(annotation.source, siglum) for siglum in detail.sigla]
            if not all(detail.sha256 in lock.readings.get(key, ()) for key in keys):
                report(
                    Subtype.LOCK,
                    f"{name} does not hold the reading “{detail.reading}” as it was proved just "
                    "now: run “sphinx-variorum lock”, so that a build without the witness can "
                    "rely on it",
                    location=(annotation.docname, annotation.line),
                )
    for passage in edition.passages.values():
        locked = lock.passages.get(passage.ident)
        if passage.proof == "verbatim" and locked != (
            passage.sha256,
            passage.spans,
            passage.words,
            passage.omitted,
        ):
            report(
                Subtype.LOCK,
                f"{name} does not hold passage {passage.ident} as it was proved just now: run "
                "“sphinx-variorum lock”, so that a build without the witness can rely on it",
                location=(passage.docname, passage.line),
            )
