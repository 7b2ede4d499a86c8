"""Attacks releases of two hundred invented registers with planted secrets, and of registers that are named.

`python -m benchmarks.attack [NUMBER] [REGISTER…]`: the registers of NUMBER seeds (200), in all formats whose libraries
are installed, each searched twice: by the attack, and for every planted string in everything that can be read. A
REGISTER is a folder that `vidmova build` made; it is released with and without published names.
"""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from tests.protect.plantedregisters import planted
from vidmova.errors import UsageError
from vidmova.protect.attacking import Leak, attack, blockers
from vidmova.protect.gathering import holdings_of
from vidmova.protect.holdings import Holdings
from vidmova.protect.policy import Policy, Protected
from vidmova.protect.reach import Seen, reach
from vidmova.protect.releasing import protect
from vidmova.protect.reporting import report, stopping
from vidmova.publish import formats
from vidmova.register.folder import find
from vidmova.register.opening import open_store

SEEDS = 200
Names = Literal["pseudonyms", "as_published"]
TRIED = ("json", "csv", "xlsx", "parquet", "ftm", "geojson", "annotations", "site")
DOSSIER_EVERY = 20
"""A PDF of every event takes a while: it is made for one register in so many."""


def main() -> None:
    """Print what left, for each register that lost something, and the sums."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    wanted = installed()
    sums: Counter[str] = Counter()
    began = time.process_time()
    for seed in range(number):
        made = planted(seed)
        formats_now = [*wanted, "pdf"] if seed % DOSSIER_EVERY == 0 and "pdf" in formats.FORMATS else wanted
        attacked(f"seed {seed}", made.holdings, formats_now, made.secrets, sums)
    for path in map(Path, sys.argv[2:]):
        folder = find(path)
        with open_store(folder) as store:
            holdings = holdings_of(folder, store)
        attacked(path.name, holdings, wanted, (), sums)
        attacked(path.name, holdings, wanted, (), sums, names="as_published")
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{dict(sorted(sums.items()))}; {', '.join(wanted)}; {seconds:.0f} s of processor, {peak} MB")


def installed() -> list[str]:
    """Return the formats that can be written here."""
    found = []
    for name in TRIED:
        try:
            formats.FORMATS[name]
        except UsageError:
            continue
        found.append(name)
    return found


def attacked(
    name: str,
    holdings: Holdings,
    wanted: list[str],
    secrets: Iterable[str],
    sums: Counter[str],
    names: Names = "pseudonyms",
) -> None:
    """Release holdings, attack the release, and add up."""
    policy = Policy(publisher="An archive", made="2024-01-01T00:00:00Z", key=name.encode() * 32, names=names)
    protected = protect(holdings, policy)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        formats.write(protected.release, out, wanted)
        leaks = attack(out, protected.secrets)
        left = standing(out, secrets)
    stopped = [one.rule for one in stopping(report(protected.release.contents, (), leaks))]
    sums.update(registers=1, statements=len(protected.release.contents.statements), secrets=len(list(secrets)))
    sums.update({"secrets that left": len(left), "registers stopped": bool(stopped)})
    if left or stopped:
        told(name, leaks, [*left, *stopped], protected)


def standing(folder: Path, secrets: Iterable[str]) -> list[str]:
    """Return which secrets stand in what can be read, in any case of letters."""
    text = "\n".join(leaf for one in reach(folder) if isinstance(one, Seen) for leaf in one.leaves).lower()
    return [secret for secret in secrets if secret.lower() in text]


def told(name: str, leaks: list[Leak], found: list[str], protected: Protected) -> None:
    """Print what stopped a release."""
    print(f"{name}: {Counter(found)}, {len(protected.release.contents.statements)} statements")
    for one in blockers(leaks)[:6]:
        print(f"  {one.rule}, {one.where}: {one.said}")


if __name__ == "__main__":
    main()
