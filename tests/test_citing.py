"""What a built site offers to whoever cites it (interface.md, points 21 to 23)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup
from pybtex.database import parse_string

from sphinx_variorum.output.head_metadata import describe, locale, script_json, shorten
from tests.support import Built, Edition, page

Make = Callable[..., Edition]

LEDE = "A chronicle of kings, written by one who had it in for them."
BODY = """\
::::{passage} 1
The king's men of the North were crowned in 1066 -- and the king's son died in 1087.

:::{counter-source} 1066
:id: the-year
:cites: song2015
:relation: contradicts
:certainty: high
:quote: the year, so-called, was 1067

Another year.
:::
::::

::::{passage} 2
He was not destroyed.
::::
"""
INDEX = "# Front\n\nA first paragraph of the front page.\n\n```{toctree}\ndeep/chronicle\n```\n"
SITE = {
    "html_baseurl": "https://example.org/edition",
    "project": "Test edition",
    "author": "The editors",
    "release": "0.3",
    "variorum_date": "2026-11-25",
    "variorum_commit": "abc1234",
}
ENDINGS = ("bib", "json", "ris", "txt")


def chronicle(body: str = BODY) -> str:
    """A page of an edition whose source is in the bibliography and has a lede."""
    return (
        page(body)
        .replace(":rights:", ":entry: song2015\n:lang: en\n:rights:")
        .replace("\n:::\n\n", f"\n\n{LEDE}\n:::\n\n", 1)
    )


@pytest.fixture
def site(edition: Make) -> Edition:
    """An edition with a front page and a source in a folder of its own."""
    return edition({"index.md": INDEX, "deep/chronicle.md": chronicle()}, **SITE)


def cited_files(built: Built) -> dict[str, bytes]:
    """Every file of the folder of citations."""
    folder = Path(built.app.outdir, "cite")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def metas(soup: BeautifulSoup) -> dict[str, str]:
    """The meta elements that have a name or a property; each stands once.

    Except the viewport's, which docutils and the theme write both.
    """
    found = soup.select("head meta[name]:not([name=viewport]), head meta[property]")
    names = [tag.get("name") or tag["property"] for tag in found]
    assert len(names) == len(set(names))
    return {name: tag["content"] for name, tag in zip(names, found, strict=True)}


def linked_data(soup: BeautifulSoup) -> dict[str, object]:
    """The page's JSON-LD."""
    (script,) = soup.select("head script[type='application/ld+json']")
    data = json.loads(script.string or "")
    assert isinstance(data, dict)
    return data


# Files


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_passage_and_source_has_its_files(site: Edition, builder: str) -> None:
    built = site.build(builder)
    assert built.output == ""
    assert set(cited_files(built)) == {
        f"{stem}.{ending}"
        for stem in ("_edition", "chronicle", "chronicle.1", "chronicle.2")
        for ending in ENDINGS
    }


def test_files_say_what_is_known(site: Edition) -> None:
    files = cited_files(site.build())
    (item,) = json.loads(files["chronicle.2.json"])
    assert item["title"] == "The Chronicle (C 2)"
    assert item["container-title"] == "Test edition"
    assert item["author"] == [{"family": "Song", "given": "Jiyoung"}]
    assert item["editor"] == [{"literal": "The editors"}]
    assert item["URL"] == "https://example.org/edition/deep/chronicle.html#chronicle.2"
    entry = parse_string(files["chronicle.bib"].decode(), "bibtex").entries["chronicle"]
    assert entry.fields["url"].endswith("/deep/chronicle.html#chronicle.source")
    assert b"T2  - Test edition\r\n" in files["chronicle.2.ris"]
    assert files["chronicle.2.txt"].decode() == (
        "Song, Jiyoung: “The Chronicle (C 2)”, in: The editors, Test edition, version 0.3, "
        "2026-11-25, commit abc1234. "
        "https://example.org/edition/deep/chronicle.html#chronicle.2 (accessed [date])\n"
    )


def test_dirhtml_addresses_are_those_of_its_pages(site: Edition) -> None:
    (item,) = json.loads(cited_files(site.build("dirhtml"))["chronicle.1.json"])
    assert item["URL"] == "https://example.org/edition/deep/chronicle/#chronicle.1"


def test_other_builders_write_no_files(site: Edition) -> None:
    for builder in ("singlehtml", "text", "latex"):
        built = site.build(builder)
        assert built.output == ""
        assert not Path(built.app.outdir, "cite").exists()
        assert not list(Path(built.app.outdir).glob(".variorum-c*"))


def test_no_op_build_writes_none_and_changes_write_what_changed(site: Edition) -> None:
    site.build()
    assert not {name for name in site.build().written if "cite" in name or "variorum" in name}
    site.replace("sources.bib", "Song, Jiyoung", "Song, J.")
    site.replace("deep/chronicle.md", ":siglum: C", ":siglum: K")
    changed = site.build()
    assert {name for name in changed.written if name.startswith("cite/")} == {
        f"cite/{stem}.{ending}"
        for stem in ("chronicle", "chronicle.1", "chronicle.2")
        for ending in ENDINGS
    }
    assert cited_files(changed) == cited_files(site.build(out="_clean", clean=True))


def test_files_of_what_is_gone_are_deleted(site: Edition) -> None:
    built = site.build()
    own = Path(built.app.outdir, "cite", "of-somebody-else.txt")
    own.write_text("Kept.")
    before, _cut, _after = BODY.partition("::::{passage} 2")
    site.write({"deep/chronicle.md": chronicle(before)})
    left = cited_files(site.build())
    assert "chronicle.1.bib" in left
    assert not [name for name in left if name.startswith("chronicle.2")]
    assert own.name in left


def test_deleted_file_comes_back(site: Edition) -> None:
    built = site.build()
    Path(built.app.outdir, "cite", "chronicle.1.ris").unlink()
    written = site.build().written
    assert {name for name in written if name.startswith("cite/")} == {"cite/chronicle.1.ris"}


def test_number_with_signs_of_an_address(edition: Make) -> None:
    """A number of any script has its files, and the links lead to them."""
    body = BODY.replace("{passage} 2", "{passage} 2 §ß한")
    built = edition({"index.md": chronicle(body)}, **SITE).build()
    links = built.html().select("section.passage details.cite a")
    assert len(links) == 8
    for link in links:
        assert Path(built.app.outdir, unquote(link["href"])).is_file()


# The block


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_block_says_how_to_cite_and_leads_to_the_files(site: Edition, builder: str) -> None:
    built = site.build(builder)
    name = "deep/chronicle/index" if builder == "dirhtml" else "deep/chronicle"
    passage = built.html(name).select_one("section.passage")
    assert passage is not None
    block = passage.select_one("details.cite")
    assert block is not None
    assert block.summary.get_text() == "Cite this passage"
    assert not block.has_attr("open")
    citation = block.select_one("p.citation")
    said = Path(built.app.outdir, "cite", "chronicle.1.txt").read_text(encoding="utf-8")
    assert citation.get_text() == said.rstrip("\n")
    assert citation.select_one("span.accessed").get_text() == "[date]"
    page_url = f"https://x.org/{built.app.builder.get_target_uri('deep/chronicle')}"
    for link in block.select("ul.cite-files a"):
        path = urljoin(page_url, link["href"]).removeprefix("https://x.org/")
        assert Path(built.app.outdir, path).is_file()
        assert link["download"] == path.removeprefix("cite/")
        assert link["type"]


def test_source_has_a_block_too(site: Edition) -> None:
    head = site.build().html("deep/chronicle").select_one("div.source-head details.cite")
    assert head.summary.get_text() == "Cite this source"
    assert "“The Chronicle”" in head.select_one("p.citation").get_text()


def test_block_escapes_what_it_shows(edition: Make) -> None:
    """Titles and names are data (bad input of every kind)."""
    body = chronicle().replace("# The Chronicle", "# The `<b>` & “Chronicle”")
    built = edition({"index.md": body}, **{**SITE, "author": "<script>alert(1)</script>"}).build()
    soup = built.html()
    assert not soup.select("details.cite b, details.cite script")
    assert "<script>alert(1)</script>" in soup.select_one("p.citation").get_text()
    assert metas(soup)["citation_editor"] == "<script>alert(1)</script>"
    assert len(soup.select("head script[type='application/ld+json']")) == 1
    book = linked_data(soup)
    assert book["editor"] == [{"@type": "Organization", "name": "<script>alert(1)</script>"}]


def test_second_passage_with_an_id_is_not_cited(edition: Make) -> None:
    """Its anchor belongs to the first."""
    body = BODY + "\n::::{passage} 2\nNobody knows how many.\n::::\n"
    soup = edition({"index.md": chronicle(body)}, **SITE).build().html()
    blocks = [len(found.select("details.cite")) for found in soup.select("section.passage")]
    assert blocks == [1, 1, 0]


def test_page_is_written_again_when_its_source_elsewhere_changes(edition: Make) -> None:
    """A passage on another page than its source shows the source's title and authors."""
    other = "# More\n\n::::{passage} chronicle:2\nHe was not destroyed.\n::::\n"
    before, _cut, _after = BODY.partition("::::{passage} 2")
    made = edition(
        {
            "index.md": "# Front\n\n```{toctree}\nchronicle\nmore\n```\n",
            "chronicle.md": chronicle(before),
            "more.md": other,
        },
        **SITE,
    )
    made.build()
    made.replace("sources.bib", "Song, Jiyoung", "Song, J.")
    built = made.build()
    assert "more.html" in built.written
    assert "Song, J.:" in built.html("more").select_one("p.citation").get_text()


# The head


def test_page_of_a_source_is_a_section_of_a_book(site: Edition) -> None:
    """Zotero's “Embedded Metadata” takes a page with `citation_book_title` for a book section,
    unless `og:type` says website or book."""
    found = metas(site.build().html("deep/chronicle"))
    assert found["description"] == found["og:description"] == LEDE
    assert found["og:type"] == "article"
    assert found["og:title"] == "The Chronicle"
    assert found["og:site_name"] == found["citation_book_title"] == "Test edition"
    assert found["og:url"] == "https://example.org/edition/deep/chronicle.html"
    assert found["og:locale"] == "en_US"
    assert found["citation_title"] == "The Chronicle"
    assert found["citation_author"] == "Song, Jiyoung"
    assert found["citation_editor"] == "The editors"
    assert found["citation_publication_date"] == "2026/11/25"
    assert found["citation_language"] == "en"
    assert found["citation_public_url"] == found["og:url"]
    assert not {"citation_journal_title", "citation_conference_title"} & found.keys()


def test_page_without_a_source_is_none(site: Edition) -> None:
    found = metas(site.build().html("index"))
    assert found["og:type"] == "website"
    assert found["description"] == "A first paragraph of the front page."
    assert not [name for name in found if name.startswith("citation_")]


def test_every_page_has_a_description(site: Edition) -> None:
    built = site.build()
    pages = list(Path(built.app.outdir).rglob("*.html"))
    assert {page.stem for page in pages} >= {"index", "chronicle", "genindex", "search"}
    for path in pages:
        found = metas(BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib"))
        assert found["description"].strip(), path


def test_description_of_the_editor_wins(edition: Make) -> None:
    body = "---\nmyst:\n  html_meta:\n    description: Mine.\n---\n" + chronicle()
    soup = edition({"index.md": body}, **SITE).build().html()
    assert [tag["content"] for tag in soup.select("meta[name=description]")] == ["Mine."]


def test_linked_data_says_chapter_and_book(site: Edition) -> None:
    built = site.build()
    chapter = linked_data(built.html("deep/chronicle"))
    assert chapter["@type"] == "Chapter"
    assert chapter["author"] == [
        {
            "@type": "Person",
            "name": "Jiyoung Song",
            "givenName": "Jiyoung",
            "familyName": "Song",
        }
    ]
    book = chapter["isPartOf"]
    assert isinstance(book, dict)
    assert (book["@type"], book["name"], book["version"]) == ("Book", "Test edition", "0.3")
    assert linked_data(built.html("index"))["@type"] == "Book"


@pytest.mark.parametrize(
    ("builder", "name", "url"),
    [
        ("html", "deep/chronicle", "https://example.org/edition/deep/chronicle.html"),
        ("dirhtml", "deep/chronicle/index", "https://example.org/edition/deep/chronicle/"),
    ],
)
def test_canonical_link_is_printed_once(site: Edition, builder: str, name: str, url: str) -> None:
    """It is Sphinx's own, and says the address that ours say."""
    soup = site.build(builder).html(name)
    assert [link["href"] for link in soup.select("link[rel=canonical]")] == [url]
    assert metas(soup)["og:url"] == url


def test_without_an_address_nothing_is_made_up(edition: Make) -> None:
    bare = {**SITE, "html_baseurl": "", "variorum_date": "", "variorum_commit": ""}
    built = edition({"index.md": chronicle()}, **bare).build()
    soup = built.html()
    assert not {"og:url", "og:image", "citation_public_url", "citation_publication_date"} & (
        metas(soup).keys()
    )
    assert not soup.select("link[rel=canonical]")
    assert soup.select_one("p.citation").get_text() == (
        "Song, Jiyoung: “The Chronicle”, in: The editors, Test edition, version 0.3. "
        "(accessed [date])"
    )


def test_picture_is_the_logo(edition: Make) -> None:
    files = {"index.md": chronicle(), "images/logo.png": b"\x89PNG\r\n"}
    soup = edition(files, **SITE, html_logo="images/logo.png").build().html()
    assert metas(soup)["og:image"] == "https://example.org/edition/_static/logo.png"


def test_forked_writers_write_the_same(edition: Make) -> None:
    """The head and the block are made in workers; files only in the main process."""
    files = {
        f"page{number}.md": chronicle().replace("chronicle", f"c{number}") for number in "1234"
    }
    files = {name: text.replace(":siglum: C\n", "") for name, text in files.items()}
    files = {name: text.replace("the-year", f"year-{name[4]}") for name, text in files.items()}
    files["index.md"] = "# Front\n\n```{toctree}\npage1\npage2\npage3\npage4\n```\n"
    made = edition(files, **SITE, variorum_redirects={"c1:9": "c2:1"})
    one = made.build(out="_one")
    two = made.build(out="_two", parallel=2)
    assert one.output == two.output == ""
    for path in Path(one.app.outdir).rglob("*"):
        if path.is_file() and (path.parent.name == "cite" or path.stem.startswith("page")):
            twin = Path(two.app.outdir) / path.relative_to(one.app.outdir)
            assert path.read_bytes() == twin.read_bytes(), path.name


def test_long_description_is_cut_at_a_space() -> None:
    text = "word " * 60
    short = shorten(text.strip())
    assert len(short) <= 200
    assert short.endswith("word…")
    assert len(shorten("x" * 500)) == 200


def test_description_of_no_document_is_empty() -> None:
    assert describe(None) == ""


def test_json_cannot_end_its_script() -> None:
    text = "</script><!-- <script>"
    assert "<" not in script_json({"name": text})
    assert json.loads(script_json({"name": text})) == {"name": text}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "en_US"), ("de", "de_DE"), ("ko", "ko_KR"), ("pt_BR", "pt_BR"), ("xx", ""), ("", "")],
)
def test_locale_of_open_graph(language: str, said: str) -> None:
    assert locale(language) == said


# Quoted words


def test_words_quoted_are_linked_to_their_place(site: Edition) -> None:
    works = site.build().html("deep/chronicle").select_one("aside.counter-source p.works")
    link = works.select_one("a.external")
    assert link.get_text() == "the year, so-called, was 1067"
    assert link["href"] == (
        "https://example.org/song#:~:text=the%20year%2C%20so%2Dcalled%2C%20was%201067"
    )
    assert works.get_text() == "Song 2015: “the year, so-called, was 1067”"


def test_words_quoted_stand_in_every_format(site: Edition) -> None:
    text = Path(site.build("text").app.outdir, "deep/chronicle.txt").read_text(encoding="utf-8")
    assert "“the year, so-called, was 1067”" in " ".join(text.split())


def test_quotation_marks_of_the_editor_are_not_doubled(site: Edition) -> None:
    site.replace("deep/chronicle.md", "the year, so-called, was 1067", "“the year”")
    works = site.build().html("deep/chronicle").select_one("p.works")
    assert works.get_text() == "Song 2015: “the year”"


def test_work_without_an_address_is_quoted_unlinked(site: Edition) -> None:
    site.replace("deep/chronicle.md", ":cites: song2015", ":cites: crane2000, p. 3")
    works = site.build().html("deep/chronicle").select_one("p.works")
    assert not works.select("a.external")
    assert works.get_text().endswith(", p. 3: “the year, so-called, was 1067”")


@pytest.mark.parametrize("cites", [":cites: song2015; crane2000, p. 3", ":counter-passage: 2"])
def test_words_of_no_single_work_are_named(site: Edition, cites: str) -> None:
    site.replace("deep/chronicle.md", ":cites: song2015", cites)
    (message,) = site.build().messages
    assert message.subtype == "variorum.counter_source"
    assert ":quote: holds words of one work" in message.text
    assert (message.place, message.line) == ("deep/chronicle.md", 17)


def test_new_address_of_a_quoted_work_is_shown(site: Edition) -> None:
    site.build()
    site.replace("sources.bib", "example.org/song", "example.org/moved")
    link = site.build().html("deep/chronicle").select_one("p.works a.external")
    assert link["href"].startswith("https://example.org/moved#:~:text=")
