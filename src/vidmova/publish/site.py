"""The static site: a release as pages that open from a disk, without a network and without scripts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from vidmova.archive.intake import disk_fault
from vidmova.protect.release import Release
from vidmova.publish.pages import events, finding, letters, lists, prose
from vidmova.publish.pages.language import LANGUAGES, spoken
from vidmova.publish.pages.overview import overview
from vidmova.publish.pages.shelf import Shelf
from vidmova.publish.pages.telling import Page, Telling

NAME = "site"
STATIC = Path(__file__).parent / "static"


def write(release: Release, folder: Path) -> list[Path]:
    """Write the site into a folder `site` of the release's folder: all of it, or nothing; return its files in order."""
    site, part = folder / NAME, folder / f".part-{NAME}"
    try:
        if part.exists():
            shutil.rmtree(part)
        beside = prose.beside_site(folder, site)
        names = [_kept(part, path, text) for path, text in pages(release, beside)]
        if site.exists():
            shutil.rmtree(site)
        part.rename(site)
    except OSError as fault:
        raise disk_fault(fault, site) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return [site / name for name in sorted(names)]


def pages(release: Release, beside: list[tuple[str, int]] | None = None) -> Iterator[Page]:
    """Yield every file of the site: its path and its text; `beside` are files of the release to link to."""
    shelf = Shelf(release)
    passages: dict[str, Markup] = {}
    tellings = [Telling(shelf, spoken(code), passages) for code in LANGUAGES]
    yield prose.front(release.contents.edition)
    for asset in ("site.css", "sign.svg", "site.js"):
        yield f"assets/{asset}", (STATIC / asset).read_text(encoding="utf-8")
    yield from finding.words(shelf)
    for event in shelf.events.values():
        for telling in tellings:
            yield events.event_page(telling, event)
        for statement in event.statements:
            passages.pop(statement, None)
    for telling in tellings:
        yield from _lists(telling, beside or [])


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


def _kept(root: Path, path: str, text: str) -> str:
    target = root / path
    try:
        target.write_bytes(text.encode())
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return path
