"""Invented events with one claim or more each, as linking would give them."""

from typing import Any

from msgspec.structs import replace

from vidmova.records import Claim, Event, Link, Linked, Relation, RelationKind, claim_key
from vidmova.totals.told import Teller

OUTLETS = ("Zarya", "Kolos", "Vesna")
DOCUMENTS = tuple(f"{number:064x}" for number in range(1, 4))
TELLERS = {document: Teller(outlet) for document, outlet in zip(DOCUMENTS, OUTLETS, strict=True)}


class Register:
    """Events put together claim by claim."""

    def __init__(self) -> None:
        self.claims: dict[str, list[Claim]] = {document: [] for document in DOCUMENTS}
        self.events: dict[str, Event] = {}
        self.relations: list[Relation] = []
        self.links: list[Link] = []
        self._number = 0

    def tell(self, name: str, count: tuple[int, int | None] | None, outlet: int = 0, **more: Any) -> str:
        """Add a claim about an event, and return its key; `act` and `title` are the event's."""
        self._number += 1
        act, title = more.pop("act", "refuse"), more.pop("title", name)
        document = DOCUMENTS[outlet]
        claim = Claim(
            id=f"c{self._number:03}", start=0, end=1, act=act, count=count, counted=more.pop("counted", "persons")
        )
        claim = replace(claim, event=name, **more)
        if count is None:
            claim = replace(claim, counted=None)
        self.claims[document].append(claim)
        key = claim_key(document, claim.id)
        event = self.events.get(name, Event(id=name, act=act, title=title, claims=[], documents=[]))
        self.events[name] = replace(
            event,
            claims=[*event.claims, key],
            documents=list(dict.fromkeys([*event.documents, document])),
            date=claim.date or event.date,
            place=claim.place or event.place,
            person=list(dict.fromkeys([*event.person, *claim.person])),
        )
        return key

    def relate(self, kind: RelationKind, event: str, *others: str, gap: int | None = None) -> None:
        """Add a relation between events."""
        self.relations.append(
            Relation(kind=kind, event=event, others=list(others), claims=[], because=f"{event} {kind}", gap=gap)
        )

    def doubt(self, a: str, b: str) -> None:
        """Say that two events are perhaps one."""
        one, other = self.events[a].claims[0], self.events[b].claims[0]
        self.links.append(Link(a=one, b=other, judgement="possible", score=0.5, because="alike"))

    def linked(self) -> Linked:
        """Return everything."""
        return Linked(claims=self.claims, events=list(self.events.values()), relations=self.relations, links=self.links)
