"""Gathers from a register as it is stored all that a release is made from."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from vidmova import __version__
from vidmova.config import read_config
from vidmova.lexicon.files import digest
from vidmova.protect.holdings import HeldFigure, HeldRow, Holdings
from vidmova.protect.release import Exposure
from vidmova.records import Claim, Event, Linked, Report, claim_key
from vidmova.register.books import linked_records, teller_of
from vidmova.register.folder import RegisterFolder
from vidmova.register.store import Store
from vidmova.review.asking import settled
from vidmova.review.decisions import EXPOSURES, Decision
from vidmova.review.log import read_decisions
from vidmova.review.settling import Settled
from vidmova.totals.asking import opened, tallied
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question
from vidmova.totals.working import rows

STATES = {"accept": "accepted", "correct": "corrected", "add": "added"}
_DECIDED = re.compile(r"decision (\d+)")


def holdings_of(folder: RegisterFolder, store: Store, questions: Sequence[Question] | None = None) -> Holdings:
    """Return all that a release of a register is made from.

    `questions` are those whose totals are published; None for one of each act, as `vidmova totals ACT` asks it.
    """
    decisions = read_decisions(folder.root)
    found = settled(store, decisions)
    linked = _linked(store, found)
    reports = _reports(store, linked.claims)
    asked = questions if questions is not None else usual_questions(linked.events)
    book = opened(linked, {one.id: teller_of(one) for one in store.document_list()})
    return Holdings(
        register=read_config(folder.root).name,
        program=__version__,
        lexicon=digest(),
        decisions=decisions[-1].seal if decisions else "",
        reports=reports,
        linked=linked,
        exposures={about: _level(one.level) for about, one in found.exposures.items()},
        states=_states(linked.claims, decisions),
        best={about: int(one.after) for about, one in found.figures.items() if about in book.events},
        figures=[figure for one in asked if (figure := _figure(one, book, found)) is not None],
    )


def usual_questions(events: Iterable[Event]) -> list[Question]:
    """Return a question for each act that events are of, each with its defaults."""
    return [Question(acts=(act,)) for act in sorted({event.act for event in events})]


def _linked(store: Store, found: Settled) -> Linked:
    return structs.replace(linked_records(store), contradictions=found.linked.contradictions)


def _reports(store: Store, claims: Mapping[str, list[Claim]]) -> list[Report]:
    return [Report(one, claims[one.id]) for one, _ in store.every_document() if claims.get(one.id)]


def _level(said: str) -> Exposure:
    for level in ("public", "as_published", "at_risk"):
        if said == level:
            return level
    assert said in EXPOSURES
    return "secret"


def _states(claims: Mapping[str, list[Claim]], decisions: Sequence[Decision]) -> dict[str, str]:
    """Return what people decided of claims, as the rule of a claim says by which decision it came to be so."""
    kinds = {one.number: one.kind for one in decisions}
    found = {}
    for document, every in claims.items():
        for claim in every:
            decided = _DECIDED.fullmatch(claim.rule)
            state = STATES.get(kinds.get(int(decided[1]), "")) if decided else None
            if state:
                found[claim_key(document, claim.id)] = state
    return found


def _figure(question: Question, known: Book, found: Settled) -> HeldFigure | None:
    """Return a total with its working; None where no event belongs to the question."""
    tally = tallied(question, known)
    working = rows(tally.pooled, tally.fitted, tally.bounds)
    if not working:
        return None
    signed = found.figures.get(" ".join(question.acts))
    return HeldFigure(
        act=",".join(question.acts),
        counted=question.counted,
        since=question.since,
        until=question.until,
        region=question.place,
        low=tally.bounds.low,
        high=tally.bounds.high,
        best=int(signed.after) if signed else None,
        working=[
            HeldRow(event=row.event, low=row.low, high=row.high, part=row.part, reason=row.reason) for row in working
        ],
    )
