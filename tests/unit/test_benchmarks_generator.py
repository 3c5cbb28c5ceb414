"""The benchmark's generator: the same words at every run, in every flavour."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).resolve().parents[2]))

from benchmarks.content import EDIT_WORD, NEED_PASSAGE, Document, Edition
from benchmarks.flavours import Flavour
from benchmarks.lemmata import choose_lemma, places
from benchmarks.running import FLAVOURS
from benchmarks.variorum_flavour import Variorum

_MARKUP = re.compile(r"\[\^[^\]]*\]|\*")
_PASSAGE = re.compile(r"^::::\{passage\} \d+\n(.*?)\n(.*?)^::::$", re.MULTILINE | re.DOTALL)
_ANNOTATION = re.compile(r"^:::\{[a-z-]+\} (.*)\n(?::nth: (\d+)\n)?", re.MULTILINE)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(Edition(4, 20))


def _written(flavour: Flavour, document: Document) -> dict[str, str]:
    return dict(flavour.document_files(document))


def test_every_run_writes_the_same(documents: list[Document]) -> None:
    assert documents == list(Edition(4, 20))
    assert documents != list(Edition(4, 20, seed=1))
    # Figures can be compared only as long as these words stay what they are.
    words = " ".join(p.text for d in documents for p in d.passages)
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == "3456759e47564e53"


def test_passages_are_whole_sentences(documents: list[Document]) -> None:
    for document in documents:
        for passage in document.passages:
            assert re.fullmatch(r"[A-Z][A-Za-z0-9,. ]+\.", passage.text)


@pytest.mark.parametrize("name", FLAVOURS)
def test_every_flavour_has_all_words_in_order(name: str, documents: list[Document]) -> None:
    flavour = FLAVOURS[name]()
    for document in documents:
        page = _MARKUP.sub("", flavour.page(document))
        position = page.index(document.title)
        for passage in document.passages:
            texts = [passage.text, *(note.text for note in passage.notes), passage.counter.text]
            if passage.need:
                texts.append(passage.need.text)
            for text in texts:
                position = page.index(text, position) + len(text)


def test_every_lemma_stands_in_its_passage(documents: list[Document]) -> None:
    seen = repeated = 0
    for document in documents:
        page = Variorum().page(document)
        for base, nested in _PASSAGE.findall(page):
            passage = base.replace("*", "")
            for lemma, nth in _ANNOTATION.findall(nested):
                found = places(passage, lemma)
                assert 2 <= len(lemma.split()) <= 3
                assert EDIT_WORD not in lemma
                assert len(found) >= int(nth) > 0 if nth else len(found) == 1
                seen += 1
                repeated += bool(nth)
    assert seen == sum(
        len(p.notes) + 1 + bool(p.need) for document in documents for p in document.passages
    )
    assert repeated < seen / 10


@given(st.lists(st.sampled_from(["na", "nan", "na,", "na.", "a", "ana"]), min_size=3), st.data())
def test_a_lemma_is_at_its_anchor(words: list[str], data: st.DataObject) -> None:
    anchor = data.draw(st.integers(0, len(words) - 1))
    lemma = choose_lemma(words, anchor)
    passage = " ".join(words)
    found = places(passage, lemma.text)
    assert lemma.nth is not None or len(found) == 1
    start = found[(lemma.nth or 1) - 1]
    offset = sum(len(word) + 1 for word in words[:anchor])
    assert start <= offset < start + len(lemma.text)
    if lemma.nth is not None:
        assert len(found) > 1


def test_witness_holds_exactly_the_passages(documents: list[Document]) -> None:
    document = documents[2]
    for state in (document, document.with_edit(7), document.with_status("searching")):
        files = _written(Variorum(), state)
        witness = files["witnesses/doc00003.txt"]
        assert witness.split("\n\n") == [
            *(passage.text for passage in state.passages[:-1]),
            state.passages[-1].text + "\n",
        ]
        page = files["vol001/doc00003.md"]
        assert f":sha256: {hashlib.sha256(witness.encode()).hexdigest()}\n" in page


@pytest.mark.parametrize("name", FLAVOURS)
def test_edits_touch_what_they_should(name: str, documents: list[Document]) -> None:
    flavour, document = FLAVOURS[name](), documents[2]
    assert document.number == Edition(4, 20).middle
    before = flavour.page(document).splitlines()
    edited = flavour.page(document.with_edit(1)).splitlines()
    changed = [line for line, old in zip(edited, before, strict=True) if line != old]
    assert [line for line in changed if not line.startswith(":sha256:")] == [
        line for line in edited if f"{EDIT_WORD}1" in line
    ]
    assert len(changed) == (2 if name == "variorum" else 1)
    status = flavour.page(document.with_status("searching")).splitlines()
    assert sum(line != old for line, old in zip(status, before, strict=True)) == 1
    need = document.passages[NEED_PASSAGE - 1].need
    assert need is not None
    assert need.status == "open"
