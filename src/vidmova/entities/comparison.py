"""The outcome of comparing two names."""

from msgspec import Struct

from vidmova.records import Judgement

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
