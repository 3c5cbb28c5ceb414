"""The pages of the repository's site, by kind (issue 3, “Must be shown”)."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

TEXTS = ("defectors-game", "leaflets", "on-the-dprk", "awkward-questions", "solidarity-group")
TEXT_PAGES = tuple(f"corpus/{text}.html" for text in TEXTS)
#: The page with the most annotations: what holds for it holds for the others.
RICHEST = TEXT_PAGES[0]

KINDS = MappingProxyType(
    {
        "front": ("index.html",),
        "text": TEXT_PAGES,
        "register": (
            "corpus/registers/needs.html",
            "corpus/registers/counter-sources.html",
            "corpus/registers/works.html",
            "corpus/registers/names.html",
            "corpus/registers/notes.html",
            "corpus/registers/take-one.html",
            "register-parts/corpus/registers/needs/needs/status.open.html",
        ),
        "claim": ("corpus/claims/how-many-leave.html", "corpus/claims/index.html"),
        "picture": ("corpus/registers/pictures.html", "corpus/registers/coverage.html"),
        "about": ("corpus/about/method.html", "corpus/about/balance.html"),
        "manual": ("docs/tutorial.html", "docs/reference/directives.html"),
        "search": ("search.html",),
        "missing": ("404.html",),
    }
)


def all_pages(site: Path) -> list[str]:
    """Every page of `site` that is for people, by its path; not those that only lead on."""
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    # Pagefind brings its own demonstration.
    return [
        page
        for page in pages
        if not page.startswith(("_static/", "pagefind/")) and not leads_on(site / page)
    ]


def leads_on(path: Path) -> bool:
    """Whether a page does nothing but send its reader to another one."""
    return 'http-equiv="refresh"' in path.read_text(encoding="utf-8").lower()
