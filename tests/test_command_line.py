"""The command ``sphinx-variorum`` (issue 2, item 4: the lock)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_variorum.output.command_line import main
from tests.support import WITNESS, Edition, page, sha256

MakeEdition = Callable[..., Edition]

PASSAGE = "::::{passage} 1\nHe was not destroyed.\n::::\n"


def test_lock_writes_what_was_proved_and_a_build_without_witness_relies_on_it(
    edition: MakeEdition, capsys: pytest.CaptureFixture[str]
) -> None:
    """Positions and hashes are locked, no words; then the witness can be away."""
    made = edition({"index.md": page(PASSAGE)})
    assert main(["lock", str(made.path)]) == 0
    assert "1 passages proved" in capsys.readouterr().out
    text = (made.path / "passages.lock").read_text(encoding="utf-8")
    lock = json.loads(text)
    start, end = lock["passages"]["chronicle:1"]["spans"][0]
    assert WITNESS[start:end] == "He was not destroyed."
    assert "destroyed" not in text
    shutil.rmtree(made.path / "witnesses")
    built = made.build(clean=True)
    assert built.messages == []
    assert built.app.env.domains["variorum"].pages["index"].passages[0].proof == "locked"
    assert "not verified in this build" in built.html().select_one(".facts").get_text()


def test_a_changed_passage_is_caught_without_the_witness(edition: MakeEdition) -> None:
    """A passage that is not the locked one fails without the witness too."""
    made = edition({"index.md": page(PASSAGE)})
    main(["lock", str(made.path)])
    shutil.rmtree(made.path / "witnesses")
    made.replace("index.md", "was not destroyed", "was destroyed")
    assert made.build(clean=True).subtypes == ["variorum.lock"]


def test_locking_again_without_a_witness_keeps_its_records(edition: MakeEdition) -> None:
    """A lock is never thinned out because a witness is not at hand."""
    made = edition({"index.md": page(PASSAGE)})
    main(["lock", str(made.path)])
    before = (made.path / "passages.lock").read_text(encoding="utf-8")
    shutil.rmtree(made.path / "witnesses")
    assert main(["lock", str(made.path)]) == 0
    assert (made.path / "passages.lock").read_text(encoding="utf-8") == before


def test_lock_says_what_it_could_not_prove(
    edition: MakeEdition, capsys: pytest.CaptureFixture[str]
) -> None:
    """A passage that does not stand in its witness is not locked, and the command fails."""
    made = edition({"index.md": page(PASSAGE.replace("not ", ""))})
    assert main(["lock", str(made.path)]) == 1
    assert "1 passages are not proved" in capsys.readouterr().err
    lock = json.loads((made.path / "passages.lock").read_text(encoding="utf-8"))
    assert lock["passages"] == {}


def test_a_lock_that_is_out_of_date_is_said_where_the_witness_is(edition: MakeEdition) -> None:
    """With the witness at hand the lock must hold what is proved now."""
    made = edition({"index.md": page(PASSAGE)})
    main(["lock", str(made.path)])
    made.write({"index.md": page(PASSAGE + "\n::::{passage} 2\nNobody knows how many.\n::::\n")})
    assert made.build(clean=True).subtypes == ["variorum.lock"]


def test_an_unreadable_lock_is_said(edition: MakeEdition) -> None:
    """A lock that somebody broke is named, and the build goes on with the witnesses."""
    made = edition({"index.md": page(PASSAGE), "passages.lock": "{"})
    built = made.build(clean=True)
    assert built.subtypes == ["variorum.lock"]
    assert built.app.env.domains["variorum"].pages["index"].passages[0].proof == "verbatim"


def test_an_unreadable_lock_is_not_written_over(
    edition: MakeEdition, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it holds of witnesses that are not at hand would be lost."""
    made = edition({"index.md": page(PASSAGE), "passages.lock": "{"})
    assert main(["lock", str(made.path)]) == 2
    assert (made.path / "passages.lock").read_text(encoding="utf-8") == "{"
    assert "restore it" in capsys.readouterr().err


def test_hash_prints_what_a_source_directive_wants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The two option lines, ready to be pasted; a missing file is an error."""
    file = tmp_path / "a.txt"
    file.write_text(WITNESS, encoding="utf-8")
    assert main(["hash", str(file)]) == 0
    assert capsys.readouterr().out.split() == [":witness:", "a.txt", ":sha256:", sha256(WITNESS)]
    assert main(["hash", str(tmp_path / "none.txt")]) == 1


def test_lock_needs_a_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without conf.py is named."""
    assert main(["lock", str(tmp_path)]) == 2
    assert "no conf.py" in capsys.readouterr().err
