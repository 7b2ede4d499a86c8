"""Compares two names, each pair once."""

from functools import lru_cache

from vidmova.entities.comparing import compare
from vidmova.records import EntityKind, Judgement


@lru_cache(maxsize=1 << 16)
def judged(kind: EntityKind, a: str, b: str) -> Judgement:
    """Compare two names, once each pair of names."""
    return "same" if a == b else compare(kind, min(a, b), max(a, b)).judgement
