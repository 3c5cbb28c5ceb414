"""What an editor may change in the edition `small`, and which pages show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sphinx_variorum.building.domain import VariorumDomain
from sphinx_variorum.edition.lock import format_lock
from tests.editions import load
from tests.support import Edition

_NOTE = """
:::{editorial-note} %s
:type: context

%s
:::
"""
_NEED = """
:::{citation-needed} nobody … down
:type: citation
:opened: 2026-11-24
:status: open

A new need.
:::
"""


def everywhere(edition: Edition, old: str, new: str) -> None:
    """Replace `old` in every page of the edition; it must be somewhere."""
    found = False
    for path in sorted(edition.path.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new), encoding="utf-8")
            found = True
    assert found


def cut(edition: Edition, name: str, start: str, end: str) -> str:
    """Cut what stands from `start` to `end`, both included, out of a page, and return it."""
    text = (edition.path / name).read_text(encoding="utf-8")
    before, _, rest = text.partition(start)
    middle, closing, after = rest.partition(end)
    assert closing
    edition.write({name: before + after})
    return start + middle + closing


def move(edition: Edition, old: str, new: str) -> None:
    """Rename a file."""
    (edition.path / old).rename(edition.path / new)


# The changes, each a function that does to the files what an editor would do.


def nothing(edition: Edition) -> None:
    """The state before most changes: the edition as it lies there."""


def edit_note(edition: Edition) -> None:
    edition.replace("letters.md", "Nobody in particular.", "Nobody at all, **in fact**.")


def add_note_outside_register(edition: Edition) -> None:
    edition.replace(
        "letters.md",
        "\nI have seen the king's men. They were crowned in 1066, as everybody says.\n",
        "\nI have seen the king's men. They were crowned in 1066, as everybody says.\n"
        + _NOTE % ("crowned", "A new note."),
    )


def add_need(edition: Edition) -> None:
    edition.replace(
        "chronicle.md",
        "they said... and nobody wrote it down.\n",
        f"they said... and nobody wrote it down.\n{_NEED}",
    )


def change_status_in_one_source(edition: Edition) -> None:
    edition.replace("chronicle.md", ":status: open", ":status: searching")


def change_status_in_both_registers(edition: Edition) -> None:
    edition.replace("letters.md", ":status: open", ":status: searching")


def change_status_elsewhere(edition: Edition) -> None:
    edition.replace("commentary.md", ":status: searching", ":status: open")


def delete_passage(edition: Edition) -> None:
    text = (edition.path / "chronicle.md").read_text(encoding="utf-8")
    edition.write({"chronicle.md": text[: text.index("::::{passage} 3")]})


def change_words_that_are_mirrored(edition: Edition) -> None:
    edition.replace("chronicle.md", "said... and nobody", "said... [A]nd nobody")


def change_title_of_cited_work(edition: Edition) -> None:
    edition.replace("sources.bib", "Why testimonies fall apart", "Why testimonies hold")


def change_title_of_edited_work(edition: Edition) -> None:
    edition.replace("sources.bib", "Letters Home", "Letters to Nobody")


def change_year_of_a_key(edition: Edition) -> None:
    edition.replace("sources.bib", "date={2000}", "date={2001}")


def change_year_of_work_in_standoff_words(edition: Edition) -> None:
    edition.replace(
        "sources.bib", "title={Detailed findings}, date={2014}", "title={D}, date={2013}"
    )


def add_uncited_work(edition: Edition) -> None:
    text = (edition.path / "sources.bib").read_text(encoding="utf-8")
    edition.write({"sources.bib": f"{text}@book{{new2020, title={{New}}, date={{2020}}}}\n"})


def rename_source_id(edition: Edition) -> None:
    everywhere(edition, "chronicle:", "annals:")
    everywhere(edition, "{source} chronicle", "{source} annals")
    everywhere(edition, "{source}`chronicle`", "{source}`annals`")


def rename_source_file(edition: Edition) -> None:
    move(edition, "chronicle.md", "annals.md")
    edition.replace("index.md", "\nchronicle\n", "\nannals\n")


def rename_source(edition: Edition) -> None:
    rename_source_id(edition)
    rename_source_file(edition)


def change_siglum(edition: Edition) -> None:
    edition.replace("chronicle.md", ":siglum: C", ":siglum: K")
    edition.replace("about.md", "{siglum}`C`", "{siglum}`K`")


def change_title_of_source(edition: Edition) -> None:
    edition.replace("chronicle.md", ":siglum: C", ":siglum: C\n:title: The Annals")


def change_title_of_page(edition: Edition) -> None:
    edition.replace("chronicle.md", "# The Chronicle", "# The Annals")


def edit_standoff_note(edition: Edition) -> None:
    edition.replace("commentary.md", "They are those of", "They are perhaps those of")


def add_note_above_standoff_notes(edition: Edition) -> None:
    edition.replace(
        "commentary.md",
        "in a file of its own.\n",
        "in a file of its own.\n"
        + _NOTE.replace(":type:", ":passage: chronicle:1\n:type:") % ("1087", "A year."),
    )


def move_standoff_lemma(edition: Edition) -> None:
    edition.replace("commentary.md", "Few people leave … 33,800 people", "own count … many")


def delete_commentary(edition: Edition) -> None:
    (edition.path / "commentary.md").unlink()
    edition.replace("index.md", "\ncommentary\n", "\n")
    edition.replace("links.md", "and\n[the men](#sailors);", ";")


def rename_works_register(edition: Edition) -> None:
    move(edition, "registers/works.md", "registers/bibliography.md")
    edition.replace("registers/index.md", "\nworks\n", "\nbibliography\n")


def empty_needs_register(edition: Edition) -> None:
    edition.write({"registers/needs.md": "# Citation needs\n\nNot listed yet.\n"})


def add_page(edition: Edition) -> None:
    edition.write({"afterword.md": "# Afterword\n\nSee {passage}`letters:1`.\n"})
    edition.replace("index.md", "\nplain\n", "\nafterword\nplain\n")


def hide_witness(edition: Edition) -> None:
    (edition.path / "witnesses/letters.txt").unlink()


def show_witness(edition: Edition) -> None:
    edition.write({"witnesses/letters.txt": load("small")["witnesses/letters.txt"]})


def lock_and_hide_witness(edition: Edition) -> None:
    built = edition.build("dummy", out="_lock")
    domain = built.app.env.domains["variorum"]
    assert isinstance(domain, VariorumDomain)
    index = domain.edition
    text = format_lock(index.sources.values(), index.passages.values())
    edition.write({"passages.lock": text})
    hide_witness(edition)


def change_lock(edition: Edition) -> None:
    """Other words were proved for one passage."""
    lock = (edition.path / "passages.lock").read_text(encoding="utf-8")
    row = next(line for line in lock.splitlines() if line.startswith('"letters:3"'))
    sha256 = re.search(r'"sha256": "([0-9a-f]{64})"', row)
    assert sha256
    edition.replace("passages.lock", sha256[1], sha256[1][::-1])


def lock_another_witness(edition: Edition) -> None:
    """The lock speaks of another witness than the page."""
    lock_and_hide_witness(edition)
    lock = (edition.path / "passages.lock").read_text(encoding="utf-8")
    row = next(line for line in lock.splitlines() if line.startswith('"letters":'))
    sha256 = re.search(r'"sha256": "([0-9a-f]{64})"', row)
    assert sha256
    edition.replace("passages.lock", sha256[1], sha256[1][::-1])


def delete_lock(edition: Edition) -> None:
    (edition.path / "passages.lock").unlink()


def lock_of_another_source(edition: Edition) -> None:
    lock_and_hide_witness(edition)
    everything = (edition.path / "passages.lock").read_text(encoding="utf-8")
    kept = [line for line in everything.splitlines() if '"letters' not in line]
    text = "\n".join(kept).replace("},\n}", "}\n}")
    edition.write({"passages.lock": text, "whole.lock": everything})


def complete_lock(edition: Edition) -> None:
    move(edition, "whole.lock", "passages.lock")


@dataclass(frozen=True)
class Change:
    """A change, what must have been so before it, and the pages that show it."""

    make: Callable[[Edition], None]
    #: The documents that show the change; None where that is every one.
    shown: set[str] | None = field(default_factory=set)
    before: Callable[[Edition], None] = nothing


#: The pages of its registers.
NEEDS, COUNTER_SOURCES = "registers/needs", "registers/counter-sources"
OF_LETTERS, WORKS = "registers/letters", "registers/works"

CHANGES = (
    Change(edit_note, {"letters"}),
    Change(add_note_outside_register, {"letters"}),
    Change(add_need, {"chronicle", NEEDS}),
    Change(change_status_in_one_source, {"chronicle", NEEDS}),
    Change(change_status_in_both_registers, {"letters", NEEDS, OF_LETTERS}),
    Change(change_status_elsewhere, {"commentary", "chronicle", NEEDS}),
    # It held the last date of the edition, to which the age of needs is counted.
    Change(
        delete_passage, {"chronicle", "letters", "commentary", NEEDS, OF_LETTERS, COUNTER_SOURCES}
    ),
    Change(change_words_that_are_mirrored, {"chronicle", "letters"}),
    Change(change_title_of_cited_work, {WORKS}),
    Change(change_title_of_edited_work, {"letters", WORKS}),
    Change(change_year_of_a_key, {"chronicle", "letters", "commentary", COUNTER_SOURCES, WORKS}),
    Change(
        change_year_of_work_in_standoff_words,
        {"about", "chronicle", "letters", "commentary", NEEDS, COUNTER_SOURCES, WORKS},
    ),
    Change(add_uncited_work, set()),
    Change(nothing, set()),
    Change(nothing, set(), before=lock_of_another_source),
    Change(
        rename_source_id,
        {"about", "chronicle", "letters", "commentary", "links", NEEDS, COUNTER_SOURCES, WORKS},
    ),
    Change(rename_source_file, None),
    Change(rename_source, None),
    Change(
        change_siglum,
        {"about", "chronicle", "letters", "commentary", "links", NEEDS, COUNTER_SOURCES, WORKS},
    ),
    Change(change_title_of_source, {"about", "chronicle"}),
    Change(change_title_of_page, None),
    Change(edit_standoff_note, {"commentary", "letters"}),
    Change(add_note_above_standoff_notes, {"commentary", "chronicle"}),
    # The note links to a passage of the letters, which name it as a back-reference.
    Change(move_standoff_lemma, {"commentary", "chronicle", "letters", COUNTER_SOURCES, WORKS}),
    Change(delete_commentary, None),
    Change(
        rename_works_register,
        {"about", "chronicle", "letters", "commentary", "registers/bibliography", "registers/index"}
        | {NEEDS, COUNTER_SOURCES},
    ),
    Change(empty_needs_register, {"chronicle", "letters", NEEDS}),
    Change(add_page, None),
    Change(show_witness, {"letters"}, before=hide_witness),
    Change(hide_witness, {"letters"}),
    Change(change_lock, {"letters"}, before=lock_and_hide_witness),
    Change(delete_lock, {"letters"}, before=lock_and_hide_witness),
    Change(show_witness, {"letters"}, before=lock_another_witness),
    Change(complete_lock, {"letters"}, before=lock_of_another_source),
)
