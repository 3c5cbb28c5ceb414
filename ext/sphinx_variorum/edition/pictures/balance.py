"""The editors' balance: what they wrote on each text, so that a reader can judge them by it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.bibliography.records import CAVEATS
from sphinx_variorum.edition.claims import BACKING, COUNTERING
from sphinx_variorum.edition.figures import annotations_on
from sphinx_variorum.edition.need_history import ANSWERED
from sphinx_variorum.edition.pictures.claims_matrix import text_name
from sphinx_variorum.edition.pictures.shapes import Bars, Drawing, Measure, Sentence
from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.tables import Group, Row, Table, Words, gettext_noop
from sphinx_variorum.edition.term_use import terms_of
from sphinx_variorum.edition.vocabulary import schemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Source

#: What is counted in each part of the table: the closed list, and the heading.
_PARTS = (
    ("note-type", gettext_noop("Notes by type")),
    ("relation", gettext_noop("Counter-sources by relation")),
    ("need-status", gettext_noop("Citation needs by status")),
    ("correction-type", gettext_noop("Corrections by type")),
)
#: The sides on which a work can be set, in the order of their rows.
_SIDES = (
    ("for", gettext_noop("supported")),
    ("partly", gettext_noop("qualified")),
    ("against", gettext_noop("contradicted or corrected")),
    ("beside", gettext_noop("other relations")),
)
_MEASURES = (
    *((role, Words(label, interface=True)) for role, label in _SIDES[:-1]),
    ("need", Words("citation needs answered", interface=True)),
)

_DEFINITIONS = (
    gettext_noop(
        "Supported, qualified, contradicted or corrected: of the counter-sources that do one of "
        "these three to words of the text, the share of each."
    ),
    gettext_noop(
        "Citation needs answered: of all citation needs of the text, those to which an answer was "
        "found, whatever it says."
    ),
    gettext_noop(
        "Works: those cited in counter-sources. A work counts once for each text and side, and "
        "once in a sum, so that sums can be smaller than their parts together."
    ),
    gettext_noop("What occurs on no text has no row."),
)


class Balance(NamedTuple):
    """What is counted of some texts.

    `terms` is how many annotations have which (scheme, slug); `works` are the keys of the works
    cited in counter-sources, by side; `passages` and `words` are how many are printed.
    """

    passages: int
    words: int
    terms: Counter[tuple[str, str]]
    works: dict[str, frozenset[str]]

    def total(self, scheme: str) -> int:
        """How many annotations have a term of `scheme`."""
        return sum(number for (name, _slug), number in self.terms.items() if name == scheme)

    def shares(self) -> tuple[float | None, ...]:
        """Of the judging counter-sources those for, between and against; of needs those answered.

        None where there are none.
        """
        sides = [
            sum(self.terms["relation", slug] for slug in slugs)
            for slugs in (BACKING, {"qualifies"}, COUNTERING)
        ]
        answered = sum(self.terms["need-status", slug] for slug in ANSWERED)
        needs = self.total("need-status")
        judging = sum(sides)
        return (
            *(number / judging if judging else None for number in sides),
            answered / needs if needs else None,
        )


def balance_of(edition: Edition, sources: Sequence[Source]) -> Balance:
    """Count what the editors wrote on `sources`."""
    terms: Counter[tuple[str, str]] = Counter()
    works: dict[str, set[str]] = {side: set() for side, _label in _SIDES}
    for source in sources:
        for item in annotations_on(edition, source):
            terms.update(terms_of(item))
            if isinstance(item.detail, CounterSource):
                works[_side(item.detail.relation)] |= {key for key, _locator in item.cites}
    passages = [passage for source in sources for passage in edition.passages_of[source.ident]]
    return Balance(
        len(passages),
        sum(passage.words for passage in passages),
        terms,
        {side: frozenset(keys & edition.works.keys()) for side, keys in works.items()},
    )


def balance(edition: Edition) -> Drawing:
    """What the editors wrote on each text: shares to look at, and all counts as a table."""
    texts = list(edition.sources.values())
    counted = [balance_of(edition, [text]) for text in texts]
    names = [text_name(text) for text in texts]
    if len(texts) > 1:
        counted.append(balance_of(edition, texts))
        names.append(Words("all", interface=True))
    rows: list[Row] = []
    groups: list[Group] = []
    for heading, part in _parts(edition, counted):
        if part:
            groups.append(Group("", (Words(heading, interface=True),), len(rows)))
            rows += part
    shares = tuple(each.shares() for each in counted)
    return Drawing(
        "balance",
        Sentence(gettext_noop("The editors' balance")),
        Sentence(
            gettext_noop(
                "For each of %(texts)d texts, which share of the counter-sources that judge its "
                "words supports, qualifies or contradicts them, and which share of its citation "
                "needs was answered."
            ),
            (("texts", len(texts)),),
        ),
        Bars(
            tuple(names),
            tuple(Measure(label, role, "share", 1.0) for role, label in _MEASURES),
            shares,
        )
        if any(share is not None for each in shares for share in each)
        else None,
        Table(
            "balance",
            (gettext_noop("what is counted"), *(name.text for name in names)),
            tuple(rows),
            len(rows),
            groups=tuple(groups),
        ),
        tuple(Sentence(text) for text in _DEFINITIONS),
        open=True,
    )


def _side(relation: str) -> str:
    if relation in BACKING:
        return "for"
    if relation in COUNTERING:
        return "against"
    return "partly" if relation == "qualifies" else "beside"


def _parts(edition: Edition, counted: Sequence[Balance]) -> Iterator[tuple[str, list[Row]]]:
    """The headings of the table, each with its rows."""
    yield (
        gettext_noop("What is printed"),
        [
            _row("passages", [each.passages for each in counted]),
            _row("words", [each.words for each in counted]),
        ],
    )
    for scheme, heading in _PARTS:
        yield heading, _counts(scheme, counted)
        if scheme == "relation":
            yield gettext_noop("Works set beside the words"), _works(edition, counted)


def _counts(scheme: str, counted: Sequence[Balance]) -> list[Row]:
    rows = [
        _row(term.label, [each.terms[scheme, term.slug] for each in counted])
        for term in schemes()[scheme].terms
        if any(each.terms[scheme, term.slug] for each in counted)
    ]
    return [*rows, _sum([each.total(scheme) for each in counted])] if rows else []


def _works(edition: Edition, counted: Sequence[Balance]) -> list[Row]:
    nothing: frozenset[str] = frozenset()
    every = [nothing.union(*each.works.values()) for each in counted]
    if not any(every):
        return []
    rows = [_row(label, [len(each.works[side]) for each in counted]) for side, label in _SIDES]
    caveats = [
        _row(
            said,
            [sum(edition.works[key].caveat.startswith(said) for key in keys) for keys in every],
        )
        for said in CAVEATS.values()
    ]
    return [*rows, _sum([len(keys) for keys in every]), *caveats]


def _sum(numbers: Sequence[int]) -> Row:
    return _row(gettext_noop("in all"), numbers)


def _row(label: str, numbers: Sequence[int]) -> Row:
    cells = ((Words(str(number)),) for number in numbers)
    return Row("", "", ((Words(label, interface=True),), *cells))
