"""The catalogues of the interface, made from the code: ``make catalogues``.

What is to be translated is found where it stands: calls of `_`, `ngettext`, `gettext_noop` and
``Words(…, interface=True)`` (Python), of `_` and `ngettext` (templates), the labels of the closed
lists, those of locators, the titles of registers' columns. Each language's catalogue is then
brought up to date and compiled. The files hold no dates and no lines of code, so that they change
only when the words do.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sphinx_variorum import CATALOGUE
from sphinx_variorum.edition import registers
from sphinx_variorum.edition.bibliography.phrases import PHRASES
from sphinx_variorum.edition.bibliography.records import CAVEATS
from sphinx_variorum.edition.locators import printed_labels
from sphinx_variorum.edition.term_use import READ
from sphinx_variorum.edition.vocabulary import schemes
from sphinx_variorum.output.languages import LOCALES

_PACKAGE = Path(__file__).parents[1]
#: How many arguments of a call are words.
_CALLS = MappingProxyType({"_": 1, "ngettext": 2, "gettext_noop": 1, "Words": 1})
#: What of a catalogue's head has a meaning for gettext; the rest changes with day and tool.
_HEADERS = frozenset(
    ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
)
_COMMENT = "# The words of the interface of sphinx-variorum."

#: A message as gettext knows it (singular and plural where there are two), and its file.
Found = tuple[str | tuple[str, str], str]


class _SteadyCatalog(Catalog):
    """A catalogue whose head does not change with the day and Babel's version."""

    def _steady_headers(self) -> list[tuple[str, str]]:
        headers = self._get_mime_headers()
        kept = [(name, value) for name, value in headers if name in _HEADERS]
        # A head ends with the end of a line.
        return [*kept[:-1], (kept[-1][0], f"{kept[-1][1]}\n")]

    mime_headers = property(_steady_headers, Catalog._set_mime_headers)


def messages() -> Iterator[Found]:
    """Everything that is to be translated, with the file (below the package) that says it."""
    for path in sorted(_PACKAGE.rglob("*.py")):
        # The manual speaks English, as the messages of a build do.
        if "manual" not in path.parts:
            yield from _in_code(path)
    for path in sorted(_PACKAGE.rglob("*.html")):
        yield from _in_template(path)
    for scheme in schemes().values():
        if scheme.name != "locator":
            yield from ((term.label, "edition/vocabulary.toml") for term in scheme.terms)
    for name in READ:
        yield from ((term.definition, "edition/vocabulary.toml") for term in schemes()[name].terms)
    yield from ((label, "edition/vocabulary.toml") for label in printed_labels())
    for kind in registers.KINDS.values():
        yield from ((column, "edition/registers") for column in kind.columns)
    yield from ((caveat, "edition/bibliography/records.py") for caveat in CAVEATS.values())
    yield from ((phrase, "edition/bibliography/phrases.py") for phrase in PHRASES)


def _in_code(path: Path) -> Iterator[Found]:
    """Words in a module. Read from its syntax tree, since Babel does not see into f-strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        count = _CALLS.get(called, 0)
        if called == "Words" and not any(word.arg == "interface" for word in node.keywords):
            continue
        texts = [
            argument.value
            for argument in node.args[:count]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if count and len(texts) == count:
            yield texts[0] if count == 1 else (texts[0], texts[1]), _place(path)


def _in_template(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for _line, message, _comments, _context in extract("jinja2", file):
            yield (message[0], message[1]) if isinstance(message, tuple) else message, _place(path)


def _place(path: Path) -> str:
    return path.relative_to(_PACKAGE).as_posix()


def template(found: Iterable[Found]) -> Catalog:
    """The catalogue without translations."""
    catalogue = _SteadyCatalog(header_comment=_COMMENT, fuzzy=False)
    for message, place in found:
        catalogue.add(message, locations=[(place, 0)])
    return catalogue


def updated(catalogue: bytes, pattern: Catalog, language: str) -> Catalog:
    """A language's catalogue with the messages of `pattern`, keeping what is translated."""
    known = read_po(BytesIO(catalogue), locale=language)
    made = _SteadyCatalog(locale=language, header_comment=_COMMENT, fuzzy=False)
    for message in pattern:
        if message.id:
            old = known.get(message.id)
            translated = old.string if old else ""
            comments = old.user_comments if old else ()
            made.add(message.id, translated, message.locations, user_comments=comments)
    return made


def as_text(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file, sorted by message."""
    file = BytesIO()
    write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as a .mo file."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def languages() -> list[tuple[str, Path]]:
    """The languages that the package speaks, each with its .po file."""
    found = sorted(LOCALES.glob(f"*/LC_MESSAGES/{CATALOGUE}.po"))
    return [(path.parts[-3], path) for path in found]


def contents() -> Iterator[tuple[Path, bytes]]:
    """Every file of the catalogues, as the code would have it."""
    pattern = template(messages())
    yield LOCALES / f"{CATALOGUE}.pot", as_text(pattern)
    for language, path in languages():
        catalogue = updated(path.read_bytes(), pattern, language)
        yield path, as_text(catalogue)
        yield path.with_suffix(".mo"), compiled(catalogue)


def main() -> int:
    """Write what has changed and say what remains to be translated; 1 if something does."""
    missing = 0
    for path, content in contents():
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
        if path.suffix == ".po":
            for message in read_po(BytesIO(content)):
                said = message.string or ""
                if message.id and not all([said] if isinstance(said, str) else said):
                    missing += 1
                    print(f"{path.name} ({path.parts[-3]}): not translated: {message.id!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
