"""What the manual says of things that the code only names.

Each table is keyed by a name of the code; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

#: `Option.values` in words, where the value itself is only a name.
VALUES: Mapping[str, str] = MappingProxyType(
    {
        "text": "",
        "date": "A date: ``2026``, ``2026-11`` or ``2026-11-23``.",
        "id": "An id: lower-case letters, digits and hyphens.",
        "1, 2": "A number from 1 on.",
        "64 hexadecimal digits": "64 hexadecimal digits.",
        "BCP 47 tag": "A tag of BCP 47, as ``en`` or ``ko``.",
        "SPDX identifier": "An identifier of SPDX, as ``CC-BY-4.0``.",
        "ltr or rtl": "``ltr`` or ``rtl``.",
        "source id": "The id of a source.",
        "closed list": "The name of a [closed list](vocabulary.md).",
        "passage reference": (
            "A passage: ``source:5``, or ``5`` alone on the page of its own source."
        ),
        "filter": "A [filter](filters.md) over the fields of the rows.",
        "field": "One of the fields of the rows.",
        "names": "Titles of columns, parted by commas.",
        "-opened, passage": "Fields, parted by commas: ``-opened, passage``.",
        "yes or no": "``yes`` or ``no``.",
        "no value": "No value: the option stands alone.",
    }
)


class RoleSaying(NamedTuple):
    """A role: what its target is, what it prints, and an example."""

    target: str
    prints: str
    example: str


ROLES: Mapping[str, RoleSaying] = MappingProxyType(
    {
        "passage": RoleSaying(
            "a passage: ``source:number``, or the number alone on the page of its source.",
            "siglum and number, “D 5”; the reference itself where the source has no siglum.",
            "{passage}`defectors-game:5`",
        ),
        "source": RoleSaying(
            "a source, by its id or its siglum.", "its title.", "{source}`defectors-game`"
        ),
        "siglum": RoleSaying("a source, by its id or its siglum.", "its siglum.", "{siglum}`D`"),
        "need": RoleSaying(
            "a citation need, by the ``:id:`` its editor gave it.",
            "the label of its passage, “D 5”, linked to the need itself.",
            "{need}`ministry-figure`",
        ),
        "claim": RoleSaying("a claim, by its id.", "the claim's title.", "{claim}`how-many-leave`"),
        "name": RoleSaying(
            "a name, by its id in the file of ``variorum_names``.",
            "the name in its standard form, linked to its row in the register of names. In the "
            "words of an annotation it is a mention of the name.",
            "{name}`kim-il-sung`",
        ),
        "annotation": RoleSaying(
            "any annotation, by the ``:id:`` its editor gave it.",
            "the label of its passage, “D 5”, linked to the annotation itself.",
            "{annotation}`ministry-figure`",
        ),
        "work": RoleSaying(
            "a key of the bibliography; after a comma, a locator.",
            "author and year, and the locator, linked to the register of works.",
            "{work}`coi2014crp, paras 28-78`",
        ),
        "figures": RoleSaying(
            "a source, by its id or its siglum.",
            "what the build counted of it: passages, notes, counter-sources, corrections, citation "
            "needs and how many of them are open, and the share of its words that is quoted.",
            "{figures}`defectors-game`",
        ),
    }
)

#: What a term of the closed lists demands, by (scheme, demand).
DEMANDS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("relation", "locator"): "a locator for every work that has parts",
        ("relation", "certainty-high"): "``:certainty: high``",
        ("relation", "two-works"): "two works that share no origin",
        ("relation", "passage"): "``:counter-passage:``",
        ("relation", "consulted"): "``:consulted:``",
        ("need-type", "checked"): "``:checked:``",
        ("need-type", "passage"): "``:counter-passage:``",
        ("need-status", "evidence"): "``:evidence:``, with a locator for every work that has parts",
        ("need-status", "search-log"): "``:searched:``",
        ("need-status", "resolution"): "``:resolution:``",
        ("need-status", "no-need"): "``:no-need:``",
        ("credibility", "two-works"): "two works that share no origin",
        ("rights", "licence"): "``:licence:``",
        ("rights", "limit"): "a limit: ``:limit:``, or that of the whole edition",
        ("locator", "number"): "a number after it",
        ("locator", "time"): "a time after it",
        ("locator", "words"): "words after it",
        ("locator", "nothing"): "nothing after it",
    }
)

#: The vocabulary that `Term.close_match` is a name of, by scheme.
CLOSE_MATCHES: Mapping[str, str] = MappingProxyType(
    {
        "annotation-kind": "TEI element",
        "certainty": "TEI value of @cert",
        "relation": "CiTO",
        "name-kind": "TEI element",
        "locator": "CSL locator",
    }
)
