"""A passage in HTML: its number, how much is said of it, its notes, what it is connected with."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_variorum.edition.claims import claim_link
from sphinx_variorum.edition.connections import Connection, Group, connections
from sphinx_variorum.edition.layers import is_dispute
from sphinx_variorum.edition.records import Need
from sphinx_variorum.edition.vocabulary import term
from sphinx_variorum.output.annotation_words import heading
from sphinx_variorum.output.html.words import render_words
from sphinx_variorum.output.interface import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation

#: More citation needs than this in a passage are summed up in one badge beside its number.
MOST_SIGNS = 3
#: Connections of one group that are seen at once.
_SEEN_AT_ONCE = 6


def open_passage(edition: Edition, ident: str, anchor: str, cards: Sequence[Annotation]) -> str:
    """The opening tag and the rail: number, density, badge. `cards` are its annotations."""
    label = edition.label(ident)
    number = ident.rpartition(":")[2]
    identified = f' id="{escape(anchor)}"' if anchor else ""
    return (
        f'<section class="passage"{identified} aria-label="{escape(_("Passage %s") % label)}">\n'
        f'<p class="rail"><a class="passage-number" href="#{escape(anchor)}" '
        f'aria-label="{escape(_("Link to passage %s") % label)}">{escape(number)}</a>'
        f"{_density(cards)}{_badge(cards)}</p>\n"
    )


def density_step(count: int) -> int:
    """The height of a bar for 1-2, 3-5 and 6 or more annotations: 1, 2 or 3."""
    return 1 if count < 3 else 2 if count < 6 else 3


def _density(cards: Sequence[Annotation]) -> str:
    """How many notes, as a bar in three steps and in words; it leads to the first of them."""
    if not cards:
        return ""
    said = ngettext("%d note", "%d notes", len(cards)) % len(cards)
    disputes = sum(is_dispute(card) for card in cards)
    if disputes:
        said += ", " + ngettext("%d in dispute", "%d in dispute", disputes) % disputes
    step = density_step(len(cards))
    dispute = " dispute" if disputes else ""
    return (
        f' <a class="density step-{step}{dispute}" href="#{escape(cards[0].anchor)}">'
        f'<span class="density-words">{escape(said)}</span></a>'
    )


def _badge(cards: Sequence[Annotation]) -> str:
    needs = has_many_needs(cards)
    if not needs:
        return ""
    said = ngettext("%d citation need", "%d citation needs", needs) % needs
    return f' <span class="badge">{escape(said)}</span>'


def has_many_needs(cards: Sequence[Annotation]) -> int:
    """The number of citation needs, if they are too many for a sign each; else 0."""
    needs = sum(isinstance(card.detail, Need) for card in cards)
    return needs if needs > MOST_SIGNS else 0


def render_connections(builder: StandaloneHTMLBuilder, edition: Edition, ident: str) -> str:
    """The list of connections, closed; empty if there are none."""
    groups = connections(edition, ident)
    if not groups:
        return ""
    total = sum(len(group.connections) for group in groups)
    title = ngettext("%d connection", "%d connections", total) % total
    listed = "".join(_render_group(builder, edition, group) for group in groups)
    return (
        f'<details class="connections"><summary>{escape(title)}</summary>\n'
        f'<div class="groups">\n{listed}</div>\n</details>\n'
    )


def _render_group(builder: StandaloneHTMLBuilder, edition: Edition, group: Group) -> str:
    titles = {
        "referred-from": _("Referred to from"),
        "same-claim": _("On the same claim"),
        "compared-with": _("Set beside"),
        "works": _("Works cited"),
        "names": _("Names mentioned"),
    }
    items = [_render_connection(builder, edition, group.sort, item) for item in group.connections]
    shown = "".join(items[:_SEEN_AT_ONCE])
    rest = items[_SEEN_AT_ONCE:]
    more = ""
    if rest:
        said = ngettext("%d more", "%d more", len(rest)) % len(rest)
        more = f"<details><summary>{escape(said)}</summary>\n<ul>{''.join(rest)}</ul></details>\n"
    count = f'<span class="count">{len(items)}</span>'
    return (
        f'<div class="group {group.sort}"><p class="group-title">'
        f"{escape(titles[group.sort])} {count}</p>\n<ul>{shown}</ul>\n{more}</div>\n"
    )


def _render_connection(
    builder: StandaloneHTMLBuilder, edition: Edition, sort: str, item: Connection
) -> str:
    said = ""
    if item.annotation is not None and sort != "works":
        position = item.annotation.position
        if sort == "same-claim":
            said = claim_link(edition, position.claim).text
            if position.stance:
                said = f"{_(term('stance', position.stance).label)}: {said}"
        else:
            said = heading(item.annotation)
    how = f' <span class="how">{escape(said)}</span>' if said else ""
    return f"<li>{render_words(builder, item.words)}{how}</li>\n"
