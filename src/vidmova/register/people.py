"""Finds people, units, organisations, courts and places by their names in any script, and what names them."""

from sqlalchemy import select

from vidmova.entities.comparing import Comparison, compare
from vidmova.lexicon.folding import fold
from vidmova.records import Case, Entity, EntityKind, Mention
from vidmova.register.database import records_of
from vidmova.register.linkage import Linkage, search_keys
from vidmova.register.linktables import cases, entities, entity_keys, mentions
from vidmova.register.rows import Found

_PART = "the name asked for is part of this one"
POSSIBLE = 0.5
"""The score of somebody of whose name only a part was asked for."""


class People(Linkage):
    """The part of the store that knows whom and what the claims name."""

    def entities(self, kind: EntityKind | None = None) -> list[Entity]:
        """Return everybody and everything named, or those of one kind."""
        query = records_of(Entity, entities).order_by(entities.c.number)
        return self._records(Entity, query if kind is None else query.where(entities.c.kind == kind))

    def entity(self, identity: str) -> Entity | None:
        """Return one by its whole id."""
        found = self._records(Entity, records_of(Entity, entities).where(entities.c.id == identity))
        return found[0] if found else None

    def find_named(self, kind: EntityKind, name: str) -> list[Found]:
        """Return those of a kind whom a name in any script and case ending may be of, the surest first."""
        found = []
        for entity in self._sharing_a_key(kind, name):
            best = _best(kind, name, entity)
            if best.judgement != "different":
                found.append(Found(entity, best.score, best.judgement, best.because))
        return sorted(found, key=lambda one: -one.score)

    def find_people(self, name: str) -> list[Found]:
        """Return the people whom a name may be of: only the sure ones where there are any."""
        found = self.find_named("person", name)
        return [one for one in found if one.judgement == "same"] or found

    def _sharing_a_key(self, kind: EntityKind, name: str) -> list[Entity]:
        sharing = select(entity_keys.c.number).where(entity_keys.c.key.in_(search_keys(kind, [name])))
        query = records_of(Entity, entities).where(entities.c.kind == kind, entities.c.number.in_(sharing))
        return self._records(Entity, query.order_by(entities.c.number))

    def mentions_of(self, entity: str) -> list[Mention]:
        """Return where somebody or something is named, in order of receipt."""
        query = records_of(Mention, mentions).where(mentions.c.entity == entity)
        return self._records(Mention, query.order_by(mentions.c.number))

    def cases_of(self, entity: str) -> list[Case]:
        """Return the cases that follow a person."""
        return self._records(Case, records_of(Case, cases).where(cases.c.person == entity).order_by(cases.c.number))


def _best(kind: EntityKind, name: str, entity: Entity) -> Comparison:
    best = max((compare(kind, name, other) for other in entity.names or [entity.name]), key=lambda one: one.score)
    if best.judgement == "different" and any(f" {fold(name)} " in f" {fold(other)} " for other in entity.names):
        return Comparison(POSSIBLE, _PART)
    return best
