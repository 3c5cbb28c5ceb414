"""Names as they are built: mentions, their register, links, and that none of it is stale."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import Tag
from sphinx.util.inventory import InventoryFile

from sphinx_variorum.building.domain import get_domain
from tests.support import Built, Edition, page

Make = Callable[..., Edition]

NAMES = """\
north:
  kind: place
  name: the North
  described: The country beyond the wall
  wikidata: Q1
king:
  kind: person
  name: The King
  sort: King, The
  described: Crowned in 1066
  dates: {from: 1028-01-05, to: 1087-09-09}
  same-as: ["https://example.org/king"]
  forms:
    - king
    - {form: 国王, language: zh}
    - {form: He, only-in: [chronicle]}
song:
  kind: person
  name: Song
enemy:
  kind: organisation
  name: the enemy
  dates: {from: 1050}
sword:
  kind: work
  name: The Sword
"""
CHRONICLE = page("""\
::::{passage} 1
The king's men of the North were crowned in 1066 -- and the king's son died in 1087.

:::{editorial-note} crowned
:type: context
Here the enemy had no *king*, says {work}`song2015`; see `the North`,
https://example.org/the-North and [its page](https://example.org/x).
:::

:::{correction} 1087
:corr: 1088
Not so the North.
:::
::::

::::{passage} 2
He was not destroyed. Few people leave the country, even by the enemy's own count.

:::{editorial-note} Few people
:type: person
A work that is named by hand: {name}`sword`.
:::
::::
""")
COMMENTARY = """# Commentary

:::{editorial-note} even by
:passage: chronicle:2
:type: context

Here speaks {name}`he of the crown <king>`, and the North answers.
:::
"""
INDEX = """# Edition

Read on {name}`king`, on {name}`another <enemy>` and [](#north).

```{toctree}
chronicle
commentary
names
about
method
rights
```
"""
REGISTER = "# Names\n\n:::{register} names\n:::\n"


def files(**more: str) -> dict[str, str]:
    """An edition with names; so many documents that two processes read them."""
    return {
        "index.md": INDEX,
        "chronicle.md": CHRONICLE,
        "commentary.md": COMMENTARY,
        "names.md": REGISTER,
        "names.yaml": NAMES,
        **{f"{name}.md": f"# {name.title()}\n\nOf the king.\n" for name in _PROSE},
        **more,
    }


_PROSE = ("about", "method", "rights")


@pytest.fixture
def named(edition: Make) -> Edition:
    """The edition with its names file."""
    return edition(files(), variorum_names="names.yaml")


def row(built: Built, ident: str, page_name: str = "names") -> Tag:
    """The row of a name."""
    found = built.html(page_name).find(id=f"name.{ident}")
    assert isinstance(found, Tag)
    return found


def words(tag: Tag | None) -> str:
    """What a reader reads."""
    assert tag is not None
    return " ".join(tag.get_text().split())


def uses(built: Built, ident: str) -> str:
    """The places of a name as they are listed."""
    return words(row(built, ident).select_one(".uses"))


def pages(built: Built) -> dict[str, bytes]:
    """Every page of a document."""
    folder = Path(built.app.outdir)
    return {name: (folder / f"{name}.html").read_bytes() for name in built.app.env.found_docs}


def written(built: Built) -> set[str]:
    """The documents of which a page was written."""
    return {name for name in built.app.env.found_docs if f"{name}.html" in built.written}


# The register


def test_register_says_who_and_where(named: Edition) -> None:
    """Kind, standard form, other forms, dates, one line, links; sorted by kind, then by name."""
    built = named.build()
    assert built.messages == []
    rows = built.html("names").select("ul.register.names > li")
    assert [item["id"] for item in rows] == [
        "name.king",
        "name.song",
        "name.enemy",
        "name.north",
        "name.sword",
    ]
    king = row(built, "king")
    assert words(king.select_one(".name")) == "The King (king, 国王, He)"
    assert [item["lang"] for item in king.select("[lang]")] == ["zh"]
    assert words(king.select_one(".described")) == (
        "person · January 5, 1028 – September 9, 1087 · Crowned in 1066 · example.org"
    )
    assert words(row(built, "enemy").select_one(".described")) == "organisation · from 1050"
    links = [item["href"] for item in row(built, "north").select(".described a")]
    assert links == ["https://www.wikidata.org/wiki/Q1"]


def test_mentions_are_listed_and_linked(named: Edition) -> None:
    """Passages and notes, with the numbers that the page has; forms bound to a place mean the
    name there alone; nothing is found in code, addresses, labels of works and prose.
    """
    built = named.build()
    assert uses(built, "king") == "Mentioned at C 1 (note 1), C 2 (note 3)"
    assert uses(built, "north") == "Mentioned at C 1 (note a), C 2 (note 3)"
    assert uses(built, "enemy") == "Mentioned at C 1 (note 1), C 2"
    assert uses(built, "sword") == "Mentioned at C 2 (note 2)"
    assert uses(built, "song") == "Not mentioned"
    chronicle = built.html("chronicle")
    for link in row(built, "king").select(".uses a"):
        docname, _, anchor = str(link["href"]).partition("#")
        assert docname == "chronicle.html"
        there = chronicle.find(id=anchor)
        assert isinstance(there, Tag)
        mark = chronicle.find(id=f"r.{anchor}")
        assert mark is None or words(mark) == words(link)
    # Of “sword” the note has the name, and not the words of its passage.
    assert len(row(built, "sword").select(".uses a")) == 1


def test_stored_mentions_are_where_the_words_are(named: Edition) -> None:
    """Offsets are those of the printed passage."""
    domain = get_domain(named.build().app.env)
    first = domain.mentions["chronicle"][0]
    assert (first.kind, first.ident) == ("passage", "chronicle:1")
    text = "The king's men of the North were crowned in 1066 -- and the king's son died in 1087."
    found = [(item.name, text[item.start : item.end]) for item in first.found]
    assert found == [("king", "king"), ("north", "the North"), ("king", "king")]


def test_mention_does_not_reach_over_paragraphs(edition: Make) -> None:
    """A form whose words stand in two paragraphs is none."""
    made = edition(
        {
            "index.md": page(
                "::::{passage} 1\nand the king's son died in 1087.\n\nHe was not\n::::\n"
            ),
            "names.yaml": "odd:\n  kind: event\n  name: died in 1087. He\n",
        },
        variorum_names="names.yaml",
    )
    assert get_domain(made.build().app.env).mentions == {}


def test_one_kind(edition: Make) -> None:
    """A register of one kind has its names, without saying the kind, and links lead there."""
    columns = ":columns: name, described, mentioned at\n:::\n"
    persons = f"# Names\n\n:::{{register}} names\n:kind: person\n{columns}"
    places = f"# Places\n\n:::{{register}} names\n:kind: place\n{columns}"
    made = edition(
        files(**{"names.md": persons, "about.md": places, "index.md": INDEX}),
        variorum_names="names.yaml",
    )
    built = made.build()
    assert words(row(built, "king").select_one(".described")).startswith("January 5")
    assert row(built, "north", "about")
    hrefs = [item["href"] for item in built.html("index").select("a[href*='#name.']")]
    assert hrefs == ["names.html#name.king", "about.html#name.north"]
    # No register has the organisation.
    assert {message.text for message in built.messages} == {
        "no page lists the name “enemy”: write a “register” of names on one",
        "no page lists the name “sword”: write a “register” of names on one",
    }


def test_passage_names_what_it_mentions(named: Edition) -> None:
    """Among the connections of a passage are the names in its words."""
    chronicle = named.build().html("chronicle")
    groups = [
        [(words(link), link["href"]) for link in group.select("a")]
        for group in chronicle.select(".group.names")
    ]
    assert groups == [
        [("The King", "names.html#name.king"), ("the North", "names.html#name.north")],
        [("The King", "names.html#name.king"), ("the enemy", "names.html#name.enemy")],
    ]


def test_register_is_arranged_as_all_others_are(named: Edition) -> None:
    """Groups, filters and columns; a name that a limited register has is linked to there."""
    asked = ":group: kind\n:filter: mentions > 0 and kind != person\n:columns: name, mentioned at\n"
    named.write({"names.md": f"# Names\n\n:::{{register}} names\n{asked}:::\n"})
    built = named.build()
    table = built.html("names").select_one("table.register.names")
    assert table is not None
    assert [words(item) for item in table.select("th.group")] == [
        "organisation 1",
        "place 1",
        "work 1",
    ]
    assert [item["id"] for item in table.select("tr[id^='name.']")] == [
        "name.enemy",
        "name.north",
        "name.sword",
    ]
    groups = [
        [link["href"] for link in group.select("a")]
        for group in built.html("chronicle").select(".group.names")
    ]
    assert groups == [["names.html#name.north"], ["names.html#name.enemy"]]
    assert {item.text for item in built.messages} == {
        "no page lists the name “king”: write a “register” of names on one"
    }


# Links


def test_role_and_plain_link_lead_to_the_row(named: Edition) -> None:
    """They show the standard form, or the editor's words, and the preview says who it is."""
    built = named.build()
    found = {words(link): link for link in built.html().select("a[href*='#name.']")}
    assert {said: link["href"] for said, link in found.items()} == {
        "The King": "names.html#name.king",
        "another": "names.html#name.enemy",
        "the North": "names.html#name.north",
    }
    assert found["The King"]["title"] == "The King: Crowned in 1066"


def test_inventory_has_names(named: Edition) -> None:
    """Other editions can point at them."""
    built = named.build()
    data = (Path(built.app.outdir) / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri="").data["variorum:name"]
    assert inventory["king"].uri == "names.html#name.king"
    assert inventory["king"].display_name == "The King"


def test_unknown_name_is_told_with_the_nearest(named: Edition) -> None:
    """With file and line."""
    named.replace("index.md", "{name}`king`", "{name}`kng`")
    built = named.build()
    message = built.messages[0]
    assert (message.place, message.line, message.subtype) == ("index.md", 3, "variorum.reference")
    assert message.text == "there is no name “kng”; did you mean “king”?"


def test_id_of_a_name_yields_to_other_objects(named: Edition) -> None:
    """A plain link to an id that a note has too leads to the note, and says nothing."""
    named.replace("chronicle.md", ":type: person\n", ":type: person\n:id: north\n")
    built = named.build()
    assert built.messages == []
    assert built.html().select("a[href='chronicle.html#n.north']")


# Bad input


def test_missing_file_is_told_where_it_is_configured(edition: Make) -> None:
    """The build goes on without names; putting the file there mends it."""
    made = edition(files(), variorum_names="nmes.yaml")
    message = made.build().messages[0]
    assert message.subtype == "variorum.names"
    assert message.place == "conf.py"
    assert message.text.startswith("nmes.yaml in variorum_names cannot be read (No such file")
    made.write({"nmes.yaml": NAMES})
    built = made.build()
    assert built.messages == []
    assert uses(built, "enemy") == "Mentioned at C 1 (note 1), C 2"


def test_faults_of_the_file_have_its_lines(named: Edition) -> None:
    """A collision, an unknown kind and an unknown place; all else is used."""
    more = (
        "other:\n  kind: person\n  name: The Other\n  forms: [king]\n"
        "bad:\n  kind: persn\n  name: Bad\n"
        "bound:\n  kind: law\n  name: Law\n  forms: [{form: count, only-in: [chronicl]}]\n"
    )
    named.write({"names.yaml": NAMES + more})
    built = named.build()
    start = NAMES.count("\n")
    found = {
        (message.place, message.line - start, message.subtype)
        for message in built.messages
        if message.place == "names.yaml"
    }
    assert found == {
        ("names.yaml", 4, "variorum.names"),
        ("names.yaml", 6, "variorum.names"),
        ("names.yaml", 11, "variorum.names"),
    }
    assert uses(built, "enemy") == "Mentioned at C 1 (note 1), C 2"


def test_register_without_a_file_is_told(edition: Make) -> None:
    """And is empty."""
    plain = {"index.md": page("::::{passage} 1\nHe was not destroyed.\n::::\n"), "n.md": REGISTER}
    made = edition({**plain, "index.md": plain["index.md"] + "\n```{toctree}\nn\n```\n"})
    built = made.build()
    assert [(item.place, item.line, item.subtype) for item in built.messages] == [
        ("n.md", 3, "variorum.names")
    ]
    assert built.html("n").select(".register.empty")


def test_values_of_names_are_data(named: Edition) -> None:
    """Markup is escaped, an active address refused."""
    named.replace("names.yaml", "Crowned in 1066", "<script>alert(1)</script>")
    named.replace("names.yaml", '"https://example.org/king"', '"javascript:alert(1)"')
    built = named.build()
    king = row(built, "king")
    assert king.find("script") is None
    assert "<script>alert(1)</script>" in king.get_text()
    assert not [link for link in king.select("a") if "javascript" in str(link["href"])]


# Freshness


def add_form(made: Edition) -> None:
    made.replace("names.yaml", "  name: The Sword\n", "  name: The Sword\n  forms: [crowned]\n")


def add_form_that_is_nowhere(made: Edition) -> None:
    made.replace("names.yaml", "  name: The Sword\n", "  name: The Sword\n  forms: [Blade]\n")


def describe(made: Edition) -> None:
    made.replace("names.yaml", "Crowned in 1066", "Crowned, and dead in 1087")


def rename(made: Edition) -> None:
    made.replace("names.yaml", "name: the enemy", "name: Enemies\n  forms: [the enemy]")


def remove(made: Edition) -> None:
    made.replace("names.yaml", "song:\n  kind: person\n  name: Song\n", "")


def delete_file(made: Edition) -> None:
    (made.path / "names.yaml").unlink()


def change_passage(made: Edition) -> None:
    made.replace("chronicle.md", " -- and the king's son died in 1087", "")
    made.replace("chronicle.md", ":::{correction} 1087", ":::{correction} 1066")


def change_note_elsewhere(made: Edition) -> None:
    made.replace("commentary.md", "and the North answers", "and nobody answers")


def add_note_before(made: Edition) -> None:
    note = ":::{editorial-note} The king\n:type: context\nA note.\n:::\n\n"
    made.replace(
        "chronicle.md", ":::{editorial-note} crowned", f"{note}:::{{editorial-note}} crowned"
    )


def delete_notes(made: Edition) -> None:
    (made.path / "commentary.md").unlink()
    made.replace("index.md", "commentary\n", "")


#: A change, and the pages that show it (None: not counted).
CHANGES: tuple[tuple[Callable[[Edition], None], set[str] | None], ...] = (
    (add_form, {"names", "chronicle"}),
    (add_form_that_is_nowhere, {"names"}),
    (describe, {"names", "index", "commentary", "chronicle"}),
    (rename, {"names", "index", "chronicle"}),
    (remove, {"names"}),
    (delete_file, {"names", "index", "chronicle", "commentary"}),
    (change_passage, {"names", "chronicle"}),
    (change_note_elsewhere, {"names", "chronicle", "commentary"}),
    (add_note_before, {"names", "chronicle"}),
    (delete_notes, None),
)


@pytest.mark.parametrize(
    ("change", "shown"), CHANGES, ids=lambda item: getattr(item, "__name__", "")
)
def test_change_leaves_no_page_stale(
    named: Edition, change: Callable[[Edition], None], shown: set[str] | None
) -> None:
    """Incremental, clean, with one process and with two: the same to the byte; and only pages that
    show the change are written, beside the one that Sphinx writes with them: their index.
    """
    named.build(out="_one")
    shutil.copytree(named.path.parent / "_one", named.path.parent / "_three")
    change(named)
    incremental = named.build(out="_one")
    clean = named.build(out="_clean")
    assert pages(incremental) == pages(clean)
    if shown is not None:
        assert written(incremental) == shown | {"index"}
    assert pages(named.build(out="_two", parallel=2)) == pages(clean)
    assert pages(named.build(out="_three", parallel=2)) == pages(clean)
    assert written(named.build(out="_one")) == set()


def test_names_taken_out_of_the_configuration(named: Edition) -> None:
    """Nothing of them stays, and they come back."""
    first = pages(named.build())
    named.replace("conf.py", "'names.yaml'", "''")
    without = named.build()
    assert get_domain(without.app.env).mentions == {}
    assert not without.html("chronicle").select(".group.names")
    assert pages(without) == pages(named.build(out="_clean"))
    named.replace("conf.py", "variorum_names = ''", "variorum_names = 'names.yaml'")
    assert pages(named.build()) == first


def test_no_names_cost_nothing(edition: Make) -> None:
    """Without a file no automaton is made and nothing is searched."""
    built = edition({"index.md": CHRONICLE.replace("{name}", "{work}")}).build()
    domain = get_domain(built.app.env)
    assert domain._matcher is None
    assert domain.mentions == {}


# Every builder


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml"])
def test_other_builders_list_them(named: Edition, builder: str) -> None:
    """The rows are words and links everywhere; nothing warns."""
    built = named.build(builder)
    assert built.messages == []
    if builder == "text":
        text = (Path(built.app.outdir) / "names.txt").read_text(encoding="utf-8")
        said = " ".join(text.split())
        assert "**The King** (king, 国王, He); kind: person; described: January 5" in said
        assert "mentioned at: C 1 (note 1), C 2 (note 3)" in said
    if builder == "singlehtml":
        links = [link["href"] for link in row(built, "king", "index").select(".uses a")]
        assert links == [
            "#chronicle.1",
            "#chronicle.1.context.crowned",
            "#chronicle.2",
            "#chronicle.2.context.even-by",
        ]
