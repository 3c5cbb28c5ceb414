"""The command ``sphinx-variorum``: what an editor does outside a build."""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_variorum import __version__
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.edition.lock import format_lock


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="sphinx-variorum", description="Annotated critical editions, proved by the build."
    )
    parser.add_argument("--version", action="version", version=f"sphinx-variorum {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    lock = commands.add_parser(
        "lock",
        help="prove every passage against its witness and write the lock",
        description="Reads the edition with its witnesses at hand and writes the file named by "
        "variorum_lock, on which builds without the witnesses rely.",
    )
    lock.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    digest = commands.add_parser(
        "hash",
        help="print the sha256 of witness files",
        description="Prints the line that a source directive holds its witness to.",
    )
    digest.add_argument("files", nargs="+", type=Path, help="witness files")
    parsed = parser.parse_args(arguments)
    if parsed.command == "lock":
        return _lock(parsed.source)
    return _hash(parsed.files)


def _hash(files: Sequence[Path]) -> int:
    status = 0
    for path in files:
        try:
            print(
                f":witness: {path.name}\n:sha256: {hashlib.sha256(path.read_bytes()).hexdigest()}"
            )
        except OSError as error:
            print(f"sphinx-variorum: {path}: {error.strerror}", file=sys.stderr)
            status = 1
    return status


def _lock(folder: Path) -> int:
    if not (folder / "conf.py").is_file():
        print(f"sphinx-variorum: there is no conf.py in {folder}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch, patch_docutils(folder), docutils_namespace():
        try:
            app = Sphinx(
                srcdir=folder,
                confdir=folder,
                outdir=Path(scratch) / "out",
                doctreedir=Path(scratch) / "doctrees",
                buildername="dummy",
                status=None,
                warning=sys.stderr,
            )
            # The lock that is being replaced is not to be held against the passages.
            app.config.suppress_warnings = [*app.config.suppress_warnings, "variorum.lock"]
            app.build()
        except SphinxError as error:
            print(f"sphinx-variorum: {error}", file=sys.stderr)
            return 2
        domain = get_domain(app.env)
        edition = domain.edition
        store = domain.witnesses
        fault = store.lock_fault()
        if fault:
            # Its records of witnesses that are not at hand would be lost.
            print(
                f"sphinx-variorum: {store.lock_path()} cannot be read ({fault}): restore it, or "
                "delete it and lock again with all witnesses at hand",
                file=sys.stderr,
            )
            return 2
        text = format_lock(
            edition.sources.values(),
            edition.passages.values(),
            store.lock(),
            edition.annotations.values(),
        )
        path = store.lock_path()
        changed = not path.is_file() or path.read_text(encoding="utf-8") != text
        if changed:
            path.write_text(text, encoding="utf-8")
        proofs = [passage.proof for passage in edition.passages.values()]
    proved, kept = proofs.count("verbatim"), proofs.count("locked")
    print(
        f"{path}: {proved} passages proved, {kept} kept from before, "
        f"{'written' if changed else 'unchanged'}"
    )
    left = len(proofs) - proved - kept
    if left:
        print(f"sphinx-variorum: {left} passages are not proved and not locked", file=sys.stderr)
    return 1 if left else 0
