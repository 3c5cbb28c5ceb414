"""Witnesses that changed, are missing or cannot be read, and sources quoted beyond their limit."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.edition.lock import format_lock
from tests.bad_input.pages import (
    BODY,
    FIRST,
    assert_nothing_lost,
    assert_rest_is_whole,
    card,
    faulty,
    index,
    line_of,
    note,
    only_warning,
    passage,
    section,
    words,
)
from tests.support import WITNESS, Built, Edition, page, sha256


def assert_all_printed_unproved(built: Built) -> None:
    """Both passages and their notes are there, each marked as not verified."""
    assert words(section(built, "chronicle.1")) == FIRST
    assert words(section(built, "chronicle.9")) == "Some of them went back."
    assert section(built, "chronicle.1").find(class_="unproved")
    assert section(built, "chronicle.9").find(class_="unproved")
    assert BODY in card(built).get_text()
    assert {item.proof for item in index(built).passages.values()} == {"unverified"}


def test_changed_witness_fails_the_build(edition: Callable[..., Edition]) -> None:
    """Issue 2, bad input; design rule 4. The message gives both hashes and what to do."""
    made = edition(faulty(passage(FIRST, note())))
    changed = f"{WITNESS}\nA sentence that was not there.\n"
    made.write({"witnesses/witness.txt": changed})
    built = made.build()
    message = only_warning(built, Subtype.WITNESS_CHANGED)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    assert sha256(changed) in message.text
    assert sha256(WITNESS) in message.text
    assert "restore the file" in message.text
    assert_nothing_lost(built)
    assert built.app.statuscode == 1
    again = made.build()
    assert (again.subtypes, again.app.statuscode) == (["variorum.fidelity"], 1)


def test_witness_that_changes_between_two_builds(edition: Callable[..., Edition]) -> None:
    """No edit of the page is needed for the change to be seen."""
    made = edition(faulty(passage(FIRST, note())))
    assert made.build().messages == []
    made.write({"witnesses/witness.txt": WITNESS.replace("not destroyed", "destroyed")})
    built = made.build()
    assert built.subtypes == ["variorum.witness_changed", "variorum.passage_absent"]
    assert built.app.statuscode == 1
    made.write({"witnesses/witness.txt": WITNESS})
    built = made.build()
    assert (built.messages, built.app.statuscode) == ([], 0)


def test_witness_that_is_replaced_by_an_older_file(edition: Callable[..., Edition]) -> None:
    """A copy may be older than the file it replaces; Sphinx looks only for younger ones."""
    made = edition(faulty(passage(FIRST, note())))
    assert made.build().messages == []
    made.write({"witnesses/witness.txt": WITNESS.replace("not destroyed", "destroyed")})
    os.utime(made.path / "witnesses/witness.txt", (1_000_000_000, 1_000_000_000))
    built = made.build()
    assert built.subtypes == ["variorum.witness_changed", "variorum.passage_absent"]
    assert built.app.statuscode == 1


def lock_and_hide_witness(made: Edition) -> None:
    """Prove the edition, write what was proved to its lock, and take the witness away."""
    edited = get_domain(made.build(clean=True).app.env).edition
    made.write({"passages.lock": format_lock(edited.sources.values(), edited.passages.values())})
    (made.path / "witnesses/witness.txt").unlink()


@pytest.mark.parametrize("suppressed", [[], ["variorum"]])
def test_words_that_are_not_those_of_the_lock_fail_the_build(
    edition: Callable[..., Edition], suppressed: list[str]
) -> None:
    """Without the witness too no altered quotation is accepted, whatever is suppressed."""
    made = edition(faulty(passage(FIRST, note())), suppress_warnings=suppressed)
    lock_and_hide_witness(made)
    made.replace("index.md", "not destroyed", "destroyed")
    built = made.build()
    assert built.subtypes == ([] if suppressed else ["variorum.lock"])
    assert section(built, "chronicle.1").find(class_="unproved")
    assert (built.app.statuscode, made.build().app.statuscode) == (1, 1)


def test_lock_verifies_no_passage_away_from_its_source(edition: Callable[..., Edition]) -> None:
    """A passage on another page than its source is held against nothing, and that is said."""
    made = edition(
        {
            "index.md": page(f"{passage()}\n```{{toctree}}\nother\n```"),
            "other.md": "# Other\n\n:::{passage} chronicle:2\nMany people leave.\n:::\n",
        }
    )
    lock_and_hide_witness(made)
    message = only_warning(made.build(clean=True), Subtype.PASSAGE_SOURCE)
    assert (message.place, message.line) == ("other.md", 3)


def test_lock_of_another_witness_is_said_once(edition: Callable[..., Edition]) -> None:
    """The passages stand where they should: nothing else is said of them."""
    made = edition(faulty(passage(FIRST, note())))
    lock_and_hide_witness(made)
    made.replace("index.md", sha256(WITNESS), sha256("another"))
    built = made.build()
    only_warning(built, Subtype.WITNESS_CHANGED)
    assert_all_printed_unproved(built)


@pytest.mark.parametrize(
    ("old", "new"), [('"words": 48', '"words": 4800'), ('"omitted": 0', '"omitted": 7')]
)
def test_lock_is_held_against_the_witness_in_every_figure(
    edition: Callable[..., Edition], old: str, new: str
) -> None:
    """The limit of a build without the witness is counted from the words in the lock."""
    made = edition({"index.md": page(passage())})
    edited = get_domain(made.build(clean=True).app.env).edition
    text = format_lock(edited.sources.values(), edited.passages.values())
    assert old in text
    made.write({"passages.lock": text})
    assert made.build(clean=True).messages == []
    made.write({"passages.lock": text.replace(old, new)})
    only_warning(made.build(clean=True), Subtype.LOCK)


@pytest.mark.parametrize("folder", ["nowhere", ""])
def test_missing_witness_without_a_lock(edition: Callable[..., Edition], folder: str) -> None:
    """Issue 2, bad input; design rule 4: reported as not verified in this build, never as good."""
    made = edition(faulty(passage(FIRST, note())), variorum_witnesses=folder)
    built = made.build()
    message = only_warning(built, Subtype.WITNESS_MISSING)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    assert "variorum_witnesses" in message.text
    assert_all_printed_unproved(built)
    assert "2 NOT VERIFIED" in built.status


def test_missing_witness_hides_no_altered_quotation(edition: Callable[..., Edition]) -> None:
    """Once the witness is at hand the passages are held against it, without an edit."""
    made = edition(faulty(passage("He was destroyed.", note())))
    (made.path / "witnesses/witness.txt").unlink()
    only_warning(made.build(), Subtype.WITNESS_MISSING)
    made.write({"witnesses/witness.txt": WITNESS})
    built = made.build()
    only_warning(built, Subtype.PASSAGE_ABSENT)
    assert built.app.statuscode == 1


def test_witness_that_is_not_utf8(edition: Callable[..., Edition]) -> None:
    """Issue 2, bad input: the message gives the byte and its line in the witness."""
    data = f"{WITNESS}\nGrüße aus Köln.\n".encode("latin-1")
    made = edition({**faulty(passage(FIRST, note())), "witnesses/witness.txt": data})
    built = made.build()
    message = only_warning(built, Subtype.WITNESS_ENCODING)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    line = data[: data.index(b"\xfc")].count(b"\n") + 1
    assert f"byte 0xfc in line {line}" in message.text
    assert "convert the file to UTF-8" in message.text
    assert_all_printed_unproved(built)


def test_source_without_a_hash(edition: Callable[..., Edition]) -> None:
    """A witness that is held to nothing is no witness: the message gives the line to add."""
    made = edition(faulty(passage(FIRST, note())))
    made.replace("index.md", f":sha256: {sha256(WITNESS)}\n", "")
    built = made.build()
    message = only_warning(built, Subtype.OPTION_MISSING)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    assert f":sha256: {sha256(WITNESS)}" in message.text
    assert_nothing_lost(built)
    assert built.app.statuscode == 1


def limited(limit: str) -> dict[str, str | bytes]:
    """A page that quotes 9 of the witness's 48 words, under a limit."""
    files = faulty(passage(FIRST, note()))
    text = str(files["index.md"])
    return {"index.md": text.replace(":rights: public-domain", f":rights: quotation{limit}")}


def test_over_the_rights_limit(edition: Callable[..., Edition]) -> None:
    """Issue 2, bad input; design rule 7: an error that names how much is too much, and that
    fails the next build too, in which nothing is read again."""
    made = edition(limited("\n:limit: 0.1"))
    built = made.build()
    message = only_warning(built, Subtype.RIGHTS)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    assert "9 of the 48 words" in message.text
    assert "its limit is 10.0%, 4 words: leave out 5 words" in message.text
    assert_nothing_lost(built)
    assert built.app.statuscode == 1
    again = made.build()
    assert again.app.statuscode == 1
    assert "index.html" not in again.written
    made.replace("index.md", ":limit: 0.1", ":limit: 1/3")
    mended = made.build()
    assert (mended.messages, mended.app.statuscode) == ([], 0)


def test_over_the_limit_of_the_configuration(edition: Callable[..., Edition]) -> None:
    """`variorum_quotation_limit` holds for quoted sources that name no limit of their own."""
    built = edition(limited(""), variorum_quotation_limit=0.1).build()
    assert "9 of the 48 words" in only_warning(built, Subtype.RIGHTS).text
    assert built.app.statuscode == 1


@pytest.mark.parametrize(
    ("rights", "subtype"),
    [
        (":rights: quotation\n:limit: a third", "variorum.option"),
        (":rights: quotaton", "variorum.vocabulary"),
        (":siglum: D", "variorum.option_missing"),
    ],
)
def test_what_cannot_be_read_lifts_no_limit(
    edition: Callable[..., Edition], rights: str, subtype: str
) -> None:
    """A slip in the limit or the rights must not mean that everything may be reproduced."""
    made = edition(limited(""), variorum_quotation_limit=0.1)
    made.replace("index.md", ":siglum: C\n", "")
    made.replace("index.md", ":rights: quotation", rights)
    built = made.build()
    assert sorted(built.subtypes) == sorted([subtype, "variorum.rights"])
    assert built.app.statuscode == 1


def test_sources_of_one_witness_share_its_limit(edition: Callable[..., Edition]) -> None:
    """A text that is edited as two sources may not be reproduced twice as far."""
    head = page(passage()).replace(":rights: public-domain", ":rights: quotation\n:limit: 0.2")
    other = head.replace("chronicle", "second").replace(":siglum: C", ":siglum: S")
    other = other.replace(FIRST, "Nobody knows how many. Some of them went back.").replace(
        "many. Some", "many. […] Some"
    )
    made = edition({"index.md": f"{head}\n```{{toctree}}\nother\n```", "other.md": other})
    built = made.build()
    said = [message for message in built.messages if message.subtype == "variorum.rights"]
    assert [message.place for message in said] == ["index.md", "other.md"]
    assert "13 of the 48 words" in said[0].text
    assert built.app.statuscode == 1


def test_no_word_escapes_the_count_under_a_second_hand_id(
    edition: Callable[..., Edition],
) -> None:
    """A passage whose number is taken is reproduced all the same, so its words count."""
    made = edition(limited("\n:limit: 0.3"))
    more = passage("Few people leave the country, even by the enemy's own count.", number="1")
    made.replace("index.md", "\n## After", f"\n{more}\n## After")
    built = made.build()
    assert sorted(built.subtypes) == ["variorum.duplicate", "variorum.rights"]
    (rights,) = [message for message in built.messages if message.subtype == "variorum.rights"]
    assert "20 of the 48 words" in rights.text
    assert built.app.statuscode == 1


@pytest.mark.parametrize("line", [":witness: witness.txt\n", "\n:witness: witness.txt\n"])
def test_source_that_names_no_witness(edition: Callable[..., Edition], line: str) -> None:
    """Passages without a witness are never taken for good in silence (design rule 1): neither
    where none is named nor where an empty line has made a text of the options below it."""
    made = edition(faulty(passage("He was destroyed.", note())))
    made.replace("index.md", ":witness: witness.txt\n", line if line[0] == "\n" else "")
    built = made.build()
    message = only_warning(built, Subtype.WITNESS_MISSING)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    assert "add :witness: and :sha256:" in message.text
    assert section(built, "chronicle.1").find(class_="unproved")
    assert section(built, "chronicle.9").find(class_="unproved")


@pytest.mark.parametrize(
    ("option", "subtype", "says"),
    [
        (":limit: 40", Subtype.OPTION, "write 0.33, 33 % or 1/3"),
        (":limit: a third", Subtype.OPTION, "write 0.33, 33 % or 1/3"),
        (":limit: 1/0", Subtype.OPTION, "write 0.33, 33 % or 1/3"),
        (":dir: up", Subtype.VOCABULARY, "ltr nor rtl"),
        (":taken: 2026-02-30", Subtype.OPTION, "write it as 2026-11-23"),
        (":siglums: C", Subtype.OPTION, "did you mean “siglum”?"),
        (":sha256: 12ab", Subtype.WITNESS_CHANGED, sha256(WITNESS)),
    ],
)
def test_source_with_a_bad_value(
    edition: Callable[..., Edition], option: str, subtype: Subtype, says: str
) -> None:
    """Every option of a source is checked where it stands, and costs nothing else."""
    made = edition(faulty(passage(FIRST, note())))
    if option.startswith(":sha256:"):
        made.replace("index.md", f":sha256: {sha256(WITNESS)}", option)
    else:
        made.replace("index.md", ":siglum: C\n", f":siglum: C\n{option}\n")
    built = made.build()
    message = only_warning(built, subtype)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    assert says in message.text
    assert_nothing_lost(built)


@pytest.mark.parametrize(
    ("rights", "subtype", "says"),
    [
        ("", Subtype.OPTION_MISSING, ["public-domain", "quotation"]),
        (":rights: quotaton\n", Subtype.VOCABULARY, ["did you mean 'quotation'?"]),
        (":rights: licensed\n", Subtype.RIGHTS, [":licence:", "SPDX"]),
    ],
    ids=["none", "unknown", "no licence"],
)
def test_source_without_its_rights(
    edition: Callable[..., Edition], rights: str, subtype: Subtype, says: list[str]
) -> None:
    """A text whose rights are not stated is not to be reproduced in silence."""
    made = edition(faulty(passage(FIRST, note())))
    made.replace("index.md", ":rights: public-domain\n", rights)
    built = made.build()
    message = only_warning(built, subtype)
    assert (message.place, message.line) == ("index.md", line_of(made, "{source}"))
    assert [fragment for fragment in says if fragment not in message.text] == []
    assert_nothing_lost(built)
    assert_rest_is_whole(built)
