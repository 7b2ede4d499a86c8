import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.totals.drawntables import Table
from vidmova.totals.chao import chapman, lognormal, lower_bound
from vidmova.totals.patterns import patterns


def test_chapman_by_hand() -> None:
    # 60 and 50 people, 20 on both: 61·51/21 - 1 = 147.14 in all, 90 of them seen.
    found = chapman(patterns({(1, 0): 40, (0, 1): 30, (1, 1): 20}))
    assert found.estimate == pytest.approx(61 * 51 / 21 - 1 - 90)
    # Variance 61·51·40·30 / (21²·22) = 384.8.
    assert found.low == pytest.approx(29.5, abs=0.5)
    assert found.high == pytest.approx(110.6, abs=0.7)


def test_two_lists_that_agree_hide_nobody() -> None:
    assert chapman(patterns({(1, 0): 0, (0, 1): 0, (1, 1): 20})).estimate == 0


def test_the_bound_by_hand() -> None:
    # 30 people once, 10 twice, three lists: 2/3 · 30² / (2·10) = 30.
    table: Table = {(1, 0, 0): 12, (0, 1, 0): 8, (0, 0, 1): 10, (1, 1, 0): 4, (1, 0, 1): 3, (0, 1, 1): 3, (1, 1, 1): 5}
    found = lower_bound(patterns(table))
    assert found.estimate == pytest.approx(30)
    # Variance 10 · (2/3·9/2 + 4/9·27 + 4/9·81/4) = 240.
    assert found.low == pytest.approx(lognormal(30, 240).low)
    assert found.high == pytest.approx(lognormal(30, 240).high or 0)


def test_the_bound_without_anybody_twice() -> None:
    found = lower_bound(patterns({(1, 0): 6, (0, 1): 4}))
    assert found.estimate == pytest.approx(0.5 * 10 * 9 / 2)
    assert found.high is not None
    assert found.high > 60


@given(st.floats(0.1, 1e6), st.floats(0.0, 1e9))
def test_the_interval_holds_the_estimate_and_stays_above_nobody(estimate: float, variance: float) -> None:
    found = lognormal(estimate, variance)
    assert found.high is not None
    assert 0 <= found.low <= estimate * (1 + 1e-9)
    assert found.high >= estimate * (1 - 1e-9)
