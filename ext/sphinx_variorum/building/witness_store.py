"""Where witnesses come from: their files, or the lock where the files are not at hand."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_variorum.building.configuration import get_configuration
from sphinx_variorum.edition.lock import Lock, LockUnreadable, read_lock
from sphinx_variorum.edition.witnesses import Witness, read_witness

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class WitnessStore:
    """Reads witnesses and the lock for one process of one build.

    Only the last few witnesses are kept: an edition's documents follow their sources, and a
    hundred witnesses in every worker would cost more than reading one again.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._read = lru_cache(maxsize=4)(read_witness)
        self._lock = lru_cache(maxsize=1)(read_lock)
        self._path = lru_cache(maxsize=4)(self._find)

    def path(self, name: str) -> Path:
        """The path of the witness `name`, in ``variorum_witnesses`` from conf.py's folder."""
        return self._path(name)

    def _find(self, name: str) -> Path:
        folder = get_configuration(self._env.config).witnesses
        return Path(self._env.srcdir) / folder / name

    def read(self, name: str) -> Witness:
        """The witness `name`.

        Raises `WitnessMissing` and `WitnessNotUtf8`.
        """
        return self._read(self.path(name))

    def has_changed(self, name: str, sha256: str) -> bool:
        """Whether the witness `name` is at hand and is now another file than that of `sha256`."""
        try:
            data = self.path(name).read_bytes()
        except OSError:
            return False
        return hashlib.sha256(data).hexdigest() != sha256

    def lock_path(self) -> Path:
        """The path of `passages.lock`."""
        return Path(self._env.srcdir) / get_configuration(self._env.config).lock

    def lock(self) -> Lock | None:
        """The lock; None if there is none or it cannot be read (`lock_fault` says why)."""
        try:
            return self._lock(self.lock_path())
        except LockUnreadable:
            return None

    def lock_fault(self) -> str:
        """Why the lock cannot be read; empty if it can, or if there is none."""
        try:
            self._lock(self.lock_path())
        except LockUnreadable as error:
            return str(error)
        return ""

    def forget(self) -> None:
        """Read everything anew: a build server may change files between two builds."""
        self._path.cache_clear()
        self._read.cache_clear()
        self._lock.cache_clear()
