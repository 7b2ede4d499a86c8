"""A register as whole records: all that linking made, and the same ready for questions of how many."""

from vidmova.records import Case, Contradiction, Entity, Event, Link, Linked, Mention, Relation, Telling
from vidmova.register.rows import DocumentRow
from vidmova.register.store import Store
from vidmova.totals.asking import opened
from vidmova.totals.pools import Book
from vidmova.totals.told import Teller


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


def opened_book(store: Store) -> Book:
    """Return a register ready for many questions."""
    return opened(linked_records(store), {one.id: teller_of(one) for one in store.document_list()})


def teller_of(row: DocumentRow) -> Teller:
    """Return who published a document, or what its file is called, and when."""
    return Teller(row.outlet or row.name.rstrip("/").rpartition("/")[2] or row.name, row.published)
