"""Small cells: no combination of traits of private people stays in a release that fewer than k of them share."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vidmova.protect.cutting import Cut, cut, occurrences
from vidmova.protect.ladder import OF, TOP, Map, Traits, coarser, coarser_date, coarser_place, traits
from vidmova.protect.release import Contents, Disagreement, Finding, Happening, Place, Removal, Source, Statement
from vidmova.protect.tablecells import guard

RULE = "rare-combination"
LEFT = "fewer-than-k-left"
MARKS = {
    "en": {"place": "[place]", "date": "[date]", "unit": "[unit]"},
    "ru": {"place": "[место]", "date": "[дата]", "unit": "[подразделение]"},
    "uk": {"place": "[місце]", "date": "[дата]", "unit": "[підрозділ]"},
}
SOMETHING = "[…]"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CUT_FIELDS = frozenset(
    {"unit", "place", "date", "category", "group", "origin", "court", "by", "term_months", "absence_days"}
)
_SAID_BY_KIND = {"date": "date", "place": "place", "category": "category"}

Levels = Mapping[str, int]
"""How many steps down the ladder each statement went, by its id."""


class Cells(Struct, frozen=True):
    """The statements that tell of few people, and of whom."""

    statements: tuple[Statement, ...]
    subjects: Mapping[str, tuple[str, ...]]
    """Of each such statement, ids of the private people or of the event whose unnamed few it tells of."""
    weights: Mapping[str, int]
    """How many people a subject is."""


def generalise(contents: Contents, smallest: int) -> Contents:
    """Return contents in which fewer than `smallest` people share no combination of unit, place, time and category.

    A combination that is rarer loses the finest of its traits, then the next (STEPS of `ladder`), also in the text;
    small cells of figures are left out. Each removal is counted in the disclosure, without the value.
    """
    known = places_of(contents)
    cells = small(contents, smallest)
    levels = _levels(cells, known, smallest)
    lowered = {one.id: coarser(one, levels[one.id], known) for one in cells.statements if levels[one.id]}
    beside = _beside(contents)
    changed = _with_their_like(lowered, beside)
    wanted = _cuts(contents, changed, beside)
    made = cut(_with_titles(_with_places(contents, known), wanted), wanted)
    made = replace(made, statements=[_now(one, changed) for one in made.statements])
    made = _events(made, levels, known, smallest)
    found = _left(cells, changed, smallest)
    return _disclosed(guard(_needed_places(made), smallest, _coarse(levels, contents)), contents, changed, found)


def small(contents: Contents, smallest: int) -> Cells:
    """Return the statements about private people who are not named, and about groups of fewer than `smallest`."""
    hidden = {one.id for one in contents.people if not one.named}
    events = {one.id: one for one in contents.events}
    named = {one.id for one in contents.people if one.named}
    subjects: dict[str, tuple[str, ...]] = {}
    weights: dict[str, int] = {}
    for one in contents.statements:
        event = events.get(one.event)
        people = [who for who in one.people if who in hidden]
        if not people and not named.intersection(one.people) and _few(one, event, smallest):
            people = [who for who in (event.people if event else ()) if who in hidden]
            if not people:
                people = [f"event {one.event}"]
                weights[people[0]] = max(weights.get(people[0], 1), one.count[0] if one.count else 1)
        if people:
            subjects[one.id] = tuple(people)
            weights |= {who: weights.get(who, 1) for who in people}
    return Cells(tuple(one for one in contents.statements if one.id in subjects), subjects, weights)


def classes(
    cells: Cells, levels: Levels, known: Map, seen: dict[tuple[str, int], Traits] | None = None
) -> dict[tuple[Traits, ...], list[str]]:
    """Return who shares each combination of traits, all statements about one person taken together.

    `seen` keeps the traits of each statement at each level, for the next time.
    """
    seen = {} if seen is None else seen
    told: dict[str, set[Traits]] = defaultdict(set)
    for one in cells.statements:
        level = levels.get(one.id, 0)
        told_of = seen.get((one.id, level))
        if told_of is None:
            told_of = seen[one.id, level] = traits(coarser(one, level, known))
        for who in cells.subjects[one.id]:
            told[who].add(told_of)
    shared: dict[tuple[Traits, ...], list[str]] = defaultdict(list)
    for who, rows in told.items():
        shared[tuple(rows) if len(rows) == 1 else tuple(sorted(rows, key=repr))].append(who)
    return shared


def _few(one: Statement, event: Happening | None, smallest: int) -> bool:
    """Tell whether a statement is about fewer than `smallest` unnamed people."""
    count = one.count or ((event.low, event.high) if event and event.low is not None else None)
    return count is not None and count[1] is not None and 0 < count[1] < smallest and one.counted in (None, "persons")


def _levels(cells: Cells, known: Map, smallest: int) -> dict[str, int]:
    """Return the steps that each statement goes down: the classes that are too small go, one step at a time."""
    levels = {one.id: 0 for one in cells.statements}
    about: dict[str, list[str]] = defaultdict(list)
    for identity, people in cells.subjects.items():
        for who in people:
            about[who].append(identity)
    seen: dict[tuple[str, int], Traits] = {}
    while True:
        rising = {
            identity
            for shared in classes(cells, levels, known, seen).values()
            if sum(cells.weights[who] for who in shared) < smallest
            for who in shared
            for identity in about[who]
            if levels[identity] < TOP
        }
        if not rising:
            return levels
        for identity in rising:
            levels[identity] += 1


def _beside(contents: Contents) -> dict[tuple[str, str], list[Statement]]:
    """Return the statements of each event in each source."""
    together: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in contents.statements:
        together[one.source, one.event].append(one)
    return together


def _with_their_like(
    lowered: Mapping[str, Statement], beside: Mapping[tuple[str, str], Sequence[Statement]]
) -> dict[str, Statement]:
    """Return what becomes of statements, those included that tell of an event what another of its source may not."""
    made = dict(lowered)
    for every in beside.values():
        for one in every if len(every) > 1 else ():
            after = lowered.get(one.id, one)
            for name in sorted(CUT_FIELDS) if after is not one else ():
                gone, left = getattr(one, name), getattr(after, name)
                for other in every if gone != left else ():
                    now = made.get(other.id, other)
                    if getattr(now, name) == gone:
                        made[other.id] = replace(now, **{name: left})
    return made


def _cuts(
    contents: Contents, changed: Mapping[str, Statement], beside: Mapping[tuple[str, str], Sequence[Statement]]
) -> dict[str, list[Cut]]:
    """Return what to take out of the texts: wordings of values that may not be told any more."""
    sources = {one.id: one for one in contents.sources}
    wanted: dict[str, list[Cut]] = defaultdict(list)
    for one in contents.statements:
        if one.id in changed and one.source in sources:
            gone = {name for name in CUT_FIELDS if getattr(one, name) != getattr(changed[one.id], name)}
            wanted[one.source] += _cuts_of(sources[one.source], one, gone, beside[one.source, one.event])
    return wanted


def _with_titles(contents: Contents, wanted: Mapping[str, list[Cut]]) -> Contents:
    """Return contents in which titles do not say what is cut out of the text below them."""
    return replace(contents, sources=[_retitled(one, wanted.get(one.id, [])) for one in contents.sources])


def _retitled(source: Source, wanted: Iterable[Cut]) -> Source:
    title = source.title or ""
    for said, mark in sorted({(source.text[one.start : one.end], one.instead) for one in wanted}, key=_longest):
        title = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", mark, title, flags=re.IGNORECASE) if said else title
    return replace(source, title=title) if source.title else source


def _longest(cut_out: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return -len(cut_out[0]), cut_out


def _cuts_of(source: Source, one: Statement, gone: set[str], beside: Iterable[Statement]) -> Iterator[Cut]:
    for span in one.spans:
        if span.field in gone:
            mark = MARKS.get(source.language, {}).get(span.field, SOMETHING)
            yield Cut(span.start, span.end, mark)
            for other in beside:
                for start, end in occurrences(source, (other.start, other.end), span.wording) if span.wording else ():
                    yield Cut(start, end, mark)


def _now(one: Statement, changed: Mapping[str, Statement]) -> Statement:
    """Return a statement with its new values, at the place in the text where it is now."""
    after = changed.get(one.id)
    if after is None:
        return one
    spans = [span for span in one.spans if getattr(after, span.field, None) == getattr(one, span.field, None)]
    return replace(after, start=one.start, end=one.end, spans=spans)


def _coarse(levels: Levels, contents: Contents) -> dict[str, int]:
    """Return how many steps the most hidden statement of each event went."""
    steps: dict[str, int] = {}
    for one in contents.statements:
        if levels.get(one.id):
            steps[one.event] = max(steps.get(one.event, 0), levels[one.id])
    return steps


def _events(contents: Contents, levels: Levels, known: Map, smallest: int) -> Contents:
    steps = _coarse(levels, contents)
    events = [_event(one, steps.get(one.id, 0), known, smallest) for one in contents.events]
    statements = {one.id: one for one in contents.statements}
    disagreements = [
        _disagreement(one, statements, known) if steps.keys() & set(one.events) else one
        for one in contents.disagreements
    ]
    return replace(contents, events=events, disagreements=disagreements)


def _event(event: Happening, level: int, known: Map, smallest: int) -> Happening:
    """Return an event of few people without what may not be told; one of many tells of them all."""
    if not level or (event.low or 0) >= smallest:
        return event
    place, date = coarser_place(event.place, level, known), coarser_date(event.date, level)
    if (place, date) == (event.place, event.date) and level < OF["category"]:
        return event
    title = ", ".join(filter(None, (event.act.replace("_", " "), _name(place, known), _when(date))))
    return replace(event, place=place, date=date, title=title)


def _disagreement(one: Disagreement, statements: Mapping[str, Statement], known: Map) -> Disagreement:
    field = _SAID_BY_KIND.get(one.kind)
    if field is None:
        return one
    values = []
    for side in one.sides:
        said = {_value(field, statements[identity], known) for identity in side if identity in statements}
        values.append("; ".join(sorted(said - {""})) or "[removed]")
    return replace(one, values=values)


def _value(field: str, statement: Statement, known: Map) -> str:
    if field == "place":
        return _name(statement.place, known)
    return _when(statement.date) if field == "date" else ", ".join(sorted(statement.category))


def _name(place: str | None, known: Map) -> str:
    there = known.places.get(place or "")
    return there.name if there else ""


def _when(date: tuple[str | None, str | None] | None) -> str:
    if date is None:
        return ""
    first, last = (day or "" for day in date)
    if first[:4] and first[:4] == last[:4]:
        return first[:4] if first[:7] != last[:7] else first[:7]
    return "–".join((first[:7], last[:7]))


def places_of(contents: Contents) -> Map:
    """Return the places of a release with those that they lie in, which are made where the release has none."""
    places = {one.id: one for one in contents.places}
    wider = {(one.precision, one.name): one.id for one in contents.places if one.precision in ("region", "country")}
    for one in contents.places:
        outer = [("region", one.part_of[-2:]), ("country", one.part_of[-1:])]
        for precision, names in outer:
            if not names or (precision == "region" and (len(names) < 2 or one.precision == "region")):
                continue
            if (precision, names[0]) not in wider:
                made = Place(
                    id=_free(f"{precision} {names}", places), name=names[0], precision=precision, part_of=names[1:]
                )
                places[made.id] = made
                wider[precision, names[0]] = made.id
    return Map(places, wider)


def _free(name: str, places: Mapping[str, Place]) -> str:
    """Return an id for a region or country, which are no secret: made of its name, in the letters of all ids."""
    digits = hashlib.sha256(name.encode()).digest()
    letters = "".join(LETTERS[digit % len(LETTERS)] for digit in digits)
    made = ["l-" + "-".join(letters[at : at + 2] for at in range(0, size, 2)) for size in (6, 8, 12)]
    return next(one for one in made if one not in places)


def _with_places(contents: Contents, known: Map) -> Contents:
    return replace(contents, places=list(known.places.values()))


def _needed_places(contents: Contents) -> Contents:
    """Leave out places that nothing is told of any more: the list alone would tell where it was."""
    needed = {one.place for one in contents.statements} | {one.place for one in contents.events}
    return replace(contents, places=[one for one in contents.places if one.id in needed])


def _left(cells: Cells, changed: Mapping[str, Statement], smallest: int) -> list[Finding]:
    """Return a note where a class is too small though nothing is left to take."""
    now = {one.id: changed.get(one.id, one) for one in cells.statements}
    bare = Cells(tuple(now.values()), cells.subjects, cells.weights)
    rare = [
        who
        for shared in classes(bare, {}, Map({}, {})).values()
        if sum(cells.weights[one] for one in shared) < smallest
        for who in shared
    ]
    if not rare:
        return []
    said = f"{len(rare)} people or small groups share what is left of their traits with fewer than {smallest}"
    return [Finding(severity="note", rule=LEFT, where="statements", said=said)]


def _disclosed(
    made: Contents, before: Contents, changed: Mapping[str, Statement], found: Iterable[Finding]
) -> Contents:
    gone: Counter[str] = Counter()
    for one in before.statements:
        after = changed.get(one.id)
        if after is not None:
            gone.update(name for name in sorted(CUT_FIELDS) if getattr(one, name) != getattr(after, name))
    removed = [Removal(what=f"combination: {name}", rule=RULE, number=gone[name]) for name in sorted(gone)]
    disclosure = made.disclosure
    removed = [*disclosure.removed, *removed]
    return replace(made, disclosure=replace(disclosure, removed=removed, findings=[*disclosure.findings, *found]))
