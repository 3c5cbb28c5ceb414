"""Configuration of the edition in this repository."""

import os

project = "Five Texts on North Korea"
author = "The editors"
project_copyright = "2026, the editors"
version = release = "0.1"
language = "en"

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinx_variorum",
    "sphinx_variorum.output.manual",  # prints the reference of docs/ from the code
]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = [
    "_build",
    ".venv",
    ".github",
    ".pytest_cache",
    "benchmarks",
    "constraints",
    "ext",
    "tests",
    "README.md",
    "**/node_modules",
]
nitpicky = True

html_theme = "variorum"
# Where the site will stand: for canonical links, the sitemap, citations and the page for what is
# missing. A build without it is complete too, at the root of a server or in a folder.
html_baseurl = os.environ.get("VARIORUM_BASEURL") or os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_title = "Five Texts on North Korea"

# The witnesses are others' texts, quoted under quotation right: they stay outside the repository.
variorum_witnesses = os.environ.get("VARIORUM_WITNESSES", "corpus/witnesses")
variorum_bibliography = ["corpus/sources.bib"]
variorum_names = "corpus/names.yaml"
variorum_lock = "corpus/passages.lock"
variorum_quotation_limit = 0.33
variorum_date = "2026-11-26"
variorum_commit = os.environ.get("VARIORUM_COMMIT", "")
