"""What people say of pairs holds whatever else there is: joined are one, held apart are two, in any order."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vidmova.totals.judgedpairs import Two, Verdicts, judge
from vidmova.totals.learning import Weights
from vidmova.totals.linkage import Linkage, Pair, Record
from vidmova.totals.lists import PersonList, Row
from vidmova.totals.presence import lay_over, likely_people

NUMBER = 4
LISTS = [
    PersonList(name=name, rows=tuple(Row(number=at, name=f"{name} {at}") for at in range(1, NUMBER + 1)))
    for name in "abc"
]
RECORDS = [Record(at, row) for at in range(3) for row in range(1, NUMBER + 1)]


def at(said: str) -> Record:
    return Record("abc".index(said[0]), int(said[1]))


def two(said: str) -> Two:
    first, second = sorted(map(at, said.split("-")))
    return first, second


def twos(said: str) -> frozenset[Two]:
    return frozenset(map(two, said.split()))


def linkage(same: str, possible: str = "", likely: float = 0.4, share: float = 0.25) -> Linkage:
    pairs = [
        Pair(a=a, b=b, judgement=judgement, probability=probability, weight=1.0, features={})
        for said, judgement, probability in ((same, "same", 0.95), (possible, "possible", likely))
        for a, b in map(two, said.split())
    ]
    return Linkage(people=together(same), pairs=pairs, weights=Weights({}, {}, True), shares=shares(share))


def shares(share: float) -> dict[tuple[int, int], float]:
    return dict.fromkeys([(0, 1), (0, 2), (1, 2)], share)


def together(said: str) -> list[list[Record]]:
    groups = {record: {record} for record in RECORDS}
    for a, b in map(two, said.split()):
        merged = groups[a] | groups[b]
        groups.update(dict.fromkeys(merged, merged))
    return sorted({tuple(sorted(group)): sorted(group) for group in groups.values()}.values())


def several(people: Iterable[Iterable[Record]]) -> str:
    named = (["abc"[one.list] + str(one.row) for one in records] for records in people)
    return " ".join("".join(records) for records in named if len(records) > 1)


def open_pairs(found: Linkage, judgement: str = "possible") -> str:
    return " ".join(several([[pair.a, pair.b]]) for pair in found.pairs if pair.judgement == judgement)


CASES: list[tuple[str, str, dict[str, str], str, str]] = [
    ("nothing is said", "a1-b1", {}, "a1b1", "a2b2 a2b3"),
    ("a doubtful pair is joined, and its rival of that list answered", "a1-b1", {"joined": "a2-b2"}, "a1b1 a2b2", ""),
    ("a doubtful pair is held apart", "a1-b1", {"apart": "a2-b2"}, "a1b1", "a2b3"),
    ("nobody can know", "a1-b1", {"unsure": "a2-b2"}, "a1b1", "a2b3"),
    ("a pair that linking held to be one is parted", "a1-b1", {"apart": "a1-b1"}, "", "a2b2 a2b3"),
    ("and joined as it was", "a1-b1", {"joined": "a1-b1"}, "a1b1", "a2b2 a2b3"),
    ("what nobody asked about is joined", "a1-b1", {"joined": "a3-c4"}, "a1b1 a3c4", "a2b2 a2b3"),
    ("those joined bring theirs", "a1-b1 c1-b2", {"joined": "a1-c1"}, "a1c1b1", "b2c1 a2b2 a2b3"),
    ("joins follow each other", "", {"joined": "a1-b1 b1-c1"}, "a1b1c1", "a2b2 a2b3"),
    ("another row of the list is displaced, and asked about", "a1-b1", {"joined": "a1-b4"}, "a1b4", "a1b1 a2b2 a2b3"),
    ("two of a list are joined", "a1-b1", {"joined": "a1-a4"}, "a1a4b1", "a2b2 a2b3"),
    ("one of three is parted from one", "a1-b1 b1-c1 a1-c1", {"apart": "a1-c1"}, "a1b1", "b1c1 a2b2 a2b3"),
    ("two that are joined to two that are parted", "", {"joined": "a1-b1", "apart": "b1-c1"}, "a1b1", "a2b2 a2b3"),
]


@pytest.mark.parametrize(("same", "said", "people", "asked"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_clusters_are_made_anew(same: str, said: dict[str, str], people: str, asked: str) -> None:
    verdicts = Verdicts(**{kind: twos(pairs) for kind, pairs in said.items()})
    remade = judge(LISTS, linkage(same, "a2-b2 a2-b3"), verdicts)
    assert several(remade.found.people) == " ".join(several([sorted(map(at, parts(one)))]) for one in people.split())
    assert open_pairs(remade.found) == " ".join(asked.split())
    assert remade.refused == []


def parts(said: str) -> list[str]:
    return [said[start : start + 2] for start in range(0, len(said), 2)]


def test_where_nothing_is_said_nothing_changes() -> None:
    found = linkage("a1-b1 a1-c1 b1-c1", "a2-b2")
    assert judge(LISTS, found, Verdicts()).found == found


def test_separations_win_over_joins_and_the_join_is_named() -> None:
    remade = judge(LISTS, linkage(""), Verdicts(joined=twos("a1-b1 b1-c1"), apart=twos("a1-c1")))
    assert remade.refused == [two("b1-c1")]
    assert several(remade.found.people) == "a1b1"


def test_rows_that_repeat_each_other_stay_together() -> None:
    rows = tuple(replace(row, name="x") if row.number in (1, 3) else row for row in LISTS[0].rows)
    lists = [replace(LISTS[0], rows=rows), *LISTS[1:]]
    found = replace(linkage("a1-b1"), people=together("a1-b1 a1-a3"))
    assert several(judge(lists, found, Verdicts(apart=twos("a1-b1"))).found.people) == "a1a3"


@pytest.mark.parametrize(
    ("said", "people", "if_all", "expected"),
    [
        ({}, 1, 2, 1.0),
        ({"joined": "a2-b2"}, 2, 2, 1.6),
        ({"apart": "a2-b2"}, 1, 1, 0.6),
        ({"unsure": "a2-b2"}, 1, 2, 1.0),
        ({"joined": "a1-b1"}, 1, 2, 1.05),
        ({"apart": "a1-b1"}, 0, 1, 0.05),
        ({"joined": "a3-b3"}, 2, 3, 2.0),
    ],
)
def test_what_is_expected_moves_by_what_was_not_known(
    said: dict[str, str], people: int, if_all: int, expected: float
) -> None:
    found = judge(LISTS, linkage("a1-b1", "a2-b2"), Verdicts(**{kind: twos(one) for kind, one in said.items()})).found
    shared = lay_over(LISTS, found).shared[0]
    assert (shared.people, shared.if_all) == (people, if_all)
    assert found.shares[0, 1] * NUMBER == pytest.approx(expected)


PAIRS = [(a, b) for a, b in combinations(RECORDS, 2)]
SOME = st.lists(st.sampled_from(PAIRS), unique=True, max_size=14)


def linked(drawn: list[Two]) -> Linkage:
    """Return what linking could have found: clusters with one of each list, of the first pairs drawn, and the rest."""
    groups = {record: [record] for record in RECORDS}
    for a, b in drawn:
        if not {one.list for one in groups[a]} & {one.list for one in groups[b]}:
            merged = sorted(groups[a] + groups[b])
            groups.update(dict.fromkeys(merged, merged))
    people = sorted({tuple(group): group for group in groups.values()}.values())
    pairs = [
        Pair(
            a=a,
            b=b,
            judgement="same" if groups[a] is groups[b] else "possible",
            probability=round(0.9 - at / 30, 2),
            weight=1.0,
            features={},
        )
        for at, (a, b) in enumerate(drawn)
    ]
    pairs.sort(key=lambda pair: pair.judgement != "same")
    return Linkage(people=people, pairs=pairs, weights=Weights({}, {}, True), shares=shares(0.5))


def one_cluster(people: Iterable[Iterable[Record]], pair: Two) -> bool:
    return any(set(pair) <= set(records) for records in people)


@given(SOME, SOME, st.data())
def test_joined_are_always_one_and_those_held_apart_never(drawn: list[Two], judged: list[Two], data: Any) -> None:
    found = linked(drawn)
    said = {pair: data.draw(st.sampled_from(["joined", "apart", "unsure"])) for pair in judged}

    def verdicts(order: Iterable[Two]) -> Verdicts:
        kinds = {kind: frozenset(one for one in order if said[one] == kind) for kind in ("joined", "apart", "unsure")}
        return Verdicts(**kinds)

    remade = judge(LISTS, found, verdicts(judged))
    assert remade == judge(LISTS, found, verdicts(data.draw(st.permutations(judged))))
    people = remade.found.people
    assert sorted(one for records in people for one in records) == RECORDS
    for pair, kind in said.items():
        if kind == "joined" and pair not in remade.refused:
            assert one_cluster(people, pair)
        if kind == "apart" or pair in remade.refused:
            assert not one_cluster(people, pair)
        if kind == "apart":
            assert not one_cluster(likely_people(remade.found, 3), pair)
    assert all(0 <= share <= 1 for share in remade.found.shares.values())
    laid = lay_over(LISTS, remade.found)
    assert all(one.people <= one.if_all for one in laid.shared)
    asked = {(pair.a, pair.b) for pair in remade.found.pairs if pair.judgement == "possible"}
    assert asked.isdisjoint(said)
    if "apart" not in said.values():
        assert remade.refused == []
