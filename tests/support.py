"""Small editions for tests: made from strings, built in this process, looked at as trees."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

CONFIGURATION = {
    "extensions": ["myst_parser", "sphinx_variorum"],
    "myst_enable_extensions": ["colon_fence"],
    "variorum_witnesses": "witnesses",
    "variorum_bibliography": ["sources.bib"],
    "html_theme": "basic",
    "project": "Test edition",
    # Pagefind has tests of its own; without it the others are quicker.
    "variorum_search": "sphinx",
}

WITNESS = """\
The king's men of the North were crowned in 1066 -- and the king's son died in 1087.

He was not destroyed. Few people leave the country, even by the enemy's own count.

Nobody knows how many. The count says that 33,800 people came. Some of them went back.
"""

BIBLIOGRAPHY = """\
@online{song2015, author={Song, Jiyoung}, title={Why testimonies fall apart}, date={2015-10-13},
  url={https://example.org/song}}
@book{crane2000, author={Crane, Conrad C.}, title={American Airpower Strategy},
  publisher={Kansas}, date={2000}}
@report{coi2014, author={{United Nations}}, title={Detailed findings}, date={2014}}
"""


#: Pages of no document. Sphinx writes its own on every build; the one for what is missing shows the
#: titles of all sources.
OF_NO_DOCUMENT = frozenset({"genindex", "search", "404"})


def sha256(text: str | bytes) -> str:
    """The hash that a source directive holds its witness to."""
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()


def page(body: str, witness: str = "witness.txt", hashed: str | bytes = WITNESS) -> str:
    """A page of an edition: title, source `chronicle` (siglum C) and `body`."""
    return (
        "# The Chronicle\n\n:::{source} chronicle\n:siglum: C\n:rights: public-domain\n"
        f":witness: {witness}\n:sha256: {sha256(hashed)}\n:::\n\n{body}\n"
    )


@dataclass
class Message:
    """A warning: document's name, line (0 if none), text, and subtype (``variorum.…``)."""

    place: str
    line: int
    text: str
    subtype: str


@dataclass
class Built:
    """The outcome of one build."""

    app: SphinxTestApp
    messages: list[Message]
    output: str
    status: str
    written: set[str] = field(default_factory=set)

    @property
    def subtypes(self) -> list[str]:
        """The subtypes of all warnings, in order."""
        return [message.subtype for message in self.messages]

    def html(self, docname: str = "index") -> BeautifulSoup:
        """A page, parsed."""
        path = Path(self.app.outdir) / f"{docname}.html"
        return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")

    def doctree(self, docname: str = "index") -> nodes.document:
        """A document as it was read."""
        return self.app.env.get_doctree(docname)


@dataclass
class Edition:
    """A folder with an edition in it."""

    path: Path
    configuration: dict[str, object]

    @classmethod
    def create(
        cls, path: Path, files: dict[str, str | bytes], configuration: dict[str, object]
    ) -> Edition:
        """Write `files` (with a witness and a bibliography where they have none)."""
        made = cls(path, {**CONFIGURATION, **configuration})
        made.write({"witnesses/witness.txt": WITNESS, "sources.bib": BIBLIOGRAPHY, **files})
        if not any(name.startswith("conf.py") for name in files):
            lines = [f"{key} = {value!r}" for key, value in made.configuration.items()]
            made.write({"conf.py": "\n".join(lines) + "\n"})
        return made

    def write(self, files: dict[str, str | bytes]) -> None:
        """Write or overwrite files."""
        for name, content in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                target.write_bytes(content)
            else:
                target.write_text(content, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, in a file."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write({name: text.replace(old, new, 1)})

    def build(
        self,
        builder: str = "html",
        *,
        clean: bool = False,
        out: str = "_build",
        parallel: int = 1,
        **overrides: object,
    ) -> Built:
        """Build it; `out` names the folder for output and doctrees."""
        folder = self.path.parent / out
        if clean:
            shutil.rmtree(folder, ignore_errors=True)
        before = _stamps(folder / builder)
        app = SphinxTestApp(
            builder,
            srcdir=self.path,
            builddir=folder,
            parallel=parallel,
            confoverrides=dict(overrides),
            freshenv=False,
        )
        # SphinxTestApp puts everything into builddir/<builder> and builddir/doctrees.
        app.build()
        text = strip_escape_sequences(app.warning.getvalue())
        built = Built(
            app,
            _messages(text, self.path),
            text,
            strip_escape_sequences(app.status.getvalue()),
            {
                name
                for name, stamp in _stamps(folder / builder).items()
                if before.get(name) != stamp
            },
        )
        app.cleanup()
        return built


def pages(built: Built) -> dict[str, bytes]:
    """The bytes of every page that belongs to a document of the edition."""
    found: dict[str, bytes] = {}
    for docname in sorted(built.app.env.found_docs):
        uri = built.app.builder.get_target_uri(docname)
        name = uri if uri.endswith(".html") else f"{uri}index.html"
        found[docname] = (Path(built.app.outdir) / name).read_bytes()
    return found


def written(built: Built) -> set[str]:
    """The documents of which a page was written."""
    names = {name.removesuffix(".html") for name in built.written if name.endswith(".html")}
    return names - OF_NO_DOCUMENT


def _stamps(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


_MESSAGE = re.compile(
    r"^(?:(?P<place>.+?)(?::(?P<line>\d+))?: )?(?:WARNING|ERROR): (?P<text>.*?)"
    r"(?: \[(?P<subtype>[\w.]+)\])?$"
)


def _messages(text: str, source: Path) -> list[Message]:
    found: list[Message] = []
    for line in text.splitlines():
        match = _MESSAGE.match(line)
        if match:
            place = match["place"] or ""
            place = place.replace(f"{source}/", "")
            found.append(
                Message(place, int(match["line"] or 0), match["text"], match["subtype"] or "")
            )
    return found
