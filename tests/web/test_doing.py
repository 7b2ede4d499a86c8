"""A person in a browser: drops a file, waits, judges by keys, undoes, makes a claim of selected characters."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from tests.web.actors import EN, RU, UK, Person

sync = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
WAIT = 25_000
DROP = """text => {
    const files = new DataTransfer();
    files.items.add(new File([text], "ru.txt", { type: "text/plain" }));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""
CYRILLIC = """([key, code]) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))"""
COUNTED = """() => [
    points.count("a😀b", 3), points.count("е\u0301нот", 2), points.count("x‹U+202E›y", 9), points.count("👨‍👩‍👧!", 8),
    points.units("a😀b", 2), points.units("x‹U+202E›y", 2)]"""
SELECTED = """([start, end]) => {
    const root = document.querySelector(".text [data-at]"), range = document.createRange();
    range.setStart(...points.of(root, start));
    range.setEnd(...points.of(root, end));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return points.selected(document.querySelector(".text"));
}"""


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Person:
    person = Person(tmp_path_factory.mktemp("doing"))
    person.add({"en.txt": EN.encode(), "uk.txt": UK.encode()})
    return person


@pytest.fixture(scope="module")
def host(person: Person) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(person.app, log_level="error"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    running.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    running.join(20)
    listener.close()


@pytest.fixture
def page(host: str) -> Iterator[Any]:
    with sync.sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=host, locale="en-GB")
        page.set_default_timeout(WAIT)
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda one: faults.append(one.url) if not one.url.startswith(host) else None)
        yield page
        browser.close()
        assert faults == []


def test_from_a_dropped_file_to_the_corrected_total(page: Any, person: Person) -> None:
    emoji = "😀 е\u0301 " + RU
    page.goto("/add")
    page.evaluate(DROP, emoji)
    page.click("button[value=start]")
    page.wait_for_selector("#changed")
    assert "1 more event" in page.inner_text("main") or "more events" in page.inner_text("main")

    asked = next(one for one in person.acting.questions.now() if one.link)
    page.goto(f"/review/{asked.id}")
    page.evaluate(CYRILLIC, ["ч", "KeyX"])
    assert page.is_checked("input[value=join]")
    page.keyboard.press("1")
    assert page.input_value("#why") == "same unit and day"
    page.fill("#who", "Anna")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review?after=1")
    assert "Saved: decision 1 · same" in page.inner_text(".saved")
    assert "The program held it for one event" in page.inner_text(".outcome")
    page.keyboard.press("z")
    page.wait_for_url("**after=2")
    assert "withdrawn" in page.inner_text(".saved")
    person.settled()

    document = next(one for one in person.store.document_list() if one.name == "ru.txt")
    full = person.store.document(document.id)
    assert full
    page.goto(f"/documents/{document.id[:12]}")
    assert page.evaluate(COUNTED) == [2, 2, 2, 5, 3, 9]
    start = full.text.index("Погода")
    assert page.evaluate(SELECTED, [start, start + 6]) == [start, start + 6]
    page.wait_for_selector("[data-claim]:visible")
    page.keyboard.press("c")
    page.check("input[value=shame]")
    page.click("button.main")
    page.wait_for_selector("#characters:visible")
    page.focus("#characters")
    page.keyboard.press("Control+Home")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    page.click("tr:has([name='group.from']) button")
    page.wait_for_selector("[name=group][value=Pogoda]")
    assert page.input_value("[name='group.from']") == str(start)
    page.fill("#why", "the program missed it")
    page.click("button[value=save]")
    page.wait_for_url("**after=3*")
    person.settled()
    page.reload()
    assert "added by hand" in page.inner_text(".cards")

    claim = next(one for one in person.store.claims(document.id) if one.act == "refuse")
    page.goto(f"/documents/{document.id[:12]}#card-{claim.id}")
    page.keyboard.press("e")
    page.wait_for_url("**/claims/**")
    page.select_option("#field", "count")
    page.fill("#value", "15")
    page.fill("#why", "a misprint")
    page.click("button.main")
    page.wait_for_url("**after=4*")
    person.settled()
    page.reload()
    assert "refusal, people:" in page.inner_text(".saved")
    assert "15" in page.inner_text(".saved")
    page.goto("/events?act=refuse")
    assert "15 people" in page.inner_text("main")


def test_keys_turned_off_and_keys_in_fields_do_nothing(page: Any) -> None:
    page.goto("/help")
    page.keyboard.press("/")
    page.keyboard.type("x?z")
    assert page.input_value("input[name=q]") == "x?z"
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/documents")
    page.goto("/settings")
    page.uncheck("[name=keys]")
    page.click("main button")
    page.wait_for_selector("html[data-keys=off]")
    page.keyboard.press("?")
    page.keyboard.press("g")
    page.keyboard.press("e")
    assert page.url.endswith("/settings")
