"""The interface in another language than English: every word, number and direction (issue 3,
item 9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

import pytest
import sphinx.locale
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment, NavigableString

from sphinx_variorum import CATALOGUE
from sphinx_variorum.output import catalogue
from sphinx_variorum.output.languages import LOCALES
from tests.editions import load
from tests.support import Built, Edition

Make = Callable[..., Edition]

LANGUAGES = catalogue.languages()
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[\d.]*[a-z%]")
#: Attributes that a reader sees or hears.
_SAID = ("aria-label", "aria-description", "title", "placeholder", "alt", "data-said")
#: Words of the editors of the small edition that are also words of ours: (page, words).
EDITORS_WORDS = frozenset(
    [
        ("about", "at"),
        # The titles of two registers, and the links between pages that bear them.
        ("index", "Citation needs"),
        ("index", "Counter-sources"),
        ("registers/counter-sources", "Counter-sources"),
        ("registers/index", "Citation needs"),
        ("registers/index", "Counter-sources"),
        ("registers/letters", "Citation needs"),
        ("registers/letters", "Counter-sources"),
        ("registers/needs", "Citation needs"),
        ("registers/works", "Counter-sources"),
    ]
)


def read(language_file: Path) -> list[Message]:
    """The messages of a .po file, without its head."""
    found = read_po(BytesIO(language_file.read_bytes()))
    return [message for message in found if message.id]


def strings(said: object) -> tuple[str, ...]:
    """A message or translation as its forms: one, or singular and plural."""
    return (said,) if isinstance(said, str) else tuple(said)  # type: ignore[arg-type]


# The catalogues


def test_catalogues_are_those_of_the_code() -> None:
    """Committed is what ``make catalogues`` would write."""
    stale = [path.name for path, content in catalogue.contents() if path.read_bytes() != content]
    assert stale == [], "run: make catalogues"


def test_there_is_german() -> None:
    """English in the code, and one more language in full."""
    assert "de" in [language for language, _path in LANGUAGES]
    assert len(read(LOCALES / f"{CATALOGUE}.pot")) > 200


@pytest.mark.parametrize(("language", "path"), LANGUAGES)
def test_every_word_is_translated(language: str, path: Path) -> None:
    """No message is left out, none is doubtful, and all have the placeholders of the English."""
    wrong = []
    for message in read(path):
        forms = strings(message.string)
        wanted = {tuple(sorted(_PLACEHOLDER.findall(form))) for form in strings(message.id)}
        given = {tuple(sorted(_PLACEHOLDER.findall(form))) for form in forms}
        if not all(forms) or message.fuzzy or wanted != given:
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize(("language", "path"), LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str, path: Path) -> None:
    """As many as the language has, and as the compiled catalogue gives them out."""
    found = read_po(BytesIO(path.read_bytes()), locale=language)
    plurals = [message for message in found if message.pluralizable]
    assert plurals
    assert {len(message.string) for message in plurals} == {found.num_plurals}


@pytest.mark.parametrize(("language", "path"), LANGUAGES)
def test_compiled_catalogue_says_the_same(language: str, path: Path) -> None:
    """The .mo that is read is the .po that was written."""
    with path.with_suffix(".mo").open("rb") as file:
        compiled = {strings(m.id)[0]: strings(m.string) for m in read_mo(file) if m.id}
    assert compiled == {strings(m.id)[0]: strings(m.string) for m in read(path)}


def test_words_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """In calls, in f-strings, in tables and in templates; not in what is no word of ours."""
    found = {message for message, _place in catalogue.messages()}
    assert {"back", "recte", "the whole passage", "Skip to the text", "evidence"} <= found
    assert ("%d note", "%d notes") in found
    assert "paras" in found
    assert "cited at" in found
    assert not [message for message in found if message in ("; ", ", ", "")]


# An edition in German


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The small edition in English and in German, and what was looked up for the German one."""
    made = {}
    for language in ("en", "de"):
        folder = tmp_path_factory.mktemp(language)
        edition = Edition.create(folder / "edition", load("small"), {"html_theme": "variorum"})
        made[language] = edition.build(language=language)
    return made


def visible(soup: BeautifulSoup) -> Iterator[str]:
    """Every stretch of text that a reader sees or hears, and no quoted or editors' words."""
    for element in soup.find_all(["script", "style"]):
        element.extract()
    for text in soup.find_all(string=True):
        if isinstance(text, NavigableString) and not isinstance(text, Comment):
            yield " ".join(text.split())
    for element in soup.find_all(True):
        yield from (
            " ".join(str(element[name]).split()) for name in _SAID if element.has_attr(name)
        )


def pattern_of(form: str) -> re.Pattern[str]:
    """What a message looks like on a page, whatever fills its placeholders."""
    words = ""
    for piece in re.split(f"({_PLACEHOLDER.pattern})", form):
        filled = {"%%": "%"}.get(piece) or (r"\d+" if piece.endswith("d") else ".+?")
        words += filled if _PLACEHOLDER.fullmatch(piece) else re.escape(piece)
    return re.compile(rf"(?:^|[:·(;,] ?){words}(?:$|[:·);,.])")


def said_by(soup: BeautifulSoup, patterns: dict[str, re.Pattern[str]]) -> set[str]:
    """The messages that make up whole stretches of text of a page, or parts between points."""
    stretches = set(visible(soup))
    return {
        message
        for message, pattern in patterns.items()
        if any(pattern.search(text) for text in stretches)
    }


def test_german_pages_say_nothing_in_english(built: dict[str, Built]) -> None:
    """Whatever of our words stands on the English pages stands on none of the German ones."""
    path = dict(LANGUAGES)["de"]
    patterns = {
        form: pattern_of(form)
        for message in read(path)
        for form in strings(message.id)
        if form not in strings(message.string)
        and re.search("[a-z]{2}", form)
        # “%s and %s” fits any sentence.
        and not (form.startswith("%s") and form.endswith("%s"))
    }
    out = Path(built["en"].app.outdir)
    names = [page.relative_to(out).with_suffix("").as_posix() for page in out.rglob("*.html")]
    english = {(name, said) for name in names for said in said_by(built["en"].html(name), patterns)}
    german = {(name, said) for name in names for said in said_by(built["de"].html(name), patterns)}
    # The test would pass over pages that say nothing.
    assert len({said for _name, said in english}) > 60
    # Titles of documents are the editors' words, whatever the interface calls its layers.
    titles = {title.astext() for title in built["en"].app.env.titles.values()}
    left = {(name, said) for name, said in german & english if said not in titles}
    assert left - EDITORS_WORDS == set()


def test_page_is_marked_as_german(built: dict[str, Built]) -> None:
    """`lang` is the edition's language; no direction is named, since it is the usual one."""
    html = built["de"].html("chronicle").html
    assert html is not None
    assert html["lang"] == "de"
    assert not html.has_attr("dir")


def test_german_build_is_as_silent_as_the_english(built: dict[str, Built]) -> None:
    """No warning comes with the language."""
    assert [message.text for message in built["de"].messages] == [
        message.text for message in built["en"].messages
    ]


def test_numbers_and_quotation_marks_are_german(built: dict[str, Built]) -> None:
    """A comma before the decimals, and marks that open below."""
    facts = built["de"].html("letters").select_one(".facts")
    assert facts is not None
    assert re.search(r"\d,\d % der Wörter \(Grenze: 90,0 %\)", facts.get_text())
    works = " ".join(node.get_text() for node in built["de"].html("registers/works").select("li"))
    assert "„" in works
    assert "”" not in works


def test_locators_are_german(built: dict[str, Built]) -> None:
    """In cards, in registers and in prose: “Song 2015, Abs. 3”."""
    card = built["de"].html("chronicle").find(string=re.compile("Abs"))
    assert card is not None
    about = built["de"].html("about").select_one("a.work[href*=coi2014]")
    assert about is not None
    assert about.get_text().endswith(", Abs. 12")
    assert "(Beleg, Tab. 1)" in built["de"].html("registers/works").get_text()


def test_references_are_german(built: dict[str, Built]) -> None:
    """Dates and quotation marks of the bibliography."""
    works = built["de"].html("registers/works").get_text()
    assert "„Why testimonies fall apart“. 13. Oktober." in works


def test_references_follow_a_change_of_language(edition: Make) -> None:
    """They are stored, but not beyond the language they were made in."""
    made = edition(load("small"))
    assert "13 October" in made.build().html("registers/works").get_text()
    assert "13. Oktober" in made.build(language="de").html("registers/works").get_text()
    assert "13 October" in made.build().html("registers/works").get_text()


def test_templates_speak_german(built: dict[str, Built]) -> None:
    """A template's `_` finds the words of our catalogue and those of Sphinx's own."""
    page = built["de"].html("index")
    link = page.select_one(".skip-link")
    assert link is not None
    assert link.get_text() == "Zum Text springen"
    search = page.select_one("link[rel=search]")
    assert search is not None
    assert search["title"] == "Suche"


def test_search_stems_german(built: dict[str, Built]) -> None:
    """Sphinx's search takes the stemmer of the language."""
    tools = Path(built["de"].app.outdir) / "_static" / "language_data.js"
    assert "GermanStemmer" in tools.read_text(encoding="utf-8")


def test_every_word_that_is_looked_up_is_in_the_catalogue(
    edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the code asks gettext for by a name it computes is there too."""
    known = {form for m in read(LOCALES / f"{CATALOGUE}.pot") for form in strings(m.id)}
    asked: set[str] = set()
    translator = sphinx.locale.get_translator

    class Recording(NullTranslations):
        def gettext(self, message: str) -> str:
            asked.add(message)
            return message

    def recording(name: str = "sphinx", namespace: str = "general") -> NullTranslations:
        return Recording() if name == CATALOGUE else translator(name, namespace)

    monkeypatch.setattr("sphinx.locale.get_translator", recording)
    edition(load("small")).build()
    assert len(asked) > 60
    assert asked - known == set()


def test_an_edition_may_bring_its_own_words(edition: Make) -> None:
    """A catalogue in ``locale_dirs`` is compiled and asked first; ours says the rest."""
    made = edition(
        load("small")
        | {
            f"locale/de/LC_MESSAGES/{CATALOGUE}.po": 'msgid ""\nmsgstr ""\n'
            '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
            'msgid "Witness"\nmsgstr "Vorlage"\n'
        },
        language="de",
        locale_dirs=["locale"],
    )
    facts = made.build().html("chronicle").select_one(".facts")
    assert facts is not None
    names = [name.get_text() for name in facts.select("dt")]
    assert "Vorlage" in names
    assert "Rechte" in names


def test_an_unknown_language_speaks_english(edition: Make) -> None:
    """And its numbers are English with it."""
    facts = edition(load("small"), language="ko").build().html("letters").select_one(".facts")
    assert facts is not None
    assert "(limit 90.0 %)" in facts.get_text()


@pytest.mark.parametrize("builder", ["text", "latex", "gettext", "singlehtml", "dirhtml"])
def test_other_builders_work_in_german(edition: Make, builder: str) -> None:
    """The words are the same in every format; catalogues of the edition's own text are made."""
    made = edition(load("small"), language="de").build(builder)
    assert [message.text for message in made.messages if message.subtype != "variorum.lock"] == []
    out = Path(made.app.outdir)
    if builder == "text":
        text = (out / "letters.txt").read_text(encoding="utf-8")
        assert "Herausgeber: gespiegelt durch" in text
        assert "Editors" not in text
    if builder == "gettext":
        assert (out / "letters.pot").is_file()


@pytest.mark.parametrize(("language", "back", "onward"), [("en", "←", "→"), ("ar", "→", "←")])
def test_arrows_point_where_the_page_runs(
    edition: Make, language: str, back: str, onward: str
) -> None:
    """In an edition that is read from right to left the next page lies to the left."""
    built = edition(load("small"), html_theme="variorum", language=language).build()
    links = built.html("chronicle").select(".pages-around a")
    said = {str(link["rel"][0]): link.get_text() for link in links}
    assert said["prev"].startswith(f"{back} ")
    assert said["next"].endswith(f" {onward}")
