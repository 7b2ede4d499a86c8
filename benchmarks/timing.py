"""Times things that run on a machine which others use too: turn by turn, so that both see the same weather."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

LEAST_SECONDS = 0.5
"""How long one turn lasts at least; shorter work is repeated within it."""


def race(runners: Sequence[Callable[[], None]], turns: int) -> list[list[float]]:
    """Return for each runner the seconds that one run took, turn by turn, after a run or two of each to warm up."""
    repeats = [_repeats(runner) for runner in runners]
    taken: list[list[float]] = [[] for _ in runners]
    for _ in range(turns):
        for runner, times, seconds in zip(runners, repeats, taken, strict=True):
            seconds.append(_seconds(runner, times))
    return taken


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Return how many times faster we were, turn by turn, slowest first."""
    return sorted(other / own for own, other in zip(ours, theirs, strict=True))


def _repeats(runner: Callable[[], None]) -> int:
    runner()
    return max(1, round(LEAST_SECONDS / max(_seconds(runner, 1), 1e-9)))


def _seconds(runner: Callable[[], None], times: int) -> float:
    start = perf_counter()
    for _ in range(times):
        runner()
    return (perf_counter() - start) / times


def cold(command: Sequence[str], turns: int) -> float:
    """Return the median seconds of a program from start to end, by hyperfine where that is installed."""
    return _by_hyperfine(command, turns) if shutil.which("hyperfine") else _by_hand(command, turns)


def _by_hyperfine(command: Sequence[str], turns: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        # No shell between: its own start would have to be guessed and taken off.
        options = ["--shell=none", "--style=none", "--warmup=1", f"--runs={max(2, turns)}", f"--export-json={result}"]
        subprocess.run(["hyperfine", *options, quoted(command)], check=True, capture_output=True)
        return float(json.loads(result.read_text(encoding="utf-8"))["results"][0]["median"])


def _by_hand(command: Sequence[str], turns: int) -> float:
    def start() -> None:
        subprocess.run(list(command), check=True, capture_output=True)

    start()
    return median(_seconds(start, 1) for _ in range(turns))


def quoted(command: Sequence[str]) -> str:
    """Return a command as one line, each part in single quotes."""
    return " ".join("'" + part.replace("'", "'\"'\"'") + "'" for part in command)
