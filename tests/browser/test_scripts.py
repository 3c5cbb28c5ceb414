"""Passages in scripts that run the other way, and an edition that runs so itself (issue 3,
item 9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ElementHandle, Page

import sphinx_variorum
from tests.support import Edition, sha256

pytestmark = pytest.mark.browser

#: A sentence, its language, and the words of it that are annotated.
TEXTS = (
    ("שלום לך אחי. הספינה לא טבעה בים, כך אמרו כל האנשים בעיר.", "he", "הספינה לא טבעה"),
    ("لم تغرق السفينة في البحر، هكذا قال أهل المدينة جميعا.", "ar", "السفينة"),
    ("کشتی در دریا غرق نشد، همه مردم شهر چنین گفتند.", "fa", "دریا"),
    ("배는 바다에 가라앉지 않았다고 도시 사람들이 모두 말했다.", "ko", "바다에"),
    ("城裡的人都說船沒有沉入海中。", "zh-Hant", "船沒有沉入海中"),
    ("The ship was not lost at sea, said everybody in town.", "en", "lost at sea"),
)
RIGHT_TO_LEFT = frozenset({"he", "ar", "fa"})
WITNESS = "\n\n".join(text for text, _language, _lemma in TEXTS) + "\n"


def _edition(path: Path, language: str) -> Path:
    passages = "\n".join(
        f"""\
::::{{passage}} {language}
:lang: {language}
{text}

:::{{editorial-note}} {lemma}
:type: term
A note on these words.
:::

:::{{citation-needed}} {lemma}
:type: citation
:status: open
:opened: 2026-11-25
Who says so?
:::

:::{{counter-source}} {lemma}
:relation: mirrors
:counter-passage: ships:{"he" if language != "he" else "en"}
The other side has it too.
:::
::::
"""
        for text, language, lemma in TEXTS
    )
    head = (
        f"# Ships\n\n:::{{source}} ships\n:siglum: S\n:rights: public-domain\n"
        f":witness: witness.txt\n:sha256: {sha256(WITNESS)}\n:::\n\n"
    )
    files: dict[str, str | bytes] = {
        "witnesses/witness.txt": WITNESS,
        "index.md": f"{head}{passages}\n```{{toctree}}\nneeds\n```\n",
        "needs.md": "# Needs\n\n:::{register} needs\n:::\n",
    }
    made = Edition.create(path / "edition", files, {"html_theme": "variorum", "language": language})
    built = made.build()
    assert [message.text for message in built.messages] == []
    return Path(built.app.outdir)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same passages in an English and in a Hebrew edition."""
    return {
        language: _edition(tmp_path_factory.mktemp(language), language) for language in ("en", "he")
    }


@pytest.fixture(params=["en", "he"])
def language(request: pytest.FixtureRequest) -> str:
    """The language of the edition."""
    return str(request.param)


@pytest.fixture
def page(browser: Browser, sites: dict[str, Path], language: str) -> Iterator[Page]:
    """The page of the passages, wide."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    opened = context.new_page()
    opened.goto((sites[language] / "index.html").as_uri())
    yield opened
    context.close()


def _style(element: ElementHandle, name: str) -> str:
    return str(element.evaluate(f"element => getComputedStyle(element).{name}"))


def _box(element: ElementHandle) -> dict[str, float]:
    box: dict[str, float] = element.evaluate(
        "element => { const [box] = element.getClientRects();"
        " return {left: box.left, right: box.right, top: box.top, bottom: box.bottom}; }"
    )
    return box


def _one(page: Page | ElementHandle, selector: str) -> ElementHandle:
    found = page.query_selector(selector)
    assert found is not None, selector
    return found


def _passage(page: Page, tag: str) -> ElementHandle:
    return _one(page, f'[id="ships.{tag}"]')


@pytest.mark.parametrize(("tag", "lemma"), [(tag, lemma) for _text, tag, lemma in TEXTS])
def test_words_run_as_their_language_does(page: Page, tag: str, lemma: str) -> None:
    """The words of a passage, its lemma in every card, and what another card quotes of it."""
    direction = "rtl" if tag in RIGHT_TO_LEFT else "ltr"
    passage = _passage(page, tag)
    words = _one(passage, ".base-text")
    assert (words.get_attribute("lang"), _style(words, "direction")) == (tag, direction)
    quoted = [item for item in page.query_selector_all("q, i") if item.inner_text() == lemma]
    assert len(quoted) == 3
    for item in quoted:
        assert (item.get_attribute("lang"), _style(item, "direction")) == (tag, direction)


def test_counter_passage_is_quoted_in_its_direction(page: Page, language: str) -> None:
    """Hebrew words in the card of an English passage, English ones in that of a Hebrew one."""
    for tag, other, direction in (("en", "he", "rtl"), ("he", "en", "ltr")):
        quoted = _one(_passage(page, tag), f'.beside blockquote + blockquote [lang="{other}"]')
        assert _style(quoted, "direction") == direction


@pytest.mark.parametrize("tag", [tag for _text, tag, _lemma in TEXTS])
def test_marks_stand_behind_their_words(page: Page, language: str, tag: str) -> None:
    """Left of words from right to left, right of all others; and their signs keep their order."""
    passage = _passage(page, tag)
    words = _box(passage.query_selector_all(".base-text .segment")[-1])
    marks = [_box(mark) for mark in passage.query_selector_all(".base-text .mark")]
    assert len(marks) == 3
    if tag in RIGHT_TO_LEFT:
        assert all(mark["right"] <= words["left"] + 1 for mark in marks)
        assert [mark["left"] for mark in marks] == sorted(
            (mark["left"] for mark in marks), reverse=True
        )
    else:
        assert all(mark["left"] >= words["right"] - 1 for mark in marks)
        assert [mark["left"] for mark in marks] == sorted(mark["left"] for mark in marks)
    sign = _one(passage, ".base-text .mark.citation-needed")
    label = _one(sign, "small")
    # “2c.n.”, and in no script “.2c.n” or “c.n.2”: all of the sign is behind its number.
    number = sign.evaluate(
        "sign => { const range = document.createRange();"
        " range.selectNodeContents(sign.querySelector('a').firstChild);"
        " return range.getBoundingClientRect().left; }"
    )
    assert _box(label)["left"] > number
    assert _style(sign, "direction") == "ltr"
    if tag != language:
        assert sign.get_attribute("lang") == language


def test_columns_stand_in_the_order_of_the_page(page: Page, language: str) -> None:
    """Number, words, cards: from the left in English, from the right in Hebrew."""
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "he" else None)
    for _text, tag, _lemma in TEXTS:
        passage = _passage(page, tag)
        number, words, card = (
            _box(_one(passage, selector))
            for selector in (".passage-number", ".base-text", "aside.annotation")
        )
        if language == "he":
            assert card["right"] <= words["left"]
            assert words["right"] <= number["left"] + 1
        else:
            assert number["right"] <= words["left"] + 1
            assert words["right"] <= card["left"]


@pytest.mark.parametrize("width", [390, 900, 1440])
def test_nothing_leaves_the_window(page: Page, width: int) -> None:
    """No sideways scrolling, whichever way the page runs."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.body.getBoundingClientRect().left") >= 0


def test_register_quotes_each_lemma_in_its_direction(
    browser: Browser, sites: dict[str, Path], language: str
) -> None:
    """In one column words from both sides, each isolated from its neighbours."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto((sites[language] / "needs.html").as_uri())
    for _text, tag, lemma in TEXTS:
        cell = _one(page, f'td [lang="{tag}"]')
        assert cell.inner_text() == lemma
        assert _style(cell, "direction") == ("rtl" if tag in RIGHT_TO_LEFT else "ltr")
    context.close()


def test_no_style_names_left_or_right() -> None:
    """Margins, borders and places are named by where a line begins, so that they turn with it."""
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right)\b|(?:text-align|float|clear):\s*(?:left|right)"
        r"|(?<![-\w])(?:left|right)\s*:"
    )
    styles = sorted(Path(sphinx_variorum.__file__).parent.rglob("*.css"))
    assert styles
    found = {
        f"{style.name}:{number}": line.strip()
        for style in styles
        for number, line in enumerate(style.read_text(encoding="utf-8").splitlines(), 1)
        if physical.search(line)
    }
    assert found == {}
