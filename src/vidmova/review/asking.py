"""What decisions come to in a register as it is stored: what to look at next, signed figures, exposure."""

from collections.abc import Sequence

from vidmova.records import Contradiction, Event, Link, Linked, Mention
from vidmova.register.store import Store
from vidmova.review.applying import Applied, applied, documents_of
from vidmova.review.decisions import Decision
from vidmova.review.questions import Question
from vidmova.review.settling import Settled, queue, settle


def settled(store: Store, decisions: Sequence[Decision]) -> Settled:
    """Return what decisions say of the register as it was linked last; reads only the documents that they are about."""
    return _settled(store, _ground(store, decisions), any(one.kind == "exposure" for one in decisions))


def questions(store: Store, decisions: Sequence[Decision]) -> list[Question]:
    """Return all that a person should look at, what the totals hang on first."""
    found = settled(store, decisions)
    return queue(found.linked, found.questions)


def unjudged(store: Store, decisions: Sequence[Decision]) -> list[Question]:
    """Return the same without pairs on which a decision stands: also one that it cannot be known is an answer."""
    ground = _ground(store, decisions)
    found = _settled(store, ground, any(one.kind == "exposure" for one in decisions))
    every = queue(found.linked, found.questions)
    return [one for one in every if one.kind != "link" or frozenset(one.claims) not in ground.judged]


def _ground(store: Store, decisions: Sequence[Decision]) -> Applied:
    return applied(store.reports_of(documents_of(decisions)), decisions)


def _settled(store: Store, ground: Applied, named: bool) -> Settled:
    linked = Linked(
        claims={},
        events=store.every(Event),
        mentions=store.every(Mention) if named else [],
        contradictions=store.every(Contradiction),
        links=store.every(Link),
    )
    return settle(linked, ground)
