"""The map: regions shaded by the floor of what happened there, never a point for a region, and the same as a table."""

from collections import Counter
from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from vidmova.lexicon.actgroups import Group
from vidmova.totals.asking import Range, range_of
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question
from vidmova.web import codes, figurewords
from vidmova.web.addresses import address
from vidmova.web.asked import ALL, plain_address
from vidmova.web.basemap import panels
from vidmova.web.facets import NOT_SAID
from vidmova.web.figurewords import region
from vidmova.web.headlines import PEOPLE, SHOWN, patience
from vidmova.web.reckoning import Reckoner
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

STEPS = (1, 10, 50, 200, 1000)
"""From so many people on a region has the next shade."""
ROOM = 11
"""A region with less room around the place of its number has it in the table only."""


class Area(Struct, frozen=True):
    """A region on the map."""

    id: str
    path: str
    shade: int
    """0 where nothing is known to have happened there, else from 1 to 5; -1 where only a ceiling is known."""
    number: str
    x: int
    y: int
    label: str
    address: str
    """Empty where nothing happened."""


class Drawing(Struct, frozen=True):
    """One of the drawings of the map."""

    width: int
    height: int
    areas: list[Area]


class Place(Struct, frozen=True):
    """A row of the table."""

    name: str
    number: str
    """People; empty where it is still being counted or nobody asks for it."""
    address: str
    events: int
    list_address: str


class Choice(Struct, frozen=True):
    """A group of acts that the map can show."""

    label: str
    address: str
    chosen: bool


class Mapped(Struct, frozen=True):
    """The map of a group of acts."""

    group: str
    name: str
    choices: list[Choice]
    drawings: list[Drawing]
    places: list[Place]
    beside: list[Place]
    """What is known of as a country or an area only, or of no place: never on the map."""
    steps: list[str]
    finding: str
    counting: int
    """How many regions are not counted yet."""


def mapped(
    speech: Speech, kept: Snapshot, reckoner: Reckoner[Book], every: Mapping[str, Counter[str]], chosen: str
) -> Mapped | None:
    """Return the map of a group of acts; none where there is no event. `every` has the regions of each group."""
    groups = [group for group in SHOWN if group.code in every]
    if not groups:
        return None
    group = next((one for one in groups if one.code == chosen), groups[0])
    events = every[group.code]
    drawn = {name for panel in panels() for name in panel.regions}
    totals = _totals(kept, reckoner, group, [name for name in sorted(events) if name in drawn])
    known = {name: total for name, total in totals.items() if total is not None}
    order = sorted(totals, key=lambda name: (-known[name].low if name in known else 0, -events[name], name))
    beside = [name for name in sorted(events, key=lambda name: -events[name]) if name not in drawn]
    return Mapped(
        group=group.code,
        name=codes.group(speech, group.code),
        choices=[Choice(codes.group(speech, one.code), address("/", {}, map=one.code), one == group) for one in groups],
        drawings=_drawings(speech, group, known, events),
        places=[_place(speech, group, name, known.get(name), events[name]) for name in order],
        beside=[_beside(speech, group, name, events[name]) for name in beside],
        steps=_steps(speech),
        finding=_finding(speech, order, known),
        counting=len(totals) - len(known),
    )


def regions_by_group(kept: Snapshot) -> dict[str, Counter[str]]:
    """Return how many events of each group of acts each region has, and how many have none."""
    found: dict[str, Counter[str]] = {}
    for line in kept.lines:
        found.setdefault(line.has["group"][0], Counter()).update(line.has.get("region", (NOT_SAID,)))
    return found


def _totals(kept: Snapshot, reckoner: Reckoner[Book], group: Group, names: list[str]) -> dict[str, Range | None]:
    """Return the total of each region; after one that is still being counted the page waits for no other."""
    found: dict[str, Range | None] = {}
    wait = patience(kept)
    for name in names:
        question = Question(acts=group.acts, place=name)
        key = ("region", group.code, name)
        found[name] = reckoner.figure(kept.stamp, key, partial(range_of, question), ahead=True, patience=wait)
        wait = wait if found[name] is not None else 0
    return found


def _drawings(speech: Speech, group: Group, known: dict[str, Range], events: Counter[str]) -> list[Drawing]:
    found = []
    for at, panel in enumerate(panels()):
        areas = [
            Area(
                id=f"r{at}-{number}",
                path=one.path,
                shade=_shade(known[name]) if name in known else 0,
                number=_number(speech, known[name]) if name in known and one.room >= ROOM else "",
                x=one.x,
                y=one.y + 3,
                label=f"{region(speech, name)}: {_said(speech, known[name]) if name in known else ''}",
                address=_ask(group, name) if events[name] else "",
            )
            for number, (name, one) in enumerate(panel.regions.items())
        ]
        found.append(Drawing(panel.width, panel.height, areas))
    return found


def _number(speech: Speech, total: Range) -> str:
    if not total.low:
        return ""
    return speech.number(total.low) + ("" if total.high == total.low else "+")


def _shade(total: Range) -> int:
    return sum(total.low >= step for step in STEPS) or -1


def _said(speech: Speech, total: Range) -> str:
    return figurewords.total(speech, total.low, total.high, PEOPLE)


def _ask(group: Group, name: str) -> str:
    return plain_address(f"{ALL}{group.code}", place=name)


def _place(speech: Speech, group: Group, name: str, total: Range | None, events: int) -> Place:
    return Place(
        name=region(speech, name),
        number=_said(speech, total) if total is not None else "",
        address=_ask(group, name),
        events=events,
        list_address=address("/events", {"group": group.code, "region": name}),
    )


def _beside(speech: Speech, group: Group, name: str, events: int) -> Place:
    said = (
        speech.say("no place said") if name == NOT_SAID else speech.say("only: %(place)s", place=region(speech, name))
    )
    return Place(said, "", "", events, address("/events", {"group": group.code, "region": name}))


def _steps(speech: Speech) -> list[str]:
    ends = [*(step - 1 for step in STEPS[1:]), None]
    return [speech.range((low, high)) for low, high in zip(STEPS, ends, strict=True)]


def _finding(speech: Speech, order: list[str], known: dict[str, Range]) -> str:
    top = next((name for name in order if name in known), None)
    if top is None:
        return speech.say("regions are being counted")
    return speech.say(
        "%(n)s regions; the highest floor: %(region)s, %(number)s",
        n=speech.number(len(order)),
        region=region(speech, top),
        number=_said(speech, known[top]),
    )
