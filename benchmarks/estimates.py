"""How often intervals for the number on no list hold the truth: `python -m benchmarks.estimates [--own N]`.

Draws of our own (designs of all kinds, 3 to 6 lists, 300 to 10,000 people), and the folder that VIDMOVA_TOTALS names.
"""

import argparse
import csv
import itertools
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vidmova.totals.candidates import BOUND, INDEPENDENCE, KINDS, NAMES, PAIRS, POSTERIOR, Model
from vidmova.totals.estimates import Estimated, estimate
from vidmova.totals.patterns import Table

FOLDER = "VIDMOVA_TOTALS"
SIMULATED = {f"sim{number}": 2000 for number in range(1, 6)}
PUBLISHED = {
    "uk": (10_000, 13_000),
    "netherlands": (42_000, 58_000),
    "new_orleans": (650, 1_700),
    "western_us": (1_600, 3_600),
    "australia": (1_300, 1_900),
    "kosovo": (9_002, 12_122),
}
TOTALS = (300, 1_000, 3_000, 10_000)
DESIGNS = ("one kind", "two kinds", "three kinds", "by degrees", "referral")
OFTEN = (0.08, 0.42, 0.24, 0.13, 0.13)
Floats = NDArray[np.float64]


class Case(NamedTuple):
    """A table, the number it was made from, and what it is an example of."""

    table: Table
    truth: int
    groups: tuple[str, ...]


class Guess(NamedTuple):
    """What one method says."""

    low: float
    middle: float
    high: float


def own(number: int, seed: int) -> Iterator[Case]:
    """Draw designs, each with a table of its own: that many for each number of lists."""
    for lists, turn in itertools.product((3, 4, 5, 6), range(number)):
        random = np.random.default_rng((seed, lists, turn))
        design, total = str(random.choice(DESIGNS, p=OFTEN)), int(random.choice(TOTALS))
        chance = _probabilities(design, lists, random)
        counts = random.multinomial(total, list(chance.values()))
        table = {pattern: int(count) for pattern, count in zip(chance, counts, strict=True) if any(pattern)}
        if all(sum(count for pattern, count in table.items() if pattern[at]) for at in range(lists)):
            yield Case(table, total, (f"{lists} lists", design, f"{total:,} people"))


def _probabilities(design: str, lists: int, random: np.random.Generator) -> dict[tuple[int, ...], float]:
    hard, mid, easy = (random.uniform(*ends, lists) for ends in ((0.02, 0.25), (0.12, 0.6), (0.4, 0.95)))
    few, some = random.uniform(0.08, 0.35), random.uniform(0.1, 0.3)
    spread = np.linspace(-2.5, 2.5, 21)
    steep = random.uniform(0.5, 1.5)
    kinds: dict[str, tuple[Sequence[float] | Floats, Sequence[Floats]]] = {
        "one kind": ([1.0], [random.uniform(0.05, 0.4, lists)]),
        "three kinds": ([1 - few - some, some, few], [hard, mid, easy]),
        "by degrees": (np.exp(-(spread**2) / 2), [1 / (1 + (1 / hard - 1) * np.exp(-steep * at)) for at in spread]),
    }
    shares, chances = kinds.get(design, ([1 - few, few], [hard, easy]))
    found = {
        pattern: sum(
            share * float(np.prod(np.where(pattern, chance, 1 - chance)))
            for share, chance in zip(np.asarray(shares) / np.sum(shares), chances, strict=True)
        )
        for pattern in itertools.product((0, 1), repeat=lists)
    }
    return _referred(found, float(random.uniform(0.1, 0.4))) if design == "referral" else found


def _referred(chance: dict[tuple[int, ...], float], share: float) -> dict[tuple[int, ...], float]:
    """Put a share of those on the first list, and not on the second, on the second too."""
    found = dict(chance)
    for pattern in chance:
        if pattern[:2] == (1, 0):
            moved = share * chance[pattern]
            found[pattern] -= moved
            found[(1, 1, *pattern[2:])] += moved
    return found


def shared(folder: Path, name: str, most: int) -> Iterator[Case]:
    """Read the tables of a file of the folder, the first so many replicates of a simulated design."""
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        tables: dict[str, dict[tuple[int, ...], int]] = defaultdict(dict)
        for row in csv.DictReader(file):
            replicate, count = row.pop("replicate", ""), int(row.pop("count"))
            tables[replicate][tuple(int(cell) for cell in row.values())] = count
    for table in list(tables.values())[:most]:
        yield Case(table, SIMULATED.get(name, 0), (name,))


def guesses(found: Estimated) -> dict[str, Guess | None]:
    """Return the answer, None where refused, beside those of simple methods."""
    by_pairs = [one for one in found.models if one.kind in (INDEPENDENCE, PAIRS)]
    one_each = [
        next((one for one in found.models if one.kind == INDEPENDENCE), None),
        min(by_pairs, key=lambda one: one.bic or 0.0) if by_pairs else None,
        next((one for one in found.models if one.kind == BOUND), None),
        next((one for one in found.models if one.kind == KINDS and one.name == NAMES[2]), None),
        next((one for one in found.models if one.kind == POSTERIOR), None),
    ]
    names = ("independence", "pairs by BIC", "Chao's bound", "two classes", "Bayesian alone")
    ours = None
    if found.estimate is not None and found.low is not None and found.high is not None:
        ours = Guess(found.low, found.estimate, found.high)
    return {"vidmova": ours, **{name: _guess(one) for name, one in zip(names, one_each, strict=True)}}


def _guess(model: Model | None) -> Guess | None:
    return None if model is None else Guess(model.low, model.estimate, np.inf if model.high is None else model.high)


def covered(cases: Iterator[Case]) -> None:
    """Print, for each group and method, how often an interval holds the truth, and how wide it is."""
    said: dict[str, dict[str, list[tuple[Guess | None, int]]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        found = guesses(estimate(case.table))
        for group, (method, guess) in itertools.product((*case.groups, "all"), found.items()):
            said[group][method].append((guess, case.truth))
    for group in sorted(said):
        for method, answers in said[group].items():
            given = [(guess, truth) for guess, truth in answers if guess is not None]
            if given:
                print(_line(group, method, given, len(answers)), flush=True)


def _line(group: str, method: str, given: list[tuple[Guess, int]], asked: int) -> str:
    inside = sum(guess.low <= truth <= guess.high for guess, truth in given)
    width = median((guess.high - guess.low) / truth for guess, truth in given)
    error = median(abs(guess.middle - truth) / truth for guess, truth in given)
    answer = f"{group:<14}{method:<16}{inside:>4} of {len(given):<4}= {inside / len(given):.2f}"
    return f"{answer}  refused {1 - len(given) / asked:.2f}  median width {width:.2f}  median error {error:.3f}"


def published(folder: Path) -> None:
    """Print what comes of the real tables beside what was published."""
    for name, (low, high) in PUBLISHED.items():
        for case in shared(folder, name, 1):
            found = estimate(case.table)
            if found.low is None or found.high is None:
                answer = "refused: " + " ".join(found.refused)
            else:
                overlaps = found.low <= high and low <= found.high
                verdict = "overlaps" if overlaps else "DOES NOT OVERLAP"
                answer = f"{found.low:,} to {found.high:,} ({found.estimate:,}), {verdict}"
            print(f"{name:<14}published {low:,} to {high:,}; {answer}", flush=True)
            print(" " * 14 + " ".join(found.remarks), flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run both, or say by name what is missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.estimates", description=__doc__)
    parser.add_argument("--own", type=int, default=40, help="draws of our own for each number of lists (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="of our own draws (default: 1)")
    parser.add_argument("--shared", type=int, default=40, help="replicates of each simulated design (default: 40)")
    asked = parser.parse_args(arguments)
    if asked.own:
        covered(own(asked.own, asked.seed))
    if not asked.shared:
        return
    folder = os.environ.get(FOLDER)
    if folder is None or not Path(folder).is_dir():
        print(f"the tables of other people are left out: {FOLDER} names no folder", file=sys.stderr)
        return
    for name in SIMULATED:
        covered(shared(Path(folder), name, asked.shared))
    published(Path(folder))


if __name__ == "__main__":
    main()
