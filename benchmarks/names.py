"""``python -m benchmarks.names``: 10,000 forms in 10,000 passages, beside a regular expression.

The peer is what one would write without an automaton: one expression of all forms, the longest
first, between word borders. It is tried on a sample of the passages, and must find the same there.
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from statistics import median

from benchmarks.content import Edition
from sphinx_variorum.edition.names import Matcher, Mention, Name, parse_names

FORMS = 10_000
_FORMS_OF_A_NAME = 4


def forms_of(passages: Sequence[str], count: int, seed: int = 7) -> list[str]:
    """`count` forms of one to three words, capitalised; half of them stand in the passages.

    The passages have their words in lower case mostly, so the forms are to be found by folding.
    """
    chance = random.Random(seed)
    forms: dict[str, None] = {}
    while len(forms) < count:
        words = chance.choice(passages).replace(".", "").replace(",", "").split()
        length = chance.choice((1, 2, 2, 3))
        start = chance.randrange(len(words) - length)
        stretch = words[start : start + length]
        if len(forms) % 2:
            # Words that are names nowhere: the automaton must leave them late, not at once.
            stretch[-1] += chance.choice(("ov", "ung", "ski"))
        if all(len(word) > 3 for word in stretch):
            forms[" ".join(stretch).title()] = None
    return list(forms)


def names_of(forms: Sequence[str]) -> tuple[Name, ...]:
    """Names with four forms each, written and read as a file."""
    lines: list[str] = []
    for number, start in enumerate(range(0, len(forms), _FORMS_OF_A_NAME)):
        first, *others = forms[start : start + _FORMS_OF_A_NAME]
        lines += [f"name-{number}:", "  kind: person", "  forms:"]
        lines += [f"    - {{form: {form}, case: fold}}" for form in (first, *others)]
        lines += [f"  name: {first}"]
    read = parse_names("\n".join(lines).encode())
    assert not read.problems, read.problems[:3]
    return read.names


def alternation(names: Sequence[Name]) -> Callable[[str], tuple[Mention, ...]]:
    """The peer: one compiled expression of all forms."""
    owners = {form.text.casefold(): name.ident for name in names for form in name.forms}
    ordered = "|".join(map(re.escape, sorted(owners, key=len, reverse=True)))
    expression = re.compile(rf"(?<!\w)(?:{ordered})(?!\w)", re.IGNORECASE)

    def find(text: str) -> tuple[Mention, ...]:
        return tuple(
            Mention(owners[match.group().casefold()], match.start(), match.end())
            for match in expression.finditer(text)
        )

    return find


def _timed(function: Callable[[], object]) -> float:
    """Seconds of this process on the processor: others on the machine do not count."""
    start = time.process_time()
    function()
    return time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 1 if the peer finds something else."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="medians are of so many runs")
    parser.add_argument("--sample", type=int, default=100, help="passages for the peer")
    options = parser.parse_args(arguments)

    passages = [passage.text for doc in Edition.of_size("M") for passage in doc.passages]
    forms = forms_of(passages, FORMS)
    names = names_of(forms)
    sample = random.Random(3).sample(passages, options.sample)
    matcher = Matcher.build(names)
    peer = alternation(names)

    times: dict[str, list[float]] = {
        task: [] for task in ("read", "build", "find", "sample", "peer")
    }
    for _ in range(options.runs):
        times["read"].append(_timed(lambda: names_of(forms)))
        times["build"].append(_timed(lambda: Matcher.build(names)))
        times["find"].append(_timed(lambda: [matcher.find(text, "a:1") for text in passages]))
        times["sample"].append(_timed(lambda: [matcher.find(text, "a:1") for text in sample]))
        times["peer"].append(_timed(lambda: [peer(text) for text in sample]))
    middle = {task: median(values) for task, values in times.items()}

    differing = [text for text in sample if matcher.find(text) != peer(text)]
    mentions = sum(len(matcher.find(text)) for text in passages)
    words = sum(len(text.split()) for text in passages)
    print(
        f"{len(forms):,} forms of {len(names):,} names, {len(passages):,} passages, {words:,} "
        f"words, {mentions:,} mentions; medians of {options.runs}"
    )
    print(
        f"python {platform.python_version()}, ahocorasick-rs {version('ahocorasick-rs')}, "
        f"pyyaml {version('pyyaml')}"
    )
    print(f"file read        {middle['read']:8.2f} s")
    print(f"automaton built  {middle['build']:8.2f} s")
    print(f"all passages     {middle['find']:8.2f} s")
    print(
        f"{options.sample} passages: automaton {middle['sample']:.4f} s, regular expression "
        f"{middle['peer']:.4f} s, {middle['peer'] / middle['sample']:.0f} times as long"
    )
    if differing:
        print(f"the two find different names in {len(differing)} passages, as in: {differing[0]}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
