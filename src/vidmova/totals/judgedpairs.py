"""What people said of two records of lists, on top of what linking found: who is one then, what is still asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct, structs

from vidmova.totals.linkage import Linkage, Pair, Record
from vidmova.totals.lists import PersonList, says

Two = tuple[Record, Record]


class Verdicts(Struct, frozen=True, kw_only=True):
    """Pairs of records that somebody judged, the smaller record first; of rows that repeat each other, the first."""

    joined: frozenset[Two] = frozenset()
    apart: frozenset[Two] = frozenset()
    unsure: frozenset[Two] = frozenset()


class Remade(Struct, frozen=True):
    """Who is one as judged, and the joins that could not be followed because other judgements hold the two apart."""

    found: Linkage
    refused: list[Two]


def judge(lists: Sequence[PersonList], found: Linkage, verdicts: Verdicts) -> Remade:
    """Return who is one as people judged it; where they judged nothing it is as linking found it.

    Joined records are one person, and so are those joined to them; records held apart never are. The clusters that
    judgements touch are made anew of the pairs that linking held to be one, the surest first.
    """
    return _Judging(lists, found, verdicts).done()


class _Clusters:
    """Records of one person; never of two that somebody held apart."""

    def __init__(self, groups: Iterable[list[Record]], apart: Mapping[Record, frozenset[Record]]) -> None:
        self.members = {group[0]: group for group in groups}
        self._of = {record: first for first, group in self.members.items() for record in group}
        self._apart = apart

    def of(self, record: Record) -> Record:
        """Return what names the cluster of a record; of one that nobody judged, itself."""
        return self._of.get(record, record)

    def parted(self, a: Record, b: Record) -> bool:
        """Tell whether somebody held anybody of the one apart from anybody of the other."""
        other = self._held(b)
        return any(not self._apart.get(one, frozenset()).isdisjoint(other) for one in self._held(a))

    def both_on(self, a: Record, b: Record) -> set[int]:
        """Return the lists that have somebody in the one cluster and somebody in the other."""
        return {one.list for one in self._held(a)} & {one.list for one in self._held(b)}

    def join(self, a: Record, b: Record) -> None:
        """Make one cluster of those of two records."""
        first, second = sorted((self.of(a), self.of(b)))
        if first != second:
            self.members[first] = sorted(self.members[first] + self.members.pop(second))
            self._of.update(dict.fromkeys(self.members[first], first))

    def copy(self) -> "_Clusters":
        """Return the clusters as they are now."""
        return _Clusters(self.members.values(), self._apart)

    def _held(self, record: Record) -> list[Record]:
        return self.members.get(self.of(record), [record])


class _Judging:
    def __init__(self, lists: Sequence[PersonList], found: Linkage, verdicts: Verdicts) -> None:
        self._lists, self._found, self._verdicts = lists, found, verdicts
        judged = {record for two in verdicts.joined | verdicts.apart for record in two}
        self._touched = [records for records in found.people if not judged.isdisjoint(records)]
        self._before = {record: at for at, records in enumerate(self._touched) for record in records}
        self._hand = _Clusters(self._copies(), _neighbours(verdicts.apart))

    def done(self) -> Remade:
        refused = self._by_hand()
        made = self._by_pairs()
        untouched = [records for records in self._found.people if records[0] not in self._before]
        people = sorted([*untouched, *(sorted(records) for records in made.members.values())])
        fates = [(pair, self._fate(pair, made)) for pair in self._found.pairs]
        kept = [structs.replace(pair, judgement=fate) for pair, fate in fates if fate]
        kept.sort(key=lambda pair: pair.judgement != "same")
        found = Linkage(
            people=people,
            pairs=kept,
            weights=self._found.weights,
            shares=self._shares(people, self._moved(fates, made)),
            apart=sorted(self._verdicts.apart),
        )
        return Remade(found, refused)

    def _copies(self) -> list[list[Record]]:
        """Return the touched records, those of a list that say the same in everything together."""
        rows = {
            Record(at, row.number): row
            for at, one in enumerate(self._lists)
            for row in one.rows
            if Record(at, row.number) in self._before
        }
        same: defaultdict[tuple[object, ...], list[Record]] = defaultdict(list)
        for record in sorted(self._before):
            same[record.list, says(rows[record])].append(record)
        return list(same.values())

    def _by_hand(self) -> list[Two]:
        refused = []
        for a, b in sorted(self._verdicts.joined):
            if self._hand.parted(a, b):
                refused.append((a, b))
            else:
                self._hand.join(a, b)
        return refused

    def _by_pairs(self) -> _Clusters:
        """Return the touched clusters made anew: repeats within a list first, then one of each list at most."""
        made = self._hand.copy()
        same = [pair for pair in self._found.pairs if pair.judgement == "same" and pair.a in self._before]
        for pair in sorted(same, key=lambda one: one.a.list != one.b.list):
            own = {pair.a.list} & {pair.b.list}
            if pair.b in self._before and not made.parted(pair.a, pair.b) and made.both_on(pair.a, pair.b) <= own:
                made.join(pair.a, pair.b)
        return made

    def _fate(self, pair: Pair, made: _Clusters) -> str:
        """Return how a pair is held now; empty where it is not one person by what somebody said."""
        if pair.a not in self._before and pair.b not in self._before:
            held = pair.judgement
        elif made.of(pair.a) == made.of(pair.b):
            held = "same"
        elif self._hand.parted(pair.a, pair.b) or self._has_another(pair):
            return ""
        else:
            held = "possible"
        return "unsure" if held == "possible" and (pair.a, pair.b) in self._verdicts.unsure else held

    def _has_another(self, pair: Pair) -> bool:
        """Tell whether a doubtful pair is answered because somebody named another row of that list as the one."""
        return pair.judgement == "possible" and pair.a.list != pair.b.list and bool(self._hand.both_on(pair.a, pair.b))

    def _moved(self, fates: Iterable[tuple[Pair, str]], made: _Clusters) -> dict[tuple[int, int], float]:
        """Return by how many the people expected on each two lists change, where what was likely is now known."""
        moved: defaultdict[tuple[int, int], float] = defaultdict(float)
        for sign, groups in ((1, made.members.values()), (-1, self._touched)):
            for group in groups:
                for two in combinations(sorted({record.list for record in group}), 2):
                    moved[two] += sign
        seen = set()
        for pair, fate in fates:
            if pair.a.list == pair.b.list or (pair.a not in self._before and pair.b not in self._before):
                continue
            people = frozenset(((made.of(pair.a), pair.a.list), (made.of(pair.b), pair.b.list)))
            if people not in seen:
                seen.add(people)
                moved[min(pair.a.list, pair.b.list), max(pair.a.list, pair.b.list)] += self._news(pair, fate)
        return moved

    def _news(self, pair: Pair, fate: str) -> float:
        """Return what a pair adds beside the change in who is held to be one."""
        was = float(pair.judgement == "same")
        if not fate:
            return was - pair.probability
        if fate != "same":
            return was
        if not was:
            return -pair.probability
        return 1 - pair.probability if self._hand.of(pair.a) == self._hand.of(pair.b) else 0.0

    def _shares(
        self, people: list[list[Record]], moved: Mapping[tuple[int, int], float]
    ) -> dict[tuple[int, int], float]:
        before, after = (_on_each(each) for each in (self._found.people, people))
        shares = dict(self._found.shares)
        for (a, b), more in moved.items():
            expected = shares.get((a, b), 0.0) * min(before[a], before[b]) + more
            shares[a, b] = min(1.0, max(0.0, expected / max(1, min(after[a], after[b]))))
        return shares


def _on_each(people: Iterable[Iterable[Record]]) -> Counter[int]:
    return Counter(at for records in people for at in {record.list for record in records})


def _neighbours(twos: Iterable[Two]) -> dict[Record, frozenset[Record]]:
    found: defaultdict[Record, set[Record]] = defaultdict(set)
    for a, b in twos:
        found[a].add(b)
        found[b].add(a)
    return {record: frozenset(others) for record, others in found.items()}
