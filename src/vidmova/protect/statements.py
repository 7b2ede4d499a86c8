"""Makes statements of claims: values as far as they may be told, and where the released text states them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct, structs

from vidmova.entities.scripts import languages_of
from vidmova.lexicon.folding import fold
from vidmova.protect.coarsening import OPEN, Tier, coarse_court, coarse_date, coarse_place, coarse_unit, place_key
from vidmova.protect.ground import HARD, Ground
from vidmova.protect.naming import Name, Names, hidden_names
from vidmova.protect.passages import Prepared, Stretch
from vidmova.protect.redaction import cuts, redacted
from vidmova.protect.release import Place, Statement
from vidmova.protect.sensitive import sensitive
from vidmova.records import Claim, FieldSpan, Mention, Passage, Span, claim_key

RENAMED = {"person": "people"}
State = Literal["proposed", "accepted", "corrected", "added"]
STATES: dict[str, State] = {"accepted": "accepted", "corrected": "corrected", "added": "added"}


class Shift(Struct, frozen=True):
    """Where the characters of a document's passages stand once these are put together."""

    stretch: Stretch
    by: int
    """What is added to an offset."""


class Teller:
    """Tells claims of one release."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.places: dict[str, Place] = {}
        self._told = lru_cache(maxsize=50_000)(self._redacted)

    def statement(self, one: Prepared, claim: Claim, shift: Shift) -> Statement:
        """Return a claim as others may know it; its offsets point into passages that nothing was taken out of yet."""
        ground, tier, document = self.ground, shift.stretch.tier, one.report.document.id
        key = claim_key(document, claim.id)
        named = ground.named_in(document, claim)
        barred = {each.field for each in named if each.kind != "person" and ground.thing_level(each) in HARD}
        people = self.people(named)
        place = None if "place" in barred else self.place(claim.place, named, "place", tier)
        made = Statement(
            id=ground.ledger[key],
            source=ground.ledger[document],
            start=claim.start + shift.by,
            end=claim.end + shift.by,
            event=ground.ledger.get(claim.event or "", ""),
            act=claim.act,
            count=claim.count,
            approx=claim.approx,
            counted=claim.counted,
            people=people,
            group=self.said(claim.group, tier),
            category=sorted(claim.category),
            unit=None if "unit" in barred else self.unit(claim.unit, tier),
            origin=None if "origin" in barred else self.origin(claim.origin, tier),
            place=place,
            date=coarse_date(claim.date, max(tier, ground.day_tier(claim.date, [key]))),
            by=None if "by" in barred else self.by(claim, tier),
            court=None if "court" in barred else self.said(coarse_court(claim.court, tier), OPEN),
            term_months=claim.term_months,
            sentence_type=claim.sentence_type,
            charge=claim.charge,
            outcome=claim.outcome,
            absence_days=claim.absence_days,
            reason=sorted(claim.reason),
            source_said=None if "source_said" in barred else self.said(claim.source_said, tier),
            modality=claim.modality,
            state=_state(ground.holdings.states.get(key)),
            spans=[],
        )
        return _with_spans(made, claim, shift)

    def people(self, named: Iterable[Mention]) -> list[str]:
        """Return the ids of those whom a claim is about, in order of the ids."""
        meant = {str(one.entity) for one in named if one.field == "person" and one.kind == "person"}
        self.ground.used |= meant
        return sorted(self.ground.ledger[one] for one in meant)

    def place(self, name: str | None, named: Iterable[Mention], field: str, tier: Tier) -> str | None:
        """Return the id of a place, noted as far as it may be told."""
        key = place_key(name, tier) if name else ""
        identity = self.ground.ledger.get(key)
        if name is None or identity is None:
            return None
        if identity not in self.places:
            entity = next((self.ground.entities.get(str(one.entity)) for one in named if one.field == field), None)
            made = coarse_place(name, entity, tier, identity)
            if made is None:
                return None
            self.places[identity] = made
        return identity

    def origin(self, name: str | None, tier: Tier) -> str | None:
        """Return where people come from: at least a region."""
        if name is None or tier == OPEN:
            return self.said(name, tier)
        found = coarse_place(name, None, tier, "")
        return found.name if found else None

    def unit(self, name: str | None, tier: Tier) -> str | None:
        """Return a unit as far as it may be told."""
        return self.said(coarse_unit(name, tier), OPEN)

    def by(self, claim: Claim, tier: Tier) -> str | None:
        """Return who did it; a court as coarse as the court is told."""
        if claim.by is not None and (claim.by == claim.court or "court" in fold(claim.by)):
            return self.said(coarse_court(claim.by, tier), OPEN)
        return self.said(claim.by, tier)

    def said(self, value: str | None, tier: Tier) -> str | None:
        """Return words of a field or a title with marks in place of what may not be told."""
        return self._told(value, tier) if value else None

    def _redacted(self, value: str, tier: Tier) -> str:
        ground, folded = self.ground, fold(value)
        language = languages_of(value)[0]
        passage = Passage(value, folded, 0, len(value), language)
        found = []
        for one in ground.index.find(value, folded):
            shown = bool(one.people) and all(ground.is_shown(who) for who in one.people)
            found.append(Name(one.start, one.end, one.people, shown, True))
        hidden = hidden_names(passage, Names(found, frozenset()), (), ground)
        spans = [Span(one.start, one.end) for one in found if one.shown]
        return redacted(value, cuts(sensitive(passage, tier, hidden, spans), language))


def _state(said: str | None) -> State:
    return STATES.get(said or "", "proposed")


def _with_spans(made: Statement, claim: Claim, shift: Shift) -> Statement:
    """Return a statement with the wordings that stand in its stretch, of fields that are told."""
    stretch, spans = shift.stretch, []
    for one in claim.spans:
        field = RENAMED.get(one.field, one.field)
        if stretch.start <= one.start < one.end <= stretch.end and getattr(made, field, None) not in (None, [], ""):
            spans.append(FieldSpan(field, one.start + shift.by, one.end + shift.by, ""))
    return structs.replace(made, spans=sorted(spans, key=lambda one: (one.start, one.end, one.field)))


def wanted_places(every: Iterable[Prepared]) -> set[str]:
    """Return what the places of all claims are called inside, once they are as coarse as they will be told."""
    return {
        key
        for one in every
        for claim, stretch in with_stretches(one)
        if claim.place and (key := place_key(claim.place, stretch.tier))
    }


def with_stretches(one: Prepared) -> Iterable[tuple[Claim, Stretch]]:
    """Yield the claims of a document, each with the stretch it stands in."""
    for claim in one.report.claims:
        stretch = next(each for each in one.stretches if each.start <= claim.start and claim.end <= each.end)
        yield claim, stretch


def shifted(one: Prepared, between: int) -> Mapping[int, Shift]:
    """Return by how much each stretch moves once they are put together, by where it starts."""
    found, length = {}, 0
    for stretch in one.stretches:
        found[stretch.start] = Shift(stretch, length - stretch.start)
        length += stretch.end - stretch.start + between
    return found
