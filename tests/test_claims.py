"""Pages of claims as they are built (issue 4, item 1), and what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import TYPE, Subtype
from sphinx_variorum.output.search.records import make_records
from sphinx_variorum.output.search.words import words_of
from tests.support import Built, Edition, page, pages

Make = Callable[..., Edition]

INDEX = """# Edition

```{toctree}
chronicle
claims
notes
```

The claim {claim}`leaving` and [the other](#return) are discussed.
"""
CHRONICLE = page("""\
::::{passage} 1
He was not destroyed. Few people leave the country, even by the enemy's own count.

:::{counter-source} Few people leave the country
:cites: coi2014, para. 5
:relation: contradicts
:claim: leaving
:stance: asserts
:value: < 10,000
More left.
:::

:::{citation-needed} the enemy's own count
:type: citation
:status: open
:claim: leaving
:stance: assumes
Which?
:::
::::

::::{passage} 2
The count says that 33,800 people came. Some of them went back.

:::{editorial-note} 33,800 people came
:type: context
:claim: leaving
:stance: denies
:value: 33,800
Those who came had left.
:::
::::
""")
CLAIMS = """# Claims

## How many leave

:::{claim} leaving
:statement: Few people leave the country.
:verdict: partly
:aspect: fact
:certainty: medium
:value: 33,800
:judged: 2026-11-24
The **count** stands in {work}`coi2014`.
:::

## Who goes back

:::{claim} return
:statement: Some go back.
:mirrors: leaving
:::
"""
FILES = {
    "index.md": INDEX,
    "chronicle.md": CHRONICLE,
    "claims.md": CLAIMS,
    "notes.md": "# Notes\n\n:::{register} claims\n:::\n\n:::{register} works\n:::\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The edition above."""
    return Edition.create(tmp_path_factory.mktemp("claims") / "edition", FILES, {}).build()


def _table(built: Built, kind: str) -> list[list[str]]:
    rows = built.html("claims").select(f"table.{kind} tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in rows]


def test_page_says_statement_verdict_and_prose(built: Built) -> None:
    """In this order, under the claim's id."""
    assert built.output == ""
    claim = built.html("claims").select_one("#claim\\.leaving")
    assert claim is not None
    text = " ".join(claim.get_text().split())
    said = [
        "Few people leave the country.",
        "Editors' verdict",
        "partly supported (fact)",
        "Mirrored by",
        "Who goes back",
        "The count stands in",
        "1 work contradicts it",
        "What the texts say",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_tables_are_filled_by_the_build(built: Built) -> None:
    """Texts in their own words, evidence, the values that clash, and what is still open."""
    assert _table(built, "claim-texts") == [
        [
            "C",
            "C 1 “Few people leave the country”; “the enemy's own count”; C 2 “33,800 people came”",
            "asserts, denies, assumes",
        ]
    ]
    assert _table(built, "claim-evidence") == [
        ["contradicted by", "UN 2014, para. 5", "", "C 1", "contradicted", ""]
    ]
    assert [row[0] for row in _table(built, "claim-needs")] == ["C 1"]
    assert [(row[0], bool(row[2])) for row in _table(built, "claim-values")] == [
        ("the editors", True),
        ("C 1", True),
        ("C 2", True),
    ]


def test_claims_are_linked_from_everywhere(built: Built) -> None:
    """Roles and plain links, cards, and the register."""
    links = {link.get_text(): link["href"] for link in built.html().select("p a.reference")}
    assert links["How many leave"] == "claims.html#claim.leaving"
    assert links["the other"] == "claims.html#claim.return"
    details = built.html("chronicle").select("aside.annotation .details a")
    assert [link["href"] for link in details] == ["claims.html#claim.leaving"] * 3
    (row,) = built.html("notes").select("tr[id='row.claim.leaving']")
    assert "partly supported" in row.get_text()
    words = built.html("claims").select_one(".claim-texts td a[href*='contradicts']")
    assert words is not None


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub"])
def test_every_builder_prints_claims(tmp_path: Path, builder: str) -> None:
    """The same words, whatever is written."""
    made = Edition.create(tmp_path / "edition", FILES, {}).build(builder)
    assert [message for message in made.messages if TYPE in message.subtype] == []
    out = Path(made.app.outdir)
    name = {"text": "claims.txt", "latex": "*.tex", "singlehtml": "index.html"}.get(
        builder, "claims.xhtml"
    )
    (path,) = out.glob(name)
    text = " ".join(path.read_text(encoding="utf-8").split())
    for said in ("Few people leave the country.", "What the texts say", "33,800 people came"):
        assert said in text


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_page_of_a_claim_is_never_stale(edition: Make, parallel: int) -> None:
    """When a text says something else, its claim's page is written again, as if made new."""
    made = edition(FILES)
    made.build()
    made.replace("chronicle.md", ":stance: denies", ":stance: qualifies")
    after = made.build(parallel=parallel)
    assert "claims.html" in after.written
    assert "notes.html" in after.written
    clean = made.build(clean=True)
    assert clean.html("claims") == after.html("claims")
    made.replace("claims.md", "## How many leave", "## How many left")
    again = made.build()
    assert {"chronicle.html", "index.html", "notes.html"} <= again.written


@pytest.mark.parametrize(
    ("name", "old", "new", "subtype", "says"),
    [
        ("chronicle", ":claim: leaving", ":claim: leavin", Subtype.CLAIM_UNKNOWN, "did you mean"),
        ("chronicle", ":claim: leaving\n:stance: asserts\n", ":stance: asserts\n", Subtype.CLAIM,
         "add :claim:"),
        ("chronicle", ":value: 33,800", ":value: many", Subtype.OPTION, "“many” is no figure"),
        ("claims", ":statement: Some go back.\n", "", Subtype.OPTION_MISSING, "needs :statement:"),
        ("claims", ":mirrors: leaving", ":mirrors: living", Subtype.CLAIM_UNKNOWN, "“living”"),
        ("claims", ":mirrors: leaving", ":mirrors: return", Subtype.CLAIM_UNKNOWN, "its own"),
        ("claims", ":mirrors: leaving", ":verdict: supported", Subtype.CLAIM, "stands alone"),
        ("claims", ":verdict: partly", ":verdict: party", Subtype.VOCABULARY, "partly"),
        ("claims", ":judged: 2026-11-24", ":history: 2026-11 partly; 2026-10 partly",
         Subtype.CLAIM, "from 2026-11 (partly) to 2026-10"),
        ("claims", ":judged: 2026-11-24", ":history: 2026-11 partyl", Subtype.CLAIM, "'partly'"),
        ("claims", ":judged: 2026-11-24", ":history: 2026 supported", Subtype.CLAIM,
         "says “partly”"),
        ("claims", "{claim} return", "{claim} leaving", Subtype.DUPLICATE, "claimed twice"),
        ("index", "{claim}`leaving`", "{claim}`leavign`", Subtype.REFERENCE, "did you mean"),
    ],
)  # fmt: skip
def test_bad_claims(
    edition: Make, name: str, old: str, new: str, subtype: Subtype, says: str
) -> None:
    """File, line, and what to do; the rest of the claim is printed."""
    made = edition(FILES)
    made.replace(f"{name}.md", old, new)
    text = (made.path / f"{name}.md").read_text(encoding="utf-8")
    built = made.build()
    (message,) = [each for each in built.messages if each.subtype == f"{TYPE}.{subtype.value}"]
    assert says in message.text
    assert message.place == f"{name}.md"
    line = text.splitlines()[message.line - 1]
    assert line.startswith(":::{") or (new and new in line)
    assert built.html("claims").select(".claim .prose") != []


def test_a_claim_is_found_by_search(edition: Make) -> None:
    """One result with its statement, verdict and prose; its section is not found a second time."""
    app = edition(FILES).build().app
    stretches = words_of(app.env.get_and_resolve_doctree("claims", app.builder))
    records = list(make_records(get_domain(app.env).edition, "Claims", "claims", stretches))
    assert [record.anchor for record in records] == ["claim.leaving", "claim.return"]
    assert "partly supported — The count stands" in records[0].content
    facets = dict(records[0].facets)
    assert facets["kind"] == ("claim",)
    assert facets["source"] == ("The Chronicle",)


CLASH = "claim “leaving”: C 1 (“< 10,000”) and C 2 (“33,800”) cannot both be so"


def test_the_build_tells_which_values_clash(edition: Make) -> None:
    """A finding, not a warning; it says where the claim stands."""
    built = edition(FILES).build()
    assert f"claims.md:5: note: {CLASH}" in built.status
    assert "[variorum.policy_incompatible_values]" in built.status
    assert built.output == ""


@pytest.mark.parametrize(("level", "warned", "status"), [("off", 0, 0), ("error", 2, 1)])
def test_values_that_clash_have_a_level(
    edition: Make, level: str, warned: int, status: int
) -> None:
    """As every rule of the policy; the first text clashes with the second and with the editors."""
    built = edition(FILES, variorum_policy={"incompatible-values": level}).build()
    assert built.subtypes == ["variorum.policy_incompatible_values"] * warned
    assert [(item.place, item.line) for item in built.messages] == [("claims.md", 5)] * warned
    assert (CLASH in "".join(item.text for item in built.messages)) == bool(warned)
    assert CLASH not in built.status
    assert built.app.statuscode == status


def test_verdicts_are_listed_among_the_changes(edition: Make) -> None:
    """With the day, the claim and the verdict; a verdict that changes is never stale there."""
    made = edition({**FILES, "notes.md": "# Changes\n\n:::{register} changes\n:::\n"})
    built = made.build()
    (row,) = built.html("notes").select("table.changes tbody tr")
    said = [cell.get_text() for cell in row.select("td")]
    assert said == ["November 24, 2026", "", "How many leave", "claim judged: partly supported"]
    assert row.select_one("a")["href"] == "claims.html#claim.leaving"
    made.replace("claims.md", ":verdict: partly", ":verdict: contradicted")
    incremental = made.build()
    assert "contradicted" in incremental.html("notes").get_text()
    assert pages(incremental) == pages(made.build(out="_clean"))


HISTORY = ":history: 2026-11-20 unsupported, no <i>report</i>; 2026-11-24 partly"


def test_verdicts_over_time(edition: Make) -> None:
    """On the claim's page and among the changes; verdict and day follow from them."""
    made = edition({**FILES, "notes.md": "# Changes\n\n:::{register} changes\n:::\n"})
    made.replace("claims.md", ":verdict: partly\n", "")
    made.replace("claims.md", ":judged: 2026-11-24", HISTORY)
    built = made.build()
    assert built.output == ""
    facts = {
        row.dt.get_text(): row.dd.get_text() for row in built.html("claims").select(".facts div")
    }
    assert facts["Editors' verdict"] == "partly supported (fact)"
    assert facts["Judged"] == "November 24, 2026"
    before = "November 20, 2026: unsupported — no <i>report</i>"
    assert facts["Judged before"] == before
    rows = built.html("notes").select("table.changes tbody tr")
    assert [row.select("td")[3].get_text() for row in rows] == [
        "claim judged: partly supported",
        "claim judged: unsupported — no <i>report</i>",
    ]
    text = made.build("text")
    said = (Path(text.app.outdir) / "claims.txt").read_text(encoding="utf-8")
    assert before in " ".join(said.split())
