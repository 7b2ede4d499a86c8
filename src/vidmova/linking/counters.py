"""Finds the later states of one counter: who counts the same thing again has a larger number at a later day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vidmova.entities.comparing import SAME, compare
from vidmova.extraction.partwords import part_cues
from vidmova.extraction.romanise import romanise
from vidmova.lexicon.folding import fold
from vidmova.linking.stated import Stated
from vidmova.records import Claim, Document, Relation

LEAST = 10
"""Smaller numbers are no counter."""
NAMES = 40
"""How many spellings of counters may share a beginning before only equal ones are held to be one."""
BEFORE_DATE = 30


class State(Struct, frozen=True):
    """What a counter showed at a day."""

    until: str
    since: str | None
    low: int
    key: str
    event: str
    claim: Claim


def find_counters(every: Iterable[Stated], event_of: Mapping[str, str]) -> list[Relation]:
    """Return a later_state for each event that is the next state of the same counter as another."""
    series: defaultdict[tuple[str, str], defaultdict[str, list[State]]] = defaultdict(lambda: defaultdict(list))
    for one in every:
        state, counter = _state(one, event_of), _counter(one)
        if state and counter:
            series[one.claim.act, one.claim.counted or ""][counter].append(state)
    found: dict[str, Relation] = {}
    for told in series.values():
        for states in _by_counter(told):
            for earlier, later in _steps(states):
                if later.event not in found:
                    found[later.event] = _relation(earlier, later)
    return [found[event] for event in sorted(found)]


def _state(one: Stated, event_of: Mapping[str, str]) -> State | None:
    claim, event = one.claim, event_of.get(one.key)
    if not event or not claim.count or not claim.date or claim.modality != "asserted" or claim.person:
        return None
    until = claim.date[1]
    if until is None or claim.count[0] < LEAST:
        return None
    since = None if _so_far(claim, one.document) else claim.date[0]
    return State(until, since, claim.count[0], one.key, event, claim)


def _so_far(claim: Claim, document: Document) -> bool:
    """Tell whether a claim's date is said to be that up to which was counted ("by 19 June", «на начало мая»)."""
    for span in claim.spans:
        if span.field == "date":
            before = fold(document.text[max(0, span.start - BEFORE_DATE) : span.start])
            return bool(part_cues(document.language).so_far_end.search(before + " "))
    return False


def _counter(one: Stated) -> str | None:
    """Return who counted: the claim's source, else the outlet of a document that says up to when was counted."""
    return one.claim.source_said or (one.document.outlet if _so_far(one.claim, one.document) else None)


def _by_counter(told: Mapping[str, list[State]]) -> list[list[State]]:
    """Return the states of each counter, whatever spelling names it."""
    groups: defaultdict[str, list[tuple[str, list[State]]]] = defaultdict(list)
    for name in sorted(told):
        first = romanise(name, "und").casefold().split()[:1]
        kin = groups[first[0][:4] if first else ""]
        same = next(
            (states for other, states in kin[:NAMES] if compare("organisation", other, name).score >= SAME), None
        )
        if same is None:
            kin.append((name, list(told[name])))
        else:
            same += told[name]
    return [states for key in sorted(groups) for _, states in groups[key]]


def _steps(states: Sequence[State]) -> Iterable[tuple[State, State]]:
    """Yield each state with the one before it: the last at an earlier day that a smaller number and one scope allow."""
    by_scope: defaultdict[tuple[str, str], list[State]] = defaultdict(list)
    for state in sorted(states, key=lambda one: (one.until, one.low, one.key)):
        before = by_scope[state.claim.unit or "", state.claim.place or ""]
        earlier = next((one for one in reversed(before[-NAMES:]) if _grew(one, state)), None)
        if earlier:
            yield earlier, state
        before.append(state)


def _grew(earlier: State, later: State) -> bool:
    if earlier.event == later.event or earlier.low >= later.low or earlier.until >= later.until:
        return False
    one, other = earlier.claim, later.claim
    if (one.charge and other.charge and one.charge != other.charge) or one.sentence_type != other.sentence_type:
        return False
    return later.since is None or (earlier.since is not None and later.since <= earlier.since)


def _relation(earlier: State, later: State) -> Relation:
    who = later.claim.source_said or earlier.claim.source_said or "the same counter"
    because = f"{who} counted {earlier.low} up to {earlier.until} and {later.low} up to {later.until}"
    return Relation(
        kind="later_state",
        event=later.event,
        others=[earlier.event],
        claims=[earlier.key, later.key],
        because=because,
    )
