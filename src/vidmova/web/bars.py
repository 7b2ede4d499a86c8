"""Bars of numbers that are intervals: solid to the floor, hatched to the ceiling, open ones to an arrow."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

WIDTH, HEADLINE, GAP, THIN = 240, 720, 2, 5
OPEN_AT = 1.25
"""How far beyond the largest number a scale runs on which something is open above."""
MOST_PIECES = 40
Ends = tuple[int, int | None]


class Bar(Struct, frozen=True):
    """A bar, in units of its drawing."""

    width: int
    pieces: list[tuple[float, float]]
    """Where each solid piece begins and how wide it is."""
    may: tuple[float, float]
    """Where the hatching begins and how wide it is."""
    hollow: float
    """How wide the frame is of what lies inside another or only bounds others; 0 where it is none."""
    open: bool


class Scale(Struct, frozen=True):
    """So many units of a drawing for one person."""

    width: int
    most: float

    def at(self, number: float) -> float:
        """Return where a number stands."""
        return round(min(number, self.most) * self.width / self.most, 1)


def scale_of(ends: Iterable[Ends], width: int = WIDTH) -> Scale:
    """Return the scale on which all of some intervals fit, from 0."""
    every = list(ends)
    most = max([1, *(high if high is not None else low for low, high in every)])
    return Scale(width, most * OPEN_AT if any(high is None for _, high in every) else most)


def solid(scale: Scale, ends: Ends, parts: Sequence[int] = ()) -> Bar:
    """Return the bar of an interval; `parts` are what its floor is made of, the largest first."""
    low, high = ends
    floor, ceiling = scale.at(low), scale.at(high if high is not None else scale.most)
    return Bar(scale.width, _pieces(scale, low, parts), (floor, max(0.0, round(ceiling - floor, 1))), 0, high is None)


def maybe(scale: Scale, ends: Ends) -> Bar:
    """Return the bar of an interval that carries no floor: hatched as a whole."""
    high = scale.at(ends[1] if ends[1] is not None else scale.most)
    return Bar(scale.width, [], (0, max(2.0, high)), 0, ends[1] is None)


def hollow(scale: Scale, ends: Ends) -> Bar:
    """Return the frame of an interval that adds nothing."""
    high = scale.at(ends[1] if ends[1] is not None else scale.most)
    return Bar(scale.width, [], (0, 0), max(3.0, high), ends[1] is None)


def _pieces(scale: Scale, low: int, parts: Sequence[int]) -> list[tuple[float, float]]:
    shown = list(parts[:MOST_PIECES])
    shown.append(max(0, low - sum(shown)))
    found: list[tuple[float, float]] = []
    at = 0
    for part in shown:
        start, end = scale.at(at), scale.at(min(low, at + part))
        at += part
        if found and (end - start < THIN or found[-1][1] - found[-1][0] < THIN):
            found[-1] = (found[-1][0], end)
        elif end > start:
            found.append((start, end))
    last = len(found) - 1
    return [(start, round(end - start - (GAP if at < last else 0), 1)) for at, (start, end) in enumerate(found)]
