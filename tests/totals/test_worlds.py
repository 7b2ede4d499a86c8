"""Random worlds told truly, from claims and relations to the total: the truth is inside, and found where it is told."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.totals.invented import TELLERS, Register
from vidmova.records import RelationKind
from vidmova.totals.asking import answer, opened
from vidmova.totals.bounds import bounds
from vidmova.totals.questions import Question
from vidmova.totals.systems import Group, System, pair

Worlds = dict[str, frozenset[int]]
NAMES = "abcdef"
ASKED = ("refuse", "awol")


def union(groups: list[frozenset[int]]) -> int:
    return len(frozenset().union(*groups))


def parts_of(world: Worlds, whole: str) -> list[tuple[str, ...]]:
    """Return which groups, two or three of them, make up a whole and share nobody."""
    others = [name for name in world if name != whole and world[name]]
    return [
        row
        for size in (2, 3)
        for row in combinations(others, size)
        if sum(len(world[name]) for name in row) == len(world[whole]) == union([world[name] for name in row])
        and all(world[name] <= world[whole] for name in row)
    ]


def relation(world: Worlds, one: str, other: str) -> tuple[RelationKind, str, str]:
    """Return how two groups truly lie to each other."""
    if world[one] == world[other]:
        return "same", one, other
    if world[one] < world[other]:
        return "part_of", one, other
    if world[other] < world[one]:
        return "later_state", one, other
    return ("overlapping" if world[one] & world[other] else "disjoint"), one, other


@st.composite
def told(draw: st.DrawFn) -> tuple[Worlds, dict[str, str], Register]:
    """Draw groups of people, the act of each, and a register that tells some of what is true of them."""
    world = {name: draw(st.frozensets(st.integers(0, 7), min_size=1)) for name in NAMES[: draw(st.integers(2, 6))]}
    acts = {name: draw(st.sampled_from((*ASKED, "dismiss"))) for name in world}
    register = Register()
    for name, people in world.items():
        for _ in range(draw(st.integers(1, 2))):
            low = draw(st.integers(1, len(people)))
            high = draw(st.one_of(st.none(), st.integers(len(people), len(people) + 3)))
            register.tell(name, (low, high), outlet=draw(st.integers(0, 2)), act=acts[name])
    for one, other in combinations(world, 2):
        if draw(st.booleans()):
            register.relate(*relation(world, one, other))
    for whole in world:
        for row in parts_of(world, whole)[: draw(st.integers(0, 2))]:
            register.relate("sum_of", whole, *row, gap=0)
    for one, other in draw(st.lists(st.sampled_from(list(combinations(world, 2))), max_size=2)):
        register.doubt(one, other)
    return world, acts, register


@settings(max_examples=250, deadline=None)
@given(told(), st.sets(st.sampled_from(ASKED), min_size=1))
def test_the_truth_lies_between_floor_and_ceiling(
    case: tuple[Worlds, dict[str, str], Register], acts: set[str]
) -> None:
    world, act_of, register = case
    truth = union([people for name, people in world.items() if act_of[name] in acts])
    found = answer(Question(acts=tuple(sorted(acts))), opened(register.linked(), TELLERS))
    assert found.low <= truth
    assert found.high is None or truth <= found.high
    assert not found.dropped


@settings(max_examples=150, deadline=None)
@given(told(), st.sampled_from(("relations", "one-person", "narrower-number")))
def test_the_truth_stays_inside_without_a_rule(case: tuple[Worlds, dict[str, str], Register], rule: str) -> None:
    world, act_of, register = case
    truth = union([people for name, people in world.items() if act_of[name] == "refuse"])
    found = answer(Question(acts=("refuse",), off=frozenset({rule})), opened(register.linked(), TELLERS))
    assert found.low <= truth
    assert found.high is None or truth <= found.high


@st.composite
def families(draw: st.DrawFn) -> Worlds:
    """Draw groups of which any two share nobody or lie one in the other."""
    stretches = [(0, 24)]
    for _ in range(draw(st.integers(1, 7))):
        low, high = draw(st.sampled_from(stretches))
        cut = sorted(draw(st.tuples(st.integers(low, high), st.integers(low, high))))
        inner = (cut[0], cut[1])
        if inner[0] < inner[1] and all(_fits(inner, one) for one in stretches):
            stretches.append(inner)
    return {f"g{number}": frozenset(range(*ends)) for number, ends in enumerate(stretches[1:] or stretches)}


def _fits(one: tuple[int, int], other: tuple[int, int]) -> bool:
    apart = one[1] <= other[0] or other[1] <= one[0]
    return apart or (other[0] <= one[0] and one[1] <= other[1]) or (one[0] <= other[0] and other[1] <= one[1])


@settings(max_examples=200, deadline=None)
@given(families(), st.data())
def test_where_sizes_and_relations_are_told_both_bounds_are_the_truth(world: Worlds, data: st.DataObject) -> None:
    inside = {
        (a, b) for a in world for b in world if a != b and world[a] <= world[b] and (world[a] != world[b] or a < b)
    }
    apart = {pair(a, b) for a, b in combinations(world, 2) if not world[a] & world[b]}
    sizes = tuple(Group(name, len(people), len(people)) for name, people in world.items())
    wanted = data.draw(st.sets(st.sampled_from(sorted(world)), min_size=1))
    found = bounds(System(sizes, frozenset(inside), frozenset(apart)), sorted(wanted))
    truth = union([world[name] for name in wanted])
    assert (found.low, found.high) == (truth, truth)
    assert (found.low_gap, found.high_gap) == (0, 0)


@settings(max_examples=100, deadline=None)
@given(families(), st.data())
def test_the_same_from_a_register(world: Worlds, data: st.DataObject) -> None:
    register = Register()
    for name, people in world.items():
        register.tell(name, (len(people), len(people)), outlet=data.draw(st.integers(0, 2)))
    for one, other in combinations(world, 2):
        register.relate(*relation(world, one, other))
    found = answer(Question(acts=("refuse",)), opened(register.linked(), TELLERS))
    truth = union(list(world.values()))
    assert (found.low, found.high) == (truth, truth)
