"""A release's records by their ids, and its events by what they can be looked up by."""

from collections import defaultdict
from functools import cached_property

from vidmova.lexicon.actgroups import group_of, order_of
from vidmova.protect.release import (
    Disagreement,
    Figure,
    Happening,
    Place,
    Release,
    Somebody,
    Source,
    Statement,
)

LATE = "9999"
"""Stands for the day of what has none, so that it comes last."""


class Shelf:
    """The records of a release, ready to be looked up."""

    def __init__(self, release: Release) -> None:
        held = self.contents = release.contents
        self.sources: dict[str, Source] = {one.id: one for one in held.sources}
        self.people: dict[str, Somebody] = {one.id: one for one in held.people}
        self.places: dict[str, Place] = {one.id: one for one in held.places}
        self.statements: dict[str, Statement] = {one.id: one for one in held.statements}
        self.events: dict[str, Happening] = {one.id: one for one in sorted(held.events, key=_time)}
        self.disputes: dict[str, list[Disagreement]] = defaultdict(list)
        for dispute in held.disagreements:
            for event in dispute.events:
                self.disputes[event].append(dispute)
        self.parts: dict[str, list[str]] = defaultdict(list)
        for one in self.events.values():
            if one.subset_of in self.events:
                self.parts[one.subset_of].append(one.id)
        self.figures: dict[str, list[Figure]] = defaultdict(list)
        for figure in held.figures:
            for event in dict.fromkeys(row.event for row in figure.working):
                self.figures[event].append(figure)

    def stated(self, event: Happening) -> list[Statement]:
        """Return the statements about an event."""
        return [self.statements[each] for each in event.statements if each in self.statements]

    @cached_property
    def judgments(self) -> list[Statement]:
        """The statements about charges, sentences, lawsuits and rulings, the earliest first."""
        found = [one for one in self.contents.statements if group_of(one.act).code == "trial"]
        return sorted(found, key=lambda one: (_day(one.date), one.id))

    @cached_property
    def facets(self) -> dict[str, dict[str, list[str]]]:
        """For each facet and each of its values, the ids of the events that have it, in order of time."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for event in self.events.values():
            for facet, values in self._values(event):
                for value in dict.fromkeys(values):
                    found[facet][value].append(event.id)
        return found

    def _values(self, event: Happening) -> list[tuple[str, list[str]]]:
        stated = self.stated(event)
        month = month_of(event)
        told = (self.sources[each] for each in event.sources if each in self.sources)
        return [
            ("act", [event.act]),
            ("year", [month[:4]] if month else []),
            ("month", [month] if len(month) > len("2022") else []),
            ("region", [where] if (where := self.region(event)) else []),
            ("place", [event.place] if event.place in self.places else []),
            ("unit", [one.unit for one in stated if one.unit]),
            ("court", [one.court for one in stated if one.court]),
            ("language", [one.language for one in told]),
            ("person", [each for each in event.people if each in self.people]),
            ("source", [each for each in event.sources if each in self.sources]),
            ("disputed", [one.state for one in self.disputes.get(event.id, ())]),
        ]

    def region(self, event: Happening) -> str:
        """Return the region that an event lies in, else its country; empty where neither is told."""
        place = self.places.get(event.place or "")
        if place is None:
            return ""
        wider = [*([place.name] if place.precision in {"region", "country"} else []), *place.part_of]
        return wider[-2] if len(wider) > 1 else (wider or [""])[0]

    @cached_property
    def acts(self) -> list[str]:
        """The acts of the release's events in their order."""
        return sorted(self.facets["act"], key=order_of)


def month_of(event: Happening) -> str:
    """Return the month that holds all of an event's time, else the year, else nothing."""
    start, end = event.date or (None, None)
    if not start or not end:
        return ""
    if len(start) > len("2022") and start[:7] == end[:7]:
        return start[:7]
    return start[:4] if start[:4] == end[:4] else ""


def _time(event: Happening) -> tuple[str, str, str]:
    return month_of(event) or LATE, _day(event.date), event.id


def _day(date: tuple[str | None, str | None] | None) -> str:
    start, end = date or (None, None)
    return start or end or LATE
