"""The register at a past moment: which decisions and documents there were, and how an event differs since."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from vidmova.archive.provenance import Receipt
from vidmova.errors import UsageError
from vidmova.records import Claim, Event, Linked, claim_key
from vidmova.review.claimvalues import FIELDS, values
from vidmova.review.decisions import Decision
from vidmova.review.states import UNTOUCHED, Stage

_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?)?)?")
SECOND = len("2026-11-22T14:05:30")
_NOT_COMPARED = {"id", "claims", "documents"}


class Moment(Struct, frozen=True):
    """A moment in a register's life."""

    said: str
    until: str = ""
    """UTC; nothing that came later belongs to it. Empty for all."""
    decision: int | None = None
    """Number of the last decision that belongs to it; None where the time alone says."""


class Change(Struct, frozen=True):
    """What differs between two moments."""

    what: str
    """A field of the event, or `claim KEY`, or `claim KEY FIELD`."""
    before: Any
    after: Any


def moment(said: str) -> Moment:
    """Return the moment that somebody names: a day or time in UTC, the end of a month or year, or `#` and the number
    of a decision; raises UsageError for anything else."""
    if said.startswith("#") and said[1:].isdecimal():
        return Moment(said, decision=int(said[1:]))
    found = _MOMENT.fullmatch(said.strip())
    if not found:
        raise UsageError(f"{said} is no moment like 2026-11-22, 2026-11-22T14:05 or #12 for decision 12")
    year, month, day, hour, minute, second = found.groups()
    end = f"{year}-{month or '99'}-{day or '99'}T"
    return Moment(said, end + (f"{hour}:{minute}:{second or '59'}" if hour else "99"))


def decisions_then(decisions: Sequence[Decision], then: Moment) -> list[Decision]:
    """Return the decisions that there were: the chain up to the first made here afterwards.

    Decisions that were loaded came with what stands before them, whenever they were made elsewhere.
    """
    if then.decision is not None:
        if then.decision > len(decisions):
            raise UsageError(f"there is no decision {then.decision}; there are {len(decisions)}")
        return list(decisions[: then.decision])
    for at, one in enumerate(decisions):
        if then.until and not one.origin and one.when[:SECOND] > then.until:
            return list(decisions[:at])
    return list(decisions)


def received_then(receipts: Iterable[Receipt], then: Moment, decided: Sequence[Decision]) -> list[str]:
    """Return the ids of the documents that had been received, in order; by the time of the last decision where the
    moment is that of a decision."""
    until = then.until or (decided[-1].when if decided else "")
    return [one.digest for one in receipts if not until or one.when[:SECOND] <= until]


def changes(before: Linked, after: Linked, event: str, stages: tuple[Mapping[str, Stage], ...] = ()) -> list[Change]:
    """Return how an event differs between two moments; `stages` says where events stood at each."""
    old, new = (_event(linked, event) for linked in (before, after))
    shown = [_plain(one) for one in (old, new)]
    found = [
        Change(name, shown[0].get(name), shown[1].get(name))
        for name in Event.__struct_fields__
        if name not in _NOT_COMPARED and shown[0].get(name) != shown[1].get(name)
    ]
    found += _of_claims(*(_claims(linked, one) for linked, one in ((before, old), (after, new))))
    found += _contradictions(before, after, event)
    if stages:
        states = [one.get(event, UNTOUCHED).state for one in stages]
        found += [Change("state", *states)] if len(set(states)) > 1 else []
    return found


def _event(linked: Linked, name: str) -> Event | None:
    return next((one for one in linked.events if one.id == name), None)


def _plain(one: Event | None) -> dict[str, Any]:
    return msgspec.to_builtins(one) if one else {}


def _claims(linked: Linked, event: Event | None) -> dict[str, Claim]:
    wanted = set(event.claims) if event else set()
    every = ((claim_key(name, claim.id), claim) for name, claims in linked.claims.items() for claim in claims)
    return {key: claim for key, claim in every if key in wanted}


def _of_claims(before: Mapping[str, Claim], after: Mapping[str, Claim]) -> list[Change]:
    found = []
    for key in dict.fromkeys((*before, *after)):
        old, new = (values(one) if one else {} for one in (before.get(key), after.get(key)))
        if not old or not new:
            found.append(Change(f"claim {key}", old or None, new or None))
            continue
        found += [
            Change(f"claim {key} {name}", old.get(name), new.get(name))
            for name in FIELDS
            if old.get(name) != new.get(name)
        ]
    return found


def _contradictions(before: Linked, after: Linked, event: str) -> list[Change]:
    sides = [{one.id: one for one in linked.contradictions if event in one.events} for linked in (before, after)]
    found = []
    for name in dict.fromkeys((*sides[0], *sides[1])):
        old, new = (f"{one.state}: {one.because}" if (one := side.get(name)) else None for side in sides)
        if old != new:
            found.append(Change(f"contradiction {name}", old, new))
    return found
