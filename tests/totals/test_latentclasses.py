import numpy as np
import pytest

from tests.totals.drawntables import TWO_KINDS, drawn, exact
from vidmova.totals import loglinear
from vidmova.totals.diagnostics import dependences, effective, split_rhat
from vidmova.totals.latentclasses import Classes, climb, fit, step
from vidmova.totals.latentdraws import draws
from vidmova.totals.patterns import canonical, patterns


def test_one_kind_is_independence() -> None:
    found = patterns(drawn(2000, TWO_KINDS, 4))
    fitted = fit(found, 1)
    independent = next(one for one in loglinear.models(found) if not one.pairs)
    assert fitted.hidden == pytest.approx(independent.hidden, rel=0.02)
    assert fitted.deviance == pytest.approx(independent.deviance, rel=0.01)


def test_two_kinds_are_recovered() -> None:
    found = patterns(exact(100_000, TWO_KINDS))
    fitted = fit(found, 2)
    assert found.seen + fitted.hidden == pytest.approx(100_000, rel=0.02)
    assert fitted.high is not None
    assert fitted.low < 100_000 - found.seen < fitted.high
    assert fitted.shares[0] == pytest.approx(0.8, abs=0.02)
    assert fitted.chances[1] == pytest.approx(TWO_KINDS[1][1], abs=0.03)
    assert (fitted.parameters, fitted.freedom) == (12, 19)


def test_more_people_narrow_the_interval() -> None:
    few, many = (fit(patterns(exact(total, TWO_KINDS)), 2) for total in (1_000, 8_000))
    assert few.high is not None
    assert many.high is not None
    assert (many.high - many.low) / 8_000 < (few.high - few.low) / 1_000 / 2


def test_three_lists_do_not_tell_two_kinds() -> None:
    kinds = tuple((share, chances[:3]) for share, chances in TWO_KINDS)
    assert fit(patterns(drawn(1000, kinds, 5)), 2).high is None


def test_expectation_maximisation_only_climbs() -> None:
    random = np.random.default_rng(6)
    found = patterns(drawn(500, TWO_KINDS, 6))
    presence = np.vstack([np.zeros((1, 5)), found.presence])
    counts = np.tile(np.concatenate([[300.0], found.counts]), (7, 1))
    here = Classes(random.dirichlet([1, 1], 7), random.uniform(0.1, 0.9, (7, 2, 5)))
    heights = []
    for _ in range(30):
        here, height = step(here, presence, counts)
        heights.append(height)
    assert np.all(np.diff(np.array(heights), axis=0) >= -1e-8)
    far = step(climb(here, presence, counts, 40), presence, counts)[1]
    assert np.all(far >= heights[-1] - 1e-8)


def test_draws_surround_the_truth_and_repeat() -> None:
    found = canonical(patterns(exact(4_000, TWO_KINDS)))
    one, other = draws(found), draws(found)
    assert np.array_equal(one.hidden, other.hidden)
    assert one.quantile(0.025) < 4_000 - found.seen < one.quantile(0.975)
    assert one.quantile(0.5) == pytest.approx(fit(found, 2).hidden, rel=0.15)
    assert one.rhat < 1.1
    assert one.effective > 100
    assert 1.5 < one.classes < 4


def test_chains_that_agree() -> None:
    chains = np.random.default_rng(7).normal(size=(4, 2000))
    assert split_rhat(chains) == pytest.approx(1, abs=0.01)
    assert effective(chains) == pytest.approx(8000, rel=0.15)


def test_chains_that_do_not() -> None:
    apart = np.random.default_rng(8).normal(size=(4, 1000)) + np.array([[0.0], [0.0], [0.0], [5.0]])
    assert split_rhat(apart) > 1.5
    assert effective(apart) < 50


def test_draws_that_hang_together_are_worth_less() -> None:
    noise = np.random.default_rng(9).normal(size=(4, 4000))
    chains = np.zeros_like(noise)
    for at in range(1, noise.shape[1]):
        chains[:, at] = 0.9 * chains[:, at - 1] + noise[:, at]
    # An autoregression of 0.9 is worth (1 - 0.9) / (1 + 0.9) of its length.
    assert effective(chains) == pytest.approx(16_000 / 19, rel=0.35)


def test_chains_that_stand_still() -> None:
    still = np.ones((2, 100))
    assert (split_rhat(still), effective(still)) == (1.0, 200.0)


def test_dependence_by_hand() -> None:
    found = dependences(patterns({(1, 0): 40, (0, 1): 30, (1, 1): 20}), 150)
    assert [(one.a, one.b, one.shared, one.ratio) for one in found] == [("list 1", "list 2", 20, 1.0)]
