"""A release in the words of FollowTheMoney: what is said of each thing, and by which source."""

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct, field

from vidmova.protect.release import Contents, Happening, Place, Somebody, Source, Statement
from vidmova.publish.about import title, whose
from vidmova.publish.tables import by_id
from vidmova.records import Interval

COURT_ACTS = {"charge": "defendant", "sentence": "defendant", "lawsuit": "claimant", "ruling": "claimant"}
"""Acts that are a court case too, with the part in it of those whom the act is about."""
LANGUAGES = {"uk": "ukr", "ru": "rus", "en": "eng"}
_UNITS = {"persons": "people", None: ""}
_IDENTITY = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
_PREFIX = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Said(Struct, frozen=True):
    """A value of a property, and whose it is."""

    prop: str
    value: str
    origin: str | None = None
    """Id of the statement or source that gives it; None where it follows from several."""
    language: str | None = None


class Thing(Struct, frozen=True):
    """An entity: its schema, and all that is said of it."""

    id: str
    schema: str
    said: list[Said] = field(default_factory=list)


class Graph(Struct, frozen=True):
    """A release with what is looked up again and again."""

    contents: Contents
    dataset: str
    sources: dict[str, Source]
    places: dict[str, Place]
    people: dict[str, Somebody]
    statements: dict[str, Statement]
    bodies: dict[tuple[str, str], str]
    """Courts and units by kind and name: the first statement that names each."""

    def id(self, identity: str) -> str:
        """Return an id that no other data set has, of the characters that ids may have there."""
        return _identified(self.dataset, identity)

    def named(self, kind: str, name: str) -> str:
        """Return the id of what is known by its name only: of a statement, since anybody can make a name's digest."""
        return self.id(f"{kind}-{self.bodies[kind, name]}")


def dataset_of(register: str) -> str:
    """Return the name of a register as a data set: ASCII, and its own where its name is in another script."""
    plain = re.sub(r"[^a-z0-9]+", "_", register.lower()).strip("_")
    if plain and register.isascii():
        return f"vidmova_{plain}"
    return f"vidmova_{_digest(register)}"


def graph(contents: Contents) -> Graph:
    """Return a release made ready for looking up."""
    return Graph(
        contents,
        dataset_of(contents.edition.register),
        {one.id: one for one in contents.sources},
        {one.id: one for one in contents.places},
        {one.id: one for one in contents.people},
        {one.id: one for one in contents.statements},
        _named_first(contents),
    )


def _named_first(contents: Contents) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for one in by_id(contents.statements):
        for kind, name in (("court", one.court), ("unit", one.unit)):
            if name:
                found.setdefault((kind, name), one.id)
    return found


def things(whole: Graph) -> Iterator[Thing]:
    """Yield every thing of a release: documents, people, places, bodies, events, cases and what links them."""
    contents = whole.contents
    yield from (_document(whole, one) for one in by_id(contents.sources))
    yield from (_person(whole, one) for one in by_id(contents.people))
    yield from (_address(whole, one) for one in by_id(contents.places))
    yield from _bodies(whole)
    yield from _mentions(whole)
    for event in by_id(contents.events):
        yield from _of_event(whole, event)
    yield from (_evidence(whole, one) for one in by_id(contents.statements) if one.source in whole.sources)


def _document(whole: Graph, source: Source) -> Thing:
    published = _PREFIX.match(source.published or "")
    notes = [f"SHA-256 of the file as received: {source.digest}"] if source.digest else []
    notes += [f"Not named: {source.withheld}"] if source.withheld else []
    said = [
        Said("title", source.title or f"Source {source.id}", source.id),
        *_each("publisher", [source.outlet], source.id),
        *_each("sourceUrl", [source.address], source.id),
        *_each("publishedAt", [published and published[0]], source.id),
        *_each("language", [LANGUAGES.get(source.language, source.language)], source.id),
        *_each("bodyText", [source.text], source.id, source.language),
        *_each("notes", notes),
    ]
    return Thing(whole.id(source.id), "Article" if source.outlet or source.address else "PlainText", said)


def _person(whole: Graph, person: Somebody) -> Thing:
    note = "This is a pseudonym; the name is withheld." if not person.named else None
    return Thing(whole.id(person.id), "Person", [Said("name", person.name), *_each("notes", [note])])


def _address(whole: Graph, place: Place) -> Thing:
    settlement = place.precision == "settlement"
    said = [
        Said("full", _full(place)),
        Said("remarks", f"Precision: {place.precision}"),
        *_each("city", [place.name if settlement else None]),
        *_each("region", [place.name if place.precision == "region" else None]),
        *_each("country", [_country(place)]),
    ]
    if settlement and place.latitude is not None and place.longitude is not None:
        said += [Said("latitude", str(place.latitude)), Said("longitude", str(place.longitude))]
    return Thing(whole.id(place.id), "Address", said)


def _full(place: Place) -> str:
    return ", ".join([place.name, *place.part_of])


def _located(whole: Graph, place: Place) -> list[Said]:
    address = [Said("location", _full(place)), Said("addressEntity", whole.id(place.id))]
    return address + _each("country", [_country(place)])


def _country(place: Place) -> str | None:
    return place.name if place.precision == "country" else place.part_of[-1] if place.part_of else None


def _bodies(whole: Graph) -> Iterator[Thing]:
    found: dict[str, list[Said]] = {}
    for one in by_id(whole.contents.statements):
        for kind, name in (("court", one.court), ("unit", one.unit)):
            if name:
                said = found.setdefault(whole.named(kind, name), [])
                said += [Said("name", name, one.id), *_each("topics", ["mil" if kind == "unit" else None], one.id)]
    return (Thing(identity, "PublicBody", found[identity]) for identity in sorted(found))


def _mentions(whole: Graph) -> Iterator[Thing]:
    pairs = {(one.source, who) for one in whole.contents.statements for who in one.people}
    for source, who in sorted(pairs):
        if who in whole.people and source in whole.sources:
            said = [
                Said("document", whole.id(source), source),
                Said("name", whole.people[who].name),
                Said("resolved", whole.id(who)),
                Said("detectedSchema", "Person"),
            ]
            yield Thing(whole.id(f"{source}-{who}"), "Mention", said)


def _of_event(whole: Graph, event: Happening) -> Iterator[Thing]:
    stated = [whole.statements[key] for key in event.statements if key in whole.statements]
    people = [whole.id(who) for who in event.people if who in whole.people]
    group = _group(whole, event, stated)
    if group:
        yield group
        people.append(group.id)
    units = [whole.named("unit", one.unit) for one in stated if one.unit]
    yield _event(whole, event, stated, [*people, *units])
    if event.act in COURT_ACTS:
        yield from _case(whole, event, stated, people)
    if event.subset_of:
        yield _link(whole, whole.id(event.id), whole.id(event.subset_of), "part of")


def _group(whole: Graph, event: Happening, stated: list[Statement]) -> Thing | None:
    """Return those of an event who are not named; a number has no property and stands in the summary."""
    called = [Said("name", one.group, one.id) for one in stated if one.group]
    if event.people or not (called or event.counted == "persons"):
        return None
    number = _number(event.low, event.high, event.counted)
    said = [*(called or [Said("name", event.title)]), *_each("summary", [number])]
    return Thing(whole.id(f"{event.id}-group"), "LegalEntity", said)


def _event(whole: Graph, event: Happening, stated: list[Statement], involved: list[str]) -> Thing:
    place = whole.places.get(event.place or "")
    number = _number(event.low, event.high, event.counted)
    best = f"Signed by a reviewer: {event.best}" if event.best is not None else None
    said = [
        Said("name", event.title),
        Said("recordId", event.id),
        Said("keywords", event.act),
        *_each("summary", [number, best, None if event.modality == "asserted" else f"Told as {event.modality}"]),
        *_dates(event.date),
        *(_located(whole, place) if place else []),
        *_each("involved", sorted(set(involved))),
        *(said for one in stated for said in _as_told(whole, one)),
        *_from_sources(whole, event.sources),
    ]
    return Thing(whole.id(event.id), "Event", said)


def _as_told(whole: Graph, one: Statement) -> Iterator[Said]:
    """Yield what one statement says of its event, under its own name: other sources may say otherwise."""
    place = whole.places.get(one.place or "")
    yield from _each("location", [_full(place) if place else None], one.id)
    yield from _dates(one.date, one.id)
    counted = _number(*one.count, one.counted, one.approx) if one.count else None
    language = whole.sources[one.source].language if one.source in whole.sources else None
    yield from _each("summary", [counted], one.id, language)


def _case(whole: Graph, event: Happening, stated: list[Statement], people: list[str]) -> Iterator[Thing]:
    case = whole.id(f"{event.id}-case")
    prop = "closeDate" if event.act in ("sentence", "ruling") else "fileDate"
    said = [
        Said("name", event.title),
        Said("type", event.act),
        *(Said(prop, one.value, one.origin) for one in _dates(event.date) if one.prop == "date"),
        *(said for one in stated for said in _ruled(one)),
        *_each("publisher", [whose(whole.contents.edition)]),
        *_each("proof", [whole.id(one) for one in event.sources if one in whole.sources]),
    ]
    yield Thing(case, "CourtCase", said)
    yield _link(whole, whole.id(event.id), case, "is a step in")
    courts = {whole.named("court", one.court) for one in stated if one.court}
    parties = [(who, COURT_ACTS[event.act]) for who in people] + [(court, "court") for court in sorted(courts)]
    for who, role in parties:
        # What proves it stands with the case and the event.
        said = [Said("party", who), Said("case", case), Said("role", role), *_dates(event.date)]
        yield Thing(f"{case}-{_digest(f'{who} {role}')}", "CourtCaseParty", said)


def _ruled(one: Statement) -> Iterator[Said]:
    yield from _each("court", [one.court], one.id)
    yield from _each("category", [one.charge], one.id)
    yield from _each("status", [one.outcome, one.sentence_type], one.id)
    if one.term_months:
        yield Said("summary", _number(*one.term_months, "months of a term") or "", one.id)


def _link(whole: Graph, subject: str, target: str, role: str) -> Thing:
    said = [Said("subject", subject), Said("object", target), Said("role", role)]
    return Thing(whole.id(f"link-{_digest(f'{subject} {role} {target}')}"), "UnknownLink", said)


def _evidence(whole: Graph, one: Statement) -> Thing:
    source = whole.sources[one.source]
    number = _number(*one.count, one.counted, one.approx) if one.count else None
    said = [
        Said("document", whole.id(one.source), one.id),
        Said("entity", whole.id(one.event), one.id),
        Said("role", f"states: {one.act}", one.id),
        Said("status", f"{one.modality}, {one.state}", one.id),
        *_each("summary", [source.text[one.start : one.end]], one.id, source.language),
        *_each("description", [number], one.id),
        Said("recordId", f"{one.id}, characters {one.start} to {one.end}", one.id),
        *_dates(one.date, one.id),
    ]
    return Thing(whole.id(one.id), "Documentation", said)


def _from_sources(whole: Graph, sources: Iterable[str]) -> Iterator[Said]:
    for key in sources:
        if key in whole.sources:
            source = whole.sources[key]
            yield Said("proof", whole.id(key), key)
            yield from _each("publisher", [source.outlet], key)
    yield Said("publisher", f"{whose(whole.contents.edition)}: {title(whole.contents.edition)}")


def _number(low: int | None, high: int | None, counted: str | None, approx: bool = False) -> str | None:
    if low is None and high is None:
        return None
    if high is None:
        said = f"{low} or more"
    elif low is None:
        said = f"up to {high}"
    else:
        said = str(low) if low == high else f"{low} to {high}"
    unit = "person" if (low, high, counted) == (1, 1, "persons") else _UNITS.get(counted, counted or "")
    return f"{'about ' if approx else ''}{said} {unit}".strip()


def _dates(interval: Interval | None, origin: str | None = None) -> list[Said]:
    """Return a date as one prefix where it is a day, a month or a year, else as start and end."""
    first, last = interval or (None, None)
    prefix = _prefix(first, last) if first and last else None
    if prefix:
        return [Said("date", prefix, origin)]
    return _each("startDate", [first], origin) + _each("endDate", [last], origin)


def _prefix(first: str, last: str) -> str | None:
    if first == last:
        return first
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if start.year != end.year or start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    return first[:7] if start.month == end.month else first[:4] if (start.month, end.month) == (1, 12) else None


def _each(
    prop: str, values: Iterable[str | None], origin: str | None = None, language: str | None = None
) -> list[Said]:
    return [Said(prop, value, origin, language) for value in values if value]


@lru_cache(maxsize=200_000)
def _identified(dataset: str, identity: str) -> str:
    own = identity if _IDENTITY.fullmatch(identity) else _digest(identity)
    return f"{dataset.replace('_', '-')}-{own}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
