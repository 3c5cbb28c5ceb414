"""Labels: short, unique, and the same whichever works are cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_variorum.edition.bibliography import read_bibliography
from sphinx_variorum.edition.bibliography.labels import LONGEST_NAME, short_body


def labels(tmp_path: Path, *entries: str) -> dict[str, str]:
    path = tmp_path / "works.bib"
    path.write_text("\n".join(entries), encoding="utf-8")
    return {key: work.label for key, work in read_bibliography([path]).works.items()}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Break N Links", "Break N Links"),
        ("United Nations, Human Rights Council", "UN Human Rights Council"),
        ("United Nations Security Council", "UN Security Council"),
        ("United Nations", "UN"),
        ("United Nationsville Gazette", "United Nationsville Gazette"),
        ("Republic of Korea, Ministry of Unification", "Ministry of Unification"),
        ("Korean Central News Agency, via KCNA Watch", "Korean Central News Agency"),
        ("Yonhap News Agency (reprint)", "Yonhap News Agency"),
        ("Confederation of Lawyers of Asia and the Pacific", "Confederation of Lawyers of Asia …"),
    ],
)
def test_bodies(name: str, short: str) -> None:
    assert short_body(name) == short
    assert len(short) <= LONGEST_NAME + 2


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("author={Song, Jiyoung}, date={2015-10}", "Song 2015"),
        ("author={Song, Jiyoung and Kim, Min}, date={2015}", "Song and Kim 2015"),
        ("author={Song, A and Kim, B and Lee, C}, date={2015}", "Song et al. 2015"),
        ("author={Song, A and others}, date={2015}", "Song et al. 2015"),
        ("author={van Dyke, Dick}", "van Dyke n.d."),
        ("author={{A Very Long Name}}, shortauthor={AVLN}, date={1999}", "AVLN 1999"),
        ("editor={Lee, Ann}, date={2001/2003}", "Lee 2001–2003"),
        ("date={2015}", "A Title 2015"),
        ("organization={The Guardian}, date={2015}", "The Guardian 2015"),
        ("author={Lee, Ann}, year={forthcoming}", "Lee forthcoming"),
    ],
)
def test_labels(tmp_path: Path, fields: str, label: str) -> None:
    assert labels(tmp_path, f"@online{{a, title={{A Title}}, {fields}}}") == {"a": label}


def test_letters_follow_the_titles(tmp_path: Path) -> None:
    found = labels(
        tmp_path,
        "@book{z, author={Song, Ji}, title={Zebra}, date={2015}}",
        "@book{a, author={Song, Ji}, title={Ant}, date={2015-02}}",
        "@book{n, author={Song, Ji}, title={Newt}}",
        "@book{o, author={Song, Ji}, title={Owl}}",
    )
    assert found == {
        "z": "Song 2015b", "a": "Song 2015a", "n": "Song n.d.-a", "o": "Song n.d.-b",
    }  # fmt: skip


def test_more_works_than_letters(tmp_path: Path) -> None:
    entries = [
        f"@book{{k{i:02}, author={{Ko, A}}, title={{T{i:02}}}, date={{1}}}}" for i in range(28)
    ]
    found = labels(tmp_path, *[entry.replace("{1}", "{2001}") for entry in entries])
    assert found["k25"] == "Ko 2001z"
    assert found["k26"] == "Ko 2001aa"
    assert len(set(found.values())) == 28
