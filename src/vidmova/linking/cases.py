"""Follows a person or a group from event to event: refused, threatened, dismissed, charged, sentenced, appealed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vidmova.linking.crediting import named
from vidmova.linking.events import Joined
from vidmova.linking.groupways import Way, group_ways
from vidmova.linking.order import in_order
from vidmova.linking.stated import Stated, stated
from vidmova.records import Case, Entity, Event, Mention, Report

SHORT = 16
"""Hexadecimal digits of a case's id."""
NO_STEP = frozenset({"norm", "strength", "casualties"})
"""Acts that happen to nobody in particular, so that no way leads over them."""
MOST_NAMED = 3
"""How many documents are named to a reader."""


def find_cases(
    joined: Joined, entities: Iterable[Entity], mentions: Iterable[Mention], reports: Sequence[Report]
) -> list[Case]:
    """Return the ways of persons, then those of groups, each of two events or more, in order of their first event."""
    told = {one.key: one for one in stated(reports)}
    steps = {event.id: event for event in joined.events if event.act not in NO_STEP and event.modality != "possible"}
    people = _of_people(joined, list(entities), mentions, told, steps)
    groups = [_of_group(way, told, joined, steps) for way in group_ways(joined, told, steps)]
    rank = {event.id: number for number, event in enumerate(joined.events)}
    return [*_sorted(people, rank), *_sorted(groups, rank)]


def _sorted(cases: Iterable[Case], rank: Mapping[str, int]) -> list[Case]:
    return sorted(cases, key=lambda case: (min(rank[event] for event in case.events), case.id))


def _of_people(
    joined: Joined,
    entities: Sequence[Entity],
    mentions: Iterable[Mention],
    told: Mapping[str, Stated],
    steps: Mapping[str, Event],
) -> list[Case]:
    persons = {entity.id: entity for entity in entities if entity.kind == "person"}
    on: defaultdict[str, dict[str, list[Stated]]] = defaultdict(dict)
    for mention in mentions:
        event = joined.event_of.get(mention.claim)
        if mention.field != "person" or mention.claim not in told or event is None or event not in steps:
            continue
        if mention.entity is not None and mention.entity in persons:
            on[mention.entity].setdefault(event, []).append(told[mention.claim])
    cases = []
    for entity, by_event in on.items():
        if len(by_event) > 1:
            cases.append(_of_person(persons[entity], by_event, steps))
    return cases


def _of_person(person: Entity, by_event: Mapping[str, Sequence[Stated]], steps: Mapping[str, Event]) -> Case:
    events = in_order([steps[event] for event in by_event])
    because = []
    for number, event in enumerate(events[1:], 1):
        earlier = {one.document.id for before in events[:number] for one in by_event[before.id]}
        because.append(_why_person(person, by_event[event.id], earlier))
    return Case(
        id=_digest("person", person.id),
        name=person.name,
        person=person.id,
        events=[event.id for event in events],
        because=because,
    )


def _why_person(person: Entity, claims: Sequence[Stated], earlier: set[str]) -> str:
    told = list(dict.fromkeys(named(one.document) for one in claims))
    where = ", ".join(told[:MOST_NAMED]) + (f" and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else "")
    if any(one.document.id in earlier for one in claims):
        return f"{where} names {person.name} here as well as before"
    forms = list(dict.fromkeys(name for one in claims for name in one.claim.person if name != person.name))
    spelt = f", written {' or '.join(forms[:MOST_NAMED])}," if forms else ""
    return f"{where} names the same person{spelt} which the other documents on this way do not tell"


def _of_group(way: Way, told: Mapping[str, Stated], joined: Joined, steps: Mapping[str, Event]) -> Case:
    events = in_order([steps[event] for event in way.events])
    because = []
    for number, event in enumerate(events[1:], 1):
        before = {one.id for one in events[:number]}
        because.append(way.why(event.id, before))
    first = min(way.events)
    return Case(
        id=_digest("group", first),
        name=_group_name(events, told),
        person=None,
        events=[event.id for event in events],
        because=because,
    )


def _group_name(events: Sequence[Event], told: Mapping[str, Stated]) -> str:
    """Return what to call a group: its number, who they are, and where they belong, each as first told."""
    claims = [told[key].claim for event in events for key in event.claims if key in told]
    count = next((one.count for one in claims if one.count and one.count != (1, 1)), None)
    number = "" if count is None else str(count[0]) if count[0] == count[1] else f"{count[0]} or more"
    who = next((one.group for one in claims if one.group), "people")
    home = next((home for one in claims if (home := one.unit or one.origin)), "")
    return " ".join(part for part in (number, who) if part) + (f", {home}" if home else "")


def _digest(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:SHORT]
