"""A group may stand for what lies wholly inside it, and no bound changes."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.totals.test_bounds import Worlds, described, low_high, system, union
from vidmova.totals import bounds as bounds_module
from vidmova.totals.bounds import bounds
from vidmova.totals.nests import shrunk
from vidmova.totals.systems import Sum, System, nested

EVERY = (frozenset("abcxw"),)


def test_a_nest_becomes_its_whole() -> None:
    known = nested(
        system(
            ("w", 1, None), ("a", 5, 6), ("b", 7, 7), ("c", 2, 2),
            inside=frozenset({("a", "w"), ("b", "w")}), sums=(Sum("w", ("a", "b")),),
        )
    )  # fmt: skip
    small = shrunk(known, EVERY, lambda nest, name: low_high(bounds(nest, [name])))
    assert [(group.name, group.low, group.high) for group in small.groups] == [("w", 12, 13), ("c", 2, 2)]


def test_what_is_apart_from_something_inside_keeps_it() -> None:
    known = nested(
        system(("w", 9, 9), ("a", 5, 5), ("x", 7, 7), inside=frozenset({("a", "w")}), disjoint=frozenset({("a", "x")}))
    )
    assert shrunk(known, EVERY, lambda nest, name: (9, 9)) == known


def test_what_is_asked_for_without_its_whole_stays() -> None:
    known = nested(system(("w", 9, 9), ("a", 5, 5), inside=frozenset({("a", "w")})))
    assert len(shrunk(known, [frozenset("a")], lambda nest, name: (9, 9)).groups) == 2


@pytest.mark.parametrize("names", ["abcd", "abcde"])
def test_no_bound_changes(names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(described(names))
    def same(case: tuple[Worlds, System, frozenset[str]]) -> None:
        _, known, wanted = case
        monkeypatch.setattr(bounds_module, "SMALLEST_NESTED", 2)
        nested = bounds(known, wanted)
        monkeypatch.setattr(bounds_module, "SMALLEST_NESTED", 99)
        plain = bounds(known, wanted)
        assert low_high(nested) == low_high(plain)
        assert (nested.low_gap, nested.high_gap) == (0, 0)

    same()


def test_bounds_stay_safe_where_something_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds_module, "SMALLEST_NESTED", 2)
    monkeypatch.setattr(bounds_module, "MOST_PAIRS", -1)

    @settings(max_examples=200, deadline=None)
    @given(described())
    def safe(case: tuple[Worlds, System, frozenset[str]]) -> None:
        world, known, wanted = case
        found = bounds(known, wanted)
        truth = union(world, wanted)
        assert found.low <= truth
        assert found.high is None or truth <= found.high

    safe()
