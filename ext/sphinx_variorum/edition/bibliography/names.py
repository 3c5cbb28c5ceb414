"""Personal and corporate names: from biblatex's ways of writing them to CSL's parts.

A CSL name is a dictionary of `family`, `given`, `non-dropping-particle` and `suffix`, or of
`literal` alone for bodies and for names that are not to be turned round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person
from pybtex.exceptions import PybtexError

Name = dict[str, str]

_EXTENDED = re.compile(r"^\s*\"?(family|given|prefix|suffix)(-i)?\s*=", re.IGNORECASE)
_CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")

#: The name that stands for "and others" in a list.
OTHERS: Mapping[str, str] = MappingProxyType({"literal": "et al."})


def parse_names(value: str, decode: Callable[[str], str]) -> tuple[list[Name], str]:
    """The names in a biblatex name list, and words on what is wrong with it (or an empty string).

    `decode` reads LaTeX. A name wholly in braces is a body and stays whole; so does a name
    without a comma in Hangul, kana or Han, which is written in its own order. `and others`
    becomes "et al.".
    """
    names: list[Name] = []
    wrong = ""
    for part in split_name_list(value):
        part = part.strip()
        if not part:
            continue
        if part.lower() == "others":
            names.append(dict(OTHERS))
            continue
        try:
            name = _parse_name(part, decode)
        except (PybtexError, ValueError, IndexError):
            name = {"literal": decode(part)}
            wrong = f"the name “{decode(part)}” has too many commas: write “Family, Given”, join "
            wrong += "several names with “and”, and put the name of a body in double braces"
        if any(name.values()):
            names.append(name)
    return names, wrong


def _parse_name(part: str, decode: Callable[[str], str]) -> Name:
    if _is_group(part):
        return {"literal": decode(part)}
    if _EXTENDED.match(part):
        return _extended_name(part, decode)
    if "," not in part and (_CJK.search(part) or not re.search(r"[\s~]", part)):
        return {"literal": decode(part)}
    if part.count(",") > 2 and len(split_tex_string(part, ",")) > 3:
        # pybtex would report this through a setting that all its users share.
        raise ValueError(part)
    person = Person(part)
    given = [*person.first_names, *person.middle_names]
    return _name(
        decode(" ".join(person.last_names)), decode(" ".join(given)),
        decode(" ".join(person.prelast_names)), decode(" ".join(person.lineage_names)),
    )  # fmt: skip


def _extended_name(part: str, decode: Callable[[str], str]) -> Name:
    """A name in biblatex's extended format, which Better BibTeX writes for names with particles.

    For example `family=Gogh, given=Vincent, prefix=van, useprefix=true`.
    """
    values: dict[str, str] = {}
    for piece in split_tex_string(part, ","):
        field, _, value = piece.strip().strip('"').partition("=")
        values[field.strip().lower()] = decode(value.strip())
    particle = values.get("prefix", "")
    name = _name(values.get("family", ""), values.get("given", ""), particle,
                 values.get("suffix", ""))  # fmt: skip
    if particle and values.get("useprefix", "false").lower() != "true":
        name["dropping-particle"] = name.pop("non-dropping-particle")
    return name


def _name(family: str, given: str, particle: str, suffix: str) -> Name:
    if not given and not particle and not suffix:
        return {"literal": family}
    parts = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {part: value for part, value in parts.items() if value}


def _is_group(part: str) -> bool:
    """Whether one pair of braces holds all of `part`."""
    if not (part.startswith("{") and part.endswith("}")):
        return False
    depth = 0
    for position, character in enumerate(part):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(part) - 1
    return False


def family(name: Name) -> str:
    """The name by which a person is cited: with its particle, without given names."""
    if "literal" in name:
        return name["literal"]
    words = (name.get("non-dropping-particle", ""), name.get("family", ""))
    return " ".join(word for word in words if word) or name.get("given", "")


def display(name: Name) -> Name:
    """`name` as it is printed: names in Hangul, kana or Han run together in their own order."""
    if "literal" in name or not _CJK.search(name.get("family", "")):
        return name
    return {"literal": name["family"] + name.get("given", "")}


def in_list(name: Name) -> str:
    """The name as a list has it: 'Song, Jiyoung'; 'van Dyke, Dick, Jr.'; a body as it is."""
    name = display(name)
    if "literal" in name:
        return name["literal"]
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    return ", ".join(filter(None, (family(name), given, name.get("suffix"))))
