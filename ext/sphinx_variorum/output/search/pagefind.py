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


def index_files(
    program: Path, language: str, records: Iterable[Mapping[str, object]]
) -> dict[str, bytes]:
    """The files of an index of `records`, by their path in its folder.

    A record has ``url``, ``content``, ``meta`` (name to words) and ``filters`` (name to list of
    words). `language` is an ISO 639-1 code: which stems words have.

    Raises `IndexFailed`.
    """
    messages = [*_messages(language, records)]
    try:
        # Taken from it, not written by it: it says that it has written files before it has.
        files = _converse(program, messages)["files"]
    except OSError as error:
        raise IndexFailed(str(error)) from error
    return {
        file["path"]: base64.b64decode(file["content"])
        for file in files
        if not file["path"].startswith("pagefind-") or file["path"] in _NEEDED
    }


def _messages(
    language: str, records: Iterable[Mapping[str, object]]
) -> Iterator[dict[str, object]]:
    # The first index that a process makes has the number 0.
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for record in records:
        yield {"type": "AddRecord", "index_id": 0, "language": language, **record}
    yield {"type": "GetFiles", "index_id": 0}


def _converse(program: Path, messages: list[dict[str, object]]) -> dict[str, Any]:
    """The answer to the last of `messages`."""
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
            for number, answer in enumerate(_answers(process.stdout), 1):
                if answer["type"] == "Error":
                    raise IndexFailed(str(answer.get("message", answer)))
                if number == len(messages):
                    return answer
            raise IndexFailed(f"{program.name} ended before it had answered")
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
    # The last answer holds all files: it is not put together anew for each chunk.
    parts: list[bytes] = []
    while chunk := pipe.read1(1 << 20):  # type: ignore[attr-defined]
        *ends, rest = chunk.split(b",")
        for end in ends:
            yield json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            parts.clear()
        parts.append(rest)
