"""All of linking: the steps, and their order."""

from collections.abc import Mapping

from msgspec import structs

from vidmova.entities.resolving import resolve
from vidmova.linking.cases import find_cases
from vidmova.linking.chains import find_chains
from vidmova.linking.contradictions import find_contradictions
from vidmova.linking.events import Joined, find_events
from vidmova.linking.relations import find_relations, subset_of
from vidmova.linking.tellings import find_tellings
from vidmova.records import Claim, Judgement, Linked, Report, claim_key


def link(reports: list[Report], judged: Mapping[frozenset[str], Judgement] | None = None) -> Linked:
    """Join the claims of all documents, given in the order of receipt; `judged` holds what people decided."""
    tellings = find_tellings(reports)
    entities, mentions = resolve(reports)
    joined = find_events(reports, tellings, judged or {})
    relations = find_relations(reports, joined)
    wholes = subset_of(relations)
    events = [structs.replace(event, subset_of=wholes.get(event.id)) for event in joined.events]
    joined = structs.replace(joined, events=events)
    return Linked(
        claims={report.document.id: _placed(report, joined, wholes) for report in reports},
        entities=entities,
        mentions=mentions,
        events=events,
        links=joined.links,
        relations=relations,
        contradictions=find_contradictions(reports, joined, relations, tellings),
        tellings=tellings,
        chains=find_chains(reports, tellings),
        cases=find_cases(joined, entities, mentions, reports),
    )


def _placed(report: Report, joined: Joined, wholes: Mapping[str, str]) -> list[Claim]:
    placed = []
    for claim in report.claims:
        event = joined.event_of.get(claim_key(report.document.id, claim.id))
        placed.append(structs.replace(claim, event=event, subset_of=wholes.get(event or "")))
    return placed
