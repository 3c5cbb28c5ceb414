"""The nodes of an edition.

They hold the words and nothing that a record already holds: `ident` leads to the record. Before
anything is written `arrange` turns a passage with its annotations into its printed form; the
renderers in `sphinx_variorum.output` know these classes and no others.
"""

from __future__ import annotations

from docutils import nodes


class source_head(nodes.General, nodes.Element):  # noqa: N801
    """The head of a source: `ident`; children are the editors' lede."""


class kicker(nodes.General, nodes.Element):  # noqa: N801
    """The line above the title of a source's page: `ident`."""


class passage(nodes.General, nodes.Element):  # noqa: N801
    """A passage: `ident`, `docname`; children are one `base_text` and any `annotation`."""


class base_text(nodes.General, nodes.Element):  # noqa: N801
    """The words of a passage: paragraphs of text, emphasis, strong and `editorial_sign`."""


class editorial_sign(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A sign of the editors among the words: `kind` is omission, letter or insertion."""


class segment(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A stretch of base text under the same lemmata: `annotations`, the anchors of their cards,
    with `kinds` and `layers` in the same order, the one whose mark is seen first.
    """


class note_reference(nodes.Inline, nodes.Element):  # noqa: N801
    """The mark behind a lemma that leads to its card: `ident`, `number`, `kind`, `layer`."""


class annotation(nodes.General, nodes.Element):  # noqa: N801
    """An annotation: `ident`, `docname`; children are its words.

    Arranged, it has a `number`, `companions` (anchor and number of those that share words with
    it) and `counter_words`, the words of the passage it sets against its own.
    """


class apparatus(nodes.General, nodes.Element):  # noqa: N801
    """The cards of one passage, in the order of their lemmata; `passage` is its id."""


class claim(nodes.General, nodes.Element):  # noqa: N801
    """A claim: `ident`; children are the editors' prose."""


class register(nodes.General, nodes.Element):  # noqa: N801
    """A register: `asked`, its record."""


class picture(nodes.General, nodes.Element):  # noqa: N801
    """A picture: `asked`, its record; children are its caption."""


class source_figures(nodes.Inline, nodes.TextElement):  # noqa: N801
    """What is counted of a source: `target`, its id or siglum; the child is the target again."""


class work_reference(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A citation in prose: `key`, `locator`, `explicit` (the words are the editor's own)."""
