"""Policy: what an edition may hold itself to, rule by rule, each with a level of its own.

Nothing here is a fault of fidelity; the rules ask whether the editors have done what they set out
to do. Each is a pure function from the edition to its findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.edition.claim_pages import given_values
from sphinx_variorum.edition.claims import COUNTERING, claims
from sphinx_variorum.edition.needs_over_time import age, needs
from sphinx_variorum.edition.origins import origin_of
from sphinx_variorum.edition.records import CounterSource
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.values import incompatible

if TYPE_CHECKING:
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation
    from sphinx_variorum.edition.values import Given

#: ``off``: not asked. ``note``: said among the build's other lines. ``warning``: a warning.
#: ``error``: a warning that fails the build, even when it is suppressed.
LEVELS = ("off", "note", "warning", "error")

#: A work tells one-sidedly only if it tells against a source at least so often.
FEWEST_AGAINST = 2
#: A source hangs on one work only if so many counter-sources tell against it.
FEWEST_OF_ONE = 3


class Finding(NamedTuple):
    """Where the edition does not do what its policy says: what is wrong, and where it is
    written.
    """

    message: str
    docname: str
    line: int


class Setting(NamedTuple):
    """How a rule is set: its level, a member of `LEVELS`, and for the rule of age the days."""

    level: str
    days: int = 0


class Rule(NamedTuple):
    """A rule: its setting where the editors say nothing, and what it finds in an edition.

    The finder is given the days of its setting and today's date (ISO 8601).
    """

    default: Setting
    find: Callable[[Edition, int, str], Iterator[Finding]]


def _at(annotation: Annotation, message: str) -> Finding:
    return Finding(message, annotation.docname, annotation.line)


def _disputed_claims(edition: Edition, days: int, today: str) -> Iterator[Finding]:
    """A claim on which the texts differ, and no counter-source that names it cites a work."""
    for found in claims(edition):
        answered = any(
            isinstance(item.detail, CounterSource) and item.cites for item in found.speaking
        )
        if found.disputed and not answered:
            place = found.claim or found.speaking[0]
            yield Finding(
                f"the texts differ on “{found.words}” ({', '.join(found.sources)}), and no "
                "counter-source that names the claim cites a work: add one with :claim: "
                f"{found.ident}",
                place.docname,
                place.line,
            )


def _old_needs(edition: Edition, days: int, today: str) -> Iterator[Finding]:
    """A need that has been open, or open again, for more than so many days."""
    for annotation, need in needs(edition):
        open_for = age(need, today)
        if open_for is not None and open_for > days:
            yield _at(
                annotation,
                f"this need has been open for {open_for} days, more than {days}: search, or say "
                "in :history: what became of it",
            )


def _dependent_confirmations(edition: Edition, days: int, today: str) -> Iterator[Finding]:
    """A judgement that demands independent works (``confirms``, credibility 1) and cites two that
    share an origin.
    """
    for annotation in edition.annotations_in_order():
        detail = annotation.detail
        if not isinstance(detail, CounterSource):
            continue
        if detail.relation != "confirms" and detail.credibility != "1":
            continue
        sharing: dict[str, list[str]] = defaultdict(list)
        for key in dict.fromkeys(citation.key for citation in annotation.cites):
            sharing[origin_of(key, edition.works)].append(key)
        for origin, keys in sharing.items():
            if len(keys) > 1:
                said = "confirms" if detail.relation == "confirms" else "credibility 1"
                yield _at(
                    annotation,
                    f"“{said}” asks for works that are independent, and {' and '.join(keys)} "
                    f"both go back to {origin}: they count as one",
                )


def _bare_verdicts(edition: Edition, days: int, today: str) -> Iterator[Finding]:
    """A claim with a verdict and no prose that says what it rests on."""
    for claim in edition.claims.values():
        if claim.verdict and not claim.words:
            yield Finding(
                f"the verdict “{claim.verdict}” on “{claim.title}” has no prose: say in the "
                "content of the claim what it rests on",
                claim.docname,
                claim.line,
            )


def _bare_grades(edition: Edition, days: int, today: str) -> Iterator[Finding]:
    """A work that is cited, has a grade of reliability, and no reason for it."""
    for key in sorted(edition.uses):
        work = edition.works.get(key)
        uses = edition.uses[key]
        if work and uses and work.grade and not work.grade_reason:
            yield Finding(
                f"the work “{key}”, cited here, has the grade {work.grade} without a reason: "
                f"write it in the bibliography, as in “{work.grade}: corrects its errors in "
                "public”",
                uses[0].docname,
                uses[0].line,
            )


def _one_sided_uses(edition: Edition, days: int, today: str) -> Iterator[Finding]:
    """A work that speaks to several sources and tells against one of them only; and a source
    against which a single work tells.

    To tell against is to contradict, refute or correct. Counted are the counter-sources that a
    reader meets; a work speaks to each source on whose passages a counter-source cites it. The
    first is found from `FEWEST_AGAINST` uses against the one source on, the second from
    `FEWEST_OF_ONE` counter-sources on; works that share an origin are one work there.
    """
    against: dict[str, dict[str, list[Annotation]]] = defaultdict(lambda: defaultdict(list))
    spoken_to: dict[str, set[str]] = defaultdict(set)
    accusing: dict[str, list[tuple[Annotation, frozenset[str]]]] = defaultdict(list)
    for annotation in edition.annotations_in_order():
        detail = annotation.detail
        if not isinstance(detail, CounterSource) or not annotation.cites:
            continue
        keys = dict.fromkeys(citation.key for citation in annotation.cites)
        for key in keys:
            spoken_to[key].add(annotation.source)
            if detail.relation in COUNTERING:
                against[key][annotation.source].append(annotation)
        if detail.relation in COUNTERING:
            origins = frozenset(origin_of(key, edition.works) for key in keys)
            accusing[annotation.source].append((annotation, origins))
    for key, by_source in against.items():
        ((source, uses), *others) = by_source.items()
        if not others and len(uses) >= FEWEST_AGAINST and len(spoken_to[key]) > 1:
            rest = ", ".join(sorted(spoken_to[key] - {source}))
            yield _at(
                uses[0],
                f"“{key}” is set against {source} alone ({len(uses)} times), and speaks to {rest} "
                "too without ever telling against it: see whether it does",
            )
    for source, found in accusing.items():
        works = frozenset[str]().union(*(origins for _item, origins in found))
        if len(found) >= FEWEST_OF_ONE and len(works) == 1:
            yield _at(
                found[0][0],
                f"all {len(found)} counter-sources that tell against {source} come from one work, "
                f"{next(iter(works))}: look for a second",
            )


def _incompatible_values(edition: Edition, days: int, today: str) -> Iterator[Finding]:
    """Two values given for one claim, by texts or by the editors, that cannot both be so."""
    for found in claims(edition):
        pairs = {(one, other): None for one, other, _in in incompatible(given_values(found))}
        for one, other in pairs:
            first, second = (_giver(edition, each) for each in (one, other))
            place = found.claim or found.speaking[0]
            yield Finding(
                f"claim “{found.ident}”: {first} and {second} cannot both be so: see whether the "
                "words give what is recorded, and say in the prose of the claim which one holds",
                place.docname,
                place.line,
            )


def _giver(edition: Edition, given: Given) -> str:
    said = ", ".join(filter(None, (given.value, given.date, given.place)))
    item = edition.annotations.get(given.by)
    return f"{edition.label(item.passage) if item else 'the editors'} (“{said}”)"


#: The rules by name, in the order in which their findings are said. Those that another message of
#: the build says in part are quieter.
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "disputed-claim-without-counter-source": Rule(Setting("note"), _disputed_claims),
        "need-open-too-long": Rule(Setting("note", 365), _old_needs),
        "confirms-without-independence": Rule(Setting("note"), _dependent_confirmations),
        "verdict-without-prose": Rule(Setting("off"), _bare_verdicts),
        "grade-without-reason": Rule(Setting("warning"), _bare_grades),
        "one-sided-source-use": Rule(Setting("note"), _one_sided_uses),
        # A finding on the texts rather than a fault of the edition.
        "incompatible-values": Rule(Setting("note"), _incompatible_values),
    }
)
#: The rule whose setting has days.
AGED = "need-open-too-long"


def settings(policy: Mapping[str, object]) -> dict[str, Setting]:
    """The setting of every rule: what `policy` (checked by `policy_fault`) says, or the default."""
    found: dict[str, Setting] = {}
    for name, rule in RULES.items():
        wanted = policy.get(name, {})
        if isinstance(wanted, str):
            found[name] = rule.default._replace(level=wanted)
        elif isinstance(wanted, Mapping):
            found[name] = rule.default._replace(**wanted)
    return found


def policy_fault(policy: object) -> str:
    """What is wrong with a policy as it was configured, and what to write; empty if nothing is."""
    if not isinstance(policy, dict):
        return "write a dictionary of rule and level, as in {'grade-without-reason': 'error'}"
    for name, wanted in policy.items():
        if name not in RULES:
            hint = did_you_mean(str(name), RULES)
            return f"there is no rule {name!r}{hint}; write one of {', '.join(RULES)}"
        fault = _setting_fault(wanted, aged=name == AGED)
        if fault:
            return f"{name!r}: {fault}"
    return ""


def _setting_fault(wanted: object, *, aged: bool) -> str:
    levels = ", ".join(repr(level) for level in LEVELS)
    if isinstance(wanted, str):
        return "" if wanted in LEVELS else f"{wanted!r} is no level; write one of {levels}"
    example = "{'level': 'warning', 'days': 90}"
    if not isinstance(wanted, dict) or not aged:
        also = f", or a dictionary, as in {example}" if aged else ""
        return f"{wanted!r} is no level; write one of {levels}{also}"
    for key, value in wanted.items():
        if key == "level":
            if value not in LEVELS:
                return f"{value!r} is no level; write one of {levels}"
        elif key != "days":
            return f"there is nothing called {key!r} to set; write {example}"
        elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
            return f"{value!r} is no number of days; write a whole number from 1, as in {example}"
    return ""


def findings(
    edition: Edition, policy: Mapping[str, object], today: str
) -> Iterator[tuple[str, str, Finding]]:
    """(rule, level, finding) of all rules that are not ``off``; `today` is in ISO 8601."""
    for name, setting in settings(policy).items():
        if setting.level != "off":
            for finding in RULES[name].find(edition, setting.days, today):
                yield name, setting.level, finding
