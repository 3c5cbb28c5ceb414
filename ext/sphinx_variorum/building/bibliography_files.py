"""The bibliography files of the edition, read again only when their bytes changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_variorum import CATALOGUE
from sphinx_variorum.building.configuration import get_configuration, written_at
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.bibliography.phrases import PHRASES

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.building.domain import VariorumDomain

_ = get_translation(CATALOGUE)

_SUBTYPES = MappingProxyType(
    {
        "url": Subtype.URL,
        "markup": Subtype.MARKUP,
    }
)


def refresh_bibliography(env: BuildEnvironment, domain: VariorumDomain) -> None:
    """Read the files of ``variorum_bibliography`` into the domain if they changed."""
    names = get_configuration(env.config).bibliography
    paths = [Path(env.srcdir) / name for name in names]
    files: list[tuple[str, str]] = []
    for name, path in zip(names, paths, strict=True):
        try:
            files.append((name, hashlib.sha256(path.read_bytes()).hexdigest()))
        except OSError as error:
            report(
                Subtype.BIBLIOGRAPHY,
                f"{name} in variorum_bibliography cannot be read ({error.strerror}): correct the "
                "path, or put the file there",
                location=written_at(Path(env.srcdir) / "conf.py", "variorum_bibliography"),
            )
            files.append((name, ""))
    # References are stored in the words of the edition's language.
    said = "\n".join(map(_, PHRASES))
    files.append(("", hashlib.sha256(said.encode()).hexdigest()))
    if tuple(files) == domain.bibliography:
        return
    # Only here, where a file has changed: the libraries behind it cost every build a start.
    from sphinx_variorum.edition.bibliography import read_bibliography

    readable = [path for path, (_name, digest) in zip(paths, files, strict=False) if digest]
    bibliography = read_bibliography(readable, say=_)
    for problem in bibliography.problems:
        report(
            _SUBTYPES.get(problem.kind, Subtype.BIBLIOGRAPHY),
            problem.message,
            location=f"{problem.path}:{problem.line}",
        )
    domain.works = dict(bibliography.works)
    domain.bibliography = tuple(files)
