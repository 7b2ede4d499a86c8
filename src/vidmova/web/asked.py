"""From an address to a question of how many, and back: every control of the page is a part of its address."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args
from urllib.parse import unquote, urlencode

from msgspec import Struct, structs
from starlette.datastructures import QueryParams

from vidmova.lexicon.actgroups import GROUPS
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question
from vidmova.totals.rules import RULES
from vidmova.totals.slices import By
from vidmova.totals.told import asserted
from vidmova.web import codes
from vidmova.web.speech import Speech

PATH = "/how-many"
ALL = "all-"
"""Before the code of a group: any of its acts."""
MANY = ("without", "off", "drop")
"""What may be given several times: outlets, rules, events that do not count."""
SINGLE = ("act", "since", "until", "place", "unit", "category", "counted", "possible", "by", "series")
COUNTED = tuple(codes.CODES["counted"])
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?", re.ASCII)
_DOTTED = re.compile(r"(?:(?:(?P<day>\d\d?)\.)?(?P<month>\d\d?)\.)?(?P<year>\d{4})", re.ASCII)
LONGEST = 120
BETWEEN = "|"
MOST_NAMED = 60


class Asked(Struct, frozen=True):
    """What an address asks for, and what is wrong with it."""

    question: Question
    by: By | None
    series: bool
    dropped: frozenset[str]
    faults: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    """The names and values of the address that mean something here."""

    @property
    def key(self) -> tuple[object, ...]:
        """What an answer follows from."""
        one = self.question
        plain = (one.acts, one.counted, one.since, one.until, one.place, one.unit, one.category, one.possible)
        return (*plain, one.without, one.off, self.dropped)

    def value(self, name: str) -> str:
        """Return the value given for a name; nothing where none is."""
        return next((value for key, value in self.given if key == name), "")

    def values(self, name: str) -> tuple[str, ...]:
        """Return every value given for a name that may have several."""
        return _parted(self.value(name))


def asked_of(speech: Speech, query: QueryParams) -> Asked:
    """Return what an address asks for; what cannot be meant is left out and said."""
    faults: list[str] = []
    single = {name: (query.get(name) or "").strip()[:LONGEST] for name in SINGLE}
    since, until = _day(speech, single, "since", faults), _day(speech, single, "until", faults)
    if since and until and since > until:
        faults.append(speech.say("The period ends before it begins; the end is left out."))
        until, single["until"] = None, ""
    acts = _acts(single["act"])
    if single["act"] and not acts:
        faults.append(speech.say("“%(act)s” is no act of the codebook.", act=single["act"]))
        single["act"] = ""
    counted = _one_of(single, "counted", COUNTED, "persons")
    category = _one_of(single, "category", tuple(codes.CODES["category"]), "")
    possible = _one_of(single, "possible", ("same", "apart"), "")
    by = _one_of(single, "by", get_args(By), "")
    many = {name: tuple(dict.fromkeys(each for one in query.getlist(name) for each in _parted(one))) for name in MANY}
    question = Question(
        acts=acts or ("refuse",),
        counted=counted,
        since=since,
        until=until,
        place=single["place"] or None,
        unit=single["unit"] or None,
        category=category or None,
        without=frozenset(many["without"]),
        off=frozenset(name for name in many["off"] if name in RULES),
        possible="same" if possible == "same" else "apart" if possible == "apart" else "unknown",
    )
    return Asked(
        question=question,
        by=next((one for one in get_args(By) if one == by), None),
        series=bool(single["series"]),
        dropped=frozenset(many["drop"]),
        faults=tuple(faults),
        given=(
            *((name, value) for name, value in single.items() if value),
            *((name, _joined(values)) for name, values in many.items() if values),
        ),
    )


def address_of(asked: Asked, **changed: str | None) -> str:
    """Return the address of a question with single parts changed; None takes one away."""
    kept = [(name, value) for name, value in asked.given if name not in changed]
    return _address([*kept, *((name, value) for name, value in changed.items() if value)])


def switched(asked: Asked, name: str, values: Iterable[str]) -> str:
    """Return the address in which values that are given are not, and others are."""
    turned, now = list(values), asked.values(name)
    kept = [value for value in now if value not in turned]
    return address_of(asked, **{name: _joined([*kept, *(value for value in turned if value not in now)])})


def plain_address(act: str, **more: str) -> str:
    """Return the address of a question of one act or group."""
    return _address([("act", act), *((name, value) for name, value in more.items() if value)])


def narrowed(known: Book, dropped: frozenset[str]) -> Book:
    """Return a register without some of its events."""
    if not dropped & known.events.keys():
        return known
    return structs.replace(
        known,
        events={name: one for name, one in known.events.items() if name not in dropped},
        told={name: one for name, one in known.told.items() if name not in dropped},
        perhaps_one=tuple(two for two in known.perhaps_one if not dropped.intersection(two)),
    )


def named_in(known: Book, acts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the places and units that claims about some acts name, those most often named first."""
    counts: dict[str, dict[str, int]] = {"place": {}, "unit": {}}
    for name, told in known.told.items():
        if name in known.events and known.events[name].act in acts:
            for one in asserted(told):
                for field, found in counts.items():
                    if value := getattr(one.claim, field):
                        found[value] = found.get(value, 0) + 1
    return {
        field: tuple(sorted(found, key=lambda one: (-found[one], one))[:MOST_NAMED]) for field, found in counts.items()
    }


def _parted(said: str) -> tuple[str, ...]:
    """Return the values of a name that may have several: they stand in one, so that each name stands once."""
    return tuple(unquote(one).strip()[:LONGEST] for one in said.split(BETWEEN) if one.strip())


def _joined(values: Iterable[str]) -> str:
    return BETWEEN.join(value.replace("%", "%25").replace(BETWEEN, "%7C") for value in values)


def _acts(asked: str) -> tuple[str, ...]:
    if asked.startswith(ALL):
        return next((group.acts for group in GROUPS if f"{ALL}{group.code}" == asked), ())
    named = tuple(dict.fromkeys(one for one in asked.split(",") if one in codes.ACTS))
    return named if named and len(named) == len(set(asked.split(","))) else ()


def _one_of(single: dict[str, str], name: str, known: Sequence[str], usual: str) -> str:
    if single[name] not in known:
        single[name] = ""
    return single[name] or usual


def _day(speech: Speech, single: dict[str, str], name: str, faults: list[str]) -> str | None:
    if not single[name]:
        return None
    day = understood(single[name], name == "until")
    if day is None:
        faults.append(speech.say("“%(date)s” is no date; write 2022, 2022-07 or 2022-07-31.", date=single[name]))
        single[name] = ""
    return day


def understood(said: str, last: bool) -> str | None:
    """Return the first or the last day of a year, month or day: 2022, 2022-07, 07.2022, 31.07.2022."""
    found = _ISO.fullmatch(said) or _DOTTED.fullmatch(said)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in (found["year"], found["month"], found["day"]))
    try:
        if last and not day:
            day = monthrange(year, month or 12)[1]
        return date(year, month or (12 if last else 1), day or 1).isoformat()
    except ValueError:
        return None


def _address(pairs: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(pairs))
    return f"{PATH}?{query}" if query else PATH
