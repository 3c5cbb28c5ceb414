"""Registers: which rows a generated list holds, and what each cell says and links to."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_variorum.edition.bibliography import Run
from sphinx_variorum.edition.cells import citation_words, work_anchor
from sphinx_variorum.edition.claims import claims
from sphinx_variorum.edition.filters import Kind
from sphinx_variorum.edition.index import Edition
from sphinx_variorum.edition.locators import Citation
from sphinx_variorum.edition.records import Page, Position, Reference, Register, StatusChange
from sphinx_variorum.edition.registers import KINDS, fill
from sphinx_variorum.edition.registers.asking import ask
from sphinx_variorum.edition.tables import Cell, Table
from sphinx_variorum.edition.vocabulary import schemes
from tests.unit import make


def text(cell: Cell) -> str:
    """What a cell says."""
    return "".join(words.text for words in cell)


def at(docname: str, line: int = 10) -> dict[str, Any]:
    """Where a record was written."""
    return {"docname": docname, "line": line}


def register(kind: str, **wanted: str) -> Register:
    """A register on the page of registers."""
    asked = ask(kind, wanted)
    assert asked.faults == ()
    return asked.register._replace(docname="registers", line=1)


WORKS = {
    "zed": make.work("zed", label="Zed 2001", sort_key="zed"),
    "alpha": make.work(
        "alpha",
        label="Alpha 1999",
        sort_key="alpha",
        caveat="not seen",
        runs=(
            Run("Alpha, ", "", ""),
            Run("A Book", "italic", ""),
            Run("https://example.org/", "link", "https://example.org/"),
        ),
    ),
    "unused": make.work("unused"),
}
PAGES = {
    "one": Page(
        sources=(make.source("s", siglum="S", entry="zed", **at("one", 2)),),
        passages=(make.passage("s:1", **at("one")), make.passage("s:2", **at("one", 30))),
        annotations=(
            make.annotation(
                "second",
                make.need("open", type="", opened=""),
                passage="s:2",
                lemma="",
                **at("one", 31),
            ),
            make.annotation(
                "first",
                make.need("answered-supported", priority="high"),
                passage="s:1",
                cites=(Citation("alpha", "p. 12"), Citation("gone", "")),
                **at("one", 11),
            ),
            make.annotation("note", passage="s:1", **at("one", 12)),
            make.annotation(
                "counter",
                make.counter_source("contradicts", certainty="high", counter_passage="t:1"),
                passage="s:1",
                cites=(Citation("zed", ""),),
                **at("one", 13),
            ),
        ),
    ),
    "two": Page(
        sources=(make.source("t", **at("two", 2)),),
        passages=(make.passage("t:1", **at("two")),),
        annotations=(
            make.annotation(
                "mirror",
                make.counter_source("mirrors", certainty="", counter_passage="s:1"),
                passage="t:1",
                **at("two", 11),
            ),
            make.annotation(
                "standoff", make.need("open"), passage="s:1", state="standoff", **at("two", 50)
            ),
        ),
        references=(Reference("two", 5, "work", "alpha, para. 3", ""),),
    ),
    "registers": Page(registers=(register("needs"), register("works"))),
}


@pytest.fixture
def edition() -> Edition:
    """Two sources, three passages, three needs, two counter-sources, two works."""
    return Edition(PAGES, ["one", "two"], WORKS)


def test_needs_stand_in_the_order_of_the_text(edition: Edition) -> None:
    """Passage by passage, those written elsewhere too, however the files are ordered."""
    rows = fill(edition, register("needs")).rows
    assert [row.anchor for row in rows] == ["row.first", "row.standoff", "row.second"]
    assert [row.kind for row in rows] == ["answered-supported", "open", "open"]


def test_a_need_s_row(edition: Edition) -> None:
    """Passage, lemma, type, status, day, age, evidence; the label leads to the annotation."""
    table = fill(edition, register("needs"))
    row = table.rows[0]
    assert len(row.cells) == len(table.columns)
    assert [text(cell) for cell in row.cells] == [
        "S 1",
        "words",
        "citation needed",
        next(t.label for t in schemes()["need-status"].terms if t.slug == "answered-supported"),
        "2026-11-23",
        "",
        "Alpha 1999, p. 12 (not seen); gone",
    ]
    (label,) = row.cells[0]
    assert (label.docname, label.anchor) == ("one", "first")
    whole = table.rows[2]
    assert text(whole.cells[1]) == "the whole passage"
    assert whole.cells[2] == ()
    assert whole.cells[4:] == ((), (), ())


def test_counter_sources(edition: Edition) -> None:
    """Works and the passage on the other side are both shown, each with its link."""
    rows = fill(edition, register("counter-sources")).rows
    assert [row.anchor for row in rows] == ["row.counter", "row.mirror"]
    assert text(rows[0].cells[3]) == "Zed 2001; t:1"
    assert text(rows[1].cells[3]) == "S 1"
    (other,) = rows[1].cells[3]
    assert (other.docname, other.anchor) == ("one", "s.1")
    assert [text(row.cells[2]) for row in rows] == ["contradicted by", "mirrored by"]


@pytest.mark.parametrize(
    ("kind", "wanted", "found"),
    [
        ("needs", {"status": "open"}, ["row.standoff", "row.second"]),
        ("needs", {"status": "open", "type": "citation"}, ["row.standoff"]),
        ("needs", {"priority": "high"}, ["row.first"]),
        ("needs", {"source": "t"}, []),
        ("counter-sources", {"source": "t"}, ["row.mirror"]),
        ("counter-sources", {"relation": "contradicts"}, ["row.counter"]),
        ("counter-sources", {"relation": "supports"}, []),
    ],
)
def test_limited_registers(
    edition: Edition, kind: str, wanted: dict[str, str], found: list[str]
) -> None:
    """Only rows with all the values wanted."""
    assert [row.anchor for row in fill(edition, register(kind, **wanted)).rows] == found


def test_works_by_author_with_their_uses(edition: Edition) -> None:
    """Each cited work once, sorted, with every place that cites it and as what (issue 2)."""
    rows = fill(edition, register("works")).rows
    assert [row.anchor for row in rows] == ["work.alpha", "work.zed"]
    reference, uses = rows[0].cells
    assert text(reference) == "Alpha, A Book" + "https://example.org/" + " [not seen]"
    assert [words.style for words in reference][:2] == ["", "italic"]
    assert reference[2].url == "https://example.org/"
    assert text(uses) == "S 1 (evidence, p. 12); T (mentioned, para. 3)"
    assert text(rows[1].cells[1]) == "S (the text edited here); S 1 (contradicted by)"


def test_citations_link_to_the_register_of_works(edition: Edition) -> None:
    """If there is one and the work is known; else the key stands as it was written."""
    known, *between, unknown = citation_words(
        edition, [Citation("alpha", "p. 12"), Citation("gone", "")]
    )
    assert (known.docname, known.anchor) == ("registers", work_anchor("alpha"))
    assert text(between) == ", p. 12 (not seen); "
    assert (unknown.text, unknown.docname, unknown.anchor) == ("gone", "", "")
    without = Edition({"one": PAGES["one"]}, [], WORKS)
    assert citation_words(without, [Citation("zed", "")])[0].docname == ""


def test_words_of_ours_and_data_are_told_apart(edition: Edition) -> None:
    """Only words of the interface are translated, never a lemma, a label or a reference."""
    rows = [row for kind in KINDS for row in fill(edition, register(kind)).rows]
    ours = {words.text for row in rows for cell in row.cells for words in cell if words.interface}
    data = {
        words.text for row in rows for cell in row.cells for words in cell if not words.interface
    }
    assert {"the whole passage", "citation needed", "evidence", "mentioned"} <= ours
    assert {"words", "S 1", "Zed 2001", "A Book"} <= data
    assert not ours & {"words", "S 1", "Zed 2001", "A Book", "2026-11-23"}


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind(kind: str) -> None:
    """An edition with nothing in it has empty registers; fields are those of closed lists."""
    table = fill(Edition({}), register(kind))
    assert table.kind == kind
    assert table.rows == ()
    assert len(table.columns) > 1
    declared = KINDS[kind].fields
    assert all((field.scheme in schemes()) == (field.kind is Kind.WORD) for field in declared)
    assert len({field.name for field in declared}) == len(declared)


def test_the_two_lists_of_the_issue_are_there() -> None:
    """Issue 2 asks for registers of citation needs and counter-sources."""
    assert {"needs", "counter-sources"} <= set(KINDS)


def _speaks(ident: str, source: str, relation: str, stance: str) -> Any:
    position = Position(claim="a-claim", stance=stance)
    detail = make.counter_source(relation)
    return make.annotation(ident, detail, passage=f"{source}:1", position=position, **at("one", 20))


@pytest.mark.parametrize(
    ("said", "disputed"),
    [
        ([("s", "context", "asserts"), ("t", "context", "denies")], True),
        ([("s", "context", "asserts"), ("t", "context", "qualifies")], True),
        ([("s", "context", "asserts"), ("t", "context", "asserts")], False),
        ([("s", "context", "asserts"), ("s", "context", "denies")], False),
        ([("s", "supports", ""), ("s", "refutes", "")], True),
        ([("s", "supports", ""), ("s", "confirms", "")], False),
    ],
)
def test_claims_in_dispute(said: list[tuple[str, str, str]], disputed: bool) -> None:
    """Texts that differ, or counter-sources for and against, make a dispute."""
    found = tuple(_speaks(f"n{n}", *each) for n, each in enumerate(said))
    page = Page(
        sources=(make.source("s", siglum="S", **at("one", 1)), make.source("t", **at("one", 2))),
        passages=(make.passage("s:1", **at("one")), make.passage("t:1", **at("one", 12))),
        annotations=found,
    )
    edition = Edition({"one": page})
    assert [claim.disputed for claim in claims(edition)] == [disputed]
    rows = fill(edition, register("claims", disputed="yes")).rows
    assert [text(row.cells[0]) for row in rows] == (["A claim"] if disputed else [])
    (row,) = fill(edition, register("claims")).rows
    assert text(row.cells[1]).startswith("S 1")


def test_changes_and_most() -> None:
    """Newest first, then the edition's order; a limit leads to the whole register."""
    needs = (
        make.need("answered-supported", opened="2026-01-02", resolved="2026-03-01"),
        make.need("open", opened="2026-01-02"),
    )
    page = Page(
        sources=(make.source("s", siglum="S", **at("one", 1)),),
        passages=(make.passage("s:1", **at("one")),),
        annotations=tuple(
            make.annotation(f"n{n}", need, passage="s:1", **at("one", 20 + n))
            for n, need in enumerate(needs)
        ),
    )
    whole = Page(registers=(register("changes"),))
    limited = register("changes")._replace(most=2)
    edition = Edition({"one": page, "registers": whole, "index": Page(registers=(limited,))})
    rows = fill(edition, register("changes")).rows
    assert [(text(row.cells[0]), row.kind) for row in rows] == [
        ("2026-03-01", "settled"),
        ("2026-01-02", "opened"),
        ("2026-01-02", "opened"),
    ]
    table = fill(edition, limited)
    assert (table.rows, table.total, table.whole) == (rows[:2], 3, "registers")
    assert fill(edition, register("changes")).whole == ""


def test_every_dated_change_of_a_need_is_listed() -> None:
    """The history says more than two dates; a step says its words, and has an anchor of its own."""
    history = (
        StatusChange("2026-01-02", "open", ""),
        StatusChange("2026-01-03", "not-found", "searched in the archive"),
        StatusChange("2026-02-01", "searching", ""),
        StatusChange("2026-03-01", "answered-supported", ""),
    )
    detail = make.need(
        "answered-supported", opened="2026-01-02", resolved="2026-03-01", history=history
    )
    page = Page(
        sources=(make.source("s", siglum="S", **at("one", 1)),),
        passages=(make.passage("s:1", **at("one")),),
        annotations=(make.annotation("n", detail, passage="s:1", **at("one", 20)),),
    )
    rows = fill(Edition({"one": page}), register("changes")).rows
    assert [(row.anchor, text(row.cells[0]), text(row.cells[3])) for row in rows] == [
        ("settled.n", "2026-03-01", "citation need settled: answered: supported"),
        ("searching.2026-02-01.n", "2026-02-01", "citation need: being searched"),
        (
            "settled.n",
            "2026-01-03",
            "citation need settled: no source found — searched in the archive",
        ),
        ("opened.n", "2026-01-02", "citation need opened"),
    ]


def test_a_claim_that_was_judged_is_a_change() -> None:
    """It has no passage and no text; the row leads to the claim and says the verdict."""
    claims = (
        make.claim("first", judged="2026-02"),
        make.claim("open-one", judged="2026-03-01", verdict=""),
        make.claim("undated"),
    )
    position = Position(claim="first", stance="asserts")
    note = make.annotation("n", passage="s:1", judged="2026-02", position=position)
    page = Page(passages=(make.passage("s:1"),), annotations=(note,), claims=claims)
    made = Edition({"index": page})
    rows = fill(made, register("changes")).rows
    assert [(row.anchor, *map(text, row.cells)) for row in rows] == [
        ("judged.claim.open-one", "2026-03-01", "", "Open-one", "claim judged"),
        ("judged.n", "2026-02", "s:1", "words", "note"),
        ("judged.claim.first", "2026-02", "", "First", "claim judged: supported"),
    ]
    (link,) = rows[2].cells[2]
    assert (link.docname, link.anchor) == ("index", "claim.first")
    for wanted, found in (("claim == first", 2), ("verdict == supported", 1), ("kind", 1)):
        assert len(fill(made, register("changes", filter=wanted)).rows) == found


def _ages(date: str, **options: str) -> list[tuple[str, str]]:
    """The lemma and the age of five needs in an edition of this date."""
    asked = ask("needs", {"columns": "lemma, age", **options})
    assert asked.faults == ()
    table = fill(Edition(_listed().pages, date=date), asked.register)
    return [(text(row.cells[0]), text(row.cells[1])) for row in table.rows]


def test_needs_have_an_age() -> None:
    """To the edition's date, or the last one in it; none where a day is not known."""
    assert _ages("2026-03-02") == [
        ("w3", ""),
        ("w4", "29\u00a0days"),
        ("w0", "1\u00a0day"),
        ("w1", "56\u00a0days"),
        ("w2", ""),
    ]
    assert dict(_ages(""))["w1"] == "55\u00a0days"
    assert [lemma for lemma, _age in _ages("2026-03", filter="age > 20", sort="-age")] == [
        "w1",
        "w4",
    ]


def _words_of(table: Table) -> list[str]:
    return [text(row.cells[1]) for row in table.rows]


def _listed() -> Edition:
    """Five needs in two texts: status, priority, day opened."""
    told = (
        ("s:1", "open", "low", "2026-03"),
        ("s:2", "open", "high", "2026-01-05"),
        ("s:2", "not-found", "", ""),
        ("t:1", "answered-mixed", "medium", "2025-12-01"),
        ("t:1", "open", "high", "2026-02-01"),
    )
    page = Page(
        sources=(make.source("t", siglum="T", title="Tea"), make.source("s", siglum="S")),
        passages=tuple(make.passage(ident) for ident in ("t:1", "s:1", "s:2")),
        annotations=tuple(
            make.annotation(
                f"n{n}",
                make.need(status, priority=priority, opened=opened),
                passage=passage,
                lemma=f"w{n}",
            )
            for n, (passage, status, priority, opened) in enumerate(told)
        ),
    )
    return Edition({"index": page})


def test_rows_are_filtered_sorted_and_cut_off() -> None:
    """In this order; what has no value comes last, however it is sorted."""
    edition = _listed()
    for sort, found in (
        ("opened", ["w3", "w1", "w4", "w0", "w2"]),
        ("-opened", ["w0", "w4", "w1", "w3", "w2"]),
        ("priority, -opened", ["w4", "w1", "w3", "w0", "w2"]),
        ("source, status", ["w4", "w3", "w0", "w1", "w2"]),
    ):
        assert _words_of(fill(edition, register("needs", sort=sort))) == found
    asked = ask("needs", {"filter": "status == open and opened < 2026-03", "sort": "-opened"}, 1)
    table = fill(edition, asked.register)
    assert (_words_of(table), table.total) == (["w4"], 2)


def test_groups_follow_the_closed_list_and_the_edition() -> None:
    """Each with its heading and the place of its first row; what has no value comes last."""
    edition = _listed()
    table = fill(edition, register("needs", group="priority"))
    assert [(text(group.words), group.start) for group in table.groups] == [
        ("high", 0),
        ("medium", 2),
        ("low", 3),
        ("not given", 4),
    ]
    assert _words_of(table) == ["w4", "w1", "w3", "w0", "w2"]
    table = fill(edition, register("needs", group="source", columns="status, lemma"))
    assert [text(group.words) for group in table.groups] == ["Tea", "S"]
    assert table.columns == ("status", "lemma")
    assert _words_of(table) == ["w3", "w4", "w0", "w1", "w2"]
    assert len({group.anchor for group in table.groups}) == 2


def test_a_row_stands_under_each_of_its_values() -> None:
    """A work is used in several relations."""
    table = fill(_of_works(), register("works", group="relation"))
    assert [text(group.words) for group in table.groups] == ["contradicted by", "supported by"]
    assert [row.anchor for row in table.rows] == [work_anchor("zed"), work_anchor("zed")]


def _of_works() -> Edition:
    """One work that contradicts and supports."""
    page = Page(
        passages=(make.passage("s:1"),),
        annotations=tuple(
            make.annotation(
                relation,
                make.counter_source(relation),
                passage="s:1",
                cites=(Citation("zed", "p. 1"),),
            )
            for relation in ("supports", "contradicts")
        ),
    )
    return Edition({"index": page}, works=WORKS)


@pytest.mark.parametrize(
    ("options", "option", "says", "column"),
    [
        ({"filter": "staus == open"}, "filter", "did you mean “status”", 1),
        ({"filter": "status == opne"}, "filter", "did you mean “open”", 11),
        ({"filter": "status == open and"}, "filter", "ends", 18),
        ({"filter": "__import__('os')"}, "filter", "", 11),
        ({"group": "priorty"}, "group", "did you mean “priority”", 1),
        ({"sort": "passage, -opend"}, "sort", "did you mean “opened”", 10),
        ({"columns": "lemma, statu"}, "columns", "did you mean “status”", 8),
    ],
)
def test_what_cannot_be_asked(options: dict[str, str], option: str, says: str, column: int) -> None:
    """The option, what is wrong with it, and where; a wrong filter shows no rows at all."""
    asked = ask("needs", options)
    ((name, message, at_column),) = asked.faults
    assert name == option
    assert says in message
    assert at_column == column
    table = fill(_listed(), asked.register)
    assert (table.fault != "") == (option == "filter")
    assert (table.rows == ()) == (option == "filter")


def _used(*uses: tuple[str, str, str], **works: Any) -> Edition:
    """Works used as counter-sources: (key, source, relation)."""
    sources = sorted({source for _key, source, _relation in uses})
    page = Page(
        sources=tuple(make.source(source, siglum=source.upper()) for source in sources),
        passages=tuple(make.passage(f"{source}:1") for source in sources),
        annotations=tuple(
            make.annotation(
                f"n{n}",
                make.counter_source(relation),
                passage=f"{source}:1",
                cites=(Citation(key, "p. 1"),),
            )
            for n, (key, source, relation) in enumerate(uses)
        ),
    )
    return Edition({"index": page, "works": Page(registers=(register("works"),))}, works=works)


@pytest.mark.parametrize(
    ("uses", "one_sided"),
    [
        ([("a", "s", "contradicts"), ("a", "s", "refutes")], True),
        ([("a", "s", "contradicts")], False),
        ([("a", "s", "contradicts"), ("a", "t", "contradicts")], False),
        ([("a", "s", "contradicts"), ("a", "s", "supports")], False),
        ([("a", "s", "contradicts"), ("a", "t", "context")], False),
    ],
)
def test_works_that_only_speak_against_one_side(
    uses: list[tuple[str, str, str]], one_sided: bool
) -> None:
    """At least twice, always against, always the same text."""
    edition = _used(*uses, a=make.work("a"))
    asked = ask("works", {"filter": "one-sided"})
    assert asked.faults == ()
    assert len(fill(edition, asked.register).rows) == int(one_sided)


def test_a_work_says_how_reliable_it_is_and_where_its_facts_come_from() -> None:
    """The chain to its end, linked."""
    edition = _used(
        ("c", "s", "supports"),
        ("b", "s", "supports"),
        ("a", "s", "supports"),
        a=make.work("a", label="A 1"),
        b=make.work("b", label="B 2", origin="a"),
        c=make.work("c", label="C 3", origin="b", grade="B", grade_reason="names its sources"),
    )
    row = next(row for row in fill(edition, register("works")).rows if row.anchor == "work.c")
    said = text(row.cells[0])
    assert "Reliability B: names its sources." in said
    assert "Takes its facts from B 2. In the end they come from A 1." in said
    linked = {words.text: words.anchor for words in row.cells[0] if words.docname}
    assert linked == {"B 2": "work.b", "A 1": "work.a"}
