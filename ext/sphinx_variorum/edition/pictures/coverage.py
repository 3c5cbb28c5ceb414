"""Coverage and balance: the figures of each text and of all, with what each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.edition.coverage import coverage_of
from sphinx_variorum.edition.pictures.claims_matrix import text_name
from sphinx_variorum.edition.pictures.shapes import Bars, Drawing, Measure, Sentence
from sphinx_variorum.edition.tables import Row, Table, Words, gettext_noop

if TYPE_CHECKING:
    from sphinx_variorum.edition.coverage import Coverage
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.tables import Cell

_MEASURES = (
    ("for", "share", Words("claims with an independent source", interface=True)),
    ("need", "share", Words("citation needs settled", interface=True)),
    ("beside", "share", Words("passages annotated", interface=True)),
    ("note", "rate", Words("annotations per 100 words", interface=True)),
)

_COLUMNS = (
    gettext_noop("text"),
    gettext_noop("claims with an independent source"),
    gettext_noop("citation needs settled"),
    gettext_noop("passages without annotation"),
    gettext_noop("annotations per 100 words"),
    gettext_noop("supported"),
    gettext_noop("qualified"),
    gettext_noop("contradicted or corrected"),
)

_DEFINITIONS = (
    gettext_noop(
        "Claims with an independent source: of the factual claims on which the text takes a "
        "stance, those that a counter-source bears out, qualifies or tells against which is none "
        "of the texts edited here and does not take its facts from one. A claim is factual unless "
        "the editors judged it by another aspect."
    ),
    gettext_noop(
        "Citation needs settled: of all citation needs of the text, those whose search is over, "
        "also those for which nothing was found."
    ),
    gettext_noop(
        "Passages without annotation: of all passages, those on which the editors say nothing."
    ),
    gettext_noop(
        "Annotations per 100 words: notes, counter-sources, citation needs, corrections and "
        "variants for every 100 words that are quoted."
    ),
    gettext_noop(
        "Supported, qualified, contradicted or corrected: how many counter-sources do this to "
        "words of the text. The balance says as much about the editors' search as about the text."
    ),
)


def coverage(edition: Edition) -> Drawing:
    """The figures of each text and, if there are several, of all."""
    texts = list(edition.sources.values())
    rows = [(text_name(text), coverage_of(edition, [text])) for text in texts]
    if len(texts) > 1:
        rows.append((Words("all", interface=True), coverage_of(edition, texts)))
    values = tuple(_values(counted) for _name, counted in rows)
    densest = max((value[-1] or 0 for value in values), default=0)
    return Drawing(
        "coverage",
        Sentence(gettext_noop("Coverage and balance")),
        Sentence(
            gettext_noop(
                "For each of %(texts)d texts, the share of claims with an independent source, of "
                "citation needs settled and of passages annotated, and how many annotations there "
                "are for 100 words."
            ),
            (("texts", len(texts)),),
        ),
        Bars(
            tuple(name for name, _counted in rows),
            tuple(
                Measure(label, role, unit, 1.0 if unit == "share" else densest)
                for role, unit, label in _MEASURES
            ),
            values,
        )
        if any(counted.passages for _name, counted in rows)
        else None,
        Table(
            "coverage",
            _COLUMNS,
            tuple(Row("", "", ((name,), *_cells(counted))) for name, counted in rows),
            len(rows),
        ),
        tuple(Sentence(text) for text in _DEFINITIONS),
        open=True,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _values(counted: Coverage) -> tuple[float | None, ...]:
    rate = _share(100 * counted.notes, counted.words)
    return (
        _share(counted.sourced, counted.claims),
        _share(counted.settled, counted.needs),
        _share(counted.passages - counted.bare, counted.passages),
        rate,
    )


def _cells(counted: Coverage) -> tuple[Cell, ...]:
    rate = _share(100 * counted.notes, counted.words)
    return (
        _of(counted.sourced, counted.claims),
        _of(counted.settled, counted.needs),
        _of(counted.bare, counted.passages),
        (Words("–") if rate is None else Words(f"{rate:.1f}", style="decimal"),),
        (Words(str(counted.supported)),),
        (Words(str(counted.qualified)),),
        (Words(str(counted.contradicted)),),
    )


def _of(part: int, whole: int) -> Cell:
    """“12 of 17”."""
    return (
        (Words(str(part)), Words(" "), Words("of", interface=True), Words(f" {whole}"))
        if whole
        else (Words("–"),)
    )
