"""Finds which events are stations of one group: told in one piece, part of the same whole, the same unit and number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from vidmova.linking.crediting import named
from vidmova.linking.events import Joined
from vidmova.linking.stated import Stated
from vidmova.linking.traits import OPEN, days
from vidmova.records import Event

TELLING_COUNT = 10
"""From here on the same number of people of one unit is the same people."""
APART = 366
"""Days between two stations of a group after which the same number is taken for another group."""
QUARTER = 92
"""Days from which on an event without a name is rather a total over many groups."""
STORY = 120
"""Days that one story of a document may leap."""


class Way(Struct, frozen=True):
    """The stations of one group, and for pairs of them why they are of one group."""

    events: list[str]
    reasons: dict[tuple[str, str], str]

    def why(self, event: str, before: set[str]) -> str:
        """Return why an event is on this way, best by one of the events before it."""
        of = [(pair, reason) for pair, reason in self.reasons.items() if event in pair]
        nearest = [reason for pair, reason in of if before & set(pair)]
        return (nearest or [reason for _, reason in of])[0]


def group_ways(joined: Joined, told: Mapping[str, Stated], steps: Mapping[str, Event]) -> list[Way]:
    """Return the ways of groups with stations of two acts or more, in order of their first event."""
    steps = {event.id: event for event in steps.values() if not _is_total(event)}
    reasons: dict[tuple[str, str], str] = {}
    for one, other, reason in (
        *_parts(steps),
        *_stories(joined.event_of, told, steps),
        *_same_number(told, steps),
    ):
        if one != other:
            reasons.setdefault((one, other) if one < other else (other, one), reason)
    return [way for way in _grouped(reasons, list(steps)) if len({steps[event].act for event in way.events}) > 1]


def _is_total(event: Event) -> bool:
    """Tell whether an event is a number of cases, or of people over a long time: no group goes a way of its own."""
    first, last = days(event.date) or (0, 0)
    return event.counted not in (None, "persons") or (first > 0 and last < OPEN and last - first > QUARTER)


def _parts(steps: Mapping[str, Event]) -> Iterator[tuple[str, str, str]]:
    for event in steps.values():
        whole = steps.get(event.subset_of) if event.subset_of else None
        if whole and not event.person:
            reason = f"the {_many(event)} here are part of the {_many(whole)} of whom “{whole.title}” tells"
            yield event.id, whole.id, reason


def _many(event: Event) -> str:
    return str(event.low) if event.low is not None else "people"


def _stories(
    event_of: Mapping[str, str], told: Mapping[str, Stated], steps: Mapping[str, Event]
) -> Iterator[tuple[str, str, str]]:
    """Yield the events that a document tells of one group, each with the one told before."""
    last: dict[tuple[str, str], Stated] = {}
    counted: dict[tuple[str, str, tuple[int, int | None]], Stated] = {}
    for one in told.values():
        event, home, number = event_of.get(one.key), one.claim.unit or one.claim.origin, one.claim.count
        if event is None or event not in steps or not home or _is_one(one):
            continue
        place = one.document.id, home
        if number:
            # A new number begins another group, which goes on where the number comes back.
            before = counted.setdefault((*place, number), one)
            last[place] = one
        else:
            before = last.get(place, one)
        if before is not one and _gap(before, one) <= STORY:
            yield event_of[before.key], event, f"{named(one.document)} tells of both as of the same people of {home}"


def _is_one(one: Stated) -> bool:
    claim = one.claim
    return claim.count == (1, 1) or bool(claim.person and not claim.count)


def _gap(a: Stated, b: Stated) -> int:
    one, other = days(a.claim.date), days(b.claim.date)
    if one is None or other is None:
        return 0
    return max(one[0], other[0]) - min(one[1], other[1])


def _same_number(told: Mapping[str, Stated], steps: Mapping[str, Event]) -> Iterator[tuple[str, str, str]]:
    """Yield the events of different acts that tell of one number of people of one unit or place, within a year."""
    groups: defaultdict[tuple[str, int], list[Event]] = defaultdict(list)
    for event in steps.values():
        if event.low is None or event.low != event.high or event.low < TELLING_COUNT or event.counted != "persons":
            continue
        claims = [told[key].claim for key in event.claims if key in told]
        for home in sorted({home for one in claims if (home := one.unit or one.origin)}):
            groups[home, event.low].append(event)
    for (home, number), events in groups.items():
        events.sort(key=lambda event: (days(event.date) or (OPEN, OPEN), event.id))
        for one, other in pairwise(events):
            first, second = days(one.date), days(other.date)
            near = first is None or second is None or max(first[0], second[0]) - min(first[1], second[1]) <= APART
            if one.act != other.act and near:
                yield one.id, other.id, f"both tell of {number} people of {home}"


def _grouped(reasons: Mapping[tuple[str, str], str], order: list[str]) -> list[Way]:
    parent: dict[str, str] = {}

    def root(event: str) -> str:
        while parent.setdefault(event, event) != event:
            parent[event] = event = parent[parent[event]]
        return event

    for one, other in reasons:
        parent[root(one)] = root(other)
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for event in order:
        if event in parent:
            ways[root(event)].append(event)
    by_root: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for pair, reason in reasons.items():
        by_root[root(pair[0])][pair] = reason
    return [Way(events, by_root[start]) for start, events in ways.items()]
