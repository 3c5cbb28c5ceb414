"""What a search finds: one record for each passage, annotation, claim and section of prose."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.claims import claim_link, standing
from sphinx_variorum.edition.records import CounterSource, Need, Note
from sphinx_variorum.edition.vocabulary import schemes, term
from sphinx_variorum.output.annotation_words import cited, heading
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation, Claim, Passage
    from sphinx_variorum.output.search.words import Stretch

#: The facets in the order in which a reader sees them.
FACETS = ("kind", "source", "relation", "status", "rhetoric", "claim", "person", "year")
#: The facets whose values are of a closed list, and the list.
_FACET_SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "kind": "annotation-kind",
        "relation": "relation",
        "status": "need-status",
        "rhetoric": "rhetoric",
    }
)


class SearchRecord(NamedTuple):
    """One result as the index has it.

    `docname` and `anchor` say where it stands. `title` is its link, without the name of its source:
    Pagefind finds words of titles too, and “chronicle” would find every passage of “The Chronicle”.
    `content` are the words that are searched; `facets` are (facet, values) that have a value.
    """

    docname: str
    anchor: str
    title: str
    content: str
    facets: tuple[tuple[str, tuple[str, ...]], ...]


def facet_names() -> dict[str, str]:
    """What a reader calls each facet."""
    names = {
        "kind": _("Kind"),
        "source": _("Source"),
        "relation": _("Relation"),
        "status": _("Status"),
        "rhetoric": _("Rhetoric"),
        "claim": _("Claim"),
        "person": _("Person or organisation"),
        "year": _("Year"),
    }
    return {facet: str(names[facet]) for facet in FACETS}


def facet_order(facet: str) -> list[str]:
    """The values of a facet that comes from a closed list, in the order of that list."""
    scheme = _FACET_SCHEMES.get(facet)
    labels = [str(_(item.label)) for item in schemes()[scheme].terms] if scheme else []
    return (
        [str(_("text")), *labels, str(_("claim")), str(_("prose"))] if facet == "kind" else labels
    )


def make_records(
    edition: Edition, page_title: str, docname: str, stretches: Iterable[Stretch]
) -> Iterator[SearchRecord]:
    """The records of a document, whose title is `page_title` and whose words are `stretches`.

    What they say of other documents must be in the digest of the page
    (`building.shown_of_others`). Words without a record of the edition are passed over.
    """
    page = edition.pages.get(docname)
    local = {item.ident: item for item in page.annotations} if page else {}
    for stretch in stretches:
        if stretch.kind == "section":
            yield _prose(edition, page_title, docname, stretch)
        elif stretch.kind == "passage":
            passage = _passage_here(edition, docname, stretch)
            if passage:
                yield _text(edition, passage, stretch)
        elif stretch.kind == "claim":
            claim = edition.claims.get(stretch.ident)
            if claim and claim.docname == docname:
                yield _claim(edition, claim, stretch)
        else:
            item = edition.annotations.get(stretch.ident)
            if item is None or item.docname != stretch.docname:
                item = local.get(stretch.ident)
            if item and (edition.docname_of(item) == docname or item.state == "orphan"):
                yield _annotation(edition, docname, item, stretch)


def _passage_here(edition: Edition, docname: str, stretch: Stretch) -> Passage | None:
    found = edition.passages.get(stretch.ident)
    if found and (found.docname, found.anchor) == (docname, stretch.anchor):
        return found
    return next(
        (
            item
            for item in edition.repeated
            if (item.ident, item.docname, item.anchor) == (stretch.ident, docname, stretch.anchor)
        ),
        None,
    )


def _facets(**values: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for facet in FACETS:
        if facet in values:
            # Words of the interface are translated here at the latest, so that they can be stored.
            said = dict.fromkeys([text for value in values[facet] if (text := str(value))])
            if said:
                found.append((facet, tuple(said)))
    return tuple(found)


def _source_title(edition: Edition, passage: str) -> str:
    ident = passage.partition(":")[0]
    source = edition.sources.get(ident)
    return (source.title or ident) if source else ""


def _titled(*parts: str) -> str:
    return " · ".join(str(part) for part in parts if part)


def _text(edition: Edition, passage: Passage, stretch: Stretch) -> SearchRecord:
    source = edition.sources.get(passage.source)
    work = edition.works.get(source.entry) if source else None
    return SearchRecord(
        passage.docname,
        passage.anchor,
        edition.label(passage.ident),
        stretch.words,
        _facets(
            kind=[_("text")],
            source=[_source_title(edition, passage.ident)],
            person=_persons_of_passage(edition, passage.ident),
            year=[work.year if work else ""],
        ),
    )


def _persons_of_passage(edition: Edition, ident: str) -> list[str]:
    """The persons and organisations that the words of a passage mention.

    Without a file of names, the lemmata of its notes on persons.
    """
    if edition.names:
        return _acting(edition, edition.mentioned.in_passage.get(ident, ()))
    notes = edition.annotations_of.get(ident, ())
    return [person for item in notes for person in _persons(edition, item)]


def _persons(edition: Edition, item: Annotation) -> list[str]:
    """Those whom an annotation mentions, or its lemma does."""
    if edition.names:
        mentioned = edition.mentioned
        return _acting(
            edition, (*mentioned.under(item), *mentioned.in_annotation.get(item.ident, ()))
        )
    if isinstance(item.detail, Note) and item.detail.type == "person":
        return [item.lemma]
    return []


def _acting(edition: Edition, idents: Iterable[str]) -> list[str]:
    names = (edition.names[ident] for ident in idents)
    return [name.name for name in names if name.kind in ("person", "organisation")]


def _annotation(edition: Edition, docname: str, item: Annotation, stretch: Stretch) -> SearchRecord:
    detail = item.detail
    relation = status = ""
    claim = claim_link(edition, item.position.claim).text if item.position.claim else ""
    years: list[str] = []
    labels: list[str] = []
    if isinstance(detail, CounterSource):
        relation = _(term("relation", detail.relation).label) if detail.relation else ""
        works = [edition.works.get(key) for key, _locator in item.cites]
        years = [work.year for work in works if work]
    elif isinstance(detail, Need):
        status = _(term("need-status", detail.status).label)
    elif isinstance(detail, Note):
        labels = [_(term("rhetoric", label).label) for label in detail.labels]
    works_said = "".join(words.text for words in cited(edition, item))
    reading = getattr(detail, "reading", "")
    said = (item.lemma, reading, stretch.words, works_said, ", ".join(map(str, labels)))
    content = " — ".join(filter(None, said))
    return SearchRecord(
        docname,
        item.anchor,
        _titled(heading(item), edition.label(item.passage)),
        content,
        _facets(
            kind=[_(term("annotation-kind", item.kind).label)],
            source=[_source_title(edition, item.passage)],
            relation=[relation],
            status=[status],
            rhetoric=labels,
            claim=[claim],
            person=_persons(edition, item),
            year=years,
        ),
    )


def _claim(edition: Edition, claim: Claim, stretch: Stretch) -> SearchRecord:
    found = standing(edition, claim.ident)
    verdict = str(_(term("verdict", claim.verdict).label)) if claim.verdict else ""
    return SearchRecord(
        claim.docname,
        claim.anchor,
        _titled(_("Claim"), claim.title),
        " — ".join(filter(None, (claim.statement, verdict, stretch.words))),
        _facets(
            kind=[_("claim")],
            source=[_source_title(edition, f"{ident}:") for ident in found.sources],
            claim=[claim.title],
        ),
    )


def _prose(edition: Edition, page_title: str, docname: str, stretch: Stretch) -> SearchRecord:
    page = edition.pages.get(docname)
    sources = [source.title for source in page.sources] if page else []
    own = stretch.title if stretch.title != page_title else ""
    return SearchRecord(
        docname,
        stretch.anchor,
        _titled(own, page_title),
        stretch.words,
        _facets(kind=[_("prose")], source=sources),
    )
