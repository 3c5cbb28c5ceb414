"""Holding a passage against its witness, or against the lock where the witness is not at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.edition.normalise import normalise
from sphinx_variorum.edition.proof import MOST_OCCURRENCES, Proof, Quotation, prove
from sphinx_variorum.edition.suggestions import describe_difference, excerpt, nearest
from sphinx_variorum.edition.words import tell_tale_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.building.messages import Complain
    from sphinx_variorum.edition.records import CollatedWitness, Source
    from sphinx_variorum.edition.witnesses import Witness

_SHOWN = 5


class Verdict(NamedTuple):
    """What a passage's record says of its proof: see `records.Passage`."""

    proof: str
    spans: tuple[tuple[int, int], ...] = ()
    omitted: int = 0


def verify(
    quotation: Quotation,
    source: Source | None,
    ident: str,
    nth: int | None,
    omits: str,
    env: BuildEnvironment,
    complain: Complain,
) -> Verdict:
    """Verify the quotation of passage `ident`; everything that is wrong goes to `complain`.

    `nth` and `omits` are the passage's options. Without a source, or with one whose witness
    could not be read, nothing is verified, which the source's own message has said.
    """
    if not quotation.fragments:
        complain(
            Subtype.PASSAGE_EMPTY, f"passage {ident} quotes nothing: write the witness's words"
        )
        return Verdict("empty")
    check_insertions(quotation, f"passage {ident}", complain)
    if source is None or source.proof not in ("hashed", "changed", "locked"):
        return Verdict("unverified")
    store = get_domain(env).witnesses
    if source.proof == "locked":
        return _against_lock(quotation, ident, env, complain)
    if not store.path(source.witness).is_file():
        return Verdict("unverified")
    witness = store.read(source.witness)
    proof = prove(quotation, witness, nth)
    if proof.status == "absent":
        said = _explain_absence(quotation, proof, witness, f"passage {ident}")
        complain(Subtype.PASSAGE_ABSENT, said)
        return Verdict("absent")
    if proof.status == "ambiguous":
        complain(Subtype.PASSAGE_AMBIGUOUS, _explain_ambiguity(quotation, proof, witness, ident))
        return Verdict("ambiguous")
    _check_cuts(proof, ident, omits, complain)
    return Verdict("verbatim", proof.spans, proof.omitted_words)


def check_insertions(quotation: Quotation, what: str, complain: Complain) -> None:
    """Complain of editors' insertions that bring a negation or a number into `what`."""
    bad = [word for words in quotation.insertions for word in tell_tale_words(words)]
    if bad:
        complain(
            Subtype.INSERTION,
            f"the insertion “[{'], ['.join(quotation.insertions)}]” in {what} brings in "
            f"{', '.join(f'“{word}”' for word in bad)}: say it in a note; if the bracket belongs "
            "to the witness, write \\[ and \\]",
        )


def verify_reading(
    quotation: Quotation, witness: CollatedWitness, env: BuildEnvironment, complain: Complain
) -> str:
    """Whether the reading of a variant stands in `witness`: ``verbatim``, ``locked``,
    ``unverified`` or ``absent``, which is complained of.

    It may stand there more than once. What was wrong with the witness has been said.
    """
    if not quotation.fragments or witness.proof not in ("hashed", "changed", "locked"):
        return "unverified"
    store = get_domain(env).witnesses
    if witness.proof == "locked":
        lock = store.lock()
        if lock and quotation.sha256() in lock.readings.get(witness.lock_key, ()):
            return "locked"
        complain(
            Subtype.LOCK,
            f"the reading “{_short(_said(quotation))}” of {witness.siglum} is not in "
            f"{store.lock_path().name} and its witness is not at hand: not verified in this build; "
            "run “sphinx-variorum lock” where the witness is",
        )
        return "unverified"
    if not store.path(witness.witness).is_file():
        return "unverified"
    text = store.read(witness.witness)
    proof = prove(quotation, text)
    if proof.status == "absent":
        said = _explain_absence(quotation, proof, text, f"the reading of {witness.siglum}")
        complain(Subtype.READING_ABSENT, said)
        return "absent"
    dropped = proof.dropped_tell_tales
    if dropped:
        complain(
            Subtype.OMISSION,
            f"an omission in the reading of {witness.siglum} drops {_listed(dropped)}: quote the "
            "words",
        )
    return "verbatim"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:_SHOWN])


def _said(quotation: Quotation) -> str:
    return " […] ".join(fragment.text for fragment in quotation.fragments)


def _against_lock(
    quotation: Quotation, ident: str, env: BuildEnvironment, complain: Complain
) -> Verdict:
    store = get_domain(env).witnesses
    lock = store.lock()
    locked = lock.passages.get(ident) if lock else None
    if locked is None:
        complain(
            Subtype.LOCK,
            f"passage {ident} is not in {store.lock_path().name} and its witness is not at hand: "
            "not verified in this build; run “sphinx-variorum lock” where the witness is",
        )
        return Verdict("unverified")
    if locked.sha256 != quotation.sha256():
        complain(
            Subtype.LOCK,
            f"the words of passage {ident} are not those that were proved when "
            f"{store.lock_path().name} was written: undo the change, or run “sphinx-variorum "
            "lock” where the witness is",
        )
        return Verdict("altered")
    return Verdict("locked", locked.spans, locked.omitted)


def _check_cuts(proof: Proof, ident: str, omits: str, complain: Complain) -> None:
    for words, place, mark in (
        (proof.begins_inside, "begins", "before it"),
        (proof.ends_inside, "ends", "after it"),
    ):
        if words:
            shown = words if len(words) <= 80 else f"{words[:80]}…"
            complain(
                Subtype.SENTENCE_CUT,
                f"passage {ident} {place} inside a sentence and leaves out “{shown}”: write […] "
                f"{mark}, or quote the whole sentence",
            )
    dropped = proof.dropped_tell_tales
    if dropped and not omits:
        complain(
            Subtype.OMISSION,
            f"an omission in passage {ident} drops {_listed(dropped)}: quote the words, or say in "
            ":omits: what is left out",
        )
    named = {word.casefold() for word in tell_tale_words(normalise(omits))}
    severed = dict.fromkeys(proof.severed)
    unsaid = [word for word in severed if word.casefold() not in named]
    if unsaid and omits:
        complain(
            Subtype.OMISSION,
            f"an omission in passage {ident} cuts {_listed(unsaid)} off from the words beside it: "
            "quote it, or name it in :omits:",
        )


def _explain_absence(quotation: Quotation, proof: Proof, witness: Witness, what: str) -> str:
    fragment = quotation.fragments[proof.failed]
    text = witness.normalised.text
    message = f"{what} does not stand in its witness {witness.name}"
    elsewhere = next(fragment.occurrences(text, 0), None)
    if elsewhere:
        return (
            f"{message} in this order: “{_short(fragment.text)}” stands before the words that "
            "precede it here; follow the order of the witness, or make two passages"
        )
    suggestion = nearest(fragment.text, text, proof.searched_from) or nearest(fragment.text, text)
    if suggestion is None:
        return (
            f"{message}: nothing there is like “{_short(fragment.text)}”; is it the right source?"
        )
    start, end = witness.normalised.span(suggestion.start, suggestion.end)
    line = witness.text.count("\n", 0, start) + 1
    said = "; ".join(describe_difference(*pair) for pair in suggestion.differences)
    return (
        f"{message}. Nearest words, line {line}, characters {start}–{end}: "
        f"“{_short(suggestion.text, 160)}”"
        + (f". What differs: {said}" if said else "")
        + ". Copy the words of the witness; mark an omission with […], escape a bracket of the "
        "witness as \\["
    )


def _explain_ambiguity(quotation: Quotation, proof: Proof, witness: Witness, ident: str) -> str:
    places = "; ".join(
        f"{number}: {excerpt(witness.normalised.text, *place)}"
        for number, place in enumerate(proof.places[:_SHOWN], 1)
    )
    more = len(proof.places) - _SHOWN
    count = f"{len(proof.places)}" + (" or more" if len(proof.places) >= MOST_OCCURRENCES else "")
    return (
        f"“{_short(quotation.fragments[proof.failed].text)}” of passage {ident} stands {count} "
        f"times in witness {witness.name} ({places}{f'; and {more} more' if more > 0 else ''}): "
        "quote more words, or say which with :nth:"
    )


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[:length].rpartition(' ')[0]} …"
