"""What a story has told so far: the person and the group spoken of, the last date and place, who has been seen."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from vidmova.extraction.actors import (
    NOT_REFUSERS,
    OFFICERS_TOO,
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
from vidmova.extraction.labels import Section, label_of, section_after
from vidmova.extraction.partwords import part_cues
from vidmova.extraction.persons import Person
from vidmova.extraction.places import Place
from vidmova.extraction.romanise import romanise
from vidmova.extraction.traits import UNIT_REACH, formations, is_home, is_near, merged, traits_of
from vidmova.extraction.units import Unit
from vidmova.lexicon.details import details
from vidmova.records import FieldSpan

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
AT_COURT = frozenset({"sentence", "charge", "ruling", "lawsuit"})
"""Acts that a label tells the court's town of, where a court is named."""


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
    section: Section = Section()
    """The heading that the last sentence stood under."""
    labelled: int = -1
    """The paragraph, if it is the last, that a label opened."""


def lead(findings: Sequence[Findings], length: int) -> Actor:
    """Return what the opening of a short text says once and for all: the main unit and the one origin it tells of.

    Where it says so of one person, in a text which that person does not tell, the actor returned is `single`, and
    names the person where they have a name.
    """
    if length > SHORT_TEXT:
        return Actor()
    units = [(found, unit) for found in findings for unit in formations(found)]
    homes = [(found, place) for found in findings for place in found.places if is_home(place)]
    told = Actor()
    first = units[0][0] if units else None
    if first and _opens(first, findings) and _share(units[0][1].name, [unit.name for _, unit in units]) >= HALF:
        unit = units[0][1]
        span = FieldSpan("unit", unit.start, unit.end, first.passage.text[unit.start : unit.end])
        told = replace(told, unit=unit.name, spans=(span,), **_of_one(unit, first, findings))
    first = homes[0][0] if homes else None
    if first and _opens(first, findings) and _share(homes[0][1].name, [place.name for _, place in homes]) == 1:
        place = homes[0][1]
        span = FieldSpan("origin", place.start, place.end, first.passage.text[place.start : place.end])
        told = replace(told, origin=place.name, spans=(*told.spans, span), **_of_one(place, first, findings))
    teller = narrator(findings, length)
    own = teller is not None and (not told.persons or set(teller.persons) & set(told.persons))
    return replace(told, single=False) if own else told


def _opens(found: Findings, findings: Sequence[Findings]) -> bool:
    """Tell whether a sentence opens a text, as a bullet only does where no sentence stands before the list.

    A label above a list opens the list and not the text.
    """
    before = any(other.sentence.kind == "sentence" for other in findings[: found.number])
    label = section_after(Section(), found).told.spans or label_of(found).spans
    return found.number < OPENING and not label and not (before and found.sentence.kind == "bullet")


def _of_one(said: Place | Unit, found: Findings, findings: Sequence[Findings]) -> dict[str, Any]:
    """Return the marks of an actor whose unit or home is told of one person: a named one beside it, or "a native".

    A native without a name is the first person whom the text names.
    """
    low, high = said.start - UNIT_REACH, said.end + UNIT_REACH
    named = tuple(person.full for person in found.persons if low <= person.end and person.start <= high)
    many = any(count.high != 1 and low <= count.end and count.start <= high for count in found.counts)
    span = None if many else found.says("one") or found.says("the_one")
    if named or span is None or span[1] < low or span[0] > high:
        return {"single": bool(named), "persons": named}
    others = (person for each in findings[:OPENING] for person in each.persons if person.kind not in NOT_REFUSERS)
    return {"single": True, "persons": tuple(person.full for person in others)[:1]}


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
            told = traits_of(person_actor([person], found.passage.text), found, near_only=True)
            known[person.full] = merged(known[person.full], told) if person.full in known else told
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
        if person.kind not in NOT_REFUSERS and romanise(person.full, found.sentence.language) in wide:
            return person_actor([person], found.passage.text)
    told = sum(bool(found.says("self")) for found in findings)
    if len(findings) < OPENING or told < NARRATED * len(findings):
        return None
    first = next(((found, person) for found, person in named if found.number < OPENING), None)
    if first is None or first[1].kind not in ("other", "soldier"):
        return None
    return person_actor([first[1]], first[0].passage.text)


def with_lead(actor: Actor, opening: Actor) -> Actor:
    """Return the actor with category, unit and origin of the opening where its own are not told.

    What the opening tells of one person holds for others only where nobody else is named or counted.
    """
    if not opening.spans:
        return actor
    others = bool(actor.persons) and not set(actor.persons) & set(opening.persons)
    if opening.single and (others or actor.count not in (None, (1, 1))):
        opening = replace(opening, unit=None, origin=None, spans=_of_kind(opening))
    return merged(actor, opening)


def _of_kind(actor: Actor) -> tuple[FieldSpan, ...]:
    return tuple(span for span in actor.spans if span.field == "category")


def actors_of(findings: Findings, hit: ActHit, story: Story, counts: Sequence[Count]) -> list[Actor]:
    """Return whom the act of a hit is told of, nearest first: named, counted, described, or carried on."""
    section = section_after(story.section, findings)
    label, above = label_of(findings), section.told if section.listed else Actor()
    if label.spans or story.labelled not in (-1, findings.sentence.paragraph):
        story = _started(story)
    actors = _actors_of(findings, hit, story, counts)
    if hit.act == "norm" or (hit.act in AT_COURT and findings.courts):
        return actors
    return [merged(merged(actor, label), above) if _of_people(actor) else actor for actor in actors]


def _of_people(actor: Actor) -> bool:
    """Tell whether an actor is people: cases and rulings have no home."""
    return actor.count is None or actor.counted == "persons"


def _started(story: Story) -> Story:
    """Return the story as at the beginning of another: nobody of the lines before is spoken of."""
    return replace(story, one=None, many=None, last=None)


def _actors_of(findings: Findings, hit: ActHit, story: Story, counts: Sequence[Count]) -> list[Actor]:
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
        found = [traits_of(count_actor(count, groups, text, unsaid), findings, act=hit.act) for count in counts]
        return [_of_introduced(actor, findings, story) for actor in found]
    witness = _of_himself(findings, hit, story)
    if witness and not groups:
        return [_with_traits(person_actor([witness], text), findings, story)]
    return [_undescribed(findings, hit, story, groups)]


def _of_himself(findings: Findings, hit: ActHit, story: Story) -> Person | None:
    """Return the one soldier who says it in the sentence and is told of there by no other word ("…, said he left")."""
    soldiers = [person for person in findings.persons if person.kind == "soldier"]
    if hit.act not in OFFICERS_TOO or len(soldiers) != 1 or findings.says("they"):
        return None
    return soldiers[0] if story.one is None or soldiers[0].full not in story.one.persons else None


def _of_introduced(actor: Actor, findings: Findings, story: Story) -> Actor:
    """Return a counted group as of the unit that the sentence before introduced: «… рота „X“. Двенадцать бойцов …»."""
    here = (findings.sentence.paragraph, findings.number - 1)
    if story.introduced is None or story.introduced_at != here or actor.unit or actor.origin:
        return actor
    return merged(actor, story.introduced)


def _introduction(findings: Findings) -> Actor | None:
    """Return the one unit that a sentence names, with the origin beside it."""
    units = formations(findings)
    if len(units) != 1:
        return None
    text, (unit,) = findings.passage.text, units
    told = Actor(unit=unit.name, spans=(FieldSpan("unit", unit.start, unit.end, text[unit.start : unit.end]),))
    homes = [place for place in findings.places if is_home(place)]
    if len(homes) != 1:
        return told
    span = FieldSpan("origin", homes[0].start, homes[0].end, text[homes[0].start : homes[0].end])
    return replace(told, origin=homes[0].name, spans=(*told.spans, span))


def _topic(findings: Findings, story: Story) -> list[Person]:
    """Return the person whom a sentence that tells of no act speaks of: an officer only where a text opens with one."""
    if findings.sentence.kind == "heading" and findings.dates:
        return []  # A line with a date is a byline: who is named there wrote the text.
    opens = story.one is None and findings.number < OPENING
    act = "awol" if opens else "refuse"
    named = [person for person in refusers(findings, act, story.seen) if opens or person.kind != "commander"]
    return named[:1]


def _group_told_of(findings: Findings) -> Actor | None:
    """Return the group of a sentence that tells of no act, with the home beside it ("60 Pskov soldiers were moved")."""
    homes = [place for place in findings.places if is_home(place)]
    groups = findings.marks("groups")
    if len(homes) != 1 or not groups:
        return None
    group = min(groups, key=lambda mark: abs(mark.start - homes[0].start))
    actor = group_actor(group, False, findings.passage.text)
    return traits_of(actor, findings) if is_near(homes[0], actor) else None


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
    one, known = findings.says("one"), _one_told_of(findings)
    he, they = findings.says("he"), findings.says("they")
    fresh = one and not (story.one and (he or known) and story.paragraph == findings.sentence.paragraph)
    if (he or known) and story.one and not fresh and not (they and groups):
        return _completed(story.one, known, text, findings)
    if one or known:
        begin, end = one or known or (hit.start, hit.end)
        mark = next((group for group in groups if group.start < end and begin < group.end), None)
        return traits_of(group_actor(mark or Mark(begin, end, "serviceman"), True, text), findings, act=hit.act)
    if groups:
        nearest = min(groups, key=lambda mark: (near(mark.start, mark.end, hit), mark.start))
        return traits_of(group_actor(nearest, False, text), findings, act=hit.act)
    if they:
        return uncounted(story.many) if story.many else Actor()
    carried = story.last
    if carried is None:
        return Actor()
    return carried if carried.single else uncounted(carried)


def _completed(one: Actor, known: tuple[int, int] | None, text: str, findings: Findings) -> Actor:
    """Return one person told of before, with the unit and home beside the word for them («уроженец Читы»)."""
    if known is None:
        return one
    told = traits_of(group_actor(Mark(*known, ""), True, text), findings, near_only=True)
    spans = tuple(span for span in told.spans if span.field in ("unit", "origin"))
    return merged(one, replace(told, group=None, categories=(), spans=spans))


def _one_told_of(findings: Findings) -> tuple[int, int] | None:
    """Return the word for one person told of before, unless it only points at a time or thing («в тот же вечер»)."""
    span, where = findings.says("the_one"), findings.passage
    points = details(where.language).listed["points"].regex
    return None if span and points.match(where.folded, span[1] + 1) else span


def uncounted(actor: Actor) -> Actor:
    """Return the actor without its number: a count is filled only where the passage states it."""
    kept = tuple(span for span in actor.spans if span.field not in ("count", "counted"))
    return replace(actor, count=None, counted=None, approx=False, spans=kept)


def _with_traits(actor: Actor, findings: Findings, story: Story) -> Actor:
    known = story.traits.get(actor.persons[0]) if actor.persons else None
    if known is None:
        return traits_of(actor, findings)
    return merged(merged(traits_of(actor, findings, near_only=True), known), traits_of(actor, findings))


def told(story: Story, actors: Sequence[Actor], findings: Findings) -> Story:
    """Return the story after a sentence told of these actors, or, where it told of no act, named somebody."""
    section, paragraph = section_after(story.section, findings), findings.sentence.paragraph
    if (section.told.spans and not section.listed) or story.labelled not in (-1, paragraph):
        story = _started(story)
    labelled = paragraph if label_of(findings).spans else story.labelled if paragraph == story.labelled else -1
    story = replace(story, section=section, labelled=labelled)
    if not actors:
        at = (findings.sentence.paragraph, findings.number)
        told_of = story.last is not None and story.last.unit is not None
        story = replace(story, introduced=None if told_of else _introduction(findings), introduced_at=at)
        topic = _topic(findings, story)
        if not topic:
            group = _group_told_of(findings)
            return replace(story, many=group, last=group) if group else story
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
