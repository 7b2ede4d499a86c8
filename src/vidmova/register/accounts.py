"""Puts together all that the register holds of one event, or of one person, unit, organisation, court or place."""

from vidmova.records import Entity, Event
from vidmova.register.database import records_of
from vidmova.register.happenings import Happenings
from vidmova.register.linktables import events
from vidmova.register.rows import Account, Way


class Accounts(Happenings):
    """The part of the store that a page about one thing is made from."""

    def account(self, event: Event) -> Account:
        """Return all that is held of an event."""
        relations, parts = self.relations_of(event.id), self.parts_of(event.id)
        contradictions = self.contradictions_of(event.id)
        links = self.links_of(event.id)
        named = {event.subset_of or "", *(one.id for one in parts)}
        named |= {one for relation in relations for one in (relation.event, *relation.others)}
        named |= {one for contradiction in contradictions for one in contradiction.events}
        return Account(
            row=self.event_rows([event])[0],
            stated=self.claims_of(event.id),
            contradictions=contradictions,
            relations=relations,
            parts=parts,
            links=links,
            tellings=self.tellings_of(event.id),
            chains=self.chains_of(event.id),
            cases=self.cases_with(event.id),
            others=self._named(named - {event.id}),
        )

    def way(self, entity: Entity) -> Way:
        """Return all that is held of somebody or something named."""
        cases = self.cases_of(entity.id)
        return Way(
            entity=entity,
            mentions=self.mentions_of(entity.id),
            events=self.events_naming(entity.id),
            cases=cases,
            along=self._named({one for case in cases for one in case.events}),
        )

    def _named(self, identities: set[str]) -> dict[str, Event]:
        query = records_of(Event, events).where(events.c.id.in_(sorted(identities))).order_by(events.c.number)
        return {one.id: one for one in self._records(Event, query)}
