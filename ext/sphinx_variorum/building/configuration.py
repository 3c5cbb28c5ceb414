"""The configuration values, declared once: name, type, default, meaning, check.

The manual's table is generated from `Configuration`; `setup` registers it; a bad value is named
exactly and falls back to its default, so that one slip does not stop a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_variorum.building.messages import Subtype, report
from sphinx_variorum.edition.audience import AUDIENCES
from sphinx_variorum.edition.policy import policy_fault
from sphinx_variorum.edition.rules import is_date

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "variorum_"


def _list_of_strings(value: object) -> str:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return ""
    return "write a list of strings, as in ['corpus/sources.bib']"


def _string(value: object) -> str:
    return "" if isinstance(value, str) else "write a string"


def _share(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return ""
    return "write a share from 0 to 1, as in 0.33"


def _date(value: object) -> str:
    if isinstance(value, str) and (not value or is_date(value)):
        return ""
    return "write a date (ISO 8601), as in '2026-11-25'"


def _redirects(value: object) -> str:
    if isinstance(value, dict) and all(isinstance(item, str) for item in (*value, *value.values())):
        return ""
    return "write a dictionary of strings, old to new, as in {'chronicle:4': 'chronicle:5'}"


def _words(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return ""
    return "write a whole number of words, as in 2000"


def _audience(value: object) -> str:
    return "" if value in AUDIENCES else "write 'public', 'editor' or 'release'"


def _search(value: object) -> str:
    return "" if value in ("auto", "pagefind", "sphinx") else "write 'auto', 'pagefind' or 'sphinx'"


def _value(default: Any, meaning: str, rebuild: str, check: Callable[[object], str]) -> Any:
    metadata = {"meaning": meaning, "rebuild": rebuild, "check": check}
    if isinstance(default, list | dict):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Configuration:
    """All configuration values, each written in conf.py with the prefix ``variorum_``."""

    witnesses: str = _value(
        "",
        "The folder that holds the witness files, absolute or from the folder of conf.py. Take it "
        "from an environment variable where the witnesses must stay outside the repository.",
        "env",
        _string,
    )
    bibliography: list[str] = _value(
        [],
        "Bibliography files, from the folder of conf.py: biblatex (.bib) or CSL-JSON (.json).",
        "",
        _list_of_strings,
    )
    names: str = _value(
        "",
        "The file of names, from the folder of conf.py: persons, organisations, places, works, "
        "events and laws with the forms in which they stand in texts and notes (YAML).",
        "",
        _string,
    )
    lock: str = _value(
        "passages.lock",
        "The file, from the folder of conf.py, in which `sphinx-variorum lock` keeps what was "
        "proved, for builds that have no witnesses at hand.",
        "env",
        _string,
    )
    quotation_limit: float = _value(
        0.0,
        "The share of a source's words that may be reproduced where the source says "
        "``:rights: quotation`` and gives no ``:limit:`` of its own; 0 for no limit.",
        "env",
        _share,
    )
    longest_passage: int = _value(
        2000,
        "More words than this in one passage are warned of: a passage is the unit that is cited.",
        "env",
        _words,
    )
    date: str = _value(
        "",
        "The date of this version of the edition, for those who cite it; the age of a citation "
        "need is counted to it.",
        "html",
        _date,
    )
    commit: str = _value(
        "",
        "The commit that this version was built from, for those who cite it. Take it from an "
        "environment variable.",
        "html",
        _string,
    )
    redirects: dict[str, str] = _value(
        {},
        "What became of passages, named annotations and documents that are no longer there: old "
        "to new, or to an empty string where nothing took the place.",
        "html",
        _redirects,
    )
    audience: str = _value(
        "public",
        "For whom this build is. ``public``: what the editors still owe (``editorial-need``) is "
        "counted in the build's last lines and is in no output. ``editor``: it is shown. "
        "``release``: it is in no output, and each is a warning and fails the build.",
        "",
        _audience,
    )
    policy: dict[str, Any] = _value(
        {},
        "What the edition holds itself to: a rule's name to its level (``off``, ``note``, "
        "``warning``, ``error``), or for ``need-open-too-long`` to a dictionary of ``level`` and "
        "``days``. A rule that is not named keeps its default.",
        "",
        policy_fault,
    )
    search: str = _value(
        "auto",
        "Who makes the site's search: ``pagefind`` (one result for each passage and annotation, "
        "with facets; needs the extra ``search``), ``sphinx`` (Sphinx's own, by page), or "
        "``auto``: Pagefind where it is installed.",
        "html",
        _search,
    )


def get_configuration(config: Config) -> Configuration:
    """The checked configuration of this build."""
    return Configuration(
        **{item.name: config[PREFIX + item.name] for item in fields(Configuration)}
    )


def defaults() -> dict[str, Any]:
    """Default of every value, by name without prefix."""
    blank = Configuration()
    return {item.name: getattr(blank, item.name) for item in fields(Configuration)}


def written_at(path: Path, name: str) -> str | None:
    """Where the configuration file at `path` sets the value `name`, as “path:line”.

    None if it does not: the value was given on the command line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for number, line in enumerate(lines, 1):
        if re.match(rf"\s*{re.escape(name)}\s*[:+=]", line):
            return f"{path}:{number}"
    return None


def entry_written_at(path: Path, name: str, key: str) -> str | None:
    """Where the configuration file at `path` writes the entry `key` of the dictionary `name`."""
    place = written_at(path, name)
    if place is None:
        return None
    start = int(place.rpartition(":")[2])
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if number >= start and re.search(rf"""(["']){re.escape(key)}\1\s*:""", line):
            return f"{path}:{number}"
    return place


def check_configuration(app: Sphinx, config: Config) -> None:
    """Name every bad value and put its default in place (event ``config-inited``)."""
    blank = defaults()
    for item in fields(Configuration):
        name = PREFIX + item.name
        complaint = item.metadata["check"](config[name])
        if complaint:
            report(
                Subtype.CONFIGURATION,
                f"{name} = {config[name]!r} cannot be used: {complaint}; "
                f"the default {blank[item.name]!r} is used instead",
                location=written_at(Path(app.confdir) / "conf.py", name),
            )
            config[name] = blank[item.name]


def setup_configuration(app: Sphinx) -> None:
    """Register all values."""
    blank = defaults()
    for item in fields(Configuration):
        app.add_config_value(
            PREFIX + item.name, blank[item.name], item.metadata["rebuild"], types=()
        )
    app.connect("config-inited", check_configuration, priority=700)
