"""Contradictions: each with its kind, both sides' values and passages, and the events it is about."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.linking.stated import Stated
from vidmova.records import Claim, Contradiction
from vidmova.register.searching import Searching
from vidmova.web import codes
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.eventlist import Choice
from vidmova.web.excerpts import Excerpt, excerpt
from vidmova.web.phrases import brief, count_of, values_of
from vidmova.web.speech import Speech

PATH = "/contradictions"
SIZE, MOST = 20, 4
"""Contradictions of a page, and passages of a side."""


class Side(Struct, frozen=True):
    """What one side of a contradiction says."""

    value: str
    excerpts: list[Excerpt]
    more: int
    """Passages that are not shown."""


class Dispute(Struct, frozen=True):
    """A contradiction ready to be shown."""

    id: str
    kind: str
    open: bool
    because: str
    sides: list[Side]
    events: list[tuple[str, str]]
    """Ids of the events it is about, each with its title."""


class Disputes(Struct, frozen=True):
    """The page of contradictions."""

    disputes: list[Dispute]
    page: Page
    kinds: list[Choice]
    states: list[Choice]
    before: str
    after: str


def dispute(speech: Speech, one: Contradiction, stated: Mapping[str, Stated], titles: Mapping[str, str]) -> Dispute:
    """Return a contradiction with its passages; `titles` names the events."""
    sides = []
    for value, keys in zip(one.values, one.sides, strict=False):
        there = [stated[key] for key in keys if key in stated]
        passages = {(each.document.id, each.claim.start, each.claim.end): each for each in reversed(there)}
        first = list(reversed(passages.values()))[:MOST]
        excerpts = [excerpt(speech, each) for each in first]
        sides.append(Side(_value(speech, one, value, there), excerpts, len(passages) - len(first)))
    named = [(each, titles.get(each, each)) for each in one.events]
    return Dispute(one.id, codes.code(speech, "kind", one.kind), one.state == "open", one.because, sides, named)


def _value(speech: Speech, one: Contradiction, plain: str, side: list[Stated]) -> str:
    """Return what a side says in the interface's language, where its claims agree on it."""
    said = {_said(speech, one.kind, each.claim) for each in side}
    return said.pop() if len(said) == 1 and "" not in said else plain


def _said(speech: Speech, kind: str, claim: Claim) -> str:
    if kind == "count" and claim.count:
        return count_of(speech, claim.count, claim.counted, claim.approx)
    return values_of(speech, claim).get(kind, "")


def disputes(speech: Speech, store: Searching, given: Mapping[str, str]) -> Disputes:
    """Return the contradictions that an address asks for: open ones unless it asks for others."""
    state, kind = given.get("state") or "open", given.get("kind", "")
    every = store.disagreements()
    of_state = [one for one in every if state == "all" or one.state == state]
    found = [one for one in of_state if not kind or one.kind == kind]
    page = page_of(given.get("page", ""), SIZE, len(found))
    shown = found[page.skip : page.skip + SIZE]
    asked = {name: given[name] for name in ("state", "kind") if given.get(name)}
    return Disputes(
        disputes=shown_disputes(speech, store, shown),
        page=page,
        kinds=_kinds(speech, of_state, asked),
        states=_states(speech, [one for one in every if not kind or one.kind == kind], asked),
        before=address(PATH, asked, page=page.number - 1) if page.number > 1 else "",
        after=address(PATH, asked, page=page.number + 1) if page.number < page.pages else "",
    )


def shown_disputes(speech: Speech, store: Searching, some: Iterable[Contradiction]) -> list[Dispute]:
    """Return contradictions with their passages and the titles of their events."""
    every = list(some)
    stated = store.stated(key for one in every for side in one.sides for key in side)
    named = store.events_of(each for one in every for each in one.events)
    titles = {identity: brief(speech, event) for identity, event in named.items()}
    return [dispute(speech, one, stated, titles) for one in every]


def _kinds(speech: Speech, found: list[Contradiction], asked: dict[str, str]) -> list[Choice]:
    counts = Counter(one.kind for one in found)
    return [
        Choice(
            codes.code(speech, "kind", kind),
            number,
            address(PATH, asked, kind=None if asked.get("kind") == kind else kind),
            asked.get("kind") == kind,
        )
        for kind, number in counts.most_common()
    ]


def _states(speech: Speech, found: list[Contradiction], asked: dict[str, str]) -> list[Choice]:
    counts: Counter[str] = Counter(one.state for one in found)
    return [
        Choice(
            speech.say_of("contradictions", codes.STATES[state]),
            len(found) if state == "all" else counts[state],
            address(PATH, asked, state=None if state == "open" else state),
            (asked.get("state") or "open") == state,
        )
        for state in ("open", "closed", "all")
    ]
