"""Every frozen record that passes from one stage to the next."""

from typing import Literal, Protocol

from msgspec import Struct, field

Range = tuple[int, int | None]
Interval = tuple[str | None, str | None]
SentenceKind = Literal["sentence", "heading", "bullet"]
EntityKind = Literal["person", "unit", "organisation", "court", "place"]
Judgement = Literal["same", "possible", "different"]
RelationKind = Literal["same", "part_of", "disjoint", "overlapping", "later_state", "sum_of"]
ContradictionKind = Literal[
    "count", "counted", "who", "category", "date", "place", "identity", "modality", "translation"
]
SHORT = 12
"""Digits of a document's id that stand in a claim's key."""


def claim_key(document: str, claim: str) -> str:
    """Return the name of a claim among those of all documents, from its document's id and its own."""
    return f"{document[:SHORT]}-{claim}"


class Located(Protocol):
    """Anything with a place in a document's text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character after the last."""


class Span(Struct, frozen=True, order=True):
    """Characters `text[start:end]` of a document's text (Python string indices, end exclusive)."""

    start: int
    end: int


class Document(Struct, frozen=True, kw_only=True):
    """A received document: its bytes by digest, and the text that all offsets point into."""

    id: str
    """SHA-256 of the bytes as received, in hexadecimal."""
    name: str
    """File name (or member path, or address) it came under."""
    media_type: str
    text: str
    """The text as read; never changes."""
    language: str
    """uk, ru or en; another ISO 639-1 code or `und` when it is left unread."""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    """ISO date of publication, where the page or the file says one."""
    source: str = ""
    """Path or address it was received from."""


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence, heading or bullet of a document: a span without surrounding white space."""

    start: int
    end: int
    language: str
    kind: SentenceKind = "sentence"
    paragraph: int = 0
    """Number of the paragraph (line) it stands in."""


class Passage(Struct, frozen=True):
    """A stretch of a document to look into, with its text folded to lower case at equal length."""

    text: str
    folded: str
    start: int
    end: int
    language: str

    @property
    def said(self) -> str:
        """The passage's own characters."""
        return self.text[self.start : self.end]


class FieldSpan(Struct, frozen=True):
    """Where the value of a claim's field is stated, and in which words."""

    field: str
    start: int
    end: int
    wording: str


class Claim(Struct, frozen=True, kw_only=True):
    """What a passage says: one act done, suffered or denied (codebook fields under their own names)."""

    id: str
    start: int
    end: int
    act: str
    count: Range | None = None
    approx: bool = False
    counted: str | None = None
    person: list[str] = field(default_factory=list)
    group: str | None = None
    category: list[str] = field(default_factory=list)
    unit: str | None = None
    origin: str | None = None
    place: str | None = None
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
    event: str | None = None
    subset_of: str | None = None
    spans: list[FieldSpan] = field(default_factory=list)
    rule: str = ""
    """The lexicon rule or model that made the claim."""
    sure: float = 0.0
    """How sure that rule or model is, from 0 to 1."""


class Report(Struct, frozen=True):
    """A document with the claims found in it: what linking is given, in the order of receipt."""

    document: Document
    claims: list[Claim]


class Mention(Struct, frozen=True, kw_only=True):
    """A name in a passage: a value of a claim's field that names a person, unit, organisation, court or place."""

    claim: str
    """Key of the claim."""
    field: str
    """person, unit, by, court, place, origin or source_said."""
    kind: EntityKind
    name: str
    """The name as the field gives it."""
    language: str
    start: int | None = None
    """Where the document's text states it; None where the field carries no span."""
    end: int | None = None
    entity: str | None = None


class Entity(Struct, frozen=True, kw_only=True):
    """A person, unit, organisation, court or place that mentions are of."""

    id: str
    kind: EntityKind
    name: str
    """The fullest of its names."""
    names: list[str]
    """Every form it was mentioned under, sorted."""
    part_of: list[str] = field(default_factory=list)
    """Names of what a place lies in, the nearest first: district, region, country."""
    precision: str | None = None
    """Of a place: settlement, district, region or country."""
    latitude: float | None = None
    """Degrees north, of a settlement only."""
    longitude: float | None = None
    """Degrees east, of a settlement only."""


class Link(Struct, frozen=True, kw_only=True):
    """What is held of two claims: that they tell of one event, of two, or that a person should say."""

    a: str
    """Key of the claim received first."""
    b: str
    judgement: Judgement
    score: float
    """From 0, surely two events, to 1, surely one."""
    because: str
    """One sentence that a person can check."""
    features: dict[str, float] = field(default_factory=dict)
    """What each named feature added to the evidence, in the units of its weight."""


class Event(Struct, frozen=True, kw_only=True):
    """What is held to be one happening: the claims about it, and what they say together."""

    id: str
    """Follows from the first claim received, and stays when others join."""
    act: str
    title: str
    claims: list[str]
    """Keys of its claims, in order of receipt."""
    documents: list[str]
    """Ids of their documents, in order of receipt."""
    low: int | None = None
    """The smallest number that an asserted claim gives."""
    high: int | None = None
    """The largest; None where a claim leaves it open or none gives one."""
    counted: str | None = None
    person: list[str] = field(default_factory=list)
    date: Interval | None = None
    place: str | None = None
    modality: str = "asserted"
    subset_of: str | None = None


class Relation(Struct, frozen=True, kw_only=True):
    """How the people or cases of one event relate to those of others."""

    kind: RelationKind
    event: str
    """The part, the later state or, of a sum, the whole."""
    others: list[str]
    """The whole, the earlier state or, of a sum, its parts in order of text."""
    claims: list[str]
    """Keys of the claims whose passages show it."""
    because: str
    gap: int | None = None
    """Of a sum: the whole less its parts; 0 where it adds up."""


class Contradiction(Struct, frozen=True, kw_only=True):
    """Claims of one event that cannot all be true."""

    id: str
    kind: ContradictionKind
    events: list[str]
    sides: list[list[str]]
    """Keys of the claims on each side."""
    values: list[str]
    """What each side says, in words."""
    because: str
    state: Literal["open", "closed"] = "open"


class Telling(Struct, frozen=True, kw_only=True):
    """Documents that tell one text: an original with its reprints and translations."""

    id: str
    documents: list[str]
    """Ids, the original first."""
    because: str


class Chain(Struct, frozen=True, kw_only=True):
    """From whom a claim came to us: outlet, from outlet, from lawyer, from relative."""

    claim: str
    voices: list[str]
    """The nearest to us first."""


class Case(Struct, frozen=True, kw_only=True):
    """The way of a person or a group: the events on it in order."""

    id: str
    name: str
    person: str | None
    """Id of the person it follows; None for a group."""
    events: list[str]
    """Ids, the earliest first."""
    because: list[str]
    """For each event after the first, why it is on this way."""


class Linked(Struct, frozen=True, kw_only=True):
    """All that linking makes of the claims of all documents."""

    claims: dict[str, list[Claim]]
    """The same claims with `event` and `subset_of`, by the id of their document."""
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """Those that joined claims, and those that a person should judge."""
    relations: list[Relation] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
