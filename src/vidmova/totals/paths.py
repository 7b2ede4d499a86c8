"""How many people went from which stage to which, how long it took, and of how many nothing more is told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from itertools import pairwise

from msgspec import Struct, structs

from vidmova.linking.order import STAGES
from vidmova.records import Case, Event, Interval, Linked, Range
from vidmova.totals.distributions import Figure, figure
from vidmova.totals.judgments import ACQUITTED, judgments
from vidmova.totals.ways import joined_ways, wholes

UNTOLD = (1, None)
"""Some people, nobody says how many."""
NOWHERE = ("norm", "strength", "casualties")
_ORDER = {act: number for number, acts in enumerate(STAGES) for act in acts}


class Step(Struct, frozen=True):
    """A stage of one way: the events of one act that follow on one another, and how many people are in it."""

    act: str
    events: tuple[str, ...]
    people: Range
    date: Interval | None
    told: tuple[Range, ...] = ()
    """The numbers told of its events, one by one."""


class People(Struct, frozen=True):
    """How many people some ways are of: each named person once, groups that may hold the others once and added."""

    ways: int
    low: int
    high: int | None


class Flow(Struct, frozen=True, kw_only=True):
    """From one stage to the next; to None where nothing more is told."""

    source: str
    target: str | None
    people: People
    at: int | None = None
    """Which step of the ways the source is, from 0; None where all are taken together."""
    in_order: int = 0
    """Ways on which the dates prove that the one came before the other; elsewhere it is what usually does."""
    split: int = 0
    """Ways of groups of which the others went on: they are among the ways of another flow too."""
    timed: int = 0
    """Ways on which both dates are known to the day or the month."""
    median_days: Figure | None = None
    days: Range | None = None
    """The shortest and the longest time that the dates allow."""
    cases: tuple[str, ...] = ()
    """Ids of the ways."""


class Paths(Struct, frozen=True, kw_only=True):
    """All ways together."""

    ways: int
    people: People
    stages: dict[str, People]
    flows: tuple[Flow, ...]
    """Over all ways, whatever came before."""
    steps: tuple[Flow, ...]
    """The same step by step from the first stage (or the one asked for) on."""
    off: dict[str, int]
    """Events by act that lie on no way: nothing is told of what came before or after them."""


class _Passed(Struct, frozen=True):
    """A part of a way: from one stage to the next, or to nothing told."""

    at: int
    source: Step
    target: Step | None
    person: bool
    people: Range
    split: bool = False
    case: str = ""


def paths(linked: Linked, start: str | None = None) -> Paths:
    """Return what the ways of people have in common, from the first stage of each or from an act on."""
    held = judgments(linked)
    verdicts = [(one.event, one.verdict) for one in held.judgments] + [(one.event, one.verdict) for one in held.tallies]
    cleared = {event for event, verdict in verdicts if verdict == (ACQUITTED,)}
    events = {one.id: one for one in linked.events if _is_step(one, cleared)}
    inside = _inside(linked)
    ways = [(way, _steps(way, events, inside)) for way in joined_ways(linked.cases, events)]
    cut = [(way, _since(steps, start)) for way, steps in ways if _since(steps, start)]
    passed = [
        structs.replace(one, case=way.id)
        for way, steps in cut
        for one in _passages(steps, way.person is not None, inside)
    ]
    whole = [_Passed(0, steps[0], None, way.person is not None, steps[0].people) for way, steps in cut]
    walked = {event for way, _ in ways for event in way.events}
    off = Counter(_stage(one) for one in events.values() if one.id not in walked)
    return Paths(
        ways=len(cut),
        people=_people(whole, inside),
        stages=_stages(passed, inside),
        flows=tuple(_flows(passed, inside, by_step=False)),
        steps=tuple(_flows(passed, inside, by_step=True)),
        off={act: off[act] for act in sorted(off, key=_rank)},
    )


def _inside(linked: Linked) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event in linked.events:
        if event.subset_of:
            found[event.id].add(event.subset_of)
    for one in linked.relations:
        if one.kind == "part_of":
            found[one.event].update(one.others)
        if one.kind == "sum_of":
            for part in one.others:
                found[part].add(one.event)
    return found


def _is_step(event: Event, cleared: Set[str]) -> bool:
    return event.act not in NOWHERE and (event.modality == "asserted" or event.id in cleared)


def _stage(event: Event) -> str:
    return event.act if event.modality == "asserted" else ACQUITTED


def _steps(way: Case, events: Mapping[str, Event], inside: Mapping[str, set[str]]) -> list[Step]:
    """Return the stages of a way; an act that comes again is one of them."""
    together: dict[str, list[Event]] = {}
    for name in way.events:
        if name in events:
            together.setdefault(_stage(events[name]), []).append(events[name])
    return [_step(act, several, way.person is not None, inside) for act, several in together.items()]


def _step(act: str, several: Sequence[Event], person: bool, inside: Mapping[str, set[str]]) -> Step:
    names = {one.id for one in several}
    people = (1, 1) if person else _sum([one for one in several if not wholes(one.id, inside) & names])
    told = tuple((one.low, one.high) for one in several if one.low is not None and _of_people(one))
    return Step(act, tuple(one.id for one in several), people, several[0].date if len(several) == 1 else None, told)


def _sum(events: Sequence[Event]) -> Range:
    """Return how many people events are of that may share some; a group of unknown number is of one at least."""
    sizes = [(one.low or 1, one.high) if _of_people(one) else UNTOLD for one in events]
    highs = [high for _, high in sizes]
    return max(low for low, _ in sizes), None if None in highs else sum(high or 0 for high in highs)


def _of_people(event: Event) -> bool:
    return event.counted in (None, "persons")


def _since(steps: list[Step], start: str | None) -> list[Step]:
    at = next((at for at, step in enumerate(steps) if start in (None, step.act)), len(steps))
    return steps[at:]


def _passages(steps: Sequence[Step], person: bool, inside: Mapping[str, set[str]]) -> list[_Passed]:
    found = []
    for at, (step, following) in enumerate(pairwise(steps)):
        people = (1, 1) if person else _passing(step, following, _whole(steps), inside)
        found.append(_Passed(at, step, following, person, people))
        if left := _left(step.people, people):
            found.append(_Passed(at, step, None, person, left, split=True))
    return [*found, _Passed(len(steps) - 1, steps[-1], None, person, steps[-1].people)] if steps else []


def _whole(steps: Iterable[Step]) -> int | None:
    """Return how large a group that is followed can be: the largest number told; None where one is open above."""
    highs = [high for step in steps for _, high in step.told]
    return None if None in highs else max((high or 0 for high in highs), default=None)


def _passing(one: Step, other: Step, whole: int | None, inside: Mapping[str, set[str]]) -> Range:
    """Return how many of a group are in both of two stages.

    Those of whom the texts say that they are part of the others are all in both. Else two parts of a group of N share
    at least what they have together beyond N.
    """
    highs = [high for high in (one.people[1], other.people[1], whole) if high is not None]
    if _part_of(one, other, inside) or _part_of(other, one, inside):
        return min(one.people[0], other.people[0]), min(highs, default=None)
    low = 0 if whole is None else max(0, one.people[0] + other.people[0] - whole)
    return low, min(highs, default=None)


def _part_of(part: Step, whole: Step, inside: Mapping[str, set[str]]) -> bool:
    return all(wholes(event, inside) & set(whole.events) for event in part.events)


def _left(before: Range, passing: Range) -> Range | None:
    """Return how many of a group are surely not told to have gone on; None where all may have."""
    if passing[1] is None or before[0] <= passing[1]:
        return None
    return before[0] - passing[1], None if before[1] is None else before[1] - passing[0]


def _people(passed: Sequence[_Passed], inside: Mapping[str, set[str]]) -> People:
    """Return how many people pass: groups inside others once; those of which nothing is known may be the same."""
    groups = {event for one in passed if not one.person for event in _end(one).events}
    kept = [one for one in passed if not _within(_end(one), groups, inside)]
    sizes = [one.people for one in kept if not one.person]
    low = max([sum(one.person for one in passed), *(low for low, _ in sizes)])
    if any(high is None for _, high in sizes):
        return People(len(passed), low, None)
    return People(len(passed), low, sum(one.person for one in kept) + sum(high or 0 for _, high in sizes))


def _end(one: _Passed) -> Step:
    return one.source if one.target is None else one.target


def _within(step: Step, groups: set[str], inside: Mapping[str, set[str]]) -> bool:
    """Tell whether the people of a stage are part of a larger group that is counted too."""
    larger = {whole for event in step.events for whole in wholes(event, inside)} & (groups - set(step.events))
    return any(not set(step.events) & wholes(whole, inside) for whole in larger)


def _stages(passed: Iterable[_Passed], inside: Mapping[str, set[str]]) -> dict[str, People]:
    found: defaultdict[str, dict[tuple[str, ...], _Passed]] = defaultdict(dict)
    for one in passed:
        if one.source.events not in found[one.source.act]:
            whole = _Passed(one.at, one.source, None, one.person, one.source.people)
            found[one.source.act][one.source.events] = whole
    return {act: _people(list(found[act].values()), inside) for act in sorted(found, key=_rank)}


def _flows(passed: Iterable[_Passed], inside: Mapping[str, set[str]], by_step: bool) -> list[Flow]:
    together: defaultdict[tuple[int, str, str], list[_Passed]] = defaultdict(list)
    for one in passed:
        together[one.at if by_step else 0, one.source.act, one.target.act if one.target else ""].append(one)
    ordered = sorted(
        together.items(), key=lambda pair: (pair[0][0], _rank(pair[0][1]), not pair[0][2], _rank(pair[0][2]))
    )
    return [_flow(several, inside, key[0] if by_step else None) for key, several in ordered]


def _flow(several: Sequence[_Passed], inside: Mapping[str, set[str]], at: int | None) -> Flow:
    first = several[0]
    times = [time for one in several if (time := _between(one)) is not None]
    return Flow(
        source=first.source.act,
        target=first.target.act if first.target else None,
        people=_people(several, inside),
        at=at,
        in_order=sum(_proved(one) for one in several),
        split=sum(one.split for one in several),
        timed=len(times),
        median_days=figure(times, 0.5),
        days=(min(low for low, _ in times), max(high for _, high in times)) if times else None,
        cases=tuple(dict.fromkeys(one.case for one in several)),
    )


def _between(one: _Passed) -> tuple[int, int] | None:
    """Return the fewest and the most days between two stages, where both are known to the day or the month."""
    before, after = _known(one.source.date), _known(one.target.date) if one.target else None
    if before is None or after is None:
        return None
    most = (after[1] - before[0]).days
    return (max(0, (after[0] - before[1]).days), most) if most >= 0 else None


def _known(days: Interval | None) -> tuple[date, date] | None:
    start, end = days or (None, None)
    if start is None or end is None or start[:7] != end[:7]:
        return None
    return date.fromisoformat(start), date.fromisoformat(end)


def _proved(one: _Passed) -> bool:
    before, after = (one.source.date or (None, None))[1], (one.target.date or (None, None))[0] if one.target else None
    return bool(before and after and before < after)


def _rank(act: str) -> tuple[float, str]:
    return _ORDER.get(act, _ORDER["sentence"] + 0.5 if act == ACQUITTED else len(STAGES)), act
