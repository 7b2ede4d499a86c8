"""A claim as one side of a possible dispute."""

from msgspec import Struct

from vidmova.linking.traits import Traits
from vidmova.records import Document

AGAINST = -1.0
"""What the comparison of a field gives where its two values cannot both be true."""


class Side(Struct, frozen=True):
    """A claim, its traits and its document."""

    traits: Traits
    document: Document

    @property
    def key(self) -> str:
        """The claim's key."""
        return self.traits.key
