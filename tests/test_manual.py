"""The manual: every example is built, every quoted message is the build's own, and the reference
names everything there is (issue 2, item 10).

An example is a ``code-block`` of a page in docs/. Its caption says what it does, to readers and to
this test alike:

=====================================  ==========================================================
``NAME``                               the whole file NAME
``added to NAME``                      goes to the end of NAME
``into NAME, before the last ::::``    goes in there
``a mistake in NAME`` (a diff)         a change that must be reported
``the build says`` (after a mistake)   all that the build then says, free to break lines at spaces
=====================================  ==========================================================

A ``console`` block has commands behind ``$`` and the lines they print; ``…`` leaves lines out, and
a line that is indented goes on with the one before. A ``text`` block without a caption is a
drawing. Any other fence of the manual is known by name.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from sphinx_variorum.building.configuration import PREFIX, Configuration
from sphinx_variorum.building.directives import DIRECTIVES
from sphinx_variorum.building.directives.annotation import COMMON_OPTIONS
from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.fences import mend
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.roles import ROLES
from sphinx_variorum.edition.normalise import FOLDED
from sphinx_variorum.edition.vocabulary import schemes
from sphinx_variorum.output.manual import sayings
from sphinx_variorum.output.manual.chapters import CHAPTERS
from sphinx_variorum.output.manual.reading_code import is_common, member_docstrings
from tests.support import Built, Edition

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "docs"
TUTORIAL = DOCS / "tutorial.md"

#: Fences of the manual that are no examples.
_NO_EXAMPLES = {"toctree", "variorum-reference"}
#: Commands of the manual that would need a network or a terminal of one's own.
_NOT_RUN = ("mkdir ", "cd ", "python3 -m venv ", ". .venv/", "pip install ")
_OPTION = re.compile(r":(?P<name>[\w-]+):\s*(?P<value>.*)$")
_INTO = re.compile(r"into (?P<name>\S+), before the last ::::$")


@dataclass(frozen=True)
class Block:
    """A code block of the manual: where it stands, its language, its caption and its text."""

    place: str
    language: str
    caption: str
    text: str


def read_blocks(path: Path) -> Iterator[Block]:
    """All code blocks of a page of the manual."""
    for token in MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8")):
        if token.type != "fence":
            continue
        place = f"{path.relative_to(REPOSITORY)}:{(token.map or [0])[0] + 1}"
        name, _, language = token.info.partition(" ")
        if name.strip("{}") in _NO_EXAMPLES:
            continue
        assert name == "{code-block}", f"{place}: no test knows what to do with {token.info!r}"
        lines = token.content.split("\n")
        options = {}
        while lines and (match := _OPTION.match(lines[0])):
            options[match["name"]] = match["value"]
            lines.pop(0)
        assert options.keys() <= {"caption"}, place
        text = "\n".join(lines).strip("\n") + "\n"
        yield Block(place, language.strip(), options.get("caption", ""), text)


def pages() -> list[Path]:
    """The pages of the manual that hold examples."""
    found = sorted(DOCS.rglob("*.md"))
    return [page for page in found if any(block.caption for block in read_blocks(page))]


def squash(text: str) -> str:
    """Text without its line breaks."""
    return " ".join(text.split())


@dataclass
class Workshop:
    """A folder in which the examples of one page are tried, in their order."""

    edition: Edition
    #: Where sites that an example names are published in this test: address to inventory.
    published: dict[str, Path] = field(default_factory=dict)
    mistake: Built | None = None
    commands: list[str] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Do what the block says."""
        into = _INTO.match(block.caption)
        if block.language == "console":
            self._run(block)
        elif block.caption.startswith("a mistake in "):
            assert block.language == "diff", block.place
            self._make_mistake(block)
        elif block.caption == "the build says":
            assert self.mistake is not None, block.place
            said = self.mistake.output.replace(f"{self.mistake.app.srcdir}/", "")
            assert squash(block.text) == squash(said), block.place
            self.mistake = None
        elif into:
            before, mark, after = self._read(into["name"]).rpartition("\n::::")
            assert mark, block.place
            self._write(into["name"], f"{before}\n{block.text}{mark}{after}")
        elif block.caption.startswith("added to "):
            name = block.caption.removeprefix("added to ")
            self._write(name, f"{self._read(name)}\n{block.text}")
        elif block.caption:
            assert " " not in block.caption, f"{block.place}: what does {block.caption!r} mean?"
            self._write(block.caption, block.text)
        else:
            assert block.language == "text", f"{block.place}: an example without a caption"

    def _read(self, name: str) -> str:
        return (self.edition.path / name).read_text(encoding="utf-8")

    def _write(self, name: str, text: str) -> None:
        for address, inventory in self.published.items():
            text = text.replace(f'("{address}", None)', f'("{address}", {str(inventory)!r})')
        self.edition.write({name: text})
        if name == "index.rst":
            (self.edition.path / "index.md").unlink(missing_ok=True)

    def _make_mistake(self, block: Block) -> None:
        name = block.caption.removeprefix("a mistake in ")
        right = self._read(name)
        old, new = (
            "".join(f"{line[1:]}\n" for line in block.text.splitlines() if line[0] == sign)
            for sign in "-+"
        )
        assert right.count(old) == 1, block.place
        self._write(name, right.replace(old, new))
        self.mistake = self.edition.build(clean=True)
        self._write(name, right)

    def _run(self, block: Block) -> None:
        printed: list[str] = []
        for line in block.text.replace("\n  ", " ").splitlines():
            if not line.startswith("$ "):
                if line != "…":
                    assert printed, f"{block.place}: the command does not print {line!r}"
                    while squash(printed.pop(0)) != squash(line):
                        assert printed, f"{block.place}: the command does not print {line!r}"
                continue
            command = line[2:]
            if command.startswith(_NOT_RUN):
                continue
            self.commands.append(command)
            printed = run(command, self.edition.path).splitlines()

    def build(self) -> Built:
        """Build what stands there; nothing may be wrong with it."""
        built = self.edition.build(clean=True)
        assert built.output == ""
        found = get_domain(built.app.env).edition
        assert {passage.proof for passage in found.passages.values()} <= {"verbatim", "locked"}
        states = {annotation.state for annotation in found.annotations.values()}
        assert not states & {"unanchored", "orphan"}
        return built


def run(command: str, folder: Path) -> str:
    """Run a line of the manual in a shell, with the commands of this Python; return all output."""
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    main = "import sys; from sphinx_variorum.output.command_line import main; sys.exit(main())"
    for name, arguments in {"sphinx-build": "-m sphinx", "sphinx-variorum": f'-c "{main}"'}.items():
        script = tools / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
        script.chmod(0o755)
    # Sphinx prints in colour wherever it takes the environment for that of a CI service.
    environment = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    environment |= {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


def workshop(path: Path, *, begun: bool = True) -> Workshop:
    """A workshop in an empty folder, or one that the tutorial has been followed in to step four."""
    made = Workshop(Edition(path / "edition", {}))
    made.edition.path.mkdir(parents=True)
    if begun:
        for block in read_blocks(TUTORIAL):
            if block.caption and " " not in block.caption:
                made.take(block)
    return made


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(DOCS)))
def test_examples_of_a_page_build_without_a_warning(page: Path, tmp_path: Path) -> None:
    """Examples build cleanly, mistakes are reported as printed, commands print what is shown."""
    if "ferry.example.org" in page.read_text(encoding="utf-8"):
        made = citing_workshop(tmp_path)
    else:
        made = workshop(tmp_path, begun=page != TUTORIAL)
    blocks = list(read_blocks(page))
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        made.take(block)
        if block.caption.startswith("a mistake in "):
            assert after is not None, block.place
            assert after.caption == "the build says", block.place
    made.build()


def citing_workshop(path: Path) -> Workshop:
    """An empty folder; the edition of the tutorial has been published elsewhere."""
    cited = workshop(path / "cited")
    for block in read_blocks(TUTORIAL):
        if block.caption.startswith(("added to", "into")):
            cited.take(block)
    cited.edition.build()
    inventory = path / "cited" / "_build" / "html" / "objects.inv"
    assert inventory.is_file()
    made = workshop(path, begun=False)
    made.published["https://ferry.example.org/"] = inventory
    return made


def test_every_fence_of_the_manual_is_an_example_or_known() -> None:
    """No example escapes: `read_blocks` refuses what it does not know, on every page."""
    found = {page: list(read_blocks(page)) for page in DOCS.rglob("*.md")}
    captions = [block.caption for blocks in found.values() for block in blocks]
    assert TUTORIAL in found
    assert captions.count("the build says") == sum(
        caption.startswith("a mistake in ") for caption in captions
    )


def test_tutorial_leads_to_a_passage_a_note_and_a_need(tmp_path: Path) -> None:
    """Ten minutes: one passage, one note, one need, three mistakes; its commands were run."""
    made = workshop(tmp_path, begun=False)
    blocks = list(read_blocks(TUTORIAL))
    for block in blocks:
        made.take(block)
    assert [command.split()[0] for command in made.commands] == [
        "sphinx-variorum",
        "sphinx-build",
        "sphinx-build",
    ]
    assert sum(block.caption == "the build says" for block in blocks) == 3
    # What sphinx-build wrote, run as a reader would.
    page = made.edition.path / "_build" / "html" / "index.html"
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")
    assert len(soup.select("section.passage")) == 1
    assert len(soup.select("aside.annotation.editorial-note")) == 1
    assert len(soup.select("aside.annotation.citation-needed")) == 1
    segments = [segment.get_text() for segment in soup.select(".segment")]
    assert segments == ["licensed", "has never lost a passenger"]


def test_example_of_everything_uses_every_directive_and_role() -> None:
    """The reference's example stays whole when a directive or a role is added."""
    text = "".join(block.text for block in read_blocks(DOCS / "reference" / "example.md"))
    assert {name for name in DIRECTIVES if f"{{{name}}}" not in text} == set()
    assert {name for name in ROLES if f"{{{name}}}`" not in text} == set()


def test_citing_edition_links_to_the_cited_one(tmp_path: Path) -> None:
    """All three ways to cite a passage of another edition lead to its anchor there."""
    made = citing_workshop(tmp_path)
    for block in read_blocks(DOCS / "how-to" / "cite-from-another-edition.md"):
        made.take(block)
    links = made.build().html().select("a.external[href*='ferry']")
    assert [link["href"] for link in links] == ["https://ferry.example.org/index.html#ferry.1"] * 3
    assert links[0].get_text() == "F 1"


def test_restructuredtext_example_says_what_the_markdown_one_says(tmp_path: Path) -> None:
    """The same directives make the same passages and notes from either language."""
    made = workshop(tmp_path)
    for block in read_blocks(DOCS / "how-to" / "use-restructuredtext.md"):
        made.take(block)
    soup = made.build().html()
    assert [len(soup.select(kind)) for kind in (".passage", ".editorial-note.annotation")] == [2, 1]
    assert soup.select_one("p > a.reference[href='#ferry.2']").get_text() == "F 2"


def test_names_are_found_where_the_manual_says(tmp_path: Path) -> None:
    """List who and what is mentioned: the row it quotes, and a form that is bound to a place."""
    made = workshop(tmp_path)
    for block in read_blocks(DOCS / "how-to" / "list-names.md"):
        if not block.caption.startswith(("a mistake", "the build")):
            made.take(block)
    soup = made.build().html()
    uses = {
        str(row["id"]): " ".join(row.select_one(".uses").get_text().split())
        for row in soup.select(".register.names > li")
    }
    assert uses == {
        "name.marsh": "Mentioned at F 1 (note 1)",
        "name.near-bank": "Mentioned at F 1 (note 1), F 2",
        "name.hollin": "Mentioned at F 1",
        "name.the-river": "Mentioned at F 1",
    }


@pytest.mark.parametrize("suppressed", ["variorum.passage_absent", "variorum"])
def test_suppression_does_what_the_manual_says(suppressed: str, tmp_path: Path) -> None:
    """Fidelity, “Limits”: a fault fails the build though its message is hidden."""
    made = workshop(tmp_path)
    for block in read_blocks(TUTORIAL):
        if block.caption == "added to index.md":
            made.take(block)
    made.edition.replace("index.md", "1672", "1762")
    built = made.edition.build(suppress_warnings=[suppressed])
    assert built.output == ""
    assert built.app.statuscode == 1


def test_links_of_the_example_print_what_the_manual_says(tmp_path: Path) -> None:
    """Reference, “Roles”: what each role prints, and that plain links do the same."""
    made = workshop(tmp_path)
    for block in read_blocks(DOCS / "reference" / "example.md"):
        made.take(block)
    soup = made.build().html()
    paragraph = next(p for p in soup.select("p") if "has been printed once" in p.get_text())
    links = {link["href"]: link.get_text() for link in paragraph.select("a")}
    assert links["#ferry.1"] == "F 1"
    assert links["#ferry.2"] == "the one on the tolls"
    assert links["#ferry.3"] == "F 3"
    assert links["#ferry.4"] == "the answer"
    assert links["#n.no-loss"] == links["#n.oldest"] == "F 1"
    assert [link.get_text() for link in paragraph.select("a[href='#ferry.source']")] == [
        "The Ferry at Hollin",
        "F",
    ]


def test_every_command_has_its_chapter(tmp_path: Path) -> None:
    """Reference, “Command line”: no command is left out."""
    (tmp_path / "here").mkdir()
    commands = re.search(r"\{([\w,-]+)\}", run("sphinx-variorum --help", tmp_path / "here"))
    assert commands is not None
    text = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    chapters = re.findall(r"^## sphinx-variorum (\S+)$", text, re.MULTILINE)
    assert sorted(chapters) == sorted(commands[1].split(","))


def test_example_in_a_code_block_is_left_alone() -> None:
    """A fence inside a code block is text (design: nothing is mended that is no fence)."""
    page = (
        "# Page\n\n```{code-block} md\n:::{passage} 1\nWords.\n\n:::{editorial-note} Words\n"
        ":type: context\nNote.\n:::\n:::\n```\n"
    )
    assert mend(page) == (page, ())


# The reference, and the manual as a whole


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The manual, built without the edition that it stands beside."""
    folder = tmp_path_factory.mktemp("manual")
    edition = Edition(
        folder / "source",
        {
            "extensions": ["myst_parser", "sphinx_variorum", "sphinx_variorum.output.manual"],
            "myst_enable_extensions": ["colon_fence", "deflist"],
            "html_theme": "basic",
            "nitpicky": True,
        },
    )
    files = {
        str(path.relative_to(REPOSITORY)): path.read_text(encoding="utf-8")
        for path in [*DOCS.rglob("*.md"), REPOSITORY / "CHANGELOG.md"]
    }
    conf = "".join(f"{name} = {value!r}\n" for name, value in edition.configuration.items())
    front = "# Front\n\n```{toctree}\ndocs/index\n```\n"
    edition.write({**files, "conf.py": conf, "index.md": front})
    return edition.build()


def test_manual_builds_without_a_warning(manual: Built) -> None:
    """All links of the manual lead somewhere, those into the generated reference too."""
    assert manual.output == ""


def entries() -> Iterator[tuple[str, str, str]]:
    """(chapter, anchor, what is named there) of all that the reference must name."""
    for name, directive in DIRECTIVES.items():
        yield "directives", f"directive-{name}", name
        for option in directive.options_known:
            if not is_common(name, option):
                yield "directives", f"option-{name}-{option}", f":{option}:"
    for option in COMMON_OPTIONS:
        yield "directives", f"option-annotation-{option}", f":{option}:"
    for name in ROLES:
        yield "roles", f"role-{name}", name
    for item in fields(Configuration):
        yield "configuration", f"config-{PREFIX}{item.name}", PREFIX + item.name
    for subtype in Subtype:
        yield "warnings", f"warning-{subtype.value}", f"variorum.{subtype.value}"
    for scheme in schemes().values():
        yield "vocabulary", f"list-{scheme.name}", scheme.label
        for term in scheme.terms:
            yield "vocabulary", f"list-{scheme.name}-{term.slug}", term.slug


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_reference_names_everything_under_an_anchor_of_its_own(chapter: str, manual: Built) -> None:
    """Every directive, option, role, value and subtype has its entry and says something there."""
    soup = manual.html(f"docs/reference/{chapter}")
    for _, anchor, named in filter(lambda entry: entry[0] == chapter, entries()):
        found = soup.find_all(id=anchor)
        assert len(found) == 1, anchor
        head = found[0] if found[0].name == "dt" else found[0].find("h2")
        assert head is not None, anchor
        words = head.get_text().removesuffix("¶").split(" – ")[0].removesuffix(" (required)")
        assert words == named
        said = found[0].find_next("dd" if found[0].name == "dt" else "p")
        assert said is not None
        assert said.get_text().strip(), anchor
        assert head.select_one(f"a.headerlink[href='#{anchor}']") is not None, anchor


def test_reference_of_normalisation_shows_every_folded_character(manual: Built) -> None:
    """Design rule 1: the normalisation is declared, character by character."""
    soup = manual.html("docs/reference/normalisation")
    rows = soup.select("table tbody tr")
    assert len(rows) == len(FOLDED)
    for row, (kind, characters, target) in zip(rows, FOLDED, strict=True):
        what, shown, becomes = row.find_all("td")
        assert what.get_text().strip() == kind
        points = re.findall(r"U\+([0-9A-F]{4,6})", shown.get_text())
        assert [chr(int(point, 16)) for point in points] == list(characters)
        words = {"": "nothing", " ": "a space"}.get(target, target)
        assert becomes.get_text().strip() == words


def test_reference_links_an_option_to_its_closed_list(manual: Built) -> None:
    """What an option takes is listed there, each value linked to its meaning."""
    soup = manual.html("docs/reference/directives")
    said = soup.find(id="option-counter-source-relation").find_next("dd")
    assert [link["href"] for link in said.select("a")] == [
        f"vocabulary.html#list-relation-{term.slug}" for term in schemes()["relation"].terms
    ]
    back = manual.html("docs/reference/vocabulary").find(id="list-relation")
    assert back.select_one("a[href='directives.html#option-counter-source-relation']") is not None


def test_every_subtype_has_a_docstring_for_the_manual() -> None:
    """Design: the list of subtypes is an enum whose docstrings are the manual's page."""
    said = member_docstrings(Subtype)
    assert list(said) == [subtype.value for subtype in Subtype]
    assert min(len(words) for words in said.values()) > 20


def test_sayings_of_the_manual_fit_the_code() -> None:
    """What the manual says beside the code is said of what there is, of all of it and no more."""
    assert set(sayings.ROLES) == set(ROLES)
    assert set(sayings.DEMANDS) == {
        (scheme.name, demand)
        for scheme in schemes().values()
        for term in scheme.terms
        for demand in term.demands
    }
    assert set(sayings.CLOSE_MATCHES) == {
        scheme.name
        for scheme in schemes().values()
        if any(term.close_match for term in scheme.terms)
    }
    declared = {
        option.values
        for directive in DIRECTIVES.values()
        for option in directive.options_known.values()
    }
    assert set(sayings.VALUES) <= declared


def test_unknown_chapter_of_the_reference_is_named(tmp_path: Path) -> None:
    """A slip in the manual itself is an error with the chapters there are."""
    edition = Edition(tmp_path / "edition", {})
    edition.path.mkdir()
    edition.write(
        {
            "conf.py": "extensions = ['myst_parser', 'sphinx_variorum.output.manual']\n",
            "index.md": "# Page\n\n```{variorum-reference} directive\n```\n",
        }
    )
    built = edition.build()
    assert len(built.messages) == 1
    assert "there is no such chapter" in built.messages[0].text
    assert all(chapter in built.messages[0].text for chapter in CHAPTERS)
