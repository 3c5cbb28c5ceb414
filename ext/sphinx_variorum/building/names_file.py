"""The names file of the edition, read again only when its bytes changed, and what is wrong in it.

Its problems are said whenever it is read; those that need the whole edition in `check_names`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.building.configuration import get_configuration, written_at
from sphinx_variorum.building.messages import Subtype, report

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.building.domain import VariorumDomain
    from sphinx_variorum.edition.index import Edition


def refresh_names(env: BuildEnvironment, domain: VariorumDomain) -> None:
    """Read the file of ``variorum_names`` into the domain if it, or its path, changed."""
    written = get_configuration(env.config).names
    if not written:
        if domain.names_file != ("", ""):
            domain.set_names((), ("", ""))
        return
    path = Path(env.srcdir) / written
    try:
        data = path.read_bytes()
    except OSError as error:
        report(
            Subtype.NAMES,
            f"{written} in variorum_names cannot be read ({error.strerror}): correct the path, or "
            "put the file there",
            location=_configured_at(env),
        )
        if domain.names_file != (written, ""):
            domain.set_names((), (written, ""))
        return
    digest = hashlib.sha256(data).hexdigest()
    if domain.names_file == (written, digest):
        return
    # Only here, where the file has changed: the libraries behind it cost every build a start.
    from sphinx_variorum.edition.names import parse_names

    found = parse_names(data)
    for problem in found.problems:
        report(Subtype.NAMES, problem.message, location=f"{path}:{problem.line}")
    domain.set_names(found.names, (written, digest))


def check_names(env: BuildEnvironment, domain: VariorumDomain, edition: Edition) -> None:
    """Report forms that speak of places unknown, and registers of names that nobody lists."""
    written = get_configuration(env.config).names
    if not written:
        for register in edition.registers:
            if register.kind == "names":
                report(
                    Subtype.NAMES,
                    "there is a register of names, and no file of them: set variorum_names",
                    location=(register.docname, register.line),
                )
        return
    # So that a build with no names loads no library of theirs.
    if domain.names:
        from sphinx_variorum.edition.names import unknown_places

        known = edition.sources.keys() | edition.passages.keys()
        for problem in unknown_places(domain.names, known):
            location = f"{Path(env.srcdir) / written}:{problem.line}"
            report(Subtype.NAMES, problem.message, location=location)


def _configured_at(env: BuildEnvironment) -> str | None:
    return written_at(Path(env.srcdir) / "conf.py", "variorum_names")
