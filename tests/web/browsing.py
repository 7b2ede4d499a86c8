"""A browser, a desk that answers it, and what of a drawn page can be looked at by a program."""

import importlib.util
import shutil
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TOOLS = ("playwright", "axe_playwright_python", "PIL")
MISSING = [name for name in TOOLS if importlib.util.find_spec(name) is None]
ONE_BROWSER = pytest.mark.xdist_group("browser")
"""Keeps the tests that need a browser in one process."""
NEEDS_BROWSER = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    ONE_BROWSER,
]
WAIT = 25_000
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async ([rules, without, at]) => (await axe.run(
    at ? {include: at.map(one => proof.texts()[one])} : document,
    {runOnly: rules, rules: without, resultTypes: ["violations"], preload: false})).violations
    .filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200), one.nodes[0].failureSummary])"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that colours alone can break, and that take longest."""
BY_SHAPE = {"type": "tag", "values": AXE}, {one: {"enabled": False} for one in COLOURS}, None
"""All other rules, over the whole page."""
BY_COLOUR: tuple[dict[str, Any], dict[str, Any]] = {"type": "rule", "values": COLOURS}, {}
SHAPES = """window.proof = {
    texts: () => [...document.querySelectorAll("body, body *")].filter(one =>
        [...one.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.data.trim())
        || one.matches("input, select, textarea")),
    shapes: () => {
        const styled = one => [one.tagName, one.className.baseVal ?? one.className, one.getAttribute("fill"),
            one.getAttribute("aria-current"), ...one.getAttributeNames()].join(" ");
        const path = one => one ? `${styled(one)}>${path(one.parentElement)}` : "";
        return proof.texts().map(path);
    },
}"""
"""Says for each text of a page in which elements it stands, by all that a rule of style could ask for."""
FAULTS = """() => {
    const found = [], shown = one => one.checkVisibility() && one.getBoundingClientRect().width > 1;
    const said = one => one.outerHTML.replace(/\\s+/g, " ").slice(0, 160);
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
        const wide = [...document.querySelectorAll("main *, header *, footer *")]
            .filter(one => shown(one) && one.getBoundingClientRect().right > root.clientWidth + 1);
        found.push(`scrolls sideways to ${root.scrollWidth}: ` + wide.slice(0, 2).map(said).join(" | "));
    }
    for (const one of document.querySelectorAll("body *:not(svg *)")) {
        if (!shown(one) || one.closest(".unseen, .skip, .hatches")) continue;
        const style = getComputedStyle(one);
        if (style.display === "inline" || ["INPUT", "TEXTAREA", "SELECT", "PROGRESS"].includes(one.tagName)) continue;
        const scrolls = ["auto", "scroll"].includes(style.overflowX);
        if (one.clientWidth && one.scrollWidth > one.clientWidth + 1 && !scrolls
            && ![...one.children].some(each => each.scrollWidth > each.clientWidth + 1 || each.tagName === "TABLE"))
            found.push(`text pokes out ${one.scrollWidth} > ${one.clientWidth}: ${said(one)}`);
    }
    for (const drawing of document.querySelectorAll("svg")) {
        if (!shown(drawing)) continue;
        const frame = drawing.getBoundingClientRect();
        const texts = [...drawing.querySelectorAll("text")].filter(one => one.textContent.trim() && shown(one));
        const boxes = texts.map(one => one.getBoundingClientRect());
        boxes.forEach((box, place) => {
            const across = box.left < frame.left - 2 || box.right > frame.right + 2;
            if (across || box.top < frame.top - 3 || box.bottom > frame.bottom + 3)
                found.push(`clipped in a drawing: ${texts[place].textContent}`);
            boxes.slice(place + 1).forEach((other, after) => {
                const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
                const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
                if (across > 2 && down > 4)
                    found.push(`overlap: ${texts[place].textContent}, ${texts[place + 1 + after].textContent}`);
            });
        });
    }
    for (const one of document.querySelectorAll("main :is(section, ul, ol, dl, tbody, table, p, h1, h2, h3)"))
        if (shown(one) && !one.innerText.trim() && !one.querySelector("svg, input, progress, a, img")
            && !one.closest("tr, [role=status]"))
            found.push(`empty without a word: ${said(one)}`);
    return found;
}"""
"""What a program can see of a bad drawing: sideways scrolling, text outside its box, labels over labels, emptiness."""
TEXTS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
    while (walker.nextNode()) {
        const said = walker.currentNode.textContent.replace(/\\s+/g, " ").trim();
        const around = walker.currentNode.parentElement;
        if (said && !around.closest("script, style, bdi, q, blockquote, code, pre, textarea, .quoted, .text, .mono")
            && around.closest("[lang]").lang === document.documentElement.lang) found.add(said);
    }
    for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]"))
        for (const name of ["aria-label", "placeholder", "title"])
            if (one.getAttribute(name)) found.add(one.getAttribute(name));
    return [...found];
}"""
"""What the interface itself says, without what stands in documents or is marked as another language."""


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """Serve a desk on a free port of this machine, and give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    running.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        running.join(20)
        listener.close()


@contextmanager
def browsing() -> Iterator[Any]:
    """Start Chromium; it ends with the block, for no two may run in one thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Watched:
    """What a page asked for, and what went wrong in it."""

    def __init__(self, page: Any, host: str) -> None:
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.policies: set[str] = set()
        self._host = host
        page.on("request", lambda one: self.asked.append(one.url))
        page.on("response", lambda one: self.policies.add(one.headers.get("content-security-policy", one.url)))
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)

    @property
    def outside(self) -> list[str]:
        """Requests to anywhere but the desk."""
        return [one for one in self.asked if not one.startswith(f"{self._host}/")]


def axe_source() -> str:
    """Return the script of axe."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def opened(browser: Any, host: str, **wishes: Any) -> tuple[Any, Watched]:
    """Open a page of a context of its own, in English unless another language is wished."""
    page = browser.new_context(base_url=host, **{"locale": "en-GB", **wishes}).new_page()
    page.set_default_timeout(WAIT)
    return page, Watched(page, host)


def fresh(known: Counter[str], shapes: list[str]) -> list[int]:
    """Return which texts of a page stand in elements as none did that were looked at before."""
    found = []
    for number, shape in enumerate(shapes):
        known[shape] += 1
        if known[shape] == 1:
            found.append(number)
    return found
