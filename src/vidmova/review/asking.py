"""What decisions come to in a register as it is stored: what to look at next, signed figures, exposure."""

from collections.abc import Sequence

from vidmova.records import Contradiction, Event, Link, Linked, Mention
from vidmova.register.store import Store
from vidmova.review.applying import applied, documents_of
from vidmova.review.decisions import Decision
from vidmova.review.questions import Question
from vidmova.review.settling import Settled, queue, settle


def settled(store: Store, decisions: Sequence[Decision]) -> Settled:
    """Return what decisions say of the register as it was linked last; reads only the documents that they are about."""
    linked = Linked(
        claims={},
        events=store.every(Event),
        mentions=store.every(Mention) if any(one.kind == "exposure" for one in decisions) else [],
        contradictions=store.every(Contradiction),
        links=store.every(Link),
    )
    return settle(linked, applied(store.reports_of(documents_of(decisions)), decisions))


def questions(store: Store, decisions: Sequence[Decision]) -> list[Question]:
    """Return all that a person should look at, what the totals hang on first."""
    found = settled(store, decisions)
    return queue(found.linked, found.questions)
