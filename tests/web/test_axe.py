"""No page has a serious or critical fault of access, in light and dark, wide and narrow, full and empty."""

from typing import Any

from tests.web.browsing import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER


def test_no_page_has_a_grave_fault_of_access(tour: Any) -> None:
    assert len(tour.seen) > 40
    assert [(one.name, one.language, one.access) for one in tour.seen if one.access] == []


def test_no_page_of_an_empty_register_has_one(bare_tour: Any) -> None:
    assert [(one.name, one.language, one.access) for one in bare_tour.seen if one.access] == []
