"""Everything by keyboard: Tab reaches each control with its focus to be seen, no trap, skip links, and single keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.actors import Person, at_a_desk
from tests.web.browsing import NEEDS_BROWSER, browsing, opened, served

pytestmark = NEEDS_BROWSER
FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const middle = [box.left + Math.min(box.width / 2, 8), box.top + Math.min(box.height / 2, 8)];
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const over = seen && one.tagName !== "use" ? document.elementFromPoint(...middle) : one;
    return {
        body: one === document.body,
        number: [...document.querySelectorAll("*")].indexOf(one),
        said: one.outerHTML.slice(0, 120),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== "none",
        seen: seen && (!over || one.contains(over) || over.contains(one) || one.closest("svg") !== null),
    };
}"""
CONTROLS = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
    .filter(one => !one.closest("details:not([open]) > :not(summary)"))
    .length"""
MOST = 300
PAGES = ("/", "/events", "/review", "/how-many", "/add", "/settings", "/decisions", "/search?q=Chita")


@pytest.fixture(scope="module")
def person(three_told: Path, tmp_path_factory: pytest.TempPathFactory) -> Person:
    return at_a_desk(three_told, tmp_path_factory.mktemp("keys") / "register")


@pytest.fixture(scope="module")
def host(person: Person) -> Iterator[str]:
    with served(person.app) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as running:
        yield running


@pytest.fixture
def page(browser: Any, host: str) -> Iterator[Any]:
    page, _ = opened(browser, host, viewport={"width": 1280, "height": 900})
    yield page
    page.context.close()


def walked(page: Any) -> list[dict[str, Any]]:
    """Press Tab until the end of the page, and return what had the focus."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now["body"] or (found and now["number"] == found[0]["number"]):
            return found
        found.append(now)
    raise AssertionError("the focus never came to the end of the page")


@pytest.mark.parametrize("address", PAGES)
def test_tab_reaches_every_control_and_shows_where_it_is(page: Any, address: str) -> None:
    page.goto(address)
    found = walked(page)
    assert len({one["number"] for one in found}) == len(found)
    assert "skip" in found[0]["said"]
    assert [one["said"] for one in found if not one["ring"] or not one["seen"]] == []
    radios = page.evaluate("() => document.querySelectorAll('input[type=radio]').length")
    assert len(found) >= page.evaluate(CONTROLS) - radios


def test_skip_links_lead_past_the_bar(page: Any) -> None:
    page.goto("/events")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_an_answer_a_claim_and_its_undoing_need_no_mouse(page: Any, person: Person) -> None:
    page.goto(person.pair)
    for key, answer in (("x", "join"), ("n", "separate"), ("u", "unsure")):
        page.keyboard.press(key)
        assert page.is_checked(f"input[value={answer}]")
    assert page.locator(".score, .outcome").count() == 0
    page.keyboard.press("7")
    page.fill("#who", "Anna")
    page.focus("#why")
    page.keyboard.press("Enter")
    page.wait_for_url("**after=*")
    page.keyboard.press("z")
    page.wait_for_url(lambda address: address.endswith("after=2"))
    person.settled()

    claim = next(one for one in person.store.document_list() if one.claims)
    first = person.store.claims(claim.id)[0]
    for key, answer in (("a", "accept"), ("r", "reject"), ("e", "correct")):
        page.goto(f"/claims/{claim.id[:12]}-{first.id}")
        page.keyboard.press(key)
        assert page.is_checked(f"input[value={answer}]")


def test_keys_lead_through_the_desk_and_are_silent_in_fields(page: Any) -> None:
    page.goto("/help")
    page.keyboard.press("/")
    page.keyboard.type("xnuarez?")
    assert page.input_value("input[name=q]") == "xnuarez?"
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/review")
    page.keyboard.press("?")
    page.wait_for_url("**/help")


def test_keys_that_are_switched_off_do_nothing(page: Any, person: Person) -> None:
    page.goto("/settings")
    page.focus("[name=keys]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-keys=off]")
    page.goto(person.pair)
    for key in "xnu?z":
        page.keyboard.press(key)
    assert page.url.endswith(person.pair)
    assert page.locator("input[name=judgement]:checked").count() == 0
