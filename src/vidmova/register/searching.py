"""Searches the register: texts by their words, everything named by its name, and what lists and counts are made of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from vidmova.lexicon.folding import fold
from vidmova.linking.stated import Stated
from vidmova.records import Claim, Contradiction, Document, Entity, EntityKind, Event, Link, claim_key
from vidmova.register.database import as_record, records_of
from vidmova.register.linktables import contradictions, events, links, mentions
from vidmova.register.rows import EventRow, Found
from vidmova.register.store import Store
from vidmova.register.tables import claims, documents, skipped, state

KINDS: tuple[EntityKind, ...] = ("person", "unit", "organisation", "court", "place")
APOSTROPHES = "'’ʼ‘`´"
ENDING = re.compile(r"(?:[аяиы]ми|[ая][мх]|[оеє]м|[оеєії]в|ей|[ое]го|[ое]му|[иы][мх]|[аеєиіїйоуюяьыэ]+)$")
"""What the case of a Russian or Ukrainian word most often ends in."""
MANY = 2_000
"""How many things a database is asked for by name at once."""


class Happened(Struct, frozen=True, kw_only=True):
    """An event with all by which a list of events can be narrowed."""

    row: EventRow
    category: list[str]
    """Codes of what kind of servicemen the claims speak of."""
    named: dict[str, list[str]]
    """Ids of who and what the claims name, by the field that names them."""


class Named(Struct, frozen=True, kw_only=True):
    """Somebody or something named, with how often and when."""

    entity: Entity
    spoken: dict[str, str]
    """The name used most in each language."""
    mentions: int
    events: int
    first: str | None
    last: str | None
    """Days of the first and the last dated event."""


class Hit(Struct, frozen=True):
    """A document that holds all the words asked for."""

    document: Document
    start: int
    """First character of the first of the words in its text."""
    end: int


class Hits(Struct, frozen=True):
    """The documents that hold all the words asked for: how many, and some of them."""

    total: int
    found: list[Hit]


class Searching(Store):
    """A store that also searches, and gives what the lists of the desk are made of."""

    def stamp(self) -> str:
        """Return a mark that is another one when documents, claims or what linking made of them changed."""
        counts = [
            select(func.count()).select_from(one).scalar_subquery() for one in (documents, claims, events, skipped)
        ]
        linked = select(state.c.value).where(state.c.name == "linked").scalar_subquery()
        read = select(func.max(documents.c.recipe)).scalar_subquery()
        return " ".join(str(part) for part in self._rows(select(linked, read, *counts))[0])

    def happened(self) -> list[Happened]:
        """Return every event with all by which a list can be narrowed, in the order in which linking gave them."""
        category: dict[str, dict[str, None]] = {}
        for row in self._rows(select(claims.c.event, claims.c.category).where(claims.c.event.is_not(None))):
            category.setdefault(row.event, {}).update(dict.fromkeys(row.category or ()))
        named: dict[str, dict[str, dict[str, None]]] = {}
        columns = (claims.c.event, mentions.c.field, mentions.c.entity)
        query = select(*columns).distinct().join(mentions, mentions.c.claim == claims.c.key)
        for row in self._rows(query.where(claims.c.event.is_not(None), mentions.c.entity.is_not(None))):
            named.setdefault(row.event, {}).setdefault(row.field, {})[row.entity] = None
        return [
            Happened(
                row=one,
                category=sorted(category.get(one.event.id, ())),
                named={field: sorted(ids) for field, ids in named.get(one.event.id, {}).items()},
            )
            for one in self.event_rows(self.every(Event))
        ]

    def everyone_named(self) -> list[Named]:
        """Return everybody and everything named, with how often, in the order in which linking gave them."""
        said: dict[str, Counter[tuple[str, str]]] = {}
        within: dict[str, set[str]] = {}
        query = select(mentions.c.entity, mentions.c.name, mentions.c.language, claims.c.event)
        query = query.join(claims, claims.c.key == mentions.c.claim).where(mentions.c.entity.is_not(None))
        for row in self._rows(query.order_by(mentions.c.number)):
            said.setdefault(row.entity, Counter())[row.language, row.name] += 1
            if row.event:
                within.setdefault(row.entity, set()).add(row.event)
        dated = {row.id: row for row in self._rows(select(events.c.id, events.c.earliest, events.c.latest))}
        return [
            _named(one, said.get(one.id, Counter()), [dated[each] for each in within.get(one.id, ()) if each in dated])
            for one in self.entities()
        ]

    def find_anything(self, name: str) -> dict[EntityKind, list[Found]]:
        """Return everybody and everything that a name in any script and case ending may be of, by kind."""
        found = {kind: self.find_named(kind, name) for kind in KINDS} if name.strip() else {}
        return {kind: every for kind, every in found.items() if every}

    def find_text(self, asked: str, skip: int = 0, most: int = 20) -> Hits:
        """Return the documents whose text or title holds every word asked for in any case, the latest first.

        Looks through all texts: about a second for 100 MB of them on SQLite. Words lose a Cyrillic ending first.
        """
        words = [stem(word) for word in fold(asked).split()]
        if not words:
            return Hits(0, [])
        there = and_(*(_holding(word) for word in words))
        query = select(documents.c.id).where(there)
        order = (func.coalesce(documents.c.published, "").desc(), documents.c.name, documents.c.id)
        ids = [row.id for row in self._rows(query.order_by(*order))]
        read = self._texts(ids[skip : skip + most])
        return Hits(len(ids), [_hit(read[one], words) for one in ids[skip : skip + most] if one in read])

    def disagreements(self, most: int | None = None) -> list[Contradiction]:
        """Return contradictions, the open ones first: all of them, or so many."""
        query = records_of(Contradiction, contradictions)
        query = query.order_by(contradictions.c.state.desc(), contradictions.c.number)
        return self._records(Contradiction, query.limit(most))

    def open_questions(self, skip: int = 0, most: int = 50) -> list[Link]:
        """Return pairs of claims of which a person should say whether they tell of one event, the closest first."""
        query = records_of(Link, links).where(links.c.judgement == "possible")
        return self._records(Link, query.order_by(links.c.score.desc(), links.c.number).offset(skip).limit(most))

    def stated(self, keys: Iterable[str]) -> dict[str, Stated]:
        """Return claims by their keys, each with its document."""
        rows = []
        for some in _batches(keys):
            query = records_of(Claim, claims).add_columns(claims.c.document).where(claims.c.key.in_(some))
            rows += self._rows(query)
        read = self._texts(row.document for row in rows)
        found = ((claim_key(row.document, row.id), as_record(row, Claim), read[row.document]) for row in rows)
        return {key: Stated(key, claim, document) for key, claim, document in found}

    def events_of(self, ids: Iterable[str]) -> dict[str, Event]:
        """Return events by their ids."""
        found: dict[str, Event] = {}
        for some in _batches(ids):
            query = records_of(Event, events).where(events.c.id.in_(some))
            found.update((one.id, one) for one in self._records(Event, query))
        return found

    def _texts(self, ids: Iterable[str]) -> dict[str, Document]:
        found: dict[str, Document] = {}
        for some in _batches(ids):
            query = records_of(Document, documents).where(documents.c.id.in_(some))
            found.update((one.id, one) for one in self._records(Document, query))
        return found


def stem(word: str) -> str:
    """Return a folded word without its case ending, where it is Cyrillic and long enough to be known by less."""
    if len(word) < 5 or not any("а" <= letter <= "ґ" for letter in word):
        return word
    short = ENDING.sub("", word)
    return short if len(short) >= 4 else word


def _holding(word: str) -> ColumnElement[bool]:
    # LIKE knows no capitals but the Latin ones here and none on a server: each way of writing a word is asked for.
    pattern = "".join("_" if letter in APOSTROPHES or letter in "её" else _escaped(letter) for letter in word)
    ways = dict.fromkeys((pattern, pattern.title(), pattern.capitalize(), pattern.upper()))
    columns = (documents.c.text, documents.c.title)
    return or_(*(column.like(f"%{way}%", escape="\\") for way in ways for column in columns))


def _escaped(letter: str) -> str:
    return "\\" + letter if letter in "%_\\" else letter


def _hit(document: Document, words: list[str]) -> Hit:
    folded = fold(document.text)
    places = [(place, place + len(word)) for word in words if (place := folded.find(word)) >= 0]
    start, end = min(places, default=(0, 0))
    return Hit(document, start, end)


def _named(entity: Entity, said: "Counter[tuple[str, str]]", dated: Sequence[Row[Any]]) -> Named:
    spoken: dict[str, str] = {}
    for (language, name), _ in said.most_common():
        spoken.setdefault(language, name)
    first = min((day for one in dated if (day := one.earliest or one.latest)), default=None)
    last = max((day for one in dated if (day := one.latest or one.earliest)), default=None)
    total = sum(said.values())
    return Named(entity=entity, spoken=spoken, mentions=total, events=len(dated), first=first, last=last)


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(set(keys))
    for start in range(0, len(every), MANY):
        yield every[start : start + MANY]
