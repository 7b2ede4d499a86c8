"""Says how the people or cases of one event relate to those of others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Protocol

from msgspec import structs

from vidmova.entities.comparing import DIFFERENT, compare
from vidmova.extraction.partwords import part_cues
from vidmova.linking.breakdowns import Breakdown, find_breakdowns
from vidmova.linking.counters import find_counters
from vidmova.linking.fates import outside
from vidmova.linking.figures import Figure, figures_of
from vidmova.linking.parts import Part, find_parts
from vidmova.linking.restated import find_restated
from vidmova.linking.stated import stated
from vidmova.linking.unitlevels import other_units
from vidmova.records import Claim, Relation, RelationKind, Report

BESIDE = "the text counts them side by side, at other places or in other units"
AFTER = 120
"""How many characters after a passage may say that its numbers hold the same people."""


class Joining(Protocol):
    """What is needed of the joined claims: the event of each."""

    @property
    def event_of(self) -> Mapping[str, str]:
        """The id of each claim's event, by the claim's key."""


def find_relations(reports: Iterable[Report], joined: Joining) -> list[Relation]:
    """Return the relations between events that the texts state: parts, sums, counters, what is apart or the same."""
    parts: list[Part] = []
    sums: list[Relation] = []
    beside: list[Relation] = []
    again: list[Relation] = []
    every = list(reports)
    for report in every:
        figures = figures_of(report, joined.event_of)
        breakdowns = find_breakdowns(figures)
        own = find_parts(figures, breakdowns)
        parts += own
        again += find_restated(figures, own, breakdowns)
        sums += [relation for one in breakdowns if (relation := sum_relation(one))]
        beside += [*_apart_in(breakdowns), *find_beside(figures)]
    counters = find_counters(stated(every), joined.event_of)
    return [*part_relations(parts), *_once(sums), *_once(beside), *_once(again), *counters]


def sum_relation(one: Breakdown) -> Relation | None:
    """Return a breakdown as a relation, if its whole and one of its parts have events."""
    parts = [part for part in one.parts if part.event and part.event != one.whole.event]
    if not one.whole.event or not parts:
        return None
    said = f"{_said(one.whole)} {'≠' if one.gap else '='} {' + '.join(_said(part) for part in one.parts)}"
    if one.gap > 0:
        said += f"; {one.gap} are missing"
    elif one.gap:
        said += f"; the parts come to {-one.gap} too many"
    if without := [_said(part) for part in one.parts if not part.event]:
        said += f" (no claim of its own: {', '.join(without)})"
    return Relation(
        kind="sum_of",
        event=one.whole.event,
        others=list(dict.fromkeys(part.event for part in parts)),
        claims=list(dict.fromkeys(figure.key for figure in (one.whole, *parts) if figure.key)),
        because=said,
        gap=one.gap,
    )


def find_beside(figures: Sequence[Figure]) -> list[Relation]:
    """Return what a passage lists side by side: numbers of other places, units or people, or of the same people."""
    by_passage: defaultdict[tuple[int, int, str], dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        if figure.claim and figure.event and figure.passage and figure.low is not None:
            here = by_passage[figure.passage.start, figure.passage.end, figure.claim.act]
            here.setdefault(figure.event, figure)
    found: list[Relation] = []
    for row in (list(row.values()) for row in by_passage.values() if len(row) > 1):
        if _are_both(row):
            found.append(_row("overlapping", row, "the text says that some are in both numbers"))
        elif all(_elsewhere(one, other) for one, other in pairwise(row)):
            found += [_row("disjoint", apart, BESIDE) for apart in _apart(row)]
    return found


def _apart(row: list[Figure]) -> list[list[Figure]]:
    """Return who of a list is apart: all from all where each is from each; else two and two, for a list may return."""
    pairs = [[one, other] for one, other in combinations(row, 2) if _elsewhere(one, other)]
    return [row] if len(pairs) == len(row) * (len(row) - 1) // 2 else pairs


def _are_both(row: Sequence[Figure]) -> bool:
    where = row[0].passage
    if where is None:
        return False
    end = where.folded.find("\n", where.end)
    end = min(end if end >= 0 else len(where.folded), where.end + AFTER)
    return bool(part_cues(where.language).both.search(where.folded, where.start, end))


def _elsewhere(one: Figure, other: Figure) -> bool:
    """Tell whether two claims of one list are of people who cannot be the same: of other places, units or names."""
    if not one.claim or not other.claim or one.counted != other.counted:
        return False
    first, second = one.claim, other.claim
    if first.place and second.place and outside(first.place, second.place) and outside(second.place, first.place):
        return True
    if first.unit and second.unit and other_units(first.unit, second.unit):
        return True
    return _all_named(first) and _all_named(second) and _other_names(first.person, second.person)


def _all_named(claim: Claim) -> bool:
    """Tell whether a claim names everybody whom it is about, not a member of a group."""
    return bool(claim.person) and not claim.group and claim.count in (None, (len(claim.person), len(claim.person)))


def _other_names(some: Sequence[str], others: Sequence[str]) -> bool:
    return all(compare("person", one, other).score <= DIFFERENT for one in some for other in others)


def _apart_in(breakdowns: Iterable[Breakdown]) -> Iterator[Relation]:
    """Yield that the parts of a sum that adds up are apart from one another."""
    for one in breakdowns:
        row = list({part.event: part for part in reversed(one.parts) if part.event}.values())[::-1]
        if not one.gap and len(row) > 1:
            yield _row("disjoint", row, f"as parts of {_said(one.whole)} they add up, so nobody is in two of them")


def _row(kind: RelationKind, row: Sequence[Figure], because: str) -> Relation:
    events, keys = [one.event for one in row], [one.key for one in row if one.key]
    return Relation(kind=kind, event=events[0], others=events[1:], claims=keys, because=because)


def _once(relations: Iterable[Relation]) -> list[Relation]:
    """Return each relation of the same events once, with the claims of all documents that show it."""
    kept: dict[tuple[str, str, tuple[str, ...]], Relation] = {}
    for one in relations:
        key = (one.kind, one.event, tuple(sorted(one.others)))
        if key in kept:
            claims = list(dict.fromkeys([*kept[key].claims, *one.claims]))
            kept[key] = structs.replace(kept[key], claims=claims)
        else:
            kept[key] = one
    return list(kept.values())


def _said(figure: Figure) -> str:
    if figure.high is None:
        return f"at least {figure.low}"
    return str(figure.low) if figure.low == figure.high else f"{figure.low}–{figure.high}"


def part_relations(parts: Sequence[Part]) -> list[Relation]:
    """Return one relation for each event that is part of another: to the whole most surely said, without circles."""
    votes: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        if part.part.event != part.whole.event:
            votes[part.part.event, part.whole.event].append(part)
    above: dict[str, str] = {}
    made: dict[str, Relation] = {}
    for (event, whole), said in sorted(votes.items(), key=lambda vote: (-_weight(vote[1]), vote[0])):
        if event in above or _reaches(above, whole, event):
            continue
        above[event] = whole
        best = max(said, key=lambda one: one.sure)
        keys = dict.fromkeys(key for one in said for key in (one.part.key, one.whole.key) if key)
        made[event] = Relation(kind="part_of", event=event, others=[whole], claims=list(keys), because=best.because)
    return [made[event] for event in sorted(made)]


def subset_of(relations: Iterable[Relation]) -> dict[str, str]:
    """Return for each event that is part of another the id of that one: its nearest whole."""
    return {relation.event: relation.others[0] for relation in relations if relation.kind == "part_of"}


def _weight(said: Sequence[Part]) -> float:
    return max(one.sure for one in said) + 0.01 * len(said)


def _reaches(above: Mapping[str, str], start: str, sought: str) -> bool:
    """Tell whether going from part to whole leads from one event to another."""
    while start != sought:
        if start not in above:
            return False
        start = above[start]
    return True
