"""The report: figures of all peers beside each other, and what they were meant to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.running import PHASES, Peer

BASELINE, RIVAL, OURS = "footnotes", "needs", "variorum"


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured of every peer, and how it is printed."""

    key: str
    label: str
    value: Callable[[Peer], float]
    unit: str

    def show(self, value: float) -> str:
        """`value` with its unit."""
        return f"{value / 1e6:,.1f} MB" if self.unit == "bytes" else f"{value:,.2f} s"


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on one figure of ours: on the ratio to a peer, or on the figure where none is named.

    With `faster` the ratio is turned round: how many times faster we are, at least.
    """

    figure: str
    against: str | None
    limit: float
    stretch: float | None
    sizes: str
    faster: bool = False


def _seconds(phase: str) -> Callable[[Peer], float]:
    return lambda peer: peer.seconds(phase)


FIGURES = (
    *(Figure(phase, label, _seconds(phase), "seconds") for phase, label in PHASES.items()),
    Figure("peak", "peak memory, clean build", Peer.peak, "bytes"),
    Figure("environment", "environment.pickle", lambda peer: peer.environment, "bytes"),
    Figure("site", "site", lambda peer: peer.site, "bytes"),
)
TARGETS = (
    Target("clean", BASELINE, 1.0, 0.6, "SM"),
    Target("clean", RIVAL, 4.0, 8.0, "SM", faster=True),
    Target("edit", BASELINE, 1.0, 0.7, "SML"),
    Target("register", BASELINE, 1.3, 1.0, "SML"),
    Target("no-op", BASELINE, 1.0, 0.7, "SML"),
    Target("peak", BASELINE, 1.2, 0.8, "M"),
    Target("peak", None, 8 * 2**30, 4 * 2**30, "L"),
    Target("environment", None, 5e6, None, "M"),
)


def table(peers: Sequence[Peer]) -> str:
    """The figures, with their ratios to the baseline, and the rival's to ours."""
    by_name = {peer.name: peer for peer in peers}
    rows = [["", *(peer.name for peer in peers)]]
    both = RIVAL in by_name and OURS in by_name
    if both:
        rows[0].append(f"{RIVAL} / {OURS}")
    for figure in FIGURES:
        row = [figure.label]
        for peer in peers:
            value = figure.value(peer)
            cell = figure.show(value)
            if BASELINE in by_name:
                cell += f" {value / figure.value(by_name[BASELINE]):6.2f}x"
            row.append(cell)
        if both:
            row.append(f"{figure.value(by_name[RIVAL]) / figure.value(by_name[OURS]):.2f}x")
        rows.append(row)
    return _align(rows)


def targets(peers: Sequence[Peer], size: str) -> list[dict[str, Any]]:
    """Every target with its figure, where the peers it speaks of were measured."""
    by_name = {peer.name: peer for peer in peers}
    figures = {figure.key: figure for figure in FIGURES}
    found: list[dict[str, Any]] = []
    for target in TARGETS:
        if OURS not in by_name or (target.against and target.against not in by_name):
            continue
        value = figures[target.figure].value(by_name[OURS])
        if target.against:
            other = figures[target.figure].value(by_name[target.against])
            value = other / value if target.faster else value / other
        found.append(
            {
                **asdict(target),
                "value": value,
                "met": _within(target, value, target.limit),
                "stretch_met": _within(target, value, target.stretch),
                "applies": size in target.sizes,
            }
        )
    return found


def _within(target: Target, value: float, bound: float | None) -> bool:
    return bound is not None and (value >= bound if target.faster else value <= bound)


def target_table(found: Sequence[dict[str, Any]]) -> str:
    """The targets as lines: figure, bound, met or not met."""
    figures = {figure.key: figure for figure in FIGURES}
    rows = [["", "figure", "target", ""]]
    for target in found:
        figure = figures[target["figure"]]
        sign, against = ">=" if target["faster"] else "<=", target["against"]
        if against:
            value, limit = f"{target['value']:.2f}x", f"{sign} {target['limit']:.1f}x"
            relation = "times faster than" if target["faster"] else "to"
            label = f"{figure.label}, {relation} {against}"
        else:
            value, limit = figure.show(target["value"]), f"{sign} {figure.show(target['limit'])}"
            label = figure.label
        if not target["applies"]:
            verdict = f"(a target at {', '.join(target['sizes'])})"
        elif target["met"]:
            verdict = "met, stretch too" if target["stretch_met"] else "met"
        else:
            verdict = "NOT MET"
        rows.append([label, value, limit, verdict])
    return _align(rows, last_left=True)


def as_data(peers: Sequence[Peer]) -> dict[str, Any]:
    """Everything measured, run by run."""
    return {
        peer.name: {
            "figures": {figure.key: figure.value(peer) for figure in FIGURES},
            "runs": {
                phase: [{"seconds": m.seconds, "cpu": m.cpu, "peak": m.peak} for m in measurements]
                for phase, measurements in peer.measurements.items()
            },
            "remarks": peer.remarks,
        }
        for peer in peers
    }


def _align(rows: list[list[str]], last_left: bool = False) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        if last_left:
            cells[-1] = row[-1]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
