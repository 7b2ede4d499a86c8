"""A walk through every page of a desk, once for all tests of a run: what was drawn, and what was wrong with it."""

import io
import os
import pickle
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image

from tests.foreignwords import words_of
from tests.once import once
from tests.web import shown
from tests.web.actors import Person
from tests.web.browsing import (
    BY_COLOUR,
    BY_SHAPE,
    FAULTS,
    RUN_AXE,
    SHAPES,
    TEXTS,
    Watched,
    axe_source,
    fresh,
    opened,
    served,
)
from tests.web.shown import LANGUAGES

WIDE, NARROW, HEIGHT = 1280, 375, 900
PICTURES = Path(__file__).parents[2] / "docs" / "images" / "desk"
WRITE = bool(os.environ.get("VIDMOVA_PICTURES"))
"""Whether the pictures of the documentation are to be made anew."""
TONES = 48
QUICK = {"type": "jpeg", "quality": 70}
"""A picture that is only measured."""
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
    read: dict[tuple[str, str], str]
    """Each page as it was sent in a language other than English, by language and name."""
    names: frozenset[str]
    """The words of names that the register has: of people, places, lists and searches."""


def walk(browser: Any, looking: "Looking", person: Person, pages: Sequence[tuple[str, str, str]]) -> Tour:
    """Visit pages, given with their names and languages, wide and narrow, in light and in dark."""
    names = frozenset(word for said in shown.names(person) for word in words_of(said))
    tour = Tour([], [], [], [], set(), {}, names)
    with served(person.app) as host:
        for language in LANGUAGES:
            wished = {"locale": language, "reduced_motion": "reduce", "viewport": {"width": WIDE, "height": HEIGHT}}
            page, watched = opened(browser, host, **wished)
            tour.seen.extend(
                looking.visit(page, *one) for one in sorted(pages, key=lambda one: one[0]) if one[2] == language
            )
            _note(tour, watched)
            page.context.close()
    tour.read.update(((one, name), person.read(address, one)) for name, address, _ in pages for one in ("uk", "ru"))
    return tour


def _note(tour: Tour, watched: Watched) -> None:
    tour.asked.extend(watched.asked)
    tour.outside.extend(watched.outside)
    tour.wrong.extend(one for one in watched.faults if "404 (Not Found)" not in one)
    tour.policies.update(watched.policies)


class Looking:
    """Looks at pages, and remembers which texts were looked at for their colours: the same bar is not asked again."""

    def __init__(self) -> None:
        self._scripts = f"{axe_source()};{SHAPES}"
        self._shapes: Counter[str] = Counter()

    def visit(self, page: Any, name: str, address: str, language: str) -> Seen:
        """Return what a page looks like, and what is wrong with it."""
        answer = page.goto(address)
        if page.locator("[data-counting]").count():
            until = time.monotonic() + PATIENCE
            while "data-counting" in page.request.get(address).text():
                assert time.monotonic() < until
                time.sleep(0.05)
            page.goto(address)
        page.evaluate(self._scripts)
        seen = Seen(name, address, language, answer.status, [], [], page.evaluate(TEXTS), {})
        texts = fresh(self._shapes, page.evaluate("proof.shapes()"))
        for width, theme in ((WIDE, "light"), (WIDE, "dark"), (NARROW, "dark"), (NARROW, "light")):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=theme)
            self._look(page, seen, (width, theme), texts)
        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        return seen

    def _look(self, page: Any, seen: Seen, screen: tuple[int, str], texts: list[int]) -> None:
        """Note what is wrong on a screen; as a theme moves nothing, only its colours are asked for in the second."""
        width, theme = screen
        asked: list[tuple[Any, Any, Any]] = [(*BY_COLOUR, texts)] if texts else []
        if theme == "light":
            seen.faults.extend(f"{width}: {one}" for one in page.evaluate(FAULTS))
            asked.append(BY_SHAPE)
        for rules in asked:
            seen.access.extend([width, theme, *one] for one in page.evaluate(RUN_AXE, rules))
        if width == WIDE:
            seen.pictures[theme] = page.screenshot(**({} if WRITE else QUICK))


def reduced(picture: bytes) -> bytes:
    """Return a picture with few tones, as small as it can be told by."""
    held = io.BytesIO()
    drawn = Image.open(io.BytesIO(picture)).convert("RGB")
    drawn.quantize(TONES, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()


def made_once(folders: pytest.TempPathFactory, make: Callable[[], list[Tour]]) -> list[Tour]:
    """Return tours that are made once for all processes of a run."""
    kept = once(folders, "pages.tours", lambda path: _write(path, make()))
    made: list[Tour] = pickle.loads(kept.read_bytes())
    return made


def _write(path: Path, tours: list[Tour]) -> None:
    path.write_bytes(pickle.dumps(tours))


def keep(tour: Tour) -> None:
    """Write the pictures of the documentation where that is asked for."""
    if WRITE:
        PICTURES.mkdir(exist_ok=True)
        for one in tour.seen:
            for theme, picture in one.pictures.items():
                (PICTURES / f"{one.name}-{theme}.png").write_bytes(reduced(picture))
