"""What decisions say of what linking made: contradictions closed, best figures, exposure; and what came of joins."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from vidmova.lexicon.folding import fold
from vidmova.records import Contradiction, Event, Linked
from vidmova.review.applying import Applied, conflict, told
from vidmova.review.decisions import EXPOSURES, Decision
from vidmova.review.questions import Question, QuestionKind, in_order
from vidmova.review.standing import standing
from vidmova.review.states import Stage, staged


class Exposure(Struct, frozen=True):
    """How far somebody or something may be seen, by decision."""

    level: str
    decision: int


class Settled(Struct, frozen=True, kw_only=True):
    """What linking made, as decided, and all that decisions say beside it."""

    linked: Linked
    figures: dict[str, Decision]
    """The signed best figure by the id of its event, or by the question that it answers."""
    exposures: dict[tuple[str, str], Exposure]
    """By the id of an entity, and the field that it is about or nothing for all."""
    states: dict[str, Stage]
    """Where the events stand that somebody judged, by their ids."""
    questions: list[Question]
    """All that came back, in the order in which it should be looked at."""


def settle(linked: Linked, ground: Applied) -> Settled:
    """Settle what linking made of claims as decided."""
    work = _Settling(linked, ground)
    contradictions = work.contradictions()
    figures, exposures = work.figures(), work.exposures()
    states = work.states()
    work.held_apart()
    return Settled(
        linked=structs.replace(linked, contradictions=contradictions),
        figures=figures,
        exposures=exposures,
        states=states,
        questions=in_order([*ground.questions, *work.questions]),
    )


class _Settling:
    def __init__(self, linked: Linked, ground: Applied) -> None:
        self.questions: list[Question] = []
        self._linked, self._ground = linked, ground
        self._event_of = {key: event for event in linked.events for key in event.claims}

    def contradictions(self) -> list[Contradiction]:
        """Return the contradictions, closed where somebody closed just these."""
        closing = standing(self._of("close"), lambda one: (one.about, *sorted(self._called(one))))
        closed: set[str] = set()
        for (kind, *keys), one in closing.items():
            named = set(keys)
            near = [each for each in self._linked.contradictions if each.kind == kind and named & _claims(each)]
            exact = next((each for each in near if _claims(each) == named), None)
            if exact and sorted(exact.values) == sorted(one.holds.before or exact.values):
                closed.add(exact.id)
            elif near:
                why = f"{told(one.holds)}: it is another contradiction now ({near[0].because}) and is open again"
                self._ask("moved", why, [one.holds], contradiction=near[0].id)
            else:
                self._ask("nothing left", f"{told(one.holds)}: nothing contradicts there any more", [one.holds])
        return [
            structs.replace(one, state="closed") if one.id in closed else one for one in self._linked.contradictions
        ]

    def figures(self) -> dict[str, Decision]:
        """Return the signed figures, and ask where the event grew, was parted or counts otherwise since."""
        found = {}
        for about, one in standing(self._of("best"), self._figured).items():
            for other in one.against:
                self._ask("conflict", conflict(one.holds, other), [one.holds, other])
            decision, event = one.holds, self._event_of.get(about)
            if not decision.claims:
                found[decision.about] = decision
            elif event is None:
                self._ask("moved", f"{told(decision)}: its event cannot be found any more", [decision])
            else:
                found[event.id] = decision
                if why := self._regrown(decision, event):
                    self._ask("moved", f"{told(decision)}: {why}", [decision])
        return found

    def exposures(self) -> dict[tuple[str, str], Exposure]:
        """Return how far each entity may be seen; where decisions meet on one, the strictest holds."""
        found: dict[tuple[str, str], Exposure] = {}
        holding = standing(self._of("exposure"), lambda one: (*self._entities(one), one.field))
        for (*entities, field), one in holding.items():
            for other in one.against:
                self._ask("conflict", conflict(one.holds, other), [one.holds, other])
            every = [one.holds, *one.against]
            strictest = max(every, key=lambda each: EXPOSURES.index(each.after))
            if len(entities) != 1:
                why = "several are meant now" if entities else "nobody of that name is found in those claims any more"
                self._ask("moved", f"{told(one.holds)}: {why}", [one.holds])
            for entity in entities:
                known = found.get((entity, field))
                if known is None or EXPOSURES.index(known.level) < EXPOSURES.index(strictest.after):
                    found[entity, field] = Exposure(strictest.after, strictest.number)
        return found

    def states(self) -> dict[str, Stage]:
        """Return where events stand, and ask about those that are open again because their ground moved."""
        ground = self._ground
        found = staged(self._of("state"), self._event_of, ground.keys, ground.reports)
        for decision, why in found.refused:
            self._ask("conflict", f"{told(decision)} is not followed: {why}", [decision])
        for decision in found.lost:
            self._ask("moved", f"{told(decision)}: its event cannot be found any more", [decision])
        by_number = {one.number: one for one in self._of("state")}
        for one in found.of.values():
            if one.moved:
                decision = by_number[one.decision]
                self._ask("moved", f"{told(decision)}: {one.moved}; it was {one.was} and is open again", [decision])
        return found.of

    def held_apart(self) -> None:
        """Ask about claims that somebody joined and that other decisions hold apart."""
        for pair, judgement in sorted(self._ground.judged.items(), key=lambda one: sorted(one[0])):
            events = [self._event_of.get(key) for key in sorted(pair)]
            if judgement == "same" and events[0] is not events[1]:
                number = self._ground.because[pair]
                why = f"decision {number} joins {' and '.join(sorted(pair))}, which other decisions hold apart"
                self.questions.append(
                    Question(kind="conflict", because=why, hangs=_most(events), decisions=[number], claims=sorted(pair))
                )

    def _of(self, kind: str) -> list[Decision]:
        return [one for one in self._ground.later if one.kind == kind]

    def _called(self, decision: Decision) -> list[str]:
        return [self._ground.keys[key] or repr(key) for key in decision.claims]

    def _figured(self, decision: Decision) -> str:
        """Return the first claim of the event that a figure is of, or its question."""
        events = [event for key in self._called(decision) if (event := self._event_of.get(key))]
        return events[0].claims[0] if events else decision.about

    def _regrown(self, decision: Decision, event: Event) -> str:
        named = set(self._called(decision))
        if named - set(event.claims):
            return "its event was parted since, and the figure stands on the part that has its first claim"
        if set(event.claims) - named:
            return "its event has other claims since"
        return "its event counts otherwise since" if [event.low, event.high] != decision.before else ""

    def _entities(self, decision: Decision) -> list[str]:
        named = {fold(name) for name in decision.before or [decision.about]}
        keys = set(self._called(decision))
        found = {
            mention.entity
            for mention in self._linked.mentions
            if mention.entity and mention.claim in keys and fold(mention.name) in named
        }
        return sorted(found)

    def _ask(self, kind: QuestionKind, because: str, decisions: Sequence[Decision], contradiction: str = "") -> None:
        names = [name for one in decisions for key in one.claims if (name := self._ground.keys[key])]
        events = {event.id: event for name in names if (event := self._event_of.get(name))}
        self.questions.append(
            Question(
                kind=kind,
                because=because,
                hangs=_most(events.values()),
                decisions=sorted({one.number for one in decisions}),
                claims=list(dict.fromkeys(names)),
                events=list(events),
                contradiction=contradiction,
            )
        )


def queue(linked: Linked, came_back: Iterable[Question]) -> list[Question]:
    """Return all that a person should look at: what came back, open contradictions, and events that may be one."""
    events = {event.id: event for event in linked.events}
    event_of = {key: event for event in linked.events for key in event.claims}
    found = list(came_back)
    for one in linked.contradictions:
        if one.state == "open":
            told_of = [events[name] for name in one.events if name in events]
            found.append(
                Question(
                    kind="contradiction",
                    because=f"{one.kind}: {one.because}",
                    hangs=_most(told_of),
                    claims=[key for side in one.sides for key in side],
                    events=one.events,
                    contradiction=one.id,
                )
            )
    for link in linked.links:
        if link.judgement == "possible":
            found.append(_of_link(link.a, link.b, link.because, event_of))
    return in_order(found)


def _of_link(a: str, b: str, because: str, event_of: Mapping[str, Event]) -> Question:
    meant = [event for key in (a, b) if (event := event_of.get(key))]
    # Two that are one are counted twice till somebody says so: the smaller of both hangs on it.
    hangs = min((_number(event) for event in meant), default=0)
    return Question(
        kind="link", because=because, hangs=hangs, claims=[a, b], events=list(dict.fromkeys(one.id for one in meant))
    )


def _claims(contradiction: Contradiction) -> set[str]:
    return {key for side in contradiction.sides for key in side}


def _number(event: Event | None) -> int:
    return (event.high or event.low or 1) if event else 0


def _most(events: Iterable[Event | None]) -> int:
    return max(map(_number, events), default=0)
