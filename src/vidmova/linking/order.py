"""Puts the events of one way in order: by date, and by what usually follows on what where dates leave it open."""

from collections.abc import Iterable

from vidmova.linking.traits import OPEN, days
from vidmova.records import Event

STAGES = (
    ("strength", "norm", "casualties"),
    ("refuse",),
    ("resign",),
    ("awol", "desert"),
    ("aid",),
    ("deny",),
    ("threaten",),
    ("shame",),
    ("detain",),
    ("ill_treat",),
    ("send_back",),
    ("dismiss",),
    ("charge",),
    ("leave_country",),
    ("asylum",),
    ("lawsuit",),
    ("sentence",),
    ("ruling",),
    ("deport",),
    ("kill",),
)
"""What usually comes after what."""
_STAGE = {act: number for number, acts in enumerate(STAGES) for act in acts}


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events the earliest first; the same order whatever the order they are given in.

    One comes before another where it surely ended before the other began; of those that may be of one time, what
    usually comes first.
    """
    left = sorted(events, key=lambda event: (_stage(event), *_bounds(event), event.id))
    ordered: list[Event] = []
    while left:
        soonest = min(_bounds(event)[1] for event in left)
        at = next(at for at, event in enumerate(left) if _bounds(event)[0] <= soonest)
        ordered.append(left.pop(at))
    return ordered


def _stage(event: Event) -> int:
    return _STAGE.get(event.act, len(STAGES))


def _bounds(event: Event) -> tuple[int, int]:
    return days(event.date) or (0, OPEN)
