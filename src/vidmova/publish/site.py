"""The static site: a release as pages that open from a disk, without a network and without scripts."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from vidmova.archive.intake import disk_fault
from vidmova.protect.release import Release
from vidmova.protect.sharing import shared
from vidmova.publish.pages import columns, events, finding, letters, lists, prose
from vidmova.publish.pages.language import LANGUAGES, spoken
from vidmova.publish.pages.overview import overview
from vidmova.publish.pages.placing import EVENTS, Placing
from vidmova.publish.pages.shelf import Shelf
from vidmova.publish.pages.telling import Page, Telling
from vidmova.publish.writing import note

NAME = "site"
PARTS_OF_EVENTS = 6
PARTS = 1 + len(LANGUAGES) + PARTS_OF_EVENTS
STATIC = Path(__file__).parent / "static"
Kept = tuple[str, int, str]
"""A file that was written: its name, size and digest."""


def write(release: Release, folder: Path) -> list[Path]:
    """Write the site into a folder `site` of the release's folder: all of it, or nothing; return its files in order."""
    site, part = folder / NAME, folder / f".part-{NAME}"
    try:
        if part.exists():
            shutil.rmtree(part)
        beside = prose.beside_site(folder, site)
        work = _Work(release, beside, part)
        files = sorted(one for some in shared(work.written, PARTS) for one in some)
        if site.exists():
            shutil.rmtree(site)
        part.rename(site)
    except OSError as fault:
        raise disk_fault(fault, site) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for name, size, digest in files:
        note(site / name, size, digest)
    return [site / name for name, _, _ in files]


def pages(release: Release, beside: list[tuple[str, int]] | None = None) -> Iterator[Page]:
    """Yield every file of the site: its path and its text; `beside` are files of the release to link to."""
    work = _Work(release, beside or [])
    for number in range(PARTS):
        yield from work.pages(number)


class _Work:
    """The pages of a site in parts that different processes may write."""

    def __init__(self, release: Release, beside: list[tuple[str, int]], root: Path = Path()) -> None:
        self._edition, self._beside, self._root = release.contents.edition, beside, root
        self._passages: dict[str, Markup] = {}
        self._shelf = Shelf(release)
        placing = Placing(self._shelf)
        self._tellings = [Telling(self._shelf, spoken(code), self._passages, placing) for code in LANGUAGES]
        self._words = self._tellings[0].words
        for telling in self._tellings:
            telling.words = self._words

    def written(self, number: int) -> list[Kept]:
        """Write a part and return its files."""
        return [_kept(self._root, path, text) for path, text in self.pages(number)]

    def pages(self, number: int) -> Iterator[Page]:
        """Yield a part: what belongs to no language, the lists of each, or some of the events."""
        if not number:
            yield from self._common()
        elif number <= len(self._tellings):
            yield from _lists(self._tellings[number - 1], self._beside)
        else:
            yield from self._events(number - len(self._tellings) - 1)

    def _common(self) -> Iterator[Page]:
        yield prose.front(self._edition)
        yield from (columns.sheet(telling.language) for telling in self._tellings)
        for asset in ("site.css", "sign.svg", "site.js"):
            yield f"assets/{asset}", (STATIC / asset).read_text(encoding="utf-8")
        yield from finding.words(self._shelf)

    def _events(self, part: int) -> Iterator[Page]:
        for number in range(1 + part, 1 + -(-len(self._shelf.events) // EVENTS), PARTS_OF_EVENTS):
            yield from (events.event_page(telling, number) for telling in self._tellings)
            # Another page has other passages.
            self._passages.clear()
            self._words.clear()


def _lists(telling: Telling, beside: list[tuple[str, int]]) -> Iterator[Page]:
    yield overview(telling)
    yield from events.event_lists(telling)
    for every in (lists.people, lists.places, lists.courts, lists.sources, lists.contradictions, lists.figures):
        yield from every(telling)
    yield from letters.letters(telling)
    yield from finding.titles(telling)
    yield telling.page("search.html", "search.html")
    yield prose.method(telling)
    yield prose.removed(telling)
    yield prose.about(telling, beside)


def _kept(root: Path, path: str, text: str) -> Kept:
    target, content = root / path, text.encode()
    try:
        target.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return path, len(content), hashlib.sha256(content).hexdigest()
