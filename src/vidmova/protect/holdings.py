"""What protection is given: the register's records as they are inside, never to leave as they are."""

from collections.abc import Mapping

from msgspec import Struct, field

from vidmova.protect.release import Exposure
from vidmova.records import Linked, Report


class HeldRow(Struct, frozen=True, kw_only=True):
    """What an event of the register adds to a figure."""

    event: str
    """The event's id in the register."""
    low: int
    high: int | None
    part: str
    """What it does in the figure: a code of the totals."""
    reason: str
    """The totals' own words, which may name units and places; only its code leaves."""


class HeldFigure(Struct, frozen=True, kw_only=True):
    """A total as it was answered, with ids of the register."""

    act: str
    counted: str
    since: str | None = None
    until: str | None = None
    region: str | None = None
    low: int
    high: int | None
    best: int | None = None
    working: list[HeldRow] = field(default_factory=list)


class Holdings(Struct, frozen=True, kw_only=True):
    """Everything that a release is made from."""

    register: str
    """The register's public name."""
    program: str
    lexicon: str
    """SHA-256 of the words that the machine looked for."""
    decisions: str = ""
    """Seal of the last decision; empty where nobody had decided anything."""
    reports: list[Report]
    """Documents with their claims as linked, in order of receipt."""
    linked: Linked
    exposures: Mapping[tuple[str, str], Exposure] = field(default_factory=dict)
    """Levels set by decision: by the id of an entity, and the claim's field that it is about or nothing for all."""
    states: Mapping[str, str] = field(default_factory=dict)
    """What people decided of claims, by the claim's key: accepted, corrected or added; others are proposed."""
    best: Mapping[str, int] = field(default_factory=dict)
    """Signed best figures, by the id of the event."""
    figures: list[HeldFigure] = field(default_factory=list)
