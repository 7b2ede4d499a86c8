"""What a story has told so far: the person and the group spoken of, the last date and place, who has been seen."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from vidmova.extraction.actors import (
    Actor,
    count_actor,
    group_actor,
    joined,
    near,
    person_actor,
    refusers,
    some_named,
)
from vidmova.extraction.acts import ActHit
from vidmova.extraction.carrying import CARRIED
from vidmova.extraction.counts import Count
from vidmova.extraction.findings import Findings, Mark
from vidmova.extraction.partwords import part_cues
from vidmova.extraction.persons import Person
from vidmova.extraction.places import Place
from vidmova.extraction.romanise import romanise
from vidmova.extraction.units import Unit
from vidmova.records import FieldSpan

CATEGORY_REACH = 80
"""Characters between a person, number or group and a word that tells its category."""
UNIT_REACH = 60
"""The same for a person's unit and origin where they are introduced."""
OFFICER_REACH = 12
"""The same for ranks, which otherwise belong to somebody else in the sentence."""
BY_OFFICERS = frozenset({"threaten", "detain", "ill_treat", "shame", "deny", "send_back", "kill", "norm"})
"""Acts that officers do: a rank beside them is not the sufferer's."""
HOMES = frozenset({"region", "city", "settlement", "area"})
SHORT_TEXT = 6000
"""Characters up to which a text is taken to tell one story, of the unit and origin that it opens with."""
NARRATED = 0.3
"""The share of a text that is attributed to the person who tells it."""
HALF = 0.5
"""The share of all formations named from which on the first is the one that a text tells of."""
OFTEN, MOST = 8, 0.5
"""How often, and in which share of all such words, a text names the kind of people that it is about."""
OPENING = 6
"""Sentences that open a text."""
AMONG_REACH, AMONG_GAP = 90, 30
"""Characters between a number and the first named of those it counts, and from the word that says so to the name."""
DOERS_TOO = frozenset({"officer", "security_service"})
"""Kinds of people that a text names as often for what they do to others."""
SERVICE_REACH = 2
"""Characters between a secret service and the noun for those who are of it («сотрудник ФСБ», "an FSB officer")."""
FORMATIONS = frozenset({"company", "battalion", "regiment", "brigade", "division", "detachment"})
NAMED_UNITS = frozenset({"pmc", "fleet", "branch"})


class Story(Struct, frozen=True, kw_only=True):
    """The state of a story after a sentence: who was spoken of, and where each was last."""

    one: Actor | None = None
    many: Actor | None = None
    last: Actor | None = None
    narrator: Actor | None = None
    paragraph: int = -1
    seen: frozenset[str] = frozenset()
    traits: dict[str, Actor] = {}
    introduced: Actor | None = None
    """The unit and origin that the sentence before, which tells of no act, introduces."""
    introduced_at: tuple[int, int] = (-1, -1)
    """Its paragraph and number."""


def lead(findings: Sequence[Findings], length: int) -> Actor:
    """Return what the opening of a short text says once and for all: the main unit and the one origin it tells of."""
    if length > SHORT_TEXT:
        return Actor()
    units = [(found, unit) for found in findings for unit in found.units if _is_formation(unit)]
    homes = [(found, place) for found in findings for place in found.places if _is_home(place)]
    told = Actor()
    if units and units[0][0].number < OPENING and _share(units[0][1].name, [unit.name for _, unit in units]) >= HALF:
        found, unit = units[0]
        span = FieldSpan("unit", unit.start, unit.end, found.passage.text[unit.start : unit.end])
        told = replace(told, unit=unit.name, spans=(span,))
    if homes and homes[0][0].number < OPENING and _share(homes[0][1].name, [place.name for _, place in homes]) == 1:
        found, place = homes[0]
        span = FieldSpan("origin", place.start, place.end, found.passage.text[place.start : place.end])
        told = replace(told, origin=place.name, spans=(*told.spans, span))
    return told


def _share(name: str, names: Sequence[str]) -> float:
    return names.count(name) / len(names)


def kind(findings: Sequence[Findings], told: Actor) -> Actor:
    """Return what is told with the one kind of people that the text is about, if it is about one kind.

    It is where a text of one story names one kind only, and where one kind is most of all that a text names.
    """
    marks = [(found, mark) for found in findings for mark in found.marks("categories") if mark.code not in DOERS_TOO]
    named = Counter(mark.code for _, mark in marks)
    if not named:
        return told
    code, often = named.most_common(1)[0]
    found, mark = next((found, mark) for found, mark in marks if mark.code == code)
    alone = len(named) == 1 and bool(told.unit or told.origin)
    if found.number >= OPENING or not (alone or (often >= OFTEN and often >= MOST * named.total())):
        return told
    span = FieldSpan("category", mark.start, mark.end, found.passage.text[mark.start : mark.end])
    return replace(told, categories=(code,), spans=(*told.spans, span))


def introductions(findings: Sequence[Findings]) -> dict[str, Actor]:
    """Return what a text tells of each person's category, unit and origin, wherever it says so first."""
    known: dict[str, Actor] = {}
    for found in findings:
        for person in found.persons:
            told = _traits(person_actor([person], found.passage.text), found, near_only=True)
            known[person.full] = _merged(known[person.full], told) if person.full in known else told
    return known


def narrator(findings: Sequence[Findings], length: int) -> Actor | None:
    """Return who tells a text in the first person.

    It is a person to whom most of it is attributed, or, where most of its sentences say «я» or «мы», the first person
    named at its opening, unless that is a relative of the teller.
    """
    named = [(found, person) for found in findings for person in found.persons]
    wide = {
        source.said
        for found in findings
        for source in found.sources
        if source.scope_end - source.scope_start >= NARRATED * length
    }
    for found, person in named:
        if romanise(person.full, found.sentence.language) in wide:
            return person_actor([person], found.passage.text)
    told = sum(bool(found.says("self")) for found in findings)
    if len(findings) < OPENING or told < NARRATED * len(findings):
        return None
    first = next(((found, person) for found, person in named if found.number < OPENING), None)
    if first is None or first[1].kind not in ("other", "soldier"):
        return None
    return person_actor([first[1]], first[0].passage.text)


def with_lead(actor: Actor, opening: Actor) -> Actor:
    """Return the actor with category, unit and origin of the opening where its own are not told."""
    return _merged(actor, opening) if opening.spans else actor


def _is_formation(unit: Unit) -> bool:
    return bool(unit.number) or unit.kind in NAMED_UNITS or _is_named(unit)


def _is_named(unit: Unit) -> bool:
    """Tell whether a unit has a name of its own («Краснодарский ОМОН», "the 'Example' company")."""
    return " " in unit.name and (unit.kind == "police" or (unit.kind in FORMATIONS and unit.name[0].isupper()))


def _is_home(place: Place) -> bool:
    return place.role == "from" and place.kind in HOMES


def actors_of(findings: Findings, hit: ActHit, story: Story, counts: Sequence[Count]) -> list[Actor]:
    """Return whom the act of a hit is told of, nearest first: named, counted, described, or carried on."""
    text, folded = findings.passage.text, findings.passage.folded
    if hit.act == "norm":
        return [Actor()]
    people = joined(refusers(findings, hit.act, story.seen), hit, folded)
    if people and counts:
        person_far = min(near(person.start, person.end, hit) for person in people)
        if near(counts[0].start, counts[0].end, hit) < person_far and counts[0].high != 1:
            people = []
    groups = findings.marks("groups")
    if people and (whole := _counted_with(people, counts, findings)):
        actor = some_named(count_actor(whole, groups, text, _unsaid(hit, story)), person_actor(people, text))
        return [_of_introduced(_with_traits(actor, findings, story), findings, story)]
    if people:
        return [_with_traits(person_actor(people, text), findings, story)]
    teller = story.narrator if findings.says("self") else None
    if teller:
        known = _with_traits(teller, findings, story)
        among = [count_actor(count, groups, text, "persons") for count in counts if count.counted in (None, "persons")]
        return [replace(known, count=one.count, approx=one.approx, single=False) for one in among[:1]] or [known]
    if counts:
        unsaid = _unsaid(hit, story)
        found = [_traits(count_actor(count, groups, text, unsaid), findings, act=hit.act) for count in counts]
        return [_of_introduced(actor, findings, story) for actor in found]
    return [_undescribed(findings, hit, story, groups)]


def _of_introduced(actor: Actor, findings: Findings, story: Story) -> Actor:
    """Return a counted group as of the unit that the sentence before introduced: «… рота „X“. Двенадцать бойцов …»."""
    here = (findings.sentence.paragraph, findings.number - 1)
    if story.introduced is None or story.introduced_at != here or actor.unit or actor.origin:
        return actor
    return _merged(actor, story.introduced)


def _introduction(findings: Findings) -> Actor | None:
    """Return the one unit that a sentence names, with the origin beside it."""
    units = [unit for unit in findings.units if _is_formation(unit)]
    if len(units) != 1:
        return None
    text, (unit,) = findings.passage.text, units
    told = Actor(unit=unit.name, spans=(FieldSpan("unit", unit.start, unit.end, text[unit.start : unit.end]),))
    homes = [place for place in findings.places if _is_home(place)]
    if len(homes) != 1:
        return told
    span = FieldSpan("origin", homes[0].start, homes[0].end, text[homes[0].start : homes[0].end])
    return replace(told, origin=homes[0].name, spans=(*told.spans, span))


def _counted_with(people: Sequence[Person], counts: Sequence[Count], findings: Findings) -> Count | None:
    """Return the number of those among whom these persons are: «двенадцать бойцов, в том числе X»."""
    where, start = findings.passage, people[0].words.start if people[0].words else people[0].start
    start = min(start, people[0].start)
    for count in counts:
        if count.high == 1 or count.end > start or start - count.end > AMONG_REACH:
            continue
        among = part_cues(where.language).including.search(where.folded, count.end, start)
        if among and start - among.end() <= AMONG_GAP and not set(";:.") & set(where.folded[count.end : among.start()]):
            return count
    return None


def _unsaid(hit: ActHit, story: Story) -> str:
    """Return what a bare number counts: what those before it did, else cases for charges and people otherwise."""
    if hit.rule.endswith(CARRIED) and story.last and story.last.counted:
        return story.last.counted
    return "cases" if hit.act == "charge" else "persons"


def _undescribed(findings: Findings, hit: ActHit, story: Story, groups: Sequence[Mark]) -> Actor:
    text = findings.passage.text
    one, known = findings.says("one"), findings.says("the_one")
    he, they = findings.says("he"), findings.says("they")
    fresh = one and not (story.one and (he or known) and story.paragraph == findings.sentence.paragraph)
    if (he or known) and story.one and not fresh and not (they and groups):
        return story.one
    if one or known:
        begin, end = one or known or (hit.start, hit.end)
        mark = next((group for group in groups if group.start < end and begin < group.end), None)
        return _traits(group_actor(mark or Mark(begin, end, "serviceman"), True, text), findings, act=hit.act)
    if groups:
        nearest = min(groups, key=lambda mark: (near(mark.start, mark.end, hit), mark.start))
        return _traits(group_actor(nearest, False, text), findings, act=hit.act)
    if they:
        return uncounted(story.many) if story.many else Actor()
    carried = story.last
    if carried is None:
        return Actor()
    return carried if carried.single else uncounted(carried)


def uncounted(actor: Actor) -> Actor:
    """Return the actor without its number: a count is filled only where the passage states it."""
    kept = tuple(span for span in actor.spans if span.field not in ("count", "counted"))
    return replace(actor, count=None, counted=None, approx=False, spans=kept)


def _with_traits(actor: Actor, findings: Findings, story: Story) -> Actor:
    told = _traits(actor, findings)
    known = story.traits.get(actor.persons[0]) if actor.persons else None
    return _merged(told, known) if known else told


def _traits(actor: Actor, findings: Findings, near_only: bool = False, act: str = "") -> Actor:
    text = findings.passage.text
    spans = list(actor.spans)
    marks = [mark for mark in findings.marks("categories") if _beside(mark, actor)]
    if act in BY_OFFICERS:
        marks = [mark for mark in marks if mark.code != "officer"]
    categories = list(dict.fromkeys(mark.code for mark in marks))
    spans += [FieldSpan("category", mark.start, mark.end, text[mark.start : mark.end]) for mark in marks]
    unit = next((unit for unit in findings.units if _is_unit_of(unit, actor, near_only)), None)
    if unit:
        spans.append(FieldSpan("unit", unit.start, unit.end, text[unit.start : unit.end]))
        if unit.category:
            categories += unit.category
            spans.append(FieldSpan("category", unit.start, unit.end, text[unit.start : unit.end]))
    home = next(
        (place for place in findings.places if _is_home(place) and (not near_only or _near(place, actor))), None
    )
    seat = home.name if home else _seat(unit, text)
    if unit and seat and not home:
        spans.append(FieldSpan("origin", unit.start, unit.end, text[unit.start : unit.end]))
    if home:
        spans.append(FieldSpan("origin", home.start, home.end, text[home.start : home.end]))
    return replace(
        actor,
        categories=tuple(dict.fromkeys((*actor.categories, *categories))),
        unit=unit.name if unit else actor.unit,
        origin=seat or actor.origin,
        spans=tuple(dict.fromkeys(spans)),
    )


def _seat(unit: Unit | None, text: str) -> str | None:
    """Return where a police unit named after its place comes from («Krasnodar OMON»)."""
    if unit is None or unit.kind != "police" or set(text[unit.start : unit.end]) & set("\"'«„“‘"):
        return None
    return unit.name.removesuffix(" OMON").removesuffix(" SOBR").removeprefix("OMON of ").removeprefix("SOBR of ")


def _is_unit_of(unit: Unit, actor: Actor, near_only: bool) -> bool:
    """Tell whether a unit is the actor's: a formation of the sentence, or a secret service named beside them."""
    if unit.kind == "service":
        return "security_service" in unit.category and _touches(unit, actor)
    return _is_formation(unit) and (not near_only or _near(unit, actor))


def _touches(found: Unit | Mark, actor: Actor) -> bool:
    gaps = (gap for span in actor.spans for gap in (found.start - span.end, span.start - found.end))
    return any(-SERVICE_REACH <= gap <= SERVICE_REACH for gap in gaps)


def _near(found: Unit | Place, actor: Actor) -> bool:
    return any(
        abs(found.start - span.end) <= UNIT_REACH or abs(span.start - found.end) <= UNIT_REACH for span in actor.spans
    )


def _beside(mark: Mark, actor: Actor) -> bool:
    if mark.code == "security_service":
        return _touches(mark, actor)
    reach = OFFICER_REACH if mark.code == "officer" else CATEGORY_REACH
    return any(-reach <= mark.start - span.end <= reach or -reach <= span.start - mark.end <= 0 for span in actor.spans)


def _merged(told: Actor, known: Actor) -> Actor:
    """Return what is told now, completed by what was known before of category, unit and origin."""
    taken = {
        name
        for name, value in (("category", told.categories), ("unit", told.unit), ("origin", told.origin))
        if not value
    }
    return replace(
        told,
        categories=told.categories or known.categories,
        unit=told.unit or known.unit,
        origin=told.origin or known.origin,
        group=told.group or (None if told.persons else known.group),
        spans=(*told.spans, *(span for span in known.spans if span.field in taken)),
    )


def told(story: Story, actors: Sequence[Actor], findings: Findings) -> Story:
    """Return the story after a sentence told of these actors, or, where it told of no act, named somebody."""
    if not actors:
        at = (findings.sentence.paragraph, findings.number)
        told_of = story.last is not None and story.last.unit is not None
        story = replace(story, introduced=None if told_of else _introduction(findings), introduced_at=at)
        topic = [person for person in refusers(findings, "refuse", story.seen) if person.kind != "commander"][:1]
        if not topic:
            return story
        actor = _with_traits(person_actor(topic, findings.passage.text), findings, story)
        return replace(story, one=actor, last=actor, paragraph=findings.sentence.paragraph)
    for actor in actors:
        if not actor.known():
            continue
        story = replace(story, last=actor, one=actor) if actor.single else replace(story, last=actor, many=actor)
        if actor.persons:
            traits = {**story.traits, **dict.fromkeys(actor.persons, actor)}
            story = replace(story, seen=story.seen | set(actor.persons), traits=traits)
        if actor.single:
            story = replace(story, paragraph=findings.sentence.paragraph)
    return story
