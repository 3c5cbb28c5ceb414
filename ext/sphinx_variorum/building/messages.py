"""Every message of the build: its subtype, where it points, and how it is said.

A message can be suppressed by name: ``suppress_warnings = ["variorum.omission"]``. The manual's
page of warnings is generated from the docstrings of `Subtype`.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes

    #: Takes what is wrong with a directive, and knows where that is written.
    Complain = Callable[["Subtype", str], None]

TYPE = "variorum"


class Subtype(Enum):
    """The subtypes of the warnings; each is written ``variorum.<value>``."""

    PASSAGE_ABSENT = "passage_absent"
    """A passage does not stand in its witness. The message gives the nearest words there and what
    differs. Correct the passage, mark what you left out with ``[…]``, or escape a bracket that
    belongs to the witness (``\\[``). Fails the build."""

    PASSAGE_AMBIGUOUS = "passage_ambiguous"
    """A passage fits its witness in more than one place. Quote more words, or say which with
    ``:nth:``. Fails the build."""

    PASSAGE_EMPTY = "passage_empty"
    """A passage quotes nothing. Write the words of the witness into it."""

    PASSAGE_LONG = "passage_long"
    """A passage is longer than ``variorum_longest_passage``. It is the unit that readers cite:
    divide it."""

    PASSAGE_ORDER = "passage_order"
    """A passage stands before one that precedes it in the witness, or overlaps with it. Put the
    passages into the order of the witness."""

    PASSAGE_PLACE = "passage_place"
    """A passage stands inside a list, a quotation or a table. Put it at the left margin."""

    PASSAGE_HEADING = "passage_heading"
    """A line of a passage looks like a heading. Inside a passage it is printed as it stands; a
    heading of the edition belongs between passages."""

    PASSAGE_CONTENT = "passage_content"
    """A passage holds something besides the words of its witness and annotations, a block of
    another directive, say. Nothing proves its words: put it before or after the passage."""

    PASSAGE_SOURCE = "passage_source"
    """A passage belongs to no known source. Write a ``source`` directive above it, or name the
    source in its reference: ``other-source:5``."""

    SENTENCE_CUT = "sentence_cut"
    """A passage begins or ends inside a sentence of its witness without saying so. Write ``[…]``
    there, or quote the whole sentence."""

    OMISSION = "omission"
    """An omission drops a negation or a number and nothing says what. Quote the words, or describe
    them in ``:omits:``. One that stands beside the words quoted, in their sentence, must be named
    there: without it they say something else."""

    INSERTION = "insertion"
    """An editors' insertion (``[words]``) brings a negation or a number into the passage. Put it
    into a note instead."""

    WITNESS_CHANGED = "witness_changed"
    """The sha256 of a witness is not the one the source names. Restore the file, or, if the new
    copy is meant, check every passage against it and write the new hash. Fails the build."""

    WITNESS_MISSING = "witness_missing"
    """A source names no witness, or its witness is not at hand and the lock has no record of it,
    so its passages could not be verified. Name it, set ``variorum_witnesses`` to its folder, or
    run ``sphinx-variorum lock`` where it is at hand."""

    WITNESS_ENCODING = "witness_encoding"
    """A witness is not UTF-8. Convert it, keep the conversion, and hash that."""

    FIDELITY = "fidelity"
    """A fault that fails the build, named again because its page was not read in this build. Only
    mending it helps: the build fails though its messages are suppressed."""

    LOCK = "lock"
    """`passages.lock` does not agree with the edition. Run ``sphinx-variorum lock`` where the
    witnesses are at hand. A passage whose words are not those of the lock fails the build."""

    RIGHTS = "rights"
    """More words of a source are reproduced than its limit allows, or its rights are not stated.
    Leave out passages, or correct the statement. Over the limit fails the build."""

    READING_ABSENT = "reading_absent"
    """The reading of a variant does not stand in a witness that is said to have it. Copy the words
    of that witness, or take its siglum out of ``:witnesses:``. Fails the build."""

    VARIANT = "variant"
    """A variant names a witness that its source does not declare in ``:collated:``, stands on
    another page than its source, quotes nothing, or reads as its lemma does."""

    LEMMA_ABSENT = "lemma_absent"
    """The lemma of an annotation does not stand in its passage. The annotation is printed at the
    foot of the passage, marked as unanchored. Copy the words from the passage."""

    LEMMA_AMBIGUOUS = "lemma_ambiguous"
    """The lemma stands in its passage more than once. Add words to it, or ``:nth:``."""

    LEMMA_SHORT = "lemma_short"
    """A lemma of one character marks nothing that a reader could see. Take the whole word."""

    ORPHAN = "orphan"
    """An annotation stands outside every passage, or names one that does not exist. Put it into a
    passage, or name one with ``:passage:``."""

    VOCABULARY = "vocabulary"
    """A value is not in its closed list. The message names the nearest one."""

    OPTION = "option"
    """An option's value cannot be read: a date that does not exist, a number that is none, a
    search log without three parts."""

    OPTION_MISSING = "option_missing"
    """An option that the directive cannot do without is missing."""

    LOCATOR = "locator"
    """A locator is not one: its label is unknown. Write ``p. 12``, ``para. 3``, ``table 1``."""

    LOCATOR_MISSING = "locator_missing"
    """A judgement that speaks against the source needs the place in the work that bears it out."""

    COUNTER_SOURCE = "counter_source"
    """A counter-source lacks what its relation demands: a source, certainty, a second work, the
    other passage, the date on which it was consulted."""

    NEED_EVIDENCE = "need_evidence"
    """A need is answered and nothing shows by what."""

    NEED_SEARCH_LOG = "need_search_log"
    """A need is said to be without result and no search is recorded."""

    NEED_RESOLUTION = "need_resolution"
    """A need was closed without a reason."""

    NEED_HISTORY = "need_history"
    """The history of a need cannot be read, goes back in time, settles twice without reopening, or
    does not agree with ``:status:``, ``:opened:`` or ``:resolved:``."""

    NEED_CHECKED = "need_checked"
    """A need of this type names what was checked, or the passage it contradicts."""

    EDITORIAL_NEED = "editorial_need"
    """The editors still owe something (``editorial-need``), and the build is for a release. Do it
    and remove the directive. Fails the build, though the message be suppressed."""

    CLAIM = "claim"
    """A claim lacks its statement or, with a verdict, its prose; its dated verdicts cannot be read,
    go back in time or end otherwise than ``:verdict:``; or an annotation says what its lemma does
    with a claim and names none."""

    CLAIM_UNKNOWN = "claim_unknown"
    """An annotation or a claim names a claim that has no page. Write one, or correct the id; the
    message names the nearest one. Not said as long as the edition has no page of a claim."""

    POLICY_DISPUTED_CLAIM_WITHOUT_COUNTER_SOURCE = "policy_disputed_claim_without_counter_source"
    """The texts differ on a claim, and no counter-source that names it cites a work. A rule of
    ``variorum_policy``; a note, if that does not say otherwise."""

    POLICY_NEED_OPEN_TOO_LONG = "policy_need_open_too_long"
    """A citation need has been open, or open again, for more days than ``variorum_policy`` allows,
    counted to the day of the build or of SOURCE_DATE_EPOCH. A note after 365 days, if that does not
    say otherwise."""

    POLICY_CONFIRMS_WITHOUT_INDEPENDENCE = "policy_confirms_without_independence"
    """A counter-source that asks for independent works (``confirms``, or credibility ``1``) cites
    two that go back to one origin. A rule of ``variorum_policy``; a note, if that does not say
    otherwise, since a lack of any second origin has a warning of its own."""

    POLICY_VERDICT_WITHOUT_PROSE = "policy_verdict_without_prose"
    """A claim has a verdict and no prose. A rule of ``variorum_policy``; off, if that does not say
    otherwise, since the directive warns already. As ``error`` it fails the build."""

    POLICY_GRADE_WITHOUT_REASON = "policy_grade_without_reason"
    """A work that is cited has a grade of reliability in the bibliography and no reason for it. A
    rule of ``variorum_policy``; a warning, if that does not say otherwise."""

    POLICY_ONE_SIDED_SOURCE_USE = "policy_one_sided_source_use"
    """A work speaks to several sources and is set against one alone, twice or more; or three or
    more counter-sources tell against a source, and all come from one work. A rule of
    ``variorum_policy``; a note, if that does not say otherwise."""

    POLICY_INCOMPATIBLE_VALUES = "policy_incompatible_values"
    """Two figures, dates or places that are given for one claim cannot both be so. A rule of
    ``variorum_policy``; a note, if that does not say otherwise, since the texts may well differ."""

    WORK_UNKNOWN = "work_unknown"
    """A key is not in the bibliography. The message names the nearest one."""

    REFERENCE = "reference"
    """A role names a passage, source, siglum, need or annotation that does not exist."""

    IDENTIFIER = "identifier"
    """An id cannot be used: lower-case letters, digits and hyphens only."""

    DUPLICATE = "duplicate"
    """Two places claim one id. Both are named; the first keeps it."""

    DIRECTIVE = "directive"
    """A fence was meant for a directive of the edition and is none: braces are missing, its name
    has a slip, or MyST's ``colon_fence`` is off. What stands in it is not part of the edition."""

    FENCE_LENGTH = "fence_length"
    """An inner fence is as long as the one around it, and would close it. Give the outer fence
    more colons. The build repairs it for this run and says so."""

    FENCE_OPEN = "fence_open"
    """A fence is never closed and would swallow the rest of the page. Close it. The build repairs
    it for this run and says so."""

    URL = "url"
    """A URL with an active scheme (``javascript:`` and the like) was refused."""

    MARKUP = "markup"
    """HTML stands where words are meant. It is printed as it was written and never run."""

    BIBLIOGRAPHY = "bibliography"
    """A bibliography file has a fault: a syntax error, a key twice, bytes that are not UTF-8. The
    other entries are used."""

    NAMES = "names"
    """The file of names has a fault: a syntax error, a field that is missing or unknown, two names
    with one form, a place that is none; or it is not there. All else in it is used."""

    ENCODING = "encoding"
    """A document is not UTF-8. It is left out of the build, which goes on; convert it."""

    REGISTER = "register"
    """A register asks for what there is not."""

    PICTURE = "picture"
    """A picture asks for what there is not: a kind of picture, a source, an option. The message
    names the nearest one."""

    REDIRECT = "redirect"
    """An entry of ``variorum_redirects`` leads nowhere, or its old id is in use."""

    CONFIGURATION = "configuration"
    """A configuration value cannot be used; its default is."""

    SEARCH = "search"
    """Pagefind was asked for and is not installed, or could not make its index."""


_logger = logging.getLogger(__name__)


def report(
    subtype: Subtype,
    message: str,
    *,
    location: nodes.Node | tuple[str, int | None] | str | None = None,
) -> None:
    """Log one warning of the build under its subtype, on one line."""
    message = message.replace("\n", " ")
    _logger.warning("%s", message, type=TYPE, subtype=subtype.value, location=location)


def tell(message: str) -> None:
    """Log something that is no fault, for whoever reads the whole output of the build."""
    _logger.info("%s", message)
