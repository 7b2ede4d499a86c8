"""The headline totals: how many refused, were punished, tried or left, each on the scale of what it counts."""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from vidmova.lexicon.actgroups import GROUPS, Group
from vidmova.totals.asking import Range, range_of
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question
from vidmova.web import codes, figurewords
from vidmova.web.asked import ALL, plain_address
from vidmova.web.bars import HEADLINE, Bar, Scale, scale_of, solid
from vidmova.web.reckoning import Reckoner
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

PEOPLE = "persons"
SMALL = 2_000
"""In a register of fewer events the first page waits a little for its totals."""
SHOWN = GROUPS[:-1]
UNITS = (PEOPLE, "cases")
Wanted = tuple[Group, str]


class Headline(Struct, frozen=True):
    """A headline total."""

    group: str
    name: str
    unit: str
    """What it counts, where that is not people."""
    said: str
    """Empty where it is still being counted."""
    bar: Bar | None
    own_scale: bool
    address: str


def patience(kept: Snapshot) -> float:
    """Return for how many seconds a page may wait for a figure."""
    return 0.15 if len(kept.lines) < SMALL else 0.02


def headlines(speech: Speech, kept: Snapshot, reckoner: Reckoner[Book], wanted: Sequence[Wanted]) -> list[Headline]:
    """Return the totals of each group of acts, people first; those not counted yet without a number."""
    found = _totals(kept, reckoner, wanted)
    scales = {unit: _scale(found, unit) for unit in UNITS}
    return [_headline(speech, group, unit, found[group, unit], scales[unit]) for group, unit in wanted]


def wanted_of(kept: Snapshot) -> list[Wanted]:
    """Return the groups of acts that a register has events of, each with what they count."""
    there = {(line.has["group"][0], line.happened.row.event.counted) for line in kept.lines}
    return [
        (group, unit)
        for group in SHOWN
        for unit in UNITS
        if (group.code, unit) in there or (unit == PEOPLE and (group.code, None) in there)
    ]


def _totals(kept: Snapshot, reckoner: Reckoner[Book], wanted: Sequence[Wanted]) -> dict[Wanted, Range | None]:
    found: dict[Wanted, Range | None] = {}
    wait = patience(kept)
    for group, unit in wanted:
        question = Question(acts=group.acts, counted=unit)
        key = ("headline", group.code, unit)
        found[group, unit] = reckoner.figure(kept.stamp, key, partial(range_of, question), patience=wait)
        wait = wait if found[group, unit] is not None else 0
    return found


def _scale(found: Mapping[Wanted, Range | None], unit: str) -> Scale:
    ends = [(one.low, one.high) for (_, counted), one in found.items() if one is not None and counted == unit]
    return scale_of(ends, HEADLINE)


def _headline(speech: Speech, group: Group, unit: str, total: Range | None, scale: Scale) -> Headline:
    people = unit == PEOPLE
    return Headline(
        group=group.code,
        name=codes.group(speech, group.code),
        unit="" if people else codes.code(speech, "counted", unit),
        said="" if total is None else figurewords.total(speech, total.low, total.high, unit),
        bar=None if total is None else solid(scale, (total.low, total.high)),
        own_scale=not people,
        address=plain_address(f"{ALL}{group.code}", counted="" if people else unit),
    )
