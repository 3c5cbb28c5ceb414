"""``python -m benchmarks``: write the synthetic edition, build it with every peer, compare."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.content import SIZES, Edition
from benchmarks.reporting import BASELINE, as_data, table, target_table, targets
from benchmarks.running import FLAVOURS, Peer, run_all, size_of, write_edition

_PACKAGES = ("sphinx", "docutils", "myst-parser", "sphinx-needs", "sphinx-variorum")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument(
        "--peers",
        default="footnotes,needs,variorum",
        help=f"comma-separated, of {', '.join(FLAVOURS)} (default: %(default)s)",
    )
    parser.add_argument("--runs", type=int, default=3, help="medians are of so many runs")
    parser.add_argument("--jobs", type=int, default=1, help="Sphinx's -j")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE")
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="build in FOLDER and leave everything there"
    )
    options = parser.parse_args(arguments)
    options.peers = list(dict.fromkeys(name.strip() for name in options.peers.split(",")))
    unknown = [name for name in options.peers if name not in FLAVOURS]
    if unknown:
        parser.error(f"no such peer: {', '.join(unknown)}")
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    return options


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _measure(options: argparse.Namespace, folder: Path) -> int:
    left_out: dict[str, str] = {}
    peers: list[Peer] = []
    for name in options.peers:
        peer = Peer(FLAVOURS[name](), folder / name)
        reason = peer.try_out()
        if reason:
            left_out[name] = reason
        else:
            peers.append(peer)
    middle, passage_words, other_words = write_edition(Edition.of_size(options.size), peers)
    left_out |= run_all(peers, middle, options.runs, options.jobs)

    documents, passages = size_of(options.size)
    print(
        f"Size {options.size}: {documents:,} documents, {passages:,} passages, "
        f"{passage_words:,} words in passages, {other_words:,} about them; "
        f"medians of {options.runs}, -j {options.jobs}"
    )
    versions = _versions()
    print(", ".join(f"{name} {number}" for name, number in versions.items()))
    for name, reason in left_out.items():
        print(f"{name}: left out, {reason}")
    for peer in peers:
        for subject, remark in peer.remarks.items():
            print(f"{peer.name}: {subject}: {remark}")
    if not peers:
        return 1
    print(f"\n{table(peers)}")
    if BASELINE in (peer.name for peer in peers):
        print(f"x: ratio to {BASELINE}, which is Sphinx and MyST alone on the same words")
    found = targets(peers, options.size)
    if found:
        print(f"\n{target_table(found)}")
    if options.json:
        data = {
            "size": options.size,
            "documents": documents,
            "passages": passages,
            "words": {"passages": passage_words, "about": other_words},
            "runs": options.runs,
            "jobs": options.jobs,
            "versions": versions,
            "left_out": left_out,
            "peers": as_data(peers),
            "targets": found,
        }
        options.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 unless nothing could be measured. Missed targets are no failure."""
    options = _parse(arguments)
    if options.work:
        return _measure(options, options.work)
    with tempfile.TemporaryDirectory(prefix="variorum-benchmark-") as folder:
        return _measure(options, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
