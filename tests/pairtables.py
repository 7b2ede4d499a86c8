"""Reads the tables of pairs of names under `tests/tables`, and says which pairs a comparer gets wrong."""

import csv
from collections.abc import Callable

from hypothesis import strategies as st

from tests.casetables import TABLES
from vidmova.entities.comparison import Comparison

Comparer = Callable[[str, str], Comparison]
Row = dict[str, str]
ENOUGH_RIGHT = 0.97


def pairs_of(kind: str) -> list[Row]:
    """Return the pairs of names of a kind of entity."""
    with (TABLES / f"{kind}_pairs.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def check_table(kind: str, compare: Comparer) -> None:
    """Fail unless nearly all pairs of a table are judged right, and none is merged that is not the same."""
    rows = pairs_of(kind)
    judged = [(row, compare(row["a"], row["b"])) for row in rows]
    wrong = [(row, found) for row, found in judged if found.judgement != row["expected"]]
    assert len(wrong) <= (1 - ENOUGH_RIGHT) * len(rows), wrong
    assert [row for row, found in wrong if found.judgement == "same"] == []


def check_keys(kind: str, keys: Callable[[str], frozenset[str]]) -> None:
    """Fail where two names of one thing share no key."""
    apart = [row for row in pairs_of(kind) if row["expected"] == "same" and not keys(row["a"]) & keys(row["b"])]
    assert apart == []


def names_of(kind: str) -> st.SearchStrategy[str]:
    """Draw a name of the table, or any text at all."""
    said = sorted({row[side] for row in pairs_of(kind) for side in "ab"})
    return st.sampled_from(said) | st.text(max_size=40)


def check_pair(compare: Comparer, a: str, b: str) -> None:
    """Fail unless a comparison is the same both ways, within its bounds, and says why."""
    found = compare(a, b)
    assert found.score == compare(b, a).score
    assert 0 <= found.score <= 1
    assert found.because
    assert compare(a, a).score >= max(0.6, found.score if a == b else 0)
