"""The domain `variorum`: the only door to what is stored about an edition.

Stored are records by document, so that forgetting, merging and finding duplicates are trivial
and no order of workers can be seen in the outcome. Every view across documents is the `Edition`
index, made anew on every build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import _
from sphinx.util.nodes import make_refnode

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.building.reading import get_reading
from sphinx_variorum.building.roles import ROLES
from sphinx_variorum.building.stored_pages import StoredPages
from sphinx_variorum.building.witness_store import WitnessStore
from sphinx_variorum.edition.audience import shows_debts, without_debts
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.records import Need, Page
from sphinx_variorum.edition.registers.names import name_anchor, name_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.edition.bibliography import Work
    from sphinx_variorum.edition.mentions import Mentions
    from sphinx_variorum.edition.names import Matcher, Name
    from sphinx_variorum.edition.records import Reference
    from sphinx_variorum.edition.redirects import Redirects

#: The type of a reference that names a place (``docname#anchor``) and no object.
PLACE = "place"

#: Changes when the shape of what is stored does, so that old environments are read anew.
DATA_VERSION = 12


class VariorumDomain(Domain):
    """Sources, passages, annotations and needs as objects that can be cited."""

    name = "variorum"
    label = "Variorum"
    data_version = DATA_VERSION
    object_types: ClassVar[dict[str, ObjType]] = {
        "source": ObjType(_("source"), "source", "siglum"),
        "passage": ObjType(_("passage"), "passage"),
        "annotation": ObjType(_("annotation"), "annotation"),
        "need": ObjType(_("citation need"), "need"),
        "claim": ObjType(_("claim"), "claim"),
        "name": ObjType(_("name"), "name"),
    }
    roles: ClassVar[dict[str, Any]] = dict(ROLES)
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": StoredPages(),
        "works": {},
        "bibliography": (),
        "names": (),
        "names_file": ("", ""),
        "mentions": {},
        "standoff": {},
        "shown": {},
        "shown_on_site": True,
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.witnesses = WitnessStore(env)
        self._edition: Edition | None = None
        #: What became of old ids, once it has been asked for (`redirecting`).
        self.redirects: Redirects | None = None
        #: The documents whose records changed in this build, removed ones among them.
        self.touched: set[str] = set()
        #: Whether the bibliography was read anew in this build.
        self.has_new_works = False
        #: Whether this build makes a site, where long registers are split.
        self.makes_site = False
        #: Whether the names were read anew in this build.
        self.has_new_names = False
        self._matcher: Matcher | None = None
        #: Words of passages that stand beside others' (`counter_words`), by passage.
        self.printed: dict[str, str] = {}
        #: The documents that were written in this build.
        self.resolved: set[str] = set()

    @property
    def writes_all(self) -> bool:
        """Whether this build writes all documents, as a clean one does, or one after which the
        theme or the configuration is another; known when they have been written.
        """
        return self.resolved >= self.env.all_docs.keys()

    # What is stored

    @property
    def pages(self) -> dict[str, Page]:
        """Records by document."""
        pages: dict[str, Page] = self.data["pages"]
        return pages

    @property
    def works(self) -> dict[str, Work]:
        """The bibliography's works by key."""
        works: dict[str, Work] = self.data["works"]
        return works

    @works.setter
    def works(self, works: dict[str, Work]) -> None:
        self.data["works"] = works
        self.has_new_works = True
        self._edition = None

    @property
    def bibliography(self) -> tuple[tuple[str, str], ...]:
        """The (path, sha256) of the files that `works` was read from, and ("", sha256) of the words
        in which references are made.
        """
        files: tuple[tuple[str, str], ...] = self.data["bibliography"]
        return files

    @bibliography.setter
    def bibliography(self, files: tuple[tuple[str, str], ...]) -> None:
        self.data["bibliography"] = files

    @property
    def names(self) -> tuple[Name, ...]:
        """The names of the names file, in its order."""
        names: tuple[Name, ...] = self.data["names"]
        return names

    @property
    def names_file(self) -> tuple[str, str]:
        """The path and the sha256 of the file that `names` was read from."""
        names_file: tuple[str, str] = self.data["names_file"]
        return names_file

    def set_names(self, names: tuple[Name, ...], names_file: tuple[str, str]) -> None:
        """Put other names in the place of those there were."""
        self.data["names"], self.data["names_file"] = names, names_file
        self.has_new_names = True
        self._matcher = None
        self._edition = None

    @property
    def mentions(self) -> dict[str, tuple[Mentions, ...]]:
        """Where names are mentioned, by document."""
        mentions: dict[str, tuple[Mentions, ...]] = self.data["mentions"]
        return mentions

    @property
    def matcher(self) -> Matcher:
        """What finds `names` in texts; made when it is first asked for, in each process."""
        if self._matcher is None:
            from sphinx_variorum.edition.names import Matcher

            self._matcher = Matcher.build(self.names)
        return self._matcher

    @property
    def standoff(self) -> dict[str, tuple[str, str, tuple[int, int]]]:
        """(what it was found for, state, span) of annotations written outside their passage."""
        standoff: dict[str, tuple[str, str, tuple[int, int]]] = self.data["standoff"]
        return standoff

    @property
    def shown(self) -> dict[str, str]:
        """For every page a digest of what it shows of other documents (`freshness`)."""
        shown: dict[str, str] = self.data["shown"]
        return shown

    @shown.setter
    def shown(self, shown: dict[str, str]) -> None:
        self.data["shown"], self.data["shown_on_site"] = shown, self.makes_site

    @property
    def was_shown_here(self) -> bool:
        """Whether `shown` is of a site if this build makes one, and else is not: a site has parts
        of registers as pages.
        """
        on_site: bool = self.data["shown_on_site"]
        return on_site == self.makes_site

    @property
    def edition(self) -> Edition:
        """The index over all documents; valid from ``env-updated`` on."""
        if self._edition is None:
            self._edition = self.index()
        return self._edition

    def index(self) -> Edition:
        """Index what is stored now, and keep it for the rest of the build."""
        anchors = {ident: (state, span) for ident, (_key, state, span) in self.standoff.items()}
        self.redirects = None
        configuration = get_configuration(self.env.config)
        self._edition = Edition(
            self.pages if shows_debts(configuration.audience) else without_debts(self.pages),
            document_order(self.env),
            self.works,
            anchors,
            self.names,
            self.mentions,
            splits=self.makes_site,
            date=configuration.date,
        )
        return self._edition

    def _touch(self, *docnames: str) -> None:
        self._edition = None
        self.touched.update(docnames)

    # What Sphinx asks of a domain

    def clear_doc(self, docname: str) -> None:
        self.pages.pop(docname, None)
        self.mentions.pop(docname, None)
        self._touch(docname)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        pages: dict[str, Page] = otherdata["pages"]
        self.pages.update(
            {docname: pages[docname] for docname in sorted(docnames) if docname in pages}
        )
        mentions: dict[str, tuple[Mentions, ...]] = otherdata["mentions"]
        self.mentions.update(
            {docname: mentions[docname] for docname in sorted(docnames) if docname in mentions}
        )
        self._touch(*docnames)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        reading = get_reading(env)
        if not reading.is_empty():
            heading = next(document.findall(nodes.title), None)
            self.pages[docname] = reading.page(heading.astext() if heading else "")
        self._touch(docname)

    def note_references(self, docname: str, references: Iterable[Reference]) -> None:
        """Store references of a document that were found after `process_doc`."""
        page = self.pages.get(docname, Page())
        self.pages[docname] = page._replace(references=(*page.references, *references))
        self._touch(docname)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        edition = self.edition
        for source in edition.sources.values():
            yield source.ident, source.title, "source", source.docname, source.anchor, 1
        for passage in edition.passages.values():
            label = edition.label(passage.ident)
            yield passage.ident, label, "passage", passage.docname, passage.anchor, 1
        for claim in edition.claims.values():
            yield claim.ident, claim.title, "claim", claim.docname, claim.anchor, 1
        for name in edition.names.values():
            page = name_page(edition, name)
            if page:
                yield name.ident, name.name, "name", page, name_anchor(name.ident), 1
        for annotation in edition.annotations.values():
            if annotation.named:
                kind = "need" if isinstance(annotation.detail, Need) else "annotation"
                docname = edition.docname_of(annotation)
                label = annotation.lemma or edition.label(annotation.passage)
                yield annotation.ident, label, kind, docname, annotation.anchor, -1

    def find(self, kind: str, target: str) -> tuple[str, str, str] | None:
        """The (docname, anchor, text to show) of an object; None if there is none."""
        edition = self.edition
        match kind:
            case "passage":
                passage = edition.passages.get(target)
                if passage:
                    return passage.docname, passage.anchor, edition.label(target)
            case "source" | "siglum":
                source = edition.sources.get(target) or edition.sigla.get(target)
                if source:
                    shown = source.title if kind == "source" else source.siglum or source.ident
                    return source.docname, source.anchor, shown
            case "claim":
                claim = edition.claims.get(target)
                if claim:
                    return claim.docname, claim.anchor, claim.title
            case "name":
                name = edition.names.get(target)
                page = name_page(edition, name) if name else ""
                if name and page:
                    return page, name_anchor(target), name.name
            case "need" | "annotation":
                annotation = edition.annotations.get(target)
                if annotation and (kind == "annotation" or isinstance(annotation.detail, Need)):
                    shown = edition.label(annotation.passage)
                    return edition.docname_of(annotation), annotation.anchor, shown
        return None

    def _preview(self, kind: str, target: str, shown: str) -> str:
        """What a reader sees of the object before going there, such as a passage's first words."""
        if kind == "claim":
            return f"{shown}: {self.edition.claims[target].statement}"
        if kind == "name":
            described = self.edition.names[target].described
            return f"{shown}: {described}" if described else shown
        passage = self.edition.passages.get(target) if kind == "passage" else None
        return f"{shown}: “{passage.excerpt}”" if passage and passage.excerpt else shown

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        if typ == PLACE:
            docname, _hash, anchor = target.partition("#")
            return _make_reference(builder, fromdocname, docname, anchor, contnode)
        found = self.find(typ, target)
        if found is None:
            return None
        docname, anchor, shown = found
        title = self._preview(typ, target, shown)
        if not node.get("refexplicit"):
            contnode = nodes.inline("", shown, classes=[f"to-{typ}"])
        return _make_reference(builder, fromdocname, docname, anchor, contnode, title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        found: list[tuple[str, nodes.reference]] = []
        for kind in ("passage", "source", "claim", "need", "annotation", "name"):
            # An id of a name may be that of something else, which then is meant.
            if kind in ("annotation", "name") and found:
                break
            reference = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if reference is not None:
                found.append((f"variorum:{kind}", reference))
        return found


def _make_reference(
    builder: Builder,
    fromdocname: str,
    docname: str,
    anchor: str,
    contnode: Element,
    title: str | None = None,
) -> nodes.reference:
    """A reference to `anchor` on `docname`, also where one page holds all documents.

    There Sphinx writes ``#document-letters#letters.1``, which leads nowhere.
    """
    reference = make_refnode(builder, fromdocname, docname, anchor, contnode, title)
    if anchor and reference.get("refuri", "").count("#") > 1:
        reference["refuri"] = f"#{anchor}"
    return reference


def document_order(env: BuildEnvironment) -> list[str]:
    """The documents in the order of the table of contents, depth first; strays by name."""
    order: dict[str, None] = {}
    stack = [env.config.root_doc]
    while stack:
        docname = stack.pop()
        if docname in order:
            continue
        order[docname] = None
        stack.extend(reversed(env.toctree_includes.get(docname, [])))
    return [*order, *sorted(env.all_docs.keys() - order.keys())]


def get_domain(env: BuildEnvironment) -> VariorumDomain:
    """The edition's domain in `env`."""
    domain = env.domains["variorum"]
    assert isinstance(domain, VariorumDomain)
    return domain
