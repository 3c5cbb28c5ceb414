"""The closed lists: complete, free of collisions, forgiving of spelling, never guessing."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from sphinx_variorum.edition.vocabulary import Scheme, Term, UnknownTerm, lookup, schemes, term

TERMS = [term for scheme in schemes().values() for term in scheme.terms]
SPELLINGS = [(t, spelling) for t in TERMS for spelling in (t.slug, *t.aliases)]

# The lists as the design has them.
SLUGS = {
    "annotation-kind": "editorial-note counter-source citation-needed correction editorial-need"
    " variant",
    "note-type": "context person place term language rhetoric sources reception cross-reference"
    " textual",
    "relation": "contradicts refutes corrects qualifies supports confirms context origin repeats"
    " mirrors silent",
    "need-type": "citation quote-source full-citation locator verification failed-verification"
    " integrity dead-link better-source unreliable self-published independent secondary circular"
    " dubious disputed contradiction by-whom who when where quantify clarify weasel inference"
    " synthesis outdated irrelevant",
    "need-reason": "quotation statistics casualty-figure controversial opinion attribution"
    " private-life scientific historical event-date other",
    "no-need-reason": "common-knowledge summary self-description already-cited other",
    "need-status": "open searching answered-supported answered-contradicted answered-mixed"
    " not-found unanswerable not-needed withdrawn",
    "editorial-need-type": "check translate permission locator write decide",
    "correction-type": "typo grammar name figure other",
    "reliability": "A B C D E F",
    "credibility": "1 2 3 4 5 6",
    "certainty": "high medium low unknown",
    "verdict": "supported contradicted partly unsupported unverifiable not-a-factual-claim",
    "aspect": "fact inference framing",
    "stance": "asserts denies assumes qualifies mirrors silent",
    "rhetoric": "loaded-language name-calling repetition exaggeration doubt appeal-to-fear"
    " flag-waving causal-oversimplification slogan appeal-to-authority black-and-white"
    " thought-terminating-cliche whataboutism bandwagon",
    "rights": "public-domain licensed permission quotation",
    "priority": "high medium low",
    "name-kind": "person organisation place work event law",
    "locator": "page paragraph section chapter article table figure note folio line column volume"
    " part annex appendix timestamp sub-verbo headline lead caption title-page abstract item rule"
    " principle whole video",
}
DEMANDS = {
    "relation": {"locator", "certainty-high", "two-works", "passage", "consulted"},
    "need-type": {"checked", "passage"},
    "need-status": {"evidence", "search-log", "resolution", "no-need"},
    "credibility": {"two-works"},
    "rights": {"licence", "limit"},
    "locator": {"number", "time", "words", "nothing"},
}


def fold(text: str) -> str:
    return "-".join(text.casefold().replace("_", " ").replace("-", " ").split())


def attempt(scheme: str, value: str) -> Term | UnknownTerm:
    try:
        return lookup(scheme, value)
    except UnknownTerm as error:
        return error


def test_lists_are_those_of_the_design() -> None:
    found = {name: " ".join(t.slug for t in scheme.terms) for name, scheme in schemes().items()}
    assert found == SLUGS


def test_schemes_are_read_once_and_cannot_be_changed() -> None:
    assert schemes() is schemes()
    with pytest.raises(TypeError):
        schemes()["relation"] = schemes()["stance"]  # type: ignore[index]


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda scheme: scheme.name)
def test_every_scheme_is_described(scheme: Scheme) -> None:
    assert scheme.label
    assert scheme.definition.endswith(".")
    labels = [t.label for t in scheme.terms]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("entry", TERMS, ids=lambda t: f"{t.scheme}:{t.slug}")
def test_every_term_is_sound(entry: Term) -> None:
    assert entry.label == entry.label.strip() != ""
    assert entry.definition.endswith(".")
    assert ". " not in entry.definition
    assert entry.slug.isascii()
    assert set(entry.demands) <= DEMANDS.get(entry.scheme, set())
    for other in (entry.broader, *entry.following):
        assert not other or term(entry.scheme, other) != entry
    assert len(entry.aliases) == len(set(entry.aliases))
    assert pickle.loads(pickle.dumps(entry)) == entry


@pytest.mark.parametrize("name", schemes())
def test_no_spelling_is_in_two_terms(name: str) -> None:
    owners: dict[str, str] = {}
    for entry in schemes()[name].terms:
        for spelling in (entry.slug, *entry.aliases):
            assert owners.setdefault(fold(spelling), entry.slug) == entry.slug, spelling


@given(st.sampled_from(SPELLINGS), st.data())
def test_every_slug_and_alias_is_found(pair: tuple[Term, str], data: st.DataObject) -> None:
    entry, spelling = pair
    assert term(entry.scheme, entry.slug) == entry
    assert lookup(entry.scheme, spelling) == entry
    change = data.draw(st.sampled_from([str.upper, str.title, str.swapcase]))
    joint = data.draw(st.sampled_from(["-", "_", " ", "  "]))
    assert lookup(entry.scheme, f" {change(spelling)} ".replace("-", joint)) == entry


@given(st.sampled_from(TERMS), st.data())
def test_one_slip_suggests_the_slug(entry: Term, data: st.DataObject) -> None:
    slug = entry.slug
    assume(len(slug) > 4)
    place = data.draw(st.integers(0, len(slug) - 1))
    slipped = data.draw(
        st.sampled_from(
            [
                slug[:place] + slug[place + 1 :],
                slug[:place] + "q" + slug[place:],
                slug[:place] + "q" + slug[place + 1 :],
                slug[:place] + slug[place : place + 2][::-1] + slug[place + 2 :],
            ]
        )
    )
    found = attempt(entry.scheme, slipped)
    if isinstance(found, UnknownTerm):
        assert OSA.distance(found.nearest, slipped) == 1
    else:
        assert found == entry


@given(st.sampled_from(sorted(schemes())), st.text())
def test_arbitrary_text_is_found_or_unknown(name: str, text: str) -> None:
    found = attempt(name, text)
    if isinstance(found, UnknownTerm):
        assert (found.scheme, found.value) == (name, text)
        assert not found.nearest or term(name, found.nearest)
        assert repr(text) in str(found)
    else:
        assert found.scheme == name


@pytest.mark.parametrize(
    ("scheme", "value", "slug"),
    [
        ("relation", "disputes", "contradicts"),
        ("relation", "obtainsBackgroundFrom", "context"),
        ("need-type", "cn", "citation"),
        ("need-type", "According to whom", "by-whom"),
        ("need-type", "Failed_verification", "failed-verification"),
        ("need-type", "better source needed", "better-source"),
        ("reliability", "f", "F"),
        ("rhetoric", "thought-terminating-cliché", "thought-terminating-cliche"),
        ("rhetoric", "thought-terminating-cliche\u0301", "thought-terminating-cliche"),
        ("locator", "pp.", "page"),
    ],
)
def test_known_aliases(scheme: str, value: str, slug: str) -> None:
    assert lookup(scheme, value).slug == slug


def test_message_names_list_value_and_nearest() -> None:
    with pytest.raises(UnknownTerm) as caught:
        lookup("relation", "contradict")
    assert str(caught.value).startswith(
        "unknown relation 'contradict': did you mean 'contradicts'? One of: contradicts, refutes,"
    )
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_nothing_near_is_not_guessed() -> None:
    with pytest.raises(UnknownTerm) as caught:
        lookup("reliability", "G")
    assert caught.value.nearest == ""
    assert str(caught.value) == "unknown reliability 'G'. One of: A, B, C, D, E, F"


def test_beginning_of_a_slug_suggests_it() -> None:
    with pytest.raises(UnknownTerm) as caught:
        lookup("rhetoric", "whatabout")
    assert caught.value.nearest == "whataboutism"


def test_exact_slug_only() -> None:
    for slug in ("disputes", "Contradicts", ""):
        with pytest.raises(KeyError):
            term("relation", slug)
    with pytest.raises(KeyError):
        lookup("no-such-list", "x")


def test_rules_of_relations() -> None:
    demands = {t.slug: t.demands for t in schemes()["relation"].terms if t.demands}
    assert demands == {
        "contradicts": ("locator",),
        "refutes": ("locator", "certainty-high"),
        "corrects": ("locator",),
        "confirms": ("two-works",),
        "mirrors": ("passage",),
        "silent": ("consulted",),
    }


def test_rules_of_needs() -> None:
    statuses = schemes()["need-status"].terms
    assert [t.slug for t in statuses if not t.settled] == ["open", "searching"]
    assert all(t.demands == ("evidence",) for t in statuses if t.slug.startswith("answered-"))
    assert term("need-status", "not-found").demands == ("search-log",)
    assert all(t.following for t in statuses)
    demands = {t.slug: t.demands for t in schemes()["need-type"].terms if t.demands}
    assert demands == {"failed-verification": ("checked",), "contradiction": ("passage",)}


def test_a_hundred_thousand_lookups_take_no_time() -> None:
    lookup("need-type", "cn")
    start = time.perf_counter()
    for _ in range(100_000):
        lookup("need-type", "by-whom")
    assert time.perf_counter() - start < 1
