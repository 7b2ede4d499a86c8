"""A browser that reads every page asks this machine alone, and every answer says that it may ask nobody else."""

from typing import Any

from tests.web.browsing import NEEDS_BROWSER
from vidmova.web.headers import HEADERS

pytestmark = NEEDS_BROWSER


def test_nothing_outside_is_asked(tour: Any, bare_tour: Any) -> None:
    assert len(tour.asked) > 150
    assert tour.outside == bare_tour.outside == []


def test_every_answer_carries_the_policy(tour: Any, bare_tour: Any) -> None:
    assert tour.policies == bare_tour.policies == {HEADERS["Content-Security-Policy"]}


def test_no_page_breaks_the_policy_or_its_own_scripts(tour: Any, bare_tour: Any) -> None:
    assert tour.wrong == bare_tour.wrong == []
