"""Whom a claim is about: the persons, the number or the group that an act is told of, carried through a story."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from vidmova.extraction.acts import ActHit
from vidmova.extraction.counts import Count
from vidmova.extraction.findings import Findings, Mark
from vidmova.extraction.persons import Person
from vidmova.records import FieldSpan

DOERS = frozenset({"refuse", "resign", "awol", "desert", "leave_country", "asylum"})
OFFICERS_TOO = DOERS | {"sentence", "charge", "dismiss", "casualties", "lawsuit", "ruling", "deport", "aid"}
CLAUSE, COMMA = 40, 10
"""Characters that a semicolon or colon, and a comma, between two things count for."""
WITHIN = 30
"""Characters that anything in a sentence counts as away from an act that the whole sentence states."""
OFFICER_RANKS = frozenset(
    {"Junior Lieutenant", "Lieutenant", "Senior Lieutenant", "Captain", "Major", "Lieutenant Colonel", "Colonel"}
)
KIN = frozenset({"son", "brother", "husband", "nephew", "grandson", "cousin", "stepson", "son-in-law"})
"""Relatives of those who tell: men whom a story may be about."""
NOT_REFUSERS = frozenset({"official", "lawyer", "judge", "relative", "journalist", "activist", "leader"})


class Actor(Struct, frozen=True, kw_only=True):
    """Persons, a count of people, or a group, with what is known of them and where each part is said."""

    persons: tuple[str, ...] = ()
    count: tuple[int, int | None] | None = None
    approx: bool = False
    counted: str | None = None
    single: bool = False
    group: str | None = None
    categories: tuple[str, ...] = ()
    unit: str | None = None
    origin: str | None = None
    spans: tuple[FieldSpan, ...] = ()

    def known(self) -> bool:
        """Tell whether anybody is named, counted or described."""
        return bool(self.persons or self.count or self.group or self.categories)


def near(start: int, end: int, hit: ActHit) -> int:
    """Return the distance in characters between a span and a hit; a hit without words of its own is near to all."""
    if not hit.pattern:
        return WITHIN
    if start < hit.end and hit.start < end:
        return 0
    return start - hit.end if start >= hit.end else hit.start - end


def apart(start: int, end: int, hit: ActHit, folded: str) -> int:
    """Return the distance between a span and a hit; the end of a clause between them weighs like several words."""
    between = folded[min(end, hit.end) : max(start, hit.start)]
    return near(start, end, hit) + CLAUSE * sum(between.count(sign) for sign in ";:") + COMMA * between.count(",")


def refusers(findings: Findings, act: str, seen: frozenset[str]) -> list[Person]:
    """Return the persons of a sentence whom an act may be about: no sources, officials or acting commanders."""
    said = [(source.start, source.end) for source in findings.sources]
    towns = [(place.start, place.end) for place in findings.places if place.role is not None]
    found = []
    for person in findings.persons:
        if any(a <= person.start and person.end <= b for a, b in towns):
            continue
        if person.full not in seen:
            kin = person.kind == "relative" and person.role in KIN
            if (person.kind in NOT_REFUSERS and not kin) or (person.kind == "commander" and act not in OFFICERS_TOO):
                continue
            if any(a <= person.start < b for a, b in said):
                continue
        found.append(person)
    return found


def joined(persons: Sequence[Person], hit: ActHit, folded: str) -> list[Person]:
    """Return the person nearest to the hit together with those named in one row with them («X, Y и Z»)."""
    if not persons:
        return []
    nearest = min(range(len(persons)), key=lambda i: (near(persons[i].start, persons[i].end, hit), i))
    low = high = nearest
    while low > 0 and _row(persons[low - 1], persons[low], folded):
        low -= 1
    while high + 1 < len(persons) and _row(persons[high], persons[high + 1], folded):
        high += 1
    return list(persons[low : high + 1])


def _row(left: Person, right: Person, folded: str) -> bool:
    between = folded[left.end : right.start].strip(" ,")
    return len(between) <= 4 and between in {"", "и", "та", "й", "і", "and", "&"}


def person_actor(persons: Sequence[Person], text: str) -> Actor:
    """Return the actor of named persons: one of them is a count of one."""
    spans = [FieldSpan("person", person.start, person.end, text[person.start : person.end]) for person in persons]
    names = tuple(dict.fromkeys(person.full for person in persons))
    ranks = [person.words for person in persons if person.words and person.role in OFFICER_RANKS]
    return Actor(
        persons=names,
        count=(len(names), len(names)),
        counted="persons",
        single=len(names) == 1,
        categories=("officer",) if ranks else (),
        spans=(
            *spans,
            *(replace(span, field=name) for span in spans[:1] for name in ("count", "counted")),
            *(_field("category", rank.start, rank.end, text) for rank in ranks),
        ),
    )


def count_actor(count: Count, groups: Sequence[Mark], text: str, unsaid: str) -> Actor:
    """Return the actor of a counted group; `unsaid` is what a number without a noun counts."""
    group = next((mark for mark in groups if 0 <= mark.start - count.end < 40), None)
    span = FieldSpan("count", count.start, count.end, text[count.start : count.end])
    noun = count.noun
    spans = [span, replace(span, field="counted") if noun is None else _field("counted", noun.start, noun.end, text)]
    if group:
        spans.append(_field("group", group.start, group.end, text))
    return Actor(
        count=(count.low, count.high),
        approx=count.approx,
        counted=count.counted or unsaid,
        single=(count.low, count.high) == (1, 1),
        group=group.code if group else None,
        spans=tuple(spans),
    )


def some_named(whole: Actor, named: Actor) -> Actor:
    """Return the actor of a counted group of which some are named: «двенадцать бойцов, в том числе X»."""
    spans = tuple(span for span in named.spans if span.field not in ("count", "counted"))
    categories = tuple(dict.fromkeys((*whole.categories, *named.categories)))
    return replace(whole, persons=named.persons, categories=categories, spans=(*whole.spans, *spans))


def group_actor(mark: Mark, single: bool, text: str) -> Actor:
    """Return the actor of a group or of one described person without a name («солдат», "a conscript")."""
    spans = [_field("group", mark.start, mark.end, text)]
    if single:
        spans += [_field(name, mark.start, mark.end, text) for name in ("count", "counted")]
    return Actor(
        group=mark.code,
        count=(1, 1) if single else None,
        counted="persons" if single else None,
        single=single,
        spans=tuple(spans),
    )


def _field(name: str, start: int, end: int, text: str) -> FieldSpan:
    return FieldSpan(name, start, end, text[start:end])
