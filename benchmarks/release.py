"""Times a release of a generated register: `python -m benchmarks.release [CLAIMS] [--format FORMAT …] [--kept FILE]`.

Protection, each format, the attack and the checksums, each with the seconds that processors worked for it (those of
other processes that it started as well), the seconds on the clock and the most memory held so far.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import msgspec
from msgspec import Struct

from benchmarks.generated import generate
from vidmova.cli.release import USUAL
from vidmova.linking.linked import link
from vidmova.protect.attacking import attack, blockers
from vidmova.protect.holdings import HeldFigure, HeldRow, Holdings
from vidmova.protect.policy import Policy
from vidmova.protect.releasing import protect_apart
from vidmova.publish import about, checksums, datapackage
from vidmova.publish.formats import FORMATS
from vidmova.publish.writing import noting
from vidmova.records import Event, Linked, Report

CLAIMS = 100_000
MEGABYTE = 1e6
Made = TypeVar("Made")
WATCHING = """
import select, sys
root, most = sys.argv[1], 0

def held(process):
    try:
        children = open(f"/proc/{process}/task/{process}/children").read().split()
        rows = open(f"/proc/{process}/smaps_rollup").read().splitlines()
    except OSError:
        return 0
    own = next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
    return own + sum(map(held, children))

while True:
    most = max(most, held(root))
    if select.select([sys.stdin], [], [], 0.2)[0]:
        if not sys.stdin.readline():
            break
        print(most, flush=True)
"""
"""A program that says how many kibibytes a process and its children held at most, whenever it is asked."""


class Register(Struct, frozen=True):
    """Generated documents with their claims, linked."""

    reports: list[Report]
    linked: Linked


class Clock:
    """Prints what each step took, and adds up."""

    def __init__(self) -> None:
        self.worked = self.waited = 0.0
        self.memory = Watch()

    def step(self, name: str, do: Callable[[], Made]) -> Made:
        """Run a step and print its line."""
        began, worked = perf_counter(), processors()
        found = do()
        worked, waited = processors() - worked, perf_counter() - began
        self.worked, self.waited = self.worked + worked, self.waited + waited
        print(f"{name:<14}{worked:>8.1f} s{waited:>8.1f} s{self.memory():>8,.0f} MB", flush=True)
        return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Release a generated register and print a line for each step."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.release", description="Seconds and memory of a release")
    parser.add_argument("claims", nargs="?", type=int, default=CLAIMS)
    parser.add_argument("--format", dest="formats", action="append", choices=[*FORMATS], help="default: the usual ones")
    parser.add_argument("--kept", type=Path, help="file that holds the linked register, made where it is missing")
    parser.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    with noting(), tempfile.TemporaryDirectory() as place:
        kept = asked.kept or Path(place) / "register.msgpack"
        if asked.make:
            kept.write_bytes(msgspec.msgpack.encode(made(asked.claims)))
            return
        if not kept.exists():
            # In a process of its own, whose memory is not the release's.
            command = [sys.executable, "-m", "benchmarks.release", str(asked.claims), "--make", "--kept", str(kept)]
            subprocess.run(command, check=True)
        timed(kept, asked.formats or USUAL, Path(place) / "out")


def made(claims: int) -> Register:
    """Return a generated register with so many claims, linked."""
    reports = generate(claims).reports
    return Register(reports, link(reports))


def holdings(kept: Path) -> Holdings:
    """Return what a release is made from, with a figure of each act that every event of it adds to."""
    known = msgspec.msgpack.decode(kept.read_bytes(), type=Register)
    reports = [Report(one.document, known.linked.claims[one.document.id]) for one in known.reports]
    acts = sorted({one.act for one in known.linked.events})
    return Holdings(
        register="A generated register",
        program="0",
        lexicon="0" * 64,
        reports=reports,
        linked=known.linked,
        figures=[figure(act, [one for one in known.linked.events if one.act == act]) for act in acts],
    )


def figure(act: str, events: Sequence[Event]) -> HeldFigure:
    """Return a total to which events add what they tell."""
    rows = [HeldRow(event=one.id, low=1, high=2, part="floor", reason="stands alone") for one in events]
    return HeldFigure(act=act, counted="persons", low=len(rows), high=2 * len(rows), working=rows)


def timed(kept: Path, formats: Sequence[str], out: Path) -> None:
    """Release a kept register and print what each step took."""
    print(f"{'step':<14}{'worked':>10}{'clock':>10}{'memory':>11}")
    clock = Clock()
    policy = Policy(publisher="An archive", made="2026-01-01T00:00:00Z", key=b"k" * 32)
    # Read and protected in another process, as in the command.
    protected = clock.step("protect", lambda: protect_apart(lambda: holdings(kept), policy))
    release = protected.release
    for name in FORMATS:
        if name in formats:
            paths = clock.step(name, lambda name=name: FORMATS[name](release, out))  # type: ignore[misc]
            print(f"{'':<45}{sum(path.stat().st_size for path in paths) / MEGABYTE:,.1f} MB in {len(paths):,} files")
    clock.step("about", lambda: (about.write(release, out), datapackage.write(release, out)))
    clock.step("checksums", lambda: checksums.write(out))
    leaks = clock.step("attack", lambda: attack(out, protected.secrets))
    print(f"{'together':<14}{clock.worked:>8.1f} s{clock.waited:>8.1f} s{clock.memory():>8,.0f} MB")
    contents = release.contents
    print(f"{len(contents.statements):,} statements, {len(contents.events):,} events; {len(leaks)} findings")
    for one in blockers(leaks)[:5]:
        print(f"  {one.rule}, {one.where}: {one.said}")


def processors() -> float:
    """Return the seconds that processors worked for this process and those that it started and that ended."""
    every = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in every)


class Watch:
    """Looks again and again how much memory this process and those that it started hold, what they share once."""

    def __init__(self) -> None:
        self._watching = subprocess.Popen(
            [sys.executable, "-c", WATCHING, str(os.getpid())], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self) -> float:
        """Return the most megabytes so far; on a system that does not say what is shared, of this process alone."""
        if not Path("/proc/self/smaps_rollup").exists():
            unit = 1 if sys.platform == "darwin" else 1024
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE
        assert self._watching.stdin
        assert self._watching.stdout
        self._watching.stdin.write("\n")
        self._watching.stdin.flush()
        return float(self._watching.stdout.readline()) * 1024 / MEGABYTE


if __name__ == "__main__":
    main()
