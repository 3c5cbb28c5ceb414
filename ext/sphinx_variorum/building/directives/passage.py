"""``passage``: the words of a source, proved against its witness, with their annotations."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.statemachine import StringList

from sphinx_variorum.building.anchors import anchor_annotation
from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.directives.annotations import ANNOTATIONS
from sphinx_variorum.building.directives.base import EditionDirective, Option
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.building.nested_directives import read_nested
from sphinx_variorum.building.nodes import annotation, base_text, editorial_sign, passage
from sphinx_variorum.building.passage_content import nested_blocks
from sphinx_variorum.building.verification import verify
from sphinx_variorum.edition.base_text import BaseText, find_headings, parse_base_text
from sphinx_variorum.edition.normalise import normalise_with_origins
from sphinx_variorum.edition.proof import read_quotation
from sphinx_variorum.edition.records import UNKNOWN_SOURCE, Passage, number_slug
from sphinx_variorum.edition.scripts import direction_of
from sphinx_variorum.edition.words import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node

    from sphinx_variorum.edition.records import Source

_NUMBER = re.compile(r"[\w.-]+")
_EXCERPT = 60
# A nested passage is proved itself; a directive that failed has said so.
_MAY_STAND = (base_text, annotation, passage, nodes.system_message, nodes.Invisible)


class PassageDirective(EditionDirective):
    """Quotes a stretch of the source and carries the annotations on it.

    The content is the words of the witness, then the annotations. A blank line begins a
    paragraph; ``[…]`` is an omission, ``[T]he`` a letter whose case the editors changed,
    ``*words*`` emphasis; nothing else is markup.
    """

    argument = "the passage's number in its source: ``5``; or its whole reference: ``other:5``"
    options_known: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {
            "nth": Option("Which of several places in the witness, where the words recur.", "1, 2"),
            "omits": Option("The editors' words for what ``[…]`` leaves out."),
            "verse": Option("The lines are lines of verse and stay as they are.", "no value"),
            "lang": Option("The language of the words, where not the source's.", "BCP 47 tag"),
            "dir": Option("The direction of their script.", "ltr or rtl"),
        }
    )

    def run(self) -> list[Node]:
        source_id, number = self._reference()
        ident = f"{source_id}:{number}"
        text_lines, blocks = self._divide()
        base = parse_base_text(text_lines)
        for index in find_headings(text_lines):
            self.complain(
                Subtype.PASSAGE_HEADING,
                f"“{text_lines[index].strip()}” looks like a heading; inside a passage it is "
                "printed as it stands: put headings between passages",
                self.content_line(index),
            )
        node = passage(ident=ident, docname=self.reading.docname)
        self.set_source_info(node)
        language, direction = self._script(self.reading.source_of(source_id))
        node += self._base_text_node(base, language, direction)
        quotation = read_quotation(base)
        verdict = verify(
            quotation,
            self.reading.source_of(source_id),
            ident,
            self.number("nth") or None,
            self.text("omits"),
            self.env,
            self.complain,
        )
        printed = base.printed()
        record = Passage(
            ident=ident,
            source=source_id,
            number=number,
            docname=self.reading.docname,
            line=self.lineno,
            anchor=f"{source_id}.{number_slug(number)}",
            words=count_words(" ".join(fragment.text for fragment in quotation.fragments)),
            omitted=verdict.omitted,
            omits=self.text("omits"),
            proof=verdict.proof,
            spans=verdict.spans,
            sha256=quotation.sha256(),
            excerpt=_excerpt(printed),
            language=language,
            direction=direction,
        )
        longest = get_configuration(self.config).longest_passage
        if record.words > longest:
            self.complain(
                Subtype.PASSAGE_LONG,
                f"passage {ident} has {record.words} words, more than {longest}: readers cite by "
                "passage, so divide it",
            )
        # A second one with this id is recorded too: its words are reproduced all the same.
        self.reading.passages.append(record)
        if self.claim_identifier(ident):
            node["ids"] = [record.anchor]
        first = len(self.reading.annotations)
        with self.reading.inside(passage=ident):
            for start, end in blocks:
                before = len(node)
                self._run_block(start, end, node)
                self._name_stranger(start, node, before)
        mine = self.reading.annotations[first:]
        if mine:
            text = normalise_with_origins(printed)
            self.reading.annotations[first:] = [
                anchor_annotation(item, text, printed)
                if item.passage == ident and item.state != "standoff"
                else item
                for item in mine
            ]
        return [node]

    def _run_block(self, start: int, end: int, node: passage) -> None:
        """Run the directive in the content's lines `start` to `end`, and add what it makes."""
        nested = (
            read_nested(list(self.content[start:end]), ANNOTATIONS) if self.is_markdown else None
        )
        if nested is None:
            lines = StringList(self.content[start:end])
            self.state.nested_parse(lines, self.content_offset + start, node)
            return
        directive = ANNOTATIONS[nested.name](
            name=nested.name,
            arguments=[nested.argument] if nested.argument else [],
            options=dict(nested.options),
            content=StringList(list(nested.body), self.state.document["source"]),
            lineno=self.content_line(start),
            content_offset=self.content_offset + start + nested.offset,
            block_text="",
            state=self.state,
            state_machine=self.state_machine,
        )
        directive.state_line = self.lineno
        node += directive.run()

    def _name_stranger(self, start: int, node: passage, before: int) -> None:
        """Complain if the block from the content's line `start` on prints what nothing proves.

        `before` is the number of children that `node` had before that block.
        """
        if not all(isinstance(child, _MAY_STAND) for child in node.children[before:]):
            self.complain(
                Subtype.PASSAGE_CONTENT,
                f"“{self.content[start].strip()}” stands inside passage {node['ident']}, where "
                "readers take everything for the words of the witness: put it before or after "
                "the passage",
                self.content_line(start),
            )

    def _reference(self) -> tuple[str, str]:
        written = " ".join(self.arguments).strip()
        source, colon, number = written.rpartition(":")
        if not _NUMBER.fullmatch(number):
            hint = "; an empty line parts it from the words" if "\n" in written else ""
            self.complain(
                Subtype.IDENTIFIER,
                f"“{written}” is no passage's number: letters, digits, dots and hyphens, as in "
                f"“{{passage}} 5”{hint}",
            )
            number = re.sub(r"[^\w.-]+", "-", number).strip("-") or f"line-{self.lineno}"
        if colon:
            return self.identifier("the source's id", source) or UNKNOWN_SOURCE, number
        if self.reading.source is None:
            self.complain(
                Subtype.PASSAGE_SOURCE,
                "the passage belongs to no source: write a “source” directive above it, or its "
                "whole reference, as in “{passage} defectors-game:5”",
            )
            return UNKNOWN_SOURCE, number
        return self.reading.source.ident, number

    def _divide(self) -> tuple[list[str], list[tuple[int, int]]]:
        """The lines of base text (others blanked, so that indexes stay) and the nested blocks."""
        lines = list(self.content)
        blocks = nested_blocks(lines, markdown=self.is_markdown)
        text_lines = list(lines)
        for start, end in blocks:
            text_lines[start:end] = [""] * (end - start)
        return text_lines, blocks

    def _script(self, source: Source | None) -> tuple[str, str]:
        """The language and direction of the words: its own, or those of its source."""
        language, direction = self.text("lang"), self.direction()
        if source and not language:
            language, direction = source.language, direction or source.direction
        return language, direction or direction_of(language)

    def _base_text_node(self, base: BaseText, language: str, direction: str) -> base_text:
        node = base_text(language=language, direction=direction, verse="verse" in self.options)
        # The words of a source are data: not to be made typographic, nor translated.
        node["support_smartquotes"] = False
        for runs in base.paragraphs:
            paragraph = nodes.paragraph(translatable=False)
            for run in runs:
                child: nodes.Node = nodes.Text(run.text)
                if run.kind != "text":
                    child = editorial_sign("", "", child, kind=run.kind)
                if run.emphasis == "emphasis":
                    child = nodes.emphasis("", "", child)
                elif run.emphasis == "strong":
                    child = nodes.strong("", "", child)
                paragraph += child
            node += paragraph
        return node


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _EXCERPT:
        return words
    return words[:_EXCERPT].rpartition(" ")[0] + " …"
