"""A dispute between two claims, and the words in which a reader is told of it."""

import re
from collections.abc import Sequence

from msgspec import Struct

from vidmova.linking.conflicts import Contrast
from vidmova.linking.crediting import is_own, named
from vidmova.linking.personhood import age_of
from vidmova.linking.stances import Side
from vidmova.records import ContradictionKind, FieldSpan

LONGEST_QUOTE = 80
MOST_NAMED = 3
"""How many sources of a side are named to a reader."""
_FOLLOWING = re.compile(r"(?: [^\W\d_]+){1,2}")
ACTS = {
    "refuse": "the refusal",
    "resign": "the resignation",
    "awol": "the absence without leave",
    "desert": "the desertion",
    "leave_country": "the departure from the country",
    "asylum": "the request for asylum",
    "deport": "the deportation",
    "dismiss": "the dismissal",
    "threaten": "the threat",
    "detain": "the detention",
    "ill_treat": "the ill-treatment",
    "kill": "the killing",
    "shame": "the shaming",
    "deny": "the denial of a request",
    "send_back": "the sending back to the front",
    "charge": "the case opened",
    "sentence": "the sentence",
    "lawsuit": "the suit",
    "ruling": "the ruling",
    "casualties": "the losses",
    "strength": "the size of the force",
    "aid": "the help asked for",
    "norm": "the rule",
}
AGREED = ("person", "unit", "origin", "count", "date", "place", "court", "term", "category")
"""The fields that are named to a reader as what both sides say alike."""


class Dispute(Struct, frozen=True):
    """Two claims of one happening that cannot both be true."""

    kind: ContradictionKind
    a: Side
    b: Side
    seen: Contrast


def valued(side: Side, dispute: Dispute) -> str:
    """Return what a claim says of the matter in dispute, in words."""
    return "; ".join(said for field in dispute.seen.against if (said := _value(side, field)))


def _value(side: Side, field: str) -> str:
    claim = side.traits.claim
    match field:
        case "count" | "counted":
            return f"{_number(claim.count, claim.approx)} {claim.counted or 'persons'}"
        case "date":
            return _days(claim.date)
        case "person":
            return ", ".join(claim.person)
        case "category":
            return ", ".join(claim.category)
        case "age":
            told = age_of(side)
            return f"{told[0]} years old" if told else ""
        case "modality":
            return "it happened" if claim.modality == "asserted" else "it did not happen"
        case _:
            return str(getattr(claim, field, None) or "")


def _number(count: tuple[int, int | None] | None, approx: bool) -> str:
    if count is None:
        return "a number of"
    low, high = count
    said = str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}"
    return f"about {said}" if approx else said


def _days(date: tuple[str | None, str | None] | None) -> str:
    if date is None:
        return ""
    first, last = date
    return str(first) if first == last else f"{first or 'unknown'} to {last or 'unknown'}"


def explained(disputes: Sequence[Dispute], rows: Sequence[Sequence[Side]]) -> str:
    """Return a sentence that tells a reader who says what, in which words, and why it is taken for one happening."""
    dispute = disputes[0]
    told = []
    for row in rows:
        side = row[0]
        own = next(one for one in disputes if side.key in (one.a.key, one.b.key))
        told.append(
            f"{_sources(row)} {'say' if len(_names(row)) > 1 else 'says'} {valued(side, own)}{_quoted(side, own)}"
        )
    act = ACTS.get(dispute.a.traits.claim.act, dispute.a.traits.claim.act)
    return f"Of {act}, {'; '.join(told)}; {_alike(dispute)}."


def _names(row: Sequence[Side]) -> list[str]:
    return list(dict.fromkeys(_source(side) for side in row))


def _sources(row: Sequence[Side]) -> str:
    names = _names(row)
    if len(names) > MOST_NAMED:
        return f"{'; '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])} and {names[-1]}"


def _source(side: Side) -> str:
    said = side.traits.claim.source_said
    name = named(side.document)
    return f"{name} (citing {said})" if said and not is_own(said, side.document) else name


def _quoted(side: Side, dispute: Dispute) -> str:
    fields = [{"counted": "count", "age": "person"}.get(one, one) for one in dispute.seen.against]
    text = side.document.text
    quotes = [_wording(text, span) for span in side.traits.claim.spans if span.field in fields]
    if "age" in dispute.seen.against and (told := age_of(side)):
        quotes.append(told[1])
    return f" (“{'”, “'.join(dict.fromkeys(quotes))}”)" if quotes else ""


def _wording(text: str, span: FieldSpan) -> str:
    """Return the words of a value, a number's with the words that say of what."""
    end = span.end
    if span.field == "count" and (following := _FOLLOWING.match(text, end)):
        end = following.end()
    words = text[span.start : end]
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rstrip() + "…"


def _alike(dispute: Dispute) -> str:
    agreed = [one for one in AGREED if dispute.seen.weight(one) > 0]
    same = [f"{one} ({said})" for one in agreed if (said := _agreed_value(dispute.a, one))]
    if dispute.kind == "translation":
        begin = "one text repeats the other in another language"
        return f"{begin}, with the same {', '.join(same)}" if same else begin
    return f"both give the same {', '.join(same)}" if same else "both tell of one happening"


def _agreed_value(side: Side, field: str) -> str:
    if field == "term":
        months = side.traits.claim.term_months
        return f"{months[0]} months" if months else ""
    return _value(side, field)
