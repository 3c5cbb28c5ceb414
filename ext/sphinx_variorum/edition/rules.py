"""What the closed lists demand of an annotation, beyond a value that is in the list.

Every rule is a pure function from a record to its complaints. The demands themselves stand in
`vocabulary.toml`, term by term, so that the manual, the messages and the checks agree.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.origins import origins
from sphinx_variorum.edition.records import Annotation, CounterSource, Need, Search
from sphinx_variorum.edition.vocabulary import Term, term

if TYPE_CHECKING:
    from sphinx_variorum.edition.bibliography import Work

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Complaint(NamedTuple):
    """Something an annotation owes: the warning's subtype, what is wrong and what to do."""

    subtype: str
    message: str


def is_date(text: str) -> bool:
    """Whether `text` is a year, year-month or year-month-day that exists (ISO 8601)."""
    return date_span(text) is not None


def date_span(text: str) -> tuple[date, date] | None:
    """The first and the last day that a date as in `is_date` may be; None if it is none."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            return first, first
        month = 12 if month is None else month
        return first, date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


def parse_search_log(text: str) -> tuple[Search, ...]:
    """Read a search log: ``date, where, result`` with semicolons between entries.

    The date is what stands before the first comma, the result what stands after the last.
    Raises `ValueError` that names the entry which has no such three parts.
    """
    entries: list[Search] = []
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        parts = [part.strip() for part in entry.split(",")]
        if len(parts) < 3 or not is_date(parts[0]) or not all((parts[1], parts[-1])):
            raise ValueError(f"“{entry}” is not “date, where, result”, with a date as 2026-11-20")
        entries.append(Search(parts[0], ", ".join(parts[1:-1]), parts[-1]))
    return tuple(entries)


def complaints(
    annotation: Annotation, works: Mapping[str, Work] | None = None
) -> Iterator[Complaint]:
    """All that the closed lists demand of `annotation` and do not find.

    With `works` also what depends on the bibliography: whether a work can do without a locator,
    and whether two works are independent.
    """
    detail = annotation.detail
    if isinstance(detail, CounterSource):
        yield from _of_counter_source(annotation, detail, works or {})
    elif isinstance(detail, Need):
        yield from _of_need(annotation, detail, works or {})


def _without_locator(cites: tuple[Citation, ...], works: Mapping[str, Work]) -> list[str]:
    return [
        citation.key
        for citation in cites
        if not citation.locator and citation.key in works and works[citation.key].has_parts
    ]


def _of_counter_source(
    annotation: Annotation, detail: CounterSource, works: Mapping[str, Work]
) -> Iterator[Complaint]:
    if detail.quote and len(annotation.cites) != 1:
        yield Complaint(
            "counter_source",
            f":quote: holds words of one work, and {len(annotation.cites)} are cited: write a "
            "counter-source of its own for the work that is quoted",
        )
    if not detail.relation:
        return
    relation = term("relation", detail.relation)
    if not annotation.cites and not detail.counter_passage:
        yield Complaint(
            "counter_source",
            "a counter-source names no source: add :cites: with a key of the bibliography, "
            "or :counter-passage: with a passage",
        )
    demands: dict[str, Callable[[], Complaint | None]] = {
        "locator": lambda: _locator_demanded(relation, annotation.cites, works),
        "certainty-high": lambda: (
            None
            if detail.certainty == "high"
            else Complaint(
                "counter_source",
                f"“{relation.slug}” is said only with certainty: add :certainty: high, "
                "or say :relation: contradicts",
            )
        ),
        "two-works": lambda: _independence_demanded(relation, annotation.cites, works),
        "passage": lambda: (
            None
            if detail.counter_passage
            else Complaint(
                "counter_source",
                f"“{relation.slug}” links two passages: add :counter-passage: with the other one",
            )
        ),
        "consulted": lambda: (
            None
            if detail.consulted
            else Complaint(
                "counter_source",
                f"“{relation.slug}” is evidence of absence: add :consulted: with the date",
            )
        ),
    }
    for demand in relation.demands:
        found = demands[demand]()
        if found:
            yield found


def _locator_demanded(
    relation: Term, cites: tuple[Citation, ...], works: Mapping[str, Work]
) -> Complaint | None:
    missing = _without_locator(cites, works)
    if not missing:
        return None
    return Complaint(
        "locator_missing",
        f"“{relation.slug}” needs the place in {', '.join(missing)}: write the locator after the "
        f"key, as in “:cites: {missing[0]}, p. 12”",
    )


def _independence_demanded(
    relation: Term, cites: tuple[Citation, ...], works: Mapping[str, Work]
) -> Complaint | None:
    independent = len(origins((citation.key for citation in cites), works))
    if independent >= 2:
        return None
    return Complaint(
        "counter_source",
        f"“{relation.slug}” needs two works that share no origin, and has {independent}: "
        "cite another one, or say :relation: supports",
    )


def _of_need(
    annotation: Annotation, detail: Need, works: Mapping[str, Work]
) -> Iterator[Complaint]:
    status = term("need-status", detail.status)
    if "evidence" in status.demands and not annotation.cites:
        yield Complaint(
            "need_evidence",
            f"a need that is “{status.slug}” shows what answers it: add :evidence: with a key of "
            "the bibliography and a locator",
        )
    missing = _without_locator(annotation.cites, works)
    if "evidence" in status.demands and missing:
        yield Complaint(
            "locator_missing",
            f"evidence is a place in a work: write the locator after {', '.join(missing)}, "
            f"as in “:evidence: {missing[0]}, p. 12”",
        )
    if "search-log" in status.demands and not detail.searched:
        yield Complaint(
            "need_search_log",
            f"a need that is “{status.slug}” shows where it was looked for: add "
            ":searched: date, where, result",
        )
    if "resolution" in status.demands and not detail.resolution:
        yield Complaint(
            "need_resolution",
            f"a need that is “{status.slug}” says why: add :resolution: with the reason",
        )
    if "no-need" in status.demands and not detail.no_need:
        yield Complaint(
            "need_resolution",
            f"a need that is “{status.slug}” says of what sort the reason is: add :no-need:",
        )
    demands = term("need-type", detail.type).demands if detail.type else ()
    if "checked" in demands and not detail.checked:
        yield Complaint(
            "need_checked",
            f"“{detail.type}” names the work that was checked, the date and who checked: add "
            ":checked: key, date, by whom",
        )
    if "passage" in demands and not detail.counter_passage:
        yield Complaint(
            "need_checked",
            f"“{detail.type}” names the other passage: add :counter-passage:",
        )
