"""Prints the table: `python -m benchmarks [NAME ...] [--turns N]`."""

import argparse
import warnings
from collections.abc import Sequence

from benchmarks.comparisons import COMPARISONS, Row

HEAD = Row("what", "Vidmova", "other", "ratio (least to most)", "asked", None)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the comparisons that are named, or all, and print a row of each as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast Vidmova is beside others.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(COMPARISONS)} (default: all)")
    parser.add_argument("--turns", type=int, default=5, help="how often each is timed (default: 5)")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(COMPARISONS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(COMPARISONS)}")
    warnings.simplefilter("ignore")  # of others' libraries
    print(line(HEAD, ""))
    for name in asked.names or COMPARISONS:
        for row in COMPARISONS[name](asked.turns):
            print(line(row, {True: "holds", False: "MISSED", None: "not run"}[row.holds]), flush=True)


def line(row: Row, holds: str) -> str:
    """Return a row of the table as text."""
    return f"{row.what:<40} {row.ours:>10}  {row.theirs:<18} {row.ratio:<22} {row.asked:<8} {holds}".rstrip()


if __name__ == "__main__":
    main()
