"""The working of a total row by row: each row opens its event and can be switched off."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vidmova.lexicon.actgroups import group_of
from vidmova.totals.asking import Total
from vidmova.totals.overlaps import Overlap
from vidmova.totals.working import Row
from vidmova.web import figurewords
from vidmova.web.addresses import Page, page_of
from vidmova.web.asked import Asked, address_of, switched
from vidmova.web.bars import Bar, Scale, hollow, maybe, scale_of, solid
from vidmova.web.figurewords import Because
from vidmova.web.phrases import count_of, title
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

SIZE = 50
PARTS = ("floor", "unknown", "inside", "possible", "context")


class WorkingRow(Struct, frozen=True):
    """An event of the working."""

    event: str
    group: str
    title: str
    number: str
    when: str
    part: str
    """What it is to the total, as its code."""
    said: str
    """The same in words."""
    because: list[Because]
    bar: Bar
    same: list[tuple[str, str]]
    """Other events about the same people."""
    off: str
    """Address without this event."""


class OffRow(Struct, frozen=True):
    """An event that the address switches off."""

    event: str
    title: str
    number: str
    on: str
    """Address with it."""


class Gap(Struct, frozen=True):
    """Two groups of which it is not known whether they share people, and what knowing it would change."""

    events: list[tuple[str, str, str]]
    """Id, title and number of each."""
    apart: str
    """The floor if they share nobody."""
    inside: str
    """The ceiling if one lies in the other; empty where there is none."""
    moves: str
    """By how much at most."""


class Working(Struct, frozen=True):
    """One page of the working."""

    rows: list[WorkingRow]
    off: list[OffRow]
    page: Page
    before: str
    after: str
    summed: list[tuple[str, int]]
    """How many rows are what."""


def working(speech: Speech, kept: Snapshot, asked: Asked, total: Total, number: str) -> Working:
    """Return the rows of the working that a page shows."""
    page = page_of(number, SIZE, len(total.working))
    scale = scale_of((row.low, row.high) for row in total.working)
    shown = total.working[page.skip : page.skip + SIZE]
    parts = [row.part for row in total.working]
    titles = _titles(speech, kept, total, shown)
    return Working(
        rows=[_row(speech, kept, asked, (scale, titles), row) for row in shown],
        off=[_off(speech, kept, asked, one) for one in asked.values("drop")],
        page=page,
        before=address_of(asked, page=str(page.number - 1)) if page.number > 1 else "",
        after=address_of(asked, page=str(page.number + 1)) if page.number < page.pages else "",
        summed=[(figurewords.part(speech, one), parts.count(one)) for one in PARTS if one in parts],
    )


def named(speech: Speech, kept: Snapshot, event: str, otherwise: str = "") -> str:
    """Return an event's title in the reader's language, or what it is called otherwise."""
    line = kept.by_id.get(event)
    return title(speech, line.happened, kept) if line else otherwise or event


def gaps(speech: Speech, kept: Snapshot, total: Total) -> list[Gap]:
    """Return the unknown overlaps that would move the total most."""
    about = {event for one in total.overlaps for event in one.events}
    numbers = {row.event: _number(speech, row, total.question.counted) for row in total.working if row.event in about}
    return [_gap(speech, kept, total, one, numbers) for one in total.overlaps]


def _gap(speech: Speech, kept: Snapshot, total: Total, one: Overlap, numbers: dict[str, str]) -> Gap:
    counted = total.question.counted
    down = 0 if total.high is None or one.ceiling_if_inside is None else total.high - one.ceiling_if_inside
    inside = one.ceiling_if_inside
    return Gap(
        events=[(event, named(speech, kept, event), numbers.get(event, "")) for event in one.events],
        apart=count_of(speech, (one.floor_if_disjoint, None), counted),
        inside="" if inside is None else count_of(speech, (inside, inside), counted),
        moves=speech.number(max(down, one.floor_if_disjoint - total.low)),
    )


def _titles(speech: Speech, kept: Snapshot, total: Total, shown: Iterable[Row]) -> dict[str, str]:
    """Return the titles that reasons of some rows name, as the reader's language has them."""
    reasons = " ".join(row.reason for row in shown if "“" in row.reason)
    told = {row.title: row.event for row in total.working if reasons and f"“{row.title}”" in reasons}
    return {plain: named(speech, kept, event, plain) for plain, event in told.items()}


def _row(speech: Speech, kept: Snapshot, asked: Asked, words: tuple[Scale, dict[str, str]], row: Row) -> WorkingRow:
    scale, titles = words
    line = kept.by_id.get(row.event)
    event = line.happened.row.event if line else None
    return WorkingRow(
        event=row.event,
        group=group_of(event.act).code if event else "context",
        title=named(speech, kept, row.event, row.title),
        number=_number(speech, row, asked.question.counted),
        when=(speech.when(event.date) if event else "") or speech.say("date not said"),
        part=row.part,
        said=figurewords.part(speech, row.part),
        because=figurewords.because(speech, row.reason, titles),
        bar=_bar(scale, row),
        same=[(other, named(speech, kept, other)) for other in row.same_people],
        off=switched(asked, "drop", (row.event, *row.same_people)),
    )


def _number(speech: Speech, row: Row, counted: str) -> str:
    return count_of(speech, (row.low, row.high), counted, row.approx)


def _bar(scale: Scale, row: Row) -> Bar:
    ends = (row.low, row.high)
    if row.part == "floor":
        return solid(scale, ends)
    return maybe(scale, ends) if row.part in {"unknown", "possible"} else hollow(scale, ends)


def _off(speech: Speech, kept: Snapshot, asked: Asked, event: str) -> OffRow:
    line = kept.by_id.get(event)
    one = line.happened.row.event if line else None
    number = speech.range((one.low, one.high)) if one and one.low is not None else ""
    return OffRow(event if one else "", named(speech, kept, event), number, switched(asked, "drop", [event]))


def largest(rows: Sequence[Row]) -> list[int]:
    """Return what the floor is made of, the largest first."""
    return sorted((row.low for row in rows if row.part == "floor"), reverse=True)
