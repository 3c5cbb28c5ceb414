"""Annotations written outside their passage: anchored once the whole edition is known."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_variorum.building.anchors import anchor_annotation
from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.building.nodes import base_text, passage
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.normalise import normalise_with_origins
from sphinx_variorum.edition.suggestions import did_you_mean

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.building.domain import VariorumDomain
    from sphinx_variorum.edition.records import Annotation


def anchor_standoff(env: BuildEnvironment, domain: VariorumDomain, edition: Edition) -> bool:
    """Anchor what was written elsewhere; True if anything moved.

    The words of a passage are not stored, so its document is loaded; what was found is kept
    until the annotation changes or the passage's document is read again, so that an unchanged
    edition loads nothing. The passage's hash would not do: spans count what is printed, the
    editors' insertions and the line breaks too.
    """
    waiting: dict[str, list[Annotation]] = defaultdict(list)
    found: dict[str, tuple[str, str, tuple[int, int]]] = {}
    for page in edition.pages.values():
        for annotation in page.annotations:
            if annotation.state != "standoff" or annotation.ident in found:
                continue
            key = _key(edition, annotation)
            known = domain.standoff.get(annotation.ident)
            passage_record = edition.passages.get(annotation.passage)
            is_fresh = passage_record is not None and passage_record.docname in domain.touched
            is_kept = known and known[0] == key and known[1] not in ("unanchored", "orphan")
            if known and is_kept and not is_fresh:
                found[annotation.ident] = known
            elif passage_record is not None:
                waiting[passage_record.docname].append(annotation)
            else:
                nearest = did_you_mean(annotation.passage, edition.passages)
                report(
                    Subtype.ORPHAN,
                    f"there is no passage “{annotation.passage}”{nearest}; the annotation is "
                    "printed where it was written",
                    location=(annotation.docname, annotation.line),
                )
                found[annotation.ident] = (key, "orphan", (0, 0))
    for docname in sorted(waiting):
        texts = {
            node["ident"]: printed_text(next(node.findall(base_text)))
            for node in env.get_doctree(docname).findall(passage)
        }
        for annotation in waiting[docname]:
            printed = texts.get(annotation.passage, "")
            anchored = anchor_annotation(annotation, normalise_with_origins(printed), printed)
            found[annotation.ident] = (
                _key(edition, annotation),
                anchored.state,
                anchored.span,
            )
    moved = found != domain.standoff
    domain.data["standoff"] = found
    return moved


def printed_text(node: base_text) -> str:
    """The words of a passage as printed, with the offsets that spans are counted in."""
    return "\n\n".join(paragraph.astext() for paragraph in node.children)


def _key(edition: Edition, annotation: Annotation) -> str:
    """What the outcome depends on, besides the words in the passage's document."""
    passage = edition.passages.get(annotation.passage)
    place = f"{passage.docname}\0{passage.line}" if passage else ""
    stuff = f"{place}\0{annotation.passage}\0{annotation.lemma}\0{annotation.nth}"
    return blake2b(stuff.encode(), digest_size=8).hexdigest()
