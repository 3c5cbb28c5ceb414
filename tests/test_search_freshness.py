"""What a search finds is never stale: every record says what its page says now.

The records of a document are made when its page is written, so a page must be written whenever a
record of it says something else (`building.shown_of_others`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinx_variorum.output.search.pagefind import executable
from tests.changes import CHANGES as OF_PAGES
from tests.changes import Change, cut, everywhere
from tests.editions import load
from tests.support import Built, Edition

pytestmark = pytest.mark.skipif(
    executable() is None, reason="Pagefind is not installed (the extra `search`)"
)

Make = Callable[..., Edition]

NAMES = """\
kings:
  kind: person
  name: The King of the North
  forms: [king, the king]
sailors:
  kind: organisation
  name: The Sailors
  forms: [the king's men, sailors]
north:
  kind: place
  name: The North
  forms: [North]
"""
CLAIM = """# The crown

:::{claim} who-was-crowned
:statement: Men of the North were crowned.
:verdict: partly
They say so.
:::
"""
#: On a passage that is not there, of a text that is.
LOST = "\n:::{editorial-note} no such words\n:passage: letters:99\n:type: context\n\nLost.\n:::\n"


@pytest.fixture
def small(edition: Make) -> Edition:
    """The small edition with names, a page of a claim, and a note without its passage."""
    files = {name: data for name, data in load("small").items() if isinstance(data, bytes)}
    files["index.md"] = files["index.md"].replace(b"plain\n", b"plain\nclaim\n", 1)
    files["commentary.md"] += LOST.encode()
    made = edition(
        {**files, "names.yaml": NAMES, "claim.md": CLAIM},
        variorum_search="pagefind",
        variorum_names="names.yaml",
    )
    made.write({"letters.md": (made.path / "letters.md").read_text(encoding="utf-8") + SPEAKING})
    return made


#: A note of the letters that speaks to the claim.
SPEAKING = """
::::{passage} 1b
nobody wrote to us.

:::{editorial-note} nobody
:type: context
:claim: who-was-crowned
:stance: denies

Nobody did.
:::
::::
"""


def rename_name(edition: Edition) -> None:
    edition.replace("names.yaml", "The King of the North", "King Northern")


def change_kind_of_name(edition: Edition) -> None:
    edition.replace("names.yaml", "kind: place", "kind: person")


def make_a_person_of_the_north(edition: Edition) -> None:
    edition.replace("names.yaml", "kind: place", "kind: person")


def give_words_to_another_name(edition: Edition) -> None:
    """Under one note stands another name, though the passage mentions the same names."""
    edition.replace("names.yaml", "forms: [North]", "forms: [North, the king's son]")


def find_name_in_a_note_written_elsewhere(edition: Edition) -> None:
    """On a page that mentions it already."""
    edition.replace("names.yaml", "forms: [king, the king]", "forms: [king, the king, Somebody]")


def lose_form_of_name(edition: Edition) -> None:
    edition.replace("names.yaml", "the king's men, sailors", "sailors")


def lose_name(edition: Edition) -> None:
    edition.write({"names.yaml": NAMES[: NAMES.index("sailors:")]})


def lose_all_names(edition: Edition) -> None:
    edition.write({"names.yaml": "{}\n"})


def change_title_of_claim(edition: Edition) -> None:
    edition.replace("claim.md", "# The crown", "# The crowns")


def change_verdict(edition: Edition) -> None:
    edition.replace("claim.md", "verdict: partly", "verdict: true")


def change_speaker_of_claim(edition: Edition) -> None:
    edition.replace("letters.md", ":claim: who-was-crowned\n:stance: denies\n", "")


def change_title_of_speaking_source(edition: Edition) -> None:
    everywhere(edition, "# The Letters", "# The Letters Home")


def change_title_of_source_of_a_lost_note(edition: Edition) -> None:
    edition.replace("letters.md", ":siglum: L\n", ":siglum: L\n:title: Letters of a Sailor\n")


def change_year_of_edited_work(edition: Edition) -> None:
    edition.replace("sources.bib", "date={1120}", "date={1121}")


def change_year_of_cited_work(edition: Edition) -> None:
    edition.replace("sources.bib", "date={2015-10-13}", "date={2016-10-13}")


def move_passage_to_another_page(edition: Edition) -> None:
    moved = cut(edition, "chronicle.md", "::::{passage} 3\n", "\n::::\n")
    text = (edition.path / "plain.md").read_text(encoding="utf-8")
    edition.write({"plain.md": f"{text}\n{moved}".replace("{passage} 3", "{passage} chronicle:3")})


OWN = (
    Change(rename_name),
    Change(change_kind_of_name),
    Change(give_words_to_another_name, before=make_a_person_of_the_north),
    Change(find_name_in_a_note_written_elsewhere),
    Change(lose_form_of_name),
    Change(lose_name),
    Change(lose_all_names),
    Change(change_title_of_claim),
    Change(change_verdict),
    Change(change_speaker_of_claim),
    Change(change_title_of_speaking_source),
    Change(change_title_of_source_of_a_lost_note),
    Change(change_year_of_edited_work),
    Change(change_year_of_cited_work),
    Change(move_passage_to_another_page),
)


def kept(built: Built) -> dict[str, list[object]]:
    """What is kept of each document, and the index's own word for what it was made from."""
    folder = Path(built.app.doctreedir) / "variorum-search"
    found: dict[str, list[object]] = {
        path.relative_to(folder).as_posix(): [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]
        ]
        for path in sorted(folder.rglob("*.jsonl"))
    }
    state = Path(built.app.outdir) / "pagefind" / "variorum-state.json"
    return {**found, "index": [json.loads(state.read_text(encoding="utf-8"))]}


@pytest.mark.parametrize(
    "change",
    [*OF_PAGES, *OWN],
    ids=lambda change: f"{change.make.__name__}-{change.before.__name__}",
)
def test_change_leaves_no_record_stale(small: Edition, change: Change) -> None:
    """An incremental build keeps what a clean one keeps, and its index is made from that."""
    change.before(small)
    before = kept(small.build(out="_one"))
    change.make(small)
    incremental = kept(small.build(out="_one"))
    assert incremental == kept(small.build(out="_clean"))
    if change in OWN:
        assert incremental != before


def rename_back(edition: Edition) -> None:
    edition.replace("names.yaml", "King Northern", "The King of the North")


def test_undone_between_two_builders_on_the_same_doctrees(small: Edition) -> None:
    """The first output's page shows all the time what it should; what is kept did not."""
    before = kept(small.build(out="_one"))
    rename_name(small)
    small.build("dirhtml", out="_one")
    rename_back(small)
    assert kept(small.build(out="_one")) == before


def test_undone_after_an_interrupted_build(small: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records were kept of which no page was finished."""
    before = kept(small.build(out="_one"))
    rename_name(small)

    def interrupt(builder: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("sphinx.builders.html.StandaloneHTMLBuilder.finish", interrupt)
        with pytest.raises(KeyboardInterrupt):
            small.build(out="_one")
    rename_back(small)
    assert kept(small.build(out="_one")) == before


def test_records_of_pages_that_stay_are_not_made(
    small: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build in which one page changed makes the records of what it writes."""
    small.build()
    text = (small.path / "plain.md").read_text(encoding="utf-8")
    small.write({"plain.md": f"{text}\nA sentence more.\n"})
    made: list[str] = []

    def note(edition: object, title: str, docname: str, stretches: object) -> Iterator[object]:
        made.append(docname)
        return iter(())

    monkeypatch.setattr("sphinx_variorum.output.search.kept.make_records", note)
    small.build()
    # Sphinx writes the page that lists it too.
    assert sorted(made) == ["index", "plain"]
