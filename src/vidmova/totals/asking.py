"""Answers a question of how many: a floor, a ceiling, and what both rest on."""

from collections.abc import Mapping

from msgspec import Struct, structs

from vidmova.records import Linked
from vidmova.totals.bounds import ALL_SECONDS, Bounds, bounds
from vidmova.totals.fitting import Dropped, Fitted, fit
from vidmova.totals.overlaps import Overlap, overlaps
from vidmova.totals.pools import Book, Pool, Pooled, book, pooled
from vidmova.totals.questions import Question
from vidmova.totals.rules import Use
from vidmova.totals.systems import Group, ImpossibleError, System
from vidmova.totals.told import Teller, named_voices, told_of
from vidmova.totals.working import Disagreement, Row, Uncounted, disagreements, rows, uncounted

VOICES, SOURCES = 40, 20
"""So many outlets, and sources that they name, are left out one after another, those that tell most."""
SMALL = 150
"""With more groups than this, what is left out is answered with quick bounds."""
AGAIN = 1.0
"""Seconds for each further question."""


class Range(Struct, frozen=True):
    """A floor and a ceiling; None where it is open above."""

    low: int
    high: int | None


class Total(Struct, frozen=True, kw_only=True):
    """The answer: how many at least and at most, and the working."""

    question: Question
    low: int
    high: int | None
    best: int | None = None
    """Stays empty unless a source states it or a person signs for it."""
    best_because: str = ""
    """Who signed for it, and why."""
    gap: int | None
    """How far the ceiling lies above the floor."""
    low_gap: int | None
    """By how much the floor could at most be raised by more computing: 0 where it is proved to be the best."""
    high_gap: int
    proved_more: int
    """How many people the floor has beyond the events that carry it, by all relations taken together."""
    working: tuple[Row, ...]
    without: dict[str, Range]
    """The total without each outlet."""
    without_sources: dict[str, Range]
    """The total without each source that documents name."""
    voices_left: int
    """How many outlets and sources were too many to be tried."""
    moved: dict[str, Range]
    rules: tuple[Use, ...]
    dropped: tuple[Dropped, ...]
    uncounted: tuple[Uncounted, ...]
    disagreements: tuple[Disagreement, ...]
    overlaps: tuple[Overlap, ...]
    uncompared: int
    """How many events were too many to be compared in units and courts."""


class Tally(Struct, frozen=True):
    """The groups of a question, put together, with their bounds."""

    pooled: Pooled
    fitted: Fitted
    certain: frozenset[str]
    every: frozenset[str]
    bounds: Bounds


def opened(linked: Linked, tellers: Mapping[str, Teller], before: Book | None = None) -> Book:
    """Return a register ready for many questions; `tellers` says who published each document, by its id.

    Of a register as it was `before`, what is known of events whose claims are the same records is kept.
    """
    return book(linked, told_of(linked, tellers), before)


def ask(question: Question, linked: Linked, tellers: Mapping[str, Teller]) -> Total:
    """Return the total that a question asks for, with its working."""
    return answer(question, opened(linked, tellers))


def answer(question: Question, known: Book) -> Total:
    """Return the total that a question asks of an opened register."""
    tally = tallied(question, known)
    found = tally.bounds
    asked = [pool for pool in tally.pooled.pools if pool.match.certainty != "no"]
    outlets, sources = named_voices([one for pool in asked for one in pool.told])
    return Total(
        question=question,
        low=found.low,
        high=found.high,
        gap=found.gap,
        low_gap=found.low_gap,
        high_gap=found.high_gap,
        proved_more=found.proved_more,
        working=rows(tally.pooled, tally.fitted, found),
        without={voice: _without(question, known, voice) for voice in outlets[:VOICES]},
        without_sources={voice: _without(question, known, voice) for voice in sources[:SOURCES]},
        voices_left=max(0, len(outlets) - VOICES) + max(0, len(sources) - SOURCES),
        moved={
            "possible pairs as one": _again(structs.replace(question, possible="same"), known),
            "possible pairs as two": _again(structs.replace(question, possible="apart"), known),
        },
        rules=tally.pooled.uses,
        dropped=tally.fitted.dropped,
        uncounted=uncounted(question, asked),
        disagreements=disagreements(known.linked.contradictions, asked),
        overlaps=overlaps(tally.fitted, tally.certain, tally.every, found),
        uncompared=tally.pooled.cut,
    )


def range_of(question: Question, known: Book) -> Range:
    """Return only the floor and the ceiling."""
    found = tallied(question, known, AGAIN).bounds
    return Range(found.low, found.high)


def tallied(question: Question, known: Book, seconds: float = ALL_SECONDS) -> Tally:
    """Put the groups of a question together and bound them."""
    groups = pooled(question, known)
    numbered = {pool.name: pool for pool in groups.pools if pool.number}
    fitted = fit([_group(pool) for pool in groups.pools], _between(groups), {p.name: p.match for p in groups.pools})
    home = {member: crowd for crowd, members in fitted.crowds.items() for member in members}
    every = frozenset(home.get(name, name) for name, pool in numbered.items() if pool.match.certainty != "no")
    sure = frozenset(home.get(name, name) for name, pool in numbered.items() if pool.match.certainty == "certain")
    if seconds < ALL_SECONDS and len(fitted.system.groups) > SMALL:
        seconds = 0.0
    fitted, found = _bounded(fitted, sure, every, seconds)
    return Tally(groups, fitted, sure, every, found)


def _group(pool: Pool) -> Group:
    return Group(pool.name, pool.number.low, pool.number.high) if pool.number else Group(pool.name)


def _between(groups: Pooled) -> list[Use]:
    """Return the uses of rules between groups, by the groups' names."""
    return [
        structs.replace(use, events=tuple(groups.home[name] for name in use.events))
        for use in groups.uses
        if use.kind != "same"
    ]


def _bounded(fitted: Fitted, sure: frozenset[str], every: frozenset[str], seconds: float) -> tuple[Fitted, Bounds]:
    """Return the bounds; where relations still contradict, leave out those of the groups at fault."""
    try:
        return fitted, bounds(fitted.system, sure, every, seconds)
    except ImpossibleError as fault:
        slimmer, what = _slimmer(fitted.system, frozenset(fault.groups))
        use = Use(rule=what, kind="disjoint", events=fault.groups, because=str(fault))
        left = Dropped(use, f"all that is said of {what} among these groups is left out")
        smaller = structs.replace(fitted, system=slimmer, dropped=(*fitted.dropped, left))
        return _bounded(smaller, sure, every, seconds)


def _slimmer(system: System, names: frozenset[str]) -> tuple[System, str]:
    apart = frozenset(two for two in system.disjoint if not names.intersection(two))
    if apart != system.disjoint:
        return structs.replace(system, disjoint=apart), "who shares nobody"
    sums = tuple(one for one in system.sums if not names & {one.whole, *one.parts})
    if sums != system.sums:
        nested = {(part, one.whole) for one in system.sums if one not in sums for part in one.parts}
        return structs.replace(system, sums=sums, inside=system.inside | nested), "sums"
    inside = frozenset(two for two in system.inside if not names.intersection(two))
    if inside == system.inside:
        # Nothing is left that could be at fault but the sizes themselves, which always fit alone.
        return System(system.groups), "all relations"
    return structs.replace(system, inside=inside), "parts and wholes"


def _without(question: Question, known: Book, voice: str) -> Range:
    return _again(structs.replace(question, without=question.without | {voice}), known)


def _again(question: Question, known: Book) -> Range:
    return range_of(question, known)
