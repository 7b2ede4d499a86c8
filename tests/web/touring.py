"""A walk through every page of a desk, once for all tests of a run: what was drawn, and what was wrong with it."""

import fcntl
import io
import os
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from starlette.applications import Starlette

from tests.web.browsing import (
    AXE,
    BY_WIDTH,
    COLOURS,
    FAULTS,
    RUN_AXE,
    TEXTS,
    Watched,
    axe_source,
    browsing,
    opened,
    served,
)
from tests.web.shown import LANGUAGES

WIDE, NARROW, HEIGHT = 1280, 375, 900
PICTURES = Path(__file__).parents[2] / "docs" / "images" / "desk"
WRITE = bool(os.environ.get("VIDMOVA_PICTURES"))
"""Whether the pictures of the documentation are to be made anew."""
TONES = 48
PATIENCE = 60


class Seen(NamedTuple):
    """One page as it was drawn, in one language."""

    name: str
    address: str
    language: str
    status: int
    access: list[Any]
    """Serious and critical faults of access."""
    faults: list[str]
    """What is clipped, overlaps, scrolls sideways or is empty."""
    texts: list[str]
    pictures: dict[str, bytes]
    """The first screen, by theme."""


class Tour(NamedTuple):
    """All pages, and what the browser asked for on the way."""

    seen: list[Seen]
    asked: list[str]
    outside: list[str]
    wrong: list[str]
    policies: set[str]


def walk(app: Starlette, pages: Iterable[tuple[str, str, str]], thorough: bool = True) -> Tour:
    """Visit pages, given with their names and languages, wide and narrow, and where thorough in dark colours too."""
    tour = Tour([], [], [], [], set())
    axe = axe_source()
    with served(app) as host, browsing() as browser:
        for language in LANGUAGES:
            wished = {"locale": language, "reduced_motion": "reduce", "viewport": {"width": WIDE, "height": HEIGHT}}
            page, watched = opened(browser, host, **wished)
            tour.seen.extend(
                _visit(page, axe, one, thorough) for one in sorted(pages, key=lambda one: one[0]) if one[2] == language
            )
            _note(tour, watched)
            page.context.close()
    return tour


def _note(tour: Tour, watched: Watched) -> None:
    tour.asked.extend(watched.asked)
    tour.outside.extend(watched.outside)
    tour.wrong.extend(one for one in watched.faults if "404 (Not Found)" not in one)
    tour.policies.update(watched.policies)


def _visit(page: Any, axe: str, one: tuple[str, str, str], thorough: bool) -> Seen:
    name, address, language = one
    answer = page.goto(address)
    for _ in range(PATIENCE):
        if not page.locator("[data-counting]").count():
            break
        page.wait_for_timeout(100)
        page.goto(address)
    page.evaluate(axe)
    texts = page.evaluate(TEXTS)
    access, faults, pictures = [], [], {}
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        faults += [f"{width}: {one}" for one in page.evaluate(FAULTS)]
        access += [[width, *one] for one in page.evaluate(RUN_AXE, AXE if width == WIDE else BY_WIDTH)]
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    for theme in ("dark", "light") if thorough else ():
        page.emulate_media(color_scheme=theme)
        if theme == "dark":
            access += [[theme, *one] for one in page.evaluate(RUN_AXE, COLOURS)]
        pictures[theme] = page.screenshot()
    return Seen(name, address, language, answer.status, access, faults, texts, pictures)


def reduced(picture: bytes) -> bytes:
    """Return a picture with few tones, as small as it can be told by."""
    held = io.BytesIO()
    drawn = Image.open(io.BytesIO(picture)).convert("RGB")
    drawn.quantize(TONES, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[], Tour]) -> Tour:
    """Return a tour that is made once for all processes of a run: the others wait for the one that makes it."""
    base = folders.getbasetemp()
    root = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    kept = root / f"{name}.tour"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
        made: Tour = pickle.loads(kept.read_bytes())
        return made


def keep(tour: Tour) -> None:
    """Write the pictures of the documentation where that is asked for."""
    if WRITE:
        PICTURES.mkdir(exist_ok=True)
        for one in tour.seen:
            for theme, picture in one.pictures.items():
                (PICTURES / f"{one.name}-{theme}.png").write_bytes(reduced(picture))
