"""What the API asks for and answers: records from which its description is made."""

from typing import Annotated, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from vidmova.records import (
    Case,
    Chain,
    Claim,
    Contradiction,
    Entity,
    Event,
    Interval,
    Judgement,
    Mention,
    Relation,
    Sentence,
    Telling,
)
from vidmova.register.rows import DocumentRow, Skipped

LARGEST = 200
T = TypeVar("T")
Number = Annotated[int, Meta(ge=1, le=1_000_000)]
Size = Annotated[int, Meta(ge=1, le=LARGEST)]
Word = Annotated[str, Meta(max_length=200)]
Known = Annotated[str, Meta(max_length=200, description="Id, as in the list of its kind.")]


class NoAnswer(Struct, frozen=True):
    """Why there is no answer, in one sentence."""

    error: str


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


class Paging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a list."""

    page: Number = 1
    size: Size = 50


class EventsAsked(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which events: those that have every value given; `-` asks for those that say nothing of it."""

    act: Word | UnsetType = UNSET
    group: Word | UnsetType = UNSET
    year: Word | UnsetType = UNSET
    month: Word | UnsetType = UNSET
    region: Word | UnsetType = UNSET
    place: Known | UnsetType = UNSET
    unit: Known | UnsetType = UNSET
    named: Known | UnsetType = UNSET
    category: Word | UnsetType = UNSET
    language: Word | UnsetType = UNSET
    modality: Word | UnsetType = UNSET
    disputed: Literal["yes", "-"] | UnsetType = UNSET
    sort: Literal["date", "-date", "-number", "-claims", "-told", "act"] = "date"


class SearchAsked(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to look for."""

    q: Word


class DisputesAsked(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which contradictions."""

    state: Literal["open", "closed"] | UnsetType = UNSET


class Paged(Struct, Generic[T], frozen=True):
    """One page of a list."""

    total: int
    page: int
    size: int
    rows: list[T]


class EventBrief(Struct, frozen=True, kw_only=True):
    """An event as a row."""

    id: str
    act: str
    title: str
    low: int | None
    high: int | None
    counted: str | None
    person: list[str]
    date: Interval | None
    place: str | None
    modality: str
    claims: list[str]
    documents: list[str]
    """Ids."""
    tellings: int
    languages: list[str]
    subset_of: str | None
    contradictions: list[str]


class ClaimShown(Struct, frozen=True, kw_only=True):
    """A claim with its passage."""

    key: str
    document: str
    """Id."""
    passage: str
    claim: Claim


class LinkShown(Struct, frozen=True, kw_only=True):
    """Two claims, and whether they tell of one event; the score is silent while a person should say."""

    a: str
    b: str
    judgement: Judgement
    because: str
    score: float | None
    features: dict[str, float] | None


class EventWhole(Struct, frozen=True, kw_only=True):
    """An event with all that is held of it."""

    event: EventBrief
    claims: list[ClaimShown]
    parts: list[Event]
    relations: list[Relation]
    contradictions: list[Contradiction]
    links: list[LinkShown]
    tellings: list[Telling]
    chains: list[Chain]
    cases: list[Case]


class DocumentWhole(Struct, frozen=True, kw_only=True):
    """A document with its text, sentences and claims."""

    id: str
    name: str
    media_type: str
    language: str
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    text: str
    sentences: list[Sentence]
    claims: list[ClaimShown]


class NamedBrief(Struct, frozen=True, kw_only=True):
    """Somebody or something named, as a row."""

    entity: Entity
    spoken: dict[str, str]
    """The name used most in each language."""
    mentions: int
    events: int
    first: str | None
    last: str | None


class NamedWhole(Struct, frozen=True, kw_only=True):
    """Somebody or something named, with all that is held of it."""

    entity: Entity
    mentions: list[Mention]
    events: list[EventBrief]
    cases: list[Case]


class TextFound(Struct, frozen=True, kw_only=True):
    """A document that holds all the words, and where the first stands."""

    document: str
    name: str
    title: str | None
    start: int
    end: int


class NamedFound(Struct, frozen=True, kw_only=True):
    """Somebody or something that the words may name."""

    entity: Entity
    score: float
    judgement: Literal["same", "possible", "different"]
    because: str


class SearchFound(Struct, frozen=True, kw_only=True):
    """What a search found: names of every kind, and one page of texts."""

    named: list[NamedFound]
    texts: Paged[TextFound]


class Overview(Struct, frozen=True, kw_only=True):
    """What is in the register, counted."""

    name: str
    program: str
    documents: int
    claims: int
    events: int
    people: int
    contradictions: int
    questions: int
    languages: dict[str, int]
    acts: dict[str, int]
    skipped: list[Skipped]


Documents = Paged[DocumentRow]
Events = Paged[EventBrief]
NamedRows = Paged[NamedBrief]
Contradictions = Paged[Contradiction]
Questions = Paged[LinkShown]
