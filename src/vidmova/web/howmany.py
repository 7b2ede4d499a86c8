"""How many: the answer as an interval, why it is not one number, and what moves it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.totals.asking import Range, Total, answer
from vidmova.totals.pools import Book
from vidmova.totals.rules import RULES
from vidmova.totals.series import Series, series
from vidmova.totals.slices import By, Slice, sliced
from vidmova.web import codes, figurewords
from vidmova.web.asked import Asked, address_of, narrowed, switched
from vidmova.web.bars import HEADLINE, Bar, scale_of, solid
from vidmova.web.seriespage import Counter, SliceChart, counters, slice_chart
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech
from vidmova.web.workingtable import Gap, Working, gaps, largest, named, working

MOST_LEFT_OUT = 20


class Switch(Struct, frozen=True):
    """Something that can be left out or judged, and what the total would be."""

    name: str
    said: str
    on: bool
    address: str
    """Where it is switched the other way."""
    total: str
    """What the total is without it; empty where that is not counted or does not move."""
    uses: int = 0


class Dispute(Struct, frozen=True):
    """What the claims about an event of the question do not agree on."""

    event: str
    title: str
    kind: str
    values: list[str]


class Answer(Struct, frozen=True):
    """The answer with all that it rests on."""

    said: str
    floor: str
    ceiling: str
    bar: Bar
    remarks: list[str]
    gaps: list[Gap]
    working: Working
    rules: list[Switch]
    outlets: list[Switch]
    sources: list[Switch]
    pairs: list[Switch]
    uncounted: list[tuple[str, str, list[figurewords.Because]]]
    uncounted_more: int
    disputes: list[Dispute]
    disputes_more: int
    counters: list[Counter]


class Counted(Struct, frozen=True):
    """What is counted of a question, in no language."""

    total: Total
    series: tuple[Series, ...]


def counted(asked: Asked, known: Book) -> Counted:
    """Return the answer of a question and the numbers that counters gave over time."""
    book = narrowed(known, asked.dropped)
    return Counted(answer(asked.question, book), tuple(series(asked.question, book)))


def sliced_by(asked: Asked, by: By, known: Book) -> tuple[Slice, ...]:
    """Return the question asked anew for each month, region, unit or category."""
    return tuple(sliced(asked.question, by, narrowed(known, asked.dropped)))


def answered(speech: Speech, kept: Snapshot, asked: Asked, found: Counted, page: str) -> Answer:
    """Return the answer in the reader's language."""
    total = found.total
    ends = (total.low, total.high)
    number = figurewords.total(speech, total.low, total.high, total.question.counted)
    uncounted = total.uncounted[:MOST_LEFT_OUT]
    return Answer(
        said=number,
        floor=speech.number(total.low),
        ceiling="" if total.high is None else speech.number(total.high),
        bar=solid(scale_of([ends], HEADLINE), ends, largest(total.working)),
        remarks=_remarks(speech, total),
        gaps=gaps(speech, kept, total),
        working=working(speech, kept, asked, total, page),
        rules=_rules(speech, asked, total),
        outlets=_voices(speech, asked, total, total.without),
        sources=_voices(speech, asked, total, total.without_sources, listed_off=False),
        pairs=_pairs(speech, asked, total),
        uncounted=[
            (one.event, named(speech, kept, one.event, one.title), figurewords.because(speech, one.reason))
            for one in uncounted
        ],
        uncounted_more=len(total.uncounted) - len(uncounted),
        disputes=[
            Dispute(one.event, named(speech, kept, one.event), codes.code(speech, "kind", one.kind), [*one.values])
            for one in total.disagreements[:MOST_LEFT_OUT]
        ],
        disputes_more=max(0, len(total.disagreements) - MOST_LEFT_OUT),
        counters=counters(speech, found.series),
    )


def parted(speech: Speech, asked: Asked, rows: Iterable[Slice]) -> SliceChart:
    """Return the rows of a question asked anew for each month, region, unit or category."""

    def leads(label: str) -> str:
        if asked.by == "month":
            return address_of(asked, since=label, until=label, by=None)
        return address_of(asked, by=None, **{_FIELD[asked.by or "region"]: label})

    return slice_chart(speech, asked.by or "month", rows, leads)


_FIELD = {"region": "place", "unit": "unit", "category": "category"}


def _remarks(speech: Speech, total: Total) -> list[str]:
    found = []
    if total.proved_more:
        found.append(
            speech.say(
                "All relations together prove %(n)s more than the events that carry the floor.",
                n=speech.number(total.proved_more),
            )
        )
    if total.low_gap is None:
        found.append(speech.say("The floor holds, but it is not proved that it could not be higher."))
    elif total.low_gap:
        found.append(
            speech.say("The floor holds; more counting could raise it by %(n)s.", n=speech.number(total.low_gap))
        )
    if total.high_gap:
        found.append(
            speech.say("The ceiling holds; more counting could lower it by %(n)s.", n=speech.number(total.high_gap))
        )
    if any(row.approx for row in total.working):
        found.append(speech.say("Numbers with ≈ are hedged by their sources: about, some."))
    if total.high is None:
        found.append(speech.say("There is no ceiling: a source gives a number that is open above, as “hundreds”."))
    if total.voices_left:
        found.append(
            speech.say(
                "%(n)s more outlets and sources were too many to be left out one by one.",
                n=speech.number(total.voices_left),
            )
        )
    return found


def _rules(speech: Speech, asked: Asked, total: Total) -> list[Switch]:
    uses: dict[str, int] = {}
    for use in total.rules:
        uses[use.rule] = uses.get(use.rule, 0) + 1
    return [
        Switch(
            name=code,
            said=figurewords.rule(speech, code),
            on=code not in asked.question.off,
            address=switched(asked, "off", [code]),
            total="",
            uses=uses.get(code, 0),
        )
        for code in RULES
    ]


def _voices(
    speech: Speech, asked: Asked, total: Total, without: Mapping[str, Range], listed_off: bool = True
) -> list[Switch]:
    off = [
        Switch(name=voice, said=voice, on=False, address=switched(asked, "without", [voice]), total="")
        for voice in asked.values("without")
        if listed_off
    ]
    on = [
        Switch(
            name=voice,
            said=voice,
            on=True,
            address=switched(asked, "without", [voice]),
            total=_moved(speech, total, one),
        )
        for voice, one in without.items()
    ]
    return [*off, *sorted(on, key=lambda one: not one.total)]


def _moved(speech: Speech, total: Total, one: Range) -> str:
    if (one.low, one.high) == (total.low, total.high):
        return ""
    return figurewords.total(speech, one.low, one.high, total.question.counted)


def _pairs(speech: Speech, asked: Asked, total: Total) -> list[Switch]:
    now = asked.value("possible")
    words = (("same", speech.say("as one event")), ("apart", speech.say("as two events")))
    moved = dict(zip(("same", "apart"), total.moved.values(), strict=True))
    return [
        Switch(
            name=code,
            said=said,
            on=now == code,
            address=address_of(asked, possible=None if now == code else code),
            total=_moved(speech, total, moved[code]),
        )
        for code, said in words
    ]
