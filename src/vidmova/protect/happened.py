"""Makes events, disagreements and figures of what is left to be told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from vidmova.protect.coarsening import Tier, coarse_date, place_key
from vidmova.protect.ground import Ground
from vidmova.protect.holdings import HeldFigure, HeldRow
from vidmova.protect.release import Disagreement, Figure, FigureRow, Happening, Place, Statement
from vidmova.records import Contradiction, Event, Interval

REASONS = {
    "floor": "carries the floor",
    "inside": "counted in another",
    "unknown": "may overlap what carries the floor; counts for the ceiling",
    "possible": "counts for the ceiling only",
    "context": "no part of the total, bounds others",
}
MERGED = "rows that are not told apart"
FIELDS = {
    "count": "count",
    "counted": "counted",
    "who": "people",
    "category": "category",
    "date": "date",
    "place": "place",
    "identity": "people",
    "modality": "modality",
    "translation": "count",
}
"""Which field of the statements shows what a disagreement is about."""


def happenings(
    ground: Ground, statements: Mapping[str, Statement], tiers: Mapping[str, Tier], places: Mapping[str, Place]
) -> list[Happening]:
    """Return the events that statements are left of, in order of their ids; all by keys of claims."""
    return sorted(
        (
            _happening(event, kept, tiers, places, ground)
            for event in ground.holdings.linked.events
            if (kept := {key: statements[key] for key in event.claims if key in statements})
        ),
        key=lambda one: one.id,
    )


def _happening(
    event: Event, kept: Mapping[str, Statement], tiers: Mapping[str, Tier], places: Mapping[str, Place], ground: Ground
) -> Happening:
    tier = max(tiers[key] for key in kept)
    said = list(kept.values())
    low, high = (event.low, event.high) if len(kept) == len(event.claims) else _bounds(said)
    people = sorted({who for one in said for who in one.people})
    place = ground.ledger.get(place_key(event.place, tier)) if event.place else None
    made = Happening(
        id=ground.ledger[event.id],
        act=event.act,
        title="",
        statements=sorted(one.id for one in said),
        sources=sorted({one.source for one in said}),
        low=low,
        high=high,
        best=ground.holdings.best.get(event.id),
        counted=event.counted,
        people=people,
        date=coarse_date(event.date, max(tier, ground.day_tier(event.date, event.claims))),
        place=place if place in places else next((one.place for one in said if one.place), None),
        modality=event.modality,
        subset_of=None,
    )
    return structs.replace(made, title=title(made, places))


def _bounds(said: Iterable[Statement]) -> tuple[int | None, int | None]:
    """Return the smallest and the largest number that what is left gives."""
    counts = [one.count for one in said if one.count and one.modality == "asserted"]
    if not counts:
        return None, None
    highs = [high for _, high in counts]
    known = [high for high in highs if high is not None]
    return min(low for low, _ in counts), max(known) if len(known) == len(highs) else None


def title(event: Happening, places: Mapping[str, Place]) -> str:
    """Return what an event is called, made of what is told of it."""
    number = _number(event.low, event.high)
    counted = f"{number} {event.counted or 'persons'}" if number else ""
    where = places[event.place].name if event.place and event.place in places else ""
    return ", ".join(filter(None, (event.act.replace("_", " "), counted, where, _when(event.date))))


def _number(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"


def _when(date: Interval | None) -> str:
    first, last = date or (None, None)
    return first or "" if first == last else f"{first or '…'} – {last or '…'}" if first or last else ""


def with_wholes(found: Sequence[Happening], ground: Ground) -> list[Happening]:
    """Return events with the larger ones that they are part of, where these are told too."""
    told = {one.id for one in found}
    whole = {ground.ledger[one.id]: ground.ledger.get(one.subset_of or "", "") for one in ground.holdings.linked.events
             if one.id in ground.ledger}  # fmt: skip
    return [structs.replace(one, subset_of=whole[one.id] if whole[one.id] in told else None) for one in found]


def disagreements(
    ground: Ground, statements: Mapping[str, Statement], places: Mapping[str, Place]
) -> list[Disagreement]:
    """Return the disagreements of which every side is left, and whose sides still say different things."""
    found = []
    kept = [one for one in ground.holdings.linked.contradictions if all(_left(side, statements) for side in one.sides)]
    ids = ground.ids("disagreement", (one.id for one in kept))
    for one in kept:
        sides = [_left(side, statements) for side in one.sides]
        values = [_value(one, side, places) for side in sides]
        if len(set(values)) < len(values) and one.kind not in ("translation", "identity"):
            ground.removals.add("disagreement", "coarsened")
            continue
        events = sorted({each.event for side in sides for each in side} - {""})
        found.append(
            Disagreement(
                id=ids[one.id],
                kind=one.kind,
                events=events,
                sides=[sorted(each.id for each in side) for side in sides],
                values=values,
                state=one.state,
            )
        )
    return sorted(found, key=lambda one: one.id)


def _left(side: Iterable[str], statements: Mapping[str, Statement]) -> list[Statement]:
    return [statements[key] for key in side if key in statements]


def _value(one: Contradiction, side: Iterable[Statement], places: Mapping[str, Place]) -> str:
    """Return what the statements of a side say, in the values that are told."""
    field = FIELDS.get(one.kind, "count")
    said = sorted({_said(field, getattr(each, field), places) for each in side} - {""})
    return "; ".join(said)


def _said(field: str, value: object, places: Mapping[str, Place]) -> str:
    if value is None:
        return ""
    if field == "place":
        return places[str(value)].name if value in places else ""
    if isinstance(value, tuple):
        return _number(*value) if field == "count" else _when(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def figures(ground: Ground, events: Iterable[Happening]) -> list[Figure]:
    """Return the totals as they were answered; rows of what is not told are merged with others."""
    told = {one.id for one in events}
    return sorted((_figure(one, told, ground) for one in ground.holdings.figures), key=lambda one: one.id)


def _figure(held: HeldFigure, told: set[str], ground: Ground) -> Figure:
    named = "-".join(filter(None, (held.act, held.counted, held.since, held.until, held.region)))
    return Figure(
        id=f"f-{named.replace(' ', '_').replace(',', '+')}",
        act=held.act,
        counted=held.counted,
        since=held.since,
        until=held.until,
        region=held.region,
        low=held.low,
        high=held.high,
        best=held.best,
        working=_working(held, told, ground),
    )


def _working(held: HeldFigure, told: set[str], ground: Ground) -> list[FigureRow]:
    """Return the rows of a total in order of part and id; those not told are one, with the smallest of their part."""
    parts: defaultdict[str, list[HeldRow]] = defaultdict(list)
    for row in held.working:
        parts[row.part].append(row)
    return [row for part in sorted(parts, key=_place) for row in _rows(part, parts[part], told, ground)]


def _place(part: str) -> tuple[int, str]:
    order = list(REASONS)
    return (order.index(part) if part in order else len(order), part)


def _rows(part: str, held: list[HeldRow], told: set[str], ground: Ground) -> list[FigureRow]:
    shown = [row for row in held if ground.ledger.get(row.event) in told]
    hidden = [row for row in held if ground.ledger.get(row.event) not in told]
    if hidden:
        shown.sort(key=lambda row: (row.low, ground.ledger[row.event]))
        while shown and (len(hidden) < 2 or sum(row.low for row in hidden) < ground.policy.smallest):
            hidden.append(shown.pop(0))
        ground.removals.add("cell", "rows_merged", len(hidden))
    reason = REASONS.get(part, part)
    rows = [
        FigureRow(event=ground.ledger[row.event], low=row.low, high=row.high, part=part, reason=reason) for row in shown
    ]
    rows.sort(key=lambda row: row.event)
    return [*rows, _merged(part, hidden)] if hidden else rows


def _merged(part: str, rows: Sequence[HeldRow]) -> FigureRow:
    highs = [row.high for row in rows if row.high is not None]
    high = sum(highs) if len(highs) == len(rows) else None
    return FigureRow(event="", low=sum(row.low for row in rows), high=high, part=part, reason=MERGED)
