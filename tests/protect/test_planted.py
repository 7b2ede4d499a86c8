"""Releases of invented registers with planted secrets: none of them leaves, and the attack finds nothing."""

from pathlib import Path

import pytest

from tests.protect.plantedregisters import planted
from vidmova.protect.attacking import attack, blockers
from vidmova.protect.joining import joins
from vidmova.protect.ledger import Edition, Kept, Left
from vidmova.protect.policy import Policy, Protected
from vidmova.protect.reach import Seen, reach
from vidmova.protect.release import Contents
from vidmova.protect.releasing import protect
from vidmova.protect.reporting import report, stopping
from vidmova.publish import formats
from vidmova.publish.editions import difference, matches

SEEDS = range(12)
"""The full two hundred are benchmarks/attack.py."""
FORMATS = ("json", "csv", "geojson", "annotations")


def made(seed: int, key: bytes = b"k" * 32, smallest: int = 5) -> Protected:
    policy = Policy(publisher="An archive", made="2024-01-01T00:00:00Z", key=key, smallest=smallest)
    return protect(planted(seed).holdings, policy)


def written_in(folder: Path) -> str:
    """Return everything that can be read in a release, in small letters."""
    return "\n".join(leaf for one in reach(folder) if isinstance(one, Seen) for leaf in one.leaves).lower()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_planted_secret_leaves(seed: int, tmp_path: Path) -> None:
    protected = made(seed)
    formats.write(protected.release, tmp_path / "out", FORMATS)
    leaks = attack(tmp_path / "out", protected.secrets)
    assert not blockers(leaks)
    assert not stopping(report(protected.release.contents, (), leaks))
    text = written_in(tmp_path / "out")
    assert not [secret for secret in planted(seed).secrets if secret.lower() in text]
    assert protected.release.contents.statements


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_two_editions_of_one_register_joined_reveal_nobody(seed: int) -> None:
    first, second = made(seed), made(seed, b"q" * 32, 9)
    assert not joins(second.release.contents, second.secrets.ledger, [edition(first)])


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_two_editions_of_one_register_differ_in_nothing_but_what_things_are_called(seed: int) -> None:
    first, second = made(seed), made(seed, b"q" * 32)
    same = matches(first.secrets.ledger, second.secrets.ledger)
    found = difference(first.release.contents, second.release.contents, same)
    assert [found.added, found.corrected, found.withdrawn, found.figures] == [[], [], [], []]


def edition(protected: Protected) -> Edition:
    contents: Contents = protected.release.contents
    left = Left(
        number=1, identity="1", made="", publisher="", names="pseudonyms", stable=False, smallest=5, files={}, inside=""
    )
    return Edition(left=left, kept=Kept(ids=protected.secrets.ledger), contents=contents)
