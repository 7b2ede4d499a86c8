"""What may leave the house: records of their own, which have no field for what must stay inside."""

from typing import Literal, final

from msgspec import Struct, field

from vidmova.errors import OurBugError
from vidmova.records import FieldSpan, Interval, Range

Exposure = Literal["public", "as_published", "at_risk", "secret"]
Severity = Literal["blocker", "warning", "note"]


class Edition(Struct, frozen=True, kw_only=True):
    """Which release this is, of what, by whom and with what program."""

    number: int
    """1 for the first edition of this register."""
    made: str
    """UTC, ISO 8601."""
    publisher: str
    register: str
    """The register's public name."""
    program: str
    """Version of Vidmova."""
    lexicon: str
    """SHA-256 of the words that the machine looked for."""
    decisions: str
    """Seal of the last decision in it; empty where nobody had decided anything."""
    names: Literal["pseudonyms", "as_published"] = "pseudonyms"
    stable: bool = False
    """Whether pseudonyms are those of earlier editions."""
    smallest: int = 5
    """No combination of traits is shown that fewer people share."""
    follows: str | None = None
    """Identity of the edition before."""
    licence: str = ""
    """Under which others may use the tables: an SPDX name or words of the publisher; empty where none is stated."""


class Source(Struct, frozen=True, kw_only=True):
    """A document as others may know it: its released passages, and what names it where that exposes nobody."""

    id: str
    language: str
    text: str
    """Its released passages in order of the document, parted by a line `[…]`; all offsets point into this."""
    outlet: str | None = None
    title: str | None = None
    address: str | None = None
    """Where the public can read it."""
    published: str | None = None
    """EDTF: a day, or a month where the day would expose somebody."""
    digest: str | None = None
    """SHA-256 of the bytes as received."""
    withheld: str | None = None
    """Why it is not named, as a code of the disclosure report."""


class Somebody(Struct, frozen=True, kw_only=True):
    """A person: by name if that is public, else by a pseudonym."""

    id: str
    name: str
    """The public name, or the pseudonym."""
    named: bool
    """Whether `name` is the person's own."""
    exposure: Exposure


class Place(Struct, frozen=True, kw_only=True):
    """A place as far as it may be told."""

    id: str
    name: str
    precision: str
    """settlement, district, region or country."""
    part_of: list[str] = field(default_factory=list)
    latitude: float | None = None
    """Degrees north; of a settlement only."""
    longitude: float | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """A claim: what a passage of a source says, with the fields that may be told."""

    id: str
    source: str
    start: int
    """First character of the passage in the source's released text."""
    end: int
    event: str
    act: str
    count: Range | None = None
    approx: bool = False
    counted: str | None = None
    people: list[str] = field(default_factory=list)
    """Ids of those it is about."""
    group: str | None = None
    category: list[str] = field(default_factory=list)
    unit: str | None = None
    origin: str | None = None
    place: str | None = None
    """Id of the place."""
    date: Interval | None = None
    by: str | None = None
    court: str | None = None
    term_months: Range | None = None
    sentence_type: str | None = None
    charge: str | None = None
    outcome: str | None = None
    absence_days: Range | None = None
    reason: list[str] = field(default_factory=list)
    source_said: str | None = None
    modality: str = "asserted"
    state: Literal["proposed", "accepted", "corrected", "added"] = "proposed"
    spans: list[FieldSpan] = field(default_factory=list)
    """Where the source's released text states the values; `wording` is what stands there."""


class Happening(Struct, frozen=True, kw_only=True):
    """An event, with the statements about it."""

    id: str
    act: str
    title: str
    statements: list[str]
    sources: list[str]
    low: int | None = None
    high: int | None = None
    best: int | None = None
    """A figure that a reviewer signed."""
    counted: str | None = None
    people: list[str] = field(default_factory=list)
    date: Interval | None = None
    place: str | None = None
    modality: str = "asserted"
    subset_of: str | None = None


class Disagreement(Struct, frozen=True, kw_only=True):
    """Statements of one event, or of several, that cannot all be true."""

    id: str
    kind: str
    events: list[str]
    sides: list[list[str]]
    """Ids of the statements on each side."""
    values: list[str]
    """What each side says."""
    state: Literal["open", "closed"] = "open"


class FigureRow(Struct, frozen=True, kw_only=True):
    """What an event adds to a figure."""

    event: str
    low: int
    high: int | None
    part: str
    reason: str


class Figure(Struct, frozen=True, kw_only=True):
    """A total: the question, its floor and ceiling, and the working."""

    id: str
    """Made of the question, so that editions can be compared."""
    act: str
    counted: str
    since: str | None = None
    until: str | None = None
    region: str | None = None
    low: int
    high: int | None
    best: int | None = None
    working: list[FigureRow] = field(default_factory=list)


class Removal(Struct, frozen=True, kw_only=True):
    """What was taken out or made coarser, how often and why; never what it was."""

    what: str
    """Kind: name, day, place, contact, passage, combination, cell, source …"""
    rule: str
    number: int


class Finding(Struct, frozen=True, kw_only=True):
    """Something that a publisher should know before the release leaves."""

    severity: Severity
    rule: str
    where: str
    """Id of the record, or path of the file, in the release."""
    said: str
    """One sentence; names nobody."""


class Overruling(Struct, frozen=True, kw_only=True):
    """A blocker that a named publisher took upon himself."""

    rule: str
    where: str
    who: str
    why: str
    when: str


class Disclosure(Struct, frozen=True, kw_only=True):
    """The report that goes with a release: what was removed, why, and what could still be inferred."""

    removed: list[Removal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    overruled: list[Overruling] = field(default_factory=list)


class Contents(Struct, frozen=True, kw_only=True):
    """Everything a release holds."""

    edition: Edition
    sources: list[Source] = field(default_factory=list)
    people: list[Somebody] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Happening] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    disclosure: Disclosure = field(default_factory=Disclosure)


@final
class Maker:
    """The right to make a release; only `protect.releasing` holds one."""


_HOLDERS: list[Maker] = []


def maker() -> Maker:
    """Return the one right to make releases; raises OurBugError when somebody asks for a second."""
    if _HOLDERS:
        raise OurBugError("only protect.releasing may make a release")
    _HOLDERS.append(Maker())
    return _HOLDERS[0]


@final
class Release:
    """What publishing takes: contents that went through protection."""

    __slots__ = ("_contents",)

    _contents: Contents

    def __init__(self, contents: Contents, by: Maker) -> None:
        """Take contents from the maker; raises OurBugError for anybody else."""
        if not any(by is holder for holder in _HOLDERS):
            raise OurBugError("a release is made by protect.releasing only: give it the register's records")
        object.__setattr__(self, "_contents", contents)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a release does not change."""
        raise OurBugError("a release does not change")

    @property
    def contents(self) -> Contents:
        """The records."""
        return self._contents
