"""What the reading scripts work with: tools, reading panel, help, pinned notes.

It is written into every page that has passages, so that it works under any theme and no script
holds a word of the interface. Without scripts none of it is seen: the tools are hidden, all else
is a template.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.edition.layers import FIRST_PRESET, LAYERS, PRESETS, layer_of
from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_variorum.edition.records import Annotation


def layer_names() -> Mapping[str, str]:
    """The layers' names, translated, in their order."""
    names = {
        "notes": _("Notes"),
        "counter-sources": _("Counter-sources"),
        "needs": _("Citation needs"),
        "corrections": _("Corrections and variants"),
        "names": _("Names"),
    }
    return MappingProxyType({layer: names[layer] for layer in LAYERS})


def commands() -> tuple[tuple[str, str, str], ...]:
    """The commands of a reader: (key, what the script calls it, what it does)."""
    return (
        ("j", "next-note", _("next note")),
        ("k", "previous-note", _("previous note")),
        ("]", "next-passage", _("next passage")),
        ("[", "previous-passage", _("previous passage")),
        ("o", "open", _("open the note")),
        ("b", "back", _("back to the words")),
        ("p", "pin", _("pin the note, or let it go")),
        ("c", "copy", _("copy a link to the note, passage or selected words")),
        ("n", "marks", _("all marks off or on")),
        ("1", "read", _("view: Read")),
        ("2", "study", _("view: Study")),
        ("3", "check", _("view: Check")),
        ("/", "search", _("to the search field")),
        ("?", "help", _("this list")),
        ("Esc", "close", _("close")),
    )


def render_furniture(cards: Iterable[Annotation]) -> str:
    """The tools of a page that shows `cards`."""
    counts = Counter(layer_of(card.detail) for card in cards)
    return (
        f"{_tools(counts)}"
        f'<template class="variorum-furniture"{_words()}>\n{_panel()}{_pins()}{_help()}'
        '<p class="reading-says" role="status" aria-live="polite" hidden></p>\n</template>\n'
    )


def _button(command: str, said: str, shown: str = "", **attributes: str) -> str:
    """A button for `command`, named `said`; `shown` is the sign on it, if not that name."""
    named = f' aria-label="{escape(said)}" title="{escape(said)}"' if shown else ""
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return (
        f'<button type="button" data-command="{command}"{named}{more}>{escape(shown or said)}'
        "</button>\n"
    )


def _tools(counts: Counter[str]) -> str:
    views = {"read": _("Read"), "study": _("Study"), "check": _("Check")}
    presets = "".join(
        _button(name, views[name], aria_pressed="true" if name == FIRST_PRESET else "false")
        for name in PRESETS
    )
    layers = "".join(
        f'<label><input type="checkbox" value="{layer}"'
        f"{'' if layer in PRESETS[FIRST_PRESET] else ' checked'}> {escape(name)} "
        f'<span class="count">{counts[layer]}</span></label>\n'
        for layer, name in layer_names().items()
        if counts[layer]
    )
    return (
        f'<div class="reading-tools" role="group" aria-label="{escape(_("Reading tools"))}" '
        "hidden>\n"
        f'<div class="presets" role="group" aria-label="{escape(_("View"))}">\n{presets}</div>\n'
        + _button(
            "layers",
            _("Layers"),
            aria_expanded="false",
            aria_controls="variorum-layers",
        )
        + f'<fieldset class="layers" id="variorum-layers"><legend>{escape(_("Layers"))}</legend>\n'
        f"{layers}</fieldset>\n"
        f'<div class="steps" role="group" aria-label="{escape(_("Note by note"))}">\n'
        + _button("previous-note", _("Previous note"), "‹")
        + _button("next-note", _("Next note"), "›")
        + "</div>\n"
        + _button("marks", _("Marks"), role="switch", aria_checked="true")
        + _button("column", _("Notes beside"), role="switch", aria_checked="true")
        + _button("help", _("Help"))
        + "</div>\n"
    )


def _panel() -> str:
    return (
        '<dialog class="note-panel" aria-labelledby="variorum-panel-title">\n'
        '<div class="panel-head"><p id="variorum-panel-title" class="panel-title"></p>\n'
        + _button("previous-note", _("Previous note"), "‹")
        + _button("next-note", _("Next note"), "›")
        + _button("close", _("Close"), "×")
        + '</div>\n<div class="panel-body"></div>\n</dialog>\n'
    )


def _pins() -> str:
    return (
        f'<aside class="pins" aria-label="{escape(_("Pinned notes"))}" hidden>\n'
        '<div class="pinned"></div>\n</aside>\n'
    )


def _help() -> str:
    listed = "".join(
        f"<li><kbd>{escape(key)}</kbd> "
        f'<button type="button" data-command="{command}">{escape(said)}</button></li>\n'
        for key, command, said in commands()
    )
    legend = (
        ("against", _("contradicted, refuted or corrected")),
        ("partly", _("qualified")),
        ("for", _("supported or confirmed")),
        ("need", _("citation need")),
        ("plain", _("note, background, mirror or other link")),
    )
    signs = "".join(
        f'<li><span class="sample {name}">{escape(_("words"))}</span> {escape(said)}</li>\n'
        for name, said in legend
    )
    return (
        '<dialog class="reading-help" aria-labelledby="variorum-help-title">\n'
        f'<div class="panel-head"><h2 id="variorum-help-title">{escape(_("Reading"))}</h2>\n'
        + _button("close", _("Close"), "×")
        + "</div>\n"
        f"<p>{escape(_('The line under words says how the editors judge them:'))}</p>\n"
        f'<ul class="legend">\n{signs}</ul>\n'
        f"<p>{escape(_('Every command has a key, and can be chosen here too.'))}</p>\n"
        f'<ul class="commands">\n{listed}</ul>\n'
        f'<p><label><input type="checkbox" class="keys-on" checked> '
        f"{escape(_('Keys are on'))}</label></p>\n</dialog>\n"
    )


def _words() -> str:
    """The words that the scripts say, as attributes."""
    words = {
        "more": _("more"),
        "less": _("less"),
        "open": _("open"),
        "pin": _("pin"),
        "unpin": _("let go"),
        "copy": _("copy link"),
        "copied": _("Copied: %s"),
        "not-copied": _("Could not copy: %s"),
        "full": _("Three notes are pinned: let one go first."),
        "several": _("%d notes"),
        "go": _("Go to %s"),
        "note": _("Note %s"),
        "on": _("on passage %s"),
    }
    return "".join(f' data-{name}="{escape(said)}"' for name, said in words.items())
