import numpy as np
import pytest

from tests.totals.drawntables import TWO_KINDS, Table, drawn, exact
from vidmova.totals.loglinear import deviances, fit, graded, models
from vidmova.totals.patterns import patterns

THREE: Table = {(1, 1, 1): 12, (1, 1, 0): 20, (1, 0, 1): 15, (0, 1, 1): 10, (1, 0, 0): 60, (0, 1, 0): 45, (0, 0, 1): 50}


def test_three_lists_with_all_pairs_by_hand() -> None:
    # No three-way term: hidden = product of odd patterns over product of even ones.
    found = min(models(patterns(THREE)), key=lambda one: one.freedom)
    assert found.freedom == 0
    assert found.hidden == pytest.approx(60 * 45 * 50 * 12 / (20 * 15 * 10), rel=1e-4)
    # Its error is the root of the sum of the reciprocals.
    assert found.error == pytest.approx(np.sqrt(sum(1 / count for count in THREE.values())), rel=1e-4)
    assert found.deviance == pytest.approx(0, abs=1e-6)


def test_one_pair_on_three_lists_by_hand() -> None:
    # Where only lists 1 and 2 depend on each other they are one list beside the third (Fienberg 1972).
    found = next(one for one in models(patterns(THREE)) if one.pairs == ((0, 1),))
    either_only, third_only, both = 20 + 60 + 45, 50, 12 + 15 + 10
    assert found.hidden == pytest.approx(either_only * third_only / both, rel=1e-4)


def test_independence_is_recovered() -> None:
    table = exact(100_000, [(1.0, (0.3, 0.2, 0.4, 0.25))])
    found = patterns(table)
    fitted = next(one for one in models(found) if not one.pairs)
    assert found.seen + fitted.hidden == pytest.approx(100_000, rel=1e-3)
    low, high = fitted.interval
    assert high is not None
    assert low < fitted.hidden < high


def test_all_models_are_fitted_and_the_best_comes_first() -> None:
    found = models(patterns(drawn(3000, TWO_KINDS, 1)))
    assert len(found) == len({one.pairs for one in found}) == 2**10
    assert [one.bic for one in found] == sorted(one.bic for one in found)
    assert all(one.deviance >= -1e-6 for one in found)


def test_a_term_more_never_fits_worse() -> None:
    by_pairs = {one.pairs: one for one in models(patterns(drawn(3000, TWO_KINDS, 2)))}
    for pairs, one in by_pairs.items():
        for left_out in pairs:
            smaller = by_pairs[tuple(pair for pair in pairs if pair != left_out)]
            assert one.deviance <= smaller.deviance + 1e-4


def test_six_lists_go_step_by_step() -> None:
    kinds = ((0.7, (0.1, 0.15, 0.2, 0.12, 0.18, 0.1)), (0.3, (0.7, 0.6, 0.8, 0.75, 0.65, 0.5)))
    found = models(patterns(drawn(2000, kinds, 3)))
    assert 15 < len(found) < 2**15
    assert any(not one.pairs for one in found)


def test_lists_that_share_nobody_have_no_term() -> None:
    table: Table = {(1, 0, 0): 30, (0, 1, 0): 20, (0, 0, 1): 25, (1, 0, 1): 8, (0, 1, 1): 6}
    assert all((0, 1) not in one.pairs for one in models(patterns(table)))


def test_a_model_that_says_nothing_has_no_end() -> None:
    table: Table = {(1, 0, 0): 9, (0, 1, 0): 9, (0, 0, 1): 9, (1, 1, 1): 9}
    saturated = fit(patterns(table), [(0, 1), (0, 2), (1, 2)], np.ones((1, 3)))[0]
    assert not saturated.estimable
    assert saturated.interval == (0.0, None)


def test_people_who_differ_by_degrees() -> None:
    spread = np.linspace(-4, 4, 81)
    weights = np.exp(-(spread**2) / 2) / np.exp(-(spread**2) / 2).sum()
    base = (-1.0, -0.5, -1.2, -0.8)
    kinds = [
        (float(weight), [float(1 / (1 + np.exp(-at - one))) for one in base])
        for weight, at in zip(weights, spread, strict=True)
    ]
    found = patterns(exact(50_000, kinds))
    fitted, with_a_tail = graded(found)
    independent = next(one for one in models(found) if not one.pairs)
    assert found.seen + fitted.hidden == pytest.approx(50_000, rel=0.05)
    assert found.seen + independent.hidden < 45_000
    assert with_a_tail.hidden > fitted.hidden


def test_the_deviance_by_hand() -> None:
    assert deviances(np.array([2.0, 0.0]), np.array([[1.0, 1.0]]))[0] == pytest.approx(2 * (2 * np.log(2) - 1 + 1))
