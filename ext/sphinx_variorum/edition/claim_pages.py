"""What the build adds to a claim: texts, evidence, tally, values, open needs, related claims.

The same for every builder; what a link or a word looks like is the renderer's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.cells import citation_words, lemma_words, passage_words, term_words
from sphinx_variorum.edition.claims import bearing, claim_link, standing
from sphinx_variorum.edition.origins import origins
from sphinx_variorum.edition.records import CounterSource, Need
from sphinx_variorum.edition.tables import Cell, Row, Table, Words, gettext_noop
from sphinx_variorum.edition.values import Given, incompatible
from sphinx_variorum.edition.vocabulary import order, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.claims import Standing
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation, Claim, Judgement

#: The needs that wait for an answer.
_OPEN = ("open", "searching")

_TEXTS = (gettext_noop("text"), gettext_noop("its words"), gettext_noop("stance"))
_EVIDENCE = (
    gettext_noop("the words are"),
    gettext_noop("source"),
    gettext_noop("grade"),
    gettext_noop("passage"),
    gettext_noop("the claim is"),
    gettext_noop("certainty"),
)
#: What a counter-source makes of the claim (`claims.bearing`).
BEARINGS = MappingProxyType(
    {
        "supports": gettext_noop("supported"),
        "contradicts": gettext_noop("contradicted"),
        "qualifies": gettext_noop("qualified"),
        "silent": gettext_noop("not spoken of"),
    }
)
_NEEDS = (gettext_noop("passage"), gettext_noop("lemma"), gettext_noop("status"))
_VALUES = (gettext_noop("given by"), gettext_noop("value"), gettext_noop("compared"))

_BLANK = Words(" ")


class Part(NamedTuple):
    """A part of a claim's page: its title (words of ours), the table, and lines below it."""

    title: str
    table: Table
    lines: tuple[Cell, ...] = ()


class ClaimPage(NamedTuple):
    """A claim as it is shown: `facts` stand above the prose, `parts` below; empty ones are left
    out. `tally` counts the counter-sources by what they do to the claim.
    """

    statement: str
    facts: tuple[tuple[str, Cell], ...]
    tally: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]


def claim_page(edition: Edition, claim: Claim) -> ClaimPage:
    """All that is shown of `claim`."""
    found = standing(edition, claim.ident)
    parts = (
        Part(
            gettext_noop("What the texts say"),
            _table("claim-texts", _TEXTS, _text_rows(edition, found)),
            tuple(_silent(edition, found)),
        ),
        _values(edition, claim, found),
        Part(
            gettext_noop("Evidence"),
            _table(
                "claim-evidence",
                _EVIDENCE,
                _evidence_rows(edition, found),
            ),
            tuple(_shared_origins(edition, found)),
        ),
        Part(
            gettext_noop("Open citation needs"),
            _table("claim-needs", _NEEDS, _need_rows(edition, found)),
        ),
    )
    return ClaimPage(
        claim.statement,
        tuple(_facts(edition, claim)),
        tally(edition, found),
        tuple(part for part in parts if part.table.rows),
    )


def _table(kind: str, columns: tuple[str, ...], rows: Iterator[Row]) -> Table:
    filled = tuple(rows)
    return Table(kind, columns, filled, len(filled))


def _facts(edition: Edition, claim: Claim) -> Iterator[tuple[str, Cell]]:
    if claim.verdict:
        verdict = [Words(term("verdict", claim.verdict).label, interface=True, style="label")]
        if claim.aspect:
            aspect = Words(term("aspect", claim.aspect).label, interface=True)
            verdict += [Words(" ("), aspect, Words(")")]
        yield gettext_noop("Editors' verdict"), tuple(verdict)
    if claim.certainty:
        yield gettext_noop("How sure"), term_words("certainty", claim.certainty)
    for name, said in (
        (gettext_noop("Value"), claim.value),
        (gettext_noop("Date"), claim.date),
        (gettext_noop("Place"), claim.place),
    ):
        if said:
            yield name, (Words(said),)
    if claim.judged:
        yield gettext_noop("Judged"), (Words(claim.judged, style="date"),)
    if claim.history[:-1]:
        yield gettext_noop("Judged before"), _verdicts(claim.history[:-1])
    others = edition.claims.values()
    mirrors = dict.fromkeys(
        (*claim.mirrors, *(other.ident for other in others if claim.ident in other.mirrors))
    )
    same = dict.fromkeys(
        (*claim.same, *(other.ident for other in others if claim.ident in other.same))
    )
    if mirrors:
        yield gettext_noop("Mirrored by"), _links(edition, mirrors)
    if same:
        yield gettext_noop("The same claim"), _links(edition, same)


def _verdicts(history: tuple[Judgement, ...]) -> Cell:
    """The latest first: “1 March 2026: unsupported — no report was known”."""
    words: list[Words] = []
    for step in reversed(history):
        if words:
            words.append(Words("; "))
        words += (Words(step.date, style="date"), Words(": "), *term_words("verdict", step.verdict))
        if step.words:
            words.append(Words(f" — {step.words}"))
    return tuple(words)


def _links(edition: Edition, idents: dict[str, None]) -> Cell:
    words: list[Words] = []
    for ident in idents:
        if words:
            words.append(Words("; "))
        words.append(claim_link(edition, ident))
    return tuple(words)


def tally(edition: Edition, found: Standing) -> tuple[tuple[str, int], ...]:
    """How many works support, contradict and qualify a claim, or were consulted and say nothing
    (`claims.bearing`).

    Works that share an origin count as one.
    """
    return tuple((side, len(origins(_cited(found, side), edition.works))) for side in BEARINGS)


def _cited(found: Standing, side: str) -> list[str]:
    return [key for item in found.speaking if bearing(item) == side for key, _locator in item.cites]


def _text_rows(edition: Edition, found: Standing) -> Iterator[Row]:
    for ident in found.sources:
        source = edition.sources.get(ident)
        name = (
            Words(source.siglum or source.title, source.docname, source.anchor, style="label")
            if source
            else Words(ident)
        )
        stances: list[Words] = []
        for stance in found.stances_of(ident):
            if stances:
                stances.append(Words(", "))
            stances.append(Words(term("stance", stance).label, interface=True))
        yield Row(f"text.{ident}", "", ((name,), _words_of(edition, found, ident), tuple(stances)))


def _words_of(edition: Edition, found: Standing, source: str) -> Cell:
    """The words of one text that speak to the claim, each once and linked to its note, after the
    number of its passage.
    """
    seen: set[tuple[str, str]] = set()
    words: list[Words] = []
    passage = ""
    for item in found.speaking:
        if item.source != source or (item.passage, item.lemma) in seen:
            continue
        seen.add((item.passage, item.lemma))
        if words:
            words.append(Words("; "))
        if item.passage != passage:
            words += (*passage_words(edition, item.passage), _BLANK)
            passage = item.passage
        words += _quoted(edition, item)
    return tuple(words)


def _quoted(edition: Edition, item: Annotation) -> Cell:
    docname = edition.docname_of(item)
    linked = tuple(
        said._replace(docname=docname, anchor=item.anchor) for said in lemma_words(edition, item)
    )
    if not item.lemma:
        return linked
    return (Words("“", interface=True), *linked, Words("”", interface=True))


def _silent(edition: Edition, found: Standing) -> Iterator[Cell]:
    """The texts that do not speak to the claim."""
    words: list[Words] = [Words("Not spoken of in", interface=True), Words(" ")]
    for source in edition.sources.values():
        if source.ident not in found.sources:
            if len(words) > 2:
                words.append(Words(", "))
            words.append(Words(source.siglum or source.title, source.docname, source.anchor))
    if len(words) > 2:
        yield tuple(words)


def _evidence_rows(edition: Edition, found: Standing) -> Iterator[Row]:
    places = order("relation")
    judged = [
        (places[item.detail.relation], place, item)
        for place, item in enumerate(found.speaking)
        if isinstance(item.detail, CounterSource) and item.detail.relation
    ]
    for _relation, _place, item in sorted(judged, key=lambda entry: entry[:2]):
        detail = item.detail
        assert isinstance(detail, CounterSource)
        side = bearing(item)
        cited = citation_words(edition, item.cites)
        if detail.counter_passage:
            other = passage_words(edition, detail.counter_passage)
            cited = (*cited, Words("; "), *other) if cited else other
        yield Row(
            f"evidence.{item.anchor}",
            detail.relation,
            (
                (Words(term("relation", detail.relation).label, interface=True, style="label"),),
                cited,
                _grade(edition, item, detail),
                passage_words(edition, item.passage, item),
                (Words(BEARINGS[side], interface=True),) if side else (),
                term_words("certainty", detail.certainty),
            ),
        )


def _grade(edition: Edition, item: Annotation, detail: CounterSource) -> Cell:
    """Reliability of the works and credibility of the information, “B 2”, as far as judged."""
    grades = [edition.works[key].grade for key, _locator in item.cites if key in edition.works]
    said = ", ".join(dict.fromkeys(filter(None, grades)))
    return (Words(" ".join(filter(None, (said, detail.credibility)))),)


def _shared_origins(edition: Edition, found: Standing) -> Iterator[Cell]:
    """Says so where works of one side take their facts from one another."""
    for side in BEARINGS:
        keys = dict.fromkeys(_cited(found, side))
        by_origin: dict[str, list[str]] = {}
        for key in keys:
            for origin in origins([key], edition.works):
                by_origin.setdefault(origin, []).append(key)
        for shared in by_origin.values():
            if len(shared) > 1:
                yield (
                    Words("These share an origin and count as one", interface=True),
                    Words(": "),
                    *(
                        word
                        for place, key in enumerate(shared)
                        for word in (
                            *((Words("; "),) if place else ()),
                            Words(edition.works[key].label if key in edition.works else key),
                        )
                    ),
                )


def _need_rows(edition: Edition, found: Standing) -> Iterator[Row]:
    for item in found.speaking:
        if isinstance(item.detail, Need) and item.detail.status in _OPEN:
            status = term("need-status", item.detail.status).label
            yield Row(
                f"need.{item.anchor}",
                item.detail.status,
                (
                    passage_words(edition, item.passage, item),
                    lemma_words(edition, item),
                    (Words(status, interface=True, style="label"),),
                ),
            )


def given_values(found: Standing) -> tuple[Given, ...]:
    """The values that annotations, by their ids, and the editors (an empty id) give."""
    claim = found.claim
    own = (Given("", claim.value, claim.date, claim.place),) if claim else ()
    said = [
        Given(item.ident, item.position.value, item.position.date, item.position.place)
        for item in found.speaking
    ]
    return tuple(given for given in (*own, *said) if given.value or given.date or given.place)


def _giver(edition: Edition, item: Annotation | None) -> Cell:
    """Who gives a value: the words under an annotation, or the editors."""
    if item is None:
        return (Words("the editors", interface=True),)
    return passage_words(edition, item.passage, item)


def _values(edition: Edition, claim: Claim, found: Standing) -> Part:
    given = given_values(found)
    against: dict[str, dict[str, None]] = {}
    for one, other, _sort in incompatible(given):
        against.setdefault(one.by, {})[other.by] = None
        against.setdefault(other.by, {})[one.by] = None
    by_ident = {item.ident: item for item in found.speaking}
    rows: list[Row] = []
    for each in given:
        item = by_ident.get(each.by)
        clash: list[Words] = []
        for by in against.get(each.by, ()):
            clash += (
                (Words(", "),) if clash else (Words("not together with", interface=True), _BLANK)
            )
            clash += _giver(edition, by_ident.get(by))
        said = [
            words
            for words in (Words(each.value), Words(each.date, style="date"), Words(each.place))
            if words.text
        ]
        parted = [part for words in said for part in (Words(", "), words)][1:]
        rows.append(
            Row(
                f"value.{item.anchor if item else claim.ident}",
                "clash" if clash else "",
                (_giver(edition, item), tuple(parted), tuple(clash)),
            )
        )
    filled = tuple(rows) if len(rows) > 1 else ()
    columns = _VALUES if against else _VALUES[:2]
    filled = tuple(row._replace(cells=row.cells[: len(columns)]) for row in filled)
    return Part(
        gettext_noop("Values given"),
        Table("claim-values", columns, filled, len(filled)),
    )
