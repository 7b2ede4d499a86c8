"""Makes contradictions of disputes: those of one happening together, with all that is said on each side."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from vidmova.linking.disputes import Dispute, explained, valued
from vidmova.linking.stances import Side
from vidmova.records import Contradiction

SHORT = 16
"""Hexadecimal digits of a contradiction's id."""
BY_DEGREES = frozenset({"count", "date"})
"""Kinds in which values that are not alike can stand on one side: about 60 and 60 to 70."""


def merged(disputes: Sequence[Dispute], event_of: Mapping[str, str], sides: Sequence[Side]) -> list[Contradiction]:
    """Return one contradiction for all disputes that share a claim, or two events, or two documents and values."""
    groups: dict[str, int] = {}
    parent = list(range(len(disputes)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = at = parent[parent[at]]
        return at

    for at, dispute in enumerate(disputes):
        for name in _names(dispute, event_of):
            first = groups.setdefault(name, at)
            parent[root(at)] = root(first)
    together: defaultdict[int, list[Dispute]] = defaultdict(list)
    for at, dispute in enumerate(disputes):
        together[root(at)].append(dispute)
    disputed = {event_of.get(side.key) for one in disputes for side in (one.a, one.b)}
    by_event: defaultdict[str, list[Side]] = defaultdict(list)
    for side in sides:
        event = event_of.get(side.key)
        if event is not None and event in disputed:
            by_event[event].append(side)
    return [_contradiction(every, event_of, by_event) for every in together.values()]


def _names(dispute: Dispute, event_of: Mapping[str, str]) -> list[str]:
    kind, a, b = dispute.kind, dispute.a, dispute.b
    act = a.traits.claim.act
    events = sorted({event_of.get(a.key, a.key), event_of.get(b.key, b.key)})
    names = [f"{act} {one.key}" for one in (a, b)] + [f"{act} {' '.join(events)}"]
    if kind != "modality":
        # One slip, of a unit or a day, runs through all acts of a text; a denial is of one act only.
        names.append(" ".join(sorted(f"{side.document.id}{valued(side, dispute)}" for side in (a, b))))
    return [f"{kind} {name}" for name in names]


def _contradiction(
    disputes: Sequence[Dispute], event_of: Mapping[str, str], by_event: Mapping[str, Sequence[Side]]
) -> Contradiction:
    of: dict[str, Dispute] = {}
    for one in disputes:
        of.setdefault(one.a.key, one)
        of.setdefault(one.b.key, one)
    rows = _rows(disputes, of)
    events = sorted({event_of[side.key] for row in rows for side in row if side.key in event_of})
    values = [valued(row[0], of[row[0].key]) for row in rows]
    kind = disputes[0].kind
    identity = " | ".join([kind, *(events or [row[0].key for row in rows]), *sorted(values)])
    for row, said in zip(rows, values, strict=True):
        row += _more(row, said, of, [one for event in events for one in by_event[event]])
    return Contradiction(
        id=hashlib.sha256(identity.encode()).hexdigest()[:SHORT],
        kind=kind,
        events=events,
        sides=[[side.key for side in row] for row in rows],
        values=values,
        because=explained(disputes, rows),
    )


def _rows(disputes: Sequence[Dispute], of: Mapping[str, Dispute]) -> list[list[Side]]:
    """Return the claims in dispute, those together that say alike or do not exclude each other, in order of keys."""
    against: defaultdict[str, set[str]] = defaultdict(set)
    sides: dict[str, Side] = {}
    for one in disputes:
        sides |= {one.a.key: one.a, one.b.key: one.b}
        against[one.a.key].add(one.b.key)
        against[one.b.key].add(one.a.key)
    rows: list[list[Side]] = []
    for key in sorted(sides):
        side = sides[key]
        said = valued(side, of[key])
        free = [row for row in rows if not any(other.key in against[key] for other in row)]
        alike = [row for row in free if valued(row[0], of[row[0].key]) == said]
        if alike or (free and disputes[0].kind in BY_DEGREES):
            (alike or free)[0].append(side)
        else:
            rows.append([side])
    return rows


def _more(row: Sequence[Side], said: str, of: Mapping[str, Dispute], others: Sequence[Side]) -> list[Side]:
    """Return the claims of the same events and act that say the same as a side, without being in dispute themselves."""
    first = row[0]
    return [
        one
        for one in sorted(others, key=lambda side: side.key)
        if one.key not in of
        and one.traits.claim.act == first.traits.claim.act
        and one.traits.claim.modality != "possible"
        and valued(one, of[first.key]) == said
    ]
