"""Reads a register for questions of how many again and again: what kept its seal is not read anew."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import structs
from sqlalchemy import select

from vidmova.records import (
    Case,
    Claim,
    Contradiction,
    Entity,
    Event,
    Link,
    Linked,
    Mention,
    Relation,
    Telling,
    claim_key,
)
from vidmova.register.books import linked_records, teller_of
from vidmova.register.linkage import TABLES
from vidmova.register.sealing import JOINED, sealed
from vidmova.register.store import Store
from vidmova.register.tables import claims
from vidmova.totals.asking import opened
from vidmova.totals.pools import Book

T = TypeVar("T", bound=msgspec.Struct)
MANY = 1_000
"""With more documents changed than this, all claims are read anew."""
_DOCUMENT = "document "


class Rereading:
    """What was read of a register, with the seals that it had."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seals: dict[str, str] = {}
        self._linked: Linked | None = None
        self._book: Book | None = None

    def book(self) -> Book:
        """Return the register as it is now, ready for many questions; the same as `opened_book`."""
        with self._store.reading() as connection:
            # Read before all else: what is written meanwhile shows in the seals next time.
            seals = sealed(connection)
        before = self._linked
        linked = linked_records(self._store) if before is None else self._again(before, seals)
        tellers = {one.id: teller_of(one) for one in self._store.document_list()}
        self._book = opened(linked, tellers, self._book)
        self._seals, self._linked = seals, linked
        return self._book

    def _again(self, before: Linked, seals: Mapping[str, str]) -> Linked:
        return Linked(
            claims=self._claims(before.claims, seals),
            entities=self._table(Entity, before.entities, seals),
            mentions=self._table(Mention, before.mentions, seals),
            events=self._table(Event, before.events, seals),
            links=self._table(Link, before.links, seals),
            relations=self._table(Relation, before.relations, seals),
            contradictions=self._table(Contradiction, before.contradictions, seals),
            tellings=self._table(Telling, before.tellings, seals),
            cases=self._table(Case, before.cases, seals),
        )

    def _table(self, kind: type[T], before: list[T], seals: Mapping[str, str]) -> list[T]:
        return before if self._kept(f"table {TABLES[kind].name}", seals) else self._store.every(kind)

    def _kept(self, name: str, seals: Mapping[str, str]) -> bool:
        return name in seals and self._seals.get(name) == seals[name]

    def _claims(self, before: dict[str, list[Claim]], seals: Mapping[str, str]) -> dict[str, list[Claim]]:
        documents = sorted(name.removeprefix(_DOCUMENT) for name in seals if name.startswith(_DOCUMENT))
        changed = {one for one in documents if not self._kept(_DOCUMENT + one, seals)}
        if len(changed) > MANY or not set(before) <= set(documents):
            return self._store.every_claim()
        placed = {} if self._kept(f"table {JOINED}", seals) else self._placed()
        found = {
            one: self._store.claims(one) if one in changed else _placed_anew(one, before.get(one, []), placed)
            for one in documents
        }
        return {document: told for document, told in found.items() if told}

    def _placed(self) -> dict[str, tuple[str | None, str | None]]:
        with self._store.reading() as connection:
            rows = connection.execute(select(claims.c.key, claims.c.event, claims.c.subset_of))
            return {key: (event, whole) for key, event, whole in rows}


def _placed_anew(document: str, told: list[Claim], placed: Mapping[str, tuple[str | None, str | None]]) -> list[Claim]:
    """Return a document's claims with the events that they are about now; those that did not change as they are."""
    if not placed:
        return told
    found = []
    for claim in told:
        event, whole = placed.get(claim_key(document, claim.id), (claim.event, claim.subset_of))
        same = (claim.event, claim.subset_of) == (event, whole)
        found.append(claim if same else structs.replace(claim, event=event, subset_of=whole))
    return found
