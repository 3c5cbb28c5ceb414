"""The edition's policy in a build: each finding at the level of its rule."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.messages import TYPE, Subtype, report, tell
from sphinx_variorum.edition.policy import findings

if TYPE_CHECKING:
    from sphinx_variorum.building.domain import VariorumDomain


def today() -> str:
    """The day of the build (ISO 8601, UTC): that of SOURCE_DATE_EPOCH if it is set.

    It is in messages only; no page depends on it.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        moment = datetime.now(UTC)
    return moment.date().isoformat()


def subtype_of(rule: str) -> Subtype:
    """The subtype of the messages of a rule of the policy."""
    return Subtype(f"policy_{rule.replace('-', '_')}")


def tell_policy(domain: VariorumDomain) -> list[str]:
    """Say what the policy finds; return why the build fails, a reason for each rule of level
    ``error``.
    """
    broken: Counter[str] = Counter()
    policy = get_configuration(domain.env.config).policy
    for rule, level, finding in findings(domain.edition, policy, today()):
        subtype = subtype_of(rule)
        if level == "note":
            path = domain.env.doc2path(finding.docname)
            name = f"{TYPE}.{subtype.value}"
            tell(f"{path}:{finding.line}: note: {finding.message} [{name}]")
        else:
            report(subtype, finding.message, location=(finding.docname, finding.line))
        if level == "error":
            broken[rule] += 1
    return [f"{count} × {rule}" for rule, count in broken.items()]
