"""Times every kind of page of the desk on a generated register, and what somebody sees right after a change.

    python -m benchmarks.bench_desk 100000

Beside the time on the clock stands the time that the processor worked, which other work on the machine does not
lengthen. With Playwright and a Chromium (`CHROMIUM` says where), the first paint of the overview is measured too. The
figure pages, which are counted behind the pages, have a benchmark of their own: `bench_figures`.
"""

import argparse
import os
import random
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import uvicorn
from msgspec import structs
from starlette.applications import Starlette
from starlette.testclient import TestClient

from benchmarks.bench_figures import HOST, register
from benchmarks.generated import generate
from vidmova.config import Config
from vidmova.register.searching import Searching
from vidmova.web.addresses import SECTIONS
from vidmova.web.app import make_app
from vidmova.web.snapshot import QUICK, Memory

if TYPE_CHECKING:
    from playwright.sync_api import Page
try:
    from playwright.sync_api import sync_playwright
except ModuleNotFoundError:  # pages are timed without a browser
    sync_playwright = None  # type: ignore[assignment]

TURNS, SAMPLE = 3, 20
PAGE_P95, SEARCH_P95 = 120, 150
CHROMIUM, PAINTS = "/usr/bin/chromium", 7
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
WORDS = ("Ivanov", "1587th", "дезертир", "refused", "Чита", "Харків", "contract soldiers", "наказ", "sentenced")
LISTS = ("/events", "/events?act=refuse", "/events?view=table", "/events?sort=-number", "/events?year=2023&page=9")


def addresses(store: Searching) -> Iterator[tuple[str, list[str]]]:
    """Yield kinds of pages, each with addresses: events and all that is named, any of them and the largest."""
    chance = random.Random(1)
    found = sorted(store.happened(), key=lambda one: -len(one.row.event.claims))
    ids = [one.row.event.id for one in found]
    yield "overview", ["/"]
    yield "events", list(LISTS)
    yield "event, the largest", [f"/events/{one}" for one in ids[:SAMPLE]]
    yield "event, any", [f"/events/{one}" for one in chance.sample(ids, min(SAMPLE, len(ids)))]
    named = store.everyone_named()
    for kind, path in SECTIONS.items():
        own = sorted((one for one in named if one.entity.kind == kind), key=lambda one: -one.events)
        yield path, [f"/{path}"]
        if own:
            yield f"{kind}, the largest", [f"/{path}/{one.entity.id}" for one in own[:SAMPLE]]
    texts = chance.sample(store.document_list(), SAMPLE)
    yield "documents", ["/documents", "/documents?page=9", "/documents?language=ru"]
    yield "document", [f"/documents/{one.id[:12]}" for one in texts]
    yield "contradictions", ["/contradictions"]
    yield "questions", ["/questions"]
    yield "search", [f"/search?q={one}" for one in WORDS]
    yield "api", ["/api", "/api/events", "/api/documents", "/api/people"]


class Timed(NamedTuple):
    """How long some pages took, in milliseconds, and the largest answer's bytes."""

    median: float
    late: float
    """The 95th percentile on the clock."""
    worked: float
    """The 95th percentile of the processor's time."""
    size: int


def timed(client: TestClient, paths: Iterable[str]) -> Timed:
    """Ask for each page a few times."""
    times, worked, largest = [], [], 0
    for path in paths:
        for _ in range(TURNS):
            before, working = time.perf_counter(), time.process_time()
            answer = client.get(path)
            times.append(1000 * (time.perf_counter() - before))
            worked.append(1000 * (time.process_time() - working))
            largest = max(largest, len(answer.content))
    return Timed(
        statistics.median(times), statistics.quantiles(times, n=20)[-1], statistics.quantiles(worked, n=20)[-1], largest
    )


def first_paint(app: Starlette) -> list[float]:
    """Return after how many milliseconds Chromium paints something of the overview, some times over."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", CHROMIUM), args=["--no-sandbox"]
            )
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
            return [_painted(browser.new_page(), address) for _ in range(PAINTS)]
    finally:
        server.should_exit = True
        thread.join(10)


def _painted(page: "Page", address: str) -> float:
    page.goto(address)
    found: float | None = None
    while found is None:
        found = page.evaluate(PAINTED)
        time.sleep(0.02)
    page.close()
    return found


def after_a_change(app: Starlette, client: TestClient) -> tuple[float, float]:
    """Return how long the first page waits after a change, in milliseconds, and how long reading anew takes."""
    memory: Memory = app.state.memory
    memory._kept = structs.replace(memory.now(), stamp="before")
    memory._took = max(memory._took, QUICK)
    before = time.monotonic()
    client.get("/events")
    first = 1000 * (time.monotonic() - before)
    while memory.behind:
        time.sleep(0.05)
    return first, time.monotonic() - before


def main() -> None:
    """Make a register of so many claims and time each kind of page."""
    reader = argparse.ArgumentParser(description="Time the desk's pages.")
    reader.add_argument("claims", type=int, nargs="?", default=10_000)
    claims = reader.parse_args().claims
    with tempfile.TemporaryDirectory() as folder, register(generate(claims), Path(folder)) as store:
        report(store)


def report(store: Searching) -> None:
    """Print how long each kind of page of a register takes."""
    app = make_app(store, Config(name="Generated"))
    client = TestClient(app, base_url=HOST)
    before = time.monotonic()
    client.get("/events")
    print(f"lists read in {time.monotonic() - before:.1f} s, once, when the desk starts")
    while "data-counting" in client.get("/").text:
        time.sleep(0.5)
    print(f"all counted after {time.monotonic() - before:.1f} s")
    print(f"{'pages':<28} {'median':>9} {'p95':>9} {'worked':>9} {'asked':>9} {'size':>9}")
    for name, paths in addresses(store):
        one = timed(client, paths)
        asked = SEARCH_P95 if name == "search" else PAGE_P95
        row = (
            f"{one.median:>6.0f} ms {one.late:>6.0f} ms {one.worked:>6.0f} ms {asked:>6} ms {one.size / 1000:>6.0f} kB"
        )
        print(f"{name:<28} {row}", flush=True)
    if sync_playwright is not None:
        paints = first_paint(app)
        print(f"first paint of the overview: median {statistics.median(paints):.0f} ms, latest {max(paints):.0f} ms")
    first, whole = after_a_change(app, client)
    print(f"after a change the first page took {first:.0f} ms, and lists were read anew after {whole:.1f} s")


if __name__ == "__main__":
    main()
