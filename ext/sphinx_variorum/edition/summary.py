"""What a build proved, in one sentence and in figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.records import Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage


class Breach(NamedTuple):
    """A rule of fidelity that was not kept: what is wrong, and where it is written."""

    text: str
    docname: str
    line: int


class Summary(NamedTuple):
    """The outcome of a build: `text` for its last line, and every breach of fidelity.

    `breaches` are derived from the stored records, so that a fault in a page that was not read
    again still fails the build.
    """

    text: str
    breaches: tuple[Breach, ...]


def summarise(edition: Edition) -> Summary:
    """Count what was proved and what was not."""
    passages = [*edition.passages.values(), *edition.repeated]
    proofs = Counter(passage.proof for passage in passages)
    states = Counter(annotation.state for annotation in edition.annotations.values())
    total = sum(proofs.values())
    parts = [
        f"variorum: {_counted(total, 'passage')}, {proofs['verbatim']} verbatim in their witnesses"
    ]
    if proofs["locked"]:
        parts.append(
            f"{proofs['locked']} as recorded in the lock (their witnesses are not at hand: not "
            "verified in this build)"
        )
    unverified = total - proofs["verbatim"] - proofs["locked"]
    if unverified:
        parts.append(f"{unverified} NOT VERIFIED")
    readings = Counter(
        annotation.detail.proof
        for annotation in edition.annotations.values()
        if isinstance(annotation.detail, Variant)
    )
    if readings:
        parts.append(_readings_said(readings))
    notes = sum(states.values())
    loose = states["unanchored"] + states["orphan"]
    parts.append(
        _counted(notes, "annotation") + (f", {loose} WITHOUT ANCHOR" if loose else ", all anchored")
    )
    return Summary("; ".join(parts), tuple(_breaches(edition, passages)))


def _readings_said(proofs: Counter[str]) -> str:
    said = [f"{_counted(proofs.total(), 'variant')}, {proofs['verbatim']} verbatim"]
    if proofs["locked"]:
        said.append(f"{proofs['locked']} as recorded in the lock")
    loose = proofs.total() - proofs["verbatim"] - proofs["locked"]
    return ", ".join([*said, f"{loose} NOT VERIFIED"] if loose else said)


def _breaches(edition: Edition, passages: Iterable[Passage]) -> Iterator[Breach]:
    faults = {
        "absent": "does not stand in its witness",
        "ambiguous": "fits its witness in several places",
        "altered": "has other words than were proved when the lock was written",
    }
    for passage in passages:
        if passage.proof in faults:
            text = f"passage {passage.ident} {faults[passage.proof]}"
            yield Breach(text, passage.docname, passage.line)
    for annotation in edition.annotations.values():
        if isinstance(annotation.detail, Variant) and annotation.detail.proof == "absent":
            text = f"a variant on {annotation.passage} does not stand in its witness"
            yield Breach(text, annotation.docname, annotation.line)
    for source in edition.sources.values():
        if source.proof == "changed":
            text = f"the witness of {source.ident} is not the one its page names"
            yield Breach(text, source.docname, source.line)
        for witness in source.collated:
            if witness.proof == "changed":
                text = f"witness {witness.siglum} of {source.ident} is not the one its page names"
                yield Breach(text, source.docname, source.line)
        if edition.words_beyond_limit(source):
            text = f"{source.ident} is quoted beyond its limit"
            yield Breach(text, source.docname, source.line)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
