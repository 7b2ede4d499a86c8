"""Says in a sentence why two claims are held to tell of one event, or may do so."""

from collections.abc import Callable, Mapping

from vidmova.linking.traits import Traits
from vidmova.linking.weights import Weights
from vidmova.records import Claim, Interval, Judgement, Range

FOR, AGAINST = 3, 2
"""How many reasons are told at most on each side."""
_OPENINGS: dict[Judgement, str] = {"same": "One event", "possible": "Perhaps one event", "different": "Two events"}


def because(a: Traits, b: Traits, levels: Mapping[str, str], judgement: Judgement, weights: Weights) -> str:
    """Return the sentence: what speaks most for one event, then what speaks most against it."""
    added = weights.of(levels, a.document == b.document)
    ordered = sorted(added, key=lambda name: -abs(added[name]))
    told = {name: _said(name, a, b, weights.features[name][levels[name]].says) for name in ordered}
    spoken = [told[name] for name in ordered if told[name] and added[name] > 0][:FOR]
    objections = [told[name] for name in ordered if told[name] and added[name] < 0][:AGAINST]
    reasons = "; ".join(spoken) or "both tell of the same act"
    return f"{_OPENINGS[judgement]}: {reasons}" + (f"; but {'; '.join(objections)}" if objections else "") + "."


def decided(judgement: Judgement) -> str:
    """Return the sentence for a pair that a person judged."""
    return f"{_OPENINGS[judgement]}: a person judged so."


def _said(name: str, a: Traits, b: Traits, says: str) -> str:
    return says.format(a=value(name, a.claim), b=value(name, b.claim)) if says else ""


def value(name: str, claim: Claim) -> str:
    """Return what a claim says in a feature, in words."""
    written = _VALUES.get(name)
    return written(claim) if written else str(getattr(claim, name, "") or "")


def number(count: Range | None, approx: bool = False) -> str:
    """Return a count in words: 60, about 60, at least 60, up to 60, 50 to 60."""
    if count is None:
        return ""
    low, high = count
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"about {low:,}" if approx else f"{low:,}"
    return f"up to {high:,}" if low <= 1 else f"{low:,} to {high:,}"


def period(interval: Interval | None) -> str:
    """Return an interval of dates in words."""
    if interval is None:
        return ""
    start, end = interval
    if start == end:
        return start or ""
    if not start or not end:
        return f"since {start}" if start else f"until {end}"
    return f"{start} to {end}"


_VALUES: dict[str, Callable[[Claim], str]] = {
    "who": lambda claim: ", ".join(claim.person) or number(claim.count, claim.approx),
    "category": lambda claim: ", ".join(claim.category),
    "date": lambda claim: period(claim.date),
    "term": lambda claim: number(claim.term_months),
    "absence": lambda claim: number(claim.absence_days),
}
