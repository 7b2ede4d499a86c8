"""The ways of people through events, each person once."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from vidmova.linking.order import in_order
from vidmova.records import Case, Event

ONE = (1, 1)


def joined_ways(cases: Sequence[Case], events: Mapping[str, Event]) -> list[Case]:
    """Return the cases with those of one person joined: people who share an event of one person are that person.

    Names that nobody could hold to be of one person still lie on one way where one man's sentence is told of both.
    """
    home: dict[str, int] = {}
    parent = list(range(len(cases)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for number, case in enumerate(cases):
        for event in case.events if case.person else ():
            if _of_one(events.get(event)):
                first, second = sorted((root(number), root(home.setdefault(event, number))))
                parent[second] = first
    together: dict[int, list[Case]] = {}
    for number, case in enumerate(cases):
        together.setdefault(root(number), []).append(case)
    return [_one_way(several, events) for several in together.values()]


def _of_one(event: Event | None) -> bool:
    return event is not None and (event.low, event.high) == ONE


def _one_way(several: Sequence[Case], events: Mapping[str, Event]) -> Case:
    if len(several) == 1:
        return several[0]
    ordered = in_order({name: events[name] for case in several for name in case.events if name in events}.values())
    why = dict(pair for case in several for pair in zip(case.events[1:], case.because, strict=False))
    shared = "an event of one person is told of the people on both ways"
    return structs.replace(
        several[0],
        name=max((case.name for case in several), key=len),
        events=[one.id for one in ordered],
        because=[why.get(one.id, shared) for one in ordered[1:]],
    )


def wholes(event: str, inside: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the events that an event's people are known to be part of, directly or not."""
    found: set[str] = set()
    waiting = [event]
    while waiting:
        for whole in inside.get(waiting.pop(), ()):
            if whole not in found:
                found.add(whole)
                waiting.append(whole)
    return found - {event}
