"""Numbers that one counter gave one after another: up to a day or for a period, corrected and withdrawn ones kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct, structs

from vidmova.entities.comparing import compare
from vidmova.records import Relation
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question, matching
from vidmova.totals.told import Told

LEAST = 2
"""So many numbers make a series."""
Kind = Literal["cumulative", "period"]
State = Literal["stands", "corrected", "withdrawn"]


class Point(Struct, frozen=True, kw_only=True):
    """A number that a counter gave."""

    since: str | None
    until: str
    low: int
    high: int | None
    kind: Kind
    """cumulative: all up to a day; period: those between two days."""
    state: State = "stands"
    """corrected: the counter gave another number for the same days, or a lower one later; withdrawn: it denied it."""
    event: str
    claim: str
    outlet: str
    published: str | None = None


class Series(Struct, frozen=True):
    """The numbers of one counter, of one act and unit of counting."""

    counter: str
    act: str
    counted: str
    scope: str
    """The unit or place that it counts in; empty where it counts everywhere."""
    points: tuple[Point, ...]


class _Given(Struct, frozen=True):
    told: Told
    event: str


def series(question: Question, known: Book) -> list[Series]:
    """Return the series of counters among the events of a question, the longest first."""
    given = [
        _Given(one, name)
        for name, told in known.told.items()
        if name in known.events and matching(question, known.events[name], told).certainty != "no"
        for one in told
        if _counts(one, question.counted)
    ]
    later = _later(known.linked.relations)
    found = [made for rows in _by_counter(given, later) for made in _series(rows, later)]
    return sorted(found, key=lambda one: (-len(one.points), one.counter, one.act, one.scope))


def _counts(told: Told, counted: str) -> bool:
    claim = told.claim
    dated = claim.date is not None and claim.date[1] is not None
    return dated and claim.count is not None and (claim.counted or "persons") == counted and not claim.person


def _later(relations: Iterable[Relation]) -> frozenset[str]:
    """Return the keys of claims that are states of a counter, as linking found."""
    return frozenset(key for one in relations if one.kind == "later_state" for key in one.claims)


def _by_counter(given: Sequence[_Given], later: frozenset[str]) -> list[list[_Given]]:
    rows: defaultdict[tuple[str, str, str], list[_Given]] = defaultdict(list)
    names: list[str] = []
    for one in given:
        voice = one.told.claim.source_said or (one.told.outlet if one.told.key in later else None)
        if voice is None:
            continue
        name = next((known for known in names if compare("organisation", known, voice).judgement == "same"), None)
        if name is None:
            name = voice
            names.append(voice)
        claim = one.told.claim
        rows[name, claim.act, claim.unit or claim.place or ""].append(one)
    return [rows[key] for key in sorted(rows)]


def _series(rows: Sequence[_Given], later: frozenset[str]) -> list[Series]:
    starts = [one.told.claim.date[0] for one in rows if one.told.claim.date]
    points = [_point(one, starts, one.told.key in later) for one in rows]
    days = {(point.since, point.until) for point in points}
    if len(days) < LEAST and len({(point.low, point.high) for point in points}) < LEAST:
        return []
    ordered = sorted(points, key=lambda one: (one.until, one.published or "", one.low, one.claim))
    claim = rows[0].told.claim
    counter = claim.source_said or rows[0].told.outlet
    scope, counted = claim.unit or claim.place or "", claim.counted or "persons"
    return [Series(counter, claim.act, counted, scope, _corrected(ordered, rows))]


def _point(one: _Given, starts: Sequence[str | None], state: bool) -> Point:
    claim = one.told.claim
    since, until = claim.date or (None, None)
    assert until is not None
    assert claim.count is not None
    cumulative = since is None or state or starts.count(since) > 1
    return Point(
        since=since,
        until=until,
        low=claim.count[0],
        high=claim.count[1],
        kind="cumulative" if cumulative else "period",
        event=one.event,
        claim=one.told.key,
        outlet=one.told.outlet,
        published=one.told.published,
    )


def _corrected(points: Sequence[Point], rows: Sequence[_Given]) -> tuple[Point, ...]:
    denied = {one.told.key for one in rows if one.told.claim.modality == "denied"}
    refused = {(one.low, one.until) for one in points if one.claim in denied}
    found = []
    for number, point in enumerate(points):
        after = [other for other in points[number + 1 :] if other.claim not in denied]
        if point.claim in denied or (point.low, point.until) in refused:
            found.append(structs.replace(point, state="withdrawn"))
        elif any(_corrects(other, point) for other in after):
            found.append(structs.replace(point, state="corrected"))
        else:
            found.append(point)
    return tuple(found)


def _corrects(later: Point, earlier: Point) -> bool:
    cumulative = later.kind == earlier.kind == "cumulative"
    # A counter's state at a day is told with that day alone, or with all days up to it.
    if later.until == earlier.until and (cumulative or later.since == earlier.since):
        return (later.published or "") > (earlier.published or "") and later.low != earlier.low
    fell = later.high is not None and later.high < earlier.low
    return cumulative and fell
