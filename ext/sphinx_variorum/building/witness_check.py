"""Whether a witness that a source names is at hand, and the very file the page was made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_variorum.building.domain import get_domain
from sphinx_variorum.building.messages import Subtype
from sphinx_variorum.edition.suggestions import did_you_mean
from sphinx_variorum.edition.witnesses import WitnessMissing, WitnessNotUtf8

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_variorum.building.messages import Complain
    from sphinx_variorum.building.witness_store import WitnessStore


class WitnessCheck(NamedTuple):
    """What the record of a source says of a witness: see `records.Source`."""

    proof: str
    sha256: str
    words: int


def check_witness(
    name: str, sha256: str, lock_key: str, env: BuildEnvironment, complain: Complain
) -> WitnessCheck:
    """Check the witness file `name` against its `sha256`, or the lock's record of `lock_key`."""
    sha256 = sha256.casefold()
    if not name:
        return WitnessCheck("none", sha256, 0)
    store = get_domain(env).witnesses
    path = store.path(name)
    try:
        witness = store.read(name)
    except WitnessMissing:
        return _check_lock(name, sha256, lock_key, env, complain)
    except WitnessNotUtf8 as error:
        env.note_dependency(str(path))
        complain(
            Subtype.WITNESS_ENCODING,
            f"witness {name}: {error}; convert the file to UTF-8, keep the conversion and "
            "write its sha256",
        )
        return WitnessCheck("undecodable", error.sha256, 0)
    env.note_dependency(str(path))
    if not sha256:
        complain(
            Subtype.OPTION_MISSING,
            f"the witness has no hash to hold it to: add “:sha256: {witness.sha256}”",
        )
        return WitnessCheck("changed", witness.sha256, witness.words)
    if witness.sha256 != sha256:
        complain(
            Subtype.WITNESS_CHANGED,
            f"witness {name} is not the file this page was made from: its sha256 is "
            f"{witness.sha256}, the page says {sha256}; restore the file, or check every "
            "passage against it and write the new hash",
        )
        return WitnessCheck("changed", sha256, witness.words)
    return WitnessCheck("hashed", sha256, witness.words)


def _similar_witness(name: str, store: WitnessStore) -> str:
    """A file at hand whose name is like the one that was written."""
    folder = store.path("")
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return did_you_mean(Path(name).name, names)


def _check_lock(
    name: str, sha256: str, lock_key: str, env: BuildEnvironment, complain: Complain
) -> WitnessCheck:
    store = get_domain(env).witnesses
    lock = store.lock()
    locked = lock.sources.get(lock_key) if lock else None
    if locked is None:
        complain(
            Subtype.WITNESS_MISSING,
            f"witness {name} is not at hand and {store.lock_path().name} has no record of "
            f"“{lock_key}”: what is quoted of it is not verified in this build; set "
            f"variorum_witnesses to its folder{_similar_witness(name, store)}",
        )
        return WitnessCheck("missing", sha256, 0)
    env.note_dependency(str(store.lock_path()))
    if locked.sha256 != sha256:
        complain(
            Subtype.WITNESS_CHANGED,
            f"the lock was made from a witness with sha256 {locked.sha256}, the page says "
            f"{sha256}; run “sphinx-variorum lock” where the witness is at hand",
        )
        return WitnessCheck("changed", sha256, locked.words)
    return WitnessCheck("locked", sha256, locked.words)
