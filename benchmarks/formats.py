"""Times each format of a release of 100,000 statements: `python -m benchmarks.formats [STATEMENTS] [FORMAT ...]`."""

import argparse
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.publish.manyreleased import many
from vidmova.publish import about, checksums, datapackage
from vidmova.publish.formats import FORMATS

USUAL = ("json", "csv", "xlsx", "parquet", "ftm", "geojson", "annotations")
STATEMENTS = 100_000
PER_EVENT = 2
"""About how many statements an event of the generated release has."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a generated release in each format, and say what each took and how large it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.formats", description="Seconds and memory of formats.")
    parser.add_argument("statements", nargs="?", type=int, default=STATEMENTS)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"default: {', '.join(USUAL)}")
    asked = parser.parse_args(arguments)
    release = many(max(1, asked.statements // PER_EVENT))
    print(f"{len(release.contents.statements):,} statements, {len(release.contents.events):,} events; {memory()} held")
    with tempfile.TemporaryDirectory() as place:
        folder, whole = Path(place), 0.0
        for name in asked.formats or USUAL:
            whole += timed(name, lambda name=name: FORMATS[name](release, folder))  # type: ignore[misc]
        whole += timed("ABOUT.txt", lambda: about.write(release, folder))
        whole += timed("package", lambda: datapackage.write(release, folder))
        whole += timed("checksums", lambda: [checksums.write(folder)])
    print(f"{'together':<12} {whole:>6.1f} s")


def timed(name: str, write: object) -> float:
    """Run a writer and print its seconds, its megabytes on disk, and the most memory held so far."""
    assert callable(write)
    start = perf_counter()
    paths: list[Path] = write()
    seconds = perf_counter() - start
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{name:<12} {seconds:>6.1f} s  {size:>8.1f} MB  {len(paths):>6} files  {memory()} at most", flush=True)
    return seconds


def memory() -> str:
    """Return the most memory this process held, in words."""
    unit = 1 if sys.platform == "darwin" else 1024
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6:,.0f} MB"


if __name__ == "__main__":
    main()
