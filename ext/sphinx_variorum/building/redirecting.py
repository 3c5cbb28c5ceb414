"""The entries of ``variorum_redirects``: read against the edition, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.building.configuration import (
    PREFIX,
    entry_written_at,
    get_configuration,
)
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.redirects import Redirects, Tombstone, plan

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.edition.index import Edition


def get_redirects(env: BuildEnvironment, edition: Edition) -> Redirects:
    """What the configuration says of old ids and documents, as far as it can be kept."""
    return plan(get_configuration(env.config).redirects, edition, env.found_docs)


def tombstones_on(docname: str, redirects: Redirects) -> tuple[Tombstone, ...]:
    """The tombstones at the foot of `docname`, in the order of the configuration."""
    return tuple(stone for stone in redirects.tombstones if docname in stone.pages)


def check_redirects(env: BuildEnvironment, edition: Edition, confdir: Path) -> None:
    """Report every entry that leads nowhere or is in the way of something that exists."""
    name = f"{PREFIX}redirects"
    for fault in get_redirects(env, edition).faults:
        report(
            Subtype.REDIRECT,
            f"{name}: “{fault.old}”: {fault.message}",
            location=entry_written_at(confdir / "conf.py", name, fault.old),
        )
