"""Records that the store gives beside those of `records.py`; needs no database."""

from msgspec import Struct


class Skipped(Struct, frozen=True):
    """Something that was given and not read, and why."""

    name: str
    source: str
    reason: str
    ours: bool = False
    """Whether the reason is a fault of the program rather than of the document."""

    @property
    def line(self) -> str:
        """One line for a person."""
        return f"skipped {self.name}: {self.reason}"


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A stored document without its text, with the number of its claims."""

    id: str
    name: str
    language: str
    title: str | None
    outlet: str | None
    published: str | None
    claims: int


class Summary(Struct, frozen=True):
    """What a register holds, counted."""

    languages: dict[str, int]
    """Documents by language."""
    acts: dict[str, int]
    """Claims by act, the most frequent first."""
    events: int
    skipped: list[Skipped]

    @property
    def documents(self) -> int:
        """Number of documents read."""
        return sum(self.languages.values())

    @property
    def claims(self) -> int:
        """Number of claims."""
        return sum(self.acts.values())
