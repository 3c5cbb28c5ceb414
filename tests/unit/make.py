"""Records for unit tests, with every field filled that a test does not care for."""

from __future__ import annotations

from typing import Any

from sphinx_variorum.edition.bibliography import Run, Work
from sphinx_variorum.edition.records import (
    Annotation,
    Claim,
    Correction,
    CounterSource,
    Detail,
    EditorialNeed,
    Need,
    Note,
    Passage,
    Source,
)


def source(ident: str = "chronicle", **given: Any) -> Source:
    """A source whose witness was read."""
    return Source(
        ident=ident,
        docname="index",
        line=3,
        title=ident.capitalize(),
        entry="",
        siglum="",
        witness=f"{ident}.txt",
        sha256="0" * 64,
        taken="",
        rights="quotation",
        licence="",
        limit=0.0,
        language="en",
        direction="",
        proof="hashed",
        words=100,
    )._replace(**given)


def passage(ident: str = "chronicle:1", **given: Any) -> Passage:
    """A passage that was proved."""
    source_id, _, number = ident.partition(":")
    return Passage(
        ident=ident,
        source=source_id,
        number=number,
        docname="index",
        line=10,
        anchor=f"{source_id}.{number}",
        words=10,
        omitted=0,
        omits="",
        proof="verbatim",
        spans=((0, 50),),
        sha256="1" * 64,
        excerpt="Words",
    )._replace(**given)


def annotation(ident: str = "a", detail: Detail | None = None, **given: Any) -> Annotation:
    """An anchored annotation; a note if no `detail` says otherwise."""
    detail = detail or Note("context")
    kinds = {
        Note: "editorial-note",
        CounterSource: "counter-source",
        Need: "citation-needed",
        Correction: "correction",
        EditorialNeed: "editorial-need",
    }
    return Annotation(
        ident=ident,
        kind=kinds[type(detail)],
        passage="chronicle:1",
        docname="index",
        line=20,
        anchor=ident,
        lemma="words",
        nth=0,
        span=(0, 5),
        state="anchored",
        cites=(),
        resp="",
        layer="",
        judged="",
        named=True,
        digest="",
        words=2,
        detail=detail,
    )._replace(**given)


def counter_source(relation: str = "contradicts", **given: Any) -> CounterSource:
    """What a counter-source says of its words."""
    return CounterSource(
        relation=relation,
        certainty="medium",
        credibility="",
        counter_passage="",
        consulted="",
        quote="",
    )._replace(**given)


def claim(ident: str = "leaving", **given: Any) -> Claim:
    """A claim that the editors have judged."""
    return Claim(
        ident=ident,
        docname="index",
        line=90,
        title=ident.capitalize(),
        statement="Few leave.",
        verdict="supported",
        aspect="fact",
        certainty="",
        value="",
        date="",
        place="",
        same=(),
        mirrors=(),
        judged="",
        words=10,
    )._replace(**given)


def need(status: str = "open", **given: Any) -> Need:
    """A citation need."""
    return Need(
        type="citation",
        reason="statistics",
        status=status,
        opened="2026-11-23",
        by="",
        searched=(),
        resolved="",
        resolution="",
        no_need="",
        priority="",
        checked="",
        counter_passage="",
    )._replace(**given)


def editorial_need(**given: Any) -> EditorialNeed:
    """Something that the editors still owe."""
    return EditorialNeed(
        type="check",
        opened="",
        by="",
        priority="",
        due="",
        shown=True,
    )._replace(**given)


def work(key: str, **given: Any) -> Work:
    """A book with pages."""
    label = f"{key.capitalize()} 2015"
    return Work(
        key=key,
        kind="book",
        entry_type="book",
        label=label,
        sort_key=key,
        runs=(Run(f"{label}.", "", ""),),
        title="",
        author="",
        authors=(),
        year="2015",
        url="",
        caveat="",
        grade="",
        grade_reason="",
        has_parts=True,
        origin="",
        digest=key,
    )._replace(**given)
