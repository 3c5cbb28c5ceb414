"""A page whose addresses do not depend on where it is shown.

It is done with the page as it was written, so that it holds whatever theme and extensions wrote it.
Everything that is no address keeps its bytes.
"""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate, chain
from urllib.parse import urljoin

#: Attributes that are an address (HTML Living Standard, “Attributes”; SVG 1.1 for ``xlink:href``).
_ADDRESSES = frozenset(
    (
        *("action", "background", "cite", "formaction", "href", "longdesc", "manifest"),
        *("poster", "src", "xlink:href"),
    )
)
#: Those that are several, separated by commas and each with a width or density.
_SOURCE_SETS = frozenset(("data-srcset", "imagesrcset", "srcset"))
#: Names of attributes for scripts that tell that the value is an address.
_FOR_SCRIPTS = re.compile(r"data-(?:[\w.-]*[-_.])?(?:action|base|href|root|src|uri|url)")
#: Values of other attributes for scripts that can be nothing else.
_RELATIVE = re.compile(r"\.{1,2}/\S*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>=`]+))?""")
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)((?:\s+[\d.]+[wxh])*)")
_IN_STYLE = re.compile(r"""(\burl\(\s*)("[^"]*"|'[^']*'|[^\s"'()]+)(?=\s*\))""", re.IGNORECASE)


def with_absolute_addresses(page: str, here: str) -> str:
    """The HTML of `page` with each relative address in it as `here` resolves it.

    `here` is what its addresses are relative to, such as ``/path/404.html``. Places on the page
    itself (``#top``) and addresses with a scheme or host stay as they are. Doing it twice does
    nothing more.
    """
    found = _Finder(page)
    done: list[str] = []
    end = 0
    for start, old, is_style in found.stretches:
        new = _style(old, here) if is_style else _tag(old, here)
        done += [page[end:start], new]
        end = start + len(old)
    return "".join([*done, page[end:]])


class _Finder(HTMLParser):
    """Finds start tags and the contents of style elements: (offset, text, whether a style)."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.stretches: list[tuple[int, str, bool]] = []
        self._page = page
        self._lines = list(accumulate(chain((0,), (len(line) + 1 for line in page.split("\n")))))
        self._style = -1
        self.feed(page)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        start = self._offset()
        self.stretches.append((start, text, False))
        if tag == "style":
            self._style = start + len(text)

    def handle_endtag(self, tag: str) -> None:
        if tag == "style" and self._style >= 0:
            self.stretches.append((self._style, self._page[self._style : self._offset()], True))
            self._style = -1


def _tag(tag: str, here: str) -> str:
    # What stands before the first space is the element's name.
    name = re.match(r"<[^\s/>]*", tag)
    start = name.end() if name else 0

    def attribute(found: re.Match[str]) -> str:
        if found[3] is None:
            return found[0]
        old = unescape(found[3][1:-1] if found[3][0] in "\"'" else found[3])
        new = _value(found[1].lower(), old, here)
        return found[0] if new == old else f'{found[1]}{found[2]}"{escape(new)}"'

    return tag[:start] + _ATTRIBUTE.sub(attribute, tag[start:])


def _value(name: str, value: str, here: str) -> str:
    if name == "style":
        return _style(value, here)
    if name in _SOURCE_SETS:
        return _CANDIDATE.sub(lambda found: _address(found[1], here) + found[2], value)
    is_address = name in _ADDRESSES or _FOR_SCRIPTS.fullmatch(name)
    if is_address or (name.startswith("data-") and _RELATIVE.fullmatch(value)):
        return _address(value, here)
    return value


def _style(style: str, here: str) -> str:
    def rewritten(found: re.Match[str]) -> str:
        sign = found[2][0] if found[2][0] in "\"'" else ""
        address = found[2][1:-1] if sign else found[2]
        return f"{found[1]}{sign}{_address(address, here)}{sign}"

    return _IN_STYLE.sub(rewritten, style)


def _address(address: str, here: str) -> str:
    # An empty address, and one that begins with a place, is the page itself.
    stripped = address.strip()
    return address if not stripped or stripped.startswith("#") else urljoin(here, stripped)
