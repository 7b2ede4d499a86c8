"""Events as rows of a list, in the language of the interface."""

from collections.abc import Iterable

from msgspec import Struct

from vidmova.lexicon.actgroups import group_of, order_of
from vidmova.register.searching import Happened
from vidmova.web import codes
from vidmova.web.phrases import number_of, title
from vidmova.web.snapshot import LATE, Line, Snapshot
from vidmova.web.speech import Speech


class EventLine(Struct, frozen=True):
    """An event as a list shows it."""

    id: str
    group: str
    act: str
    title: str
    modality: str
    """In words; empty where it is asserted."""
    number: str
    when: str
    place: str
    claims: int
    documents: int
    tellings: int
    languages: str
    contradictions: int


def event_line(speech: Speech, one: Happened, kept: Snapshot) -> EventLine:
    """Return an event as a row."""
    row, event = one.row, one.row.event
    return EventLine(
        id=event.id,
        group=group_of(event.act).code,
        act=codes.act(speech, event.act),
        title=title(speech, one, kept),
        modality="" if event.modality == "asserted" else codes.code(speech, "modality", event.modality),
        number=number_of(speech, event),
        when=speech.when(event.date),
        place=speech.territory(event.place or ""),
        claims=len(event.claims),
        documents=len(row.documents),
        tellings=row.tellings,
        languages=" ".join(row.languages),
        contradictions=len(row.contradictions),
    )


def in_order(lines: Iterable[Line], sort: str) -> list[Line]:
    """Return events, given by date, in an order; a hyphen turns it round, and what has no value stays last."""
    every, turned = list(lines), sort.startswith("-")
    by = sort.removeprefix("-")
    if by == "number":
        return sorted(every, key=lambda line: _number(line, turned))
    if by == "claims":
        return sorted(every, key=lambda line: len(line.happened.row.event.claims), reverse=turned)
    if by == "told":
        return sorted(every, key=lambda line: line.happened.row.tellings, reverse=turned)
    if by == "act":
        return sorted(every, key=lambda line: order_of(line.happened.row.event.act), reverse=turned)
    if not turned:
        return every
    dated = [line for line in every if line.day != LATE]
    return [*reversed(dated), *(line for line in every if line.day == LATE)]


def _number(line: Line, turned: bool) -> tuple[int, int]:
    event = line.happened.row.event
    if event.low is None:
        return (1, 0)
    return (0, -event.low if turned else event.low)
