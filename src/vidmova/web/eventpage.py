"""The page of an event: what every text says of it, side by side, and why it is held to be one happening."""

from collections.abc import Iterable

from msgspec import Struct

from vidmova.linking.stated import Stated
from vidmova.records import Claim, Link, Relation
from vidmova.register.rows import Account
from vidmova.register.searching import Searching
from vidmova.register.values import teller
from vidmova.web import codes
from vidmova.web.charts import IntervalBar, interval_bar
from vidmova.web.disputes import Dispute, shown_disputes
from vidmova.web.excerpts import Excerpt, excerpt
from vidmova.web.lines import EventLine, event_line
from vidmova.web.phrases import brief, values_of
from vidmova.web.readerpages import place_address
from vidmova.web.snapshot import Line, Snapshot
from vidmova.web.speech import Speech
from vidmova.web.ways import WayLine, way_line

Named = tuple[str, str]
"""An event's id and its title."""


class Saying(Struct, frozen=True):
    """Who gives a value, and in which words."""

    teller: str
    address: str
    wording: str
    language: str


class ValueLine(Struct, frozen=True):
    """A value with all who give it."""

    value: str
    sayings: list[Saying]


class FieldLine(Struct, frozen=True):
    """A field with all its values, the most frequent first."""

    field: str
    values: list[ValueLine]


class Told(Struct, frozen=True):
    """One telling: a text with its passages, and the texts that reprint it."""

    teller: str
    document: str
    """Address of its page."""
    title: str
    language: str
    published: str
    reprints: list[tuple[str, str]]
    """Tellers of the reprints and the addresses of their pages."""
    because: str
    """Why they are held to tell one text."""
    excerpts: list[Excerpt]


class Related(Struct, frozen=True):
    """How the event stands to others; an empty id is the event itself."""

    event: Named
    words: str
    others: list[Named]
    because: str
    gap: str


class Joined(Struct, frozen=True):
    """Two claims and why they are held to tell of one event, or may."""

    sides: list[Saying]
    because: str
    features: list[tuple[str, str]]


class ChainLine(Struct, frozen=True):
    """From whom a claim came, the nearest to us first."""

    address: str
    voices: list[str]


class EventPage(Struct, frozen=True):
    """All that is shown of an event."""

    line: EventLine
    bar: IntervalBar | None
    fields: list[FieldLine]
    tellings: list[Told]
    disputes: list[Dispute]
    whole: Named | None
    parts: list[Named]
    relations: list[Related]
    joined: list[Joined]
    questions: list[Joined]
    chains: list[ChainLine]
    ways: list[WayLine]


def event_page(speech: Speech, store: Searching, kept: Snapshot, one: Line) -> EventPage:
    """Return the page of an event."""
    account = store.account(one.happened.row.event)
    event = account.row.event
    along = store.events_of(each for case in account.cases for each in case.events)
    links = account.links
    far = store.stated({key for link in links for key in (link.a, link.b)} - {stated.key for stated in account.stated})
    stated = {each.key: each for each in account.stated} | far
    titles = {identity: brief(speech, other) for identity, other in account.others.items()}
    return EventPage(
        line=event_line(speech, one.happened, kept),
        bar=interval_bar(event.low, event.high),
        fields=_fields(speech, account.stated),
        tellings=_tellings(speech, account),
        disputes=shown_disputes(speech, store, account.contradictions),
        whole=(event.subset_of, titles[event.subset_of]) if event.subset_of in titles else None,
        parts=[(part.id, brief(speech, part)) for part in account.parts],
        relations=[_related(speech, relation, titles) for relation in account.relations],
        joined=[_joined(speech, link, stated) for link in links if link.judgement == "same"],
        questions=[_joined(speech, link, stated) for link in links if link.judgement == "possible"],
        chains=[
            ChainLine(_address(stated[chain.claim]), [teller(stated[chain.claim].document), *chain.voices[1:]])
            for chain in account.chains
            if chain.claim in stated and len(chain.voices) > 1
        ],
        ways=[way_line(speech, case, along, event.id) for case in account.cases],
    )


def _fields(speech: Speech, stated: Iterable[Stated]) -> list[FieldLine]:
    said: dict[str, dict[str, dict[tuple[str, str], Saying]]] = {}
    for one in stated:
        for name, value in values_of(speech, one.claim).items():
            if name not in {"event", "subset_of"}:
                who = said.setdefault(name, {}).setdefault(value, {})
                saying = _saying(one, name)
                who.setdefault((saying.teller, saying.wording), saying)
    return [
        FieldLine(
            codes.field(speech, name),
            [
                ValueLine(value, list(who.values()))
                for value, who in sorted(said[name].items(), key=lambda each: -len(each[1]))
            ],
        )
        for name in Claim.__struct_fields__
        if name in said
    ]


def _saying(one: Stated, field: str = "") -> Saying:
    spans = [span for span in one.claim.spans if span.field == field]
    wording = " … ".join(dict.fromkeys(" ".join(span.wording.split()) for span in spans))
    place, mark = (spans[0].start, f"{one.claim.id}-{field}") if spans else (one.claim.start, one.claim.id)
    address = place_address(one.document.id, place, mark)
    return Saying(teller(one.document), address, wording, one.document.language)


def _address(one: Stated) -> str:
    return place_address(one.document.id, one.claim.start, one.claim.id)


def _tellings(speech: Speech, account: Account) -> list[Told]:
    of_document: dict[str, list[Stated]] = {}
    for one in account.stated:
        of_document.setdefault(one.document.id, []).append(one)
    found: list[Told] = []
    done: set[str] = set()
    for telling in account.tellings:
        texts = [each for each in telling.documents if each in of_document]
        if texts:
            found.append(_told(speech, [of_document[each] for each in texts], telling.because if texts[1:] else ""))
            done |= set(texts)
    rest = [_told(speech, [claims], "") for each, claims in of_document.items() if each not in done]
    return found + rest


def _told(speech: Speech, texts: list[list[Stated]], because: str) -> Told:
    original = texts[0][0].document
    return Told(
        teller=teller(original),
        document=f"/documents/{original.id[:12]}",
        title=original.title or "",
        language=original.language,
        published=speech.day(original.published) if original.published else "",
        reprints=[(teller(other[0].document), f"/documents/{other[0].document.id[:12]}") for other in texts[1:]],
        because=because,
        excerpts=[excerpt(speech, one) for text in texts for one in text],
    )


def _related(speech: Speech, relation: Relation, titles: dict[str, str]) -> Related:
    def named(identity: str) -> Named:
        return (identity, titles[identity]) if identity in titles else ("", speech.say("this event"))

    gap = ""
    if relation.gap == 0:
        gap = speech.say("It adds up.")
    elif relation.gap is not None:
        number = speech.number(abs(relation.gap))
        less = speech.say("The parts are %(number)s less than the whole.", number=number)
        gap = less if relation.gap > 0 else speech.say("The parts are %(number)s more than the whole.", number=number)
    words = codes.code(speech, "relation", relation.kind)
    return Related(named(relation.event), words, [named(each) for each in relation.others], relation.because, gap)


def _joined(speech: Speech, link: Link, stated: dict[str, Stated]) -> Joined:
    sides = [_saying(stated[key]) for key in (link.a, link.b) if key in stated]
    features = [(codes.code(speech, "feature", name), f"{added:+.1f}") for name, added in link.features.items()]
    return Joined(sides, link.because, features)
