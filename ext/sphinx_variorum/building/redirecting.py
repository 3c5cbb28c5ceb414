"""The entries of ``variorum_redirects``: read against the edition, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.building.configuration import (
    PREFIX,
    entry_written_at,
    get_configuration,
)
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.redirects import Redirects, Tombstone, plan

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment


def get_redirects(env: BuildEnvironment) -> Redirects:
    """What the configuration says of old ids and documents, as far as it can be kept."""
    domain = get_domain(env)
    if domain.redirects is None:
        entries = get_configuration(env.config).redirects
        domain.redirects = plan(entries, domain.edition, env.found_docs)
    return domain.redirects


def tombstones_on(docname: str, redirects: Redirects) -> tuple[Tombstone, ...]:
    """The tombstones at the foot of `docname`, in the order of the configuration."""
    return tuple(stone for stone in redirects.tombstones if docname in stone.pages)


def check_redirects(env: BuildEnvironment, confdir: Path) -> None:
    """Report every entry that leads nowhere or is in the way of something that exists."""
    name = f"{PREFIX}redirects"
    for fault in get_redirects(env).faults:
        report(
            Subtype.REDIRECT,
            f"{name}: “{fault.old}”: {fault.message}",
            location=entry_written_at(confdir / "conf.py", name, fault.old),
        )
