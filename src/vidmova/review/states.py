"""How far each event has come: open, coded, checked by a second person, final; open again when its ground moved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vidmova.errors import UsageError
from vidmova.records import Event, Report, claim_key
from vidmova.review.claimvalues import version
from vidmova.review.decisions import ClaimKey, Decision

NEXT = {"open": ("coded",), "coded": ("checked", "open"), "checked": ("final", "open"), "final": ("open",)}
"""What an event can become from each state; whoever codes it may say again that it is coded."""


class Stage(Struct, frozen=True):
    """Where an event stands."""

    state: str = "open"
    coder: str = ""
    checker: str = ""
    decision: int = 0
    """Number of the decision that brought it there; 0 where none did."""
    moved: str = ""
    """Why it is open again, in one sentence without a subject; empty where it is not."""
    was: str = ""
    """The state that it was in before its ground moved."""


UNTOUCHED = Stage()


def refused(now: Stage, wanted: str, who: str) -> str:
    """Return why somebody cannot bring an event to a state; nothing where it may be done."""
    if wanted == now.state and wanted != "coded":
        return f"it is {wanted} already"
    if wanted not in NEXT[now.state] and (now.state, wanted) != ("coded", "coded"):
        return f"it is {now.state}; from there it becomes {' or '.join(NEXT[now.state])}"
    if wanted == "checked" and _one_person(who, now.coder):
        return f"{now.coder} coded it; a second person checks"
    return ""


def advanced(now: Stage, decision: Decision) -> Stage:
    """Return where an event stands after a decision; raises UsageError where that cannot be."""
    wanted, who = str(decision.after), decision.who
    if why := refused(now, wanted, who):
        raise UsageError(f"{decision.called} cannot become {wanted}: {why}")
    if wanted == "open":
        return Stage(decision=decision.number)
    coder = who if wanted == "coded" else now.coder
    checker = who if wanted == "checked" else now.checker if wanted == "final" else ""
    return Stage(wanted, coder, checker, decision.number)


class Staged(Struct, frozen=True):
    """Where the events stand that somebody judged, and which of the decisions could not be followed, with why."""

    of: dict[str, Stage]
    refused: list[tuple[Decision, str]]
    lost: list[Decision]
    """Those whose event cannot be found any more."""


def staged(
    decisions: Iterable[Decision], events: Mapping[str, Event], keys: Mapping[ClaimKey, str], reports: Sequence[Report]
) -> Staged:
    """Return where events stand, given decisions on states in order, the events by the keys of their claims, how the
    claims of decisions are called now, and at least the reports that decisions are about, as decided."""
    about: defaultdict[str, list[Decision]] = defaultdict(list)
    lost = []
    for one in decisions:
        found = [event.id for key in one.claims if (event := events.get(keys[key]))]
        if found:
            about[found[0]].append(one)
        else:
            lost.append(one)
    now = versions(reports) if about else {}
    by_id = {event.id: event for event in events.values()}
    of, turned = {}, []
    for name, every in about.items():
        stage = UNTOUCHED
        for one in every:
            try:
                stage, last = advanced(stage, one), one
            except UsageError as fault:
                turned.append((one, str(fault)))
        if stage.decision and stage.state != "open":
            stage = _on_its_ground(stage, last, by_id[name], now)
        of[name] = stage
    return Staged(of, turned, lost)


def versions(reports: Iterable[Report]) -> dict[str, str]:
    """Return the digest of what each claim says, by its key."""
    return {claim_key(one.document.id, claim.id): version(claim) for one in reports for claim in one.claims}


def ground_of(event: Event, now: Mapping[str, str]) -> list[str]:
    """Return what a state rests on: the digests of the claims of an event as decided, sorted."""
    return sorted(now.get(key, "") for key in event.claims)


def _on_its_ground(stage: Stage, decision: Decision, event: Event, now: Mapping[str, str]) -> Stage:
    if decision.before == ground_of(event, now):
        return stage
    grown = len(event.claims) - len(decision.before or ())
    moved = f"its event has {_more(grown)} since" if grown else "a claim of its event says something else since"
    return Stage(decision=decision.number, moved=moved, was=stage.state)


def _more(number: int) -> str:
    return f"{abs(number)} claim{'' if abs(number) == 1 else 's'} {'more' if number > 0 else 'less'}"


def _one_person(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
