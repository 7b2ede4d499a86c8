from functools import cache

import pytest
from msgspec.structs import replace

from tests.totals.drawntables import TWO_KINDS, Table, by_degrees, doubled, drawn, permuted
from vidmova.errors import InputError
from vidmova.totals.candidates import BOUND, DEGREES, INDEPENDENCE, KINDS, POSTERIOR, Model, judged
from vidmova.totals.estimates import Estimated, Measured, Options, answer, estimate, measure
from vidmova.totals.patterns import patterns
from vidmova.totals.strata import estimate_strata

NAMES = ("leak", "court", "press", "lawyers", "families")
TABLE = drawn(1500, TWO_KINDS, 10)


@cache
def measured() -> Measured:
    return measure(patterns(TABLE, NAMES))


@cache
def at_all(times: int = 1) -> Estimated:
    return estimate(doubled(TABLE, times), Options(lists=NAMES)) if times > 1 else answer(measured(), Options())


def test_a_figure_with_its_interval() -> None:
    found = at_all()
    assert found.given
    assert found.low is not None
    assert found.estimate is not None
    assert found.high is not None
    assert found.seen <= found.low < found.estimate < found.high
    assert found.low <= 1500 <= found.high
    assert not found.refused
    assert found.spans == (found.low, found.high)


def test_all_models_are_there() -> None:
    found = at_all()
    assert len(found.models) == 2**10 + 6
    assert {one.name for one in found.models if one.kind == KINDS} == {"two kinds of people", "three kinds of people"}
    assert all(one.low <= one.estimate for one in found.models)
    assert all(one.high is None or one.estimate <= one.high for one in found.models)
    standing = [one for one in found.models if one.stands]
    assert {"two kinds of people", "the Bayesian model of kinds"} <= {one.name for one in standing}
    assert found.low == min(one.low for one in standing)
    assert found.high == max(one.high or 0 for one in standing)
    assert min(one.behind for one in found.models if one.behind is not None) == 0
    assert any("court×leak" in one.name for one in found.models)


def test_what_it_should_be_read_beside() -> None:
    found = at_all()
    assert sum(found.diagnostics.by_frequency) == found.seen
    assert found.diagnostics.rhat is not None
    assert found.diagnostics.rhat < 1.1
    assert found.diagnostics.heterogeneity is not None
    assert found.diagnostics.heterogeneity > 1.5
    assert len(found.diagnostics.dependence) == 10
    assert found.diagnostics.simple is not None
    assert found.diagnostics.simple[0] == next(one.estimate for one in found.models if one.kind == INDEPENDENCE)
    assert "by independent lists" in found.remarks[0]
    assert "Chao's lower bound" in found.remarks[-1]
    assert any("in a few kinds" in said for said in found.assumptions)


def test_the_same_table_gives_the_same_answer() -> None:
    assert estimate(dict(TABLE), Options(lists=NAMES)) == at_all()


def test_the_order_of_the_lists_changes_nothing() -> None:
    order = (2, 0, 4, 1, 3)
    one = at_all()
    other = estimate(permuted(TABLE, order), Options(lists=tuple(NAMES[at] for at in order)))
    assert (other.low, other.estimate, other.high, other.models) == (one.low, one.estimate, one.high, one.models)


def test_more_people_narrow_the_interval() -> None:
    def width(found: Estimated) -> float:
        return ((found.high or 0) - (found.low or 0)) / (found.estimate or 1)

    assert width(at_all(4)) < 0.75 * width(at_all())


def test_one_list_is_refused() -> None:
    found = estimate({(1,): 300})
    assert not found.given
    assert found.refused == [
        "One list says nothing of those who are on none: give at least two that were made independently."
    ]


def test_two_lists_are_answered_on_a_condition() -> None:
    found = estimate({(1, 0): 40, (0, 1): 30, (1, 1): 20})
    assert (found.low, found.estimate, found.high) == (119, 147, 200)
    assert found.condition.startswith("if the two lists are independent, which they cannot show")
    assert "Being on one list says nothing of being on the other" in found.assumptions[0]


def test_two_lists_that_hardly_meet_are_refused() -> None:
    assert estimate({(1, 0): 4000, (0, 1): 3000, (1, 1): 9}).refused == [
        "Only 9 people are on two lists or more, and an estimate needs 10."
    ]
    found = estimate({(1, 0): 4000, (0, 1): 3000, (1, 1): 10}, Options(widest=2.0))
    assert "says too little: its ends may be 2 times apart" in found.refused[0]


def test_lists_that_hardly_meet_are_refused_with_a_floor() -> None:
    found = estimate({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 25, (1, 1, 0): 3, (0, 1, 1): 4})
    assert found.refused == ["Only 7 people are on two lists or more, and an estimate needs 10."]
    assert (found.seen, [one.kind for one in found.models]) == (102, [BOUND])


def test_a_list_that_meets_no_other_is_refused() -> None:
    found = estimate({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 25, (1, 1, 0): 30})
    assert found.refused == ["list 3 shares nobody with another list, so nothing says whom it misses: leave it out."]


def test_a_table_without_an_upper_end_is_refused() -> None:
    table: Table = {
        (1, 0, 0, 0): 60, (0, 1, 0, 0): 50, (0, 0, 1, 0): 70, (0, 0, 0, 1): 55,
        (1, 1, 0, 0): 4, (0, 0, 1, 1): 4, (1, 1, 1, 0): 5, (0, 1, 1, 1): 6, (1, 1, 1, 1): 12,
    }  # fmt: skip
    found = estimate(table)
    assert not found.given
    assert any(said.startswith("The table sets no upper end: by ") for said in found.refused)
    assert found.spans is not None
    assert found.spans[1] is None


def test_models_that_disagree_are_refused() -> None:
    found = answer(measured(), Options(as_good=1e9, widest=1e9))
    assert not found.given
    assert any(said.startswith("Models disagree that may each be right: ") for said in found.refused)
    assert any(said.endswith("1.75 times is what is allowed.") for said in found.refused)


def test_an_interval_too_wide_is_refused() -> None:
    found = answer(measured(), Options(widest=1.01))
    assert found.refused[0].startswith("The interval from ")
    assert found.spans == at_all().spans


def test_chains_that_disagree_are_refused() -> None:
    found = answer(measured(), Options(most_rhat=0.5))
    assert "The chains of the Bayesian model settled on different answers" in found.refused[0]


def test_three_lists_rest_on_a_prior() -> None:
    table = drawn(3000, tuple((share, chances[:3]) for share, chances in TWO_KINDS), 11)
    found = estimate(table)
    assert not any(one.kind == KINDS for one in found.models)
    assert any("rests on the model's prior" in said for said in found.assumptions)


def test_an_empty_table_is_wrong() -> None:
    with pytest.raises(InputError, match="needs 1 to 10 lists"):
        estimate({})


def test_a_model_stands_if_it_fits_as_well_as_the_best() -> None:
    one = Model(kind="pairs", name="a", hidden=5, estimate=10, low=7, high=20, bic=100.0)
    models = judged([one, replace(one, bic=101.9), replace(one, bic=102.1), replace(one, kind=POSTERIOR, bic=None)], 2)
    assert [model.stands for model in models] == [True, True, False, True]
    assert [model.behind for model in models] == [0, 1.9, 2.1, None]


def test_where_people_differ_by_degrees_the_figure_stands_on_both_shapes_of_that() -> None:
    def shapes(kind: str) -> list[bool]:
        one = Model(kind=kind, name="a", hidden=5, estimate=10, low=7, high=20, bic=100.0)
        tailed = replace(one, kind=DEGREES, bic=150.0)
        return [model.stands for model in judged([one, tailed], 2)]

    assert shapes(DEGREES) == [True, True]
    assert shapes(KINDS) == [True, False]
    one = Model(kind=KINDS, name="a", hidden=5, estimate=10, low=7, high=20, bic=100.0, aic=90.0)
    near = judged([one, replace(one, kind=DEGREES, bic=104.0, aic=91.9)], 2)
    assert [model.stands for model in near] == [True, True]


def test_people_hardly_ever_listed_are_not_told_too_few() -> None:
    # Many who differ smoothly and very much look like a few kinds: the figure of kinds alone was too low.
    found = estimate(drawn(10_000, by_degrees(1.4, (0.05, 0.16, 0.08, 0.12, 0.1)), 3))
    assert found.high is None or found.low is None or found.low <= 10_000 <= found.high
    alone = next(one for one in found.models if one.kind == POSTERIOR)
    assert alone.high is not None
    assert alone.high < 10_000
    assert sum(one.stands for one in found.models if one.kind == DEGREES) == 2


def test_strata_add_up() -> None:
    north: Table = {(1, 0): 40, (0, 1): 30, (1, 1): 20}
    south: Table = {(1, 0): 80, (0, 1): 60, (1, 1): 60}
    found = estimate_strata({"north": north, "south": south})
    assert list(found.strata) == ["north", "south"]
    parts = [found.strata[name] for name in ("north", "south")]
    assert found.seen == 290
    assert found.estimate == pytest.approx(sum(one.estimate or 0 for one in parts), rel=0.02)
    assert found.low is not None
    assert found.high is not None
    assert found.together == (sum(one.low or 0 for one in parts), sum(one.high or 0 for one in parts))
    assert found.together[0] < found.low < found.high < found.together[1]
    assert estimate_strata({"south": south, "north": north}) == found


def test_a_stratum_refused_refuses_the_sum() -> None:
    found = estimate_strata({"north": {(1, 0): 40, (0, 1): 30, (1, 1): 20}, "south": {(1, 0): 9, (0, 1): 4}})
    assert found.estimate is None
    assert found.refused == ["south: Only 0 people are on two lists or more, and an estimate needs 10."]


def test_a_list_without_anybody_in_a_stratum_is_left_out_there() -> None:
    table: Table = {(1, 0, 0): 40, (0, 1, 0): 30, (1, 1, 0): 20}
    found = estimate_strata({"north": table}, Options(lists=("a", "b", "c"))).strata["north"]
    assert found.lists == ("a", "b")
    assert found.remarks[-1] == "c has nobody here and is left out."


def test_no_strata_are_wrong() -> None:
    with pytest.raises(InputError, match="there are no strata"):
        estimate_strata({})
