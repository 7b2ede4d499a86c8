"""Makes decisions of what somebody says about the register as it is shown: claims, events, contradictions, people."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from vidmova.errors import UsageError
from vidmova.records import Claim, Contradiction, Document, Event, Mention, Report
from vidmova.register.store import Store
from vidmova.review.applying import applied, documents_of
from vidmova.review.asking import settled
from vidmova.review.claimvalues import SPANS, as_field, values, version
from vidmova.review.decisions import EXPOSURES, ClaimKey, Decision, Kind, identity
from vidmova.review.keys import kept_id, key_by_hand, keys_of
from vidmova.review.listrows import is_row, of_documents, rows_of
from vidmova.review.log import now
from vidmova.review.states import UNTOUCHED, advanced, ground_of, versions


class Author(Struct, frozen=True):
    """Who decides, and why."""

    who: str
    why: str

    def decides(self, kind: Kind, **said: Any) -> Decision:
        """Return a decision of this moment."""
        return Decision(kind=kind, who=self.who, why=self.why, when=now(), **said)


class Sight(Struct, frozen=True):
    """A claim as somebody sees it: by which key decisions name it, and what the machine had made of it."""

    key: ClaimKey
    seen: str
    shown: dict[str, Any]
    """The machine's values."""
    claim: Claim
    """With earlier decisions applied."""


class Desk:
    """What is seen when somebody decides: the register, and the decisions there are."""

    def __init__(self, store: Store, decisions: Sequence[Decision]) -> None:
        self._store, self._decisions = store, decisions
        self._reports: dict[str, Report | None] = {}
        self._keys: dict[str, dict[str, ClaimKey]] = {}

    def claim(self, name: str) -> Sight:
        """Return a claim by its name in the register, also one that was rejected; raises UsageError where none is."""
        stated = self._store.claim(name)
        first, _, own = name.rpartition("-")
        report = self._report(stated[0] if stated else first)
        machine = next((one for one in report.claims if one.id == own), None) if report else None
        if report and machine:
            key = self._keys[report.document.id][own]
            return Sight(key, version(machine), values(machine), stated[1] if stated else machine)
        for decision in reversed(self._decisions if stated else []):
            for key, seen in zip(decision.claims, decision.seen, strict=True):
                if stated and kept_id(key) == own:
                    return Sight(key, seen, _shown(decision, stated[1]), stated[1])
        raise UsageError(f"no claim is called {name}; vidmova show DOCUMENT lists a document's claims")

    def _report(self, start: str) -> Report | None:
        if start not in self._reports:
            found = [start] if len(start) == 64 else self._store.documents_like(start)
            report = self._store.report(found[0]) if len(found) == 1 else None
            self._reports[start] = report
            if report:
                self._keys[report.document.id] = keys_of(report.document, report.claims)
        return self._reports[start]

    def judge_claim(self, author: Author, kind: Kind, name: str) -> Decision:
        """Accept or reject a claim."""
        sight = self.claim(name)
        shown = sight.shown if kind == "accept" else None
        return author.decides(kind, claims=[sight.key], seen=[sight.seen], shown=shown, called=name)

    def correct(self, author: Author, name: str, field: str, said: str) -> Decision:
        """Set a field of a claim to what somebody typed."""
        sight, after = self.claim(name), as_field(field, said)
        before = values(sight.claim).get(field)
        if before == after:
            raise UsageError(f"claim {name} says so already: {field} is {said}")
        about = {"claims": [sight.key], "seen": [sight.seen], "shown": sight.shown, "called": name}
        return author.decides("correct", field=field, before=before, after=after, **about)

    def add(
        self,
        author: Author,
        document: str,
        stretch: tuple[int, int],
        given: dict[str, str],
        stated: Mapping[str, tuple[int, int]] | None = None,
    ) -> Decision:
        """Add a claim by hand to a passage of a document; `given` has its act and fields as typed.

        `stated` says which characters of the document state a field.
        """
        one, (start, end) = self._document(document), stretch
        if not 0 <= start < end <= len(one.text) or not one.text[start:end].strip():
            raise UsageError(f"{one.name} has no characters from {start} to {end}; it has {len(one.text)}")
        said = {name: as_field(name, value) for name, value in given.items()}
        filled = {name: value for name, value in said.items() if value is not None}
        key = key_by_hand(one, start, end, filled)
        seen = version(Claim(id="", start=start, end=end, act=filled["act"]))
        called = f"{one.id[:12]}-{key.hand}"
        spans = [_span(one, name, *place) for name, place in (stated or {}).items() if name in filled]
        after = {**filled, SPANS: spans} if spans else filled
        return author.decides("add", claims=[key], seen=[seen], after=after, called=called)

    def judge_pair(self, author: Author, kind: Kind, names: tuple[str, str]) -> Decision:
        """Join two claims or two rows of lists, separate them, or say that it cannot be known."""
        if any(map(is_row, names)):
            return self._judge_rows(author, kind, names)
        if names[0] == names[1]:
            raise UsageError(f"{names[0]} is one claim; name two")
        return author.decides(kind, called=" ".join(names), **self._about(names))

    def _judge_rows(self, author: Author, kind: Kind, names: tuple[str, str]) -> Decision:
        if other := next((name for name in names if not is_row(name)), None):
            raise UsageError(f"{other} is no row of a list like LIST:ROW; name two rows or two claims")
        rows = rows_of(self._store, any(map(of_documents, names)))
        places = [rows.record(name) for name in names]
        if places[0] == places[1]:
            raise UsageError(f"{names[0]} and {names[1]} say the same word for word and count as one; name two rows")
        keys, said = [rows.key(one) for one in places], [rows.said(one) for one in places]
        return author.decides(kind, rows=keys, before=said, called=" ".join(map(rows.called, places)))

    def close(self, author: Author, name: str) -> Decision:
        """Close a contradiction."""
        one = next((each for each in self._store.every(Contradiction) if each.id == name), None)
        if one is None:
            raise UsageError(f"no contradiction is called {name}; vidmova review lists them")
        keys = list(dict.fromkeys(key for side in one.sides for key in side))
        return author.decides("close", about=one.kind, before=one.values, called=name, **self._about(keys))

    def best(self, author: Author, about: str, number: int) -> Decision:
        """Sign a best figure for an event, or for a question about totals."""
        event = self._event(about)
        if event is None:
            if " " not in about:
                raise UsageError(f"no event is called {about}; a question about totals has several words")
            return author.decides("best", about=about, after=number, called=about)
        bounds = [event.low, event.high]
        return author.decides("best", before=bounds, after=number, called=event.id, **self._about(event.claims))

    def expose(self, author: Author, about: str, level: str, field: str = "") -> Decision:
        """Set how far somebody or something named may be seen, wholly or in one field."""
        if level not in EXPOSURES:
            raise UsageError(f"there is no level {level}; there are {', '.join(EXPOSURES)}")
        entity = self._store.entity(about)
        if entity is None:
            found = self._store.find_people(about)
            if len(found) != 1:
                meant = ", ".join(f"{one.entity.name} ({one.entity.id})" for one in found[:8])
                raise UsageError(f"{about} may be {meant}; give one id" if found else f"nobody is called {about}")
            entity = found[0].entity
        mentions = [one for one in self._store.every(Mention) if one.entity == entity.id]
        named = sorted({one.name for one in mentions})
        keys = list(dict.fromkeys(one.claim for one in mentions))
        said = {"about": entity.name, "field": field, "before": named, "after": level, "called": entity.id}
        return author.decides("exposure", **said, **self._about(keys))

    def state(self, author: Author, name: str, wanted: str) -> Decision:
        """Bring an event to a state; raises UsageError where it cannot come there from where it stands."""
        event = self._event(name)
        if event is None:
            raise UsageError(f"no event is called {name}; vidmova events lists them")
        ground = applied(self._store.reports_of(documents_of(self._decisions)), self._decisions)
        seen = {key: version(self.claim(key).claim) for key in event.claims}
        decided = {**seen, **versions(ground.reports)}
        made = author.decides(
            "state", before=ground_of(event, decided), after=wanted, called=event.id, **self._about(event.claims)
        )
        now = settled(self._store, self._decisions).states.get(event.id, UNTOUCHED)
        advanced(now, made)
        return made

    def code(self, author: Author, name: str, given: Mapping[str, str]) -> Decision:
        """Keep what somebody takes a claim's passage to say without having seen what others make of it."""
        sight = self.claim(name)
        said = {field: value for field, typed in given.items() if (value := as_field(field, typed)) is not None}
        return author.decides("code", claims=[sight.key], seen=[sight.seen], after=said, called=name)

    def withdraw(self, author: Author, number: int) -> Decision:
        """Withdraw a decision by its number."""
        one = next((each for each in self._decisions if each.number == number), None)
        if one is None:
            raise UsageError(f"there is no decision {number}; vidmova decisions lists them")
        called = f"decision {number}"
        return author.decides("withdraw", withdraws=identity(one), called=called)

    def _about(self, names: Sequence[str]) -> dict[str, Any]:
        sights = [self.claim(name) for name in names]
        return {"claims": [one.key for one in sights], "seen": [one.seen for one in sights]}

    def _document(self, name: str) -> Document:
        found = self._store.documents_like(name)
        document = self._store.document(found[0]) if len(found) == 1 else None
        if document is None:
            raise UsageError(f"{len(found) or 'no'} documents' ids begin with {name}; vidmova show lists them")
        return document

    def _event(self, name: str) -> Event | None:
        found = self._store.events_like(name) if " " not in name else []
        return next((one for one in self._store.every(Event) if [one.id] == found), None)


def _span(document: Document, field: str, start: int, end: int) -> dict[str, Any]:
    if not 0 <= start < end <= len(document.text):
        raise UsageError(
            f"{field}: {document.name} has no characters from {start} to {end}; it has {len(document.text)}"
        )
    return {"field": field, "start": start, "end": end, "wording": document.text[start:end]}


def _shown(decision: Decision, claim: Claim) -> dict[str, Any]:
    if decision.kind == "add":
        return {name: value for name, value in decision.after.items() if name != SPANS}
    return decision.shown if decision.shown is not None else values(claim)
