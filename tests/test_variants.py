"""Variants: readings of other witnesses of a source, proved like its passages (issue 4, item 4)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sphinx_variorum.building.messages import TYPE, Subtype
from sphinx_variorum.output.command_line import main
from tests.support import Built, Edition, page, sha256

Make = Callable[..., Edition]

OTHER = "He was not destroyed. Few men leave the country, even by the enemy's own reckoning.\n"
THIRD = "Few men leave the country!\n"
VARIANT = """
:::{variant} Few people leave
:reading: Few men leave
:witnesses: %s
:resp: A. Collator

So too a later hand.
:::
"""
PASSAGE = "::::{passage} 1\nFew people leave the country, even by the enemy's own count.\n%s::::\n"
REGISTER = "# Variants\n\n:::{register} variants\n:::\n"


def text(variants: str = VARIANT % "W2, W3", collated: str = "", body: str = PASSAGE) -> str:
    """A page whose source has two other witnesses."""
    entries = collated or (
        f"W2, other.txt, {sha256(OTHER)}, 2019-05; W3, third.txt, {sha256(THIRD)}"
    )
    return page(body % variants).replace(":rights:", f":collated: {entries}\n:rights:", 1)


def files(index: str) -> dict[str, str | bytes]:
    """The edition with that page."""
    return {
        "index.md": index + "\n```{toctree}\nvariants\n```\n",
        "variants.md": REGISTER,
        "witnesses/other.txt": OTHER,
        "witnesses/third.txt": THIRD,
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An edition with a variant of two witnesses."""
    made = Edition.create(tmp_path_factory.mktemp("variants") / "edition", files(text()), {})
    return made.build()


def test_card_says_reading_and_witnesses(built: Built) -> None:
    """Like an entry of an apparatus: letter, lemma, reading, sigla; and that it was proved."""
    assert built.output == ""
    assert "1 variant, 1 verbatim" in built.status
    card = built.html().select_one("aside.variant")
    assert card is not None
    said = [
        part.get_text().strip()
        for part in card.select(".number, .lemma, .reading bdi, .reading .sigla")
    ]
    assert said == ["a", "Few people leave", "Few men leave", "W2 W3"]
    assert "verbatim in the witness" in card.select(".details")[0].get_text()
    assert card["data-layer"] == "corrections"
    assert built.html().select(".segment.variant") != []


def test_head_names_the_witnesses(built: Built) -> None:
    """With their size, date and hash, and the variants among what was counted."""
    head = built.html().select_one(".source-head, .facts")
    assert head is not None
    said = " ".join(head.get_text(" ").split())
    assert "Witness W2" in said
    assert sha256(OTHER)[:12] in said
    assert "1 variant" in said


def test_register_of_variants(built: Built) -> None:
    """One row each, with its fields."""
    rows = built.html("variants").select("table tbody tr")
    cells = [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in rows]
    assert cells == [["C 1", "Few people leave", "Few men leave", "W2 W3"]]


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [("witness == 'W3'", 1), ("witness == 'W4'", 0), ("proof != verbatim", 0)],
)
def test_register_can_be_filtered(edition: Make, wanted: str, rows: int) -> None:
    made = edition(files(text()))
    made.replace("variants.md", "variants\n", f"variants\n:filter: {wanted}\n")
    assert len(made.build().html("variants").select("table tbody tr")) == rows


def test_readings_count_as_words_reproduced(edition: Make) -> None:
    """Three words more than without the variant."""

    def quoted(variants: str) -> int:
        made = edition(files(text(variants)))
        return made.build(clean=True).app.env.domains["variorum"].edition.quoted_words("chronicle")

    assert quoted(VARIANT % "W2") - quoted("") == 3


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "gettext"])
def test_other_builders_print_it(edition: Make, builder: str) -> None:
    built = edition(files(text())).build(builder)
    assert not [message for message in built.messages if message.subtype]
    if builder == "text":
        printed = (built.app.outdir / "index.txt").read_text(encoding="utf-8")
        assert "Few men leave W2 W3" in printed


BAD = [
    (VARIANT % "W2, W9", Subtype.VARIANT, "no witness “W9”", 0),
    (VARIANT.replace("Few men leave", "Few women leave") % "W2", Subtype.READING_ABSENT, "W2", 1),
    (VARIANT.replace("Few men leave", "Few people leave") % "W2", Subtype.VARIANT, "lemma", 1),
    (VARIANT.replace(":reading: Few men leave\n", "") % "W2", Subtype.OPTION_MISSING, "reading", 0),
    (VARIANT.replace(":witnesses: %s\n", ""), Subtype.OPTION_MISSING, ":witnesses:", 0),
    (VARIANT.replace(" Few people leave", "") % "W2", Subtype.OPTION_MISSING, "its lemma", 0),
    (VARIANT % ",;", Subtype.VARIANT, ":witnesses: names none", 0),
    (VARIANT.replace("Few men leave", "[…]") % "W2", Subtype.VARIANT, "“[…]” quotes nothing", 0),
    (VARIANT.replace("men leave", "men [never] leave") % "W2", Subtype.INSERTION, "“never”", 0),
    (
        VARIANT.replace("Few men leave", "was […] destroyed") % "W2",
        Subtype.OMISSION,
        "drops “not”",
        0,
    ),
]


@pytest.mark.parametrize(("variant", "subtype", "says", "status"), BAD)
def test_bad_variants(
    edition: Make, variant: str, subtype: Subtype, says: str, status: int
) -> None:
    """File and line are named, and the card is there; a reading that is not there fails."""
    built = edition(files(text(variant))).build()
    message = next(each for each in built.messages if each.subtype == f"{TYPE}.{subtype.value}")
    assert says in message.text
    assert message.place == "index.md"
    assert ":::{variant}" in text(variant).splitlines()[message.line - 1]
    assert built.html().select("aside.variant") != []
    assert built.app.statuscode == status


@pytest.mark.parametrize(
    ("collated", "says"),
    [
        ("W2 other.txt", "“siglum, file, sha256”"),
        (f"W2, other.txt, {sha256(OTHER)}, May", "“May” is not a date"),
        (f"C, other.txt, {sha256(OTHER)}", "two witnesses"),
        (f"W2, other.txt, {sha256(THIRD)}", "is not the file this page was made from"),
        (f"W2, others.txt, {sha256(OTHER)}", "did you mean “other.txt”"),
    ],
)
def test_bad_witnesses(edition: Make, collated: str, says: str) -> None:
    built = edition(files(text("", collated))).build()
    assert says in built.output


def test_reading_is_printed_without_its_signs(edition: Make) -> None:
    """Those of a passage: emphasis counts as no words, and an escaped sign is the witness's."""
    third = "Few men [sic] leave!\n"
    collated = f"W3, third.txt, {sha256(third)}"
    variant = VARIANT.replace("Few men leave", r"*Few* men \[sic\] leave") % "W3"
    made = edition({**files(text(variant, collated)), "witnesses/third.txt": third})
    built = made.build()
    assert built.output == ""
    reading = built.html().select_one("aside.variant .reading bdi")
    assert reading is not None
    assert reading.get_text() == "Few men [sic] leave"


@pytest.mark.parametrize(("named", "said"), [("W2, W9", "W2 W9"), ("W9", "W9")])
def test_witness_that_is_not_there_stays_with_the_reading(
    edition: Make, named: str, said: str
) -> None:
    """What the editor wrote is printed, and not as proved."""
    built = edition(files(text(VARIANT % named))).build()
    sigla = built.html().select_one("aside.variant .sigla")
    assert sigla is not None
    assert sigla.get_text() == said
    assert "1 NOT VERIFIED" in built.status


def test_variant_on_another_page(edition: Make) -> None:
    """It has to stand where the witnesses are named."""
    made = edition(files(text("")))
    other = VARIANT.replace(":resp:", ":passage: chronicle:1\n:resp:") % "W2"
    made.write({"variants.md": f"{REGISTER}\n{other}"})
    built = made.build()
    assert [message.subtype for message in built.messages] == [f"{TYPE}.{Subtype.VARIANT.value}"]
    assert "move it there" in built.messages[0].text
    assert "1 NOT VERIFIED" in built.status


def _lock(made: Edition) -> dict[str, object]:
    assert main(["lock", str(made.path)]) == 0
    found: dict[str, object] = json.loads((made.path / "passages.lock").read_text(encoding="utf-8"))
    return found


def test_lock_speaks_for_witnesses_that_are_not_at_hand(edition: Make) -> None:
    """The reading holds by its hash; another reading is not proved, and the lock can be renewed
    without the file.
    """
    made = edition(files(text()))
    lock = _lock(made)
    assert set(lock["readings"]) == {"chronicle W2", "chronicle W3"}  # type: ignore[call-overload]
    assert "Few" not in json.dumps(lock)
    for name in ("other.txt", "third.txt"):
        (made.path / "witnesses" / name).unlink()
    built = made.build()
    assert built.output == ""
    assert "1 variant, 0 verbatim, 1 as recorded in the lock" in built.status
    assert _lock(made) == lock
    made.replace("index.md", "Few men leave", "Few women leave")
    built = made.build()
    assert {message.subtype for message in built.messages} == {f"{TYPE}.{Subtype.LOCK.value}"}
    assert "1 NOT VERIFIED" in built.status


def test_lock_must_hold_each_witness_of_a_reading(edition: Make) -> None:
    """One is not at hand, and the lock speaks for it; of the other, which is, it says nothing."""
    made = edition(files(text(VARIANT % "W3")))
    _lock(made)
    (made.path / "witnesses" / "third.txt").unlink()
    made.replace("index.md", ":witnesses: W3", ":witnesses: W2, W3")
    assert made.build().subtypes == [f"{TYPE}.{Subtype.LOCK.value}"]
    lock = _lock(made)
    assert set(lock["readings"]) == {"chronicle W2", "chronicle W3"}  # type: ignore[call-overload]
    assert made.build().output == ""


def test_a_witness_that_changes_is_noticed(edition: Make) -> None:
    """Also by a build in which no page changed."""
    made = edition(files(text()))
    made.build()
    made.write({"witnesses/third.txt": "Another.\n"})
    built = made.build()
    assert f"{TYPE}.{Subtype.WITNESS_CHANGED.value}" in built.subtypes
    assert built.app.statuscode == 1
