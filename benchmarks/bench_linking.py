"""Links generated documents, each size in a fresh process: `python -m benchmarks.bench_linking [SIZE ...]`."""

import argparse
import json
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.generated import generate
from vidmova.linking.linked import link
from vidmova.records import Linked, claim_key

SIZES = (10_000, 30_000, 100_000)
MOST_SECONDS, MOST_MEGABYTES = 180.0, 2_000.0
KIB_IN_MB = 1_024 / 1e6


class Taken(NamedTuple):
    """What linking one size took, and how right it was."""

    claims: int
    seconds: float
    worked: float
    """Seconds in which the processor worked for it: the same on a busy machine as on a quiet one, or nearly."""
    megabytes: float
    """The most memory that the process held, with Python, documents and all."""
    before: float
    """The most that it held before linking."""
    events: int
    precision: float
    recall: float

    @property
    def pace(self) -> float:
        """Microseconds of work over n log2 n: flat where time grows no faster."""
        return 1e6 * self.worked / (self.claims * log(self.claims, 2))


def run(size: int) -> Taken:
    """Link generated documents with so many claims in this process."""
    made = generate(size)
    before = _megabytes()
    start, working = perf_counter(), process_time()
    linked = link(made.reports)
    seconds, worked = perf_counter() - start, process_time() - working
    precision, recall = accuracy(made.truth, events(linked))
    found = len(set(events(linked).values()))
    return Taken(len(made.truth), seconds, worked, _megabytes(), before, found, precision, recall)


def events(linked: Linked) -> dict[str, str]:
    """Return each claim's event by its key; a claim without one is an event of its own."""
    return {
        (key := claim_key(document, claim.id)): claim.event or key
        for document, claims in linked.claims.items()
        for claim in claims
    }


def accuracy(truth: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float]:
    """Return precision and recall over the pairs of claims that stand together."""
    both = _pairs(Counter((truth[key], found[key]) for key in truth).values())
    made = _pairs(Counter(found[key] for key in truth).values())
    there = _pairs(Counter(truth.values()).values())
    return both / made if made else 1.0, both / there if there else 1.0


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB_IN_MB


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_linking", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="SIZE")
    parser.add_argument("--here", action="store_true", help="run one size in this process and print it as JSON")
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(run(asked.sizes[0])))
        return
    heads = ("claims", "seconds", "worked", "us/(n log n)", "MB", "before", "events", "P", "R")
    print("".join(f"{head:>13}" for head in heads))
    for size in asked.sizes:
        command = [sys.executable, "-m", "benchmarks.bench_linking", "--here", str(size)]
        taken = Taken(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print("".join(f"{one:>13}" for one in _row(taken)), flush=True)


def _row(taken: Taken) -> tuple[str, ...]:
    sizes = (f"{taken.megabytes:.0f}", f"{taken.before:.0f}", str(taken.events))
    times = (f"{taken.seconds:.1f}", f"{taken.worked:.1f}", f"{taken.pace:.1f}")
    return str(taken.claims), *times, *sizes, f"{taken.precision:.3f}", f"{taken.recall:.3f}"


if __name__ == "__main__":
    main()
