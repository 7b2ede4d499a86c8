"""Records that the store gives beside those of `records.py`; needs no database."""

from msgspec import Struct

from vidmova.linking.stated import Stated
from vidmova.records import Case, Chain, Contradiction, Entity, Event, Judgement, Link, Mention, Relation, Telling


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
    people: int
    """People whom the claims name."""
    contradictions: int
    """Those that are open."""
    questions: int
    """Pairs of claims of which a person should say whether they tell of one event."""
    skipped: list[Skipped]

    @property
    def documents(self) -> int:
        """Number of documents read."""
        return sum(self.languages.values())

    @property
    def claims(self) -> int:
        """Number of claims."""
        return sum(self.acts.values())


class Wanted(Struct, frozen=True, kw_only=True):
    """Which events are asked for: those that all of these hold of."""

    act: str | None = None
    since: str | None = None
    """ISO day; the event may have happened on it or later."""
    until: str | None = None
    """ISO day; the event may have happened on it or before."""
    people: frozenset[str] | None = None
    """Ids of people of whom at least one is named in a claim about it."""
    place: str | None = None
    """Part of the name of its place, or of the district, region or country that the place lies in."""
    contradicted: bool = False


EVERY = Wanted()


class EventRow(Struct, frozen=True, kw_only=True):
    """An event as a list shows it."""

    event: Event
    documents: list[str]
    """Names of its documents, in order of receipt."""
    tellings: int
    """How many of the documents are independent: reprints and translations of one text count once."""
    languages: list[str]
    """Languages of the independent tellings, each in the language of its original."""
    contradictions: list[str]
    """Ids of the open contradictions that it is in."""


class Account(Struct, frozen=True, kw_only=True):
    """All that the register holds of one event."""

    row: EventRow
    stated: list[Stated]
    """The claims about it in order of receipt, each with its document."""
    contradictions: list[Contradiction]
    relations: list[Relation]
    parts: list[Event]
    """The events that are part of it."""
    links: list[Link]
    """Why the claims were joined, and questions about them."""
    tellings: list[Telling]
    chains: list[Chain]
    cases: list[Case]
    """The cases that it is on."""
    others: dict[str, Event]
    """The other events that the relations, parts, wholes and contradictions name."""


class Found(Struct, frozen=True):
    """Somebody or something that a name may be of."""

    entity: Entity
    score: float
    judgement: Judgement
    because: str


class Way(Struct, frozen=True, kw_only=True):
    """All that the register holds of a person, unit, organisation, court or place."""

    entity: Entity
    mentions: list[Mention]
    events: list[EventRow]
    """Those with a claim that names it, in order of date."""
    cases: list[Case]
    along: dict[str, Event]
    """The events on the cases."""
