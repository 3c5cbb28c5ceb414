"""Documents that are not UTF-8: named with their line and left out, so that the rest is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.building.messages import Subtype, report

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def excuse_undecodable(env: BuildEnvironment, docnames: list[str]) -> None:
    """Take documents that are not UTF-8 out of the build; Sphinx would end at them.

    Out of `docnames`, which are read, and out of those that were found, which are written.
    """
    for docname in list(docnames):
        path = env.doc2path(docname)
        try:
            data = path.read_bytes()
            data.decode("utf-8")
        except OSError:
            continue
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            report(
                Subtype.ENCODING,
                f"{path.name} is not UTF-8 (byte 0x{data[error.start]:02x}): the page is left out "
                "of this build; save the file as UTF-8",
                location=(docname, line),
            )
            docnames.remove(docname)
            env.events.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            env.found_docs.discard(docname)
