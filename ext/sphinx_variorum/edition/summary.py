"""What a build proved, in one sentence and in figures."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sphinx_variorum.edition.index import Edition


class Summary(NamedTuple):
    """The outcome of a build: `text` for its last line, `broken` the rules that were not kept.

    `broken` is derived from the stored records, so that a fault in a page that was not read
    again still fails the build.
    """

    text: str
    broken: tuple[str, ...]


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
    notes = sum(states.values())
    loose = states["unanchored"] + states["orphan"]
    parts.append(
        _counted(notes, "annotation") + (f", {loose} WITHOUT ANCHOR" if loose else ", all anchored")
    )
    broken: list[str] = []
    for proof, words in (
        ("absent", "do not stand in their witness"),
        ("ambiguous", "fit their witness in several places"),
    ):
        idents = [p.ident for p in passages if p.proof == proof]
        if idents:
            broken.append(f"{len(idents)} passages {words} ({', '.join(idents[:5])})")
    for source in edition.sources.values():
        if source.proof == "changed":
            broken.append(f"the witness of {source.ident} has changed")
        quoted = edition.quoted_words(source.ident)
        if source.limit and source.words and quoted > int(source.limit * source.words):
            broken.append(f"{source.ident} is quoted beyond its limit")
    return Summary("; ".join(parts), tuple(broken))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
