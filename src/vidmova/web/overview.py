"""The first page: what is in the register, events over time, what is open, what came in last."""

from collections import Counter

from msgspec import Struct

from vidmova.lexicon.actgroups import GROUPS
from vidmova.register.rows import Skipped
from vidmova.register.searching import Searching
from vidmova.web import codes
from vidmova.web.addresses import SECTIONS, address
from vidmova.web.charts import Timeline, timeline
from vidmova.web.disputes import Dispute, shown_disputes
from vidmova.web.documents import DocumentLine, document_line
from vidmova.web.questions import Question, shown_questions
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

LAST, OPEN = 8, 3
BAR = 160
"""Width of the longest bar."""


class ActRow(Struct, frozen=True):
    """An act with its number of events."""

    name: str
    events: int
    bar: int
    address: str


class GroupRow(Struct, frozen=True):
    """A group of acts that the events are of."""

    code: str
    name: str
    events: int
    address: str
    acts: list[ActRow]


class Overview(Struct, frozen=True):
    """The first page."""

    documents: int
    languages: list[tuple[str, int]]
    """Languages in words with their number of documents."""
    claims: int
    events: int
    named: list[tuple[str, int, str]]
    """Kinds of what is named, how many, and the address of their list."""
    groups: list[GroupRow]
    times: Timeline | None
    contradictions: int
    disputes: list[Dispute]
    questions: int
    asked: list[Question]
    last: list[DocumentLine]
    skipped: list[Skipped]


def overview(speech: Speech, store: Searching, kept: Snapshot) -> Overview:
    """Return the first page of a register."""
    summary = store.summary()
    kinds = Counter(one.entity.kind for one in kept.named.values())
    return Overview(
        documents=summary.documents,
        languages=[(codes.code(speech, "language", code), number) for code, number in summary.languages.items()],
        claims=summary.claims,
        events=summary.events,
        named=[
            (speech.say(codes.SECTIONS[kind]), kinds[kind], f"/{path}")
            for kind, path in SECTIONS.items()
            if kinds[kind]
        ],
        groups=_groups(speech, kept),
        times=timeline(speech, kept.lines),
        contradictions=summary.contradictions,
        disputes=shown_disputes(speech, store, store.disagreements(OPEN)) if summary.contradictions else [],
        questions=summary.questions,
        asked=shown_questions(speech, store, store.open_questions(0, OPEN)),
        last=[document_line(speech, kept, one) for one in kept.documents[:LAST]],
        skipped=summary.skipped,
    )


def _groups(speech: Speech, kept: Snapshot) -> list[GroupRow]:
    acts = Counter(line.happened.row.event.act for line in kept.lines)
    groups = Counter(line.has["group"][0] for line in kept.lines)
    most = max(acts.values(), default=1)
    return [
        GroupRow(
            group.code,
            codes.group(speech, group.code),
            groups[group.code],
            address("/events", {"group": group.code}),
            [_act(speech, act, acts[act], most) for act in group.acts if acts[act]],
        )
        for group in GROUPS
        if groups[group.code]
    ]


def _act(speech: Speech, act: str, number: int, most: int) -> ActRow:
    return ActRow(codes.act(speech, act), number, max(2, round(BAR * number / most)), address("/events", {"act": act}))
