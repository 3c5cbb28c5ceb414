"""Which addresses a page may link to: everything else is refused, never repaired by guessing.

An address in a bibliography or a note is data from outside. A browser runs what stands behind
`javascript:` or `data:`, and it ignores tabs and line ends while it looks for the scheme; so an
address is judged by the schemes that are allowed, not by those that are known to be dangerous.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from urllib.parse import urlsplit

#: The schemes that may be linked, in lower case. `doi` becomes an address of the resolver.
SAFE_SCHEMES = ("http", "https", "mailto", "doi")

_DOI_RESOLVER = "https://doi.org/"
# RFC 3986, section 3.1.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Controls, line separators, bidirectional controls (they make one address look like another),
# lone surrogates and noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufffe\uffff\\\\]"
)
# Characters that no address may hold as they are (RFC 3986, appendix C) and their codes.
_ESCAPES = MappingProxyType({ord(character): f"%{ord(character):02X}" for character in ' "<>`{}|^'})


def safe_url(url: str) -> str:
    """`url` fit for a link, or an empty string if it is refused.

    Allowed are http and https with a host, mailto with an address, `doi:10.…` (returned as an
    address of doi.org) and relative paths. Refused are all other schemes, addresses that begin
    with `//` (they leave the site under a scheme nobody chose), backslashes and control
    characters. Spaces and quotation marks inside are percent-encoded; letters of any script stay.
    """
    text = url.strip()
    if not text or _FORBIDDEN.search(text):
        return ""
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _relative(text)
    name = scheme.group(1).lower()
    rest = text[scheme.end() :]
    if name == "doi":
        return doi_url(rest)
    if name == "mailto":
        return text.translate(_ESCAPES) if re.fullmatch(r"[^@\s]+@[^@\s]+", rest) else ""
    if name not in SAFE_SCHEMES or not rest.startswith("//"):
        return ""
    try:
        host = urlsplit(text).hostname
    except ValueError:  # a broken IPv6 address
        return ""
    return text.translate(_ESCAPES) if host else ""


def _relative(text: str) -> str:
    # A colon in the first segment would be read as a scheme (RFC 3986, section 4.2).
    first = re.split(r"[/?#]", text, maxsplit=1)[0]
    if text.startswith("//") or ":" in first:
        return ""
    return text.translate(_ESCAPES)


def doi_url(doi: str) -> str:
    """The address of a DOI at its resolver, or an empty string if `doi` is none.

    Accepts a bare name (`10.1000/182`), one after `doi:` and a whole doi.org address. A DOI
    begins with `10.`, a registrant of digits and dots, and a slash (ISO 26324).
    """
    name = re.sub(r"(?i)^\s*(https?://(dx\.)?doi\.org/|doi:)\s*", "", doi).strip()
    if not re.match(r"10\.[0-9][0-9.]*/\S", name) or _FORBIDDEN.search(name):
        return ""
    return _DOI_RESOLVER + name.translate(_ESCAPES)
