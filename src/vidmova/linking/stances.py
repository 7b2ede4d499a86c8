"""A claim as one side of a possible dispute."""

from msgspec import Struct

from vidmova.linking.traits import Traits
from vidmova.records import Document

AGAINST = -1.0
"""What the comparison of a field gives where its two values cannot both be true."""

Known = bool | tuple[int, str] | None
"""Whether its date is that of a report; the age of its person, and in which words."""


class Side(Struct, frozen=True, gc=False):
    """A claim, its traits and its document."""

    traits: Traits
    document: Document
    known: dict[str, Known] = {}
    """What was read from the document for this claim, kept because a claim stands in many pairs."""

    @property
    def key(self) -> str:
        """The claim's key."""
        return self.traits.key
