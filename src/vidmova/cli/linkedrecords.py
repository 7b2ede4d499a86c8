"""All that linking made, as one record, for commands that look at everything at once."""

from vidmova.records import Case, Contradiction, Entity, Event, Link, Linked, Mention, Relation, Telling
from vidmova.register.store import Store


def linked_records(store: Store) -> Linked:
    """Return everything that linking made of the claims, without whom each came from."""
    return Linked(
        claims=store.every_claim(),
        entities=store.every(Entity),
        mentions=store.every(Mention),
        events=store.every(Event),
        links=store.every(Link),
        relations=store.every(Relation),
        contradictions=store.every(Contradiction),
        tellings=store.every(Telling),
        cases=store.every(Case),
    )
