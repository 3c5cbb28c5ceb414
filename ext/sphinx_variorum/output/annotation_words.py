"""What the interface says about an annotation, the same in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import (
    citation_words,
    passage_words,
    quoted_words,
    rhetoric_words,
)
from sphinx_variorum.edition.claims import claim_link
from sphinx_variorum.edition.records import (
    Correction,
    CounterSource,
    EditorialNeed,
    Need,
    Note,
    Variant,
)
from sphinx_variorum.edition.tables import Words
from sphinx_variorum.edition.text_fragments import with_text
from sphinx_variorum.edition.vocabulary import term
from sphinx_variorum.output.interface import _, date_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation
    from sphinx_variorum.edition.tables import Cell


def look(annotation: Annotation) -> str:
    """The class that says what sort of card it is: a relation, or the kind."""
    if isinstance(annotation.detail, CounterSource) and annotation.detail.relation:
        return annotation.detail.relation
    return annotation.kind


def heading(annotation: Annotation) -> str:
    """The words at the head of a card: “Editors: contradicted by”.

    A relation is the editors' judgement and is said to be (vocabulary, “Relations”).
    """
    match annotation.detail:
        case CounterSource(relation=relation) if relation:
            return _("Editors: %s") % _(term("relation", relation).label)
        case Need(type=need_type, status=status):
            label = term("need-type", need_type or "citation").label
            # “full citation needed” says what it is; “by whom?” and “disputed” do not.
            said = _(label) if "needed" in label else _("Citation need: %s") % _(label)
            return f"{said[:1].upper()}{said[1:]} · {_(term('need-status', status).label)}"
        case Note(type=note_type) if note_type:
            return _("Note: %s") % _(term("note-type", note_type).label)
        case EditorialNeed(type=owed) if owed:
            return _("The editors still owe: %s") % _(term("editorial-need-type", owed).label)
        case Correction():
            return _("Correction")
        case Variant():
            return _("Variant")
    return _(term("annotation-kind", annotation.kind).label)


class Reading(NamedTuple):
    """A reading that is set beside the lemma: what stands before its words (*recte*), the words,
    and the sigla of the witnesses that have them.
    """

    word: str
    words: str
    sigla: str


def reading(annotation: Annotation) -> Reading | None:
    """The reading that a correction or a variant sets beside the lemma; None for all others."""
    match annotation.detail:
        case Correction(reading=words):
            return Reading(_("recte"), words, "")
        case Variant(reading=words, sigla=sigla):
            return Reading("", words, " ".join(sigla))
    return None


def cited(edition: Edition, annotation: Annotation, *, excerpt: bool = True) -> Cell:
    """The works it cites and the passage it sets against its own, with the `excerpt` of that
    passage unless its words are shown anyway.
    """
    works = (*citation_words(edition, annotation.cites), *_quotation(edition, annotation))
    target = annotation.counter_passage
    if not target:
        return works
    other = passage_words(edition, target)
    record = edition.passages.get(target)
    if record and excerpt:
        opening, closing = Words("“", interface=True), Words("”", interface=True)
        quoted = quoted_words(edition, target, record.excerpt)
        other = (*other, Words(": "), opening, quoted, closing)
    return (*works, Words("; "), *other) if works else other


def _quotation(edition: Edition, annotation: Annotation) -> Cell:
    """The words quoted of the work it cites, linked to their place there."""
    detail = annotation.detail
    if not (isinstance(detail, CounterSource) and detail.quote and len(annotation.cites) == 1):
        return ()
    work = edition.works.get(annotation.cites[0].key)
    url = with_text(work.url, detail.quote) if work and work.url else ""
    return (Words(": “"), Words(detail.quote, url=url), Words("”"))


def details(edition: Edition, annotation: Annotation) -> Iterator[tuple[str, Cell]]:
    """What else is recorded: (name, value), translated."""
    labels = rhetoric_words(edition, annotation)
    if labels:
        yield _("rhetoric"), labels
    for name, said in _recorded(annotation):
        yield name, (Words(said),)
    position = annotation.position
    if position.claim:
        said = ", ".join(filter(None, (position.value, position.date, position.place)))
        stance = _(term("stance", position.stance).label) if position.stance else ""
        more = ": ".join(filter(None, (stance, said)))
        link = claim_link(edition, position.claim)
        yield _("claim"), (link, Words(f" ({more})")) if more else (link,)


def _recorded(annotation: Annotation) -> Iterator[tuple[str, str]]:
    detail = annotation.detail
    if isinstance(detail, CounterSource):
        if detail.certainty:
            yield _("certainty"), _(term("certainty", detail.certainty).label)
        if detail.credibility:
            label = term("credibility", detail.credibility).label
            yield _("credibility"), f"{detail.credibility} ({_(label)})"
        if detail.consulted:
            yield _("consulted"), date_said(detail.consulted)
    elif isinstance(detail, Need):
        if detail.reason:
            yield _("why"), _(term("need-reason", detail.reason).label)
        opened = ", ".join(filter(None, (date_said(detail.opened), detail.by)))
        if opened:
            yield _("opened"), opened
        if detail.checked:
            yield _("checked"), detail.checked
        if detail.no_need:
            yield _("not needed"), _(term("no-need-reason", detail.no_need).label)
        if detail.resolution:
            yield _("resolution"), detail.resolution
        if detail.resolved:
            yield _("settled"), date_said(detail.resolved)
        if detail.priority:
            yield _("priority"), _(term("priority", detail.priority).label)
    elif isinstance(detail, Variant):
        yield _("proof"), _proved(detail.proof)
    elif isinstance(detail, EditorialNeed):
        opened = ", ".join(filter(None, (date_said(detail.opened), detail.by)))
        if opened:
            yield _("opened"), opened
        if detail.due:
            yield _("due"), date_said(detail.due)
        if detail.priority:
            yield _("priority"), _(term("priority", detail.priority).label)
    if annotation.resp:
        yield _("by"), annotation.resp
    if annotation.layer:
        yield _("layer"), annotation.layer
    if annotation.judged:
        yield _("as of"), date_said(annotation.judged)


def _proved(proof: str) -> str:
    """What the build found of the reading of a variant."""
    match proof:
        case "verbatim":
            return _("verbatim in the witness")
        case "locked":
            return _("as recorded in the lock; not verified in this build")
        case "absent":
            return _("does not stand in the witness")
    return _("not verified")


def history(annotation: Annotation) -> tuple[str, ...]:
    """The dated changes of a need's status, if its editor gave them: a line each."""
    if not isinstance(annotation.detail, Need):
        return ()
    return tuple(
        f"{date_said(change.date)}: {_(term('need-status', change.status).label)}"
        + (f" — {change.words}" if change.words else "")
        for change in annotation.detail.history
    )


def search_log(annotation: Annotation) -> tuple[str, ...]:
    """The entries of a need's search log, a sentence each."""
    if not isinstance(annotation.detail, Need):
        return ()
    return tuple(
        f"{date_said(search.date)}: {search.where} — {search.result}"
        for search in annotation.detail.searched
    )
