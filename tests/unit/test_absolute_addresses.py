"""The addresses of a page that may be shown anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_variorum.output.site.absolute import with_absolute_addresses

HERE = "/path/404/"

CHANGED = [
    ('<a href="../a.html#b">', '<a href="/path/a.html#b">'),
    ("<a class=x href='../a.html' id=y>", '<a class=x href="/path/a.html" id=y>'),
    ("<IMG SRC=../a.png>", '<IMG SRC="/path/a.png">'),
    ('<img\n  src = "../a b.png" alt="src=&quot;../no&quot;"/>',
     '<img\n  src = "/path/a b.png" alt="src=&quot;../no&quot;"/>'),
    ('<a href="../a?x=1&amp;y=2">', '<a href="/path/a?x=1&amp;y=2">'),
    ('<a href="">é\nü <b>x</b></a>\n<a href="./">',
     '<a href="">é\nü <b>x</b></a>\n<a href="/path/404/">'),
    ('<form action="../search/">', '<form action="/path/search/">'),
    ('<img srcset="../a.png, ../b.png 2x,../c.png 1.5x">',
     '<img srcset="/path/a.png, /path/b.png 2x,/path/c.png 1.5x">'),
    ('<source srcset="data:image/png;base64,AA 1x, ../b 300w">',
     '<source srcset="data:image/png;base64,AA 1x, /path/b 300w">'),
    ('<html data-content_root="../">', '<html data-content_root="/path/">'),
    ('<div data-index-url="../i.json" data-said="../x y">',
     '<div data-index-url="/path/i.json" data-said="../x y">'),
    ('<div data-more="../x.js">', '<div data-more="/path/x.js">'),
    ('<use xlink:href="../s.svg#a"/>', '<use xlink:href="/path/s.svg#a"/>'),
    ('<div style="background: url(&quot;../a.png&quot;)">',
     '<div style="background: url(&quot;/path/a.png&quot;)">'),
    ("<style>\na { b: url(../x.svg) } /* é */ c { d: URL( '../y.svg' ) }</style><a href='../z'>",
     "<style>\na { b: url(/path/x.svg) } /* é */ c { d: URL( '/path/y.svg' ) }</style>"
     '<a href="/path/z">'),
]  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), CHANGED)
def test_addresses_are_resolved(page: str, expected: str) -> None:
    """Whatever holds one; doing it twice does nothing more."""
    assert with_absolute_addresses(page, HERE) == expected
    assert with_absolute_addresses(expected, HERE) == expected


@pytest.mark.parametrize(
    "page",
    [
        '<a href="#top">',
        '<a href="https://example.org/a">',
        '<a href="//example.org/a">',
        '<a href="mailto:a@example.org">',
        '<img src="data:image/png;base64,AA">',
        '<a href="/elsewhere/">',
        "<script>const a = '<a href=\"../no\">'; url(../no)</script>",
        '<!-- <a href="../no"> -->',
        "<p>href=\"../no\" &amp; url(../no) &nosuch; &lt;a href='../no'&gt;</p>",
        '<style>a { b: url(#filter) } c { d: url("data:x") }</style>',
        '<div data-count="3" data-said="see ./this">',
    ],
)
def test_everything_else_keeps_its_bytes(page: str) -> None:
    assert with_absolute_addresses(page, HERE) == page


_PIECES = st.sampled_from(
    [
        *("<a href='../x'>", "</a>", "<p>", "é", "\n", "\r\n", "<", "&amp;", '"', "<!-- ", "-->"),
        *("<style>", "url(../x)", "</style>", "<script>", "</script>", "<br/>", "<img src=a>"),
    ]
)


@given(st.lists(_PIECES).map("".join))
def test_no_page_is_damaged(page: str) -> None:
    """What is no start tag and no style is there still, in its order; twice is as once."""
    done = with_absolute_addresses(page, HERE)
    assert with_absolute_addresses(done, HERE) == done
    back = done.replace('"/path/x"', "'../x'").replace("/path/x", "../x")
    assert back.replace('src="/path/404/a"', "src=a") == page
