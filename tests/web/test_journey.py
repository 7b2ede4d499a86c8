"""A person in a browser, in each language of the interface: from dropped files to the corrected total, and reading
without scripts on a wide and on a narrow screen.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.actors import EN, RU, UK, Person, at_a_desk
from tests.web.browsing import NEEDS_BROWSER, browsing, opened, served
from tests.web.shown import LANGUAGES
from vidmova.web.headers import HEADERS
from vidmova.web.speech import Speech

pytestmark = NEEDS_BROWSER
DROP = """texts => {
    const files = new DataTransfer();
    for (const [name, text] of Object.entries(texts)) files.items.add(new File([text], name, { type: "text/plain" }));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""
SELECT = """([start, end]) => {
    const root = document.querySelector(".text [data-at]"), range = document.createRange();
    range.setStart(...points.of(root, start));
    range.setEnd(...points.of(root, end));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""
TEXTS = {"ru.txt": RU, "en.txt": EN, "uk.txt": UK}
WIDTHS = (1280, 375)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as running:
        yield running


def refused(page: Any) -> tuple[int, int]:
    """Return floor and ceiling of those who refused, as the page of that question gives them now."""
    page.goto("/how-many?act=refuse")
    page.locator("[data-counting]").wait_for(state="detached")
    found = page.evaluate("async () => (await (await fetch('/api/totals?act=refuse')).json()).total")
    shown = "".join(re.findall(r"\d+", page.inner_text(".ends")))
    assert shown.startswith(f"{found['low']}{found['high'] or ''}")
    return found["low"], found["high"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_dropped_files_to_the_corrected_total(tmp_path: Path, browser: Any, language: str) -> None:
    person, say = Person(tmp_path / "register"), Speech(language).say
    (tmp_path / "register" / "config.toml").write_text('name = "Ours"\nmodel = "lexicon"\n', encoding="utf-8")
    with served(person.app) as host:
        page, watched = opened(browser, host, locale=language, viewport={"width": 1280, "height": 900})
        page.goto("/")
        page.click(f"text={say('Add documents')}")
        page.wait_for_url("**/add")
        page.wait_for_load_state("load")
        page.evaluate(DROP, TEXTS)
        page.click("button[value=start]")
        page.wait_for_selector("#changed")
        assert say("Done") in page.inner_text("main")
        page.goto("/")
        page.click(".places a[href='/events']")
        page.click(".events a")
        page.locator(".quoted mark").first.wait_for()

        before = refused(page)
        asked = next(one for one in person.acting.questions.now() if one.link and one.question.hangs)
        page.goto(f"/review/{asked.id}")
        assert "0." not in page.inner_text(".judged")
        page.keyboard.press("x")
        page.keyboard.press("1")
        page.fill("#who", "Anna")
        page.keyboard.press("Enter")
        page.wait_for_url("**after=1")
        person.settled()
        joined = refused(page)
        assert joined[1] < before[1]

        page.goto("/decisions?after=1")
        page.keyboard.press("z")
        page.wait_for_url("**after=2")
        person.settled()
        assert refused(page) == before

        document = next(one for one in person.store.document_list() if one.name == "ru.txt")
        text = person.store.document(document.id)
        assert text
        page.goto(f"/documents/{document.id[:12]}")
        start = text.text.index("Погода")
        page.evaluate(SELECT, [start, start + 6])
        page.wait_for_selector("[data-claim]:visible")
        page.keyboard.press("c")
        page.check("input[value=refuse]")
        page.click("button.main")
        page.fill("[name=count]", "40")
        page.fill("[name='count.from']", str(start))
        page.fill("[name='count.to']", str(start + 6))
        page.fill("#why", "a test")
        page.click("button[value=save]")
        page.wait_for_url("**after=3*")
        person.settled()
        after = refused(page)
        assert after[1] >= before[1] + 28
        page.context.close()
    assert watched.outside == []
    assert watched.faults == []
    assert watched.policies == {HEADERS["Content-Security-Policy"]}


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_can_be_read_without_scripts(three_told: Path, tmp_path: Path, browser: Any, width: int) -> None:
    person = at_a_desk(three_told, tmp_path / "register")
    with served(person.app) as host:
        page, watched = opened(browser, host, java_script_enabled=False, viewport={"width": width, "height": 900})
        page.goto("/")
        assert page.is_visible("h1")
        page.click(".places a[href='/events']")
        page.locator(".events a").first.click()
        page.locator(".quoted mark").first.wait_for()
        page.locator(".told a[href^='/documents/']").first.click()
        page.locator(".text p").first.wait_for()
        page.locator(".card h3 a, .to-event a").first.click()
        page.goto("/")
        page.click(".places a[href='/how-many']")
        for _ in range(40):
            if not page.locator("[data-counting]").count():
                break
            page.wait_for_timeout(100)
            page.reload()
        page.locator(".working, #working").first.wait_for()
        page.select_option("[name=act]", "all-refuse")
        page.click("main form button")
        page.wait_for_url("**act=all-refuse*")
        page.fill("[name=q]", "Chita")
        page.click("[role=search] button")
        assert page.locator("h1").inner_text()
        page.context.close()
    assert watched.outside == []
