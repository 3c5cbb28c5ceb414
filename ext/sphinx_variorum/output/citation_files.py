"""The files that cite every passage, every source and the edition: BibTeX, RIS, CSL-JSON, text.

They lie in the folder ``cite`` of a site and are named for the anchor of what they cite.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum import __version__
from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.edition.citing import (
    Citable,
    bibtex,
    bibtex_edition,
    csl_json,
    csl_json_edition,
    file_stem,
    ris,
    ris_edition,
)
from sphinx_variorum.edition.digests import digest
from sphinx_variorum.output.brought_files import brought_files
from sphinx_variorum.output.citations import (
    citable,
    citation_words,
    edition_words,
    plain_text,
    publication,
)
from sphinx_variorum.output.kept_files import keep_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_variorum.edition.citing import Publication
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Passage, Source

FOLDER = "cite"
#: Beside the output. Its name is hidden so that no web server offers it unasked.
LEDGER = ".variorum-citations.json"
#: No source can have this id.
EDITION = "_edition"


class Format(NamedTuple):
    """A format of citation: how its files end, its media type, and its name."""

    ending: str
    media_type: str
    name: str


FORMATS = (
    Format("bib", "application/x-bibtex", "BibTeX"),
    Format("ris", "application/x-research-info-systems", "RIS"),
    Format("json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
    Format("txt", "text/plain", "text"),
)


def citables(
    builder: Builder, edition: Edition, published: Publication
) -> Iterator[tuple[str, Citable]]:
    """Everything of the edition that has citation files, each with its document."""
    records: tuple[Source | Passage, ...] = (
        *edition.sources.values(),
        *edition.passages.values(),
    )
    for record in records:
        item = citable(builder, edition, published, record)
        if item is not None:
            yield record.docname, item


def render_files(item: Citable, published: Publication) -> Mapping[str, bytes]:
    """The citation files of `item`, by path."""
    texts = (
        bibtex(item, published),
        ris(item, published),
        csl_json(item, published),
        plain_text(citation_words(item, published), item.url),
    )
    return _files(file_stem(item.key), texts)


def render_edition_files(published: Publication) -> Mapping[str, bytes]:
    """The citation files of the edition as a whole, by path."""
    texts = (
        bibtex_edition(published, "edition"),
        ris_edition(published, "edition"),
        csl_json_edition(published, "edition"),
        plain_text(f"{edition_words(published)}.", published.url),
    )
    return _files(EDITION, texts)


def _files(stem: str, texts: tuple[str, ...]) -> Mapping[str, bytes]:
    return {
        f"{FOLDER}/{stem}.{known.ending}": text.encode(errors="replace")
        for known, text in zip(FORMATS, texts, strict=True)
    }


def write_citation_files(app: Sphinx, exception: Exception | None) -> None:
    """Bring the citation files up to date (event ``build-finished``, in the main process)."""
    if exception is not None or app.builder.name not in SITE_BUILDERS:
        return
    edition = get_domain(app.env).edition
    if not edition.sources:
        return
    published = publication(app.config)
    # By document; the edition as a whole stands under no name.
    items: dict[str, list[Citable]] = {"": []}
    stems: set[str] = set()
    for docname, item in citables(app.builder, edition, published):
        stem = file_stem(item.key)
        # Two numbers may differ only in signs that no anchor keeps: the first has the files.
        if stem not in stems:
            stems.add(stem)
            items.setdefault(docname, []).append(item)
    wanted = {
        docname: digest((__version__, published, app.config.language, some))
        for docname, some in items.items()
    }

    def render(docname: str) -> Mapping[str, bytes]:
        if not docname:
            return render_edition_files(published)
        files: dict[str, bytes] = {}
        for item in items[docname]:
            files.update(render_files(item, published))
        return files

    keep_files(Path(app.outdir), LEDGER, wanted, render, brought_files(app))
