"""Says events, values and names in the language of the interface."""

from collections.abc import Iterable

from vidmova.records import Claim, Event, Range
from vidmova.register.searching import Happened, Named
from vidmova.register.wording import filled
from vidmova.web import codes
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

MOST_NAMES = 3
_CODED = {"category", "counted", "sentence_type", "charge", "outcome", "reason", "modality"}


def count_of(speech: Speech, bounds: Range, counted: str | None, approx: bool = False) -> str:
    """Return a number with what it counts: 12 people, ≈ 50 people, 54 people or more, 19–20 court cases."""
    low, high = bounds
    sure = codes.NOUNS.get(counted or "")
    if sure is None:
        return speech.range(bounds, approx)
    if high is None:
        return speech.several(*codes.NOUNS_OR_MORE[counted or ""], low)
    said = speech.several(*sure, high)
    number = speech.number(high)
    return said.replace(number, speech.range(bounds, approx), 1)


def number_of(speech: Speech, event: Event) -> str:
    """Return an event's number with what it counts; empty where no claim gives one."""
    if event.low is None:
        return "" if event.high is None else speech.say("up to %(number)s", number=speech.number(event.high))
    return count_of(speech, (event.low, event.high), event.counted)


def name_in(speech: Speech, named: Named) -> str:
    """Return a name as texts of the interface's language give it, a country's as the language has it."""
    if named.entity.kind == "place":
        return speech.territory(named.entity.name)
    return named.spoken.get(speech.code, named.entity.name)


def title(speech: Speech, one: Happened, kept: Snapshot) -> str:
    """Return an event in words, as pieces in the nominative: Refusal: 54 people or more, Novomykhailivka."""
    event, by_field = one.row.event, one.named
    said = codes.act(speech, event.act)
    people = [kept.named[each] for each in by_field.get("person", ()) if each in kept.named]
    names = _listed(speech, (name_in(speech, each) for each in people)) if event.person else ""
    many = not names or (event.low or 0) > len(event.person)
    who = ", ".join(piece for piece in (number_of(speech, event) if many else "", names) if piece)
    if one.category and not people:
        kinds = ", ".join(codes.code(speech, "category", code) for code in one.category)
        who = f"{who} ({kinds})" if who else kinds
    formations = (kept.named[each] for each in by_field.get("unit", ()) if each in kept.named)
    units = _listed(speech, (name_in(speech, each) for each in formations))
    place = speech.territory(event.place) if event.place else ""
    pieces = ", ".join(piece for piece in (who, units, place) if piece)
    head = said[:1].upper() + said[1:]
    return f"{head}: {pieces}" if pieces else head


def brief(speech: Speech, event: Event) -> str:
    """Return an event in fewer words, from its record alone."""
    named = ", ".join(event.person[:MOST_NAMES])
    many = not named or (event.low or 0) > len(event.person)
    who = ", ".join(piece for piece in (number_of(speech, event) if many else "", named) if piece)
    said = codes.act(speech, event.act)
    pieces = ", ".join(piece for piece in (who, speech.territory(event.place) if event.place else "") if piece)
    return f"{said[:1].upper()}{said[1:]}" + (f": {pieces}" if pieces else "")


def values_of(speech: Speech, claim: Claim) -> dict[str, str]:
    """Return the claim's filled fields in words, in the codebook's order."""
    return {name: _value(speech, claim, name, plain) for name, plain in filled(claim).items()}


def _value(speech: Speech, claim: Claim, name: str, plain: str) -> str:
    if name == "count" and claim.count:
        return speech.range(claim.count, claim.approx)
    if name == "term_months" and claim.term_months:
        return speech.term(claim.term_months)
    if name == "absence_days" and claim.absence_days:
        return speech.days(claim.absence_days)
    if name == "date":
        return speech.when(claim.date) or speech.say("not said")
    if name in {"place", "origin"}:
        return speech.territory(plain)
    if name in _CODED:
        held = getattr(claim, name)
        return ", ".join(codes.code(speech, name, one) for one in (held if isinstance(held, list) else [held]))
    return plain


def _listed(speech: Speech, names: Iterable[str]) -> str:
    every = list(names)
    shown = ", ".join(every[:MOST_NAMES])
    left = len(every) - MOST_NAMES
    return shown if left <= 0 else speech.say("%(names)s and %(n)s more", n=speech.number(left), names=shown)
