"""Spreads protection: what is hidden in one passage is hidden wherever it would be told all the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from vidmova.protect.coarsening import OPEN, Tier
from vidmova.protect.ground import Ground
from vidmova.protect.passages import Draft, Prepared, few
from vidmova.protect.statements import with_stretches
from vidmova.records import Claim, claim_key

Value = tuple[str, str]


def spread(drafts: Sequence[Draft], ground: Ground) -> None:
    """Let passages be as strict as those of their event, and as those of their document with the same day or place."""
    _within_events(drafts, ground)
    for draft in drafts:
        _within(draft)
        _note_days(draft, ground)


def _within_events(drafts: Sequence[Draft], ground: Ground) -> None:
    """Raise passages that tell of few people, or of nobody says how many, to the strictest of their event."""
    strictest: dict[str, Tier] = {}
    for draft, number in _every(drafts):
        for claim in draft.claims[number]:
            if claim.event:
                strictest[claim.event] = max(strictest.get(claim.event, 0), draft.tiers[number])
    for draft, number in _every(drafts):
        tiers = [
            strictest[claim.event]
            for claim in draft.claims[number]
            if claim.event and (claim.count is None or few(claim, ground.policy.smallest))
        ]
        draft.tiers[number] = max([draft.tiers[number], *tiers])


def _every(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, int]]:
    return ((draft, number) for draft in drafts for number in range(len(draft.spans)))


def _within(draft: Draft) -> None:
    """Raise passages of a document to the strictest that tells of the same day, place or unit."""
    strictest: defaultdict[Value, Tier] = defaultdict(lambda: 0)
    for number, claims in enumerate(draft.claims):
        for value in _values(claims):
            strictest[value] = max(strictest[value], draft.tiers[number])
    for number, claims in enumerate(draft.claims):
        draft.tiers[number] = max([draft.tiers[number], *(strictest[value] for value in _values(claims))])


def _note_days(draft: Draft, ground: Ground) -> None:
    """Note the days that passages of a document do not tell: no other date of it may begin or end with one."""
    document = draft.report.document.id
    ground.documents |= {claim_key(document, one.id): document for one in draft.report.claims}
    for number, claims in enumerate(draft.claims):
        for side in (side for claim in claims for side in claim.date or ()):
            if side is not None and draft.tiers[number] and not is_border(side):
                key = document, side
                ground.days[key] = max(ground.days.get(key, OPEN), draft.tiers[number])


def note_taken_days(every: Iterable[Prepared], ground: Ground) -> None:
    """Note days whose wording is taken out of a passage because another of its document hides the same words."""
    for one in every:
        for claim, stretch in with_stretches(one):
            first, last = claim.date or (None, None)
            days = [each for each in stretch.found if each.kind == "day"] if first and first == last else ()
            dated = (span for span in claim.spans if span.field == "date")
            if first and any(each.start < span.end and span.start < each.end for span in dated for each in days):
                ground.taken_days.add((one.report.document.id, first))


def is_border(day: str) -> bool:
    """Tell whether a day is the first or the last of a month, as it is of whole months and years too."""
    told = date.fromisoformat(day)
    return told.day == 1 or (told + timedelta(days=1)).day == 1


def _values(claims: Iterable[Claim]) -> Iterator[Value]:
    for claim in claims:
        first, last = claim.date or (None, None)
        if first and first == last:
            yield "day", first
        elif last and not first:
            yield "day", last
        if claim.place:
            yield "place", claim.place
        if claim.unit:
            yield "unit", claim.unit
