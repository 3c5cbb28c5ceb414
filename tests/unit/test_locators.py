"""Locators: what editors write, what readers see, and what is refused."""

from __future__ import annotations

import contextlib
import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_variorum.edition.locators import (
    BadLocator,
    Citation,
    Locator,
    parse_citations,
    parse_locator,
    printed_labels,
    split_labels,
)
from sphinx_variorum.edition.vocabulary import lookup, schemes

FORMS = [form for t in schemes()["locator"].terms for form in (t.slug, t.label, *t.aliases)]
NUMBERS = [
    "12",
    "12-14",
    "xii",
    "3r",
    "7(1)(e)",
    "12 ff.",
    "B.1",
    "A and B",
    "12:30",
    "[7]",
    "207-8",
]


@pytest.mark.parametrize(
    ("written", "label", "value", "text"),
    [
        ("p. 12", "page", "12", "p. 12"),
        ("P.12", "page", "12", "p. 12"),
        ("page 12", "page", "12", "p. 12"),
        ("pp. 12", "page", "12", "p. 12"),
        ("12", "page", "12", "p. 12"),
        ("xii", "page", "xii", "p. xii"),
        ("12a", "page", "12a", "p. 12a"),
        ("A12", "page", "A12", "p. A12"),
        ("p. [7]", "page", "[7]", "p. [7]"),
        ("12-14", "page", "12–14", "pp. 12–14"),
        ("p. 12 — 14", "page", "12–14", "pp. 12–14"),
        ("pp. 12--14", "page", "12–14", "pp. 12–14"),
        ("pp. 207-8", "page", "207–8", "pp. 207–8"),
        ("iv-xii", "page", "iv–xii", "pp. iv–xii"),
        ("p. 12ff", "page", "12 ff.", "pp. 12 ff."),
        ("p. 12f.", "page", "12 f.", "pp. 12 f."),
        ("pp. 12 and 14", "page", "12, 14", "pp. 12, 14"),
        ("p. 12, 14", "page", "12, 14", "pp. 12, 14"),
        ("paras 28-78", "paragraph", "28–78", "paras 28–78"),
        ("¶ 3", "paragraph", "3", "para. 3"),
        ("paras 3, 7", "paragraph", "3, 7", "paras 3, 7"),
        ("§5", "section", "5", "§ 5"),
        ("sec. 2", "section", "2", "§ 2"),
        ("§ 5-7", "section", "5–7", "§§ 5–7"),
        ("ch. II", "chapter", "II", "ch. II"),
        ("art. 7 (1) (e)", "article", "7(1)(e)", "art. 7(1)(e)"),
        ("Table 1", "table", "1", "table 1"),
        ("table 2-1", "table", "2–1", "tables 2–1"),
        ("fig. S-3", "figure", "S-3", "fig. S-3"),
        ("figs F1, F2", "figure", "F1, F2", "figs F1, F2"),
        ("annex L, annex N", "annex", "L", "annex L, annex N"),
        ("footnote 4", "note", "4", "n. 4"),
        ("fn 4", "note", "4", "n. 4"),
        ("nn. 4-6", "note", "4–6", "nn. 4–6"),
        ("f. 3r", "folio", "3r", "fol. 3r"),
        ("ff. 3r-4v", "folio", "3r–4v", "fols 3r–4v"),
        ("ll. 3-5", "line", "3–5", "ll. 3–5"),
        ("col. 2", "column", "2", "col. 2"),
        ("vol. 2, p. 14", "volume", "2", "vol. 2, p. 14"),
        ("pt. 2", "part", "2", "part 2"),
        ("annex", "annex", "", "annex"),
        ("annex 1", "annex", "1", "annex 1"),
        ("app. A and B", "appendix", "A, B", "apps A, B"),
        ("at 12:30", "timestamp", "12:30", "at 12:30"),
        ("01:02:03", "timestamp", "01:02:03", "at 01:02:03"),
        ("12:30-13:05", "timestamp", "12:30–13:05", "at 12:30–13:05"),
        ("s.v. Chosŏn", "sub-verbo", "Chosŏn", "s.v. Chosŏn"),
        ("sv “Korea, North”, p. 3", "sub-verbo", "“Korea, North”", "s.v. “Korea, North”, p. 3"),
        ("Headline", "headline", "", "headline"),
        ("lede", "lead", "", "lead"),
        ("title-page", "title-page", "", "title page"),
        ("caption", "caption", "", "caption"),
        ("caption 2", "caption", "2", "caption 2"),
        ("whole", "whole", "", "whole work"),
        ("video, 12:30", "video", "", "video, at 12:30"),
        ("principle 10", "principle", "10", "principle 10"),
        ("p. 12, n. 3", "page", "12", "p. 12, n. 3"),
        ("p. 12, p. 14, n. 3", "page", "12, 14", "pp. 12, 14, n. 3"),
        ("headline, 12", "headline", "", "headline, p. 12"),
        (" p.\u00a012 ,, ", "page", "12", "p. 12"),
        ("", "", "", ""),
        (" , ", "", "", ""),
    ],
)
def test_reads(written: str, label: str, value: str, text: str) -> None:
    assert parse_locator(written) == Locator(label, value, text)
    assert parse_locator(text) == Locator(label, value, text)


@pytest.mark.parametrize(
    ("written", "nearest", "words"),
    [
        ("pge 12", "page", "did you mean 'page'?"),
        ("tabel 2", "table", "did you mean 'table'?"),
        ("paragrahp 3", "paragraph", "did you mean 'paragraph'?"),
        ("p. 3, tabel 2", "table", "'tabel 2'"),
        ("civil", "", "unknown label. Write"),
        ("DNA12", "", "unknown label"),
        ("p.", "page", "a number must follow 'p.', as in 'p. 12'"),
        ("chapter two", "chapter", "a number must follow 'chapter'"),
        ("p. 12 n. 3", "page", "a comma parts two locators"),
        ("video 12:30", "video", "a comma parts two locators"),
        ("at 12", "timestamp", "a time must follow 'at', as in 'at 12:30'"),
        ("s.v.", "sub-verbo", "a headword must follow"),
        ("headline 2", "headline", "nothing can follow 'headline'"),
        ("pp. 14-12", "page", "runs backwards"),
        ("pp. 214-12", "page", "runs backwards"),
        ("vol. 2, 14", "volume", "Write 'vols' in place of 'vol.', or 'p. 14'"),
    ],
)
def test_refuses(written: str, nearest: str, words: str) -> None:
    with pytest.raises(BadLocator) as caught:
        parse_locator(written)
    assert caught.value.nearest == nearest
    assert words in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_every_label_is_read(form: str) -> None:
    label = lookup("locator", form)
    value = {"number": " 12", "time": " 12:30", "words": " Korea", "nothing": ""}.get(
        label.demands[0] if label.demands else "", " 12"
    )
    for spelling in (form, form.upper(), form.replace("-", " "), form.removesuffix(".")):
        found = parse_locator(spelling + value)
        assert (found.label, found.value) == (label.slug, value.strip())
        assert lookup("locator", found.text.removesuffix(value)) == label


def test_printed_forms_of_several_announce_several() -> None:
    for label in schemes()["locator"].terms:
        if label.demands in ((), ("number",)):
            text = parse_locator(f"{label.slug} 2-4").text
            assert parse_locator(f"{text}, 7").text == f"{text}, 7", text


def attempt(text: str) -> Locator | BadLocator:
    try:
        return parse_locator(text)
    except BadLocator as error:
        return error


locators = st.lists(
    st.one_of(
        st.builds("{} {}".format, st.sampled_from(FORMS), st.sampled_from(NUMBERS)),
        st.sampled_from([*FORMS, *NUMBERS]),
        st.builds("{}{}".format, st.sampled_from(FORMS), st.text(max_size=6)),
        st.text('0123456789ivxlcfr-–.:,[]()/ nps§“”"', max_size=12),
    ),
    max_size=4,
).map(", ".join)


@given(locators)
@example("app. A and B")
@example("p. 12f, n. 3f., 4")
def test_what_the_reader_sees_reads_as_itself(text: str) -> None:
    with contextlib.suppress(BadLocator):
        found = parse_locator(text)
        assert parse_locator(found.text) == found
        assert bool(found.label) == bool(found.text)


@given(st.text())
@example("1" * 5000 + "-" + "2" * 5000)
@example("“" * 500)
@example("s.v.\x00")
@example("ſ. 3")
def test_arbitrary_text_is_read_or_refused(text: str) -> None:
    found = attempt(text)
    if isinstance(found, BadLocator):
        assert str(found)
        assert not found.nearest or lookup("locator", found.nearest).slug == found.nearest
    else:
        assert parse_locator(found.text) == found


@pytest.mark.parametrize(
    ("written", "citations"),
    [
        ("", ()),
        (" ; ;, ", ()),
        ("mou2021arrivals", (Citation("mou2021arrivals", ""),)),
        ("coi2014crp, paras 28-78", (Citation("coi2014crp", "paras 28–78"),)),
        (
            " a , 12, n. 3 ;; b;c,headline; ",
            (Citation("a", "p. 12, n. 3"), Citation("b", ""), Citation("c", "headline")),
        ),
    ],
)
def test_citations(written: str, citations: tuple[Citation, ...]) -> None:
    assert parse_citations(written) == citations


def test_citations_refuse_a_wrong_locator_and_a_missing_key() -> None:
    with pytest.raises(BadLocator, match="tabel"):
        parse_citations("a, p. 3; b, tabel 1")
    with pytest.raises(ValueError, match=r"no work is named before the locator 'p\. 3'"):
        parse_citations("a; , p. 3")


@given(st.text())
def test_citations_of_arbitrary_text(text: str) -> None:
    with contextlib.suppress(ValueError):
        found = parse_citations(text)
        assert all(c.key == c.key.strip() != "" for c in found)
        assert parse_citations("; ".join(f"{c.key}, {c.locator}" for c in found)) == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("p. 12", (("p.", "12"),)),
        ("pp. 3, 7–9, n. 4", (("pp.", "3"), ("", "7–9"), ("n.", "4"))),
        ("title page", (("title page", ""),)),
        ("annex", (("annex", ""),)),
        ("annex II", (("annex", "II"),)),
        ("annexes I, II", (("annexes", "I"), ("", "II"))),
        ("at 12:30–13:00", (("at", "12:30–13:00"),)),
        ("s.v. “Kim, Il Sung”, part 2", (("s.v.", "“Kim, Il Sung”"), ("part", "2"))),
        ("", ()),
    ],
)
def test_labels_are_told_from_what_follows(text: str, parts: tuple[tuple[str, str], ...]) -> None:
    """So that they can be shown in the reader's language."""
    assert split_labels(text) == parts
    assert parse_locator(text).text == text


@pytest.mark.parametrize("label", [term.slug for term in schemes()["locator"].terms])
def test_every_printed_label_is_listed(label: str) -> None:
    """Whatever `parse_locator` prints begins with a label that a catalogue has."""
    for value in ("", "12", "3–4", "3, 4", "12:30", "Pyongyang"):
        try:
            text = parse_locator(f"{label.replace('-', ' ')} {value}").text
        except BadLocator:
            continue
        assert split_labels(text)[0][0] in printed_labels()
