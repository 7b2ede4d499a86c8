"""Bounds against brute force over small universes, and against sums done by hand."""

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vidmova.totals.bounds import Bounds, bounds
from vidmova.totals.systems import Group, ImpossibleError, Sum, System, pair

NAMES = "abcd"
Worlds = dict[str, frozenset[int]]


def system(*groups: tuple[str, int, int | None], **relations: object) -> System:
    return System(tuple(Group(*one) for one in groups), **relations)  # type: ignore[arg-type]


def low_high(found: Bounds) -> tuple[int, int | None]:
    return found.low, found.high


def test_nothing_is_known_of_two_counts() -> None:
    found = bounds(system(("a", 30, 30), ("b", 12, 20)))
    assert low_high(found) == (30, 50)
    assert found.carrying == ["a"]


def test_disjoint_counts_add_up() -> None:
    found = bounds(system(("a", 30, 30), ("b", 12, 20), disjoint=frozenset({("a", "b")})))
    assert low_high(found) == (42, 50)
    assert found.carrying == ["a", "b"]


def test_a_part_counts_once() -> None:
    assert low_high(bounds(system(("a", 30, 30), ("b", 12, 20), inside=frozenset({("b", "a")})))) == (30, 30)


def test_an_open_count_leaves_the_ceiling_open() -> None:
    assert low_high(bounds(system(("a", 50, None), ("b", 12, 12)))) == (50, None)


def test_an_open_part_of_a_bounded_whole_is_bounded() -> None:
    assert low_high(bounds(system(("a", 50, None), ("b", 0, 80), inside=frozenset({("a", "b")})), ["a"])) == (50, 80)


def test_five_in_a_ring_need_more_than_any_disjoint_set() -> None:
    ring = frozenset(pair(str(n), str((n + 1) % 5)) for n in range(5))
    found = bounds(system(*((str(n), 2, 2) for n in range(5)), disjoint=ring))
    assert (found.low, found.proved_more) == (5, 1)


def test_those_who_sued_alone_and_together() -> None:
    sums = (Sum("sued", ("together", "alone")),)
    known = system(
        ("dismissed", 500, 500), ("sued", 140, 140), ("together", 115, 115), ("alone", 0, None),
        inside=frozenset({("sued", "dismissed")}), sums=sums,
    )  # fmt: skip
    assert low_high(bounds(known, ["alone"])) == (25, 25)
    assert low_high(bounds(known, ["sued", "together", "alone"])) == (140, 140)
    assert low_high(bounds(known)) == (500, 500)


def test_two_parts_cannot_have_more_than_the_whole() -> None:
    inside = frozenset({("a", "w"), ("b", "w")})
    assert low_high(bounds(system(("a", 60, 60), ("b", 70, 70), ("w", 100, 100), inside=inside), ["a", "b"])) == (
        70,
        100,
    )


def test_what_cannot_be_is_said() -> None:
    with pytest.raises(ImpossibleError, match="leaves no number"):
        bounds(system(("a", 30, 30), ("b", 12, 20), inside=frozenset({("a", "b")})))
    apart = frozenset({("a", "b"), ("a", "c"), ("b", "c")})
    inside = frozenset({("a", "w"), ("b", "w"), ("c", "w")})
    with pytest.raises(ImpossibleError, match="cannot all be true"):
        bounds(system(("a", 4, 4), ("b", 4, 4), ("c", 4, 4), ("w", 10, 10), inside=inside, disjoint=apart))


def test_nothing_asked_is_nobody() -> None:
    assert low_high(bounds(system(("a", 1, 1)), [])) == (0, 0)


@st.composite
def described(draw: st.DrawFn, names: str = NAMES) -> tuple[Worlds, System, frozenset[str]]:
    """Draw true groups, a true but partial description of them, and which are asked for."""
    world = {name: draw(st.frozensets(st.integers(0, 5))) for name in names}
    slack = st.integers(0, 2)
    groups = []
    for name, people in world.items():
        high = len(people) + draw(slack) if draw(st.booleans()) else None
        groups.append(Group(name, max(0, len(people) - draw(slack)), high))
    inside = {(a, b) for a in world for b in world if a != b and world[a] <= world[b] and draw(st.booleans())}
    disjoint = {(a, b) for a, b in combinations(names, 2) if not world[a] & world[b] and draw(st.booleans())}
    sums = [
        Sum(whole, two)
        for whole in names
        for two in combinations(names, 2)
        if whole not in two
        and world[two[0]] | world[two[1]] == world[whole]
        and not world[two[0]] & world[two[1]]
        and draw(st.booleans())
    ]
    wanted = frozenset(draw(st.sets(st.sampled_from(names), min_size=1)))
    return world, System(tuple(groups), frozenset(inside), frozenset(disjoint), tuple(sums)), wanted


def union(world: Worlds, wanted: frozenset[str]) -> int:
    return len(frozenset().union(*(world[name] for name in wanted)))


@settings(max_examples=300, deadline=None)
@given(described())
def test_the_truth_lies_between_floor_and_ceiling(case: tuple[Worlds, System, frozenset[str]]) -> None:
    world, known, wanted = case
    found = bounds(known, wanted)
    truth = union(world, wanted)
    assert found.low <= truth
    assert found.high is None or truth <= found.high
    assert (found.low_gap, found.high_gap) == (0, 0)


@settings(max_examples=150, deadline=None)
@given(described("abc"))
def test_floor_and_ceiling_are_those_of_all_worlds_that_fit(case: tuple[Worlds, System, frozenset[str]]) -> None:
    _, known, wanted = case
    found = bounds(known, wanted)
    # Those of the largest union, and as many beside it as the other groups need, must all fit into a world.
    beside = sum(group.low for group in known.groups if group.name not in wanted)
    assume(found.high is not None and found.high + beside <= CAP)
    least, most = brute(known, wanted)
    assert least - 1 <= found.low <= least
    assert found.high in {most, most + 1}


CAP = 9


def brute(known: System, wanted: frozenset[str]) -> tuple[int, int]:
    """Return the smallest and largest union over every way of putting up to CAP people into atoms."""
    names = [group.name for group in known.groups]
    every = [frozenset(atom) for size in range(1, 4) for atom in combinations(names, size)]
    fits = [atom for atom in every if fits_relations(atom, known)]
    best = [10**6, -1]
    fill(known, wanted, fits, (), best)
    return best[0], best[1]


def fits_relations(atom: frozenset[str], known: System) -> bool:
    if any(a in atom and b not in atom for a, b in known.inside) or any({a, b} <= atom for a, b in known.disjoint):
        return False
    return all(len(atom & set(one.parts)) == (one.whole in atom) for one in known.sums)


def fill(
    known: System, wanted: frozenset[str], atoms: list[frozenset[str]], people: tuple[int, ...], best: list[int]
) -> None:
    sizes = {group.name: 0 for group in known.groups}
    for atom, number in zip(atoms, people, strict=False):
        for name in atom:
            sizes[name] += number
    if any(group.high is not None and sizes[group.name] > group.high for group in known.groups):
        return
    if len(people) == len(atoms):
        if all(sizes[group.name] >= group.low for group in known.groups):
            total = sum(number for atom, number in zip(atoms, people, strict=True) if atom & wanted)
            best[0], best[1] = min(best[0], total), max(best[1], total)
        return
    for number in range(CAP + 1 - sum(people)):
        fill(known, wanted, atoms, (*people, number), best)
