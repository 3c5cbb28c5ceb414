"""One build: a whole ``python -m sphinx`` process, its time and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

#: `ru_maxrss` counts kibibytes, on macOS bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_PROBLEMS = ("WARNING:", "ERROR:", "CRITICAL:")
_CHECKOUT = Path(__file__).resolve().parents[1] / "ext"


class BuildError(Exception):
    """A build that failed, or that cannot be begun; the message says why."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one build cost.

    `seconds` is wall-clock time, `cpu` user and system time of the process and its children,
    `peak` the bytes held at most by any one of them, `problems` the warnings it gave.
    """

    seconds: float
    cpu: float
    peak: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A flavour written to disk: `source`, and `output` with all that building leaves behind."""

    source: Path
    output: Path

    @property
    def html(self) -> Path:
        """The built site."""
        return self.output / "html"

    @property
    def environment(self) -> Path:
        """What Sphinx keeps between builds."""
        return self.output / "doctrees" / "environment.pickle"


def build(project: Project, jobs: int) -> Measurement:
    """Build `project` as HTML, from whatever state its output is in."""
    project.output.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", str(jobs)]
    command += ["-d", str(project.output / "doctrees"), str(project.source), str(project.html)]
    log = project.output / "stderr.txt"
    with log.open("wb") as stderr:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=stderr, env=_environment(project)
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if process.returncode:
        last = next((line.strip() for line in reversed(lines) if line.strip()), "no message")
        raise BuildError(f"sphinx ended with status {process.returncode}: {last}")
    return Measurement(
        seconds,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * _RSS_UNIT,
        tuple(line for line in lines if any(problem in line for problem in _PROBLEMS)),
    )


def missing_module(modules: tuple[str, ...]) -> str | None:
    """The first of `modules` that a build could not import, if any."""
    for module in modules:
        found = subprocess.run(
            [sys.executable, "-c", f"import {module}"],
            capture_output=True,
            check=False,
            env=_environment(None),
        )
        if found.returncode:
            return module
    return None


def _environment(project: Project | None) -> dict[str, str]:
    """The environment of a build: this checkout first, and no cache a clean build could use."""
    environment = dict(os.environ)
    if _CHECKOUT.is_dir():
        paths = [str(_CHECKOUT), environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    if project is not None:
        environment["XDG_CACHE_HOME"] = str(project.output / "cache")
        # Compiled modules of all peers in one place, so that none has an advantage in them.
        environment["PYTHONPYCACHEPREFIX"] = str(project.source.parent.parent / "compiled")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
