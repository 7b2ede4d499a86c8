"""The numbers of a document that its claims give, each where it stands, with the numbers beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.extraction.counts import Count, find_counts
from vidmova.extraction.numbers import find_numerals
from vidmova.lexicon.folding import fold
from vidmova.records import Claim, Passage, Report, claim_key

PLACED = ("count", "person", "group", "act")
"""Fields whose wording tells where in its passage a claim stands, the most telling first."""


class Figure(Struct, frozen=True):
    """A claim with its number and where that stands; or a number in a claim's passage that no claim gives."""

    start: int
    end: int
    low: int | None
    high: int | None
    counted: str | None
    key: str = ""
    """Key of the claim; empty for a number that no claim gives."""
    event: str = ""
    claim: Claim | None = None
    passage: Passage | None = None

    @property
    def of_group(self) -> bool:
        """Whether it may be a whole: more than one, or a group without a number."""
        if self.low is None:
            return bool(self.claim and not self.claim.person)
        return self.low > 1 or self.high is None or self.high > 1


def figures_of(report: Report, event_of: Mapping[str, str]) -> list[Figure]:
    """Return the figures of a document in order of text; none where all its claims tell of one event."""
    text = report.document.text
    if len({event_of.get(claim_key(report.document.id, claim.id)) for claim in report.claims}) < 2:
        return []
    folded = fold(text)
    by_passage: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in report.claims:
        by_passage[claim.start, claim.end].append(claim)
    found: list[Figure] = []
    for (start, end), claims in by_passage.items():
        passage = Passage(text, folded, start, end, report.document.language)
        found += _in_passage(passage, claims, report.document.id, event_of)
    return sorted(found, key=lambda figure: (figure.start, figure.end, figure.key))


def _in_passage(passage: Passage, claims: list[Claim], document: str, event_of: Mapping[str, str]) -> list[Figure]:
    counts = [one for one in find_counts(passage) if not one.share] if _may_hold_more(passage, claims) else []
    given: set[int] = set()
    found: list[Figure] = []
    for claim in claims:
        key = claim_key(document, claim.id)
        spot = _spot(claim, counts, passage)
        given.add(spot[0])
        low, high = claim.count or (None, None)
        found.append(Figure(*spot, low, high, claim.counted, key, event_of.get(key, ""), claim, passage))
    found += [
        Figure(one.start, one.end, one.low, one.high, one.counted, passage=passage)
        for one in counts
        if one.start not in given
    ]
    return found


def _may_hold_more(passage: Passage, claims: list[Claim]) -> bool:
    """Tell whether a passage has numbers that its claims do not place, which is cheaper to see than to read them."""
    numbered = [one for one in claims if one.count]
    if not numbered:
        return False
    if any(not _is_placed(one) for one in numbered):
        return True
    spans = [span for one in claims for span in one.spans if span.field != "act"]
    return any(not any(span.start <= one.start < span.end for span in spans) for one in find_numerals(passage))


def _is_placed(claim: Claim) -> bool:
    """Tell whether a claim's number has its own wording, or is that of one named person."""
    fields = {span.field for span in claim.spans}
    return "count" in fields or ("person" in fields and claim.count == (1, 1))


def _spot(claim: Claim, counts: Iterable[Count], passage: Passage) -> tuple[int, int]:
    """Return where a claim's number stands; for one without a number, where it names its people or its act."""
    for field in PLACED:
        for span in claim.spans:
            if span.field == field and claim.start <= span.start < claim.end:
                return span.start, span.end
        if field == "count" and claim.count:
            fits = [(one.start, one.end) for one in counts if (one.low, one.high) == claim.count]
            fits += [(one.start, one.end) for one in find_numerals(passage) if one.low == claim.count[0]]
            if fits:
                return fits[0]
    return claim.start, claim.start


def compatible(a: Figure, b: Figure) -> bool:
    """Tell whether two figures may count the same things: people, or what courts have of people."""
    if a.counted is None or b.counted is None or a.counted == b.counted:
        return True
    return {a.counted, b.counted} <= {"persons", "cases", "rulings"}


def smaller(a: Figure, b: Figure) -> bool:
    """Tell whether the number of one figure is surely smaller than that of another."""
    if a.low is None or b.low is None:
        return False
    top = b.high if b.high is not None else b.low
    return a.low < b.low and (a.high is None or a.high <= top)
