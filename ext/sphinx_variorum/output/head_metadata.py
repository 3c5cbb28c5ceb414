"""What a page's head says to machines: description, Open Graph, Highwire tags, JSON-LD.

Works under every theme: it all goes through Sphinx's own `metatags`. The canonical link is
Sphinx's (where ``html_baseurl`` is set).
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from babel.core import get_global
from docutils import nodes

from sphinx_variorum.building.builders import SITE_BUILDERS
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.nodes import source_head
from sphinx_variorum.edition.citing import Citable, Name, Publication, display
from sphinx_variorum.output.citations import address, citable, publication
from sphinx_variorum.output.site.addresses import MISSING_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: What search engines show of a description.
LONGEST_DESCRIPTION = 200


def add_head_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the tags to the page (event ``html-page-context``)."""
    builder = app.builder
    if builder.name not in SITE_BUILDERS:
        return
    if pagename == MISSING_PAGE:
        # It has no address of its own and nothing of it is cited, even if an editor wrote it.
        doctree = None
    published = publication(app.config)
    title = _title(app, pagename, context)
    there = context.get("metatags", "")
    said = describe(doctree) or (
        title if title == published.title else f"{title}. {published.title}"
    )
    tags = []
    if 'name="description"' not in there:
        tags.append(_meta("name", "description", said))
    item = _cited(app, published, pagename) if doctree is not None else None
    url = address(builder, published, pagename) if doctree is not None else ""
    tags.extend(_open_graph(builder, published, title, said, url, article=item is not None))
    if item is not None:
        tags.extend(_highwire(item, published))
    if doctree is not None:
        data = _linked_data(item, published, title, said, url, pagename == app.config.root_doc)
        tags.append(f'<script type="application/ld+json">{script_json(data)}</script>')
    context["metatags"] = f"{there}\n" + "\n".join(tags) + "\n"


def describe(doctree: nodes.document | None) -> str:
    """What the page is about: the lede of its source, or its first paragraph; at most
    `LONGEST_DESCRIPTION` characters."""
    if doctree is None:
        return ""
    head = next(doctree.findall(source_head), None)
    for within in filter(None, (head, doctree)):
        for paragraph in within.findall(nodes.paragraph):
            text = " ".join(paragraph.astext().split())
            if text:
                return shorten(text)
    return ""


def shorten(text: str) -> str:
    """`text`, cut at a space where it is too long for a description."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    cut = text[: LONGEST_DESCRIPTION - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"


def script_json(data: object) -> str:
    """`data` as JSON that can stand within a script element."""
    # “</script>” and “<!--” would end it or change how it is read (HTML, 4.12.1.3).
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def locale(language: str) -> str:
    """`language` as Open Graph wants it, with a territory: “en_US”; empty if none is known."""
    parts = language.replace("-", "_").split("_")
    if len(parts) > 1 and len(parts[-1]) == 2:
        return f"{parts[0].lower()}_{parts[-1].upper()}"
    likely = get_global("likely_subtags").get(parts[0].lower(), "").split("_")
    return f"{likely[0]}_{likely[-1]}" if len(likely) == 3 else ""


def _title(app: Sphinx, pagename: str, context: dict[str, Any]) -> str:
    if pagename in app.env.titles:
        return app.env.titles[pagename].astext()
    return str(context.get("title") or app.config.project)


def _cited(app: Sphinx, published: Publication, pagename: str) -> Citable | None:
    """The source of the page; of several the first, since these tags describe one thing."""
    edition = get_domain(app.env).edition
    page = edition.pages.get(pagename)
    for source in page.sources if page else ():
        if edition.sources.get(source.ident) is source:
            return citable(app.builder, edition, published, source)
    return None


def _meta(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(content)}">'


def _open_graph(
    builder: Builder,
    published: Publication,
    title: str,
    said: str,
    url: str,
    *,
    article: bool,
) -> Iterator[str]:
    # Older translators of Zotero believe og:type before the Highwire tags, unless it is “article”
    # (`detectType` of its RDF translator); a “book” would be the whole edition.
    values = {
        "og:type": "article" if article else "website",
        "og:title": title,
        "og:description": said,
        "og:url": url,
        "og:site_name": published.title,
        "og:locale": locale(published.language),
        "og:image": _picture(builder, published),
    }
    return (_meta("property", name, value) for name, value in values.items() if value)


def _picture(builder: Builder, published: Publication) -> str:
    """The address of the site's logo, if it has one; it must be absolute."""
    logo = str(builder.config.html_logo or "")
    if logo.startswith(("http://", "https://")):
        return logo
    if not logo or not published.url:
        return ""
    return f"{published.url}_static/{logo.replace(chr(92), '/').rpartition('/')[2]}"


def _highwire(item: Citable, published: Publication) -> Iterator[str]:
    # A `citation_book_title` makes it a book section (Zotero, “Embedded Metadata”); Google
    # Scholar reads `citation_inbook_title`.
    yield _meta("name", "citation_title", item.full_title)
    for author in item.authors:
        yield _meta("name", "citation_author", display(author))
    for editor in published.editors:
        yield _meta("name", "citation_editor", display(editor))
    values = {
        "citation_book_title": published.title,
        "citation_inbook_title": published.title,
        "citation_publication_date": published.date.replace("-", "/"),
        "citation_language": item.language,
        "citation_public_url": item.url.partition("#")[0],
    }
    for name, value in values.items():
        if value:
            yield _meta("name", name, value)


def _linked_data(
    item: Citable | None,
    published: Publication,
    title: str,
    said: str,
    url: str,
    is_front: bool,
) -> dict[str, object]:
    book: dict[str, object] = {
        "@type": "Book",
        "name": published.title,
        "editor": [_party(name) for name in published.editors],
        "version": published.version,
        "datePublished": published.date,
        "url": published.url,
        "inLanguage": published.language,
    }
    context = {"@context": "https://schema.org"}
    if is_front:
        return context | _filled({**book, "description": said})
    return context | _filled(
        {
            "@type": "Chapter" if item else "CreativeWork",
            "name": item.full_title if item else title,
            "description": said,
            "url": url,
            "inLanguage": (item and item.language) or published.language,
            "author": [_party(name) for name in item.authors] if item else [],
            "isPartOf": _filled(book),
        }
    )


def _party(name: Name) -> dict[str, object]:
    if not name.given:
        return {"@type": "Organization", "name": name.family}
    return _filled(
        {
            "@type": "Person",
            "name": " ".join(filter(None, (name.given, name.family, name.suffix))),
            "givenName": name.given,
            "familyName": name.family,
        }
    )


def _filled(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}
