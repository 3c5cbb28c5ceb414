"""Each note that states a fact rests on a work that a reader can open (issue 5, item 1)."""

from __future__ import annotations

import re

import pytest

from sphinx_variorum.edition.records import Annotation, CounterSource, Need, Note
from tests.corpus import TEXTS, Corpus

#: Notes of these types tell what the text does not; the others describe its words.
FACTUAL = frozenset({"context", "person", "place", "sources", "reception"})
#: A year, a percentage, any larger number: where the text does not have it, it is a fact told.
_FIGURE = re.compile(r"\d[\d.,]*\d|\d+(?= per cent)")


def states_a_fact(annotation: Annotation, corpus: Corpus) -> bool:
    """Whether it says something of the world, which a reader must be able to look up.

    Counter-sources do, needs that evidence has settled, notes of the types in `FACTUAL`; and
    any other whose words have a figure that the words of its passage do not have.
    """
    detail = annotation.detail
    if isinstance(detail, CounterSource):
        return True
    if isinstance(detail, Need) and detail.status.startswith("answered-"):
        return True
    if isinstance(detail, Note) and detail.type in FACTUAL:
        return True
    printed = set(_FIGURE.findall(corpus.words.get(annotation.passage, "")))
    return not printed.issuperset(_FIGURE.findall(corpus.words.get(annotation.ident, "")))


@pytest.mark.parametrize("text", TEXTS)
def test_a_stated_fact_rests_on_a_work(corpus: Corpus, text: str) -> None:
    """Or on a passage or text of this edition, for what it says of that."""
    facts = [
        item
        for passage in corpus.edition.passages_of[text]
        for item in corpus.edition.annotations_of[passage.ident]
        if states_a_fact(item, corpus)
    ]
    assert len(facts) >= 8
    bare = [item for item in facts if not corpus.rests_on(item)]
    assert not bare, "\n".join(
        f"{item.docname}:{item.line} {item.kind} “{item.lemma}”" for item in bare
    )
