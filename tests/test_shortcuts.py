"""The shortcuts that make a build cheaper change nothing of what it makes (issue 2, benchmarks)."""

from __future__ import annotations

import gc
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, make_document
from myst_parser.parsers.mdit import create_md_parser

from sphinx_variorum.building.directives.annotations import ANNOTATIONS
from sphinx_variorum.building.nested_directives import read_nested
from sphinx_variorum.building.plain_prose import read_plainly
from tests.support import Edition, page

MakeEdition = Callable[..., Edition]

_ALPHABET = string.ascii_letters + string.digits + " \n\t.,;:!?'\"()[]{}<>*_`#-+=|~^$&\\/%@–“”’éß한"


def _no_role(name: str, text: str, line: int) -> list[nodes.Node]:
    raise AssertionError("these words hold no role")


def _by_myst(lines: list[str]) -> list[str]:
    """What MyST makes of the lines: each block's class and its text."""
    document = make_document()
    parser = create_md_parser(
        MdParserConfig(enable_extensions={"colon_fence", "deflist", "dollarmath", "strikethrough"}),
        DocutilsRenderer,
    )
    parser.options["document"] = document
    parser.render("\n".join(lines) + "\n")
    return [_outline(child) for child in document.children]


def _outline(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return str(node)
    # MyST makes a text node of every line; how words are parted into them is not seen.
    inner = "".join(_outline(child) for child in node.children)
    return f"{type(node).__name__}({inner})"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.text(alphabet=_ALPHABET, max_size=40), min_size=1, max_size=5))
def test_prose_read_plainly_is_what_myst_makes_of_it(lines: list[str]) -> None:
    """Whatever `read_plainly` accepts, MyST reads as the same paragraphs."""
    lines = [line for text in lines for line in text.split("\n")]
    plainly = read_plainly(lines, "page.md", 1, _no_role)
    if plainly:
        assert [_outline(node) for node in plainly] == _by_myst(lines)


def test_ordinary_prose_takes_the_shortcut() -> None:
    """The shortcut is taken for what most notes are; markup and lists are left to MyST."""
    assert read_plainly(
        ["The register counts arrivals, not “departures”.", "So it is."], "p", 1, _no_role
    )
    for line in ("See *this*.", "- a", "1. a", "see [x](y)", "a  ", "    code", "# a"):
        assert read_plainly([line], "page.md", 1, _no_role) is None


def _both_ways(edition: MakeEdition, block: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    outcome = []
    for way in ("shortcut", "myst"):
        made = edition(
            {
                "index.md": page(
                    "::::{passage} 1\nThe king's men of the North were crowned in 1066 -- and the "
                    f"king's son died in 1087.\n\n{block}\n::::\n"
                )
            }
        )
        with monkeypatch.context() as context:
            if way == "myst":
                context.setattr(
                    "sphinx_variorum.building.directives.passage.read_nested",
                    lambda lines, known: None,
                )
            built = made.build(clean=True)
        outcome.append(built.html().prettify() + built.output)
        annotations = [
            item
            for page in built.app.env.domains["variorum"].pages.values()
            for item in page.annotations
        ]
        outcome[-1] += repr(annotations)
    return outcome


@pytest.mark.parametrize(
    "block",
    [
        ":::{editorial-note} crowned in 1066\n:type: term\n\nTwo words.\n\nAnd more.\n:::",
        ":::{counter-source} crowned\n:cites: song2015, para. 4; coi2014, p. 3\n"
        ":relation: supports\nWords with *emphasis* and {work}`song2015`.\n:::",
        '```{citation-needed} "crowned"\n:type: citation\n:status: open\n:by: "an editor"\n\n```',
        ":::{correction} crowned\n:corr: anointed # not a comment\n:::",
        ":::{editorial-note}\n---\ntype: term\n---\nYAML.\n:::",
        ":::{editorial-note} crowned\n:type: term\n:unknown: x\nBody.\n:::",
        ":::{editorial-note} crowned\n:type:\nBody.\n:::",
        ":::{editorial-note} crowned\n:type: term\nIt is in {work}`song2015, para. 4`, see "
        "{passage}`1` and\n{passage}`these words <chronicle:1>`.\n\nSecond {siglum}`C` too.\n:::",
        ":::{admonition} Not ours\nBody.\n:::",
        ":::{editorial-note} crowned\n:type: term\n:by: a: b\nBody.\n:::",
    ],
)
def test_a_nested_directive_is_what_myst_makes_of_it(
    edition: MakeEdition, block: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block read off its lines gives the same page, records and messages as through MyST."""
    shortcut, through_myst = _both_ways(edition, block, monkeypatch)
    assert shortcut == through_myst


def test_plain_blocks_take_the_shortcut() -> None:
    """The shortcut reads name, argument, options and body."""
    lines = [":::{editorial-note} two words", ":type: term", "", "Body.", ":::"]
    nested = read_nested(lines, ANNOTATIONS)
    assert nested is not None
    assert nested.argument == "two words"
    assert dict(nested.options) == {"type": "term"}
    assert (list(nested.body), nested.offset) == (["Body."], 3)


def test_the_collector_is_as_it_was_after_a_build(edition: MakeEdition) -> None:
    """Calming the garbage collector ends with the build."""
    before = gc.get_threshold()
    edition({"index.md": "# Title\n"}).build()
    assert gc.get_threshold() == before


def test_remembered_stems_make_the_same_search_index(
    edition: MakeEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index with stems from memory is the one that Sphinx makes."""
    files = {"index.md": "# Running runners ran\n\nThe runner was running; the houses housed.\n"}
    remembered = edition(files).build(clean=True)
    index = (Path(remembered.app.outdir) / "searchindex.js").read_bytes()
    with monkeypatch.context() as context:
        context.setattr(
            "sphinx_variorum.output.setup_html.remember_stems", lambda app, config: None
        )
        plain = edition(files).build(clean=True)
    assert (Path(plain.app.outdir) / "searchindex.js").read_bytes() == index


def test_a_changed_template_is_seen(edition: MakeEdition) -> None:
    """Compiled templates that were kept do not outlive a change of their source."""
    made = edition(
        {"index.md": "# Title\n", "_templates/page.html": "one"}, templates_path=["_templates"]
    )
    first = made.build(clean=True)
    assert (Path(first.app.outdir) / "index.html").read_text(encoding="utf-8").strip() == "one"
    made.write({"_templates/page.html": "two", "index.md": "# Other title\n"})
    second = made.build()
    assert (Path(second.app.outdir) / "index.html").read_text(encoding="utf-8").strip() == "two"
