"""The page of a person, unit, organisation, court or place: names, way, events in order of time, passages."""

from collections import Counter

from msgspec import Struct

from vidmova.records import Entity
from vidmova.register.searching import Searching
from vidmova.web import codes
from vidmova.web.addresses import SECTIONS
from vidmova.web.charts import Timeline, timeline
from vidmova.web.excerpts import Excerpt, excerpt
from vidmova.web.lines import EventLine, event_line, in_order
from vidmova.web.namedlists import NamedLine, named_line
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech
from vidmova.web.ways import WayLine, way_line

MOST_EVENTS, MOST_PASSAGES = 100, 20


class Form(Struct, frozen=True):
    """A form of a name as passages of a language give it."""

    name: str
    language: str
    spoken: str
    """The language in words."""
    times: int


class NamedPage(Struct, frozen=True):
    """All that is shown of somebody or something."""

    line: NamedLine
    kind: str
    section: str
    path: str
    forms: list[Form]
    within: list[str]
    ways: list[WayLine]
    events: list[EventLine]
    more_events: int
    passages: list[Excerpt]
    more_passages: int
    perhaps: list[tuple[NamedLine, str]]
    """Others who may be the same, each with the reason."""
    times: Timeline | None


def named_page(speech: Speech, store: Searching, kept: Snapshot, entity: Entity) -> NamedPage:
    """Return the page of somebody or something named."""
    cases = store.cases_of(entity.id)
    along = store.events_of(each for case in cases for each in case.events)
    mentions = store.mentions_of(entity.id)
    keys = list(dict.fromkeys(mention.claim for mention in mentions))
    stated = store.stated(keys[:MOST_PASSAGES])
    lines = in_order((line for line in kept.lines if entity.id in line.has.get("named", ())), "date")
    forms = Counter((mention.name, mention.language) for mention in mentions)
    return NamedPage(
        line=named_line(speech, kept.named[entity.id]),
        kind=entity.kind,
        section=speech.say(codes.SECTIONS[entity.kind]),
        path=f"/{SECTIONS[entity.kind]}",
        forms=[
            Form(name, language, codes.code(speech, "language", language), times)
            for (name, language), times in forms.most_common()
        ],
        within=[speech.territory(name) for name in entity.part_of],
        ways=[way_line(speech, case, along) for case in cases],
        events=[event_line(speech, line.happened, kept) for line in lines[:MOST_EVENTS]],
        more_events=max(0, len(lines) - MOST_EVENTS),
        passages=[excerpt(speech, stated[key]) for key in keys[:MOST_PASSAGES] if key in stated],
        more_passages=max(0, len(keys) - MOST_PASSAGES),
        perhaps=[
            (named_line(speech, kept.named[one.entity.id]), one.because)
            for one in store.find_named(entity.kind, entity.name)
            if one.entity.id != entity.id and one.entity.id in kept.named
        ],
        times=timeline(speech, lines, named=entity.id) if entity.kind != "person" else None,
    )
