"""What the figures of the API ask for and answer: totals, judgments, paths, lists, decisions, open questions."""

from msgspec import UNSET, Struct, UnsetType, field

from vidmova.review.decisions import Decision
from vidmova.totals.asking import Total
from vidmova.totals.judgments import Judgment, Tally
from vidmova.totals.lists import Fault, Row
from vidmova.totals.paths import Flow, People
from vidmova.totals.series import Series
from vidmova.totals.slices import Slice
from vidmova.web.apirecords import Paged, Paging, Word


class TotalsAsked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of how many, as the page of that name asks it; several values of one name stand with | between."""

    act: Word | UnsetType = UNSET
    since: Word | UnsetType = UNSET
    until: Word | UnsetType = UNSET
    place: Word | UnsetType = UNSET
    unit: Word | UnsetType = UNSET
    category: Word | UnsetType = UNSET
    counted: Word | UnsetType = UNSET
    without: Word | UnsetType = UNSET
    """Outlets to leave out."""
    off: Word | UnsetType = UNSET
    """Rules to leave out."""
    drop: Word | UnsetType = UNSET
    """Events to leave out."""
    possible: Word | UnsetType = UNSET
    by: Word | UnsetType = UNSET
    series: Word | UnsetType = UNSET
    """How the page shows its series; the answer is the same."""


class TotalFound(Struct, frozen=True, kw_only=True):
    """How many at least and at most, with the working."""

    sentence: str
    total: Total
    by: str | None
    rows: list[Slice]
    """The same question for each part, where `by` asks for that."""
    series: list[Series]
    """What counters gave over time."""
    not_understood: list[str]
    """What of the question had no meaning, and was left out."""


class JudgmentsAsked(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which judgments: those that have every value given."""

    charge: Word | UnsetType = UNSET
    kind: Word | UnsetType = UNSET
    verdict: Word | UnsetType = UNSET
    court: Word | UnsetType = UNSET
    category: Word | UnsetType = UNSET
    year: Word | UnsetType = UNSET
    term: Word | UnsetType = UNSET


class JudgmentsFound(Paged[Judgment], frozen=True):
    """One page of judgments, and sentences that are told as a number."""

    told: list[Tally]


class PathsAsked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which stage on: an act, or `first`."""

    start: Word = field(default="", name="from")


class PathsFound(Struct, frozen=True, kw_only=True):
    """What the ways of people have in common."""

    start: str | None
    ways: int
    people: People
    stages: dict[str, People]
    flows: list[Flow]
    steps: list[Flow]
    off: dict[str, int]


class ListBrief(Struct, frozen=True, kw_only=True):
    """A list as a row."""

    id: str
    name: str
    maker: str
    file: str
    digest: str
    rows: int
    repeats: int
    left_out: int


class ListWhole(Struct, frozen=True, kw_only=True):
    """A list with all its rows, and what of it could not be taken."""

    about: ListBrief
    rows: list[Row]
    faults: list[Fault]


class OverlapAsked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the people whom documents name are one more list."""

    register: bool = False


class OverlapRow(Struct, frozen=True, kw_only=True):
    """The people who are on exactly these lists."""

    on: list[str]
    people: int
    expected: int
    """How many are expected to be, where pairs are weighed as they agree."""
    if_all: int
    """How many if every open question is a yes."""


class OverlapFound(Struct, frozen=True, kw_only=True):
    """Lists laid over each other; nothing where there are fewer than two."""

    lists: list[str]
    rows: list[int]
    people: list[int]
    overlaps: list[OverlapRow]
    open_questions: int


class OpenQuestion(Struct, frozen=True, kw_only=True):
    """What a person should decide, with what hangs on it; the program's score is silent until the answer."""

    id: str
    kind: str
    because: str
    hangs: int
    """How many people or cases the totals may move by."""
    claims: list[str]
    events: list[str]
    contradiction: str
    decisions: list[int]


Lists = Paged[ListBrief]
Decisions = Paged[Decision]
OpenQuestions = Paged[OpenQuestion]
