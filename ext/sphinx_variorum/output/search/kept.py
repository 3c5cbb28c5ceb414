"""What is found of each document, kept in a small file beside the doctrees.

It is made when the document is written, and at no other time. For whatever a record says of other
documents is in the digest of its page (`building.shown_of_others`): if that changes the page is
written again, and the record with it. So no build makes the records of pages that stay.

What the page shows is that of one output, and several may share the doctrees. So the digest of the
page stands before the records that were made with it.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.output.search.records import SearchRecord, make_records
from sphinx_variorum.output.search.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_FOLDER = "variorum-search"
#: The digest of the page, then one record a line.
_SUFFIX = ".jsonl"


class Kept(NamedTuple):
    """What is known of a document's records without reading them: how many, and their digest."""

    records: int
    digest: str


def _path(env: BuildEnvironment, docname: str) -> Path:
    return Path(f"{env.doctreedir}/{_FOLDER}/{docname}{_SUFFIX}")


def _shown(env: BuildEnvironment, docname: str) -> str:
    """The digest of all that the page shows of others in this build."""
    return get_domain(env).shown.get(docname, "")


def keep_records(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Keep what is found of a document that is about to be written (event ``doctree-resolved``)."""
    env = app.env
    path = _path(env, docname)
    hidden = {"nosearch", "no-search"} & env.metadata[docname].keys()
    title = env.titles[docname].astext() if docname in env.titles else docname
    stretches = () if hidden else words_of(document)
    records = make_records(get_domain(env).edition, title, docname, stretches)
    lines = (_shown(env, docname), *records)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    data = text.encode(errors="surrogatepass")
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read_kept(env: BuildEnvironment) -> dict[str, Kept]:
    """What is kept of every document of which something is found, by their names, in order."""
    found: dict[str, Kept] = {}
    for docname in sorted(env.all_docs):
        try:
            _, _, data = _path(env, docname).read_bytes().partition(b"\n")
        except OSError:
            continue
        if data:
            digest = blake2b(data, digest_size=12).hexdigest()
            found[docname] = Kept(data.count(b"\n"), digest)
    return found


def read_records(env: BuildEnvironment, docname: str) -> Iterator[SearchRecord]:
    """The records that are kept of a document, in the order of its text."""
    data = _path(env, docname).read_bytes().decode(errors="surrogatepass")
    for line in data.removesuffix("\n").split("\n")[1:]:
        there, anchor, title, content, facets = json.loads(line)
        said = tuple((facet, tuple(values)) for facet, values in facets)
        yield SearchRecord(there, anchor, title, content, said)


def to_be_kept(env: BuildEnvironment) -> list[str]:
    """The documents of which nothing is kept, or what was true of another build, so that they must
    be written again.
    """
    return [name for name in sorted(env.all_docs) if not _is_current(env, name)]


def _is_current(env: BuildEnvironment, docname: str) -> bool:
    wanted = (json.dumps(_shown(env, docname)) + "\n").encode()
    try:
        with _path(env, docname).open("rb") as file:
            return file.readline() == wanted
    except OSError:
        return False


def forget_removed(env: BuildEnvironment) -> None:
    """Delete what is kept of documents that are no more."""
    wanted = {_path(env, docname) for docname in env.all_docs}
    for path in (Path(env.doctreedir) / _FOLDER).rglob("*"):
        if path not in wanted and path.is_file():
            path.unlink()
