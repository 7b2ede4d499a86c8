"""The bounds that its own date sets to what a short text tells without one: it had happened by then."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from vidmova.extraction.dates import Dated
from vidmova.extraction.story import SHORT_TEXT
from vidmova.records import Claim, FieldSpan, Interval

BACKGROUND = frozenset({"awol", "desert", "resign", "deny", "aid", "lawsuit", "asylum", "leave_country"})
"""What a text tells as what had gone before, or goes on, without a day of its own."""


def bounded(claims: Iterable[Claim], published: date | None, line: Dated | None, text: str) -> Iterator[Claim]:
    """Yield the claims, those without a date that are background in a short text bounded by its masthead."""
    for claim in claims:
        if published and line and claim.date is None and claim.act in BACKGROUND and len(text) <= SHORT_TEXT:
            span = FieldSpan("date", line.start, line.end, text[line.start : line.end])
            spans = sorted([*claim.spans, span], key=lambda one: (one.start, one.end, one.field))
            claim = replace(claim, date=_bound(claim, published.isoformat()), spans=spans)
        yield claim


def _bound(claim: Claim, published: str) -> Interval:
    """Return the time until publication for what is told to have been or not been, after it for what may be."""
    return (published, None) if claim.modality == "possible" else (None, published)
