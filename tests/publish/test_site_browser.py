"""A browser reads the site from a disk: no outside request, no fault of access, search with and without scripts."""

import importlib.util
import shutil
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.publish.manyreleased import many
from tests.web.browsing import BY_COLOUR, BY_SHAPE, RUN_AXE, SHAPES, fresh
from vidmova.publish import site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TOOLS = ("playwright", "axe_playwright_python")
MISSING = [name for name in TOOLS if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
KINDS = (
    "index.html",
    "events/index.html",
    "events/act-refuse.html",
    "events/unit.html",
    "event/1.html",
    "event/1.html#e-0003K",
    "people/index.html",
    "places/index.html",
    "courts/index.html",
    "figures/index.html",
    "figure/refuse-persons.html",
    "contradictions/index.html",
    "sources/index.html",
    "index/index.html",
    "search.html",
    "method.html",
    "removed.html",
    "about.html",
)
EVENTS = 24


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released")
    (folder / "events.csv").write_text("id\n", encoding="utf-8")
    site.write(many(EVENTS), folder)
    return folder / site.NAME


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def opened(browser: Any, **wishes: Any) -> tuple[Any, list[str]]:
    context = browser.new_context(**wishes)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    return page, asked


@pytest.mark.parametrize(("theme", "width", "turn"), [("light", 1280, 0), ("dark", 375, 1)])
def test_no_page_has_a_grave_fault_of_access(
    root: Path, browser: Any, axe: str, theme: str, width: int, turn: int
) -> None:
    page, asked = opened(browser, viewport={"width": width, "height": 900}, color_scheme=theme)
    page.route("**/*.js", lambda route: route.abort())  # the site's own; axe itself cannot run where none may
    faults, shapes = [], Counter[str]()
    for number, kind in enumerate(("../index.html", *KINDS)):
        file, _, place = kind.partition("#")
        page.goto((root / ("uk", "ru", "en")[(number + turn) % 3] / file).as_uri() + (place and f"#{place}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        page.evaluate(f"{axe};{SHAPES}")
        texts = fresh(shapes, page.evaluate("proof.shapes()"))
        for asked_for in (BY_SHAPE, (*BY_COLOUR, texts)) if texts else (BY_SHAPE,):
            faults += [(kind, *one) for one in page.evaluate(RUN_AXE, asked_for)]
    page.context.close()
    assert not faults
    assert all(address.startswith(root.as_uri()) for address in asked)


def test_every_page_can_be_walked_by_keyboard(root: Path, browser: Any) -> None:
    page, _ = opened(browser, java_script_enabled=False)
    page.goto((root / "en" / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.context.close()


def test_search_finds_words_in_any_script_and_sends_nothing(root: Path, browser: Any) -> None:
    page, asked = opened(browser)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto((root / "uk" / "search.html").as_uri())
    page.fill("#q", "Новомихайлівка неназвана")
    page.press("#q", "Enter")
    # Never a function to wait for: its later turns are evaluated strings, which the page's policy rightly refuses.
    page.locator("#state", has_text="Жодна подія цього випуску не має всіх цих слів.").wait_for()
    page.fill("#q", "НОВОМИХАЙЛІВ novomykh мобіліз")
    page.press("#q", "Enter")
    page.wait_for_selector("#found li a")
    page.click("#found li a")
    alone = page.locator(".event:visible h2")
    assert alone.count() == 1
    assert "Новомихайлівка" in alone.text_content()
    page.click(".alone a")
    assert page.locator(".event:visible").count() > 1
    page.context.close()
    assert not complaints
    assert all(address.startswith(root.as_uri()) for address in asked)


def test_without_scripts_the_index_leads_to_the_events(root: Path, browser: Any) -> None:
    page, _ = opened(browser, java_script_enabled=False)
    page.goto((root / "ru" / "search.html").as_uri())
    assert not page.is_visible("#find")
    assert page.is_visible("noscript p")
    page.click("main a:has-text('Алфавитный указатель')")
    page.click("main li a:has-text('Новомихайловка')")
    assert page.locator(".events li").count() > 0
    page.context.close()
