"""The day on which an edition stands: what an age is counted to.

Never that of the clock, so that two builds of the same files say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.claim_history import verdicts_of
from sphinx_variorum.edition.need_history import history_of
from sphinx_variorum.edition.needs_over_time import first_day
from sphinx_variorum.edition.records import CounterSource, EditorialNeed, Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_variorum.edition.index import Edition


def day_of(edition: Edition) -> str:
    """The date of this version of the edition or, if it has none, the latest day on which its
    editors did anything that they dated; empty if there is no date at all (ISO 8601).

    A month or a year is its first day.
    """
    if edition.date:
        return first_day(edition.date)
    return max((first_day(each) for each in _dates(edition) if each), default="")


def _dates(edition: Edition) -> Iterator[str]:
    """When needs were opened, searched and settled, works consulted, and judgements made.

    What only the editors themselves see (`audience`) does not count: all see the same ages.
    """
    for claim in edition.claims.values():
        yield from (step.date for step in verdicts_of(claim))
    for annotation in edition.annotations_in_order():
        detail = annotation.detail
        if isinstance(detail, Need):
            yield from (change.date for change in history_of(detail))
            yield from (search.date for search in detail.searched)
        elif isinstance(detail, CounterSource):
            yield detail.consulted
        if not isinstance(detail, EditorialNeed):
            yield annotation.judged
