"""A question of how many, and whether an event belongs to it: surely, perhaps, or not."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from vidmova.entities.comparing import compare
from vidmova.entities.places import contains
from vidmova.entities.unitnames import read as read_unit
from vidmova.linking.unitlevels import chain, may_differ
from vidmova.records import Event, Interval
from vidmova.totals.told import Told, asserted

Certainty = Literal["certain", "possible", "no"]
Possible = Literal["unknown", "same", "apart"]
ONE_OF = (
    frozenset({"contract", "conscript", "mobilised"}),
    frozenset({"marine", "airborne", "security_service", "pmc"}),
)
"""Kinds of servicemen of which nobody is two at once."""


class Question(Struct, frozen=True, kw_only=True):
    """How many people (or cases …) did or suffered something, when, where, of whom."""

    acts: tuple[str, ...]
    counted: str = "persons"
    """The unit of counting; numbers of other units are never added."""
    since: str | None = None
    until: str | None = None
    place: str | None = None
    """Where it happened, or where the people come from."""
    unit: str | None = None
    category: str | None = None
    without: frozenset[str] = frozenset()
    """Outlets and sources that do not count."""
    off: frozenset[str] = frozenset()
    """Names of rules that are switched off."""
    possible: Possible = "unknown"
    """How pairs of claims that are perhaps of one event are taken."""


class Match(Struct, frozen=True):
    """Whether an event belongs to a question, and why not surely."""

    certainty: Certainty
    because: str = ""


def matching(question: Question, event: Event, told: Sequence[Told]) -> Match:
    """Say whether an event belongs to a question; `told` are its claims without those of outlets left out."""
    said = asserted(told)
    if event.act not in question.acts or not said:
        return Match("no", "another act" if said else "nobody who counts asserts it")
    found = [
        _in_time(question, _dates(question, event, told)),
        _there(question.place, event, said),
        _of_unit(question.unit, said),
        _of_category(question.category, said),
    ]
    worst = [one for one in found if one.certainty == "no"] or [one for one in found if one.certainty == "possible"]
    return Match(worst[0].certainty, "; ".join(one.because for one in worst)) if worst else Match("certain")


SURE = Match("certain")


def _dates(question: Question, event: Event, told: Sequence[Told]) -> Interval:
    """Return an event's days; what was asserted on a day happened no later."""
    dated = [one.claim.date for one in told if one.claim.date]
    start, end = (event.date or (None, None)) if dated or len(told) == len(event.claims) else (None, None)
    if end is None and "published" not in question.off:
        printed = [one.published for one in asserted(told) if one.published]
        end = min((day for day in printed if start is None or day >= start), default=None)
    return start, end


def _in_time(question: Question, days: Interval) -> Match:
    start, end = days
    since, until = question.since, question.until
    if (since and end and end < since) or (until and start and start > until):
        return Match("no", "at another time")
    early = since is None or (start is not None and start >= since)
    late = until is None or (end is not None and end <= until)
    if early and late:
        return SURE
    if start is None and end is None:
        return Match("possible", "no date is said")
    return Match("possible", f"it may lie outside the period ({start or '…'} to {end or '…'})")


def _there(asked: str | None, event: Event, said: Sequence[Told]) -> Match:
    if asked is None:
        return SURE
    numbered = {one.claim.place for one in said if one.claim.place and one.claim.count}
    places = {one.claim.place for one in said if one.claim.place}
    main = event.place if event.place in places else None
    if any(_lies_in(place, asked) == "certain" for place in numbered | ({main} if main else set())):
        return SURE
    origins = [_lies_in(origin, asked) for origin in sorted({one.claim.origin or "" for one in said} - {""})]
    if origins and all(one == "certain" for one in origins):
        return SURE
    where = {_lies_in(place, asked) for place in places}
    if "certain" in where or "certain" in origins:
        return Match("possible", f"only some of it is told of {asked}")
    seen = [_lies_in(main, asked)] if main else (list(where) or origins)
    if not seen:
        return Match("possible", "no place is said")
    if "possible" in seen:
        return Match("possible", f"the place told may be {asked} or another")
    return Match("no", "elsewhere")


def _lies_in(place: str, asked: str) -> Certainty:
    inside = contains(asked, place)
    alike = compare("place", asked, place).judgement
    if inside or alike == "same":
        return "certain"
    return "no" if inside is False and contains(place, asked) is False and alike == "different" else "possible"


def _of_unit(asked: str | None, said: Sequence[Told]) -> Match:
    if asked is None:
        return SURE
    named = sorted({one.claim.unit for one in said if one.claim.unit})
    if not named:
        return Match("possible", "no unit is said")
    found = [_belongs(unit, asked) for unit in named]
    if all(one == "certain" for one in found):
        return SURE
    if all(one == "no" for one in found):
        return Match("no", f"of another unit ({', '.join(named)})")
    return Match("possible", f"perhaps not of {asked}, or not all ({', '.join(named)})")


def _belongs(unit: str, asked: str) -> Certainty:
    judgement = compare("unit", unit, asked).judgement
    if judgement == "same":
        return "certain"
    if judgement == "different":
        return "no" if may_differ(unit, asked) else "possible"
    wanted = read_unit(asked)
    names = ((one.number, one.kind, one.place, one.title) for one in chain(unit)[1:])
    return "certain" if (wanted.number, wanted.kind, wanted.place, wanted.title) in names else "possible"


def _of_category(asked: str | None, said: Sequence[Told]) -> Match:
    if asked is None:
        return SURE
    lists = [set(one.claim.category) - {"army"} for one in said]
    known = [one for one in lists if one]
    if known and all(asked in one and not _mixed(one, asked) for one in known):
        return SURE
    if known and all(asked not in one and _barred(one, asked) for one in known):
        return Match("no", "of another kind of servicemen")
    return Match("possible", f"it is not said that all are {asked}")


def _mixed(categories: Iterable[str], asked: str) -> bool:
    return any(asked in kinds and len(kinds & set(categories)) > 1 for kinds in ONE_OF)


def _barred(categories: Iterable[str], asked: str) -> bool:
    return any(asked in kinds and kinds & set(categories) for kinds in ONE_OF)
