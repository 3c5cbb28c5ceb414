"""What the configuration and the records say about citing, and the citation in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.edition.citing import Citable, Publication, display, parse_editors
from sphinx_variorum.edition.records import Passage, Source
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_variorum.edition.index import Edition

#: Sphinx's own default, which names nobody.
_NOBODY = frozenset({"", "unknown", "Author name not set"})


def publication(config: Config) -> Publication:
    """The edition as its configuration describes it."""
    ours = get_configuration(config)
    base = config.html_baseurl
    return Publication(
        title=config.project,
        editors=() if config.author in _NOBODY else parse_editors(config.author),
        version=config.release or config.version,
        date=ours.date,
        commit=ours.commit,
        url=base if not base or base.endswith("/") else f"{base}/",
        language=config.language or "",
    )


def address(builder: Builder, published: Publication, docname: str, anchor: str = "") -> str:
    """The absolute address of a place; empty where the site's own address is not configured.

    Made as Sphinx makes that of the canonical link.
    """
    if not published.url:
        return ""
    page = quote(builder.get_target_uri(docname), safe="/")
    return f"{published.url}{page}{'#' if anchor else ''}{quote(anchor, safe='')}"


def citable(
    builder: Builder, edition: Edition, published: Publication, record: Passage | Source
) -> Citable | None:
    """`record` as it is cited; None for a passage without a source or without its own id."""
    if isinstance(record, Passage):
        source = edition.sources.get(record.source)
        # Equal is not enough: a second passage with this id has no anchor of its own.
        if source is None or edition.passages.get(record.ident) is not record:
            return None
        label = edition.label(record.ident)
    else:
        source, label = record, ""
    work = edition.works.get(source.entry)
    return Citable(
        key=record.anchor if isinstance(record, Passage) else source.ident,
        title=source.title,
        authors=work.authors if work else (),
        label=label,
        url=address(builder, published, record.docname, record.anchor),
        language=source.language,
    )


def edition_words(published: Publication) -> str:
    """Editors, title and state of the edition, as they stand in every citation."""
    said = (
        "; ".join(display(name) for name in published.editors),
        published.title,
        _("version %s") % published.version if published.version else "",
        published.date,
        _("commit %s") % published.commit if published.commit else "",
    )
    return ", ".join(filter(None, said))


def citation_words(item: Citable, published: Publication) -> str:
    """The citation of `item` in words, without its address, ending with a full stop."""
    title = _("“%s”") % item.full_title
    authors = "; ".join(display(name) for name in item.authors)
    if authors:
        title = _("%(authors)s: %(title)s") % {"authors": authors, "title": title}
    within = {"title": title, "container": edition_words(published)}
    return _("%(title)s, in: %(container)s.") % within


def plain_text(said: str, url: str) -> str:
    """A citation on one line: its words, its address, and a place for the day it was read."""
    accessed = _("(accessed %s)") % _("[date]")
    return " ".join(filter(None, (said, url, accessed))) + "\n"
