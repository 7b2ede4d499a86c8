"""Joins the claims that tell of one event, and keeps as questions the pairs that a person should judge."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from vidmova.linking.blocking import pairs
from vidmova.linking.evidence import Scales
from vidmova.linking.features import Sight, levels
from vidmova.linking.grouping import Grouped, Pair, Rules, group, ordered
from vidmova.linking.happenings import happening
from vidmova.linking.profiles import Profile, apart, merged, profile, united
from vidmova.linking.reasons import because, decided
from vidmova.linking.traits import Traits, traits
from vidmova.linking.weights import Weights, score, weights
from vidmova.linking.wording import sheet
from vidmova.records import Event, Judgement, Link, Report, Telling

QUESTIONS = 3
"""So many questions are kept of a claim at most, the most likely ones."""

Judged = Mapping[frozenset[str], Judgement]


class Joined(Struct, frozen=True):
    """The event of every claim, the links between claims, and the events in order of their first claim."""

    event_of: dict[str, str]
    links: list[Link]
    events: list[Event]


class _Run(Struct, frozen=True):
    """What one run looks at: claims by their number in order of key, so that the order of receipt changes nothing."""

    told: list[Traits]
    sight: Sight
    weights: Weights
    evidence: dict[Pair, float]
    judged: dict[Pair, Judgement]

    def link(self, pair: Pair, judgement: Judgement) -> Link:
        """Return the link of a pair with its reasons, the claim received first before the other."""
        a, b = sorted((self.told[pair[0]], self.told[pair[1]]), key=lambda one: one.at)
        if self.judged.get(pair) == judgement:
            certain = {"same": 1.0, "possible": 0.5, "different": 0.0}[judgement]
            return Link(a=a.key, b=b.key, judgement=judgement, score=certain, because=decided(judgement))
        found = levels(a, b, self.sight)
        within = a.document == b.document
        return Link(
            a=a.key,
            b=b.key,
            judgement=judgement,
            score=round(score(self.weights.evidence(found, within)), 4),
            because=because(a, b, found, judgement, self.weights),
            features=self.weights.of(found, within),
        )


def find_events(reports: Sequence[Report], tellings: Iterable[Telling] = (), judged: Judged | None = None) -> Joined:
    """Join the claims of the reports, given in order of receipt; what a person judged is obeyed."""
    run = _run(reports, tellings, judged or {})
    grouped = _grouped(run)
    groups = [sorted((run.told[one] for one in members), key=_received) for members in grouped.groups]
    groups.sort(key=lambda members: members[0].at)
    names = _names(reports, run.told)
    events = [happening(names[members[0].at], members, reports, run.sight, run.weights) for members in groups]
    links = [run.link(pair, "same") for pair in grouped.joined]
    links += [run.link(pair, "possible") for pair in _questions(run, grouped)]
    order = {one.key: one.at for one in run.told}
    links.sort(key=lambda link: (order[link.a], order[link.b]))
    return Joined({key: event.id for event in events for key in event.claims}, links, events)


def _received(one: Traits) -> int:
    return one.at


def _run(reports: Sequence[Report], tellings: Iterable[Telling], judged: Judged) -> _Run:
    received = traits(reports, tellings)
    passages = [(_passage(reports, one), reports[one.document].document.language) for one in received]
    sight = Sight(sheet(passages))
    table = weights()
    told = sorted(received, key=lambda one: (one.key, one.at))
    rank = {one.at: number for number, one in enumerate(told)}
    named = {one.key: rank[one.at] for one in told}
    scales = Scales(told, sight, table)
    compared = sorted(ordered(rank[a], rank[b]) for a, b in pairs(received, passages))
    evidence = {(a, b): scales.weigh(a, b) for a, b in compared}
    known = {
        ordered(*(named[key] for key in pair)): judgement
        for pair, judgement in judged.items()
        if len(pair) == 2 and pair <= named.keys()
    }
    return _Run(told, sight, table, evidence, known)


def _passage(reports: Sequence[Report], one: Traits) -> str:
    return reports[one.document].document.text[one.claim.start : one.claim.end]


def _grouped(run: _Run) -> Grouped:
    """Group what was compared; whatever a person judged counts as said."""
    together = [pair for pair, judgement in run.judged.items() if judgement == "same"]
    known = _Growing(run)
    free = {pair: found for pair, found in run.evidence.items() if pair not in run.judged}
    rules = Rules(together, known.never, known.kept_apart, known.joined)
    return group(len(run.told), free, run.weights.against, rules)


class _Growing:
    """What keeps growing groups apart: put together when groups are joined, never made anew from all their claims."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._profiles: dict[int, Profile] = {}
        self._barred: dict[int, set[int]] = defaultdict(set)
        """For each claim, those that a person said it is different from."""
        for (a, b), judgement in run.judged.items():
            if judgement == "different":
                self._barred[a].add(b)
                self._barred[b].add(a)
        self._within = {one: {one} for one in self._barred}
        """By the first member of a group: its claims that are in such a pair."""

    def never(self, one: list[int], other: list[int]) -> bool:
        """Say whether a person holds a claim of one group to be different from one of the other."""
        first, second = self._within.get(one[0]), self._within.get(other[0])
        if not first or not second:
            return False
        few, many = (first, second) if len(first) <= len(second) else (second, first)
        return any(not many.isdisjoint(self._barred[claim]) for claim in few)

    def kept_apart(self, one: list[int], other: list[int]) -> bool:
        """Say whether scores may not join two groups."""
        return self.never(one, other) or _apart(self._run, self._profile(one[0]), self._profile(other[0]))

    def joined(self, one: int, other: int) -> None:
        """Put together what is known of two groups."""
        self._profiles[one] = merged(self._profile(one), self._profile(other))
        del self._profiles[other]
        if other in self._within:
            self._within[one] = united(self._within.get(one, set()), self._within.pop(other))

    def _profile(self, first: int) -> Profile:
        if first not in self._profiles:
            # Whoever was joined to nobody yet is alone.
            self._profiles[first] = profile([self._run.told[first]])
        return self._profiles[first]


def _apart(run: _Run, one: Profile, other: Profile) -> bool:
    return apart(one, other, run.weights.times, run.sight)


def _questions(run: _Run, grouped: Grouped) -> Iterator[Pair]:
    """Yield the pairs that a person should judge: the likeliest between two groups, a few for each claim."""
    home = {member: number for number, members in enumerate(grouped.groups) for member in members}
    likely = sorted(
        (-found, pair)
        for pair, found in run.evidence.items()
        if found >= run.weights.question and home[pair[0]] != home[pair[1]] and pair not in run.judged
    )
    known: dict[int, Profile] = {}

    def profiled(number: int) -> Profile:
        if number not in known:
            known[number] = profile([run.told[member] for member in grouped.groups[number]])
        return known[number]

    seen: set[Pair] = set()
    asked: Counter[int] = Counter()
    for _, (a, b) in likely:
        homes = ordered(home[a], home[b])
        if homes in seen or max(asked[a], asked[b]) >= QUESTIONS:
            continue
        seen.add(homes)
        if not _apart(run, profiled(homes[0]), profiled(homes[1])):
            asked.update((a, b))
            yield a, b
    yield from sorted(pair for pair, judgement in run.judged.items() if judgement == "possible")


def _names(reports: Sequence[Report], told: Iterable[Traits]) -> dict[int, str]:
    """Return the id that each claim gives to an event it is the first claim of."""
    names: dict[int, str] = {}
    seen: Counter[tuple[int, str, int]] = Counter()
    for one in sorted(told, key=_received):
        place = (one.document, one.claim.act, one.claim.start)
        said = f"{reports[one.document].document.id} {one.claim.act} {one.claim.start} {seen[place]}"
        seen[place] += 1
        names[one.at] = f"{one.claim.act}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"
    return names
