"""Prepares a document for a release: which passages leave, how far their people may be seen, and what is taken out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from vidmova.lexicon.folding import fold
from vidmova.protect.coarsening import (
    OPEN,
    PRIVATE,
    RISK,
    WIDE,
    Tier,
    coarse_court,
    coarse_date,
    coarse_unit,
    located,
    region_of,
)
from vidmova.protect.cues import READ, Cue, cues
from vidmova.protect.evening import evened
from vidmova.protect.ground import HARD, Ground
from vidmova.protect.naming import Name, Names, hidden_names, names_in
from vidmova.protect.sensitive import Found, apart, proper, sensitive
from vidmova.records import Claim, FieldSpan, Passage, Report, Span, claim_key

THINGS = frozenset({"unit", "court", "place", "origin"})
ALONE = frozenset({"anonymous", "minors", "singling"})
"""Wordings that lead to somebody even where nobody is named."""
WITH_FEW = frozenset({"relatives", "hiding", "pseudonyms"})
"""Wordings that do so where few are meant."""
SPREAD = frozenset({"day", "place", "unit"})
SHORTEST = 4
UNTOLD = frozenset({"changed", "anonymous"})
"""Wordings of which a document is not named."""


class Stretch(Struct, frozen=True):
    """Characters that leave: a passage of a claim, or of several that overlap."""

    start: int
    end: int
    tier: Tier
    found: tuple[Found, ...]


class Prepared(Struct, frozen=True):
    """A document as far as it leaves."""

    report: Report
    """With unseen characters taken out, and without claims of secret people."""
    stretches: list[Stretch]
    withheld: str | None


class Draft(Struct):
    """A document of which it is known what leaves, and not yet what is taken out of it."""

    report: Report
    withheld: str | None
    spans: list[Span]
    claims: list[list[Claim]]
    """Of each span."""
    hidden: list[list[Found]]
    shown: list[list[Span]]
    tiers: list[Tier]


def drafted(received: Report, ground: Ground) -> Draft | None:
    """Return a document with its passages and how far their people may be seen; None where no claim may leave."""
    report = evened(received)
    folded = fold(report.document.text)
    names = names_in(report, folded, ground, report is not received)
    said = cues(folded, report.document.language)
    kept = _without_secret(report, names, ground)
    ground.removals.add("claim", "secret", len(report.claims) - len(kept))
    if not kept:
        return None
    draft = Draft(structs.replace(report, claims=kept), _withheld(names, said, ground), merged(kept), [], [], [], [])
    for span in draft.spans:
        _draft(draft, span, folded, names, said, ground)
    return draft


def prepared(draft: Draft, ground: Ground) -> Prepared:
    """Return a document with all that is taken out of its passages."""
    folded = fold(draft.report.document.text)
    stretches = [_stretch(draft, number, folded, ground) for number in range(len(draft.spans))]
    stretches = alike_everywhere(stretches, folded)
    for stretch in stretches:
        for one in stretch.found:
            why = "risk" if stretch.tier == RISK else "private" if stretch.tier else "always"
            ground.removals.add(one.kind, why)
    return Prepared(draft.report, stretches, draft.withheld)


def merged(claims: Iterable[Claim]) -> list[Span]:
    """Return the passages of claims, those that overlap as one, in order."""
    found: list[Span] = []
    for claim in sorted(claims, key=lambda one: (one.start, one.end)):
        if found and claim.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, claim.end))
        else:
            found.append(Span(claim.start, claim.end))
    return found


def _without_secret(report: Report, names: Names, ground: Ground) -> list[Claim]:
    """Return the claims that tell of nobody secret, and share no characters with one that does."""
    secret, secret_fields = ground.secret, ground.secret_fields
    if not secret and not secret_fields:
        return report.claims
    places = [one for one in names.found if secret.intersection(one.people)]
    gone = [
        claim
        for claim in report.claims
        if any(one.start < claim.end and claim.start < one.end for one in places)
        or any(
            one.kind == "person" and (str(one.entity) in secret or (str(one.entity), one.field) in secret_fields)
            for one in ground.named_in(report.document.id, claim)
        )
    ]
    return [
        claim for claim in report.claims if not any(one.start < claim.end and claim.start < one.end for one in gone)
    ]


def _withheld(names: Names, said: Sequence[Cue], ground: Ground) -> str | None:
    """Return why a document is not named: it names somebody at risk, or says that it hides somebody."""
    levels = {ground.level(who) for one in names.found if one.sure for who in one.people}
    levels |= {ground.level(who) for who in names.people}
    for level in reversed(HARD):
        if level in levels:
            return level
    return "anonymous" if any(cue.rule in UNTOLD for cue in said) else None


def alike_everywhere(stretches: Sequence[Stretch], folded: str) -> list[Stretch]:
    """Return stretches with the days, places, units and words of strangers' names that leave one of them out of all."""
    wanted: dict[str, Found] = {}
    if len(stretches) < 2:
        return list(stretches)
    for one in (one for stretch in stretches for one in stretch.found if _spreads(one, folded)):
        wanted.setdefault(folded[one.start : one.end], one)
    wanted = {said: one for said, one in wanted.items() if len(said) >= SHORTEST}
    if not wanted:
        return list(stretches)
    return [_with_those(stretch, wanted, folded) for stretch in stretches]


def _spreads(one: Found, folded: str) -> bool:
    """Tell whether a wording is hidden in all of a document: also a word taken for the name of somebody unknown."""
    stranger = one.kind == "name" and not one.instead
    return one.kind in SPREAD or (stranger and folded[one.start : one.end].isalpha())


def _with_those(stretch: Stretch, wanted: Mapping[str, Found], folded: str) -> Stretch:
    more = [
        Found(at, at + len(said), one.kind, one.instead)
        for said, one in wanted.items()
        for at in _places_of(said, folded, stretch)
        if not any(each.start < at + len(said) and at < each.end for each in stretch.found)
    ]
    return structs.replace(stretch, found=tuple(apart([*stretch.found, *more]))) if more else stretch


def _places_of(said: str, folded: str, stretch: Stretch) -> Iterator[int]:
    """Yield where a wording stands in a stretch as whole words."""
    at = folded.find(said, stretch.start, stretch.end)
    while at >= 0:
        end = at + len(said)
        if not (folded[at - 1 : at].isalnum() and at) and not folded[end : end + 1].isalnum():
            yield at
        at = folded.find(said, end, stretch.end)


def _passage(draft: Draft, span: Span, folded: str) -> Passage:
    document = draft.report.document
    language = document.language if document.language in READ else "en"
    return Passage(document.text, folded, span.start, span.end, language)


def _draft(draft: Draft, span: Span, folded: str, names: Names, said: Sequence[Cue], ground: Ground) -> None:
    """Note the claims of a passage, the names in it, and how far its people may be seen."""
    document = draft.report.document.id
    claims = [one for one in draft.report.claims if span.start <= one.start and one.end <= span.end]
    inside = names.within(span.start, span.end)
    hidden = hidden_names(_passage(draft, span, folded), names, _known(document, claims, ground), ground)
    tier = _tier(document, claims, hidden, inside, ground)
    rules = {cue.rule for cue in said if span.start <= cue.start < span.end}
    draft.claims.append(claims)
    draft.hidden.append(hidden)
    draft.shown.append([Span(one.start, one.end) for one in inside if one.shown])
    draft.tiers.append(RISK if rules & ALONE or (rules & WITH_FEW and tier != OPEN) else tier)


def _stretch(draft: Draft, number: int, folded: str, ground: Ground) -> Stretch:
    span, tier = draft.spans[number], draft.tiers[number]
    passage = _passage(draft, span, folded)
    found = sensitive(passage, tier, draft.hidden[number], draft.shown[number])
    found = apart([*found, *_fields(draft.report, draft.claims[number], span, tier, found, ground)])
    return Stretch(span.start, span.end, tier, tuple(found))


def _known(document: str, claims: Iterable[Claim], ground: Ground) -> list[Span]:
    """Return where claims name what is no person."""
    found = [Span(one.start, one.end) for claim in claims for one in claim.spans if one.field in THINGS]
    named = (one for claim in claims for one in ground.named_in(document, claim) if one.kind != "person")
    return [*found, *(Span(one.start, one.end) for one in named if one.start is not None and one.end is not None)]


def _tier(
    document: str, claims: Sequence[Claim], hidden: Sequence[Found], names: Sequence[Name], ground: Ground
) -> Tier:
    people = {who for one in names if not one.shown for who in one.people}
    people |= {
        str(one.entity)
        for claim in claims
        for one in ground.named_in(document, claim)
        if one.kind == "person" and not ground.is_shown(str(one.entity))
    }
    fields = {
        ground.level(str(one.entity), one.field)
        for claim in claims
        for one in ground.named_in(document, claim)
        if one.kind == "person"
    }
    if any(ground.is_hard(who) for who in people) or fields.intersection(HARD):
        return RISK
    if people or hidden or any(few(claim, ground.policy.smallest) for claim in claims):
        return PRIVATE
    return OPEN


def few(claim: Claim, smallest: int) -> bool:
    """Tell whether a claim tells of fewer people or cases than may be told of exactly."""
    if claim.count is None or claim.person:
        return False
    low, high = claim.count
    return 0 < (low if high is None else high) < smallest


def _fields(
    report: Report, claims: Iterable[Claim], span: Span, tier: Tier, found: Sequence[Found], ground: Ground
) -> list[Found]:  # fmt: skip
    """Return the wordings of fields that may not be told so finely, where the finders saw nothing."""
    made, document, text = [], report.document.id, report.document.text
    for claim in claims:
        barred = {one.field for one in ground.named_in(document, claim) if one.kind != "person"
                  and ground.thing_level(one) in HARD}  # fmt: skip
        for one in claim.spans:
            inside = span.start <= one.start and one.end <= span.end
            if inside and (one.field in barred or _finer(claim, one, tier)) and not _over(one, found):
                if KIND.get(one.field) == "place" and not proper(text, one):
                    continue
                made.append(Found(one.start, one.end, KIND.get(one.field, "place")))
    return made


KIND = {"date": "day", "place": "place", "origin": "place", "unit": "unit", "court": "place", "by": "unit",
        "source_said": "name"}  # fmt: skip


def _finer(claim: Claim, span: FieldSpan, tier: Tier) -> bool:
    if tier == OPEN:
        return False
    match span.field:
        case "date":
            return coarse_date(claim.date, tier) != claim.date
        case "place" | "origin":
            return finer_place(claim.place if span.field == "place" else claim.origin)
        case "unit":
            return coarse_unit(claim.unit, tier) != claim.unit
        case "court":
            return coarse_court(claim.court, tier) != claim.court
    return False


def finer_place(name: str | None) -> bool:
    """Tell whether a place is smaller than a region, or unknown."""
    known = located(name) if name else None
    return name is not None and (known is None or known.precision not in WIDE or region_of(known) is None)


def _over(span: FieldSpan, found: Iterable[Found]) -> bool:
    return any(one.start < span.end and span.start < one.end for one in found)


def keys_of_claims(one: Prepared) -> list[str]:
    """Return the keys of the claims that leave."""
    return [claim_key(one.report.document.id, claim.id) for claim in one.report.claims]
