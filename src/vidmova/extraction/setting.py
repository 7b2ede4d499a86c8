"""What the fields of a claim stand on: a value with its span, the act it is told of, and what the story said before."""

from collections.abc import Sequence
from typing import Any, TypeVar

from msgspec import Struct

from vidmova.extraction.actors import apart
from vidmova.extraction.acts import ActHit
from vidmova.extraction.findings import Findings
from vidmova.records import FieldSpan, Located

JUDGED = frozenset({"sentence", "ruling"})
PRESUPPOSED = frozenset({"awol", "refuse", "resign", "desert", "leave_country", "charge", "asylum"})
FOLLOWING = frozenset({"sentence", "ruling", "detain", "dismiss", "deport", "send_back", "deny"})

S = TypeVar("S", bound=Located)


class Valued(Struct, frozen=True):
    """A field's value and the span that states it."""

    field: str
    value: Any
    start: int
    end: int

    def span(self, text: str) -> FieldSpan:
        """Return the field span, with its wording from the document's text."""
        return FieldSpan(self.field, self.start, self.end, text[self.start : self.end])


class Setting(Struct, frozen=True):
    """When and where a story is, as last told, and in which sentences and paragraphs that was."""

    date: Valued | None = None
    default: Valued | None = None
    """The days that a text reviews by its own words, for what courts and offices did in them."""
    period: Valued | None = None
    """The last span of months or years that a sentence with a number told of."""
    dated: frozenset[str] = frozenset()
    """The acts that the sentence with the date told of."""
    date_at: int = -99
    date_paragraph: int = -99
    court: tuple[Valued, ...] = ()
    """Court, its role and the charge of the last judgment told."""
    court_at: int = -99
    court_paragraph: int = -99
    bench: tuple[str, ...] = ()
    """The courts that the text has named so far."""
    bench_at: int = -99
    """The sentence that last spoke of a court."""
    places: dict[str, Valued] = {}
    """Where the acts of the last sentence with claims were."""
    told_at: int = -99
    paragraph: int = -99
    scope: Valued | None = None
    """The region or country whose cases a text counts."""
    abroad: Valued | None = None
    """The foreign country or town that the story was in last, and in which sentence."""
    land: str | None = None
    """Its country."""
    abroad_at: int = -99


def nearest(found: Sequence[S], hit: ActHit, findings: Findings) -> S | None:
    """Return the finding nearest to the hit, the earlier of two; commas and other ends of clauses part them."""
    folded = findings.passage.folded
    return min(found, key=lambda one: (apart(one.start, one.end, hit, folded), one.start), default=None)


def told_of(said: Located, hit: ActHit, findings: Findings) -> ActHit:
    """Return the act of the sentence that a date or place stands nearest to."""
    folded = findings.passage.folded
    others = [other for other in findings.hits if other.act != hit.act]
    return min([hit, *others], key=lambda other: apart(said.start, said.end, other, folded))
