"""The records of an edition: frozen, picklable, strings and numbers only.

They are all that Sphinx's environment keeps between builds; never a node (with nodes the
environment is fifteen times larger and every build slower). Empty string = not given.
`docname` and `line` (from 1) say where the editor wrote the thing. An `anchor` is the id of the
HTML element, derived from ids that editors choose.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_variorum.edition.locators import Citation

#: Stands for the source of a passage that belongs to none, until its editor says which.
UNKNOWN_SOURCE = "unknown"


def number_slug(number: str) -> str:
    """A passage's number as a part of an id; it may keep its dots."""
    return re.sub(r"[^\w.-]+", "-", number)


def collated_key(source: str, siglum: str) -> str:
    """The key of a collated witness in the lock: no id of a source holds a space."""
    return f"{source} {siglum}"


class CollatedWitness(NamedTuple):
    """Another witness of a source, held against the one that is printed.

    `source` is the id of the source, `siglum` the sign by which variants name the witness.
    `witness`, `sha256`, `taken`, `proof` and `words` are as those of a `Source`.
    """

    source: str
    siglum: str
    witness: str
    sha256: str
    taken: str
    proof: str
    words: int

    @property
    def lock_key(self) -> str:
        """Its key in the lock."""
        return collated_key(self.source, self.siglum)


class Source(NamedTuple):
    """A text that is edited here.

    `limit` is the share of the witness's words that may be reproduced (0 to 1; 0 = no limit).
    `words` is the number of words of the witness, 0 if not known. `proof` says how the witness
    was checked: ``hashed`` (read, sha256 right), ``locked`` (not at hand, the lock's record
    used), ``changed``, ``missing``, ``undecodable`` or ``none`` (no witness is named). `collated`
    are its other witnesses.
    """

    ident: str
    docname: str
    line: int
    title: str
    entry: str
    siglum: str
    witness: str
    sha256: str
    taken: str
    rights: str
    licence: str
    limit: float
    language: str
    direction: str
    proof: str
    words: int
    collated: tuple[CollatedWitness, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the source's head on its page."""
        return f"{self.ident}.source"

    @property
    def lock_key(self) -> str:
        """Its key in the lock."""
        return self.ident

    @property
    def witnesses(self) -> tuple[Source | CollatedWitness, ...]:
        """What is known of its witnesses: of the one that is printed, and of those collated."""
        return (self, *self.collated)


class Passage(NamedTuple):
    """A quoted stretch of a witness, the unit that is cited, linked and counted.

    `words` are those quoted, `omitted` those its omissions drop, `omits` the editors' words for
    them. `spans` are the offsets of its fragments in the witness (code points, end exclusive).
    `sha256` is that of the exact words (`Quotation.sha256`). `proof`: ``verbatim``, ``locked``
    (words and place agree with the lock, the witness is not at hand), ``unverified`` (neither
    witness nor lock), ``altered`` (its words are not those of the lock), ``absent``,
    ``ambiguous``, ``empty``. `language` (BCP 47) and `direction` (``ltr``, ``rtl``) are
    those of the words, its source's where it names none.
    """

    ident: str
    source: str
    number: str
    docname: str
    line: int
    anchor: str
    words: int
    omitted: int
    omits: str
    proof: str
    spans: tuple[tuple[int, int], ...]
    sha256: str
    excerpt: str
    language: str = ""
    direction: str = ""


class Note(NamedTuple):
    """What an editorial note has beside its words. `type` is a slug of ``note-type``, `labels` are
    slugs of ``rhetoric``: the devices that the note finds in its lemma.
    """

    type: str
    labels: tuple[str, ...] = ()


class CounterSource(NamedTuple):
    """A typed, judged link from a lemma to works or to another passage.

    `quote` are words of the one work that it cites, verbatim.
    """

    relation: str
    certainty: str
    credibility: str
    counter_passage: str
    consulted: str
    quote: str


class Search(NamedTuple):
    """One entry of a search log: when, where, and what was found."""

    date: str
    where: str
    result: str


class StatusChange(NamedTuple):
    """One step in the life of a need: since when (ISO 8601), its status, and words on it."""

    date: str
    status: str
    words: str


class Need(NamedTuple):
    """A citation need: what the SOURCE leaves without a citation, and what became of it.

    `history` are the dated changes of its status, the oldest first, where its editor gave them.
    """

    type: str
    reason: str
    status: str
    opened: str
    by: str
    searched: tuple[Search, ...]
    resolved: str
    resolution: str
    no_need: str
    priority: str
    checked: str
    counter_passage: str
    history: tuple[StatusChange, ...] = ()


class EditorialNeed(NamedTuple):
    """What the EDITORS still owe; no finding about the source, and no reader's.

    `type` is a slug of ``editorial-need-type``. `shown`: whether its words were read, since the
    output then made shows it (`audience`).
    """

    type: str
    opened: str
    by: str
    priority: str
    due: str
    shown: bool


class Correction(NamedTuple):
    """A reading (*recte*) beside the words of the witness (*sic*), which stay as they are."""

    type: str
    reading: str


class Variant(NamedTuple):
    """What other witnesses of the source read in the place of the lemma.

    `reading` is as it is printed, `sigla` are those of its witnesses (`CollatedWitness`). `proof`
    is the worst of what was found: ``verbatim`` (the reading stands in every one of them),
    ``locked`` (so the lock says of a witness that is not at hand), ``unverified`` or ``absent``.
    `sha256` is that of the exact words (`Quotation.sha256`), `words` how many they are.
    """

    reading: str
    sigla: tuple[str, ...]
    proof: str
    sha256: str
    words: int


Detail = Note | CounterSource | Need | Correction | EditorialNeed | Variant


class Position(NamedTuple):
    """What the words under an annotation say to a claim.

    `claim` is its id, `stance` a slug of ``stance``. `value` (“0.13 %”), `date` (ISO 8601) and
    `place` are what the words give for it, as far as they do (`edition.values`).
    """

    claim: str = ""
    stance: str = ""
    value: str = ""
    date: str = ""
    place: str = ""


#: Of an annotation that speaks to no claim.
NO_POSITION = Position()


class Annotation(NamedTuple):
    """An annotation on a lemma of a passage, or on the whole passage.

    `kind` is a slug of ``annotation-kind``. `cites` are its works with locators as they are
    printed (a need's evidence). `span` are the lemma's offsets in the printed passage; `state`:
    ``anchored``, ``whole``, ``unanchored`` (the lemma has no place), ``standoff`` (written
    outside its passage, anchored when the whole edition is known) or ``orphan`` (there is no
    passage).
    `judged` is when the editors judged so. `named` if the editor gave it an id of its own.
    `digest` stands for the words of its body, where it is shown in another document than its own
    (``standoff``); `words` is how many there are.
    """

    ident: str
    kind: str
    passage: str
    docname: str
    line: int
    anchor: str
    lemma: str
    nth: int
    span: tuple[int, int]
    state: str
    cites: tuple[Citation, ...]
    resp: str
    layer: str
    judged: str
    named: bool
    digest: str
    words: int
    detail: Detail
    position: Position = NO_POSITION

    @property
    def source(self) -> str:
        """The id of the source that its passage belongs to."""
        return self.passage.rpartition(":")[0]

    @property
    def counter_passage(self) -> str:
        """The passage that this annotation sets against its own, if any."""
        if isinstance(self.detail, CounterSource | Need):
            return self.detail.counter_passage
        return ""


class Judgement(NamedTuple):
    """What the editors judged of a claim: when (ISO 8601), the verdict, and words on it."""

    date: str
    verdict: str
    words: str


class Claim(NamedTuple):
    """An assertion on which several passages take a stance: a row of the concordance.

    `statement` is the claim in the editors' words; `verdict`, `aspect` and `certainty` are slugs
    of the lists of those names. `value`, `date` and `place` are what the editors hold to be right
    (as in `Position`). `same` and `mirrors` are ids of claims that say the same, or make the same
    charge against the other side. `words` counts those of its prose. `history` are the dated
    verdicts, the oldest first and the present one last, where its editor gave them.
    """

    ident: str
    docname: str
    line: int
    title: str
    statement: str
    verdict: str
    aspect: str
    certainty: str
    value: str
    date: str
    place: str
    same: tuple[str, ...]
    mirrors: tuple[str, ...]
    judged: str
    words: int
    history: tuple[Judgement, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the claim on its page."""
        return f"claim.{self.ident}"


class Reference(NamedTuple):
    """A cross-reference in prose: `kind` and `target` as in the role that was written."""

    docname: str
    line: int
    kind: str
    target: str
    annotation: str


class Register(NamedTuple):
    """A register as it was asked for (`registers.asking`): its kind, which rows it holds, by what
    they are grouped, which columns it has (none: all), how rows are sorted, and how many there
    may be at most (0: all). `filter` and `sort` are canonical; `fault` says why it cannot be
    filled. `pages` are the fields for whose values there are pages of their own, `split` the one
    by whose values it is split if it is long (empty: that of its kind).
    """

    docname: str
    line: int
    kind: str
    filter: str = ""
    group: str = ""
    columns: tuple[str, ...] = ()
    sort: str = ""
    most: int = 0
    fault: str = ""
    pages: tuple[str, ...] = ()
    split: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it lists all that there is."""
        return not (self.filter or self.most or self.fault)


class Picture(NamedTuple):
    """A picture as it was asked for: its kind, and the source it is of (id or siglum), if of one.

    `drawn_with` is the version of what draws it, empty if nothing can: its table stands alone then.
    """

    docname: str
    line: int
    kind: str
    source: str
    drawn_with: str


class Page(NamedTuple):
    """All records of one document, each kind in the order of the document; `title` is its title."""

    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    references: tuple[Reference, ...] = ()
    registers: tuple[Register, ...] = ()
    title: str = ""
    claims: tuple[Claim, ...] = ()
    pictures: tuple[Picture, ...] = ()
