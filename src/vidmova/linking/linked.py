"""All of linking: the steps, and their order."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import structs

from vidmova.entities.resolving import resolve
from vidmova.linking.cases import find_cases
from vidmova.linking.chains import find_chains
from vidmova.linking.contradictions import find_contradictions
from vidmova.linking.events import Joined, find_events
from vidmova.linking.relations import find_relations, subset_of
from vidmova.linking.tellings import find_tellings
from vidmova.records import Claim, Judgement, Linked, Relation, Report, Telling, claim_key

Judged = Mapping[frozenset[str], Judgement]


def link(reports: list[Report], judged: Judged | None = None) -> Linked:
    """Join the claims of all documents, given in the order of receipt; `judged` holds what people decided."""
    with _uncollected():
        return _linked(reports, judged)


def _linked(reports: list[Report], judged: Judged | None) -> Linked:
    tellings = find_tellings(reports)
    joined, relations = _joined(reports, tellings, judged)
    entities, mentions = resolve(reports)
    return Linked(
        claims=_placed(reports, joined),
        entities=entities,
        mentions=mentions,
        events=joined.events,
        links=joined.links,
        relations=relations,
        contradictions=find_contradictions(reports, joined, relations, tellings),
        tellings=tellings,
        chains=find_chains(reports, tellings),
        cases=find_cases(joined, entities, mentions, reports),
    )


def place(reports: list[Report]) -> dict[str, list[Claim]]:
    """Return the claims with their event and the event it is part of, by document, and nothing else of linking."""
    joined, _ = _joined(reports, find_tellings(reports), None)
    return _placed(reports, joined)


@contextmanager
def _uncollected() -> Iterator[None]:
    # None of the many records refers to itself over others; looking for such circles takes a fifth of the time.
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _joined(reports: list[Report], tellings: list[Telling], judged: Judged | None) -> tuple[Joined, list[Relation]]:
    joined = find_events(reports, tellings, judged or {})
    relations = find_relations(reports, joined)
    wholes = subset_of(relations)
    events = [structs.replace(event, subset_of=wholes.get(event.id)) for event in joined.events]
    return structs.replace(joined, events=events), relations


def _placed(reports: list[Report], joined: Joined) -> dict[str, list[Claim]]:
    wholes = {event.id: event.subset_of for event in joined.events}
    placed = {}
    for report in reports:
        keys = [claim_key(report.document.id, claim.id) for claim in report.claims]
        events = [joined.event_of[key] for key in keys]
        placed[report.document.id] = [
            structs.replace(claim, event=event, subset_of=wholes[event])
            for claim, event in zip(report.claims, events, strict=True)
        ]
    return placed
