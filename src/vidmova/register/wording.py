"""Says the values of a claim in words, the same in a terminal and on a page."""

from typing import Any

from vidmova.records import Claim

_NOT_FIELDS = {"id", "start", "end", "act", "approx", "spans", "rule", "sure"}
_RANGES = {"count", "term_months", "absence_days"}


def filled(claim: Claim) -> dict[str, str]:
    """Return the claim's filled fields in words, in the codebook's order."""
    said: dict[str, str] = {}
    for name in Claim.__struct_fields__:
        value = getattr(claim, name)
        if name in _NOT_FIELDS or value in (None, [], ""):
            continue
        said[name] = readable(name, value)
    if claim.count and claim.approx:
        said["count"] = f"about {said['count']}"
    return said


def readable(name: str, value: Any) -> str:
    """Return a field's value in words: an open range as "or more", a date interval by its bounds."""
    if name in _RANGES:
        low, high = value
        return f"{low:,} or more" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if name == "date":
        return _interval(*value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _interval(start: str | None, end: str | None) -> str:
    if start is None or end is None:
        return f"since {start}" if start else f"until {end}" if end else "not known"
    return start if start == end else f"{start} to {end}"
