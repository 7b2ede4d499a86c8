"""What the claims of one event say together: numbers, people, date, place, and a title."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from vidmova.entities.comparing import DIFFERENT
from vidmova.extraction.romanise import romanise
from vidmova.linking.features import IMPERSONAL, Sight
from vidmova.linking.reasons import number
from vidmova.linking.traits import OPEN, Traits
from vidmova.linking.weights import Weights
from vidmova.records import Event, Interval, Range, Report

NAMED = 2
"""How many people a title names."""


def happening(name: str, told: Sequence[Traits], reports: Sequence[Report], sight: Sight, weights: Weights) -> Event:
    """Return the event that the claims, in order of receipt, tell of."""
    asserted = [one for one in told if one.claim.modality == "asserted"]
    count = bounds(asserted)
    people = names(told, sight)
    when = dates(asserted or told)
    place = where(asserted or told, sight)
    modality = "asserted" if asserted else _most(one.claim.modality for one in told) or "asserted"
    event = Event(
        id=name,
        act=told[0].claim.act,
        title="",
        claims=[one.key for one in told],
        documents=list(dict.fromkeys(reports[one.document].document.id for one in told)),
        low=count[0] if count else None,
        high=count[1] if count else None,
        counted=_most(one.claim.counted for one in asserted),
        person=people,
        date=when,
        place=place,
        modality=modality,
    )
    language = reports[told[0].document].document.language
    return _titled(event, told, language, weights)


def bounds(told: Iterable[Traits]) -> Range | None:
    """Return the smallest and the largest number told; a named member is no number of the group."""
    counts = [one.claim.count for one in told if one.claim.count]
    groups = [count for count in counts if count != (1, 1)] or counts
    if not groups:
        return None
    highs = [high for _, high in groups]
    return min(low for low, _ in groups), None if None in highs else max(high or 0 for high in highs)


def names(told: Iterable[Traits], sight: Sight) -> list[str]:
    """Return the people named, each in the form used most, the longest of several."""
    used = Counter(name for one in told for name in one.claim.person)
    people: list[list[str]] = []
    for name in used:
        known = next((forms for forms in people if _one_person(name, forms, sight)), None)
        if known is None:
            people.append([name])
        else:
            known.append(name)
    return [max(forms, key=lambda form: (used[form], len(form))) for forms in people]


def _one_person(name: str, forms: list[str], sight: Sight) -> bool:
    return any(sight.compare("person", name, form).score > DIFFERENT for form in forms)


def dates(told: Iterable[Traits]) -> Interval | None:
    """Return the tightest interval that agrees with most of the dates told."""
    known = [one.dates for one in told if one.dates]
    if not known:
        return None
    whole = [(start, end) for start, end in known if start <= end]
    starts, ends = sorted(start for start, _ in whole), sorted(end for _, end in whole)
    # What has begun and not ended: looking at each date for each of them would take the square of their number.

    def agreeing(point: int) -> tuple[int, int]:
        return bisect_right(starts, point) - bisect_left(ends, point), -point

    best = max({start for start, _ in known}, key=agreeing)
    covering = [one for one in known if one[0] <= best <= one[1]]
    return _iso(max(start for start, _ in covering)), _iso(min(end for _, end in covering))


def _iso(day: int) -> str | None:
    return None if day in (0, OPEN) else date.fromordinal(day).isoformat()


def where(told: Iterable[Traits], sight: Sight) -> str | None:
    """Return the place that most claims name or that lies in what they name, the more specific of two."""
    used = Counter(one.claim.place for one in told if one.claim.place)
    best, most = None, (0, 0)
    for place in used:
        agreed = sum(many for other, many in used.items() if place == other or sight.lies_in(place, other))
        if (agreed, used[place]) > most:
            best, most = place, (agreed, used[place])
    return best


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value).most_common(1)
    return counted[0][0] if counted else None


def _titled(event: Event, told: Sequence[Traits], language: str, weights: Weights) -> Event:
    who = _who(event, told, language, weights)
    many = not event.person or (event.low or 0) > len(event.person)
    unit = _most(one.claim.unit for one in told) if many else None
    did = weights.titles.get(event.act, event.act.replace("_", " "))
    if event.modality != "asserted":
        did += f" ({event.modality})"
    named = f"({_named(event, language)} among them)" if event.person and many else None
    said = " ".join(filter(None, (who, unit and f"of {unit}", named, did)))
    title = ", ".join(filter(None, (said, event.place, _when(event.date))))
    return _with_title(event, title[:1].upper() + title[1:])


def _with_title(event: Event, title: str) -> Event:
    return Event(**{name: getattr(event, name) for name in event.__struct_fields__} | {"title": title})


def _who(event: Event, told: Sequence[Traits], language: str, weights: Weights) -> str:
    if event.person and (event.low or 0) <= len(event.person):
        return _named(event, language)
    group = _most(one.claim.group for one in told)
    if event.act in IMPERSONAL and not group:
        return ""
    kind = group or weights.counted.get(event.counted or "persons", event.counted or "")
    if event.low is None:
        return kind
    if (event.low, event.high) == (1, 1):
        return f"one person ({kind})" if kind != weights.counted["persons"] else "one person"
    approx = any(one.claim.approx for one in told)
    return f"{number((event.low, event.high), approx)} {kind}"


def _named(event: Event, language: str) -> str:
    shown = [romanise(name, language) for name in event.person[:NAMED]]
    more = len(event.person) - NAMED
    return " and ".join(shown) if more <= 0 else f"{', '.join(shown)} and {more} more"


def _when(interval: Interval | None) -> str | None:
    if interval is None:
        return None
    start, end = (date.fromisoformat(one) if one else None for one in interval)
    if start is None or end is None:
        return f"since {_day(start)}" if start else f"until {_day(end)}" if end else None
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%B %Y}"
    return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"


def _day(one: date | None) -> str:
    return f"{one.day} {one:%B %Y}" if one else ""
