"""The way of a person or a group as a line: its events in order, each with its act and date."""

from collections.abc import Mapping

from msgspec import Struct

from vidmova.lexicon.actgroups import group_of
from vidmova.records import Case, Event
from vidmova.web import codes
from vidmova.web.addresses import SECTIONS
from vidmova.web.phrases import brief
from vidmova.web.speech import Speech


class Step(Struct, frozen=True):
    """An event on a way."""

    id: str
    act: str
    group: str
    title: str
    when: str
    because: str
    """Why it is on this way; empty for the first."""
    here: bool
    """Whether it is the event whose page this is."""


class WayLine(Struct, frozen=True):
    """A way ready to be drawn."""

    name: str
    address: str
    """Page of the person; empty for a group."""
    steps: list[Step]


def way_line(speech: Speech, case: Case, events: Mapping[str, Event], here: str = "") -> WayLine:
    """Return a way as steps in order."""
    reasons = ["", *case.because]
    steps = []
    for number, identity in enumerate(case.events):
        event = events.get(identity)
        because = reasons[number] if number < len(reasons) else ""
        if event is None:
            continue
        steps.append(
            Step(
                id=identity,
                act=codes.act(speech, event.act),
                group=group_of(event.act).code,
                title=brief(speech, event),
                when=speech.when(event.date) or speech.say("date not said"),
                because=because,
                here=identity == here,
            )
        )
    return WayLine(case.name, f"/{SECTIONS['person']}/{case.person}" if case.person else "", steps)
