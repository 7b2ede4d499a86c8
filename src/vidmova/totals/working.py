"""The working as rows: which events carry the floor, which lie inside others, and what was left out of both."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct, structs

from vidmova.records import Contradiction
from vidmova.totals.bounds import Bounds
from vidmova.totals.evidence import other_units
from vidmova.totals.fitting import Fitted
from vidmova.totals.pools import Pool, Pooled
from vidmova.totals.questions import Question
from vidmova.totals.rules import Use
from vidmova.totals.systems import Group, closed

Part = Literal["floor", "inside", "unknown", "possible", "context"]
ORDER: dict[Part, int] = {"floor": 0, "unknown": 1, "inside": 2, "possible": 3, "context": 4}


class Row(Struct, frozen=True, kw_only=True):
    """What one event adds to the total."""

    event: str
    title: str
    low: int
    high: int | None
    approx: bool
    part: Part
    """floor: carries it; inside: counted in another; unknown: may overlap what carries the floor, and counts for the
    ceiling; possible: only for the ceiling; context: no part of the total, it bounds others."""
    reason: str
    same_people: tuple[str, ...] = ()
    """Other events about the same people."""


class Uncounted(Struct, frozen=True):
    """An event of the question that gives no number."""

    event: str
    title: str
    reason: str


class Disagreement(Struct, frozen=True):
    """What claims about an event of the question do not agree on."""

    event: str
    kind: str
    values: tuple[str, ...]
    because: str


def rows(pooled: Pooled, fitted: Fitted, found: Bounds) -> tuple[Row, ...]:
    """Return a row for each event with a number, those that carry the floor first, larger before smaller."""
    pools = {pool.name: pool for pool in pooled.pools}
    carrying = {name for one in found.carrying for name in fitted.crowds.get(one, (one,))}
    wholes = _wholes(pooled, fitted)
    sizes = {group.name: group for group in closed(fitted.system).groups}
    made = [
        _bounded(_row(pool, carrying, wholes.get(pool.name, ()), pools), sizes.get(pool.name))
        for pool in pooled.pools
        if pool.number
    ]
    bounding = _bounding(pools, wholes)
    kept = [row for row in made if row.part != "context" or row.event in bounding]
    return tuple(sorted(kept, key=lambda row: (ORDER[row.part], -row.low, row.event)))


def _bounding(pools: Mapping[str, Pool], wholes: Mapping[str, Sequence[Use]]) -> set[str]:
    """Return the groups that hold one of the question, or are told of more people than one that holds them."""
    found = set()
    for uses in wholes.values():
        for use in uses:
            part, whole = (pools[name] for name in use.events)
            if _counts(part):
                found.add(whole.name)
            if part.number and _counts(whole) and whole.number and part.number.low > whole.number.low:
                found.add(part.name)
    return found


def _wholes(pooled: Pooled, fitted: Fitted) -> dict[str, list[Use]]:
    """Return for each group the uses that put it inside another and were kept."""
    kept: dict[str, list[Use]] = {}
    inside = fitted.system.inside | {(part, one.whole) for one in fitted.system.sums for part in one.parts}
    for use in pooled.uses:
        names = [pooled.home[name] for name in use.events]
        pairs = {"inside": [(names[0], names[-1])], "sum": [(part, names[0]) for part in names[1:]]}.get(use.kind, [])
        for part, whole in pairs:
            if (part, whole) in inside:
                kept.setdefault(part, []).append(
                    Use(rule=use.rule, kind="inside", events=(part, whole), because=use.because)
                )
    return kept


def _row(pool: Pool, carrying: set[str], uses: Sequence[Use], pools: Mapping[str, Pool]) -> Row:
    assert pool.number is not None
    part, reason = _part(pool, carrying, uses, pools)
    if pool.number.rivals:
        reason += "; its claims disagree on the number"
    if len(pool.events) > 1:
        reason += f"; also told as {', '.join(f'“{event.title}”' for event in pool.events[1:])}, counted once"
    return Row(
        event=pool.name,
        title=pool.events[0].title,
        low=pool.number.low,
        high=pool.number.high,
        approx=pool.number.approx,
        part=part,
        reason=reason,
        same_people=tuple(event.id for event in pool.events[1:]),
    )


def _bounded(row: Row, size: Group | None) -> Row:
    """Return a row that says where related events leave fewer numbers than its own claims do."""
    if size is None or (size.low, size.high) == (row.low, row.high):
        return row
    return structs.replace(row, reason=f"{row.reason}; related events leave {_said(size.low, size.high)}")


def _part(pool: Pool, carrying: set[str], uses: Sequence[Use], pools: Mapping[str, Pool]) -> tuple[Part, str]:
    if pool.match.certainty == "no":
        return "context", "no part of the question; related to events that are"
    within = [use for use in uses if _counts(pools.get(use.events[1])) and use.events[1] != pool.name]
    said = "; ".join(f"inside “{pools[use.events[1]].events[0].title}”: {use.because}" for use in within[:2])
    if pool.match.certainty == "possible":
        return "possible", f"only in the ceiling: {pool.match.because}" + (f"; {said}" if said else "")
    if pool.name in carrying:
        return "floor", "carries the floor" + (f"; {said}" if said else "")
    if said:
        return "inside", said
    return "unknown", "not known to be other people than those of the floor; counts for the ceiling"


def _counts(pool: Pool | None) -> bool:
    return pool is not None and pool.number is not None and pool.match.certainty != "no"


def uncounted(question: Question, asked: Iterable[Pool]) -> tuple[Uncounted, ...]:
    """Return the events of a question that give no number in its unit of counting."""
    found = []
    for pool in asked:
        if pool.number is None:
            units = other_units(pool.told, question.counted)
            reason = f"it counts {', '.join(units)}" if units else "no number said"
            found += [Uncounted(event.id, event.title, reason) for event in pool.events]
    return tuple(found)


def disagreements(contradictions: Iterable[Contradiction], asked: Iterable[Pool]) -> tuple[Disagreement, ...]:
    """Return what the claims about the events disagree on: open contradictions, rival numbers, and who denies it."""
    pools = list(asked)
    there = {event.id for pool in pools for event in pool.events}
    found = [
        Disagreement(next(name for name in one.events if name in there), one.kind, tuple(one.values), one.because)
        for one in contradictions
        if one.state == "open" and there.intersection(one.events)
    ]
    seen = {(one.event, one.kind) for one in found}
    for pool in pools:
        if pool.number and pool.number.rivals and (pool.name, "count") not in seen:
            values = tuple(_said(*one) for one in pool.number.rivals)
            found.append(Disagreement(pool.name, "count", values, "numbers told of it that cannot all be true"))
        denied = [one.outlet for one in pool.told if one.claim.modality == "denied"]
        if denied and (pool.name, "modality") not in seen:
            who = tuple(dict.fromkeys(denied))
            found.append(Disagreement(pool.name, "modality", who, "a claim denies it; it does not count"))
    return tuple(found)


def _said(low: int, high: int | None) -> str:
    return f"{low:,} or more" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
