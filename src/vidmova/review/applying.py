"""Applies decisions to claims before linking, and brings those back as questions under which the ground moved."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from vidmova.records import Claim, Judgement, Report, claim_key
from vidmova.review.claimvalues import FIELDS, SPANS, values, version, with_values
from vidmova.review.decisions import ABOUT_CLAIM, ABOUT_PAIR, ClaimKey, Decision
from vidmova.review.keys import Place, find, kept_id, seen_versions
from vidmova.review.questions import Question
from vidmova.review.standing import Standing, disputed, living, standing

JUDGEMENTS: dict[str, Judgement] = {"join": "same", "separate": "different", "unsure": "possible"}
AFTER_LINKING = frozenset({"close", "best", "exposure", "state", "code"})


class Applied(Struct, frozen=True, kw_only=True):
    """What decisions make of the claims of all documents."""

    reports: list[Report]
    """The documents that state something, with their claims as decided."""
    changed: dict[str, list[Claim]]
    """What the machine had found in the documents whose claims decisions changed, by id."""
    judged: dict[frozenset[str], Judgement]
    """Pairs of claims by their keys: one event, two, or not known."""
    because: dict[frozenset[str], int]
    """The number of the decision on each pair."""
    accepted: dict[str, int]
    """The number of the decision that accepted a claim, by its key."""
    later: list[Decision]
    """Those on contradictions, figures, exposure and states, which are settled after linking, and blind codings."""
    keys: dict[ClaimKey, str]
    """How the claims of decisions are called now; empty where they are not in the register."""
    questions: list[Question]


def documents_of(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the digests of the documents that decisions are about: of their bytes and of their texts."""
    return frozenset(digest for one in decisions for key in one.claims for digest in (key.document, key.text))


def applied(reports: Sequence[Report], decisions: Sequence[Decision]) -> Applied:
    """Apply decisions, in order of their chain, to what the machine found in the documents received.

    Those on rows of lists are applied where lists are read.
    The reports of documents in which nothing was found belong to it where decisions add claims to them.
    """
    alive = [one for one in living(decisions) if not one.rows]
    pairs = [(key, seen) for one in alive for key, seen in zip(one.claims, one.seen, strict=True)]
    added = frozenset(one.claims[0].hand for one in alive if one.kind == "add")
    work = _Work(find(reports, dict(seen_versions(pairs))), added)
    held = standing([one for one in alive if one.kind not in AFTER_LINKING], work.topic)
    for one in held.values():
        work.take(one)
    for decision, other in disputed(decisions):
        work.ask(
            "conflict",
            f"{told(decision)} was withdrawn by {other.who} in another register: {other.why}",
            [decision, other],
        )
    decided = [work.decided(report) for report in reports]
    work.judge(held)
    before = {report.document.id: report.claims for report in reports}
    return Applied(
        reports=[report for report in decided if report.claims],
        changed={one.document.id: before[one.document.id] for one in decided if one.claims != before[one.document.id]},
        judged=work.judged,
        because=work.because,
        accepted=work.accepted,
        later=[one for one in alive if one.kind in AFTER_LINKING],
        keys={key: work.called(key) for key in work.places},
        questions=work.questions,
    )


class _Work:
    """One application: where everything is, and what was found out so far."""

    def __init__(self, places: Mapping[ClaimKey, Place], added: frozenset[str]) -> None:
        self.places, self._added = places, added
        self.questions: list[Question] = []
        self.judged: dict[frozenset[str], Judgement] = {}
        self.because: dict[frozenset[str], int] = {}
        self.accepted: dict[str, int] = {}
        self._verdicts: dict[str, Decision] = {}
        self._corrections: defaultdict[str, list[Decision]] = defaultdict(list)
        self._kept: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
        self._present: set[str] = set()

    def called(self, key: ClaimKey) -> str:
        """Return how a claim is called now, or would be if it were kept by decision; empty without its document."""
        place = self.places[key]
        if place.key or place.document is None:
            return place.key
        return claim_key(place.document.id, kept_id(key))

    def topic(self, decision: Decision) -> Hashable:
        """Return what a decision is about, so that a later one about the same follows it."""
        named = tuple(sorted(self.called(key) or repr(key) for key in decision.claims))
        if decision.kind in ABOUT_CLAIM:
            return ("field", *named, decision.field) if decision.kind == "correct" else ("claim", *named)
        return ("pair" if decision.kind in ABOUT_PAIR else decision.kind, *named)

    def take(self, one: Standing) -> None:
        """Note what holds on something, and ask about what judges otherwise."""
        decision = one.holds
        for other in one.against:
            self.ask("conflict", conflict(decision, other), [decision, other])
        if decision.kind in ABOUT_PAIR:
            return
        key = decision.claims[0]
        place, name = self.places[key], self.called(key)
        if place.document is None:
            self.ask("moved", f"{told(decision)}: its document is not in this register", [decision])
        elif place.claim is None:
            self._lost(decision, place, kept_id(key))
        elif decision.kind in ABOUT_CLAIM:
            self._moved(decision, place.claim)
        if decision.kind == "correct":
            self._corrections[name].append(decision)
        elif decision.kind != "add":
            self._verdicts[name] = decision

    def decided(self, report: Report) -> Report:
        """Return a document with its claims as decided: kept, changed, added, or without those rejected."""
        identity = report.document.id
        known = {claim.id for claim in report.claims}
        kept = [one for name, one in sorted(self._kept[identity].items()) if name not in known]
        claims = []
        for claim in (*report.claims, *kept):
            key = claim_key(identity, claim.id)
            if (made := self._decided(key, claim)) is not None:
                self._present.add(key)
                claims.append(made)
        if kept:
            claims.sort(key=lambda one: (one.start, one.end))
        return Report(report.document, claims)

    def judge(self, held: Mapping[Any, Standing]) -> None:
        """Give linking the pairs that were judged, and ask about those that are not there or were changed since."""
        for one in held.values():
            decision = one.holds
            if decision.kind not in ABOUT_PAIR:
                continue
            names = [self.called(key) for key in decision.claims]
            if missing := [key for key, name in zip(decision.claims, names, strict=True) if name not in self._present]:
                if not any(self._verdict(name) == "reject" for name in names):
                    why = f"{told(decision)}: {len(missing)} of its two claims cannot be found any more"
                    self.ask("moved", why, [decision])
                continue
            if len(set(names)) == 1:
                self.ask("moved", f"{told(decision)}: its two claims are one now", [decision])
                continue
            pair = frozenset(names)
            self.judged[pair], self.because[pair] = JUDGEMENTS[decision.kind], decision.number
            if self._changed(decision):
                self.ask("moved", f"{told(decision)}: what the claims say is found otherwise since", [decision])

    def ask(self, kind: Any, because: str, decisions: Sequence[Decision]) -> None:
        """Keep a question about decisions."""
        names = [self.called(key) for one in decisions for key in one.claims]
        self.questions.append(
            Question(
                kind=kind,
                because=because,
                hangs=max(self._number(one) for one in decisions),
                decisions=sorted({one.number for one in decisions}),
                claims=list(dict.fromkeys(filter(None, names))),
            )
        )

    def _number(self, decision: Decision) -> int:
        """Return how many people or cases a decision is about, 1 where nobody says."""
        if decision.kind == "best":
            return int(decision.after)
        said = decision.after if decision.kind == "add" else decision.shown
        counts = [(said or {}).get("count"), decision.after if decision.field == "count" else None]
        counts += [place.claim.count for key in decision.claims if (place := self.places[key]).claim]
        return max([1, *(int(count[1] or count[0]) for count in counts if count)])

    def _verdict(self, name: str) -> str:
        return self._verdicts[name].kind if name in self._verdicts else ""

    def _changed(self, decision: Decision) -> bool:
        now = ((self.places[key].claim, seen) for key, seen in zip(decision.claims, decision.seen, strict=True))
        return any(claim is not None and version(claim) != seen for claim, seen in now)

    def _lost(self, decision: Decision, place: Place, name: str) -> None:
        """Keep a claim that the machine does not find, as somebody added, accepted or corrected it."""
        hand = decision.claims[0].hand
        if hand and decision.kind != "add":
            if hand not in self._added:
                self.ask("moved", f"{told(decision)}: the claim was added by hand, and that was withdrawn", [decision])
        elif not place.end:
            self.ask("moved", f"{told(decision)}: the text does not have its passage any more", [decision])
        elif decision.kind == "reject":
            self.ask("nothing left", f"{told(decision)}: the machine does not find this claim any more", [decision])
        else:
            said = decision.after if decision.kind == "add" else decision.shown or {}
            self._keep(place, name, _moved_along(said, decision.claims[0].start, place), decision.number)
            if not hand:
                why = f"{told(decision)}: the machine does not find this claim any more; it is kept as it was seen"
                self.ask("moved", why, [decision])

    def _keep(self, place: Place, name: str, said: Mapping[str, Any], number: int) -> None:
        assert place.document is not None
        made = {"id": name, "start": place.start, "end": place.end, "rule": f"decision {number}", "sure": 1.0}
        self._kept[place.document.id][name] = msgspec.convert({**said, **made}, Claim)

    def _moved(self, decision: Decision, claim: Claim) -> None:
        if version(claim) == decision.seen[0]:
            return
        if decision.kind == "correct":
            now = values(claim).get(decision.field)
            if now in (decision.before, decision.after):
                return
            why = f"{decision.field} is found as {now!r} now, and was {decision.before!r} when it was corrected"
        elif decision.kind == "accept":
            why = f"{_differences(decision.shown or {}, values(claim))}; it is kept as it was accepted"
        else:
            why = "the claim is found with other values now, and is still left out"
        self.ask("moved", f"{told(decision)}: {why}", [decision])

    def _decided(self, key: str, claim: Claim) -> Claim | None:
        verdict, corrections = self._verdicts.get(key), self._corrections.get(key, [])
        if verdict and verdict.kind == "reject":
            for one in corrections:
                if one.origin != verdict.origin or one.number > verdict.number:
                    self.ask("conflict", conflict(verdict, one), [verdict, one])
            return None
        if verdict:
            self.accepted[key] = verdict.number
            if verdict.shown is not None:
                seen = {name: verdict.shown.get(name) for name in FIELDS}
                claim = with_values(claim, seen, f"decision {verdict.number}")
        for one in sorted(corrections, key=lambda each: each.number):
            claim = with_values(claim, {one.field: one.after}, f"decision {one.number}")
        return claim


def _moved_along(said: Mapping[str, Any], start: int, place: Place) -> Mapping[str, Any]:
    """Return values whose characters stand where the passage stands now; without those that are not there."""
    if SPANS not in said or place.document is None:
        return said
    by, text = place.start - start, place.document.text
    moved = [{**one, "start": one["start"] + by, "end": one["end"] + by} for one in said[SPANS]]
    return {**said, SPANS: [one for one in moved if text[max(0, one["start"]) : one["end"]] == one["wording"]]}


def told(decision: Decision) -> str:
    """Return a decision in a few words."""
    about = decision.called or decision.about
    field = f" {decision.field}" if decision.field else ""
    return f"decision {decision.number} ({decision.kind} {about}{field}, {decision.who})".replace("  ", " ")


def conflict(one: Decision, other: Decision) -> str:
    """Return the sentence for two people who judge otherwise."""
    return f"{_judged(one)} – {_judged(other)}; the first holds until somebody decides again"


def _judged(decision: Decision) -> str:
    value = "" if decision.after is None else f" → {msgspec.json.encode(decision.after).decode()}"
    return f"{told(decision)}{value}: {decision.why}"


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    names = [name for name in FIELDS if before.get(name) != now.get(name)]
    shown = [f"{name} is found as {now.get(name)!r} now, and was {before.get(name)!r}" for name in names]
    return "; ".join(shown) or "the claim is found with other values now"
