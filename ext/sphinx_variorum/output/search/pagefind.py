"""Pagefind's index, made from records.

Pagefind's own Python interface waits a tenth of a second for each record (`PagefindService`
sleeps before it reads an answer: half a minute for 300 records, 83 minutes for 50,000). So this
module talks to the program itself, as that interface does: base64 of JSON, ended by commas.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

#: What a page of ours never asks for: interfaces of Pagefind's own.
_NEEDED = frozenset({"pagefind-entry.json", "pagefind-worker.js"})


class IndexFailed(RuntimeError):
    """Pagefind did not make an index; the message is its own."""


def executable() -> Path | None:
    """Pagefind's program; None where the package or its program is missing."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def write_index(
    program: Path, folder: Path, language: str, records: Iterable[Mapping[str, object]]
) -> None:
    """Write an index of `records` into `folder`, which must not exist.

    A record has ``url``, ``content``, ``meta`` (name to words) and ``filters`` (name to list of
    words). `language` is an ISO 639-1 code: which stems words have.

    Raises `IndexFailed`.
    """
    messages = [*_messages(folder, language, records)]
    try:
        _converse(program, messages)
    except OSError as error:
        raise IndexFailed(str(error)) from error
    for path in folder.glob("pagefind-*"):
        if path.name not in _NEEDED:
            path.unlink()


def _messages(
    folder: Path, language: str, records: Iterable[Mapping[str, object]]
) -> Iterator[dict[str, object]]:
    # The first index that a process makes has the number 0.
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for record in records:
        yield {"type": "AddRecord", "index_id": 0, "language": language, **record}
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(folder)}


def _converse(program: Path, messages: list[dict[str, object]]) -> None:
    with subprocess.Popen(
        [program, "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        # It answers while it is spoken to, and stops when it can say no more.
        speaker = Thread(target=_speak, args=(process.stdin, messages), daemon=True)
        speaker.start()
        try:
            answered = 0
            for answer in _answers(process.stdout):
                if answer["type"] == "Error":
                    raise IndexFailed(str(answer.get("message", answer)))
                answered += 1
                if answered == len(messages):
                    return
            raise IndexFailed(f"{program.name} ended after {answered} of {len(messages)} answers")
        finally:
            process.kill()
            speaker.join()
            with suppress(OSError):
                # What it did not take any more is still in the pipe's buffer.
                process.stdin.close()


def _speak(pipe: IO[bytes], messages: list[dict[str, object]]) -> None:
    try:
        for number, payload in enumerate(messages, 1):
            text = json.dumps({"message_id": number, "payload": payload})
            pipe.write(base64.b64encode(text.encode()) + b",")
        pipe.flush()
    except OSError:
        # The program is gone; who listens to it says so.
        return


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    rest = b""
    while chunk := pipe.read1(1 << 16):  # type: ignore[attr-defined]
        *whole, rest = (rest + chunk).split(b",")
        for answer in whole:
            yield json.loads(base64.b64decode(answer))["payload"]
