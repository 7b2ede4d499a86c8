"""Lists events, and gives the claims, relations, contradictions and links of one."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.sql import Select
from sqlalchemy.sql.elements import ColumnElement

from vidmova.lexicon.folding import fold
from vidmova.linking.stated import Stated
from vidmova.records import (
    Case,
    Chain,
    Claim,
    Contradiction,
    Document,
    Event,
    Link,
    Relation,
    Telling,
    claim_key,
)
from vidmova.register.database import as_record, records_of
from vidmova.register.linktables import (
    case_events,
    cases,
    chains,
    contradiction_events,
    contradictions,
    events,
    links,
    mentions,
    relation_events,
    relations,
    telling_documents,
    tellings,
)
from vidmova.register.people import People
from vidmova.register.rows import EVERY, EventRow, Wanted
from vidmova.register.tables import claims, documents

FEW = 500
"""So many documents are asked for by id; where there are more, all are read."""
_LATE = "9999"
"""Sorts what has no date behind what has one."""


class Happenings(People):
    """The part of the store that knows what happened."""

    def events(self, wanted: Wanted = EVERY) -> list[EventRow]:
        """Return the events asked for in order of date, those without one last."""
        query = records_of(Event, events).where(*_conditions(wanted)).order_by(events.c.number)
        if wanted.people is not None:
            query = query.where(events.c.id.in_(_naming(wanted.people, "person")))
        found = sorted(self._records(Event, query), key=_first_day)
        if wanted.place is not None:
            found = self._placed(found, wanted.place)
        rows = self.event_rows(found)
        return [row for row in rows if row.contradictions] if wanted.contradicted else rows

    def event(self, identity: str) -> Event | None:
        """Return an event by its whole id."""
        found = self._records(Event, records_of(Event, events).where(events.c.id == identity))
        return found[0] if found else None

    def events_like(self, start: str) -> list[str]:
        """Return the ids that begin so, two at most; a whole id is found alone."""
        if self.event(start):
            return [start]
        like = events.c.id.startswith(start.lower(), autoescape=True)
        return [row.id for row in self._rows(select(events.c.id).where(like).order_by(events.c.number).limit(2))]

    def event_rows(self, found: Iterable[Event]) -> list[EventRow]:
        """Return events with what a list shows of each."""
        every = list(found)
        named = {document for event in every for document in event.documents}
        few = sorted(named) if len(named) <= FEW else None
        original = self._originals(few)
        query = select(documents.c.id, documents.c.name, documents.c.language)
        if few is not None:
            query = query.where(documents.c.id.in_(sorted({*few, *original.values()})))
        known = {row.id: row for row in self._rows(query)}
        open_ones = self._open_contradictions(every[0].id if len(every) == 1 else None)
        rows = []
        for event in every:
            there = [identity for identity in event.documents if identity in known]
            first = dict.fromkeys(original.get(identity, identity) for identity in there)
            spoken = {known[identity].language for identity in first if identity in known}
            rows.append(
                EventRow(
                    event=event,
                    documents=[known[identity].name for identity in there],
                    tellings=len(first),
                    languages=sorted(spoken),
                    contradictions=open_ones.get(event.id, []),
                )
            )
        return rows

    def events_naming(self, entity: str) -> list[EventRow]:
        """Return the events with a claim that names somebody or something, in order of date."""
        query = records_of(Event, events).where(events.c.id.in_(_naming([entity]))).order_by(events.c.number)
        return self.event_rows(sorted(self._records(Event, query), key=_first_day))

    def claims_of(self, event: str) -> list[Stated]:
        """Return the claims about an event in order of receipt, each with its document."""
        one = self.event(event)
        place = {key: number for number, key in enumerate(one.claims)} if one else {}
        telling = documents.c.id.in_(_documents_of(event))
        read = {document.id: document for document in self._records(Document, _documents().where(telling))}
        rows = self._rows(records_of(Claim, claims).add_columns(claims.c.document).where(claims.c.event == event))
        found = [Stated(claim_key(row.document, row.id), as_record(row, Claim), read[row.document]) for row in rows]
        return sorted(found, key=lambda stated: (place.get(stated.key, len(place)), stated.key))

    def relations_of(self, event: str) -> list[Relation]:
        """Return how an event relates to others."""
        query = records_of(Relation, relations).join(relation_events, relation_events.c.number == relations.c.number)
        return self._records(Relation, query.where(relation_events.c.event == event).order_by(relations.c.number))

    def contradictions_of(self, event: str) -> list[Contradiction]:
        """Return what disagrees about an event, open and closed."""
        joined = contradiction_events.c.number == contradictions.c.number
        query = records_of(Contradiction, contradictions).join(contradiction_events, joined)
        query = query.where(contradiction_events.c.event == event).order_by(contradictions.c.number)
        return self._records(Contradiction, query)

    def parts_of(self, event: str) -> list[Event]:
        """Return the events whose people are part of an event's."""
        query = records_of(Event, events).where(events.c.subset_of == event).order_by(events.c.number)
        return self._records(Event, query)

    def links_of(self, event: str) -> list[Link]:
        """Return what is held of pairs of claims of which at least one is about an event."""
        keys = select(claims.c.key).where(claims.c.event == event)
        either = or_(links.c.a.in_(keys), links.c.b.in_(keys))
        return self._records(Link, records_of(Link, links).where(either).order_by(links.c.number))

    def tellings_of(self, event: str) -> list[Telling]:
        """Return the documents of an event that tell one text."""
        told = select(telling_documents.c.number).where(telling_documents.c.document.in_(_documents_of(event)))
        query = records_of(Telling, tellings).where(tellings.c.number.in_(told)).order_by(tellings.c.number)
        return self._records(Telling, query)

    def chains_of(self, event: str) -> list[Chain]:
        """Return from whom each claim about an event came."""
        query = records_of(Chain, chains).join(claims, claims.c.key == chains.c.claim)
        return self._records(Chain, query.where(claims.c.event == event).order_by(chains.c.number))

    def cases_with(self, event: str) -> list[Case]:
        """Return the cases that an event is on."""
        query = records_of(Case, cases).join(case_events, case_events.c.number == cases.c.number)
        return self._records(Case, query.where(case_events.c.event == event).order_by(cases.c.number))

    def _originals(self, few: list[str] | None) -> dict[str, str]:
        """Return the text that each document is taken from, of some documents or of all."""
        query = records_of(Telling, tellings)
        if few is not None:
            holding = select(telling_documents.c.number).where(telling_documents.c.document.in_(few))
            query = query.where(tellings.c.number.in_(holding))
        told = self._records(Telling, query.order_by(tellings.c.number))
        return {document: one.documents[0] for one in told for document in one.documents}

    def _open_contradictions(self, event: str | None = None) -> dict[str, list[str]]:
        """Return the ids of open contradictions by event, of one or of all."""
        found: dict[str, list[str]] = {}
        joined = contradiction_events.c.number == contradictions.c.number
        query = select(contradictions.c.id, contradiction_events.c.event).join(contradiction_events, joined)
        if event is not None:
            query = query.where(contradiction_events.c.event == event)
        for row in self._rows(query.where(contradictions.c.state == "open").order_by(contradictions.c.number)):
            found.setdefault(row.event, []).append(row.id)
        return found

    def _placed(self, found: list[Event], place: str) -> list[Event]:
        wanted = fold(place)
        named = {one.entity.id for one in self.find_named("place", place) if one.judgement == "same"}
        for entity in self.entities("place"):
            if any(wanted in fold(name) for name in (*entity.names, *entity.part_of)):
                named.add(entity.id)
        there = {row.event for row in self._rows(_naming(named, "place"))}
        return [one for one in found if one.id in there or wanted in fold(one.place or "")]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.act is not None:
        found.append(events.c.act == wanted.act)
    if wanted.since is not None:
        found += [_DATED, or_(events.c.latest.is_(None), events.c.latest >= wanted.since)]
    if wanted.until is not None:
        found += [_DATED, or_(events.c.earliest.is_(None), events.c.earliest <= wanted.until)]
    return found


_DATED = or_(events.c.earliest.is_not(None), events.c.latest.is_not(None))


def _naming(identities: Iterable[str], field: str | None = None) -> Select[tuple[object, ...]]:
    """Return the query for the ids of events with a claim that names one of these, in a field or in any."""
    query = select(claims.c.event).distinct().join(mentions, mentions.c.claim == claims.c.key)
    query = query.where(mentions.c.entity.in_(sorted(identities)), claims.c.event.is_not(None))
    return query if field is None else query.where(mentions.c.field == field)


def _first_day(event: Event) -> str:
    return next((day for day in event.date or () if day), _LATE)


def _documents() -> Select[tuple[object, ...]]:
    return records_of(Document, documents)


def _documents_of(event: str) -> Select[tuple[object, ...]]:
    return select(claims.c.document).where(claims.c.event == event)
