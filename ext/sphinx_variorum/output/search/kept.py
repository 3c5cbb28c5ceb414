"""What is found of each document, kept in a small file beside the doctrees.

It is made when the document is written, and at no other time. For whatever a record says of other
documents is in the digest of its page (`building.shown_elsewhere`): if that changes the page is
written again, and the record with it. So no build makes the records of pages that stay.
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
#: One record a line.
_SUFFIX = ".jsonl"


class Kept(NamedTuple):
    """What is known of a document's records without reading them: how many, and their digest."""

    records: int
    digest: str


def _path(env: BuildEnvironment, docname: str) -> Path:
    return Path(f"{env.doctreedir}/{_FOLDER}/{docname}{_SUFFIX}")


def keep_records(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Keep what is found of a document that is about to be written (event ``doctree-resolved``)."""
    env = app.env
    path = _path(env, docname)
    hidden = {"nosearch", "no-search"} & env.metadata[docname].keys()
    title = env.titles[docname].astext() if docname in env.titles else docname
    stretches = () if hidden else words_of(document)
    records = make_records(get_domain(env).edition, title, docname, stretches)
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    data = text.encode(errors="surrogatepass")
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read_kept(env: BuildEnvironment) -> dict[str, Kept]:
    """What is kept of every document of which something is found, by their names, in order."""
    found: dict[str, Kept] = {}
    for docname in sorted(env.all_docs):
        try:
            data = _path(env, docname).read_bytes()
        except OSError:
            continue
        if data:
            digest = blake2b(data, digest_size=12).hexdigest()
            found[docname] = Kept(data.count(b"\n"), digest)
    return found


def read_records(env: BuildEnvironment, docname: str) -> Iterator[SearchRecord]:
    """The records that are kept of a document, in the order of its text."""
    data = _path(env, docname).read_bytes().decode(errors="surrogatepass")
    for line in data.removesuffix("\n").split("\n"):
        there, anchor, title, content, facets = json.loads(line)
        said = tuple((facet, tuple(values)) for facet, values in facets)
        yield SearchRecord(there, anchor, title, content, said)


def without_records(env: BuildEnvironment) -> list[str]:
    """The documents of which nothing is kept, so that they must be written again."""
    return [name for name in sorted(env.all_docs) if not _path(env, name).is_file()]


def forget_removed(env: BuildEnvironment) -> None:
    """Delete what is kept of documents that are no more."""
    wanted = {_path(env, docname) for docname in env.all_docs}
    for path in (Path(env.doctreedir) / _FOLDER).rglob("*"):
        if path not in wanted and path.is_file():
            path.unlink()
