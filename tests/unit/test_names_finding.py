"""Mentions: whole words, longest first, exact offsets, never in an address."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.edition.names import Form, Matcher, Mention, Name
from sphinx_variorum.edition.names.borders import stands_alone
from sphinx_variorum.edition.names.closed import addresses
from sphinx_variorum.edition.names.folding import fold
from sphinx_variorum.edition.normalise import normalise, normalise_with_origins

Given = str | Form


def named(ident: str, *forms: Given) -> Name:
    """A name with these forms and no other."""
    made = tuple(form if isinstance(form, Form) else Form(form) for form in forms)
    return Name(ident, "person", ident, ident, made)


def found(text: str, *names: Name, place: str = "") -> list[tuple[str, str]]:
    """(name, words) of every mention."""
    mentions = Matcher.build(names).find(text, place)
    return [(mention.name, text[mention.start : mention.end]) for mention in mentions]


def words_found(text: str, *forms: Given, place: str = "") -> list[str]:
    """The words found of a name that has these forms."""
    return [words for _, words in found(text, named("x", *forms), place=place)]


KIMS = (named("il-sung", "Kim Il Sung"), named("jong-il", "Kim Jong-il"), named("kim", "Kim"))


def test_longest_form_wins_and_offsets_are_those_of_the_text() -> None:
    text = "Kim Il Sung, then Kim Jong-il; Kim."
    assert found(text, *KIMS) == [
        ("il-sung", "Kim Il Sung"),
        ("jong-il", "Kim Jong-il"),
        ("kim", "Kim"),
    ]
    assert Matcher.build(KIMS).find(text)[0] == Mention("il-sung", 0, 11)


def test_leftmost_wins_over_a_longer_form_that_begins_later() -> None:
    names = (named("ab", "North Korean War"), named("b", "Korean War Museum of Pyongyang"))
    text = "the North Korean War Museum of Pyongyang"
    assert found(text, *names) == [("ab", "North Korean War")]
    assert words_found("a b c d", "a b", "b c", "c d") == ["a b", "c d"]


def test_shorter_form_is_found_where_the_longer_is_no_whole_word() -> None:
    assert words_found("Kim Jongsan", "Kim Jong", "Kim") == ["Kim"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kim's plan", ["Kim"]),
        ("Kim’s plan", ["Kim"]),
        ("the Kims’ plan", []),
        ("Kimono and Hakim", []),
        ("(Kim)", ["Kim"]),
        ("“Kim”", ["Kim"]),
        ("Kim-led, pro-Kim", ["Kim", "Kim"]),
        ("Kim—Kim", ["Kim", "Kim"]),
        ("Kim7", []),
        ("kim", []),
        ("kim_Kim", []),
        ("Kim\u0301", []),
        ("Kim/Kim", ["Kim", "Kim"]),
        ("Kim.", ["Kim"]),
        ("Kim", ["Kim"]),
        ("", []),
    ],
)
def test_words_have_borders(text: str, words: list[str]) -> None:
    assert words_found(text, "Kim") == words


@pytest.mark.parametrize(
    ("text", "form", "count"),
    [
        ("the U.S. and the U.S.S.R.", "U.S.", 1),
        ("U.S.-backed", "U.S.", 1),
        ("Article 1 and Article 1.5, Article 1.", "Article 1", 2),
        ("in 1,50 of 50", "50", 1),
        ("l’ONU, d'ONU", "ONU", 2),
    ],
)
def test_stops_and_numbers(text: str, form: str, count: int) -> None:
    assert words_found(text, form) == [form] * count


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("김정은이 말했다", "김정은"),
        ("지금은 북한의", "북한"),
        ("金正恩在平壤说", "平壤"),
        ("KCNA는 보도했다", "KCNA"),
        ("조선KCNA", "KCNA"),
        ("조선KCNA", "조선"),
        ("ประเทศไทยและ", "ไทย"),
    ],
)
def test_particles_and_ideographs_join_a_name(text: str, form: str) -> None:
    assert words_found(text, form) == [form]


def test_a_syllable_is_not_torn_apart() -> None:
    """The form ends where the text has one more Jamo, written apart or composed."""
    for text in ("김하\u11ab", unicodedata.normalize("NFD", "김한")):
        assert words_found(text, "김하") == []
    assert words_found("김한\u11ab 김한", "김한") == ["김한"]
    assert words_found("กรุง กร", "กร") == ["กร"]


@pytest.mark.parametrize(
    "words",
    [
        "Kim\u00a0Jong-il",
        "Kim  Jong-il",
        "Kim\nJong-il",
        "Kim Jong\u2011il",
        "Kim Jong\u2010il",
        "Kim Jong-\u00adil",
    ],
)
def test_spaces_and_hyphens_of_every_kind_are_alike(words: str) -> None:
    text = f"With {words}, he said."
    assert words_found(text, "Kim Jong-il") == [words]
    assert words_found("With Kim Jong-il.", words) == ["Kim Jong-il"]


def test_decomposed_letters_are_alike_and_keep_their_marks() -> None:
    apart = unicodedata.normalize("NFD", "Díaz-Canel")
    assert words_found(f"von {apart}.", "Díaz-Canel") == [apart]
    assert words_found("von Díaz-Canel.", apart) == ["Díaz-Canel"]


def test_case_counts_unless_it_is_folded() -> None:
    assert words_found("WHO asks who is who", "WHO") == ["WHO"]
    folded = Form("un commission", exact=False)
    assert words_found("UN Commission, Un commission", folded) == ["UN Commission", "Un commission"]
    assert words_found("İSTANBUL straße STRAẞE", Form("Straße", exact=False)) == [
        "straße",
        "STRAẞE",
    ]


def test_case_tells_two_names_apart() -> None:
    names = (named("health", "WHO"), named("band", "Who"))
    assert found("WHO, Who, who", *names) == [("health", "WHO"), ("band", "Who")]


# Homonyms


def test_a_form_means_its_name_only_where_it_is_said_to() -> None:
    names = (
        named("sang-hak", Form("Park", only_in=("leaflets",))),
        named("yeon-mi", Form("Park", only_in=("defectors:3", "leaflets:9"))),
    )
    for place, name in [
        ("leaflets", "sang-hak"),
        ("leaflets:1", "sang-hak"),
        ("leaflets:9", "yeon-mi"),
        ("defectors:3", "yeon-mi"),
    ]:
        assert found("Park", *names, place=place) == [(name, "Park")]
    for place in ("", "defectors", "defectors:33", "leafletsx:1"):
        assert found("Park", *names, place=place) == []


def test_a_form_is_kept_out_of_places() -> None:
    form = Form("People's Korea", not_in=("group", "dprk:4"))
    for place, count in [("", 1), ("dprk:40", 1), ("dprk", 1), ("dprk:4", 0), ("group:1", 0)]:
        assert len(words_found("People’s Korea", form, place=place)) == count


def test_a_restricted_form_wins_where_it_holds() -> None:
    names = (named("il-sung", "Kim"), named("jong-il", Form("Kim", only_in=("a:1",))))
    assert found("Kim", *names, place="a:1") == [("jong-il", "Kim")]
    assert found("Kim", *names, place="a:2") == [("il-sung", "Kim")]


def test_where_the_longer_form_does_not_hold_the_shorter_is_found() -> None:
    names = (named("x", Form("Kim Jong", only_in=("a",))), named("kim", "Kim"))
    assert found("Kim Jong", *names, place="a") == [("x", "Kim Jong")]
    assert found("Kim Jong", *names, place="b") == [("kim", "Kim")]


def test_what_two_names_claim_is_neither() -> None:
    names = (named("one", "Kim Jong"), named("two", "Kim Jong"), named("kim", "Kim", "Jong"))
    assert found("Kim Jong, Kim", *names) == [("kim", "Kim")]
    twice = named("one", "Kim Jong", Form("kim jong", exact=False))
    assert found("Kim Jong", twice) == [("one", "Kim Jong")]


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/Kim",
        "HTTP://Kim.example/",
        "https://user@Kim.example:80/?q=Kim&x=(Kim)#Kim",
        "ftp://Kim",
        "git+ssh://host/Kim",
        "www.Kim.com",
        "mailto:Kim@example.org",
        "doi:10.1000/Kim",
        "urn:isbn:Kim",
        "Kim@example.org",
        "press.Kim@example.org",
        "Kim-news.org",
        "Kim.kp",
        "news.kp/Kim",
        "EXAMPLE.ORG/Kim",
        "news.kp:80/Kim",
        "https://example.org/a,Kim;b'Kim",
        "https://조선.example/Kim",
        "http\u00ads://example.org/Kim",
        "İİİİİİİİİİİİhttps://Kim.example/",
    ],
)
@pytest.mark.parametrize("around", ["{}", "see {} here", "({})", "<{}>", "“{}”", "{}, and", "{}."])
def test_nothing_is_found_in_an_address(address: str, around: str) -> None:
    text = around.format(address)
    assert words_found(text, "Kim") == []
    assert words_found(f"Kim {text} Kim", "Kim") == ["Kim", "Kim"]


@pytest.mark.parametrize(
    "text",
    [
        "Kim: a life",
        "war.Kim",
        "U.S./Kim",
        "and/or Kim",
        "Kim@",
        "e.g. Kim.",
        "https://example.org Kim",
        "《https://example.org》Kim",
        "Kim(https://example.org)",
        "Kim。www.example.org",
        "doi: Kim",
    ],
)
def test_what_only_looks_like_an_address_is_read(text: str) -> None:
    assert words_found(text, "Kim") == ["Kim"]


def test_closed_stretches_are_left_out() -> None:
    matcher = Matcher.build(KIMS)
    text = "Kim\u00a0Il\u00a0Sung and Kim"
    start = text.index("and") + 4
    assert matcher.find(text, closed=[(start, start + 3)]) == (Mention("il-sung", 0, 11),)
    assert matcher.find(text, closed=[(10, 11)]) == (
        Mention("kim", 0, 3),
        Mention("kim", start, start + 3),
    )
    assert matcher.find(text, closed=[(11, start), (3, 3)]) == matcher.find(text)


def test_without_names_nothing_is_found() -> None:
    assert Matcher.build([]).find("Kim") == ()
    assert Matcher.build([named("x", " ", "")]).find("Kim") == ()


def test_long_stretches_take_no_long() -> None:
    """Each of these would take minutes if every place in them were tried against the rest."""
    matcher = Matcher.build(KIMS)
    for sign in ("a", "a.", "@a", "a@", "http", "://", "www.", "-", "Kim."):
        assert len(matcher.find(f"Kim {sign * 40_000} Kim")) >= 2


# Against a slow search that says in four lines what is meant

LETTERS = "abAß-' .가\u0301é/1"
TEXTS = st.text(LETTERS, max_size=40)
FORMS = st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=8)


def slow(text: str, forms: dict[str, list[tuple[str, bool]]]) -> list[tuple[str, int, int]]:
    """Leftmost, then longest, by trying everything; on normalised `text`."""
    mentions: list[tuple[str, int, int]] = []
    closed = {place for first, last in addresses(text) for place in range(first, last)}
    start = 0
    while start < len(text):
        for end in range(len(text), start, -1):
            words = text[start:end]
            owners = {
                name
                for name, spellings in forms.items()
                for form, exact in spellings
                if form and (words == form if exact else fold(words) == fold(form))
            }
            if closed.isdisjoint(range(start, end)) and owners and stands_alone(text, start, end):
                if len(owners) == 1:
                    mentions.append((owners.pop(), start, end))
                start = end - 1
                break
        start += 1
    return mentions


@given(TEXTS, st.dictionaries(st.sampled_from("xyz"), FORMS, min_size=1), st.booleans())
def test_it_agrees_with_a_slow_search(text: str, forms: dict[str, list[str]], exact: bool) -> None:
    names = [named(name, *(Form(form, exact=exact) for form in of)) for name, of in forms.items()]
    normalised = normalise_with_origins(text)
    expected = slow(
        normalised.text,
        {name: [(normalise(form), exact) for form in of] for name, of in forms.items()},
    )
    mentions = Matcher.build(names).find(text)
    assert list(mentions) == [
        Mention(name, *normalised.span(start, end)) for name, start, end in expected
    ]
    assert Matcher.build(names[::-1]).find(text) == mentions


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=3), max_size=10))
def test_offsets_lead_to_the_words_of_a_form(text: str, forms: list[str]) -> None:
    """Whatever Unicode holds: in order, apart, and normalised the words are those of the form."""
    names = [named(str(index), form) for index, form in enumerate(forms)]
    done = 0
    for mention in Matcher.build(names).find(text):
        assert done <= mention.start < mention.end <= len(text)
        words = normalise(text[mention.start : mention.end])
        assert words == normalise(forms[int(mention.name)])
        done = mention.end


@given(st.text(), st.text())
def test_folding_keeps_every_place(text: str, other: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text + other) == fold(text) + fold(other)
    assert fold(fold(text)) == fold(text)


ADDRESS_PARTS = st.lists(st.sampled_from(["Kim", "-", "/", "?q=", "x", ".", ",", "(", ")", "'"]))


@given(st.sampled_from(["https://x.org/", "www.", "x.org/", "mailto:x"]), ADDRESS_PARTS, TEXTS)
def test_nothing_is_ever_found_in_an_address(begin: str, parts: list[str], around: str) -> None:
    address = begin + "".join(parts)
    before = f"Kim {around} "
    text = f"{before}{address} Kim {around}"
    mentions = Matcher.build([named("x", "Kim", "x")]).find(text)
    assert all(m.end <= len(before) or m.start >= len(before) + len(address) for m in mentions)
    assert mentions[0] == Mention("x", 0, 3)


def test_ten_thousand_forms_are_told_apart() -> None:
    """Size alone loses none: every text has the forms that were put into it, and no other."""
    chance = random.Random(5)
    forms = [f"Name{number} {chance.choice('ABC')}" for number in range(10_000)]
    matcher = Matcher.build([named(form, form) for form in forms])
    for _ in range(50):
        put = chance.sample(forms, 20)
        assert [mention.name for mention in matcher.find(" and ".join(put))] == put
