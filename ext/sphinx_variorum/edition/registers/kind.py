"""What a kind of register declares: its columns, its fields, and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_variorum.edition.filters import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_variorum.edition.filters import Record
    from sphinx_variorum.edition.index import Edition
    from sphinx_variorum.edition.records import Annotation
    from sphinx_variorum.edition.tables import Row


class RegisterKind(NamedTuple):
    """A kind of register.

    `columns` are the titles of its columns (words of ours), in the order of the cells that `row`
    makes. `subjects` gives, in the edition's order, what there may be a row for, each with the
    values of its `fields`; what a row holds is made only for those that are shown. `split` is the
    field by whose values a long register is split (`parting`); one without it never is.
    """

    columns: tuple[str, ...]
    fields: tuple[Field, ...]
    subjects: Callable[[Edition], Iterator[tuple[Any, Record]]]
    row: Callable[[Edition, Any], Row]
    split: str = ""


def word(name: str, scheme: str, *, several: bool = False) -> Field:
    """A field whose values are the words of a closed list."""
    return Field(name, scheme, Kind.WORD, several)


def ident(name: str, *, several: bool = False) -> Field:
    """A field whose values are ids."""
    return Field(name, "", Kind.ID, several)


def words(name: str, *, several: bool = False) -> Field:
    """A field of running words."""
    return Field(name, "", Kind.TEXT, several)


def number(name: str) -> Field:
    """A field of a number."""
    return Field(name, "", Kind.NUMBER)


def day(name: str) -> Field:
    """A field of a date."""
    return Field(name, "", Kind.DATE)


def yes_or_no(name: str) -> Field:
    """A field that holds or does not."""
    return Field(name, "", Kind.YES_OR_NO)


#: The fields that every annotation has, whatever its kind.
ANNOTATION_FIELDS = (
    ident("source"),
    ident("passage"),
    words("lemma"),
    ident("claim"),
    word("stance", "stance"),
    ident("cites", several=True),
    words("resp"),
    words("layer"),
    day("judged"),
    number("words"),
)


def annotation_values(annotation: Annotation) -> dict[str, Any]:
    """The values of `ANNOTATION_FIELDS`."""
    return {
        "source": annotation.source,
        "passage": annotation.passage,
        "lemma": annotation.lemma,
        "claim": annotation.position.claim,
        "stance": annotation.position.stance,
        "cites": tuple(key for key, _locator in annotation.cites),
        "resp": annotation.resp,
        "layer": annotation.layer,
        "judged": annotation.judged,
        "words": annotation.words,
    }
